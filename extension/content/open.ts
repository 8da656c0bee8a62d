import { closeRanked } from './ranked';
import { linkOf } from './rows';
import { TAB } from './selectors';
import { announce } from './surface';
import { say } from './words';

/** Opens a ticket the way the agent would, so that Zendesk's own router does it and nothing is loaded anew. */
export function openTicket(id: string): void {
  if (!/^\d+$/.test(id)) return;
  closeRanked();
  announce(say('opening', id));
  const own = linkOf(id) ?? document.querySelector<HTMLElement>(`:is(${TAB})[data-entity-id="${id}"]`);
  if (own !== null) own.click();
  else location.assign(`${location.origin}/agent/tickets/${id}`);
}
