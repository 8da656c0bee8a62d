import type { TicketLayout } from '../preferences';

type Attributes = Record<`data-${string}`, string | boolean>;

/**
 * The attributes by which a ticket's parts have been found on Zendesk over the years. The current
 * layout has them all, the older one lacks the newest of each, the oldest has the last of each alone.
 */
export interface Marks {
  root: Attributes;
  conversation: Attributes;
  anchor: Attributes;
  grid: Attributes & { className: string };
  via: Attributes;
  subject: Attributes;
  callControls: Attributes;
}

export function ticketMarks(id: string, active: boolean, layout: TicketLayout): Marks {
  const oldest = layout === 'oldest';
  return {
    root: layout === 'current' ? { 'data-test-id': `ticket-${id}-custom-layout` } : {},
    conversation: oldest
      ? {}
      : { 'data-support-suite-trial-onboarding-id': 'conversationPane', 'data-ticket-id': id },
    anchor: oldest ? {} : { 'data-side-conversations-anchor-id': id },
    grid: oldest
      ? { className: 'ticket-panes' }
      : { className: 'ticket-panes ticket-panes-grid-layout', 'data-is-active': active },
    via: layout === 'current' ? { 'data-test-id': 'omni-header-via-label' } : {},
    subject: { 'data-test-id': layout === 'current' ? 'omni-header-subject' : 'ticket-pane-subject' },
    callControls: oldest ? {} : { 'data-test-id': 'ticket-call-controls-action-bar' },
  };
}
