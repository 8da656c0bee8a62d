import { isVisible } from './dom';
import type { ApiAnswer, ApiRequest, Forward, Forwarded } from './protocol';

/** The only requests this script makes: same origin, these paths. */
const READS = /^\/api\/v2\/(?:search|search\/count|users\/me|tickets\/(?:show_many|\d+|\d+\/comments|\d+\/slas\/policy_metrics))\.json$/;
const WRITES = /^\/api\/v2\/tickets\/\d+\.json$/;

const GIVE_UP_MS = 30_000;
const STAYS_MS = 10_000;

export function allowed(method: string, path: string): URL | null {
  const paths = { GET: READS, PUT: WRITES }[method];
  const url = URL.parse(path, location.origin);
  return url?.origin === location.origin && paths?.test(url.pathname) ? url : null;
}

export async function call({ method, path, csrf, body, keep, whileSeen }: Forward, signal: AbortSignal): Promise<Forwarded> {
  const url = whileSeen && !isVisible() ? null : allowed(method, path);
  const reply: Forwarded = { sent: url !== null, status: 0, retryAfter: null, date: null, body: null };
  if (url === null) return reply;
  let leaving = false;
  const leave = () => (leaving = true);
  addEventListener('beforeunload', leave);
  try {
    const response = await fetch(url, {
      method,
      body,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(csrf !== null && { 'x-csrf-token': csrf }),
        ...(body !== null && { 'content-type': 'application/json' }),
      },
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(GIVE_UP_MS)]),
    });
    const text = isJson(response) ? await response.text() : null;
    return {
      ...reply,
      // None of these paths redirects but to a login page, often on another host.
      status: response.type === 'opaqueredirect' ? 401 : response.status,
      retryAfter: response.headers.get('retry-after'),
      date: response.headers.get('date'),
      body: text === null ? null : (cut(text, keep) ?? ''),
    };
  } catch {
    // What a page that is being left has asked for fails too, which is no outage: in Firefox as soon as it is left, and long before
    // it is gone. One that stays after all may say so later.
    await new Promise((turn) => setTimeout(turn, leaving ? STAYS_MS : 0));
    return reply;
  } finally {
    removeEventListener('beforeunload', leave);
  }
}

export async function forward(request: ApiRequest, signal: AbortSignal): Promise<ApiAnswer> {
  const { path, keep } = request;
  return answered(request, await call({ method: 'GET', path, keep, csrf: null, body: null, whileSeen: false }, signal));
}

/** As the background hears of it. */
export function answered(request: ApiRequest, { status, retryAfter, date, body }: Forwarded): ApiAnswer {
  return { request, status, retryAfter: seconds(retryAfter), date: moment(date), body };
}

function moment(header: string | null): number | null {
  const at = Date.parse(header ?? '');
  return Number.isNaN(at) ? null : at;
}

/** A number of seconds or an HTTP date (RFC 9110, section 10.2.3). */
function seconds(header: string | null): number | null {
  if (header !== null && /^\s*\d+\s*$/.test(header)) return Number(header);
  const at = moment(header);
  return at === null ? null : Math.ceil((at - Date.now()) / 1000);
}

function isJson(response: Response): boolean {
  return /^application\/([\w.-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '');
}

/** In TypeScript's library one day: both browsers have it. */
declare global {
  interface JSON {
    rawJSON(text: string): unknown;
    isRawJSON(value: unknown): boolean;
    parse(text: string, reviver: (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown): unknown;
  }
}

/** A number that JavaScript would round, an id above 2^53 say, is passed on digit by digit. */
function exact(_key: string, value: unknown, { source }: { source?: string }): unknown {
  return typeof value === 'number' && source !== undefined && String(value) !== source ? JSON.rawJSON(source) : value;
}

/** The body with nothing but the wanted fields; null where it is no JSON object. */
export function cut(text: string, keep: ApiRequest['keep']): string | null {
  let body: unknown;
  try {
    body = /\d{16}/.test(text) ? JSON.parse(text, exact) : JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return null;
  const kept: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(body)) {
    const fields = Object.hasOwn(keep, key) ? keep[key] : undefined;
    if (fields === undefined) continue;
    kept[key] = Array.isArray(value) ? value.map((item: unknown) => pick(item, fields)) : pick(value, fields);
  }
  return JSON.stringify(kept);
}

function pick(value: unknown, fields: readonly string[]): unknown {
  // Text where an object should be may be anything, a customer's words included.
  if (typeof value === 'string' || Array.isArray(value)) return null;
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return value;
  const from = value as Record<string, unknown>;
  const picked: Record<string, unknown> = {};
  for (const field of fields) {
    const [name = '', needle] = field.split(':');
    if (!Object.hasOwn(from, name)) continue;
    const whole = from[name];
    picked[name] = needle === undefined || !Array.isArray(whole) ? whole : whole.filter((item) => JSON.stringify(item).includes(needle));
  }
  return picked;
}
