import type { HTMLAttributes } from 'react';
import { Button, IconButton } from '@zendeskgarden/react-buttons';
import type { Place } from '../api';
import { PlayIcon, RefreshIcon } from '../icons';
import { useFormats } from '../locale/format';
import { useWords } from '../locale/words';
import { usePreferences } from '../preferences';
import { navigate } from '../router';
import { Paging } from './paging';
import { TicketTable } from './ticket-table';
import { useList } from './use-list';

/** Zendesk gives its views and its search a container that can be found; the other lists have none. */
function container(place: Place): HTMLAttributes<HTMLDivElement> {
  if (place === 'view') return { id: 'views_views-ticket-table' };
  if (place === 'search') return { id: 'search-ticket-1' };
  return {};
}

export function ListPage({ place, listKey }: { place: Place; listKey: string }) {
  const { perPage } = usePreferences();
  const words = useWords();
  const formats = useFormats();
  const list = useList(place, listKey, perPage);
  const { content } = list;
  const first = content?.rows[0];
  const pages = content ? Math.ceil(content.total / perPage) : 0;

  return (
    <section className="list-page">
      <header className="list-header">
        <div className="list-heading">
          <h1 dir="auto">{content?.title ?? words.loading}</h1>
          <p>{content ? words.ticketCount(formats.count(content.total)) : '\u00a0'}</p>
        </div>
        <div className="list-actions">
          <IconButton
            size="small"
            isPill={false}
            aria-label={words.refresh}
            title={words.refresh}
            data-test-id="standin-refresh"
            onClick={list.refresh}
          >
            <RefreshIcon />
          </IconButton>
          {place === 'view' ? (
            <Button size="small" disabled={!first} onClick={() => first && navigate(`tickets/${first.id}`)}>
              <Button.StartIcon>
                <PlayIcon />
              </Button.StartIcon>
              {words.play}
            </Button>
          ) : null}
        </div>
      </header>
      {list.failed ? (
        <p className="notice" role="status">
          {words.notLoaded}
        </p>
      ) : null}
      <div className="list-scroll" {...container(place)}>
        {content && content.rows.length > 0 ? (
          <TicketTable list={list} title={content.title} groupable={place === 'view'} />
        ) : null}
        {content && content.rows.length === 0 ? <p className="notice">{words.noTickets}</p> : null}
      </div>
      <Paging page={list.position.page} pages={pages} onPage={(page) => list.move({ page })} />
    </section>
  );
}
