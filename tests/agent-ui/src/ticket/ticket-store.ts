import { useSyncExternalStore } from 'react';
import { ticket as fetchTicket, type Comment, type TicketPage } from '../api';
import { onChanged } from '../live';

export interface Held {
  page: TicketPage | null;
  failed: boolean;
  /** Replies written here; the stand-in's pages never write to the server. */
  written: Comment[];
}

const NOTHING: Held = { page: null, failed: false, written: [] };
const held = new Map<string, Held>();
const requests = new Map<string, number>();
const listeners = new Set<() => void>();

function set(id: string, change: Partial<Held>): void {
  held.set(id, { ...(held.get(id) ?? NOTHING), ...change });
  for (const listener of [...listeners]) listener();
}

export async function loadTicket(id: string): Promise<void> {
  const request = (requests.get(id) ?? 0) + 1;
  requests.set(id, request);
  const newest = () => requests.get(id) === request;
  try {
    const page = await fetchTicket(id);
    if (newest()) set(id, { page, failed: false });
  } catch {
    if (newest()) set(id, { failed: true });
  }
}

export function forgetTicket(id: string): void {
  requests.delete(id);
  held.delete(id);
}

export function writeReply(id: string, reply: Comment, status: string): void {
  const { page, written } = held.get(id) ?? NOTHING;
  set(id, {
    written: [...written, reply],
    page: page && { ...page, ticket: { ...page.ticket, status } },
  });
}

onChanged((ids) => {
  for (const id of held.keys()) if (ids.has(id)) void loadTicket(id);
});

export function useTicket(id: string): Held {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => held.get(id) ?? NOTHING,
  );
}
