import { Nav } from '@zendeskgarden/react-chrome';
import { BrandIcon, HomeIcon, SearchIcon, ViewsIcon } from '../icons';
import { useWords } from '../locale/words';
import { navigate, type Route } from '../router';

function section(route: Route): string {
  if (route.kind !== 'list') return 'view';
  return route.place;
}

export function Rail({ route, view }: { route: Route; view: string | undefined }) {
  const words = useWords();
  const at = section(route);
  const items = [
    { name: 'home', label: words.home, Icon: HomeIcon, to: 'home/tickets' },
    { name: 'view', label: words.views, Icon: ViewsIcon, to: view ? `filters/${view}` : undefined },
    { name: 'search', label: words.searchResults, Icon: SearchIcon, to: 'search/1?q=' },
  ];
  return (
    <Nav aria-label={words.product} className="rail">
      <Nav.List>
        {items.map(({ name, label, Icon, to }) => (
          <Nav.Item
            key={name}
            isCurrent={name === at}
            title={label}
            aria-label={label}
            onClick={() => to && navigate(to)}
          >
            <Nav.ItemIcon>
              <Icon width={20} height={20} />
            </Nav.ItemIcon>
            <Nav.ItemText>{label}</Nav.ItemText>
          </Nav.Item>
        ))}
      </Nav.List>
      <div className="rail-brand">
        <BrandIcon width={22} height={22} />
      </div>
    </Nav>
  );
}
