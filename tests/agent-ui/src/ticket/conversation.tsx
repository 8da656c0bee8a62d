import type { Comment } from '../api';
import { Avatar } from '../avatar';
import { useFormats } from '../locale/format';
import { useWords } from '../locale/words';

export function Conversation({ comments }: { comments: readonly Comment[] }) {
  const words = useWords();
  const { moment } = useFormats();
  return (
    <ol className="conversation" aria-label={words.conversation} tabIndex={0}>
      {comments.map((comment, index) => (
        <li key={index} className={comment.public ? 'comment' : 'comment note'}>
          <Avatar name={comment.author} />
          <article>
            <div className="comment-facts">
              <b dir="auto">{comment.author}</b>
              {comment.public ? null : <span className="internal">{words.internal}</span>}
              <time dateTime={comment.created_at}>{moment(comment.created_at)}</time>
            </div>
            <div className="comment-body" dir="auto">
              {comment.body}
            </div>
          </article>
        </li>
      ))}
    </ol>
  );
}
