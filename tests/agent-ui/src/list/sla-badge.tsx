import { Tag } from '@zendeskgarden/react-tags';
import { useFormats } from '../locale/format';

const SOON_MINUTES = 120;

function hue(minutes: number): string {
  if (minutes < 0) return 'red';
  return minutes < SOON_MINUTES ? 'yellow' : 'green';
}

export function SlaBadge({ minutes }: { minutes: number }) {
  const { duration } = useFormats();
  return (
    <Tag hue={hue(minutes)} size="small" isPill>
      <span>{duration(minutes)}</span>
    </Tag>
  );
}
