import { headline, standing } from './badge';
import { badgeOf, plan, rankOf, zendeskNow } from './book';
import { element, setAttributes, setText } from './dom';
import { isList } from './page';
import { linkOf } from './rows';
import { inCorner, surface } from './surface';
import { say } from './words';

/*
 * The current list in score order, beside Zendesk's own table: the table's rows belong to React, and moving
 * them would break it.
 */

let openTicket: (id: string) => void;
let parts: ReturnType<typeof build> | undefined;
let isOpen = false;
/** What had the focus before the panel took it. */
let back: Element | null = null;

const items = new Map<string, ReturnType<typeof buildItem>>();

const order = (): string[] => (isList() ? (plan?.order ?? []) : []);

export function offerRanked(open: (id: string) => void): void {
  openTicket = open;
}

export function refreshRanked(): void {
  const ids = order();
  if (parts === undefined && ids.length === 0) return;
  parts ??= build();
  parts.launcher.part.toggle('off', isOpen || ids.length === 0);
  if (isOpen) fill(ids);
}

export function toggleRanked(): void {
  if (isOpen) {
    closeRanked();
    return;
  }
  parts ??= build();
  back = surface().activeElement ?? document.activeElement;
  isOpen = true;
  parts.panel.part.remove('off');
  refreshRanked();
  (links()[0] ?? parts.close).focus();
}

export function closeRanked(): void {
  if (!isOpen) return;
  isOpen = false;
  parts?.panel.part.add('off');
  refreshRanked();
  if (back instanceof HTMLElement) back.focus();
}

export function removeRanked(): void {
  parts?.panel.remove();
  parts?.launcher.remove();
}

const links = (): HTMLAnchorElement[] => [...(parts?.list.querySelectorAll('a') ?? [])];

function fill(ids: readonly string[]): void {
  if (parts === undefined) return;
  const { list, empty } = parts;
  const now = zendeskNow();
  const wanted = ids.flatMap((id) => {
    const badge = badgeOf(id);
    if (badge === undefined) return [];
    let item = items.get(id);
    if (item === undefined) items.set(id, (item = buildItem(id)));
    const { link, chip, subject, state } = item;
    const rank = rankOf(id);
    const title = linkOf(id)?.textContent.trim() || say('ticket_number', id);
    setAttributes(link, { 'aria-description': headline(badge, now) });
    setAttributes(chip, { part: `chip entry-chip chip-${badge.level}` });
    setText(chip, `${badge.score}`);
    setText(subject, title);
    setText(state, (rank === null ? '' : `#${rank} · `) + standing(badge, now));
    return item.line;
  });
  for (const id of items.keys()) if (!ids.includes(id)) items.delete(id);
  empty.part.toggle('off', wanted.length > 0);
  if (wanted.length === list.children.length && wanted.every((line, index) => line === list.children[index])) return;
  const focused = surface().activeElement;
  list.replaceChildren(...wanted);
  if (focused instanceof HTMLElement) focused.focus();
}

function typed(event: KeyboardEvent): void {
  const all = links();
  const at = all.findIndex((link) => link === surface().activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (event.key === 'Escape') closeRanked();
  else if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  if (to !== undefined) all[Math.max(0, Math.min(to, all.length - 1))]?.focus();
}

function build() {
  const title = element('h2', { part: 'heading', id: 'heading' }, say('ranked_title'));
  const close = element('button', { part: 'button close', ariaLabel: say('close'), onclick: closeRanked }, '×');
  const empty = element('p', { part: 'quiet empty' }, say('ranked_empty'));
  const list = element('ol', { part: 'list entries' });
  const bar = element('div', { part: 'bar' }, title, close);
  const panel = element('section', { part: 'panel off', role: 'dialog', onkeydown: typed }, bar, empty, list);
  panel.setAttribute('aria-labelledby', 'heading');
  surface().append(panel);
  const launcher = element('button', { part: 'button launcher', onclick: toggleRanked }, say('ranked_title'));
  inCorner(launcher);
  return { panel, list, empty, close, launcher };
}

function buildItem(id: string) {
  const chip = element('span');
  const subject = element('bdi', { part: 'subject' });
  const state = element('span', { part: 'quiet' });
  const open = (event: MouseEvent): void => {
    // With a modifier the browser does what it does with any link.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openTicket(id);
  };
  const link = element('a', { part: 'entry', href: `${location.origin}/agent/tickets/${id}`, onclick: open }, chip, subject, state);
  return { line: element('li', {}, link), link, chip, subject, state };
}
