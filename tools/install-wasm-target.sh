# Sourced by install.sh: Rust's standard library for WebAssembly, and the linters.
#
# The normal way is rustup. Where its server does not answer, Debian 12 has a current Rust with its
# library's source: that toolchain, known to rustup as `debian`, then builds the WebAssembly (and
# only that) against a standard library compiled here, once.

readonly WASM_TARGET=wasm32-unknown-unknown
readonly DEBIAN_PACKAGES=(rustc-web cargo-web rust-web-src lld-22)
readonly DEBIAN_WASM_LIB=/usr/lib/rustlib/$WASM_TARGET/lib

WASM_TOOLCHAIN='' # of the wasm build; empty: the default one
LINT_TOOLCHAIN='' # of rustfmt and clippy; empty: the default one

on_debian_12() { on_debian && grep -qs '^VERSION_ID="\?12' /etc/os-release; }

# rustup_add COMMAND…: asks rustup's server, but not for ever, and says in one line why it failed.
rustup_add() {
  local answer
  if lacks rustup; then
    say 'there is no rustup'
  elif ! answer="$(RUSTUP_MAX_RETRIES=1 timeout 180 rustup --quiet "$@" 2>&1 </dev/null)"; then
    say "rustup could not: $(tr '\n' ' ' <<<"$answer" | cut -c 1-200)"
  else
    return 0
  fi
  return 1
}

default_has_wasm() {
  compgen -G "$(rustc --print target-libdir --target $WASM_TARGET)/libstd-*.rlib" >/dev/null
}

# The library fits one compiler exactly: after an upgrade it is compiled anew.
debian_has_wasm() {
  [[ -f $DEBIAN_WASM_LIB/compiled-by && -x /usr/bin/rustc && -x /usr/bin/cargo ]] &&
    [[ "$(<"$DEBIAN_WASM_LIB/compiled-by")" == "$(/usr/bin/rustc -vV)" ]]
}

find_wasm_target() {
  ! default_has_wasm || return 0
  if ! debian_has_wasm; then
    say "installing Rust's $WASM_TARGET target with rustup, because it is missing: the extension's core is WebAssembly"
    ! rustup_add target add "$WASM_TARGET" || return 0
    if ! on_debian_12 || lacks rustup; then
      given+=("Rust's $WASM_TARGET target, where rustup's server can be reached: rustup target add $WASM_TARGET")
      return
    fi
    want_package "$WASM_TARGET: Debian's Rust compiles WebAssembly where rustup's server cannot be reached" "${DEBIAN_PACKAGES[@]}"
  fi
  WASM_TOOLCHAIN=debian
}

find_linters() {
  local rust=()
  if ! cargo clippy --version >/dev/null 2>&1 || ! cargo fmt --version >/dev/null 2>&1; then
    if [[ ! -x /usr/bin/cargo-clippy || ! -x /usr/bin/cargo-fmt ]]; then
      say 'installing clippy and rustfmt with rustup, because they are missing: they check the Rust code'
      ! rustup_add component add clippy rustfmt || return 0
      rust=(rustc-web cargo-web rust-web-clippy rustfmt-web)
    fi
    LINT_TOOLCHAIN=debian
  elif [[ $WASM_TOOLCHAIN == debian && ! -x /usr/bin/cargo-clippy ]]; then
    rust=(rust-web-clippy)
  fi
  ((${#rust[@]} == 0)) || want_package 'clippy and rustfmt: they check the Rust code' "${rust[@]}"
}

# After the packages are in.
set_up_debian_toolchain() {
  [[ $WASM_TOOLCHAIN$LINT_TOOLCHAIN == *debian* ]] || return 0
  [[ "$(rustup toolchain list)" == *debian* ]] || rustup --quiet toolchain link debian /usr
  [[ $WASM_TOOLCHAIN == debian ]] || return 0
  debian_has_wasm || compile_debian_wasm_library
  # rustc asks for its linker by the name rust-lld.
  mkdir -p "$CACHE/debian"
  ln -sfn /usr/bin/wasm-ld-22 "$CACHE/debian/rust-lld"
}

compile_debian_wasm_library() {
  local work
  say "compiling Rust's standard library for $WASM_TARGET with Debian's compiler, once, which takes a minute or two"
  work="$(mktemp -d)"
  mkdir "$work/src"
  touch "$work/src/lib.rs"
  printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2024"\n' >"$work/Cargo.toml"
  # Without its bitcode the library cannot take part in link-time optimisation.
  (cd "$work" && env -u RUSTUP_TOOLCHAIN RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes RUSTC=/usr/bin/rustc CARGO_TARGET_DIR="$work/target" \
    /usr/bin/cargo build --quiet --release -Zbuild-std=std,panic_abort,test,proc_macro --target "$WASM_TARGET" </dev/null)
  /usr/bin/rustc -vV >"$work/compiled-by"
  "${SUDO[@]}" mkdir -p "$DEBIAN_WASM_LIB"
  "${SUDO[@]}" find "$DEBIAN_WASM_LIB" -name '*.rlib' -delete
  "${SUDO[@]}" cp "$work/target/$WASM_TARGET/release/deps/"*.rlib "$DEBIAN_WASM_LIB/"
  "${SUDO[@]}" cp "$work/compiled-by" "$DEBIAN_WASM_LIB/"
  rm -r "$work"
}
