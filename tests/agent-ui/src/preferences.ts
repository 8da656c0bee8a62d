import { useSyncExternalStore } from 'react';

export const LOCALES = ['en-us', 'de', 'ar'] as const;
export const COLUMNS = [
  'select',
  'id',
  'status',
  'subject',
  'requester',
  'organization',
  'priority',
  'group',
  'updated',
  'sla',
] as const;
export const TICKET_LAYOUTS = ['current', 'older', 'oldest'] as const;
export const LIST_LAYOUTS = ['current', 'older'] as const;
export const THEMES = ['light', 'dark'] as const;
export const PAGE_SIZES = [30, 100] as const;

export type Locale = (typeof LOCALES)[number];
export type Column = (typeof COLUMNS)[number];
export type TicketLayout = (typeof TICKET_LAYOUTS)[number];
export type ListLayout = (typeof LIST_LAYOUTS)[number];
export type Theme = (typeof THEMES)[number];

export interface Preferences {
  theme: Theme;
  locale: Locale;
  /** Of the lists; `older` keeps the header in a table of its own. */
  layout: ListLayout;
  /** Which of the attributes that a ticket is found by are present: see ticket/marks.ts. */
  ticketLayout: TicketLayout;
  perPage: (typeof PAGE_SIZES)[number];
  columns: Column[];
  groupByStatus: boolean;
  /** Rows stay in the document and take on other tickets, instead of being created anew. */
  rowReuse: boolean;
}

const KEY = 'standin';
const DEFAULTS: Preferences = {
  theme: 'light',
  locale: 'en-us',
  layout: 'current',
  ticketLayout: 'current',
  perPage: 30,
  columns: ['select', 'id', 'status', 'subject', 'organization', 'priority', 'updated', 'sla'],
  groupByStatus: false,
  rowReuse: false,
};

function one<T>(known: readonly T[], value: unknown, otherwise: T): T {
  return known.includes(value as T) ? (value as T) : otherwise;
}

function parse(text: string | null): Preferences {
  let stored: Partial<Record<keyof Preferences, unknown>> = {};
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    if (typeof value === 'object' && value !== null) stored = value;
  } catch {
    // Preferences edited by hand may be no JSON at all; the defaults are always usable.
  }
  const columns = Array.isArray(stored.columns)
    ? COLUMNS.filter((column) => (stored.columns as unknown[]).includes(column))
    : DEFAULTS.columns;
  return {
    theme: one(THEMES, stored.theme, DEFAULTS.theme),
    locale: one(LOCALES, stored.locale, DEFAULTS.locale),
    layout: one(LIST_LAYOUTS, stored.layout, DEFAULTS.layout),
    ticketLayout: one(TICKET_LAYOUTS, stored.ticketLayout, DEFAULTS.ticketLayout),
    perPage: one(PAGE_SIZES, stored.perPage, DEFAULTS.perPage),
    columns,
    groupByStatus: stored.groupByStatus === true,
    rowReuse: stored.rowReuse === true,
  };
}

let current = parse(localStorage.getItem(KEY));
const listeners = new Set<() => void>();

export const isRtl = (locale: Locale): boolean => locale === 'ar';

export function applyPreferences(): void {
  const root = document.documentElement;
  root.lang = current.locale;
  root.dir = isRtl(current.locale) ? 'rtl' : 'ltr';
  root.dataset['theme'] = current.theme;
}

function replace(next: Preferences): void {
  current = next;
  applyPreferences();
  for (const listener of [...listeners]) listener();
}

export function setPreferences(change: Partial<Preferences>): void {
  replace({ ...current, ...change });
  localStorage.setItem(KEY, JSON.stringify(current));
}

// Another tab of the same agent changed them.
addEventListener('storage', (event) => {
  if (event.key === KEY) replace(parse(event.newValue));
});

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
