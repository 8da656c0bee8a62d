import { escalationOf, followOf } from './book';
import { element, setAttributes, setText } from './dom';
import { escalate, told } from './link';
import { say } from './words';

export interface EscalationLine {
  line: HTMLElement;
  refresh(ticket: string): void;
}

/**
 * The button that opens the review, and how the escalation stands. A press on this page files nothing, whoever made it:
 * a page can be covered, a window of the browser's own cannot.
 */
export function escalationLine(): EscalationLine {
  let ticket = '';
  const button = pressed('button escalate', () => escalate(ticket));
  const project = element('span', { part: 'text project' });
  const number = element('span', { part: 'text' });
  const link = element('a', { target: '_blank', rel: 'noreferrer', part: 'issue' }, project, number);
  const state = element('span', { part: 'text' });
  const tell = pressed('button told', () => {
    const follow = followOf(ticket);
    if (follow !== undefined) told(follow);
  });
  const line = element('span', { className: 'vanguard-escalation', part: 'escalation' }, button, link, state, tell);
  return {
    line,
    refresh(id) {
      ticket = id;
      const facts = escalationOf(id);
      const follow = followOf(id);
      const url = follow?.url ?? facts?.url;
      setText(button, say(url || facts ? 'escalation_open' : 'escalate'));
      const name = url ? issueName(url) : '';
      const [path = '', iid = ''] = name.split('#');
      setText(project, path);
      setText(number, `#${iid}`);
      setAttributes(link, { href: url, title: name, hidden: !url });
      // What is filed and linked needs no words of its own besides the link.
      const quiet = !facts || (facts.over && facts.url !== null && facts.remarks.length === 0);
      const words = quiet ? [] : [facts.what, facts.todo, ...facts.remarks, facts.code];
      const text = [...words, follow?.tell || follow?.what].filter(Boolean).join(' ');
      setText(state, text);
      setAttributes(state, { title: text });
      // A header has little room: news take the button's.
      setAttributes(line, { 'data-news': quiet && !!follow?.tell });
      setText(tell, say('told'));
      setAttributes(tell, { hidden: !follow?.tell });
    },
  };
}

/** A press of a person's, which goes no further. */
export function pressed(part: string, act: () => void): HTMLButtonElement {
  const onclick = (event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    if (event.isTrusted) act();
  };
  return element('button', { type: 'button', part, onclick });
}

/** `https://gitlab.com/gitlab-org/gitlab/-/issues/7` → `gitlab-org/gitlab#7`. */
const issueName = (url: string): string => (URL.parse(url)?.pathname ?? url).slice(1).replace('/-/issues/', '#');
