import { type Shipped, withShipped } from './shipped';

/** Starts a page; all that it shows and does is Rust, in a module of this name. */
export function start(
  module: string,
  init: (how: { module_or_path: string }) => Promise<unknown>,
  open: () => void,
  names: readonly Shipped[] = [],
  ship: (name: string, text: string) => void = () => undefined,
): void {
  const { documentElement } = document;
  documentElement.lang = chrome.i18n.getMessage('text_language');
  documentElement.dir = chrome.i18n.getMessage('@@bidi_dir');
  withShipped(init({ module_or_path: chrome.runtime.getURL(`${module}.wasm`) }), names, ship).then(open, () => {
    document.body.textContent = `${chrome.i18n.getMessage('wasm_off_what')} ${chrome.i18n.getMessage('wasm_off_todo')} (VG-WASM)`;
  });
}
