import { Checkbox, Field, Label } from '@zendeskgarden/react-forms';
import { Table } from '@zendeskgarden/react-tables';
import type { Order, SortKey } from '../api';
import { useWords } from '../locale/words';
import type { Column } from '../preferences';
import { SHAPES } from './columns';

interface Props {
  columns: readonly Column[];
  sort: SortKey | null;
  order: Order;
  onSort(sort: SortKey): void;
  allSelected: boolean;
  onSelectAll(selected: boolean): void;
}

export function ListHeader({ columns, sort, order, onSort, allSelected, onSelectAll }: Props) {
  const words = useWords();
  return (
    <Table.Head>
      <Table.HeaderRow>
        {columns.map((column) => {
          const shape = SHAPES[column];
          const width = shape.width === undefined ? undefined : `${shape.width}px`;
          if (column === 'select') {
            return (
              <Table.HeaderCell key={column} width={width}>
                <Field>
                  <Checkbox checked={allSelected} onChange={(event) => onSelectAll(event.target.checked)}>
                    <Label hidden>{words.selectAll}</Label>
                  </Checkbox>
                </Field>
              </Table.HeaderCell>
            );
          }
          const key = shape.sort;
          if (!key) {
            return (
              <Table.HeaderCell key={column} width={width} isTruncated>
                {words.columns[column]}
              </Table.HeaderCell>
            );
          }
          return (
            <Table.SortableCell
              key={column}
              width={width}
              sort={sort === key ? order : undefined}
              onClick={() => onSort(key)}
              cellProps={{ isTruncated: true }}
              data-test-id={`standin-sort-${column}`}
            >
              {words.columns[column]}
            </Table.SortableCell>
          );
        })}
      </Table.HeaderRow>
    </Table.Head>
  );
}
