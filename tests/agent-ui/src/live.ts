/** Ticket changes that the server announces, passed on to whoever shows those tickets. */
type Changed = (ids: ReadonlySet<string>) => void;

const listeners = new Set<Changed>();

export function onChanged(listener: Changed): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function listen(): void {
  const events = new EventSource('/standin/ui/events');
  events.addEventListener('changed', (event: MessageEvent<string>) => {
    const { ids } = JSON.parse(event.data) as { ids: string[] };
    const changed = new Set(ids.map(String));
    for (const listener of [...listeners]) listener(changed);
  });
  // A page in the back-forward cache would hold one of the few connections a host allows.
  addEventListener('pagehide', () => events.close());
}
