//! Flags: what has to be seen although it never changes the order.

mod common;

use common::{noon, rules, ticket};
use vanguard::{
    priority::{self, Flag},
    words::english,
};

/// A ticket with an organisation and a Priority, assigned, young: nothing to flag.
const CALM: &str = "premium assigned clocks:none";

fn flags_of(words: &str) -> Vec<Flag> {
    let (rules, ticket) = (rules("handbook-2018"), ticket(1, words));
    let ranked = priority::rank(std::slice::from_ref(&ticket), &rules, noon());
    priority::flags(&ranked[0], &rules, noon())
}

fn check(flag: Flag, cases: &[(&str, bool)]) {
    for (words, expected) in cases {
        let flags = flags_of(words);
        assert_eq!(flags.contains(&flag), *expected, "{words}: {flags:?}");
    }
}

#[test]
fn a_calm_ticket_has_none() {
    assert_eq!(flags_of(CALM), []);
}

#[test]
fn organisation_missing_or_tagged_needs_org() {
    check(
        Flag::OrganisationMissing,
        &[
            (CALM, false),
            ("no-org", true),
            ("no-org nrt:+1h", true),
            ("premium tag:needs-org", true),
            ("premium tag:Needs-Org", true),
            ("no-org solved", false),
            ("premium tag:needs-org closed", false),
        ],
    );
}

#[test]
fn customer_waiting_while_pending_or_on_hold() {
    check(
        Flag::CustomerWaiting,
        &[
            ("pending replies:1 customer:-1h agent:-2h clocks:none", true),
            ("on-hold replies:1 customer:-1h agent:-2h clocks:none", true),
            ("pending nrt:+1h", true),
            ("on-hold frt:-1h", true),
            ("pending replies:0 customer:-1h clocks:none", true),
            ("open replies:1 customer:-1h agent:-2h", false),
            ("new nrt:+1h", false),
            ("pending replies:1 customer:-2h agent:-1h", false),
            ("pending clocks:none", false),
            ("solved replies:1 customer:-1h agent:-2h", false),
        ],
    );
}

#[test]
fn on_hold_for_more_than_four_days() {
    check(
        Flag::OnHoldTooLong,
        &[
            ("on-hold replies:1 status-changed:-4d", false),
            ("on-hold replies:1 status-changed:-4d1s", true),
            ("on-hold replies:1 status-changed:-90d", true),
            ("pending replies:1 status-changed:-90d", false),
            ("on-hold", false),
        ],
    );
}

#[test]
fn priority_unset() {
    check(
        Flag::PriorityUnset,
        &[("unset", true), ("low", false), ("unset solved", false)],
    );
}

#[test]
fn plan_expired() {
    check(
        Flag::PlanExpired,
        &[
            ("expired", true),
            ("tag:expired", true),
            ("premium tag:expired", false),
            ("trial", false),
            ("free", false),
        ],
    );
}

#[test]
fn unassigned_for_more_than_a_day() {
    check(
        Flag::Unassigned,
        &[
            ("age:1d", false),
            ("age:1d1s", true),
            ("age:1d1s assigned", false),
            ("age:9d solved", false),
        ],
    );
}

#[test]
fn assigned_to_somebody_although_near_or_past_breach() {
    check(
        Flag::AssignedYetUrgent,
        &[
            ("assigned nrt:+2h", true),
            ("assigned nrt:-1h", true),
            ("assigned nrt:+2h1s", false),
            ("assigned clocks:none", false),
            ("nrt:-1h", false),
        ],
    );
}

#[test]
fn a_flag_is_one_sentence_and_has_a_name_of_its_own() {
    let all = [
        Flag::OrganisationMissing,
        Flag::CustomerWaiting,
        Flag::OnHoldTooLong,
        Flag::PriorityUnset,
        Flag::PlanExpired,
        Flag::Unassigned,
        Flag::AssignedYetUrgent,
    ];
    let mut names: Vec<&str> = all.iter().map(|flag| flag.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all.len());
    for flag in all {
        let sentence = flag.sentence(english);
        assert!(
            sentence.ends_with('.') && sentence.starts_with(char::is_uppercase),
            "{sentence}"
        );
        assert!(
            flag.name()
                .chars()
                .all(|letter| letter.is_ascii_lowercase() || letter == '_')
        );
    }
}

#[test]
fn no_flag_changes_the_order() {
    let rules = rules("handbook-2018");
    let place = |words: &str| {
        let ticket = ticket(1, words);
        priority::place(&priority::stand(&ticket, &rules, noon()), &rules)
    };
    for (plain, flagged) in [
        ("starter nrt:+1h age:1h", "starter nrt:+1h assigned age:1h"),
        ("starter nrt:+1h", "starter nrt:+1h tag:needs-org"),
        ("starter nrt:+1h", "starter nrt:+1h pending"),
        (
            "premium clocks:none",
            "premium clocks:none on-hold replies:1 status-changed:-9d",
        ),
    ] {
        assert_eq!(place(plain), place(flagged), "{flagged}");
    }
}
