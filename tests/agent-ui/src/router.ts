import { useSyncExternalStore } from 'react';
import type { Place } from './api';

export type Route =
  | { kind: 'list'; place: Place; key: string }
  | { kind: 'ticket'; id: string; events: boolean }
  | { kind: 'start' };

export function parseRoute(path: string, query: string): Route {
  const [, , section = '', id = '', sub = ''] = path.split('/');
  switch (section) {
    case 'filters':
      return id ? { kind: 'list', place: 'view', key: id } : { kind: 'start' };
    case 'search':
      return { kind: 'list', place: 'search', key: new URLSearchParams(query).get('q') ?? '' };
    case 'home':
    case 'dashboard':
      return { kind: 'list', place: 'home', key: '' };
    case 'users':
      return { kind: 'list', place: 'user', key: id };
    case 'organizations':
      return { kind: 'list', place: 'organization', key: id };
    case 'tickets':
      return id ? { kind: 'ticket', id, events: sub === 'events' } : { kind: 'start' };
    default:
      return { kind: 'start' };
  }
}

const listeners = new Set<() => void>();
const address = (): string => location.pathname + location.search;
const announce = (): void => listeners.forEach((listener) => listener());

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('popstate', listener);
  };
}

export function navigate(to: string, how: 'push' | 'replace' = 'push'): void {
  const url = new URL(to, `${location.origin}/agent/`);
  const target = url.pathname + url.search;
  if (target === address()) return;
  if (how === 'push') history.pushState(null, '', target);
  else history.replaceState(null, '', target);
  announce();
}

export function useAddress(): { route: Route; address: string } {
  const current = useSyncExternalStore(subscribe, address);
  const [path = '', query = ''] = current.split('?');
  return { route: parseRoute(path, query), address: current };
}

/** Zendesk's links are relative to `/agent/` on every page, whatever the depth of its address. */
export function resolveLinksFromAgent(): void {
  if (document.querySelector('base')) return;
  const base = document.createElement('base');
  base.href = '/agent/';
  document.head.prepend(base);
}

/** Plain clicks on links of the agent pages change the address in place; all others are the browser's. */
export function interceptLinks(): void {
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
    if (!link || link.target || link.hasAttribute('download')) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || !/^\/agent(\/|$)/.test(url.pathname)) return;
    event.preventDefault();
    navigate(url.href);
  });
}
