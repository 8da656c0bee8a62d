import { useEffect, useRef, useState } from 'react';
import { navigate, type Route } from './router';
import { forgetTicket } from './ticket/ticket-store';

export interface Tabs {
  ids: readonly string[];
  active: string | null;
  close(id: string): void;
}

/** The open tickets: every ticket visited gets a tab and stays mounted until the tab is closed. */
export function useTabs(route: Route, address: string, start: string): Tabs {
  const [kept, setKept] = useState<readonly string[]>([]);
  const lastList = useRef<string | null>(null);
  const active = route.kind === 'ticket' ? route.id : null;
  const ids = active === null || kept.includes(active) ? kept : [...kept, active];

  useEffect(() => {
    if (active === null) lastList.current = address;
    else setKept((before) => (before.includes(active) ? before : [...before, active]));
  }, [active, address]);

  const close = (id: string) => {
    const at = ids.indexOf(id);
    const left = ids.filter((other) => other !== id);
    setKept(left);
    forgetTicket(id);
    if (id !== active) return;
    const neighbour = left[Math.min(at, left.length - 1)];
    navigate(neighbour ? `tickets/${neighbour}` : (lastList.current ?? start));
  };

  return { ids, active, close };
}
