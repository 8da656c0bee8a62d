import { useEffect, useState } from 'react';
import { Body, Chrome, Content, Main, SkipNav } from '@zendeskgarden/react-chrome';
import { Rail } from './chrome/rail';
import { TopBar } from './chrome/top-bar';
import { ViewsSidebar } from './chrome/views-sidebar';
import { ListPage } from './list/list-page';
import { useWords } from './locale/words';
import { navigate, useAddress } from './router';
import { AgentTheme } from './theme';
import { TicketPane } from './ticket/ticket-pane';
import { useTicket } from './ticket/ticket-store';
import { useBoot } from './use-boot';
import { useTabs } from './use-tabs';

function Workspace() {
  const words = useWords();
  const { route, address } = useAddress();
  const boot = useBoot();
  const firstView = boot?.views[0]?.id;
  const tabs = useTabs(route, address, firstView ? `filters/${firstView}` : 'home/tickets');
  const [viewsOpen, setViewsOpen] = useState(false);
  const subject = useTicket(tabs.active ?? '').page?.ticket.subject;
  const agent = boot?.agent.name ?? '';

  useEffect(() => {
    if (route.kind === 'start' && boot) {
      navigate(firstView ? `filters/${firstView}` : 'home/tickets', 'replace');
    }
  }, [route.kind, boot, firstView]);

  useEffect(() => setViewsOpen(false), [address]);

  useEffect(() => {
    document.title = `${subject ?? words.product} – Zendesk`;
  }, [subject, words]);

  return (
    <Chrome isFluid className="chrome">
      <SkipNav targetId="main">{words.skip}</SkipNav>
      <Rail route={route} view={firstView} />
      <Body>
        <TopBar
          tabs={tabs.ids}
          active={tabs.active}
          agent={agent}
          onCloseTab={tabs.close}
          onShowViews={() => setViewsOpen(!viewsOpen)}
        />
        <Content className="content">
          {route.kind === 'list' && route.place === 'view' ? (
            <ViewsSidebar views={boot?.views ?? []} current={route.key} open={viewsOpen} />
          ) : null}
          <Main id="main" className="main">
            {route.kind === 'list' ? (
              <ListPage key={`${route.place} ${route.key}`} place={route.place} listKey={route.key} />
            ) : null}
            {tabs.ids.map((id) => (
              <TicketPane
                key={id}
                id={id}
                active={id === tabs.active}
                events={route.kind === 'ticket' && route.id === id && route.events}
                agent={agent}
              />
            ))}
          </Main>
        </Content>
      </Body>
    </Chrome>
  );
}

export function App() {
  return (
    <AgentTheme>
      <Workspace />
    </AgentTheme>
  );
}
