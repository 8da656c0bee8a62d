import type words from '../_locales/en/messages.json';
import { message } from './link';

/** Each is read once: the call is slow beside painting a row, and fails once the extension was updated under the page. */
const read = new Map<string, string>();

const HOLE = '\u{1}';

export function say(key: keyof typeof words, value?: string | number): string {
  let text = read.get(key);
  if (text === undefined) read.set(key, (text = message(key, HOLE)));
  return value === undefined ? text : text.replace(HOLE, `${value}`);
}
