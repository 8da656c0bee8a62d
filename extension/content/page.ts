import { explainedTicket } from './card';
import { isVisible } from './dom';
import type { Page } from './protocol';
import { listedIds } from './rows';
import { anyOf } from './selectors';
import { hasHeader, headerIds, selectedTab, tabIds } from './ticket';

let documentId = crypto.randomUUID();

/** The background forgets what it waits for from this page. */
export const renewDocument = (): string => (documentId = crypto.randomUUID());

const VIEW = /^\/agent\/filters\//;
const LIST = /^\/agent\/(?:filters|search|home|dashboard|users|organizations)(?:\/|$)/;
const TICKET = /^\/agent\/tickets\/(\d+)(?:\/|$)/;

export const isList = (): boolean => LIST.test(location.pathname);

/** The address first; where it says nothing, Zendesk's selected tab does. */
export const activeTicket = (): string | null => TICKET.exec(location.pathname)?.[1] ?? (isList() ? null : selectedTab());

export function readPage(): Page {
  const active = activeTicket();
  const list = isList();
  return {
    document: documentId,
    place: list ? 'list' : active === null ? 'other' : 'ticket',
    tickets: list ? listedIds() : [],
    active,
    tabs: tabIds(),
    explained: [...new Set([...headerIds(), ...explainedTicket()])],
    visible: isVisible(),
  };
}

/**
 * Something is shown where a list or a ticket should be, and nothing of it could be read. An empty list is not that:
 * it shows no rows. Search and profiles have tables of other things too, so there only rows with a ticket count.
 */
export function isUnreadable({ place, tickets, active }: Page): boolean {
  const shows = (thing: 'unread_rows' | 'unread_tickets' | 'unread_pane'): boolean => document.querySelector(anyOf(thing)) !== null;
  if (place === 'list') return tickets.length === 0 && (shows('unread_tickets') || (VIEW.test(location.pathname) && shows('unread_rows')));
  return active !== null && !hasHeader(active) && shows('unread_pane');
}
