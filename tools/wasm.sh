# Sourced by build.sh: the Rust core as WebAssembly, one module per cargo feature of that name,
# with wasm-bindgen's JavaScript beside it, in target/wasm/<module>/.

readonly WASM_MODULES=(background errands popup review)

# What rustc may use on this target; binaryen must know to read it.
readonly WASM_FEATURES=(--enable-bulk-memory --enable-bulk-memory-opt --enable-call-indirect-overlong --enable-multivalue
  --enable-mutable-globals --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext)

build_wasm() {
  local module out
  # A module that is none any more would be packed too.
  rm -rf target/wasm
  for module in "${WASM_MODULES[@]}"; do
    out="$PWD/target/wasm/$module"
    # Small before fast, as the browser compiles all of it at each start; but `z` is a third slower on an answer of a hundred
    # tickets, most of it before the browser has optimised anything, and `3` hardly faster than `s`.
    CARGO_PROFILE_RELEASE_OPT_LEVEL=z with_wasm_toolchain wasm-pack --quiet build --mode no-install --release --no-opt --no-pack --no-gitignore \
      --target web --out-dir "$out" --out-name vanguard . -- \
      --locked --no-default-features --features "$module" </dev/null
    node_modules/.bin/wasm-opt -Oz --converge --low-memory-unused --strip-debug --strip-producers --strip-target-features "${WASM_FEATURES[@]}" \
      "$out/vanguard_bg.wasm" -o "$out/vanguard.wasm"
  done
}

# Paths of this machine would otherwise stand in panic messages, and the result could not be reproduced. The standard library's
# own are this machine's where its source is installed (rust-src), and the compiler's elsewhere.
with_wasm_toolchain() {
  local -x RUSTUP_TOOLCHAIN="$WASM_TOOLCHAIN" PATH="$PATH"
  if [[ -z $WASM_TOOLCHAIN ]]; then
    unset RUSTUP_TOOLCHAIN
  else
    PATH="$CACHE/debian:$PATH"
  fi
  local sysroot commit
  sysroot="$(rustc --print sysroot)"
  commit="$(rustc --version --verbose | sed -n 's/^commit-hash: //p')"
  RUSTFLAGS="--remap-path-prefix=$PWD=/vanguard --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo --remap-path-prefix=$sysroot/lib/rustlib/src/rust=/rustc/$commit" "$@"
}
