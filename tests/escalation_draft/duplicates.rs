//! What is searched for before anything is filed, and how what was found compares.

use super::{Draft, address::parameters, draft, rules, ticket};
use serde_json::json;
use vanguard::escalation::duplicates::{By, Known, State, order, searches};
use vanguard::words::english;

fn pull() -> Draft {
    draft(&ticket(
        "gitlab-runner cannot pull helper image behind proxy",
        "The docker executor needs its helper image, see config.toml.\n\n```\n2026-03-04T12:00:00Z ERROR -- : GRPC::DeadlineExceeded: 4:Deadline Exceeded while calling /srv/x1 with id 0xdeadbeef at 10.0.0.7\n```",
    ))
}

fn known(iid: u64, title: &str, description: &str) -> Known {
    Known {
        iid,
        title: title.to_owned(),
        description: description.to_owned(),
        web_url: format!("https://gitlab.com/gitlab-org/gitlab-runner/-/issues/{iid}"),
        ..Known::default()
    }
}

fn closed(known: Known) -> Known {
    Known {
        state: State::Closed,
        ..known
    }
}

#[test]
fn by_ticket_by_error_by_title_open_and_closed() {
    let rules = rules(&json!({}));
    let searches = searches(&pull(), &rules.titles);
    let asked: Vec<(By, String, String)> = searches
        .iter()
        .map(|search| {
            let start = "/api/v4/projects/gitlab-org%2Fgitlab-runner/issues?";
            assert!(search.path.starts_with(start), "{}", search.path);
            let parameters = parameters(&search.path);
            let value = |name: &str| {
                let found = parameters.iter().find(|(known, _)| known == name);
                found.expect("the parameter").1.clone()
            };
            assert_eq!(value("state"), "all");
            (search.by, value("search"), value("in"))
        })
        .collect();
    let expected = [
        (
            By::Ticket,
            "https://gitlab.zendesk.com/agent/tickets/4711",
            "description",
        ),
        (
            By::Error,
            "GRPC::DeadlineExceeded Deadline Exceeded while calling with",
            "title,description",
        ),
        (By::Title, "gitlab-runner cannot pull helper", "title"),
    ];
    assert_eq!(
        asked,
        expected.map(|(by, words, place)| (by, words.to_owned(), place.to_owned()))
    );
}

#[test]
fn the_stable_part_of_an_error() {
    for (log, line) in [
        (
            "NoMethodError: undefined method `x' for nil:NilClass",
            Some("NoMethodError undefined method for"),
        ),
        (
            "PG::ConnectionBad: FATAL: remaining connection slots are reserved",
            Some("PG::ConnectionBad FATAL remaining connection slots are reserved"),
        ),
        (
            "rake aborted!\nStandardError: An error has occurred, all later migrations canceled:",
            Some("StandardError error has occurred all later migrations"),
        ),
        (
            "ERROR: Job failed (system failure): prepare environment: exit status 1",
            Some("Job failed system failure prepare environment"),
        ),
        (
            "{\"severity\":\"ERROR\",\"exception.class\":\"Errno::ENOSPC\",\"exception.message\":\"No space left on device @ rb_sysopen\"}",
            Some("Errno::ENOSPC space left device"),
        ),
        (
            "{\"severity\":\"WARN\",\"error_class\":\"Errno::ENOSPC\"}",
            Some("Errno::ENOSPC"),
        ),
        (
            "ActiveRecord::ConnectionNotEstablished: connection to server at \"10.0.0.1\", port 6432 failed",
            Some("ActiveRecord::ConnectionNotEstablished connection server port failed"),
        ),
        (
            "panic: runtime error: invalid memory address or nil pointer dereference",
            Some("runtime error invalid memory address nil"),
        ),
        ("all is well", None),
    ] {
        let draft = draft(&ticket("Jobs stay pending", &format!("```\n{log}\n```")));
        let found = draft.signature.map(|signature| signature.line());
        assert_eq!(found.as_deref(), line, "{log}");
    }
}

/// `iid likeness why` of what is shown for `found`.
fn shown(found: &[Known]) -> Vec<String> {
    let draft = pull();
    let rules = rules(&json!({}));
    order(&draft, found, &rules.titles, english)
        .into_iter()
        .map(|found| format!("{} {} {}", found.issue.iid, found.likeness, found.why))
        .collect()
}

#[test]
fn best_first_with_the_reason() {
    let found = [
        known(1, "Runner cannot pull helper image", "Nothing else."),
        known(
            2,
            "Deadline",
            "GRPC::DeadlineExceeded: 4:Deadline Exceeded while calling /other with id 7",
        ),
        closed(known(
            3,
            "Something",
            "See https://gitlab.zendesk.com/agent/tickets/4711 for details.",
        )),
        known(
            4,
            "gitlab-runner: pull helper image fails behind proxy",
            "GRPC::DeadlineExceeded deadline exceeded while calling with",
        ),
        known(5, "The colour of the button", "Please make it blue."),
        known(
            6,
            "Runner crashes",
            "GRPC::DeadlineExceeded in another place altogether",
        ),
        closed(known(7, "Runner cannot pull helper image", "Nothing else.")),
        known(8, "Other", "https://gitlab.zendesk.com/agent/tickets/47112"),
        known(
            1,
            "Runner cannot pull helper image",
            "Found by another search.",
        ),
    ];
    assert_eq!(
        shown(&found),
        [
            "3 100 It links this ticket already. It is closed: a new issue has to link it.",
            "4 96 It has the same error, GRPC::DeadlineExceeded Deadline Exceeded while calling with. Its title has “gitlab-runner”, “pull”, “helper”, “image”, “behind” and “proxy” in common.",
            "2 90 It has the same error, GRPC::DeadlineExceeded Deadline Exceeded while calling with.",
            "1 45 Its title has “cannot”, “pull”, “helper” and “image” in common.",
            "7 45 Its title has “cannot”, “pull”, “helper” and “image” in common. It is closed: a new issue has to link it.",
        ]
    );
}

#[test]
fn nothing_convincing_is_nothing() {
    assert_eq!(shown(&[]), [""; 0]);
    assert_eq!(
        shown(&[
            known(1, "Runner", ""),
            known(2, "Cannot pull from a mirror", "DeadlineExceeded"),
            known(3, "", ""),
        ]),
        [""; 0]
    );
}
