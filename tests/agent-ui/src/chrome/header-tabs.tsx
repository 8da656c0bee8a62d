import { useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import { CloseIcon, TicketIcon } from '../icons';
import { useWords } from '../locale/words';
import { navigate } from '../router';
import { useTicket } from '../ticket/ticket-store';

interface TabProps {
  id: string;
  active: boolean;
  onClose(): void;
}

function HeaderTab({ id, active, onClose }: TabProps) {
  const words = useWords();
  const subject = useTicket(id).page?.ticket.subject ?? words.loading;
  const tab = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  const open = () => navigate(`tickets/${id}`);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      open();
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      onClose();
    }
  };
  const close = (event: MouseEvent) => {
    event.stopPropagation();
    onClose();
  };
  return (
    <div
      ref={tab}
      className="header-tab"
      role="tab"
      tabIndex={0}
      title={subject}
      aria-selected={active}
      aria-keyshortcuts="Delete"
      data-test-id="header-tab"
      data-entity-type="ticket"
      data-entity-id={id}
      onClick={open}
      onKeyDown={onKeyDown}
    >
      <TicketIcon />
      <span className="tab-text">
        <span className="tab-title" dir="auto" data-test-id="header-tab-title">
          {subject}
        </span>
        <span className="tab-subtitle" data-test-id="header-tab-subtitle">
          <span dir="ltr">#{id}</span>
        </span>
      </span>
      {/* A tab may contain no second control for assistive technology: there, Delete closes it. */}
      <span className="tab-close" aria-hidden="true" title={words.closeTab} data-test-id="close-button" onClick={close}>
        <CloseIcon width={12} height={12} />
      </span>
    </div>
  );
}

interface Props {
  ids: readonly string[];
  active: string | null;
  onClose(id: string): void;
}

export function HeaderTabs({ ids, active, onClose }: Props) {
  const words = useWords();
  if (ids.length === 0) return <div className="header-tabs" />;
  return (
    <div className="header-tabs" role="tablist" aria-label={words.openTickets}>
      {ids.map((id) => (
        <HeaderTab key={id} id={id} active={id === active} onClose={() => onClose(id)} />
      ))}
    </div>
  );
}
