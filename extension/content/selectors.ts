import type { Found } from './protocol';
import data from './selectors.json';

/** Every selector of selectors.json that names one kind of element, in order of preference. */
type Thing = 'table' | 'row' | 'subject_link' | 'id_cell' | 'header_tab' | 'unread_rows' | 'unread_tickets' | 'unread_pane';

export const anyOf = (thing: Thing): string => data[thing].join();

export const ROW = anyOf('row');
export const TAB = anyOf('header_tab');
export const SUBJECT_LINK = anyOf('subject_link');
export const ID_CELL = anyOf('id_cell');
const HEADER = data.ticket_header.map((point) => point.selector).join();

/** What tells of tickets: tabs and headers of panes. */
export const TICKETS = [TAB, HEADER].join();

/** What an added subtree is searched for, in one query. */
export const OF_INTEREST = [ROW, TICKETS].join();

export interface InsertPoint {
  element: Element;
  inside: boolean;
}

/**
 * Where the header of one ticket takes a badge. Several tickets are mounted at once, so only a root that
 * names the ticket is trusted; `selected` says that the one visible pane is known to be this ticket's.
 */
export function headerOf(id: string, selected: boolean): InsertPoint | null {
  const roots = data.ticket_root.map((selector) => selector.replaceAll('{id}', id));
  if (selected) roots.push(...data.visible_ticket_root);
  for (const selector of roots) {
    const root = document.querySelector(selector);
    if (root === null) continue;
    for (const point of data.ticket_header) {
      const element = root.querySelector(point.selector);
      if (element !== null) return { element, inside: point.at === 'inside' };
    }
  }
  return null;
}

/** What each selector finds in the page; `ticket` is the one on view. */
export function examine(ticket: string | null): Found[] {
  const { table, row, subject_link, id_cell, header_tab, ticket_root, visible_ticket_root } = data;
  const ticket_header = data.ticket_header.map((point) => point.selector);
  const things = { table, row, subject_link, id_cell, header_tab, ticket_root, visible_ticket_root, ticket_header };
  return Object.entries(things).flatMap(([thing, selectors]) =>
    selectors.map((selector) => ({ thing, selector, found: document.querySelector(selector.replaceAll('{id}', ticket ?? '')) !== null })),
  );
}

/** Which selector found each thing ("row 2" is the second choice): one line to report when Zendesk changes its page. */
export function health(): string {
  const things: Thing[] = ['table', 'row', 'subject_link', 'id_cell', 'header_tab'];
  return things
    .map((thing) => `${thing} ${data[thing].findIndex((selector) => document.querySelector(selector) !== null) + 1}/${data[thing].length}`)
    .join(', ');
}
