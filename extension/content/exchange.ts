import { isVisible } from './dom';
import { answered, forward } from './forward';
import { alive, ask } from './link';
import { renewDocument } from './page';
import type { ApiAnswer, ApiRequest, Forward, Forwarded, Page, Plan } from './protocol';

interface Ends {
  read(): Page;
  plan(plan: Plan): void;
  silent(): void;
  gone(): void;
}

export interface Exchange {
  /** Something on the page may have changed: all changes of one frame make one Look. */
  changed(): void;
  /** Time has passed, or somebody asks for it: look even at an unchanged page. */
  anew(retry?: boolean): void;
  /** Zendesk wants fewer requests: that is for the lists too, whoever asked. */
  refused(request: Forward, reply: Forwarded): void;
}

/**
 * The talk with the background: one Look at a time, one per change, none from a hidden tab. Whatever changes
 * while one is under way is told with the next.
 */
export function exchange({ read, plan, silent, gone }: Ends, signal: AbortSignal): Exchange {
  let told = '';
  let asking = false;
  let again = false;
  let frame = 0;
  let must = false;
  let retry = false;
  let answers: ApiAnswer[] = [];
  /** Asked for just as the tab was hidden: made when it is shown. */
  let waiting: ApiRequest[] = [];
  const underWay = new Set<string>();

  async function look(): Promise<void> {
    if (signal.aborted || !isVisible()) return;
    // A Look that was under way when the extension was updated is never answered.
    if (!alive()) {
      gone();
      return;
    }
    if (asking) {
      again = true;
      return;
    }
    const late = waiting;
    waiting = [];
    for (const request of late) void make(request);
    const page = read();
    // The same tickets in another order have the same ranks.
    const text = JSON.stringify({ ...page, tickets: page.tickets.toSorted() });
    if (text === told && !must && answers.length === 0) return;
    const message = { kind: 'look', page, answers, retry } as const;
    told = text;
    must = retry = false;
    answers = [];
    asking = true;
    const reply = await ask(message, renewDocument);
    asking = false;
    if (signal.aborted) return;
    if (reply === 'gone') {
      gone();
      return;
    }
    if (reply === 'silent') {
      told = '';
      answers.unshift(...message.answers);
      silent();
    } else {
      plan(reply);
      for (const request of reply.requests) void make(request);
    }
    if (again) {
      again = false;
      void look();
    }
  }

  async function make(request: ApiRequest): Promise<void> {
    if (underWay.has(request.path)) return;
    if (!isVisible()) {
      waiting.push(request);
      return;
    }
    underWay.add(request.path);
    // Not in one line: a Look meanwhile takes the list of answers along and begins a new one.
    const answer = await forward(request, signal);
    answers.push(answer);
    underWay.delete(request.path);
    void look();
  }

  return {
    changed() {
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        void look();
      });
    },
    anew(pressed = false) {
      must = true;
      retry ||= pressed;
      void look();
    },
    refused({ path, keep }, reply) {
      answers.push(answered({ kind: 'tickets', tickets: [], path, keep }, reply));
      void look();
    },
  };
}
