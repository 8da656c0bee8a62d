import type { View } from '../api';
import { useFormats } from '../locale/format';
import { useWords } from '../locale/words';

interface Props {
  views: readonly View[];
  current: string | null;
  open: boolean;
}

export function ViewsSidebar({ views, current, open }: Props) {
  const words = useWords();
  const { compact } = useFormats();
  return (
    <nav className={open ? 'views open' : 'views'} aria-label={words.views}>
      <h2>{words.views}</h2>
      <ul>
        {views.map((view) => (
          <li key={view.id}>
            <a href={`filters/${view.id}`} aria-current={view.id === current ? 'page' : undefined}>
              <span className="view-title" dir="auto">
                {view.title}
              </span>
              <span className="view-count">{view.count === null ? '–' : compact(view.count)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
