//! What is learned from Zendesk's good answers.

use super::{
    Host, Sight,
    protocol::{ApiAnswer, RequestKind},
    store::{Facts, Known},
    trouble::Trouble,
};
use crate::{
    sla::Clock,
    ticket::{Ticket, TicketId},
    time::Time,
    zendesk,
};

/// Fewer tickets than this are too few to judge a search by.
const ENOUGH: usize = 5;

impl Host {
    pub(super) fn take_body(
        &mut self,
        now: Time,
        sight: &Sight,
        answer: &ApiAnswer,
        asked: &[TicketId],
    ) -> Result<(), Trouble> {
        let text = answer.body.as_deref().unwrap_or_default();
        let kind = answer.request.kind;
        if kind == RequestKind::SlaTicket {
            let mut clocks =
                zendesk::parse_policy_metrics(text).map_err(|_| Trouble::Unreadable)?;
            for id in asked {
                self.settle_sla(kind, *id, clocks.take());
            }
            return Ok(());
        }
        let parsed = zendesk::parse_tickets(text).map_err(|_| Trouble::Unreadable)?;
        if kind == RequestKind::Search {
            self.take_found(now, sight, asked, parsed);
        } else {
            self.take_tickets(now, sight, asked, parsed);
        }
        Ok(())
    }

    fn take_tickets(
        &mut self,
        now: Time,
        sight: &Sight,
        asked: &[TicketId],
        parsed: zendesk::Parsed,
    ) {
        let broken: Vec<TicketId> = parsed.skipped.iter().filter_map(|one| one.id).collect();
        let mut tickets = parsed.tickets;
        // The sideload is not ignored after all.
        self.state.search_first &= tickets.iter().all(|ticket| ticket.sla.is_none());
        for id in asked {
            let facts = match take_out(&mut tickets, *id) {
                Some(ticket) => Facts::Ticket(ticket),
                None if broken.contains(id) => Facts::Broken,
                None => Facts::Absent,
            };
            let missed = self.state.missed.contains(id);
            self.learn(sight, *id, Known::told(now, facts, missed));
        }
        self.state.missed.retain(|id| !asked.contains(id));
    }

    /// What a search brings is as good as what is asked for by id, where its sideloads came along.
    fn take_found(
        &mut self,
        now: Time,
        sight: &Sight,
        asked: &[TicketId],
        parsed: zendesk::Parsed,
    ) {
        let mut found = parsed.tickets;
        let mut told = 0;
        // Not where a single ticket is without SLA.
        let is_ignored = !self.known.values().any(Known::has_sideload);
        for id in asked {
            let result = take_out(&mut found, *id);
            let entry = self.known.get(id);
            let before = entry.and_then(Known::ticket);
            // A search may lag behind.
            let is_news = |ticket: &Ticket| {
                parsed.complete && before.is_none_or(|it| it.updated_at <= ticket.updated_at)
            };
            match result {
                Some(ticket) if is_news(&ticket) => {
                    told += 1;
                    self.learn(sight, *id, Known::told(now, Facts::Ticket(ticket), true));
                }
                other if entry.is_some_and(|entry| entry.sla_open && !entry.asked_search) => {
                    let clocks = other.and_then(|ticket| ticket.sla);
                    self.settle_sla(RequestKind::Search, *id, clocks);
                }
                _ => {
                    self.state.missed.retain(|it| it != id);
                    self.state.missed.push(*id);
                }
            }
        }
        if is_ignored && told * 2 > asked.len() {
            self.state.search_first = true;
        } else if told * 2 < asked.len() && asked.len() >= ENOUGH {
            self.state.search_first = false;
        }
    }

    fn learn(&mut self, sight: &Sight, id: TicketId, mut fresh: Known) {
        let before = self.known.get(&id).and_then(Known::ticket);
        fresh.first = before.is_none();
        // Until the next source answers, the last one's word stands: a badge must not flicker.
        let stands =
            fresh.sla_open && (!fresh.asked_search || sight.next_sla(id, &fresh).is_some());
        if let Facts::Ticket(ticket) = &mut fresh.facts
            && stands
        {
            ticket.sla = before.and_then(|before| before.sla.clone());
        }
        self.known.insert(id, fresh);
        self.unsaved.push(id);
    }

    /// The last word of an SLA source on a ticket; `None` where it had none.
    pub(super) fn settle_sla(
        &mut self,
        kind: RequestKind,
        id: TicketId,
        clocks: Option<Vec<Clock>>,
    ) {
        let Some(entry) = self.known.get_mut(&id) else {
            return;
        };
        entry.asked_search |= kind == RequestKind::Search;
        entry.asked_policy_metrics |= kind == RequestKind::SlaTicket;
        entry.sla_open = clocks.is_none();
        entry.first = false;
        if let Facts::Ticket(ticket) = &mut entry.facts {
            ticket.sla = clocks;
        }
        self.unsaved.push(id);
    }
}

fn take_out(tickets: &mut Vec<Ticket>, id: TicketId) -> Option<Ticket> {
    let place = tickets.iter().position(|ticket| ticket.id == id)?;
    Some(tickets.swap_remove(place))
}
