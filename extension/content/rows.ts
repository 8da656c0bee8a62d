import { createBadge, paintBadge } from './badge';
import { badgeOf, zendeskNow } from './book';
import { ID_CELL, ROW, SUBJECT_LINK } from './selectors';

interface Row {
  id: string;
  badge: HTMLElement;
}

/** The rows of Zendesk's ticket tables and the badge in each. */
const known = new WeakMap<Element, Row>();

export const isRow = (node: Node): boolean => known.has(node as Element);

/** The badge that a ticket had last. Zendesk makes its rows anew for every sort and refresh; a badge moves on to the new one as it is. */
const badges = new Map<string, HTMLElement>();
const MOST = 500;

/** The tables' bodies with a badge: their rows are found at once, where a search would go through all of the page. */
const bodies = new Set<Element>();

function badgedRows(): Element[] {
  for (const body of bodies) if (!body.isConnected) bodies.delete(body);
  return [...bodies].flatMap((body) => [...body.children].filter(isRow));
}

/**
 * Called in the same frame in which the rows came or changed. `listed`: the page is a list, and an unknown
 * ticket gets a placeholder; tables inside a ticket's page are not asked about.
 */
export function paintRows(changed: Iterable<Element>, listed: boolean): void {
  const now = zendeskNow();
  for (const row of changed) paintRow(row, listed, now);
}

export function paintAllRows(listed: boolean): void {
  paintRows(document.querySelectorAll(ROW), listed);
}

/** What is known has changed, the rows have not. */
export function repaintRows(): void {
  const now = zendeskNow();
  for (const row of badgedRows()) {
    const { id, badge } = known.get(row) ?? {};
    if (id !== undefined && badge !== undefined) paintBadge(badge, 'row', id, now);
  }
}

function paintRow(row: Element, listed: boolean, now: number): void {
  const link = row.querySelector(SUBJECT_LINK);
  const cell = link?.closest('td') ?? row.querySelector(ID_CELL);
  const id = readId(link, cell);
  const before = known.get(row);
  if (id === null || cell === null || !(listed || before || badgeOf(id))) {
    before?.badge.remove();
    known.delete(row);
    return;
  }
  const own = before !== undefined && (row.contains(before.badge) || !before.badge.isConnected);
  const badge = own ? before.badge : freeBadge(id);
  if (!own || before.id !== id) {
    known.set(row, { id, badge });
    if (badges.size > MOST) badges.clear();
    badges.set(id, badge);
  }
  if (row.parentElement !== null) bodies.add(row.parentElement);
  // Painted before it is in the document, which then sees it once, complete.
  paintBadge(badge, 'row', id, now);
  // First in the cell: a subject that is too long is cut at its end.
  if (badge.parentNode !== cell) cell.prepend(badge);
}

function freeBadge(id: string): HTMLElement {
  const badge = badges.get(id);
  return badge === undefined || badge.isConnected ? createBadge('row') : badge;
}

/** The link's target, relative or absolute, ends in tickets/ID; an id cell says #ID. */
function readId(link: Element | null, cell: Element | null): string | null {
  const found = /(?:^|\/)tickets\/(\d+)/.exec(link?.getAttribute('href') ?? '') ?? /^\s*#?(\d+)\s*$/.exec(cell?.textContent ?? '');
  return found?.[1] ?? null;
}

/** Ids of the list that is shown, in the page's order. */
export const listedIds = (): string[] => [...new Set(shownRows().flatMap((row) => known.get(row)?.id ?? []))];

export function linkOf(id: string): HTMLElement | null {
  const row = shownRows().find((candidate) => known.get(candidate)?.id === id);
  return row?.querySelector<HTMLElement>(SUBJECT_LINK) ?? null;
}

/** Zendesk may keep an earlier list mounted; only then is it worth asking what is visible. */
function shownRows(): Element[] {
  const all = badgedRows();
  if (bodies.size < 2) return all;
  const hidden = new Set([...bodies].filter((body) => !body.checkVisibility()));
  return all.filter(({ parentElement }) => parentElement === null || !hidden.has(parentElement));
}
