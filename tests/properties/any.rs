//! Any ticket, any JSON.

use crate::common::noon;
use proptest::{collection::vec, option, prelude::*, sample::select};
use serde_json::{Value, json};
use vanguard::{
    customer::{Organisation, OrganisationFacts},
    sla::{Clock, Metric},
    ticket::{Priority, Replies, Status, Ticket, TicketId},
    time::{DAY, Time},
};

/// Failures print the smallest input that fails; nothing is written beside the tests.
pub fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Moments around noon, with the boundaries and the ends of time.
pub fn moment() -> impl Strategy<Value = Time> {
    let boundary = select(vec![0, 1, -1, 3600, 3601, 7199, 7200, 7201, DAY])
        .prop_map(|left| noon().plus(left));
    let around = (-10 * DAY..10 * DAY).prop_map(|left| noon().plus(left));
    let ends = select(vec![
        i64::MIN,
        i64::MIN + 1,
        -1,
        0,
        253_402_300_799,
        i64::MAX - 1,
        i64::MAX,
    ])
    .prop_map(Time);
    prop_oneof![3 => boundary, 6 => around, 1 => ends]
}

fn organisation() -> impl Strategy<Value = Organisation> {
    let plan = select(vec![
        "premium", "gold", "silver", "starter", "free", "trial", "expired", "platinum", "",
    ]);
    let known = (
        plan,
        vec(
            select(vec!["strategic", "ultimate", "bronze", "other"]),
            0..2,
        ),
    )
        .prop_map(|(plan, tags)| {
            Organisation::Known(OrganisationFacts {
                tags: tags.into_iter().map(String::from).collect(),
                fields: vec![("plan".into(), plan.into())],
            })
        });
    prop_oneof![6 => known, 1 => Just(Organisation::Missing), 1 => Just(Organisation::Unknown)]
}

fn clocks() -> impl Strategy<Value = Vec<Clock>> {
    let metric = select(vec![Metric::FirstReplyTime, Metric::NextReplyTime]);
    vec(
        (metric, moment()).prop_map(|(metric, breach_at)| Clock { metric, breach_at }),
        0..3,
    )
}

fn replies() -> impl Strategy<Value = Replies> {
    let at = || option::of(moment());
    (select(vec![0, 1, 2, u64::MAX]), at(), at(), at()).prop_map(
        |(agent_replies, requester_at, assignee_at, status_at)| Replies {
            agent_replies,
            requester_at,
            assignee_at,
            status_at,
        },
    )
}

fn status() -> impl Strategy<Value = Status> {
    use Status::{Closed, Hold, New, Open, Other, Pending, Solved};
    select(vec![New, Open, Open, Pending, Hold, Solved, Closed, Other])
}

fn priority() -> impl Strategy<Value = Option<Priority>> {
    use Priority::{High, Low, Normal, Urgent};
    option::of(select(vec![Urgent, High, Normal, Low]))
}

fn ticket() -> impl Strategy<Value = Ticket> {
    let tags = vec(select(vec!["emergency", "premium", "needs-org", "x"]), 0..2);
    let facts = (status(), priority(), tags, organisation(), any::<bool>());
    (
        facts,
        option::of(clocks()),
        option::of(replies()),
        option::of(moment()),
    )
        .prop_map(
            |((status, priority, tags, organisation, assigned), sla, replies, created_at)| Ticket {
                status,
                priority,
                tags: tags.into_iter().map(String::from).collect(),
                organisation,
                assigned,
                sla,
                replies,
                created_at,
                ..Ticket::unknown(TicketId(1))
            },
        )
}

/// Up to thirty tickets with ids of their own, in an order of their own.
pub fn tickets() -> impl Strategy<Value = Vec<Ticket>> {
    let numbered = |tickets: Vec<Ticket>| -> Vec<Ticket> {
        let id = |index: usize| TicketId(index as u64 + 1);
        tickets
            .into_iter()
            .enumerate()
            .map(|(index, ticket)| Ticket {
                id: id(index),
                ..ticket
            })
            .collect()
    };
    vec(ticket(), 1..30).prop_map(numbered).prop_shuffle()
}

/// Any JSON value, small enough to read in a report.
pub fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,8}".prop_map(Value::from),
        select(vec![
            "active",
            "first_reply_time",
            "2026-03-04T13:00:00Z",
            "9999-12-31T23:59:59Z",
            "ticket",
            "open"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        let key = prop_oneof![
            4 => select(KEYS.to_vec()).prop_map(String::from),
            1 => ".{0,4}",
        ];
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(key, inner, 0..6).prop_map(|map| json!(map)),
        ]
    })
}

const KEYS: [&str; 40] = [
    "id",
    "ticket",
    "tickets",
    "results",
    "rows",
    "organizations",
    "organization",
    "metric_sets",
    "metric_set",
    "ticket_metrics",
    "slas",
    "policy_metrics",
    "error",
    "description",
    "subject",
    "status",
    "priority",
    "created_at",
    "updated_at",
    "created",
    "tags",
    "ticket_form_id",
    "assignee_id",
    "organization_id",
    "result_type",
    "ticket_id",
    "metric",
    "stage",
    "breach_at",
    "replies",
    "requester_updated_at",
    "assignee_updated_at",
    "status_updated_at",
    "organization_fields",
    "plan",
    "support_level",
    "as_of",
    "asked",
    "page",
    "answers",
];
