import { element, setAttributes, setText } from './dom';
import { say } from './words';

interface CopyLine {
  line: HTMLElement;
  /** Texts to copy; empty ones are not offered. */
  offer(note: string, reply: string): void;
}

/** "Document this": the internal note that asks for it, and the reply to the customer. Nothing is written by itself. */
export function copyLine(): CopyLine {
  const note = copies('document');
  const reply = copies('document_reply');
  const line = element('span', { part: 'escalation' }, note.button, reply.button);
  return {
    line,
    offer(asks, says) {
      note.offer(asks);
      reply.offer(says);
      setAttributes(line, { part: asks || says ? 'escalation' : 'off' });
    },
  };
}

function copies(name: 'document' | 'document_reply') {
  let text = '';
  const onclick = (event: MouseEvent): void => {
    event.preventDefault();
    event.stopPropagation();
    if (!event.isTrusted) return;
    void navigator.clipboard.writeText(text).then(
      () => setText(button, say('copied')),
      () => setText(button, say('copy_refused')),
    );
  };
  const button = element('button', { type: 'button', part: 'button', onclick });
  return {
    button,
    offer(wanted: string) {
      if (wanted !== text || button.textContent === '') setText(button, say(name));
      text = wanted;
      setAttributes(button, { hidden: !wanted });
    },
  };
}
