import { createBadge, paintBadge, paintChip } from './badge';
import { explanationOf, zendeskNow } from './book';
import { setLines } from './dom';
import { escalationLine } from './escalate';
import type { EscalationLine } from './escalate';
import { headerOf, TAB } from './selectors';

export const HEADER = 'vanguard-ticket';

interface Header {
  line: HTMLElement;
  badge: HTMLElement;
  chip: HTMLElement;
  escalation: EscalationLine;
}

const headers = new Map<string, Header>();
const tabBadges = new WeakMap<Element, HTMLElement>();

/** Zendesk's tabs for tickets; only a change of tabs or panes makes it worth looking for them again. */
let tabs: Element[] = [];

/** Null for a ticket that was not saved yet. */
const idOf = (tab: Element | undefined): string | null => /^\d+$/.exec(tab?.getAttribute('data-entity-id') ?? '')?.[0] ?? null;

/** Ids of the tickets open in Zendesk's header tabs. */
export const tabIds = (): string[] => [...new Set(tabs.flatMap((tab) => idOf(tab) ?? []))];

/** Tickets whose flags are on view. */
export const headerIds = (): Iterable<string> => headers.keys();

export const selectedTab = (): string | null => idOf(tabs.find((tab) => tab.ariaSelected === 'true'));

/** Tabs or panes came, went or changed. `active` is asked for once the tabs are known. */
export function paintTickets(active: () => string | null): void {
  tabs = [...document.querySelectorAll(TAB)];
  const now = zendeskNow();
  for (const tab of tabs) paintTab(tab, now);
  const ids = tabIds();
  const current = active();
  const open = new Set(current === null ? ids : [current, ...ids]);
  // The page's address changes before its panes do: the visible pane is the active ticket's once its tab is selected too.
  const settled = ids.length === 0 || selectedTab() === current;
  for (const id of open) paintHeader(id, settled && id === current, now);
  for (const [id, { line }] of headers) {
    if (open.has(id) && line.isConnected) continue;
    line.remove();
    headers.delete(id);
  }
}

/** What is known has changed, the page has not. */
export function repaintTickets(): void {
  const now = zendeskNow();
  for (const tab of tabs) paintTab(tab, now);
  for (const [id, header] of headers) fill(header, id, now);
}

function paintTab(tab: Element, now: number): void {
  const id = idOf(tab);
  let badge = tabBadges.get(tab);
  if (id === null) {
    badge?.remove();
    return;
  }
  if (badge === undefined) tabBadges.set(tab, (badge = createBadge('tab')));
  paintBadge(badge, 'tab', id, now);
  if (badge.parentNode !== tab) tab.prepend(badge);
}

function paintHeader(id: string, selected: boolean, now: number): void {
  const point = headerOf(id, selected);
  if (point === null) return;
  let header = headers.get(id);
  if (header === undefined) headers.set(id, (header = createHeader(id)));
  const { line } = header;
  fill(header, id, now);
  const here = (other: Element): boolean => (point.inside ? other.parentElement : other.previousElementSibling) === point.element;
  if (here(line)) return;
  // A pane that Zendesk reuses for another ticket still holds the badge of the one before.
  for (const other of headers.values()) if (here(other.line)) other.line.remove();
  if (point.inside) point.element.append(line);
  else point.element.after(line);
}

function fill({ line, badge, chip, escalation }: Header, id: string, now: number): void {
  paintBadge(badge, 'header', id, now);
  paintChip(chip, id);
  escalation.refresh(id);
  const explanation = explanationOf(id);
  // What was said stays until it is said anew: nothing flickers.
  if (explanation !== undefined) setLines(line, 'span', explanation.flags, '', 3);
}

function createHeader(id: string): Header {
  const badge = createBadge('header');
  const chip = createBadge('component');
  const line = document.createElement(HEADER);
  line.lang = badge.lang;
  line.dataset['ticket'] = id;
  const escalation = escalationLine();
  line.append(badge, chip, escalation.line);
  return { line, badge, chip, escalation };
}

export const hasHeader = (id: string): boolean => headers.get(id)?.line.isConnected === true;
