import { IconButton } from '@zendeskgarden/react-buttons';
import type { Ticket } from '../api';
import { EventsIcon, MailIcon } from '../icons';
import { SlaBadge } from '../list/sla-badge';
import { useFormats } from '../locale/format';
import { useWords } from '../locale/words';
import { navigate } from '../router';
import type { Marks } from './marks';

interface Props {
  ticket: Ticket;
  marks: Marks;
  events: boolean;
}

export function TicketHeader({ ticket, marks, events }: Props) {
  const words = useWords();
  const formats = useFormats();
  const toggle = events ? words.showConversation : words.showEvents;
  return (
    <header className="pane_header">
      <div className="pane-heading">
        <input
          {...marks.subject}
          key={ticket.subject}
          className="subject-input"
          dir="auto"
          aria-label={words.columns.subject}
          defaultValue={ticket.subject}
        />
        <div className="pane-facts">
          <div {...marks.via} className="via">
            <MailIcon />
            <span>{words.via(words.channels[ticket.via] ?? ticket.via)}</span>
          </div>
          <span className="created">{formats.moment(ticket.created_at)}</span>
          {ticket.sla_minutes === null ? null : (
            <div data-test-id="sla-policy-active">
              <SlaBadge minutes={ticket.sla_minutes} />
            </div>
          )}
        </div>
      </div>
      <div {...marks.callControls} className="pane-actions">
        <IconButton
          size="small"
          aria-label={toggle}
          title={toggle}
          aria-pressed={events}
          onClick={() => navigate(events ? `tickets/${ticket.id}` : `tickets/${ticket.id}/events`)}
        >
          <EventsIcon />
        </IconButton>
      </div>
    </header>
  );
}
