//! Any text as what GitLab answers, as what pages of the extension say, as what was kept, and as what is previewed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::BTreeSet;
use vanguard::{
    escalation::{
        follow,
        outbox::{Ask, View},
        preview,
    },
    gitlab::{self, sign_in},
    time::Time,
};

const ORIGIN: &str = "https://gitlab.com";

fuzz_target!(|text: &str| {
    gitlab::issue(text);
    gitlab::note(text);
    gitlab::notes(text);
    gitlab::progress(text);
    gitlab::merges(text);
    gitlab::moved_to(text);
    if let Some(issues) = gitlab::issues(text) {
        assert!(issues.iter().all(|issue| issue.iid > 0));
    }
    for status in [200, 401] {
        let _ = sign_in::read_token(ORIGIN, status, text);
        let _ = sign_in::read_person(ORIGIN, status, text);
        let _ = sign_in::read_pair(ORIGIN, status, text, ("application", "redirect"), Time(0));
    }
    if let Some(kept) = sign_in::Kept::read(text) {
        assert_eq!(sign_in::Kept::read(&kept.write()), Some(kept));
    }
    if let Some(ask) = Ask::read(text) {
        assert_eq!(Ask::read(&ask.write()), Some(ask));
    }
    if let Some(view) = View::read(text) {
        assert_eq!(View::read(&view.write()), Some(view));
    }
    follow::Ask::read(text);
    follow::Line::read_all(text);
    preview::blocks(text, &BTreeSet::from(["[host-1]"]));
});
