//! Any text as a body with one ticket, and as all that a customer wrote: drafted, compared.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use vanguard::{
    escalation::{
        address,
        case::{Author, Case, Message},
        draft::{self, Choice},
        duplicates::{self, Known},
        marker, neutral,
        settings::Escalation,
        title,
    },
    settings::Settings,
    ticket::{Ticket, TicketId},
    words::english,
    zendesk,
};

static RULES: LazyLock<(Settings, Escalation)> = LazyLock::new(|| {
    let settings = Settings::parse("{}").expect("the defaults");
    (settings, Escalation::parse("{}").expect("the defaults"))
});

fn check(case: &Case) {
    let (settings, rules) = &*RULES;
    let draft =
        draft::write(case, &Choice::default(), settings, rules, english).expect("a place for it");
    assert!(draft.title.chars().count() <= title::LONGEST);
    assert!(draft.description.chars().count() <= marker::LONGEST_DESCRIPTION - marker::ROOM);
    assert!(draft.address.len() < address::LONGEST);
    let types = draft
        .labels
        .iter()
        .filter(|label| label.starts_with("type::"));
    assert_eq!(types.count(), 1);
    duplicates::searches(&draft, &rules.titles);
    let known = Known {
        iid: 1,
        title: draft.title.clone(),
        description: draft.description.clone(),
        ..Known::default()
    };
    assert_eq!(
        duplicates::order(&draft, &[known], &rules.titles, english).len(),
        1
    );
    neutral::fenced(&draft.description);
}

fuzz_target!(|text: &str| {
    if let Ok((case, _)) = zendesk::parse_case(text) {
        check(&case);
    }
    let (subject, text) = text.split_once('\n').unwrap_or(("", text));
    check(&Case {
        ticket: Ticket {
            subject: Some(subject.to_owned()),
            ..Ticket::unknown(TicketId(1))
        },
        host: None,
        ticket_type: None,
        fields: Vec::new(),
        messages: vec![Message {
            author: Author::Customer,
            public: true,
            at: None,
            text: text.to_owned(),
            attachments: vec![subject.to_owned()],
        }],
        people: Vec::new(),
        companies: Vec::new(),
    });
});
