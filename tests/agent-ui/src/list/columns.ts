import type { SortKey } from '../api';
import type { Column } from '../preferences';

interface Shape {
  /** In pixels; the subject takes what is left. */
  width: number | undefined;
  sort: SortKey | undefined;
}

export const SHAPES: Record<Column, Shape> = {
  select: { width: 44, sort: undefined },
  id: { width: 90, sort: 'id' },
  status: { width: 98, sort: 'status' },
  subject: { width: undefined, sort: 'subject' },
  requester: { width: 120, sort: 'requester' },
  organization: { width: 140, sort: 'organization' },
  priority: { width: 104, sort: 'priority' },
  group: { width: 120, sort: undefined },
  updated: { width: 110, sort: 'updated' },
  sla: { width: 116, sort: 'sla' },
};

const SUBJECT_AT_LEAST = 180;

export function minimumWidth(columns: readonly Column[]): number {
  return columns.reduce((total, column) => total + (SHAPES[column].width ?? SUBJECT_AT_LEAST), 0);
}
