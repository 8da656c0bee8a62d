//! Patience is for all that asks: for what reads a ticket besides the lists, and for the lists when that is refused.

use super::*;
use crate::common::background::HOST;
use vanguard::engine::{
    protocol::{Errand, Keep, RequestKind},
    store::{HostState, host_key},
};

/// Seconds, as whoever else asks this host is told.
fn patience(background: &Background, now: Time) -> Option<i64> {
    let kept = background.kept.get(&host_key(HOST))?;
    HostState::read(kept)?.patience(now)
}

#[test]
fn who_else_asks_is_told_of_patience_and_of_no_other_trouble() {
    for (code, retry_after, told) in [
        (429, Some(30.0), true),
        (429, None, true),
        (500, None, false),
        (401, None, false),
        (403, None, false),
        (0, None, false),
    ] {
        let mut background = Background::new();
        fail(&mut background, noon(), |request| Answer {
            retry_after,
            ..Answer::status(request, code)
        });
        let seconds = patience(&background, noon());
        assert_eq!(seconds.is_some(), told, "{code}");
        if let Some(seconds) = seconds {
            let asked = retry_after.map_or(60, |_| 30);
            assert!((asked..=asked * 5 / 4 + 1).contains(&seconds), "{seconds}");
            assert_eq!(patience(&background, noon().plus(seconds)), None);
        }
        // A background that was killed is none the wiser than what it kept.
        background.kill();
        assert_eq!(patience(&background, noon()), seconds);
    }
}

#[test]
fn what_was_refused_to_others_holds_the_lists() {
    let mut background = Background::new();
    background.load(noon(), 1, &page(), &account());
    let request = ApiRequest {
        errand: Errand {
            kind: RequestKind::Tickets,
            tickets: Vec::new(),
            path: "/api/v2/tickets/1/comments.json?include=users&per_page=100&page=1".into(),
        },
        keep: Keep(&[]),
    };
    let refused = Answer {
        retry_after: Some(300.0),
        ..Answer::status(&request, 429)
    };
    let plan = background.tell(noon(), 1, &page(), refused);
    assert_eq!(code(&plan), "VG-RATE");
    assert_eq!(plan.badges.len(), 9, "what is known stays on view");
    let other = list(10..=12);
    assert!(
        background
            .see(noon().plus(299), 1, &other)
            .requests
            .is_empty()
    );
    assert!(
        !background
            .see(noon().plus(400), 1, &other)
            .requests
            .is_empty()
    );
}
