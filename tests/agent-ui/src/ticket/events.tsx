import type { Comment, Ticket } from '../api';
import { useFormats } from '../locale/format';
import { useWords } from '../locale/words';

export function Events({ ticket, comments }: { ticket: Ticket; comments: readonly Comment[] }) {
  const words = useWords();
  const { moment } = useFormats();
  return (
    <ol className="events" aria-label={words.events} tabIndex={0}>
      <li>
        <time dateTime={ticket.created_at}>{moment(ticket.created_at)}</time>
        <span>
          {words.created} · {words.via(words.channels[ticket.via] ?? ticket.via)}
        </span>
      </li>
      {comments.map((comment, index) => (
        <li key={index}>
          <time dateTime={comment.created_at}>{moment(comment.created_at)}</time>
          <span>
            <b dir="auto">{comment.author}</b> · {words.commentAdded} ·{' '}
            {comment.public ? words.publicReply : words.internalNote}
          </span>
        </li>
      ))}
    </ol>
  );
}
