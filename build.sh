#!/usr/bin/env bash
# One entry point for everything; `./build.sh help` lists it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

source tools/install.sh
source tools/wasm.sh
source tools/checks.sh

usage() {
  cat <<'TEXT'
Usage: ./build.sh [command]

  (none)                     build dist/chrome and dist/firefox, loadable as they are
  demo                       open the extension on the stand-in for Zendesk; with no display,
                             walk through it and write screenshots
  test                       everything: linters, tests, both browsers, reproducibility, fuzzing
  bench                      measurements: figure, budget, verdict
  lint                       rustfmt, clippy, tsc
  package                    zip both extensions into target/package
  fuzz [target] [seconds]    one fuzz target or all, each for 60 seconds or as many as given
  setup [build|demo|test]    install what is missing, and nothing else

What is missing is installed on the way: on Debian 12 as root (or with sudo that asks for no
password); elsewhere a message lists what to install.
TEXT
}

# fresh NAME INPUT…: nothing that NAME is made of has changed since `made NAME`.
fresh() {
  local name="$1"
  fingerprint="$(
    { find "${@:2}" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
      cat build.sh tools/*.sh tools/*.mjs
      printf '%s %s\n' "$(rustc --version)" "$(node --version)" "$WASM_TOOLCHAIN"
    } | sha256sum
  )"
  [[ -f target/stamps/$name && "$(<"target/stamps/$name")" == "$fingerprint" ]]
}
made() {
  mkdir -p target/stamps
  printf '%s\n' "$fingerprint" >"target/stamps/$1"
}

build() {
  local fingerprint
  if ! fresh wasm Cargo.toml Cargo.lock src || [[ ! -d target/wasm ]]; then
    say 'building the WebAssembly'
    build_wasm
    made wasm
  fi
  if ! fresh dist target/wasm extension src manifest.json LICENSE PRIVACY.md SECURITY.md SUPPORT.md package-lock.json || [[ ! -d dist/chrome || ! -d dist/firefox ]]; then
    say 'bundling the extension'
    node tools/package.mjs
    made dist
  fi
  say 'dist/chrome and dist/firefox are up to date'
}

agent_pages() {
  local fingerprint
  if ! fresh agent-ui tests/agent-ui package-lock.json || [[ ! -d target/agent-ui ]]; then
    say 'bundling the agent pages of the stand-in'
    node tests/agent-ui/build.mjs
    made agent-ui
  fi
}

# Reproducible: the same files in the same order, with the same times and permissions.
package() {
  local browser version out stage
  version="$(sed -n 's/^  "version": "\(.*\)",/\1/p' manifest.json)"
  out="$PWD/target/package"
  rm -rf "$out"
  mkdir -p "$out"
  for browser in chrome firefox; do
    stage="$out/$browser"
    cp -R "dist/$browser" "$stage"
    find "$stage" -type f -exec chmod 644 {} +
    find "$stage" -exec touch -d '2026-01-01T00:00:00Z' {} +
    (cd "$stage" && find . -type f -printf '%P\n' | LC_ALL=C sort | TZ=UTC zip -X -q "$out/vanguard-$browser-$version.zip" -@)
    # A twentieth smaller than zip's own best.
    advzip --recompress --shrink-insane --quiet "$out/vanguard-$browser-$version.zip"
    rm -r "$stage"
  done
  stat --printf='%s bytes  %n\n' target/package/*.zip
}

# Targets, seconds for each, the folder that keeps what was found, and more for the fuzzer.
fuzz() {
  local targets="${1:-}" seconds="${2:-60}" corpus="${3:-fuzz/corpus}" target
  [[ -n $targets ]] || targets="$(cargo fuzz list)"
  for target in $targets; do
    say "fuzzing $target for $seconds seconds"
    # The fuzzer's instrumentation is a flag that stable rustc hides.
    mkdir -p "$corpus/$target"
    RUSTC_BOOTSTRAP=1 cargo fuzz run "$target" "$corpus/$target" "fuzz/seeds/$target" -- -max_total_time="$seconds" -verbosity=0 "${@:4}"
  done
}

main() {
  local command="${1:-build}"
  (($# == 0)) || shift
  case "$command" in
    build)
      install_for build
      build
      ;;
    demo)
      install_for build browsers
      build
      agent_pages
      cargo run --quiet --package vanguard-browser --bin demo -- "$@"
      ;;
    test)
      install_for build lint browsers package fuzz
      run_checks
      ;;
    bench)
      install_for build browsers package
      build
      agent_pages
      package
      bench
      ;;
    lint)
      install_for build lint
      build
      lint
      ;;
    package)
      install_for build package
      build
      package
      ;;
    fuzz)
      install_for build fuzz
      fuzz "$@"
      ;;
    setup)
      case "${1:-build}" in
        test) install_for build lint browsers package fuzz ;;
        demo) install_for build browsers ;;
        build) install_for build ;;
        *)
          usage >&2
          exit 2
          ;;
      esac
      say 'everything needed is installed'
      ;;
    help | --help | -h) usage ;;
    *)
      usage >&2
      exit 2
      ;;
  esac
}

main "$@"
