import { element, setText } from './dom';
import { say } from './words';

export const OVERLAY = 'vanguard-overlay';

let root: ShadowRoot | undefined;

/** Status and the button of the ranked list, at the bottom of the inline end. */
const corner = element('div', { part: 'corner' });
const voice = element('div', { part: 'voice', role: 'status' });

/**
 * One closed shadow root for the card, the ranked list and the status, made when the first of them is needed. Its
 * styles are in overlay.css, by part name: nothing in it depends on what the page's own rules say of an element.
 */
export function surface(): ShadowRoot {
  if (root !== undefined) return root;
  const host = document.createElement(OVERLAY);
  host.lang = say('text_language');
  root = host.attachShadow({ mode: 'closed' });
  root.append(corner, voice);
  // Beside the body, which is Zendesk's.
  document.documentElement.append(host);
  return root;
}

export function inCorner(...nodes: Node[]): void {
  surface();
  corner.append(...nodes);
}

/** For screen readers alone. */
export function announce(text: string): void {
  surface();
  setText(voice, text);
}
