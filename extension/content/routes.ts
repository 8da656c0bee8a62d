import { askRoute } from './link';
import type { Route } from './protocol';

/** As old as a score may get. */
const FRESH_MS = 10 * 60_000;

interface Known {
  at: number;
  /** undefined while it is asked for, null where it could not be said. */
  route: Route | null | undefined;
}

const known = new Map<string, Known>();

/** What was said last stays until it is said anew. */
export const routeOf = (ticket: string): Route | null | undefined => known.get(ticket)?.route;

/** Somebody wants to know what a ticket is about: it is read through this page, so each costs two requests of the account's, from a page that is seen. */
export async function wantRoute(ticket: string, told: () => void): Promise<void> {
  const before = known.get(ticket);
  if (before !== undefined && (before.route === undefined || Date.now() - before.at < FRESH_MS)) return;
  known.set(ticket, { at: Date.now(), route: before?.route ?? undefined });
  const route = await askRoute(ticket);
  // What could not be said is asked for again with the next press.
  known.set(ticket, { at: route === null || route.trouble ? 0 : Date.now(), route });
  told();
}
