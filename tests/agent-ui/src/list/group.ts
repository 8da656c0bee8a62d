import type { Row } from '../api';

const ORDER = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];

export interface Group {
  /** Null where the list is not grouped. */
  status: string | null;
  rows: Row[];
}

const place = (status: string): number => {
  const index = ORDER.indexOf(status);
  return index < 0 ? ORDER.length : index;
};

export function groupRows(rows: readonly Row[], byStatus: boolean): Group[] {
  if (!byStatus) return [{ status: null, rows: [...rows] }];
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.status);
    if (group) group.push(row);
    else groups.set(row.status, [row]);
  }
  return [...groups]
    .map(([status, members]) => ({ status, rows: members }))
    .sort((a, b) => place(a.status) - place(b.status));
}
