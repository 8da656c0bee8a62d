//! The popup's list.

use crate::play::key;
use vanguard::{
    escalation::{
        follow::Line,
        outbox::View,
        overview::{Section, overview},
    },
    time::Time,
};

fn view(ticket: u64, code: &'static str, change: impl Fn(&mut View)) -> View {
    let mut view = View {
        key: key(ticket),
        code: code.into(),
        what: "What.".into(),
        todo: "Todo.".into(),
        remarks: Vec::new(),
        url: None,
        until: None,
        over: false,
        retry: false,
        cancel: false,
        dismiss: "".into(),
    };
    change(&mut view);
    view
}

fn line(ticket: u64, tell: &str, hidden: bool) -> Line {
    Line {
        key: key(ticket),
        url: format!("https://gitlab.com/{ticket}"),
        what: "Open.".into(),
        tell: tell.into(),
        reply: String::new(),
        as_of: None,
        hidden,
    }
}

/// `ticket section` of each entry.
fn check(views: Vec<View>, lines: Vec<Line>, listed: &[(u64, Section)]) {
    let entries = overview(views, lines);
    let found: Vec<_> = entries
        .iter()
        .map(|entry| (entry.key.ticket.0, entry.section))
        .collect();
    assert_eq!(found, listed);
}

#[test]
fn what_was_dismissed_or_cancelled_is_not_listed() {
    let can_be = |view: &mut View| {
        view.retry = true;
        view.dismiss = "It stays.".into();
    };
    let entries = overview(vec![view(1, "VG-CLOSED", can_be)], Vec::new());
    assert_eq!(entries[0].dismiss, "It stays.");
    check(
        vec![
            view(1, "VG-CLOSED", can_be),
            view(2, "VG-DISMISSED", |view| view.retry = true),
            view(3, "VG-DISMISSED", |view| view.over = true),
            view(4, "VG-CANCELLED", |view| view.over = true),
        ],
        Vec::new(),
        &[(1, Section::NeedsPerson)],
    );
}

#[test]
fn what_needs_somebody_comes_first() {
    let filed = |ticket| view(ticket, "VG-FILED", |view| view.over = true);
    check(
        vec![
            filed(1),
            filed(2),
            filed(9),
            view(3, "VG-FILING", |view| view.cancel = true),
            view(4, "VG-DENIED", |view| view.retry = true),
            view(5, "VG-GITLAB", |view| {
                (view.retry, view.until) = (true, Some(Time(7)));
            }),
            view(6, "VG-TAB", |_| ()),
            view(7, "VG-RECORD", |_| ()),
            view(8, "VG-CANCELLED", |view| view.over = true),
            view(10, "VG-FILED", |view| {
                view.over = true;
                view.remarks.push("VG-PUBLIC: public".into());
            }),
        ],
        vec![
            line(2, "Tell.", false),
            line(1, "", false),
            line(11, "", false),
        ],
        &[
            (10, Section::NeedsPerson),
            (7, Section::NeedsPerson),
            (4, Section::NeedsPerson),
            (6, Section::UnderWay),
            (5, Section::UnderWay),
            (3, Section::UnderWay),
            (2, Section::Tell),
            (11, Section::Filed),
            (9, Section::Filed),
            (1, Section::Filed),
        ],
    );
}

#[test]
fn what_was_taken_off_comes_back_with_news_alone() {
    let filed = || vec![view(1, "VG-FILED", |view| view.over = true)];
    check(filed(), vec![line(1, "", false)], &[(1, Section::Filed)]);
    check(filed(), vec![line(1, "", true)], &[]);
    check(filed(), vec![line(1, "Tell.", true)], &[(1, Section::Tell)]);
    let remarked = vec![view(1, "VG-FILED", |view| {
        view.over = true;
        view.remarks.push("VG-LABELS: labels".into());
    })];
    check(remarked, vec![line(1, "", true)], &[]);
}

#[test]
fn what_goes_wrong_says_what_to_do_and_the_code() {
    let views = vec![view(4, "VG-DENIED", |view| {
        (view.retry, view.cancel) = (true, true);
    })];
    let entries = overview(views, Vec::new());
    assert_eq!(entries[0].words, ["What.", "Todo.", "(VG-DENIED)"]);
    assert!(entries[0].retry && entries[0].cancel && !entries[0].hide);
}

#[test]
fn what_is_filed_says_how_the_issue_stands_where_it_is_now() {
    let views = vec![view(4, "VG-FILED", |view| {
        view.over = true;
        view.url = Some("https://gitlab.com/before".into());
    })];
    let entries = overview(views, vec![line(4, "", false)]);
    assert_eq!(entries[0].words, ["Open."]);
    assert_eq!(entries[0].url.as_deref(), Some("https://gitlab.com/4"));
    assert!(entries[0].hide);
}
