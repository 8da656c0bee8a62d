/**
 * Everything that crosses between the content script and the background, in one place.
 * The Rust side of the same shapes is src/engine/protocol.rs; a contract test holds the two together.
 *
 * The content script asks, the background answers: every message may be repeated, so a background
 * that was killed half-way is simply asked again. Times are milliseconds since the epoch, ids are
 * decimal strings (a ticket id may be above 2^53).
 */

/** What the page shows right now. The host and the tab come from the sender, never from here. */
export interface Page {
  /** A random id of this load of the page: after a reload nothing of the old one is waited for. */
  document: string;
  place: 'list' | 'ticket' | 'other';
  /** Ids of the rows, in the page's order; empty off a list. */
  tickets: string[];
  /** The ticket whose pane is visible. */
  active: string | null;
  /** Tickets open in Zendesk's own header tabs. */
  tabs: string[];
  /** Tickets whose explanation is on view: in the open card, in the header of a pane. */
  explained: string[];
  /** `document.visibilityState === 'visible'`: a hidden tab asks for nothing. */
  visible: boolean;
}

/** A same-origin GET that the background wants made with the agent's own session. */
export interface ApiRequest {
  kind: 'tickets' | 'search' | 'sla_ticket';
  /** Ids that the answer is expected to cover. */
  tickets: string[];
  /** Path and query; only `/api/v2/` paths from the allow-list in forward.ts are made. */
  path: string;
  /**
   * For each top-level key of the body, the fields to keep; everything else stays in the page. `name:part` keeps those items of
   * a list that hold the part.
   */
  keep: Record<string, string[]>;
}

export interface ApiAnswer {
  request: ApiRequest;
  /** HTTP status; 0 where the network gave none. */
  status: number;
  /** Seconds, from `Retry-After`. */
  retryAfter: number | null;
  /** From the `Date` header: Zendesk's clock, for machines whose own is wrong. */
  date: number | null;
  /** JSON text, cut down to `keep`; empty where it was broken JSON, null where it was no JSON at all (a login page, say). */
  body: string | null;
}

/** Content script → background. Answered with a Plan, as JSON text: a message costs by the object more than by the byte. */
export interface Look {
  kind: 'look';
  page: Page;
  /** Answers to requests of the plan before; empty on a fresh look. */
  answers: ApiAnswer[];
  /** The person pressed "Try again". */
  retry: boolean;
}

export type Level = 'breached' | 'critical' | 'near' | 'running' | 'none';

export interface Badge {
  id: string;
  /** Place in the current list, 1 first; null where the ticket is not in it. */
  rank: number | null;
  /** 0-100. */
  score: number;
  level: Level;
  important: boolean;
  /** One or two words for the band: "Near breach". */
  word: string;
  /** When the running clock breaches; null without one. */
  breachAt: number | null;
  estimated: boolean;
  /** One sentence for screen readers and the card's heading, without the time left. */
  headline: string;
  /** When Zendesk said so. */
  asOf: number;
  /** Older than its refresh time: say how old. */
  stale: boolean;
}

/** What is said of a ticket besides its badge, for those alone whose explanation is on view. */
export interface Explanation {
  id: string;
  reasons: string[];
  /** Whole sentences. */
  flags: string[];
}

/** A calm state to show instead of silence. */
export interface Status {
  /** Stable, for people who search for it: "VG-RATE". */
  code: string;
  what: string;
  todo: string;
  /** Offer "Try again". */
  retry: boolean;
  /** Nothing is asked before this moment. */
  until: number | null;
}

/** How an escalation of a ticket stands. */
export interface Escalation {
  /** `host/ticket/project`. */
  key: string;
  /** Stable, to be searched for in the documentation: "VG-FILED". */
  code: string;
  what: string;
  /** Empty where there is nothing to do. */
  todo: string;
  /** What did not go as asked. */
  remarks: string[];
  /** The issue's, once there is one. */
  url: string | null;
  /** It goes on by itself at this moment. */
  until: number | null;
  over: boolean;
  retry: boolean;
  cancel: boolean;
  /** What dismissing it comes to; empty where it cannot be. */
  dismiss: string;
}

/** What became of a ticket's issue. */
export interface Follow {
  /** As of its Escalation. */
  key: string;
  /** The issue's, where it is now. */
  url: string;
  /** How far it has come; empty before the first look. */
  what: string;
  /** What the customer does not know yet; empty where there is nothing to tell. */
  tell: string;
  /** A reply that says so, to be copied. Nobody sends it. */
  reply: string;
  /** When GitLab said so. */
  asOf: number | null;
  /** Not to be listed in the popup. */
  hidden: boolean;
}

export interface Plan {
  badges: Badge[];
  explanations: Explanation[];
  /** Of the tickets whose explanation is on view. */
  escalations: Escalation[];
  /** Likewise. */
  follows: Follow[];
  /** Ids of the list, first ticket first; ids not known yet are left out. */
  order: string[];
  /** Parts of the overlay that are switched off, with blanks between them: `lists tabs`. */
  hidden: string;
  requests: ApiRequest[];
  status: Status | null;
  /** The first moment at which time alone changes this plan: look again then. */
  replanAt: number | null;
  /** What "take the next one" opens. */
  next: string | null;
  /** Add to Date.now() to get Zendesk's clock. */
  skew: number;
}

/** Background → content script. */
export type Push =
  | { kind: 'replan' }
  | { kind: 'command'; command: 'take-next' | 'ranked-list' | 'escalate' }
  /** From the popup: open this ticket. */
  | { kind: 'open'; ticket: string };

/** A page of the extension → content script, `{ kind: 'health' }`: what do the selectors find? Answered with a Health as JSON text. */
export interface Health {
  place: Page['place'];
  /** In order of preference. */
  found: Found[];
}

export interface Found {
  /** As in selectors.json. */
  thing: string;
  selector: string;
  found: boolean;
}

/** Background or a page of the extension → content script: a request to make with the agent's own session. */
export interface Forward {
  method: string;
  path: string;
  csrf: string | null;
  body: string | null;
  /** As of an ApiRequest. */
  keep: Record<string, string[]>;
  /** Not made by a page that nobody sees. */
  whileSeen: boolean;
}

/** What came of it: headers as sent. */
export interface Forwarded {
  /** False where the request is not on the allow-list. */
  sent: boolean;
  /** HTTP status; 0 where the network gave none. */
  status: number;
  retryAfter: string | null;
  date: string | null;
  /** As of an ApiAnswer. */
  body: string | null;
}

/** Content script → background: open the window in which an issue about this ticket, or documentation, is asked for. */
export interface Escalate {
  kind: 'escalate';
  ticket: string;
  purpose: 'issue' | 'documentation';
}

/** Content script → background: what is this ticket about? Answered with a Route as JSON text, or with nothing. */
export interface AskRoute {
  kind: 'route';
  ticket: string;
}

/** What a ticket is about, and what follows from it. The Rust side is src/contribution/show.rs. */
export interface Route {
  /** Surest first; empty where nothing convinces. */
  components: Component[];
  /** "GitLab 16.2.3 · Omnibus"; empty where the ticket does not say. */
  customer: string;
  /** Issues that say since when it is fixed come first. */
  links: Link[];
  /** The reply once documentation is proposed; empty without a page. */
  reply: string;
  /** Why the ticket could not be read, with what to do; else empty. */
  trouble: string;
}

export interface Component {
  name: string;
  /** Path of its project. */
  repository: string;
  /** Per cent. */
  confidence: number;
  /** Lines of the ticket. */
  evidence: string[];
}

export interface Link {
  name: string;
  /** https, on GitLab's origin or the documentation's. */
  address: string;
  /** "Fixed in 16.4; the customer has 16.2."; empty where there is nothing to say. */
  says: string;
}

/** Content script → background: somebody says that the customer was told this, a Follow's `tell`. */
export interface Told {
  kind: 'told';
  key: string;
  tell: string;
}
