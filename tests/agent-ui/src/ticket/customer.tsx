import { useEffect, useState } from 'react';
import { list, type Row, type Ticket } from '../api';
import { Avatar } from '../avatar';
import { StatusBadge } from '../list/status-badge';
import { useFormats } from '../locale/format';
import { useWords } from '../locale/words';

const SHOWN = 6;

/** The requester and what else they have asked, at the end of the ticket. */
export function Customer({ ticket }: { ticket: Ticket }) {
  const words = useWords();
  const { moment } = useFormats();
  const [history, setHistory] = useState<Row[]>([]);
  const requester = ticket.requester_id === null ? null : String(ticket.requester_id);

  useEffect(() => {
    if (requester === null) return undefined;
    const controller = new AbortController();
    list(
      { place: 'user', key: requester, page: 1, perPage: 30, sort: 'updated', order: 'desc' },
      controller.signal,
    ).then(
      (page) => setHistory(page.rows.slice(0, SHOWN)),
      // The history is an extra: a ticket whose requester is gone is shown without it.
      () => setHistory([]),
    );
    return () => controller.abort();
  }, [requester]);

  return (
    <aside className="customer" aria-label={words.customer}>
      <div className="customer-name">
        <Avatar name={ticket.requester ?? '?'} size={40} />
        <div>
          <b dir="auto">{ticket.requester ?? words.none}</b>
          <p dir="auto">{ticket.organization ?? words.none}</p>
        </div>
      </div>
      <h2>{words.interactions}</h2>
      <ul>
        {history.map((row) => (
          <li key={row.id}>
            <a href={`tickets/${row.id}`} dir="auto">
              {row.subject}
            </a>
            <p>
              <StatusBadge status={row.status} /> <span>{moment(row.updated_at)}</span>
            </p>
          </li>
        ))}
      </ul>
    </aside>
  );
}
