import type { Badge, Escalation, Explanation, Follow, Plan } from './protocol';

/** More than an agent meets in a day; the longest unseen goes first. */
const MOST = 2_000;

/** What is known from the plans so far, so that a row that comes back is painted without asking. */
const badges = new Map<string, Badge>();
const ranks = new Map<string, number>();

export let plan: Plan | null = null;

/** Grows with whatever changes what badges say, time too: one that was painted since then says it already. */
export let edition = 0;

export function renew(): void {
  edition += 1;
}

export function take(latest: Plan): void {
  plan = latest;
  ranks.clear();
  for (const badge of plan.badges) {
    badges.delete(badge.id);
    badges.set(badge.id, badge);
    if (badge.rank !== null) ranks.set(badge.id, badge.rank);
  }
  for (const id of badges.keys()) {
    if (badges.size <= MOST) break;
    badges.delete(id);
  }
}

/** A rank belongs to one list: on another page it would be wrong until the next plan. */
export function forgetRanks(): void {
  ranks.clear();
  renew();
}

/** Known of what was on view with the last plan. */
export const explanationOf = (id: string): Explanation | undefined => plan?.explanations.find((one) => one.id === id);

/** Likewise. */
const of = <T extends { key: string }>(id: string, all: T[] | undefined): T[] => (all ?? []).filter(({ key }) => key.split('/')[1] === id);

/** The one that needs somebody comes first. */
export const escalationOf = (id: string): Escalation | undefined =>
  of(id, plan?.escalations).sort((one, other) => Number(one.over) - Number(other.over))[0];

/** The one with news comes first. */
export const followOf = (id: string): Follow | undefined =>
  of(id, plan?.follows).sort((one, other) => Number(!one.tell) - Number(!other.tell))[0];

export const badgeOf = (id: string): Badge | undefined => badges.get(id);

export const rankOf = (id: string): number | null => ranks.get(id) ?? null;

/** Zendesk's clock. */
export const zendeskNow = (): number => Date.now() + (plan?.skew ?? 0);

/**
 * The first moment at which the background would say something else, by this machine's clock; null where only the
 * time left ticks on, undefined where time changes nothing.
 */
export function nextChange(): number | null | undefined {
  if (plan === null) return undefined;
  const { replanAt, status, skew } = plan;
  const moment = Math.min(replanAt ?? Infinity, status?.until ?? Infinity);
  if (moment < Infinity) return moment - skew;
  return plan.badges.some((badge) => badge.breachAt !== null || badge.stale) ? null : undefined;
}
