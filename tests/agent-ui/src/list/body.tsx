import { Fragment } from 'react';
import { Table } from '@zendeskgarden/react-tables';
import { useWords } from '../locale/words';
import type { Column } from '../preferences';
import { TicketCell } from './cells';
import type { Group } from './group';

interface Props {
  groups: readonly Group[];
  columns: readonly Column[];
  generation: number;
  /** Rows keep their nodes and take on other tickets. */
  reuse: boolean;
  /** The older layout's rows carry Garden's own attribute alone. */
  marked: boolean;
  selected: ReadonlySet<string>;
  onSelect(id: string, selected: boolean): void;
}

export function ListBody({ groups, columns, generation, reuse, marked, selected, onSelect }: Props) {
  const words = useWords();
  return (
    <Table.Body>
      {groups.map((group, at) => (
        <Fragment key={reuse ? at : `${generation}:${group.status}`}>
          {group.status === null ? null : (
            <Table.GroupRow>
              <Table.Cell colSpan={columns.length}>
                <b>{words.statuses[group.status] ?? group.status}</b>
              </Table.Cell>
            </Table.GroupRow>
          )}
          {group.rows.map((row, index) => (
            <Table.Row
              key={reuse ? index : row.id}
              isSelected={selected.has(row.id)}
              {...(marked ? { 'data-test-id': 'generic-table-row' } : {})}
            >
              {columns.map((column) => (
                <TicketCell
                  key={column}
                  column={column}
                  row={row}
                  selected={selected.has(row.id)}
                  onSelect={(on) => onSelect(row.id, on)}
                />
              ))}
            </Table.Row>
          ))}
        </Fragment>
      ))}
    </Table.Body>
  );
}
