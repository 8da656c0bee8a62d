import { Checkbox, Field, Label } from '@zendeskgarden/react-forms';
import { Table } from '@zendeskgarden/react-tables';
import type { Row } from '../api';
import { useFormats } from '../locale/format';
import { useWords } from '../locale/words';
import type { Column } from '../preferences';
import { SlaBadge } from './sla-badge';
import { StatusBadge } from './status-badge';

interface Props {
  column: Column;
  row: Row;
  selected: boolean;
  onSelect(selected: boolean): void;
}

export function TicketCell({ column, row, selected, onSelect }: Props) {
  const words = useWords();
  const formats = useFormats();
  switch (column) {
    case 'select':
      return (
        <Table.Cell data-test-id="generic-table-cells-selection">
          <Field>
            <Checkbox checked={selected} onChange={(event) => onSelect(event.target.checked)}>
              <Label hidden>{words.selectTicket(row.id)}</Label>
            </Checkbox>
          </Field>
        </Table.Cell>
      );
    case 'id':
      return (
        <Table.Cell data-test-id="generic-table-cells-id">
          <span dir="ltr">#{row.id}</span>
        </Table.Cell>
      );
    case 'status':
      return (
        <Table.Cell data-test-id="ticket-table-cells-status" isTruncated>
          <StatusBadge status={row.status} />
        </Table.Cell>
      );
    case 'subject':
      return (
        <Table.Cell data-test-id="ticket-table-cells-subject" isTruncated>
          <a className="subject-link" href={`tickets/${row.id}`} title={row.subject}>
            {row.subject}
          </a>
        </Table.Cell>
      );
    case 'sla':
      return (
        <Table.Cell data-test-id="ticket-table-cells-sla">
          {row.sla_minutes === null ? null : <SlaBadge minutes={row.sla_minutes} />}
        </Table.Cell>
      );
    case 'priority':
      return <Table.Cell isTruncated>{row.priority ? (words.priorities[row.priority] ?? row.priority) : words.none}</Table.Cell>;
    case 'updated':
      return <Table.Cell isTruncated>{formats.day(row.updated_at)}</Table.Cell>;
    case 'requester':
    case 'organization':
    case 'group':
      return (
        <Table.Cell isTruncated title={row[column] ?? undefined}>
          {row[column] ?? words.none}
        </Table.Cell>
      );
  }
}
