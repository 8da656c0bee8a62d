import { useState } from 'react';
import { Table } from '@zendeskgarden/react-tables';
import { usePreferences } from '../preferences';
import { ListBody } from './body';
import { minimumWidth, SHAPES } from './columns';
import { groupRows } from './group';
import { ListHeader } from './header';
import type { List } from './use-list';

interface Props {
  list: List;
  title: string;
  groupable: boolean;
}

export function TicketTable({ list, title, groupable }: Props) {
  const { layout, columns, rowReuse, groupByStatus } = usePreferences();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const rows = list.content?.rows ?? [];
  const { sort, order } = list.position;

  const select = (id: string, on: boolean) => {
    const next = new Set(selected);
    if (on) next.add(id);
    else next.delete(id);
    setSelected(next);
  };
  const header = (
    <ListHeader
      columns={columns}
      sort={sort}
      order={order}
      onSort={(key) => list.move({ sort: key, order: sort === key && order === 'asc' ? 'desc' : 'asc', page: 1 })}
      allSelected={rows.length > 0 && rows.every((row) => selected.has(row.id))}
      onSelectAll={(on) => setSelected(new Set(on ? rows.map((row) => row.id) : []))}
    />
  );
  const body = (
    <ListBody
      groups={groupRows(rows, groupable && groupByStatus)}
      columns={columns}
      generation={list.generation}
      reuse={rowReuse}
      marked={layout === 'current'}
      selected={selected}
      onSelect={select}
    />
  );
  const style = { minWidth: minimumWidth(columns) };

  if (layout === 'older') {
    const widths = (
      <colgroup>
        {columns.map((column) => (
          <col key={column} style={{ width: SHAPES[column].width }} />
        ))}
      </colgroup>
    );
    return (
      <>
        <Table data-test-id="table_header" aria-label={title} style={style}>
          {widths}
          {header}
        </Table>
        <Table data-test-id="table_main" aria-label={title} style={style}>
          {widths}
          {body}
        </Table>
      </>
    );
  }
  return (
    <Table data-test-id="generic-table" aria-label={title} style={style}>
      {header}
      {body}
    </Table>
  );
}
