//! One ticket of an answer cannot be read, or is missing.

use super::*;

const BODY: &str = r#"{"tickets": [
    {"id": 1, "tags": ["premium"], "slas": {"policy_metrics": []}},
    {"id": 2, "tags": ["premium"], "status": "open", "slas": {"policy_metrics": []}, "priority": "\ud83d"},
    {"id": 3, "tags": 7, "status": [], "slas": {"policy_metrics": []}}
]}"#;

#[test]
fn one_is_reported_and_the_others_are_ranked() {
    let mut background = Background::new();
    let plan = fail(&mut background, noon(), |request| Answer::ok(request, BODY));
    assert_eq!((code(&plan), plan.order.len()), ("VG-TICKET", 2));
    assert!(plan.status.is_some_and(|status| status.what.contains("#2")));
    background.kill();
    let plan = background.see(noon().plus(MINUTE), 1, &page());
    assert_eq!(
        (code(&plan), plan.requests.len()),
        ("VG-TICKET", 0),
        "it is not asked for until the next refresh"
    );
}

#[test]
fn a_ticket_that_is_not_in_the_answer_is_not_asked_for_again_and_again() {
    let (mut background, mut account) = (Background::new(), account());
    account.put(1, "premium", noon());
    let (plan, asked) = background.load(noon(), 1, &list([1, 4711]), &account);
    assert_eq!(plan.order, ["1"]);
    assert_eq!(
        asked.len(),
        2,
        "tickets, and the SLA of the one that has none: {asked:?}"
    );
    assert_eq!(
        background
            .load(noon().plus(MINUTE), 1, &list([4711]), &account)
            .1,
        [""; 0]
    );
}
