/** Starts the page that the document names; all that it shows and does is Rust. */
import init, { open } from '../../target/wasm/pages/vanguard.js';

init({ module_or_path: chrome.runtime.getURL('pages.wasm') }).then(
  () => open(document.body.dataset['page'] ?? ''),
  () => {
    document.body.textContent = `${chrome.i18n.getMessage('wasm_off_what')} ${chrome.i18n.getMessage('wasm_off_todo')} (VG-WASM)`;
  },
);
