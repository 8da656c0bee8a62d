import { Tag } from '@zendeskgarden/react-tags';
import { useWords } from '../locale/words';

const HUES: Record<string, string> = {
  new: 'yellow',
  open: 'red',
  pending: 'blue',
  hold: 'kale',
  solved: 'grey',
  closed: 'grey',
};

export function StatusBadge({ status }: { status: string }) {
  const words = useWords();
  return (
    <Tag hue={HUES[status] ?? 'grey'} size="small" data-test-id={`status-badge-${status}`}>
      <span>{words.statuses[status] ?? status}</span>
    </Tag>
  );
}
