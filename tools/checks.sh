# Sourced by build.sh: what `test`, `lint` and `bench` run.

# Of the finished product; lists alone, before escalation was there, had 20 kB and 250 kB. Options and review were to have 450 kB as
# the popup has: theirs are what they weigh, so that they do not grow unseen.
readonly CONTENT_BUDGET=32000 BACKGROUND_BUDGET=400000 POPUP_BUDGET=450000 ERRANDS_BUDGET=300000 REVIEW_BUDGET=1160000 PACKAGE_BUDGET=1200000
readonly FUZZ_SECONDS=10

with_lint_toolchain() {
  if [[ -z $LINT_TOOLCHAIN ]]; then "$@"; else RUSTUP_TOOLCHAIN=$LINT_TOOLCHAIN "$@"; fi
}

lint_rust() {
  with_lint_toolchain cargo fmt --all --check
  with_lint_toolchain cargo clippy --quiet --locked --workspace --all-targets -- -D warnings
}

lint_wasm() {
  local module
  for module in "${WASM_MODULES[@]}"; do
    with_wasm_toolchain cargo clippy --quiet --locked --lib --target "$WASM_TARGET" \
      --no-default-features --features "$module" -- -D warnings
  done
}

lint_typescript() {
  node_modules/.bin/tsc --project extension
  node_modules/.bin/tsc --project tests/agent-ui
}

languages() { node tools/languages.mjs; }

lint_shell() {
  local script
  for script in build.sh .ci/run tools/*.sh; do bash -n "$script"; done
}

lint() {
  languages
  lint_shell
  lint_rust
  lint_wasm
  lint_typescript
}

# Every element of the extension's own pages is made by itself: their policy lets no text become markup.
no_markup_from_text() {
  ! grep -lE 'innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write' dist/*/{popup,panel,options}.{js,wasm}
}

rust_tests() { cargo test --quiet --locked --workspace --no-fail-fast; }

# The program's calendar files as another implementation reads them, and ten years of dates.
calendar_files() {
  cargo build --quiet --locked --bin vanguard
  node tests/meetings/ical.mjs target/debug/vanguard
}

store_lint() {
  NO_UPDATE_NOTIFIER=1 node_modules/.bin/web-ext lint --no-config-discovery --warnings-as-errors --source-dir dist/firefox
}

# The whole build again, from nothing, somewhere else: every file and both zips come out the same.
reproducible() {
  local again="$PWD/target/again"
  package
  # A path of this machine would not be another's.
  ! grep -rlaF -e "$HOME/" -e "$PWD/" dist || return 1
  rm -rf "$again"
  mkdir -p "$again"
  tar -c --exclude=./target --exclude=./dist --exclude=./node_modules --exclude=./.git --exclude=./fuzz . | tar -x -C "$again"
  ln -s ../../node_modules "$again/node_modules"
  (cd "$again" && env -u CARGO_TARGET_DIR ./build.sh package)
  diff -r dist "$again/dist"
  diff -r target/package "$again/target/package"
  rm -r "$again"
}

# within_budget FIGURE BYTES FILE…
within_budget() {
  local size file verdict status=0
  for file in "${@:3}"; do
    size="$(stat -c %s "$file")"
    verdict=ok
    ((size <= $2)) || { verdict='OVER BUDGET'; status=1; }
    printf '%s: %d bytes | %d bytes | %s\n' "$1, $file" "$size" "$2" "$verdict"
  done
  return "$status"
}

sizes() {
  local status=0
  printf 'figure | budget | verdict\n'
  within_budget 'content script, minified' "$CONTENT_BUDGET" dist/*/content.js || status=1
  within_budget 'background module' "$BACKGROUND_BUDGET" dist/*/background.wasm || status=1
  within_budget 'module of the popup' "$POPUP_BUDGET" dist/*/popup.wasm || status=1
  within_budget 'module of reminders, results and calendar files' "$ERRANDS_BUDGET" dist/*/errands.wasm || status=1
  within_budget 'module of review and options, with drafts and redaction' "$REVIEW_BUDGET" dist/*/review.wasm || status=1
  within_budget 'whole package' "$PACKAGE_BUDGET" target/package/*.zip || status=1
  return "$status"
}

browser_suite() {
  # The suite compares what the overlay shows with what the command line says.
  cargo build --quiet --locked --bin vanguard
  cargo run --quiet --locked --package vanguard-browser --bin suite -- --browser "$1"
}

# From the same seed and the same inputs each time: what is found by chance is for `./build.sh fuzz`.
fuzz_shortly() {
  rm -rf target/fuzz-corpus
  fuzz '' "$FUZZ_SECONDS" target/fuzz-corpus -seed=1
}

bench() {
  cargo bench --quiet --locked --bench core
  cargo bench --quiet --locked --bench redact
  cargo bench --quiet --locked --bench route
  cargo bench --quiet --locked --bench escalation
  cargo run --quiet --locked --package vanguard-browser --bin bench
  sizes
}

passed=0
failed=()

# check NAME COMMAND…: in a shell of its own, where any failing line ends it.
check() {
  local name="$1" started=$SECONDS status
  printf '\n== %s\n' "$name"
  set +e
  (
    set -e
    "${@:2}"
  )
  status=$?
  set -e
  if ((status == 0)); then
    passed=$((passed + 1))
    printf '== %s: passed, %d s\n' "$name" $((SECONDS - started))
  else
    failed+=("$name")
    printf '== %s: FAILED, %d s\n' "$name" $((SECONDS - started))
  fi
}

run_checks() {
  check 'build' build
  if ((${#failed[@]} == 0)); then
    check 'agent pages' agent_pages
    check 'languages' languages
    check 'shell scripts' lint_shell
    check 'rustfmt and clippy' lint_rust
    check 'clippy, WebAssembly' lint_wasm
    check 'TypeScript' lint_typescript
    check 'no markup from text' no_markup_from_text
    check 'Rust tests' rust_tests
    check 'calendar files in ical.js' calendar_files
    check 'add-on linter' store_lint
    check 'built twice, the same bytes' reproducible
    check 'sizes' sizes
    check 'Chromium' browser_suite chromium
    check 'Firefox' browser_suite firefox
    check 'fuzz targets, shortly' fuzz_shortly
  fi
  printf '\n'
  ((${#failed[@]} == 0)) || printf 'failed: %s\n' "${failed[@]}"
  printf '%d passed, %d failed\n' "$passed" "${#failed[@]}"
  ((${#failed[@]} == 0))
}
