//! What must hold for whatever happens.

use super::wild;
use proptest::prelude::*;

fn step() -> impl Strategy<Value = String> {
    let marker = super::play::key().marker();
    let ticket = r#"{"ticket": {"updated_at": "2026-03-04T11:00:00Z", "tags": []}, "audit": {"events": [{"type": "Comment", "public": false}]}}"#;
    let answers = [
        r#"200 {"user": {"authenticity_token": "x"}}"#.to_owned(),
        format!("200 {ticket}"),
        format!("200 {}", ticket.replace("11:00", "12:00")),
        format!(
            "200 {}",
            ticket.replace("\"tags\"", "\"status\": \"closed\", \"tags\"")
        ),
        r#"200 {"comments": []}"#.to_owned(),
        format!(
            r#"200 {{"comments": [{{"public": false, "body": "https://gitlab.com/a/b/-/issues/4 {marker}"}}]}}"#
        ),
        r#"201 {"iid": 5, "id": 5, "body": "", "state": "opened", "labels": []}"#.to_owned(),
        "200 []".to_owned(),
        format!(
            r#"200 [{{"iid": 5, "id": 1, "body": "{marker}", "description": "{marker}", "created_at": "2026-03-04T12:00:00Z"}}, {{"iid": 6, "description": "{marker}", "created_at": "2026-03-04T12:00:00Z"}}]"#
        ),
        "200 <html>".to_owned(),
    ];
    let words = [
        "kill",
        "file",
        "undo",
        "cancel",
        "retry",
        "resume",
        "tab",
        "no tab",
        "comment 7",
        "lost",
        "not sent",
    ];
    prop_oneof![
        6 => prop::sample::select(answers.to_vec()),
        3 => prop::sample::select(words.to_vec()).prop_map(str::to_owned),
        1 => (-100_000_i64..100_000).prop_map(|seconds| format!("+{seconds}")),
        2 => (1_u32..400).prop_map(|seconds| format!("+{seconds}")),
        1 => prop::sample::select(vec![401, 403, 404, 409, 422, 429, 500]).prop_map(|status| format!("{status} 7")),
        1 => any::<(u16, String)>().prop_map(|(status, body)| format!("{status} {body}")),
        1 => any::<String>().prop_map(|text| format!("keep {text}")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn it_is_never_sent_unsaved_unlocked_or_twice_at_once(steps in prop::collection::vec(step(), 0..60)) {
        wild::run(&steps.join("\n"));
    }

    #[test]
    fn any_text_is_survived(text in "(?s).{0,400}") {
        wild::run(&text);
    }
}
