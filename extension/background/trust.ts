import type { AskRoute, Escalate, Look, Told } from '../content/protocol';

/**
 * The host whose page a message came from, or null where it did not come from our own content script in the top frame of a page.
 * Whether that host may be believed is another question.
 */
export function contentHost(sender: chrome.runtime.MessageSender): string | null {
  if (sender.id !== chrome.runtime.id || sender.frameId !== 0 || sender.url === undefined) return null;
  const url = URL.parse(sender.url);
  return url?.protocol === 'https:' ? url.host : null;
}

/** A page of this extension: no content script and no web page has its address. */
export function isOwnPage({ id, url }: chrome.runtime.MessageSender): boolean {
  return id === chrome.runtime.id && url?.startsWith(chrome.runtime.getURL('')) === true;
}

export function isEscalate(message: unknown): message is Escalate {
  const { kind, ticket, purpose } = (message ?? {}) as Partial<Escalate>;
  return kind === 'escalate' && (purpose === 'issue' || purpose === 'documentation') && typeof ticket === 'string' && /^\d{1,20}$/.test(ticket);
}

export function isAskRoute(message: unknown): message is AskRoute {
  const { kind, ticket } = (message ?? {}) as Partial<AskRoute>;
  return kind === 'route' && typeof ticket === 'string' && /^\d{1,20}$/.test(ticket);
}

export function isTold(message: unknown): message is Told {
  const { kind, key, tell } = (message ?? {}) as Partial<Told>;
  return kind === 'told' && typeof key === 'string' && typeof tell === 'string';
}

export function isLook(message: unknown): message is Look {
  return typeof message === 'object' && message !== null && (message as { kind?: unknown }).kind === 'look';
}
