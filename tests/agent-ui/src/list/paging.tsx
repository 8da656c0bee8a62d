import { OffsetPagination } from '@zendeskgarden/react-pagination';
import { useWords } from '../locale/words';

interface Props {
  page: number;
  pages: number;
  onPage(page: number): void;
}

export function Paging({ page, pages, onPage }: Props) {
  const { paging } = useWords();
  if (pages < 2) return null;
  return (
    <div className="paging">
      <OffsetPagination
        aria-label={paging.label}
        currentPage={page}
        totalPages={pages}
        onChange={onPage}
        labels={{ gap: paging.gap, previous: paging.previous, next: paging.next, renderPage: paging.page }}
        data-test-id="standin-paging"
      />
    </div>
  );
}
