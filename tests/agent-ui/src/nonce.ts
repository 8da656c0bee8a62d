/**
 * styled-components looks for `__webpack_nonce__` when it inserts its first style element, so this
 * module is imported before anything that styles.
 */
declare global {
  var __webpack_nonce__: string | undefined;
}

const nonce = document.querySelector<HTMLMetaElement>('meta[name="standin-nonce"]')?.content;
if (nonce) globalThis.__webpack_nonce__ = nonce;

export {};
