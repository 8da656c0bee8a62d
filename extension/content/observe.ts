import { isBadge } from './badge';
import { isRow } from './rows';
import { ID_CELL, OF_INTEREST, ROW, TICKETS } from './selectors';
import { HEADER } from './ticket';

export interface Changes {
  /** Rows that came, or in which something changed that may make them another ticket's. */
  rows: Set<Element>;
  /** Rows went. */
  fewer: boolean;
  /** Header tabs or ticket panes came, went or changed. */
  tickets: boolean;
}

let observer: MutationObserver;
let watch: () => void;
let changed: (changes: Changes | null) => void;

/** From so many on, looking at the page as a whole costs less than looking at each. */
const MANY = 100;

/**
 * One observer for everything, because Zendesk changes its page thousands of times an hour: it looks at what was
 * added or removed and nowhere else. `report` is called before the next frame is painted; with null where so much
 * changed that it was not looked at one by one.
 */
export function observe(report: (changes: Changes | null) => void, signal: AbortSignal): void {
  changed = report;
  observer = new MutationObserver(handle);
  watch = () => {
    if (signal.aborted) return;
    observer.observe(document, {
      childList: true,
      subtree: true,
      characterData: true,
      attributeFilter: ['href', 'aria-selected', 'data-entity-id', 'data-ticket-id'],
    });
  };
  watch();
  signal.addEventListener('abort', () => observer.disconnect());
}

/** Paints without being told of what was painted: looking away is cheaper than a record for each badge. */
export function unseen(paint: () => void): void {
  const waiting = observer.takeRecords();
  observer.disconnect();
  paint();
  watch();
  if (waiting.length > 0) handle(waiting);
}

function handle(records: MutationRecord[]): void {
  const changes = records.length < MANY ? look(records) : null;
  unseen(() => changed(changes));
}

function look(records: MutationRecord[]): Changes {
  const changes: Changes = { rows: new Set(), fewer: false, tickets: false };
  let seen: Node | null = null;
  for (const { type, target, attributeName, addedNodes, removedNodes } of records) {
    if (type === 'characterData') {
      const cell = target.parentElement?.closest(ID_CELL);
      if (cell) addRow(changes, cell);
    } else if (type === 'attributes' && attributeName !== 'href') {
      changes.tickets = true;
    } else {
      for (const node of addedNodes) noteAdded(changes, node);
      for (const node of removedNodes) noteRemoved(changes, node);
      // Many records in a row have one target; it is looked up once.
      if (target !== seen && target instanceof Element) addRow(changes, target);
      seen = target;
    }
  }
  return changes;
}

function addRow(changes: Changes, inside: Element): void {
  const row = inside.closest(ROW);
  if (row?.isConnected) changes.rows.add(row);
}

const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;

function noteAdded(changes: Changes, node: Node): void {
  if (!isElement(node) || changes.rows.has(node)) return;
  if (node.matches(ROW)) {
    // It holds nothing else that is looked for.
    changes.rows.add(node);
    return;
  }
  if (node.matches(TICKETS)) changes.tickets = true;
  if (node.firstElementChild === null) return;
  for (const found of node.querySelectorAll(OF_INTEREST)) {
    if (found.matches(ROW)) changes.rows.add(found);
    else changes.tickets = true;
  }
}

function noteRemoved(changes: Changes, node: Node): void {
  if (isRow(node)) {
    changes.fewer = true;
    return;
  }
  if (!isElement(node)) return;
  const found = node.matches(OF_INTEREST) ? node : node.firstElementChild && node.querySelector(OF_INTEREST);
  if (found?.matches(ROW)) changes.fewer = true;
  else if (found || node.localName === HEADER || isBadge(node)) changes.tickets = true;
}
