/** The stand-in's own endpoints for its agent pages; `/api/v2` belongs to the extension under test. */

export interface View {
  id: string;
  title: string;
  count: number | null;
}

export interface Boot {
  agent: { id: string; name: string };
  views: View[];
}

export type Place = 'view' | 'search' | 'home' | 'user' | 'organization';
export type SortKey =
  | 'id'
  | 'subject'
  | 'status'
  | 'priority'
  | 'requester'
  | 'organization'
  | 'updated'
  | 'sla';
export type Order = 'asc' | 'desc';

export interface Row {
  id: string;
  subject: string;
  status: string;
  priority: string | null;
  requester: string | null;
  organization: string | null;
  group: string | null;
  updated_at: string;
  sla_minutes: number | null;
}

export interface ListPage {
  title: string;
  total: number;
  rows: Row[];
}

export interface ListQuery {
  place: Place;
  key: string;
  page: number;
  perPage: number;
  sort: SortKey | null;
  order: Order;
}

export interface Ticket {
  id: string;
  subject: string;
  status: string;
  priority: string | null;
  tags: string[];
  requester: string | null;
  requester_id: string | number | null;
  organization: string | null;
  organization_id: string | number | null;
  assignee: string | null;
  via: string;
  created_at: string;
  sla_minutes: number | null;
}

export interface Comment {
  author: string;
  public: boolean;
  body: string;
  created_at: string;
}

export interface TicketPage {
  ticket: Ticket;
  comments: Comment[];
}

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(`/standin/ui/${path}`, {
    headers: { accept: 'application/json' },
    ...(signal ? { signal } : {}),
  });
  if (!answer.ok) throw new Error(`${answer.status} for ${path}`);
  return (await answer.json()) as T;
}

export const boot = (): Promise<Boot> => get<Boot>('boot');

export const ticket = (id: string): Promise<TicketPage> =>
  get<TicketPage>(`ticket/${encodeURIComponent(id)}`);

export function list(query: ListQuery, signal?: AbortSignal): Promise<ListPage> {
  const search = new URLSearchParams({
    place: query.place,
    key: query.key,
    page: String(query.page),
    per_page: String(query.perPage),
  });
  if (query.sort) {
    search.set('sort', query.sort);
    search.set('order', query.order);
  }
  return get<ListPage>(`list?${search}`, signal);
}
