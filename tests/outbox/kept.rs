//! What is kept outlives versions.

use super::*;
use serde_json::{Value, json};

fn with_kept(change: impl FnOnce(&mut Value)) -> Play {
    let mut play = after(&[TO_POST]);
    let mut kept: Value =
        serde_json::from_str(play.kept.as_deref().expect("kept")).expect("a record");
    change(&mut kept);
    play.kept = Some(kept.to_string());
    play
}

#[test]
fn a_newer_version_is_left_alone() {
    let mut play = with_kept(|kept| kept["v"] = json!(2));
    let before = play.kept.clone();
    check(
        &mut play,
        "kill -> VG-NEWER, file -> VG-NEWER, cancel -> VG-NEWER, retry -> VG-NEWER",
    );
    assert_eq!(play.kept, before);
}

#[test]
fn an_older_version_is_gone_on_with() {
    for later in [
        "unknown",
        "misses",
        "failures",
        "rechecks",
        "surplus",
        "remarks",
        "labelled",
        "claimed",
        "take_over",
        "cancelled",
    ] {
        let mut play = with_kept(|kept| {
            kept.as_object_mut().expect("an object").remove(later);
        });
        check(&mut play, "kill -> look up");
    }
}

#[test]
fn what_cannot_be_read_is_looked_up_when_it_is_filed_again() {
    for broken in ["{", "[]", "null", r#"{"v": 1, "state": "unheard of"}"#] {
        let mut play = after(&[TO_POST, "lost -> look up"]);
        play.kept = Some(broken.into());
        check(
            &mut play,
            "kill -> VG-RECORD, retry -> VG-RECORD, file -> look up",
        );
        check(
            &mut play,
            "ok -> session, ok -> ticket, ok -> comments, ok -> note",
        );
        assert_eq!(play.issues().len(), 1);
    }
}
