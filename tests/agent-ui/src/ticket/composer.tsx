import { useState } from 'react';
import { Button, ChevronButton, SplitButton } from '@zendeskgarden/react-buttons';
import { Item, Menu } from '@zendeskgarden/react-dropdowns';
import { Field, Label, Textarea } from '@zendeskgarden/react-forms';
import type { Ticket } from '../api';
import { ChevronIcon, NoteIcon, ReplyIcon } from '../icons';
import { useWords } from '../locale/words';
import { writeReply } from './ticket-store';

const SUBMITTABLE = ['open', 'pending', 'hold', 'solved'];

export function Composer({ ticket, agent }: { ticket: Ticket; agent: string }) {
  const words = useWords();
  const [isPublic, setPublic] = useState(true);
  const [text, setText] = useState('');
  const mode = isPublic ? words.publicReply : words.internalNote;
  const status = SUBMITTABLE.includes(ticket.status) ? ticket.status : 'open';

  const submit = (as: string) => {
    if (!text.trim()) return;
    writeReply(
      ticket.id,
      { author: agent, public: isPublic, body: text, created_at: new Date().toISOString() },
      as,
    );
    setText('');
  };

  return (
    <section className={isPublic ? 'composer' : 'composer note'} data-test-id="omnicomposer">
      <div className="composer-top">
        <Menu
          isCompact
          placement="top-start"
          button={(props) => (
            <Button {...props} size="small" isBasic>
              <Button.StartIcon>{isPublic ? <ReplyIcon /> : <NoteIcon />}</Button.StartIcon>
              {mode}
              <Button.EndIcon>
                <ChevronIcon />
              </Button.EndIcon>
            </Button>
          )}
          onChange={({ type, value }) => {
            if (value && /click|enter|space/i.test(type)) setPublic(value === 'public');
          }}
        >
          <Item value="public">{words.publicReply}</Item>
          <Item value="internal">{words.internalNote}</Item>
        </Menu>
        {isPublic && ticket.requester ? (
          <span className="recipient">
            {words.replyTo} <b dir="auto">{ticket.requester}</b>
          </span>
        ) : null}
      </div>
      <Field>
        <Label hidden>{words.replyText}</Label>
        <Textarea
          isBare
          dir="auto"
          minRows={3}
          maxRows={8}
          placeholder={words.replyText}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <div className="composer-bottom">
        <SplitButton>
          <Button size="small" isPrimary onClick={() => submit(status)}>
            {words.submitAs(words.statuses[status] ?? status)}
          </Button>
          <Menu
            isCompact
            placement="top-end"
            button={(props) => (
              <ChevronButton {...props} size="small" isPrimary aria-label={words.otherStatuses} />
            )}
            onChange={({ type, value }) => {
              if (value && /click|enter|space/i.test(type)) submit(value);
            }}
          >
            {SUBMITTABLE.map((value) => (
              <Item key={value} value={value}>
                {words.submitAs(words.statuses[value] ?? value)}
              </Item>
            ))}
          </Menu>
        </SplitButton>
      </div>
    </section>
  );
}
