//! What is asked of Zendesk, and when.

use super::*;

fn check(sideload: Sideload, rows: u64, expected: &[RequestKind]) {
    let (plan, asked) = Background::new().load(noon(), 1, &list(1..=rows), &account(sideload));
    assert_eq!(kinds(&asked), expected, "{sideload:?}, {rows} rows");
    assert_eq!(
        plan.order.len(),
        usize::try_from(rows).expect("few"),
        "{sideload:?}, {rows} rows"
    );
}

#[test]
fn one_per_list_of_up_to_100_and_at_most_one_for_sla() {
    for rows in [1, 30, 99, 100] {
        check(Sideload::Works, rows, &[Tickets]);
        check(Sideload::SearchOnly, rows, &[Tickets, Search]);
        check(Sideload::TicketOnly, rows, &[Tickets, Search]);
    }
    check(Sideload::Works, 0, &[]);
    check(Sideload::Works, 101, &[Tickets, Tickets]);
    check(
        Sideload::SearchOnly,
        200,
        &[Tickets, Tickets, Search, Search],
    );
}

#[test]
fn open_tabs_do_not_split_a_list_of_100() {
    let mut page = list(101..=200);
    page.tabs = vec!["1".into(), "2".into()];
    let plan = Background::new().see(noon(), 1, &page);
    let [request] = plan.requests.as_slice() else {
        panic!("{:?}", plan.requests)
    };
    let rows: Vec<String> = page.tickets.clone();
    assert!(
        rows.iter().all(|id| request.errand.tickets.contains(id)),
        "{:?}",
        request.errand.tickets
    );
}

#[test]
fn none_for_what_is_known_and_fresh_and_one_when_it_is_due() {
    let (mut background, account, page) = (
        Background::new(),
        account(Sideload::SearchOnly),
        list(1..=30),
    );
    background.load(noon(), 1, &page, &account);
    for later in [0, 1, MINUTE, 10 * MINUTE - 1] {
        assert_eq!(
            background.load(noon().plus(later), 1, &page, &account).1,
            [""; 0],
            "after {later} s"
        );
    }
    assert_eq!(
        background.load(noon(), 1, &list(5..=9), &account).1,
        [""; 0]
    );
    assert_eq!(background.load(noon(), 1, &pane(7), &account).1, [""; 0]);
    let (_, asked) = background.load(noon().plus(10 * MINUTE), 1, &page, &account);
    assert_eq!(kinds(&asked), [Search]);
}

#[test]
fn only_for_what_is_missing() {
    let (mut background, account) = (Background::new(), account(Sideload::Works));
    background.load(noon(), 1, &list(1..=30), &account);
    let plan = background.see(noon(), 1, &list(28..=33));
    assert_eq!(plan.requests[0].errand.tickets, ["31", "32", "33"]);
    assert_eq!(plan.badges.len(), 3, "known tickets are painted at once");
}

#[test]
fn none_from_a_hidden_tab() {
    let (mut background, account) = (Background::new(), account(Sideload::Works));
    let mut page = list(1..=30);
    page.visible = false;
    assert_eq!(background.load(noon(), 1, &page, &account).1, [""; 0]);
    page.visible = true;
    assert_eq!(
        kinds(&background.load(noon(), 1, &page, &account).1),
        [Tickets]
    );
    page.visible = false;
    assert_eq!(
        background.load(noon().plus(DAY), 1, &page, &account).1,
        [""; 0]
    );
}

#[test]
fn the_search_is_asked_once_until_the_next_refresh() {
    let (mut background, account) = (Background::new(), account(Sideload::TicketOnly));
    assert_eq!(
        kinds(&background.load(noon(), 1, &list(1..=30), &account).1),
        [Tickets, Search]
    );
    for minutes in 1..10 {
        let now = noon().plus(minutes * MINUTE);
        assert_eq!(background.load(now, 1, &list(1..=30), &account).1, [""; 0]);
    }
    let (_, asked) = background.load(noon().plus(10 * MINUTE), 1, &list(1..=30), &account);
    assert_eq!(kinds(&asked), [Search]);
}

#[test]
fn policy_metrics_on_the_ticket_page_alone_and_once() {
    let (mut background, account) = (Background::new(), account(Sideload::TicketOnly));
    let (plan, _) = background.load(noon(), 1, &list(1..=30), &account);
    assert!(badge(&plan, 7).estimated);
    let (plan, asked) = background.load(noon(), 1, &pane(7), &account);
    assert_eq!(asked, ["/api/v2/tickets/7/slas/policy_metrics.json"]);
    assert!(!badge(&plan, 7).estimated);
    assert_eq!(background.load(noon(), 1, &pane(7), &account).1, [""; 0]);
    // A ticket opened from nowhere is asked for as the list was.
    assert_eq!(
        kinds(&background.load(noon(), 1, &pane(150), &account).1),
        [Search, SlaTicket]
    );
    assert_eq!(
        kinds(&Background::new().load(noon(), 1, &pane(150), &account).1),
        [Tickets, SlaTicket]
    );
}

#[test]
fn an_account_that_has_no_such_endpoint_is_asked_once() {
    let (mut background, account) = (Background::new(), account(Sideload::TicketOnly));
    background.load(noon(), 1, &list(1..=3), &account);
    let request = background.see(noon(), 1, &pane(2)).requests[0].clone();
    let mut answer = Answer::ok(
        &request,
        r#"{"error": "RecordNotFound", "description": "Not found"}"#,
    );
    answer.status = 404;
    let plan = background.tell(noon(), 1, &pane(2), answer);
    assert_eq!((plan.status, plan.requests), (None, vec![]));
    assert!(plan.badges[0].estimated);
    assert_eq!(background.load(noon(), 1, &pane(2), &account).1, [""; 0]);
}

#[test]
fn an_empty_answer_on_slas_is_an_answer() {
    let account = Account::with(
        Sideload::Works,
        noon(),
        &[(1, "premium clocks:none"), (2, "premium solved")],
    );
    let (plan, asked) = Background::new().load(noon(), 1, &list([1, 2]), &account);
    assert_eq!(kinds(&asked), [Tickets]);
    assert_eq!(badge(&plan, 1).level, Level::None);
}

#[test]
fn rows_that_are_no_tickets_or_stand_twice_are_asked_for_once_or_not_at_all() {
    let mut page = list([5, 5, 6, 6]);
    page.tickets
        .extend(["", "0", "-1", "12a", "99999999999999999999999", "\u{2007}7"].map(String::from));
    let (plan, asked) = Background::new().load(noon(), 1, &page, &account(Sideload::SearchOnly));
    assert_eq!(
        asked[0],
        "/api/v2/tickets/show_many.json?ids=5,6&include=organizations,metric_sets,slas"
    );
    assert!(
        asked[1].contains("query=type%3Aticket%205%206&"),
        "{}",
        asked[1]
    );
    assert_eq!(
        (plan.order.as_slice(), plan.badges.len()),
        (&["5".to_owned(), "6".into()][..], 2)
    );
}

#[test]
fn ids_above_2_to_the_53_survive() {
    let id = (1 << 53) + 1;
    let mut account = Account::new(Sideload::Works);
    account.put(id, "premium nrt:+1h", noon());
    account.put(id - 1, "premium nrt:+2h", noon());
    let (plan, _) = Background::new().load(noon(), 1, &list([id - 1, id]), &account);
    assert_eq!(plan.order, ["9007199254740993", "9007199254740992"]);
}
