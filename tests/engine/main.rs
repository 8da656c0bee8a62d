//! The background's protocol: what is asked of Zendesk and when, and what is painted meanwhile.

#[path = "../common/mod.rs"]
mod common;
mod kills;
mod moves;
mod painting;
mod queue;
mod requests;
mod search_first;
mod tabs;
mod trouble;

use common::{
    Account, Background, Sideload,
    background::{Answer, badge, explained, explanation, list, pane},
    noon,
};
use vanguard::{
    engine::protocol::{Level, Plan, RequestKind},
    time::{DAY, HOUR, MINUTE},
};

/// Ten tickets: 1 breaches in an hour, each further one an hour later.
fn account(sideload: Sideload) -> Account {
    let mut account = Account::new(sideload);
    for id in 1..=200 {
        account.put(
            id,
            &format!("premium nrt:+{id}h replies:1 customer:-1h agent:-2h"),
            noon(),
        );
    }
    account
}

fn kinds(asked: &[String]) -> Vec<RequestKind> {
    let kind = |path: &String| match path {
        path if path.starts_with("/api/v2/tickets/show_many.json?") => RequestKind::Tickets,
        path if path.starts_with("/api/v2/search.json?") => RequestKind::Search,
        path if path.ends_with("/slas/policy_metrics.json") => RequestKind::SlaTicket,
        other => panic!("not on the allow-list: {other}"),
    };
    asked.iter().map(kind).collect()
}

use RequestKind::{Search, SlaTicket, Tickets};
