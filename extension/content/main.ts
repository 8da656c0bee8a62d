import { BADGE } from './badge';
import { forgetRanks, nextChange, plan, renew, take } from './book';
import { explainBadges, explainedTicket, refreshCard } from './card';
import { arm, rest } from './clock';
import { isVisible, setAttributes } from './dom';
import { exchange } from './exchange';
import { alive, escalate, onPush } from './link';
import { observe, unseen } from './observe';
import type { Changes } from './observe';
import { openTicket } from './open';
import { activeTicket, isList, isUnreadable, readPage } from './page';
import type { Page, Plan, Push } from './protocol';
import { offerRanked, refreshRanked, removeRanked, toggleRanked } from './ranked';
import { paintAllRows, paintRows, repaintRows } from './rows';
import { examine, health } from './selectors';
import { showStatus, trouble } from './status';
import { OVERLAY } from './surface';
import { HEADER, paintTickets, repaintTickets } from './ticket';
import { say } from './words';

/** Long enough for Zendesk to fill a page that it has begun to show. */
const SETTLED_MS = 4_000;

/** The script itself: it ends when the extension is updated under the page. */
const life = new AbortController();
/** One page of Zendesk's application, while it is seen. */
let view = new AbortController();
let path = '';

const talk = exchange({ read, plan: taken, silent, gone }, life.signal);

/** null: nothing is known of what changed. Runs before the frame is painted. */
function changed(changes: Changes | null): void {
  const turned = location.pathname !== path;
  if (turned) turnPage();
  const all = turned || changes === null;
  if (all) paintAllRows(isList());
  else if (changes.fewer || changes.rows.size > 0) paintRows(changes.rows, isList());
  if (all || changes.tickets) paintTickets(activeTicket);
  if (!all && changes.rows.size === 0 && !changes.fewer && !changes.tickets) return;
  refreshCard();
  talk.changed();
}

function turnPage(): void {
  path = location.pathname;
  forgetRanks();
  trouble.unreadable = trouble.note = null;
  settle();
}

/** The page is judged once it had time to settle, and only while it is seen. */
function settle(): void {
  view.abort();
  view = new AbortController();
  if (!isVisible()) return;
  const timer = setTimeout(() => {
    if (isUnreadable(readPage())) trouble.unreadable = health();
    status();
  }, SETTLED_MS);
  view.signal.addEventListener('abort', () => clearTimeout(timer));
}

function read(): Page {
  const page = readPage();
  if (trouble.unreadable !== null && !isUnreadable(page)) trouble.unreadable = null;
  return page;
}

function taken(latest: Plan): void {
  trouble.silent = false;
  trouble.note = null;
  hide(latest.hidden);
  take(latest);
  repaint();
  schedule();
}

/** overlay.css goes by it. */
function hide(parts: string): void {
  setAttributes(document.documentElement, { 'data-vanguard-hidden': parts !== '' && parts });
}

function repaint(): void {
  renew();
  unseen(() => {
    repaintRows();
    repaintTickets();
  });
  refreshCard();
  refreshRanked();
  status();
}

const status = (): void => showStatus(() => talk.anew(true));

function schedule(): void {
  const change = trouble.silent ? null : nextChange();
  if (change !== undefined) arm(change, wake);
}

/** Time has passed: the texts tick on by themselves, the bands are the background's to say. */
function wake(): void {
  if (!alive()) {
    gone();
    return;
  }
  repaint();
  if (trouble.silent || (nextChange() ?? Infinity) <= Date.now()) talk.anew();
  schedule();
}

function seen(): void {
  settle();
  if (isVisible()) talk.anew();
  else rest();
}

function silent(): void {
  trouble.silent = true;
  status();
  schedule();
}

/** The extension was updated or switched off: nothing stays but the word that says so. */
function gone(): void {
  life.abort();
  view.abort();
  rest();
  removeRanked();
  removeOwn(BADGE, HEADER);
  hide('');
  trouble.gone = true;
  status();
}

function pushed(push: Push): void {
  if (push.kind === 'replan') talk.anew();
  else if (push.kind === 'open') openTicket(push.ticket);
  else if (push.command === 'ranked-list') toggleRanked();
  else if (push.command === 'escalate') escalateHere();
  else takeNext();
}

/** The ticket of the open card comes before the one whose pane is visible. */
function escalateHere(): void {
  const ticket = explainedTicket()[0] ?? activeTicket();
  trouble.note = ticket === null ? say('no_ticket') : null;
  status();
  if (ticket !== null) escalate(ticket);
}

function takeNext(): void {
  const next = plan?.next ?? null;
  trouble.note = next === null ? say('no_next') : null;
  status();
  if (next !== null) openTicket(next);
}

function removeOwn(...names: string[]): void {
  for (const own of document.querySelectorAll(names.join())) own.remove();
}

// Said when nothing can be read any more.
say('gone_what');
say('gone_todo');
say('close');
// Firefox starts an updated extension in open tabs, where its predecessor left everything as it was.
removeOwn(BADGE, HEADER, OVERLAY);
observe(changed, life.signal);
explainBadges(talk.anew, repaint, life.signal);
offerRanked(openTicket);
onPush(pushed, talk.refused, () => ({ place: readPage().place, found: examine(activeTicket()) }), life.signal);
document.addEventListener('visibilitychange', seen, { signal: life.signal });
changed(null);
