# Sourced by build.sh, at the root of the checkout: `install_for build browsers …` makes sure that
# what a command needs is there, installs what is missing, and says so. Fast when nothing is.
#
# Expected on the machine: rustup's stable toolchain, node and npm. The rest comes from Debian
# (as root or with sudo that asks for no password), from cargo and from npm.

readonly CACHE="${XDG_CACHE_HOME:-$HOME/.cache}/vanguard"
readonly NODE_NEEDED=20 WASM_PACK=0.15.1 GECKODRIVER=0.37.1 CARGO_FUZZ=0.13.2
export PATH="$CACHE/bin:$PATH"

source tools/install-wasm-target.sh

say() { printf 'vanguard: %s\n' "$*" >&2; }
lacks() { ! command -v "$1" >/dev/null 2>&1; }

missing=()  # what a person reads
packages=() # what Debian calls it
given=()    # what only a person can install

# want_package WHAT-AND-WHY PACKAGE…
want_package() {
  missing+=("$1")
  mapfile -t packages < <(printf '%s\n' "${packages[@]}" "${@:2}" | awk 'NF && !seen[$0]++')
}

SUDO=()
can_install_packages() {
  on_debian || return 1
  [[ $EUID -eq 0 ]] && return
  ! lacks sudo && sudo -n true 2>/dev/null && SUDO=(sudo -n)
}
on_debian() { grep -qsx 'ID="\?debian"\?' /etc/os-release && ! lacks apt-get; }

find_missing_given() {
  local needed found
  needed="$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)"
  if lacks rustc || lacks cargo; then
    given+=("Rust $needed or newer: rustup with its stable toolchain")
  else
    found="$(rustc --version | cut -d' ' -f2)"
    [[ "$(printf '%s\n' "$needed" "$found" | sort -V | head -n 1)" == "$needed" ]] ||
      given+=("Rust $needed or newer, here is $found: rustup update stable")
  fi
  if lacks node || lacks npm; then
    given+=("Node.js $NODE_NEEDED or newer, with npm")
  else
    found="$(node --version)"
    found="${found#v}"
    ((${found%%.*} >= NODE_NEEDED)) || given+=("Node.js $NODE_NEEDED or newer, here is $found")
  fi
}

find_missing_packages() {
  local group
  ! lacks cc || want_package 'cc: Rust links with the C compiler' build-essential
  for group; do
    case "$group" in
      browsers)
        ! lacks chromium || want_package 'chromium: the extension is tested in it' chromium
        [[ -e /usr/lib/chromium/locales/de.pak ]] || want_package 'chromium in German: the extension is tested in it' chromium-l10n
        ! lacks chromedriver || want_package 'chromedriver: drives chromium' chromium-driver
        ! lacks firefox-esr || ! lacks firefox || want_package 'firefox: the extension is tested in it' firefox-esr
        [[ -n "$(fc-list :lang=ar family 2>/dev/null)" ]] ||
          want_package 'fonts with Latin and Arabic letters: pages are tested in both directions' fontconfig fonts-dejavu-core fonts-noto-core
        ;;
      fuzz) ! lacks c++ || want_package 'c++: the fuzzer is compiled with it' build-essential ;;
      package)
        ! lacks zip || want_package 'zip: writes the packages for the stores' zip
        ! lacks advzip || want_package 'advzip: makes them as small as they get' advancecomp
        ;;
    esac
  done
}

install_packages() {
  local what log
  for what in "${missing[@]}"; do say "installing with apt-get, because it is missing: $what"; done
  log="$(mktemp)"
  # A third-party source that does not answer must not stand in the way of Debian's own.
  "${SUDO[@]}" apt-get -qq update </dev/null >"$log" 2>&1 || say 'apt-get update reported an error; going on with the lists that are there'
  if ! "${SUDO[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
    -o Dpkg::Use-Pty=0 "${packages[@]}" </dev/null >>"$log" 2>&1; then
    cat "$log" >&2
    say "apt-get could not install: ${packages[*]}"
    exit 1
  fi
  rm "$log"
}

explain_missing() {
  local what
  {
    printf 'Vanguard cannot go on: this is missing here, and it cannot be installed without help.\n'
    for what in "${given[@]}" "${missing[@]}"; do printf '  - %s\n' "$what"; done
    if ((${#packages[@]})); then
      if on_debian; then
        printf 'As root:\n'
      else
        printf 'On Debian 12, as root (elsewhere, install the same programs your system'"'"'s way):\n'
      fi
      printf '  apt-get update && apt-get install --no-install-recommends %s\n' "${packages[*]}"
    fi
    [[ $WASM_TOOLCHAIN != debian ]] || printf '%s\n' \
      "The WebAssembly target needs one of these besides:" \
      "  rustup target add $WASM_TARGET    (where rustup's server can be reached)" \
      "  ./build.sh, once, as root         (compiles Rust's library for Debian's Rust, into $DEBIAN_WASM_LIB)"
    printf 'Then run the same command again; build.sh installs the rest by itself.\n'
  } >&2
  exit 1
}

# cargo_tool NAME VERSION WHY [OPTION…]: cargo keeps the list of what it installed where, and that is the marker.
cargo_tool() {
  ! grep -qs "^\"$1 $2 " "$CACHE/.crates.toml" || return 0
  say "installing $1 $2 with cargo, once, which takes some minutes: $3"
  mkdir -p "$CACHE"
  # From there, so that settings of the checkout do not reach the tool's own build.
  (cd "$CACHE" && env -u CARGO_TARGET_DIR -u RUSTFLAGS -u RUSTUP_TOOLCHAIN \
    cargo install --quiet --root "$CACHE" --version "=$2" "${@:4}" "$1" </dev/null)
}

locked_version() {
  awk -v name="name = \"$1\"" '$0 == name { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock
}

npm_packages() {
  local stamp=node_modules/.vanguard-lock now
  now="$(sha256sum <package-lock.json)"
  [[ ! -f $stamp || "$(<"$stamp")" != "$now" ]] || return 0
  say 'installing node_modules with npm, because package-lock.json is new: bundler, type checker, linter, agent pages'
  npm ci --no-audit --no-fund --loglevel=error </dev/null >&2
  printf '%s\n' "$now" >"$stamp"
}

install_for() {
  local group
  find_missing_packages "$@"
  find_missing_given
  if ((${#given[@]} == 0)); then
    find_wasm_target
    [[ " $* " != *' lint '* ]] || find_linters
  fi
  ((${#given[@]} == 0)) || explain_missing
  if ((${#missing[@]})); then
    can_install_packages || explain_missing
    install_packages
  fi
  set_up_debian_toolchain
  cargo_tool wasm-bindgen-cli "$(locked_version wasm-bindgen)" 'it writes the JavaScript around the WebAssembly, and must equal the wasm-bindgen in Cargo.lock'
  cargo_tool wasm-pack "$WASM_PACK" 'it builds the WebAssembly' --locked
  for group; do
    case "$group" in
      browsers) cargo_tool geckodriver "$GECKODRIVER" 'it drives firefox' --locked ;;
      fuzz) cargo_tool cargo-fuzz "$CARGO_FUZZ" 'it runs the fuzz targets' --locked ;;
    esac
  done
  npm_packages
}
