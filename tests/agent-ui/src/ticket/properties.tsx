import { Field, Label, Select } from '@zendeskgarden/react-forms';
import { Tag } from '@zendeskgarden/react-tags';
import type { Ticket } from '../api';
import { useWords } from '../locale/words';

export function Properties({ ticket }: { ticket: Ticket }) {
  const words = useWords();
  return (
    <aside className="properties" aria-label={words.properties}>
      <dl>
        <dt>{words.columns.requester}</dt>
        <dd>
          {ticket.requester_id === null ? (
            (ticket.requester ?? words.none)
          ) : (
            <a href={`users/${ticket.requester_id}/requested_tickets`} dir="auto">
              {ticket.requester}
            </a>
          )}
        </dd>
        <dt>{words.columns.organization}</dt>
        <dd>
          {ticket.organization_id === null ? (
            (ticket.organization ?? words.none)
          ) : (
            <a href={`organizations/${ticket.organization_id}/tickets`} dir="auto">
              {ticket.organization}
            </a>
          )}
        </dd>
        <dt>{words.assignee}</dt>
        <dd dir="auto">{ticket.assignee ?? words.unassigned}</dd>
      </dl>
      <Field>
        <Label isRegular>{words.columns.priority}</Label>
        <Select isCompact key={ticket.priority ?? ''} defaultValue={ticket.priority ?? ''}>
          <option value="">{words.none}</option>
          {Object.entries(words.priorities).map(([value, word]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </Select>
      </Field>
      <div>
        <p className="label">{words.tags}</p>
        <div className="tags">
          {ticket.tags.map((tag) => (
            <Tag key={tag} size="medium" isRegular>
              <span dir="ltr">{tag}</span>
            </Tag>
          ))}
        </div>
      </div>
    </aside>
  );
}
