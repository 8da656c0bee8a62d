//! What a person reads: reasons and flags, word for word. `UPDATE_EXPECT=1 cargo test` rewrites
//! the texts after a change of wording.

mod common;

use common::{noon, rules, ticket};
use expect_test::{Expect, expect};
use vanguard::{priority, words::english};

fn check(preset: &str, words: &str, expected: &Expect) {
    let (rules, ticket) = (rules(preset), ticket(1, words));
    let ranked = priority::rank(std::slice::from_ref(&ticket), &rules, noon());
    let reasons = priority::reasons(&ranked[0], &rules, english);
    let flags = priority::flags(&ranked[0], &rules, noon());
    let flags = flags
        .into_iter()
        .map(|flag| format!("! {}", flag.sentence(english)));
    let text: Vec<String> = reasons.into_iter().chain(flags).collect();
    expected.assert_eq(&format!("score {}\n{}\n", ranked[0].score, text.join("\n")));
}

#[test]
fn premium_near_breach() {
    check(
        "handbook-2018",
        "premium high nrt:+1h5m",
        &expect![[r#"
        score 82
        Premium, near breach: band 2 of 7 in handbook-2018.
        1 h 05 min left: next reply time, from Zendesk's SLA.
        Plan premium (premium class), from the organisation's record.
        Priority high.
    "#]],
    );
}

#[test]
fn breached_for_days_and_assigned() {
    check(
        "handbook-2018",
        "tag:starter low frt:-3d4h assigned",
        &expect![[r#"
        score 52
        Other paid, breached: band 5 of 7 in handbook-2018.
        3 d 4 h over: first reply time, from Zendesk's SLA.
        Plan starter (paid), from a tag of the ticket.
        Priority low.
        ! Assigned to somebody already. The queue is shared: it counts in full all the same.
    "#]],
    );
}

#[test]
fn a_strategic_emergency_with_a_minute_to_go() {
    check(
        "handbook-2018",
        "org-tag:gold org-tag:strategic urgent emergency nrt:+59s",
        &expect![[r#"
        score 98
        Important: band 1 of 7 in handbook-2018.
        A customer emergency.
        A strategic organisation.
        0 min left: next reply time, from Zendesk's SLA.
        Plan gold (premium class), from a tag of the organisation.
        Priority urgent.
    "#]],
    );
}

#[test]
fn an_estimate_says_so() {
    check(
        "handbook-2018",
        "starter normal replies:0 customer:-1h",
        &expect![[r#"
        score 18
        Everything else with a running clock: band 6 of 7 in handbook-2018.
        1 d 3 h left: first reply time, estimated, Zendesk gave no SLA.
        Plan starter (paid), from the organisation's record.
        Priority normal.
    "#]],
    );
}

#[test]
fn no_organisation_no_priority_nobody_assigned() {
    check(
        "handbook-2018",
        "no-org unset age:3d",
        &expect![[r#"
        score 0
        No running clock: band 7 of 7 in handbook-2018.
        No clock is known, and none could be estimated.
        Plan not recognised.
        Priority not set.
        ! No organisation is attached: no SLA applies until one is, so this ticket looks harmless and may not be.
        ! Priority is not set: set it so that the right target applies.
        ! Open for more than a day and nobody is assigned, though more replies are to be expected.
    "#]],
    );
}

#[test]
fn agent_replied_last() {
    check(
        "handbook-2018",
        "ultimate replies:2 customer:-5h agent:-2h",
        &expect![[r#"
        score 7
        No running clock: band 7 of 7 in handbook-2018.
        No clock is known, and none could be estimated.
        Plan ultimate (premium class), from the organisation's record.
        Priority normal.
    "#]],
    );
}

#[test]
fn zendesk_runs_no_clock_on_hold() {
    check(
        "handbook-2018",
        "expired on-hold clocks:none replies:1 customer:-1d agent:-2d status-changed:-6d",
        &expect![[r#"
        score 2
        No running clock: band 7 of 7 in handbook-2018.
        Zendesk runs no reply clock on it.
        Plan expired (no SLA), from the organisation's record.
        Priority normal.
        ! The customer wrote last, yet the ticket is not open: its clock is lost, or breaches unseen.
        ! On-hold for more than four days: check what it waits for.
        ! The customer's plan has expired.
    "#]],
    );
}

#[test]
fn solved() {
    check(
        "handbook-2018",
        "premium solved nrt:-1h",
        &expect![[r#"
        score 7
        No running clock: band 7 of 7 in handbook-2018.
        Solved or closed: no clock runs.
        Plan premium (premium class), from the organisation's record.
        Priority normal.
    "#]],
    );
}

#[test]
fn other_presets_name_themselves() {
    check(
        "handbook-2016",
        "premium new clocks:none age:2h",
        &expect![[r#"
        score 40
        New: band 3 of 5 in handbook-2016.
        Zendesk runs no reply clock on it.
        Plan premium (premium class), from the organisation's record.
        Priority normal.
    "#]],
    );
    check(
        "handbook-2019",
        "silver urgent frt:+3h",
        &expect![[r#"
        score 41
        Paid, by Priority: band 6 of 8 in handbook-2019.
        3 h 00 min left: first reply time, from Zendesk's SLA.
        Plan silver (premium class), from the organisation's record.
        Priority urgent.
    "#]],
    );
    check(
        "sla-hawk",
        "free low nrt:-90m",
        &expect![[r#"
        score 74
        Breached: band 1 of 4 in sla-hawk.
        1 h 30 min over: next reply time, from Zendesk's SLA.
        Plan free (no SLA), from the organisation's record.
        Priority low.
    "#]],
    );
}

#[test]
fn weight_is_told() {
    check(
        "weight-2024",
        "starter normal nrt:+90m",
        &expect![[r#"
        score 65
        Medium: band 2 of 3 in weight-2024.
        1 h 30 min left: next reply time, from Zendesk's SLA.
        Plan starter (paid), from the organisation's record.
        Priority normal.
        Weight 65.0 of 100.
    "#]],
    );
}
