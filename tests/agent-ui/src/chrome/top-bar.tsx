import { IconButton } from '@zendeskgarden/react-buttons';
import { Header } from '@zendeskgarden/react-chrome';
import { MenuIcon, ThemeIcon } from '../icons';
import { useWords } from '../locale/words';
import { setPreferences, usePreferences } from '../preferences';
import { HeaderTabs } from './header-tabs';
import { SearchBox } from './search-box';
import { UserMenu } from './user-menu';

interface Props {
  tabs: readonly string[];
  active: string | null;
  agent: string;
  onCloseTab(id: string): void;
  onShowViews(): void;
}

export function TopBar({ tabs, active, agent, onCloseTab, onShowViews }: Props) {
  const words = useWords();
  const { theme } = usePreferences();
  return (
    <Header className="top-bar">
      <IconButton className="show-views" size="small" aria-label={words.showViews} onClick={onShowViews}>
        <MenuIcon />
      </IconButton>
      <HeaderTabs ids={tabs} active={active} onClose={onCloseTab} />
      <SearchBox />
      <IconButton
        size="small"
        aria-label={words.theme}
        title={words.theme}
        data-test-id="standin-theme"
        onClick={() => setPreferences({ theme: theme === 'light' ? 'dark' : 'light' })}
      >
        <ThemeIcon />
      </IconButton>
      <UserMenu agent={agent} />
    </Header>
  );
}
