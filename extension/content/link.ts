import { call } from './forward';
import type { AskRoute, Escalate, Follow, Forward, Forwarded, Health, Look, Plan, Push, Route, Told } from './protocol';

/** Firefox gives promises on `browser`, Chromium on `chrome`. */
const api: typeof chrome = (globalThis as { browser?: typeof chrome }).browser ?? chrome;

/** 'silent': nobody answered; 'gone': this script's extension is no more. */
export type Reply = Plan | 'silent' | 'gone';

/** False once the extension was updated or switched off under this page. */
export function alive(): boolean {
  try {
    return api.runtime?.id !== undefined;
  } catch {
    return false;
  }
}

async function send(look: Look): Promise<Reply> {
  if (!alive()) return 'gone';
  try {
    const plan = await api.runtime.sendMessage<Look, string | undefined>(look);
    return plan === undefined ? 'silent' : (JSON.parse(plan) as Plan);
  } catch {
    return alive() ? 'silent' : 'gone';
  }
}

/**
 * A background that was killed while it worked is asked once more; by then the browser has started it anew. It may have
 * got the first Look all the same, and wait for requests of which this page has never heard.
 */
export async function ask(look: Look, renew: () => string): Promise<Reply> {
  const reply = await send(look);
  return reply === 'silent' ? send({ ...look, page: { ...look.page, document: renew() } }) : reply;
}

/** Opens a window of the extension: all that a press on this page can do. */
export function escalate(ticket: string, purpose: Escalate['purpose'] = 'issue'): void {
  if (alive()) void api.runtime.sendMessage<Escalate>({ kind: 'escalate', ticket, purpose }).catch(() => undefined);
}

/** Somebody says that the customer knows. */
export function told({ key, tell }: Follow): void {
  if (alive()) void api.runtime.sendMessage<Told>({ kind: 'told', key, tell }).catch(() => undefined);
}

/** null where it cannot be said now. */
export async function askRoute(ticket: string): Promise<Route | null> {
  if (!alive()) return null;
  try {
    const route = await api.runtime.sendMessage<AskRoute, string | undefined>({ kind: 'route', ticket });
    return route === undefined ? null : (JSON.parse(route) as Route);
  } catch {
    return null;
  }
}

type Asked = (Forward & { kind: 'forward'; keep: string }) | { kind: 'health' };

/** `refused` hears of requests made for others that Zendesk wants fewer of. */
export function onPush(
  handle: (push: Push) => void,
  refused: (request: Forward, reply: Forwarded) => void,
  health: () => Health,
  signal: AbortSignal,
): void {
  const listener = (push: Push | Asked, _: unknown, answer: (reply: Forwarded | string) => void): boolean => {
    if (push.kind === 'health') {
      answer(JSON.stringify(health()));
      return false;
    }
    if (push.kind !== 'forward') {
      handle(push);
      return false;
    }
    const request = { ...push, keep: JSON.parse(push.keep) as Forward['keep'] };
    void call(request, signal).then((reply) => {
      answer(reply);
      if (reply.status === 429) refused(request, reply);
    });
    return true;
  };
  api.runtime.onMessage.addListener(listener);
  signal.addEventListener('abort', () => {
    if (alive()) api.runtime.onMessage.removeListener(listener);
  });
}

export const message = (key: string, value: string): string => (alive() ? api.i18n.getMessage(key, value) : '');
