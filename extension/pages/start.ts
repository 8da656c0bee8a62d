/** Starts a page; all that it shows and does is Rust, in a module of the page's name. */
export function start(page: string, init: (how: { module_or_path: string }) => Promise<unknown>, open: () => void): void {
  init({ module_or_path: chrome.runtime.getURL(`${page}.wasm`) }).then(open, () => {
    document.body.textContent = `${chrome.i18n.getMessage('wasm_off_what')} ${chrome.i18n.getMessage('wasm_off_todo')} (VG-WASM)`;
  });
}
