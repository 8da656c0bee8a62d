//! What the engine knows, and the text it is kept as while the background sleeps.
//!
//! A ticket is kept in Zendesk's own shape, so that the reader of Zendesk's answers is the only
//! one, and what an older version kept is read like any other answer.

use super::{
    is_ahead,
    requests::NO_SLA_HOLD,
    trouble::{LONGEST_HOLD, Trouble},
};
use crate::{
    customer::Organisation,
    sla::Clock,
    ticket::{Replies, Ticket, TicketId},
    time::Time,
    zendesk::{self, Loose},
};

/// What is known of a ticket, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// When Zendesk said so.
    pub as_of: Time,
    /// What it said.
    pub facts: Facts,
    /// No SLA source has answered for this version of the ticket yet.
    pub sla_open: bool,
    /// The search was asked.
    pub asked_search: bool,
    /// The ticket's own SLA was asked for.
    pub asked_policy_metrics: bool,
    /// Nothing was known of it before, so its badge may wait for the SLA.
    pub first: bool,
}

/// Zendesk's word on a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(clippy::large_enum_variant, reason = "nearly all are tickets")]
pub enum Facts {
    /// Its facts.
    Ticket(Ticket),
    /// It was asked for and not in the answer: deleted, or not for this agent.
    Absent,
    /// It was in the answer, and could not be read.
    Broken,
}

/// How things stand with one Zendesk host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostState {
    /// What went wrong last, until an answer is good again.
    pub trouble: Option<Trouble>,
    /// Nothing is asked before this moment.
    pub hold_until: Option<Time>,
    /// Failures in a row.
    pub failures: u32,
    /// Seconds to add to this machine's clock to get Zendesk's; 0 while they agree well enough.
    pub skew: i64,
    /// SLAs are not for this agent to read; not asked again before this moment.
    pub no_sla_until: Option<Time>,
    /// The SLA sideload is ignored, and a search has brought what was asked: it is asked first.
    pub search_first: bool,
    /// Tickets that the search did not bring, until they have been asked for by their ids.
    pub missed: Vec<TicketId>,
}

/// What a tab showed last that outlives its look: the list that a ticket was opened from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TabState {
    /// The list's ids.
    pub list: Vec<TicketId>,
}

/// Key of a ticket in the session's storage.
#[must_use]
pub fn ticket_key(host: &str, id: TicketId) -> String {
    format!("ticket/{host}/{id}")
}

/// Key of a host in the session's storage.
#[must_use]
pub fn host_key(host: &str) -> String {
    format!("host/{host}")
}

/// Key of a tab in the session's storage.
#[must_use]
pub fn tab_key(tab: i32) -> String {
    format!("tab/{tab}")
}

/// Key of the list of a host that was shown last, in whatever tab, in the session's storage.
#[must_use]
pub fn list_key(host: &str) -> String {
    format!("list/{host}")
}

impl HostState {
    /// Seconds for which Zendesk wants to be left alone, by whoever asks.
    #[must_use]
    pub fn patience(&self, now: Time) -> Option<i64> {
        let until = self.hold_until?;
        let is_asked = self.trouble == Some(Trouble::RateLimited);
        (is_asked && is_ahead(until, now, LONGEST_HOLD)).then(|| now.until(until))
    }
}

impl Known {
    /// Zendesk's word on a ticket, as of `now`. `asked_search`: no search has more to say of it.
    #[must_use]
    pub fn told(now: Time, facts: Facts, asked_search: bool) -> Self {
        let is_open = |ticket: &Ticket| ticket.sla.is_none() && !ticket.status.is_over();
        Self {
            as_of: now,
            sla_open: matches!(&facts, Facts::Ticket(ticket) if is_open(ticket)),
            facts,
            asked_search,
            asked_policy_metrics: false,
            first: false,
        }
    }

    /// The ticket, where there is one.
    #[must_use]
    pub fn ticket(&self) -> Option<&Ticket> {
        match &self.facts {
            Facts::Ticket(ticket) => Some(ticket),
            Facts::Absent | Facts::Broken => None,
        }
    }

    /// Its SLA came beside the ticket itself.
    #[must_use]
    pub fn has_sideload(&self) -> bool {
        let asked = self.asked_search || self.asked_policy_metrics;
        !asked && self.ticket().is_some_and(|ticket| ticket.sla.is_some()) && !self.sla_open
    }

    /// As text to keep.
    #[must_use]
    pub fn write(&self) -> String {
        let [open, search, metrics, first] = [
            self.sla_open,
            self.asked_search,
            self.asked_policy_metrics,
            self.first,
        ]
        .map(u8::from);
        let facts = match &self.facts {
            Facts::Ticket(ticket) => write_ticket(ticket),
            Facts::Absent => r#""absent":1"#.into(),
            Facts::Broken => r#""broken":1"#.into(),
        };
        format!(
            r#"{{"as_of":{},"asked":[{open},{search},{metrics},{first}],{facts}}}"#,
            self.as_of.0
        )
    }

    /// Reads kept text; `None` where it cannot be read, which is as good as not kept.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let meta = Loose::read(text)?;
        let facts = if meta.get("absent").integer().is_some() {
            Facts::Absent
        } else if meta.get("broken").integer().is_some() {
            Facts::Broken
        } else {
            Facts::Ticket(zendesk::parse_tickets(text).ok()?.tickets.pop()?)
        };
        let mut asked = meta
            .get("asked")
            .items()
            .iter()
            .map(|flag| flag.integer() == Some(1));
        Some(Self {
            as_of: meta.get("as_of").integer().and_then(seconds)?,
            facts,
            sla_open: asked.next()?,
            asked_search: asked.next()?,
            asked_policy_metrics: asked.next()?,
            first: asked.next()?,
        })
    }
}

impl HostState {
    /// Forgets patience that is over, or that was put further ahead than it can have been: somebody
    /// has set the clock back.
    pub fn expire(&mut self, now: Time) {
        self.hold_until = self
            .hold_until
            .filter(|until| is_ahead(*until, now, LONGEST_HOLD));
        self.no_sla_until = self
            .no_sla_until
            .filter(|until| is_ahead(*until, now, NO_SLA_HOLD));
    }

    /// As text to keep.
    #[must_use]
    pub fn write(&self) -> String {
        let time = |at: Option<Time>| at.map_or(-1, |at| at.0);
        format!(
            r#"{{"host":["{}","{}","{}","{}","{}","{}"],"missed":{}}}"#,
            self.trouble.map_or(0, Trouble::number),
            time(self.hold_until),
            self.failures,
            self.skew,
            time(self.no_sla_until),
            u8::from(self.search_first),
            ids(&self.missed),
        )
    }

    /// Reads kept text; `None` where it cannot be read.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let kept = Loose::read(text)?;
        let mut numbers = kept
            .get("host")
            .items()
            .iter()
            .map(|item| item.text()?.parse::<i64>().ok());
        let mut next = || numbers.next().flatten();
        let time = |seconds: i64| (seconds >= 0).then_some(Time(seconds));
        Some(Self {
            trouble: Trouble::from_number(next()?),
            hold_until: time(next()?),
            failures: u32::try_from(next()?).ok()?,
            skew: next()?,
            no_sla_until: time(next()?),
            search_first: next()? == 1,
            missed: read_ids(kept.get("missed")),
        })
    }
}

impl TabState {
    /// As text to keep.
    #[must_use]
    pub fn write(&self) -> String {
        format!(r#"{{"list":{}}}"#, ids(&self.list))
    }

    /// Reads kept text; `None` where it cannot be read.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let kept = Loose::read(text)?;
        Some(Self {
            list: read_ids(kept.get("list")),
        })
    }
}

fn ids(ids: &[TicketId]) -> String {
    let texts: Vec<String> = ids.iter().map(TicketId::to_string).collect();
    format!("[{}]", texts.join(","))
}

fn read_ids(list: &Loose<'_>) -> Vec<TicketId> {
    let ids = list.items().iter().filter_map(Loose::integer);
    ids.map(TicketId).collect()
}

fn seconds(value: u64) -> Option<Time> {
    i64::try_from(value).ok().map(Time)
}

/// `"ticket":{…},"organizations":[…]`, as Zendesk would send it.
fn write_ticket(ticket: &Ticket) -> String {
    let mut fields = vec![format!(r#""id":{}"#, ticket.id)];
    let mut put = |name: &str, value: Option<String>| {
        fields.extend(value.map(|value| format!(r#""{name}":{value}"#)));
    };
    put("subject", ticket.subject.as_deref().map(quote));
    put("status", Some(quote(ticket.status.word())));
    put(
        "priority",
        ticket.priority.map(|priority| quote(priority.word())),
    );
    put("created_at", ticket.created_at.and_then(moment));
    put("updated_at", ticket.updated_at.and_then(moment));
    put("tags", Some(words(&ticket.tags)));
    put("ticket_form_id", ticket.form.map(|form| form.to_string()));
    put("assignee_id", ticket.assigned.then(|| "1".into()));
    put("slas", ticket.sla.as_deref().map(clocks));
    put("metric_set", ticket.replies.as_ref().map(replies));
    let mut organizations = String::new();
    match &ticket.organisation {
        Organisation::Missing => {}
        Organisation::Unknown => put("organization_id", Some(r#""unknown""#.into())),
        Organisation::Known(facts) => {
            put("organization_id", Some("1".into()));
            let own: Vec<String> = facts
                .fields
                .iter()
                .map(|(key, value)| format!("{}:{}", quote(key), quote(value)))
                .collect();
            organizations = format!(
                r#"{{"id":1,"tags":{},"organization_fields":{{{}}}}}"#,
                words(&facts.tags),
                own.join(",")
            );
        }
    }
    format!(
        r#""ticket":{{{}}},"organizations":[{organizations}]"#,
        fields.join(",")
    )
}

fn clocks(clocks: &[Clock]) -> String {
    let metrics: Vec<String> = clocks
        .iter()
        .filter_map(|clock| {
            let at = moment(clock.breach_at)?;
            let metric = clock.metric.name();
            Some(format!(
                r#"{{"metric":"{metric}","stage":"active","breach_at":{at}}}"#
            ))
        })
        .collect();
    format!(r#"{{"policy_metrics":[{}]}}"#, metrics.join(","))
}

fn replies(replies: &Replies) -> String {
    let mut set = format!(r#"{{"replies":{}"#, replies.agent_replies);
    for (name, at) in [
        ("requester_updated_at", replies.requester_at),
        ("assignee_updated_at", replies.assignee_at),
        ("status_updated_at", replies.status_at),
    ] {
        if let Some(at) = at.and_then(moment) {
            set.push_str(&format!(r#","{name}":{at}"#));
        }
    }
    set.push('}');
    set
}

fn moment(at: Time) -> Option<String> {
    at.rfc3339().map(|text| quote(&text))
}

fn words(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| quote(word)).collect();
    format!("[{}]", quoted.join(","))
}

/// A JSON string. Writing one to memory cannot fail.
fn quote(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_else(|_| "\"\"".into())
}
