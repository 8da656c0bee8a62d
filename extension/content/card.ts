import { headline, isBadge, standing } from './badge';
import { badgeOf, explanationOf, rankOf, zendeskNow } from './book';
import { duration } from './clock';
import { element, setAttributes, setLines, setText } from './dom';
import { documentLine } from './document';
import { escalationLine } from './escalate';
import type { Badge, Route } from './protocol';
import { routeOf, wantRoute } from './routes';
import { surface } from './surface';
import { say } from './words';

/** How the card came; a press holds it until the next press elsewhere. */
type Way = 'hover' | 'focus' | 'press';

const MARGIN = 8;

/** The badge that is explained; null while no card is shown. */
let anchor: HTMLElement | null = null;
let ticket = '';
let way: Way = 'hover';
let parts: ReturnType<typeof build> | undefined;
let ask: () => void;
let routed: () => void;

/** The ticket of the open card. */
export const explainedTicket = (): string[] => (anchor === null ? [] : [ticket]);

/** The explanation of a badge. The listeners are for all badges at once, however many rows there are. */
export function explainBadges(changed: () => void, repaint: () => void, signal: AbortSignal): void {
  ask = changed;
  routed = repaint;
  const listen = <K extends keyof DocumentEventMap>(name: K, handle: (event: DocumentEventMap[K]) => void): void =>
    document.addEventListener(name, handle, { capture: true, signal });
  listen('pointerover', (event) => {
    const { target, pointerType } = event;
    if (pointerType === 'touch' || target === anchor) return;
    if (isBadge(target)) show(target, 'hover');
    else if (!isOurs(event)) close('hover');
  });
  listen('focusin', ({ target }) => {
    if (isBadge(target) && target.matches(':focus-visible')) show(target, 'focus');
  });
  listen('focusout', () => close('focus'));
  listen('pointerdown', (event) => {
    if (!isBadge(event.target) && !isOurs(event)) close();
  });
  listen('scroll', () => close('hover', 'press'));
  listen('click', press);
  listen('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') {
      // By keyboard one goes into what one has opened.
      if (press(event)) parts?.card.focus();
    } else if (event.key === 'Escape' && anchor !== null) {
      event.stopPropagation();
      leave();
    }
  });
  signal.addEventListener('abort', () => close());
}

/** From outside, the card and the rest of the overlay are one element, and Firefox says late that the pointer is in it. */
function isOurs({ clientX, clientY }: MouseEvent): boolean {
  if (parts === undefined) return false;
  const { left, right, top, bottom } = parts.card.getBoundingClientRect();
  return clientX >= left && clientX <= right && clientY >= top && clientY <= bottom;
}

/** Whether it opened the card. */
function press(event: Event): boolean {
  const { target } = event;
  if (!isBadge(target) || target.role !== 'button') return false;
  // The row around it would open the ticket.
  event.preventDefault();
  event.stopPropagation();
  if (target === anchor && way === 'press') {
    close();
    return false;
  }
  show(target, 'press');
  return true;
}

/** The page goes on where the badge is; the card lies behind all of it. */
function leave(): void {
  if (isInCard()) anchor?.focus();
  close();
}

/** Tab leads from the last of its buttons and links, and back from the first, to the badge. */
function tabbed(event: KeyboardEvent): void {
  if (event.key !== 'Tab' || parts === undefined) return;
  const all = [...parts.card.querySelectorAll<HTMLElement>('button, a[href]')].filter((one) => one.checkVisibility());
  const end = event.shiftKey ? all[0] : all.at(-1);
  const at = surface().activeElement;
  if (at !== end && !(event.shiftKey && at === parts.card)) return;
  event.preventDefault();
  leave();
}

const isInCard = (): boolean => parts?.card.contains(surface().activeElement) === true;

function show(badge: HTMLElement, how: Way): void {
  const id = badge.dataset['ticket'] ?? '';
  if (badgeOf(id) === undefined) return;
  const isKnown = badge === anchor && id === ticket;
  if (badge !== anchor) close();
  anchor = badge;
  ticket = id;
  way = how;
  if (isChip(badge)) void wantRoute(id, routed);
  parts ??= build();
  const { card, reasons, flags } = parts;
  if (!card.matches(':popover-open')) {
    // Another ticket's are not left standing while its own are on their way.
    reasons.replaceChildren();
    flags.replaceChildren();
    setLinks([]);
    card.showPopover();
  }
  fill(badge);
  if (!isKnown) ask();
}

function close(...ways: Way[]): void {
  if (anchor === null || (ways.length > 0 && !ways.includes(way))) return;
  setAttributes(anchor, { 'aria-description': null, 'aria-expanded': anchor.role === 'button' && 'false' });
  anchor = null;
  parts?.card.hidePopover();
}

/** After a repaint: the same ticket's new badge takes the place of one that is gone. */
export function refreshCard(): void {
  if (anchor === null) return;
  if (!anchor.isConnected || anchor.dataset['ticket'] !== ticket) {
    const { localName, dataset } = anchor;
    const heir = document.querySelector<HTMLElement>(`${localName}[data-ticket="${ticket}"][data-size="${dataset['size']}"]`);
    if (heir === null || way === 'focus') {
      close();
      return;
    }
    anchor = heir;
  }
  fill(anchor);
}

function fill(badge: HTMLElement): void {
  const facts = badgeOf(ticket);
  if (facts === undefined || parts === undefined) return;
  const { card, chip, title, time, score, reasons, flags, source, escalation, texts } = parts;
  const isRoute = isChip(badge);
  setAttributes(chip, { hidden: isRoute });
  // Its own display would win over `hidden`.
  setAttributes(escalation.line, { part: isRoute ? 'off' : 'escalation' });
  if (!isRoute) texts.refresh('', undefined);
  if (isRoute) {
    fillRoute(badge, routeOf(ticket));
    return;
  }
  const now = zendeskNow();
  const rank = rankOf(ticket);
  const origin = originOf(facts, now);
  setAttributes(card, { part: `card ${way}`, 'aria-label': facts.headline });
  setAttributes(chip, { part: `chip chip-${facts.level}` });
  setText(chip, `${facts.score}`);
  setText(title, facts.headline);
  setText(time, standing(facts, now));
  setText(score, say('score_of', facts.score) + (rank === null ? '' : `, ${say('rank_in_list', rank)}`));
  const explanation = explanationOf(ticket);
  if (explanation !== undefined) {
    setLines(reasons, 'li', explanation.reasons, 'li');
    setLines(flags, 'li', explanation.flags, 'li flag');
  }
  setText(source, origin);
  escalation.refresh(ticket);
  place(card, badge);
  setAttributes(badge, {
    'aria-label': headline(facts, now),
    'aria-expanded': badge.role === 'button' && 'true',
    // The badge and the card live in different trees, across which no id can be referred to.
    'aria-description': [...(explanation?.reasons ?? []), ...(explanation?.flags ?? []), origin].join(' '),
  });
}

/** The evidence of each component, and where to look and what to do. */
function fillRoute(badge: HTMLElement, route: Route | null | undefined): void {
  if (parts === undefined) return;
  const wait = say(route === null ? 'component_silent' : 'component_wait');
  const { components, customer, links, trouble } = route ?? { components: [], customer: wait, links: [], trouble: '' };
  const about = trouble || customer;
  const { card, title, time, score, reasons, source, texts } = parts;
  const lines = components.flatMap(({ name, repository, confidence, evidence }) => [
    `${name} · ${repository} · ${confidence} %`,
    ...evidence.map((line) => `“${line}”`),
  ]);
  setAttributes(card, { part: `card ${way}` });
  setText(title, badge.ariaLabel ?? '');
  setText(time, about);
  setLines(reasons, 'li', lines, 'li');
  setText(score, '');
  setText(source, '');
  setLinks(links);
  texts.refresh(ticket, route ?? undefined);
  place(card, badge);
  setAttributes(badge, { 'aria-expanded': 'true', 'aria-description': [about, ...links.map(({ says }) => says), ...lines].filter(Boolean).join(' ') });
}

function setLinks(all: Route['links']): void {
  const list = parts?.links;
  const shown = [...(list?.querySelectorAll('a') ?? [])];
  if (shown.length === all.length && shown.every(({ href }, index) => href === all[index]?.address)) return;
  list?.replaceChildren(
    ...all.map(({ name, address, says }) => {
      const link = element('a', { href: address, target: '_blank', rel: 'noreferrer', part: 'issue' }, name);
      return element('li', { part: 'text' }, link, says && ` ${says}`);
    }),
  );
}

const isChip = ({ dataset }: HTMLElement): boolean => dataset['size'] === 'component';

function originOf({ estimated, breachAt, stale, asOf }: Badge, now: number): string {
  const source = say(estimated ? 'source_estimated' : breachAt === null ? 'source_none' : 'source_sla');
  return `${source} ${say(stale ? 'as_of_stale' : 'as_of', duration(now - asOf))}`;
}

function build() {
  const chip = element('span', { ariaHidden: 'true' });
  const title = element('p', { part: 'title' });
  const time = element('p', { part: 'text' });
  const reasons = element('ul', { part: 'list' });
  const flags = element('ul', { part: 'list' });
  const links = element('ul', { part: 'list' });
  const score = element('p', { part: 'quiet' });
  const source = element('p', { part: 'quiet' });
  const escalation = escalationLine();
  const texts = documentLine();
  const head = element('div', { part: 'head' }, chip, title);
  // It holds buttons, which a tooltip may not.
  const card = element('div', { role: 'dialog', popover: 'manual', tabIndex: -1, onkeydown: tabbed }, head, time, reasons, flags, links, score, source, escalation.line, texts.line);
  surface().append(card);
  return { card, chip, title, time, reasons, flags, links, score, source, escalation, texts };
}

/** Under the badge, else above it; never outside the window. */
function place({ style, offsetWidth: width, offsetHeight: height }: HTMLElement, badge: HTMLElement): void {
  const { left, right, top, bottom } = badge.getBoundingClientRect();
  const { clientWidth, clientHeight, dir } = document.documentElement;
  const within = (wanted: number, room: number): string => `${Math.max(MARGIN, Math.min(wanted, room - MARGIN))}px`;
  const x = within(dir === 'rtl' ? right - width : left, clientWidth - width);
  const y = within(bottom + height + MARGIN > clientHeight ? top - height : bottom, clientHeight - height);
  style.inset = `${y} auto auto ${x}`;
}
