import { element, setAttributes, setText } from './dom';
import { pressed } from './escalate';
import { escalate } from './link';
import type { Route } from './protocol';
import { say } from './words';

interface DocumentLine {
  line: HTMLElement;
  /** Nothing is offered where nothing is known of a ticket. */
  refresh(ticket: string, route: Route | undefined): void;
}

/** "Document this": the window in which the note is written, and the reply to the customer, to copy. A press here writes nothing. */
export function documentLine(): DocumentLine {
  let ticket = '';
  let text = '';
  const note = pressed('button', () => escalate(ticket, 'documentation'));
  const reply = pressed('button', () => {
    void navigator.clipboard.writeText(text).then(
      () => setText(reply, say('copied')),
      () => setText(reply, say('copy_refused')),
    );
  });
  const line = element('span', { part: 'off' }, note, reply);
  return {
    line,
    refresh(id, route) {
      const wanted = route?.reply ?? '';
      if (id !== ticket || wanted !== text || reply.textContent === '') setText(reply, say('document_reply'));
      ticket = id;
      text = wanted;
      setText(note, say('document'));
      const offers = route !== undefined && route.components.length > 0;
      setAttributes(reply, { hidden: !text });
      setAttributes(line, { part: offers ? 'escalation' : 'off' });
    },
  };
}
