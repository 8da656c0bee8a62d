import { plan } from './book';
import { element, setText } from './dom';
import type { Status } from './protocol';
import { inCorner } from './surface';
import { say } from './words';

/** What the content script itself has to say comes before what the background says. */
export const trouble = {
  gone: false,
  silent: false,
  /** The health report, where the page cannot be read. */
  unreadable: null as string | null,
  /** An answer to a command. */
  note: null as string | null,
};

function choose(): Status | null {
  const own = (code: string, what: string, todo: string, retry = false): Status => ({ code, what, todo, retry, until: null });
  const { gone, silent, unreadable, note } = trouble;
  if (gone) return own('VG-RELOAD', say('gone_what'), say('gone_todo'));
  if (note !== null) return own('', note, '');
  if (silent) return own('VG-SILENT', say('silent_what'), say('silent_todo'), true);
  if (unreadable !== null) return own('VG-PAGE', say('unreadable_what'), say('unreadable_todo', unreadable));
  return plan?.status ?? null;
}

let parts: ReturnType<typeof build> | undefined;
let shown = 'null';
let dismissed = '';

/** A small calm line at the edge of the page; nothing is shown while all is well. */
export function showStatus(tryAgain: () => void): void {
  const status = choose();
  const text = JSON.stringify(status);
  if (text === shown) return;
  shown = text;
  parts ??= build(tryAgain);
  const { line, what, todo, code, again } = parts;
  line.part.toggle('off', status === null || text === dismissed);
  if (status === null) dismissed = '';
  setText(what, status?.what ?? '');
  setText(todo, status === null ? '' : status.todo + (status.until === null ? '' : ` ${say('asks_again_at', clockTime(status.until))}`));
  setText(code, status?.code ?? '');
  again.part.toggle('off', !status?.retry);
}

const clockTime = (moment: number): string => new Date(moment).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

function build(tryAgain: () => void) {
  const what = element('strong', { part: 'strong' });
  const todo = element('span');
  const code = element('code', { part: 'quiet' });
  const again = element('button', { part: 'button', onclick: tryAgain }, say('try_again'));
  const hide = (): void => {
    dismissed = shown;
    line.part.add('off');
  };
  const close = element('button', { part: 'button close', ariaLabel: say('close'), onclick: hide }, '×');
  const line = element('div', { part: 'status' }, element('div', { part: 'text', role: 'status' }, what, ' ', todo, ' ', code), again, close);
  inCorner(line);
  return { line, what, todo, code, again };
}
