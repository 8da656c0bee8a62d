import { useCallback, useEffect, useRef, useState } from 'react';
import { list, type ListPage, type Order, type Place, type SortKey } from '../api';
import { onChanged } from '../live';

interface Position {
  page: number;
  sort: SortKey | null;
  order: Order;
}

const START: Position = { page: 1, sort: null, order: 'asc' };
/** Where the agent was in each list, for the way back from a ticket. */
const positions = new Map<string, Position>();

export interface List {
  content: ListPage | null;
  /** Counts the answers; rows of another generation are other rows. */
  generation: number;
  failed: boolean;
  position: Position;
  move(change: Partial<Position>): void;
  refresh(): void;
}

/** One list; the component that uses it is keyed by place and key, so these never change. */
export function useList(place: Place, key: string, perPage: number): List {
  const name = `${place} ${key}`;
  const [position, setPosition] = useState(() => positions.get(name) ?? START);
  const [answer, setAnswer] = useState<{ content: ListPage; generation: number } | null>(null);
  const [failed, setFailed] = useState(false);
  const running = useRef<AbortController | null>(null);

  const load = useCallback(async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    try {
      const content = await list({ place, key, perPage, ...position }, controller.signal);
      if (controller.signal.aborted) return;
      setFailed(false);
      setAnswer((before) => ({ content, generation: (before?.generation ?? 0) + 1 }));
    } catch {
      if (!controller.signal.aborted) setFailed(true);
    }
  }, [place, key, perPage, position]);

  useEffect(() => {
    void load();
    return () => running.current?.abort();
  }, [load]);

  useEffect(
    () =>
      onChanged((ids) => {
        if (answer?.content.rows.some((row) => ids.has(row.id))) void load();
      }),
    [answer, load],
  );

  const move = useCallback(
    (change: Partial<Position>) => {
      const next = { ...position, ...change };
      positions.set(name, next);
      setPosition(next);
    },
    [name, position],
  );

  return {
    content: answer?.content ?? null,
    generation: answer?.generation ?? 0,
    failed,
    position,
    move,
    refresh: () => void load(),
  };
}
