//! Calls as text for an agenda.

use expect_test::expect;
use serde_json::json;
use vanguard::meetings::{
    Database, Occurrences, Team,
    agenda::{Style, agenda},
};

fn written(style: Style) -> String {
    let mut set = super::call("tuesday 10:00 Pacific/Auckland regions APAC,AMER");
    set["name"] = "Support *Call*".into();
    set["purpose"] = "Metrics, demos_and\n[questions]".into();
    set["links"] = json!({"join": "https://meet.example/a_b", "agenda": "https://docs.example/x"});
    set["rotation"] = json!({"from": "2026-06-02", "chairs": ["Ada"], "note_takers": ["Bo"]});
    let unset = super::call("id unset name Crush friday");
    let team = Team::parse(&json!({"meetings": [set, unset]}).to_string()).expect("settings");
    let from = super::at("2026-06-01T00:00:00Z");
    let calls: Vec<_> = Occurrences::new(&team, &Database, from, from.plus(5 * 86_400))
        .expect("zones")
        .collect();
    let zone = super::zone("America/Los_Angeles");
    agenda(&calls, &zone, "America/Los_Angeles", style)
}

#[test]
fn as_markdown() {
    expect![[r#"
        ## Support \*Call\*: Monday 2026-06-01, 15:00 to 16:00 (America/Los\_Angeles)
        - Metrics, demos\_and \[questions\]
        - Most convenient for APAC, AMER; all are welcome
        - Chair: Ada
        - Notes: Bo
        - [Join](<https://meet.example/a_b>)
        - [Agenda](<https://docs.example/x>)

        ## Crush: Friday 2026-06-05, time not set
    "#]]
    .assert_eq(&written(Style::Markdown));
}

#[test]
fn as_text() {
    expect![[r#"
        Support *Call*: Monday 2026-06-01, 15:00 to 16:00 (America/Los_Angeles)
        - Metrics, demos_and [questions]
        - Most convenient for APAC, AMER; all are welcome
        - Chair: Ada
        - Notes: Bo
        - Join: https://meet.example/a_b
        - Agenda: https://docs.example/x

        Crush: Friday 2026-06-05, time not set
    "#]]
    .assert_eq(&written(Style::Text));
}
