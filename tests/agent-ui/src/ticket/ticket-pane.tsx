import { useEffect } from 'react';
import { StatusBadge } from '../list/status-badge';
import { useWords } from '../locale/words';
import { usePreferences } from '../preferences';
import { Composer } from './composer';
import { Conversation } from './conversation';
import { Customer } from './customer';
import { Events } from './events';
import { ticketMarks } from './marks';
import { Properties } from './properties';
import { TicketHeader } from './ticket-header';
import { loadTicket, useTicket } from './ticket-store';

interface Props {
  id: string;
  active: boolean;
  events: boolean;
  agent: string;
}

/** One mounted ticket. It stays mounted, hidden, while another ticket or a list is shown. */
export function TicketPane({ id, active, events, agent }: Props) {
  const { ticketLayout } = usePreferences();
  const words = useWords();
  const { page, failed, written } = useTicket(id);
  const marks = ticketMarks(id, active, ticketLayout);

  useEffect(() => {
    void loadTicket(id);
  }, [id]);

  return (
    <div className="workspace" style={active ? undefined : { display: 'none' }}>
      <div className="ticket" {...marks.root}>
        {page ? (
          <>
            <nav className="breadcrumbs">
              {page.ticket.organization_id === null ? null : (
                <a href={`organizations/${page.ticket.organization_id}/tickets`} dir="auto">
                  {page.ticket.organization}
                </a>
              )}
              {page.ticket.requester_id === null ? null : (
                <a href={`users/${page.ticket.requester_id}/requested_tickets`} dir="auto">
                  {page.ticket.requester}
                </a>
              )}
              <h1 aria-current="page">
                <StatusBadge status={page.ticket.status} /> {words.ticket} <span dir="ltr">#{id}</span>
              </h1>
            </nav>
            <div {...marks.grid}>
              <Properties ticket={page.ticket} />
              <div className="conversation-pane" {...marks.conversation}>
                <div className="conversation-column" {...marks.anchor}>
                  <TicketHeader ticket={page.ticket} marks={marks} events={events} />
                  {events ? (
                    <Events ticket={page.ticket} comments={[...page.comments, ...written]} />
                  ) : (
                    <Conversation comments={[...page.comments, ...written]} />
                  )}
                  <Composer ticket={page.ticket} agent={agent} />
                </div>
              </div>
              <Customer ticket={page.ticket} />
            </div>
          </>
        ) : (
          <p className="notice" role="status">
            {failed ? words.notLoaded : words.loading}
          </p>
        )}
      </div>
    </div>
  );
}
