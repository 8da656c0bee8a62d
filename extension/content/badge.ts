import { badgeOf, edition, rankOf } from './book';
import { duration, timeLeft } from './clock';
import { setAttributes } from './dom';
import type { Badge } from './protocol';
import { routeOf } from './routes';
import { say } from './words';

/**
 * A badge is one element without children: its two lines are an attribute that overlay.css shows as one run of
 * text. So a row costs one node and one text box, nothing of it ends up in a copied cell, and what Zendesk reads
 * from its own cells stays the same.
 */
export const BADGE = 'vanguard-badge';

export type Size = 'row' | 'header' | 'tab' | 'component';

const templates = new Map<Size, HTMLElement>();

/** A placeholder of the same size, so that nothing moves when the badge is known. */
export function createBadge(size: Size): HTMLElement {
  let template = templates.get(size);
  if (template === undefined) {
    template = document.createElement(BADGE);
    setAttributes(template, { lang: say('text_language'), 'data-size': size });
    templates.set(size, template);
  }
  return template.cloneNode() as HTMLElement;
}

export const isBadge = (node: unknown): node is HTMLElement => node instanceof HTMLElement && node.localName === BADGE;

/** What a screen reader says for the badge. */
export function headline(badge: Badge, now: number): string {
  const parts = [badge.headline.replace(/\.$/, '')];
  if (badge.breachAt !== null) {
    parts.push(say(badge.breachAt < now ? 'time_over' : 'time_left', duration(badge.breachAt - now)));
    if (badge.estimated) parts.push(say('estimated'));
  }
  return parts.join(', ');
}

/** "1 h 05", "≈ 1 h 05 estimated"; nothing without a clock. */
export function clockText({ breachAt, estimated }: Badge, now: number): string {
  if (breachAt === null) return '';
  const left = timeLeft(breachAt - now);
  return estimated ? `≈ ${left} ${say('estimated')}` : left;
}

/** "Near breach · 1 h 05". */
export const standing = (badge: Badge, now: number): string => [badge.word, clockText(badge, now)].filter(Boolean).join(' · ');

/** What the ticket is about, beside its badge: a question until somebody asks. */
export function paintChip(element: HTMLElement, id: string): void {
  const route = routeOf(id);
  const names = route?.trouble ? undefined : route?.components.map(({ name }) => name).join(', ');
  const text = names === undefined ? say('component_ask') : names || say('component_none');
  setAttributes(element, {
    'data-ticket': id,
    'data-text': text,
    'aria-label': names ? say('component', names) : text,
    role: 'button',
    tabindex: 0,
  });
}

/** What each badge says now, so that saying it again costs nothing. */
const said = new WeakMap<HTMLElement, { id: string; edition: number; says: string }>();

export function paintBadge(element: HTMLElement, size: Size, id: string, now: number): void {
  const last = said.get(element);
  if (last?.id === id && last.edition === edition) return;
  const badge = badgeOf(id);
  const rank = rankOf(id);
  // A tab is small, and a control itself: its badge says no more than the score and is not reached by keyboard.
  const full = size !== 'tab';
  let text = badge && `${badge.score}`;
  if (badge && full) text += `\t${badge.word}\n${rank === null ? '' : `#${rank}`}\t${clockText(badge, now)}`;
  const says = `${id} ${text} ${badge?.headline}`;
  said.set(element, { id, edition, says });
  if (last?.says === says) return;
  setAttributes(element, {
    'data-ticket': id,
    'data-level': badge?.level,
    'data-score': badge?.score,
    'data-rank': full && rank,
    'data-text': text,
    'data-important': badge?.important,
    'aria-label': badge && headline(badge, now),
    role: badge && (full ? 'button' : 'img'),
    'aria-haspopup': badge && full && 'dialog',
    'aria-expanded': badge && full && (element.getAttribute('aria-expanded') ?? 'false'),
    tabindex: full && badge && 0,
  });
}
