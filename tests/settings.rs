//! Settings: the defaults can be used, and what cannot be used is named with its place.

mod common;

use common::{NOON, PRESETS, noon, rules_of, ticket};
use serde_json::{Value, json};
use vanguard::{
    priority,
    schedule::Zone,
    settings::{Results, Rules, Settings},
};

fn rules(settings: &Value) -> Result<Rules, String> {
    let settings = Settings::parse(&settings.to_string()).map_err(|error| error.to_string())?;
    settings
        .rules(Zone::utc())
        .map_err(|error| error.to_string())
}

fn defaults() -> Value {
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src/settings/defaults.json"
    ));
    serde_json::from_str(&text.expect("the defaults are in the repository")).expect("JSON")
}

/// A shipped preset under another name, changed by `change`.
fn own(change: impl FnOnce(&mut Value)) -> Value {
    let mut preset = defaults()["presets"][0].clone();
    preset["name"] = json!("own");
    change(&mut preset);
    json!({ "preset": "own", "presets": [preset] })
}

#[test]
fn the_defaults_can_be_used_under_every_preset() {
    for preset in PRESETS {
        let rules =
            rules(&json!({ "preset": preset })).unwrap_or_else(|error| panic!("{preset}: {error}"));
        assert_eq!(rules.preset.name, preset);
        assert!(!rules.preset.source.is_empty());
    }
}

#[test]
fn the_default_numbers_are_the_handbooks() {
    let settings = Settings::parse("{}").expect("the defaults");
    assert_eq!(
        (
            settings.near_minutes,
            settings.critical_minutes,
            settings.refresh_minutes,
            settings.hold_days
        ),
        (120, 60, 10, 4)
    );
}

#[test]
fn the_defaults_as_a_file_change_nothing() {
    assert_eq!(
        Settings::parse(&defaults().to_string()).ok(),
        Settings::parse("{}").ok()
    );
}

#[test]
fn what_is_named_replaces_the_default_and_nothing_else_does() {
    let rules =
        rules_of(r#"{"near_minutes": 30, "critical_minutes": 5, "strategic_tags": ["vip"]}"#);
    let state = |words: &str| priority::rank(&[ticket(1, words)], &rules, noon())[0].band;
    assert_eq!(
        (state("premium nrt:+30m"), state("premium nrt:+31m")),
        (2, 6)
    );
    assert_eq!(
        (
            state("org-tag:vip nrt:+9h"),
            state("org-tag:strategic nrt:+9h")
        ),
        (1, 6)
    );
    assert_eq!(
        state("emergency nrt:+9h"),
        1,
        "emergencies are as they were"
    );
}

#[test]
fn a_preset_of_ones_own() {
    let preset = json!({
        "name": "new-first", "source": "Ours.", "premium_class": [], "targets": "2019", "targets_by_plan": false,
        "bands": [
            { "name": "New", "word": "New", "when": { "status": ["new"] }, "order": ["oldest"], "score": [50, 100] },
            { "name": "Rest", "word": "Rest", "score": [0, 49] },
        ],
        "ties": ["priority"],
    });
    let rules =
        rules(&json!({ "preset": "new-first", "presets": [preset] })).expect("it can be used");
    let band = |words: &str| priority::rank(&[ticket(1, words)], &rules, noon())[0].band;
    assert_eq!(
        (band("new clocks:none"), band("open nrt:-9d emergency")),
        (1, 2)
    );
}

#[test]
fn a_preset_of_a_shipped_name_takes_its_place() {
    let mut preset = defaults()["presets"][0].clone();
    preset["source"] = json!("Ours.");
    let rules = rules(&json!({ "presets": [preset] })).expect("it can be used");
    assert_eq!(rules.preset.source, "Ours.");
}

#[test]
fn targets_of_ones_own() {
    let target = json!({ "first": 10, "next": 20, "hours": "24x7" });
    let row = json!({ "urgent": target, "high": target, "normal": target, "low": target });
    let mut settings = own(|preset| preset["targets"] = json!("fast"));
    settings["targets"] =
        json!({ "fast": { "premium": row, "regular": row, "emergency": target } });
    let rules = rules(&settings).expect("it can be used");
    let ticket = ticket(1, "starter replies:0 customer:-1m");
    assert_eq!(priority::stand(&ticket, &rules, noon()).left, Some(9 * 60));
}

/// Settings that cannot be used, and what is said, word for word.
fn fails(cases: &[(Value, &str)]) {
    for (settings, said) in cases {
        match rules(settings) {
            Err(error) => assert_eq!(error, *said, "{settings}"),
            Ok(_) => panic!("nothing is said about {settings}; it should be: {said}"),
        }
    }
}

#[test]
fn an_unknown_preset_lists_what_exists() {
    fails(&[(
        json!({ "preset": "handbook-2020" }),
        "there is no preset `handbook-2020`; choose one of: handbook-2018, handbook-2016, handbook-2019, sla-hawk, weight-2024",
    )]);
}

#[test]
fn numbers_have_ranges() {
    fails(&[
        (
            json!({ "near_minutes": 0 }),
            "near_minutes: 0 is out of range; choose 1 to 10080",
        ),
        (
            json!({ "near_minutes": 10081 }),
            "near_minutes: 10081 is out of range; choose 1 to 10080",
        ),
        (
            json!({ "near_minutes": -5 }),
            "near_minutes: -5 is out of range; choose 1 to 10080",
        ),
        (
            json!({ "critical_minutes": 0 }),
            "critical_minutes: 0 is out of range; choose 1 to 120",
        ),
        (
            json!({ "critical_minutes": 121 }),
            "critical_minutes: 121 is out of range; choose 1 to 120",
        ),
        (
            json!({ "near_minutes": 50 }),
            "critical_minutes: 60 is out of range; choose 1 to 50",
        ),
        (
            json!({ "refresh_minutes": 0 }),
            "refresh_minutes: 0 is out of range; choose 1 to 1440",
        ),
        (
            json!({ "refresh_minutes": i64::MAX }),
            "refresh_minutes: 9223372036854775807 is out of range; choose 1 to 1440",
        ),
        (
            json!({ "hold_days": 366 }),
            "hold_days: 366 is out of range; choose 1 to 365",
        ),
    ]);
    for settings in [
        json!({ "near_minutes": 1, "critical_minutes": 1 }),
        json!({ "near_minutes": 10080 }),
        json!({ "refresh_minutes": 1440 }),
        json!({ "hold_days": 365 }),
    ] {
        assert!(rules(&settings).is_ok(), "{settings}");
    }
}

#[test]
fn a_value_that_does_not_fit_is_named_with_its_path() {
    let everything = "preset, near_minutes, critical_minutes, refresh_minutes, plans, emergency, \
        strategic_tags, needs_organisation_tags, hold_days, schedule, targets, presets, gitlab, filing, follow, appearance, results, escalation, meetings, holidays, reminders, links, contribution";
    let misspelt = format!("$: there is no `near_minuets` here; there is {everything}");
    fails(&[
        (
            json!({ "near_minutes": "soon" }),
            "near_minutes: must be a whole number, not \"soon\"",
        ),
        (
            json!({ "near_minutes": 1.5 }),
            "near_minutes: must be a whole number, not such a number",
        ),
        (json!({ "near_minuets": 5 }), &misspelt),
        (json!([]), "$: must be an object, not a list"),
        (json!(null), "$: must be an object, not null"),
        (
            json!({ "strategic_tags": "vip" }),
            "strategic_tags: must be a list, not \"vip\"",
        ),
        (
            json!({ "strategic_tags": ["vip", 7] }),
            "strategic_tags[1]: must be text, not 7",
        ),
        (
            json!({ "plans": { "fields": [], "plans": [{ "plan": "x", "paid": "yes" }] } }),
            "plans.plans[0].paid: must be true or false, not \"yes\"",
        ),
        (
            json!({ "plans": { "fields": [] } }),
            "plans: `plans` is missing",
        ),
        (
            json!({ "emergency": { "tags": [], "forms": [-1] } }),
            "emergency.forms[0]: must be an id, not -1",
        ),
        (json!({ "targets": 7 }), "targets: must be an object, not 7"),
        (
            json!({ "targets": { "x": {} } }),
            "targets.x: `premium` is missing",
        ),
        (
            own(|preset| preset["bands"][1]["order"][0] = json!("luck")),
            "presets[0].bands[1].order[0]: must be one of emergency, category, class, priority, time_left, metric, oldest, weight, not \"luck\"",
        ),
        (
            own(|preset| preset["bands"][1]["when"]["state"] = json!(["late"])),
            "presets[0].bands[1].when.state[0]: must be one of breached, near, later, none, not \"late\"",
        ),
        (
            own(|preset| preset["bands"][0]["score"] = json!([0, 101, 7])),
            "presets[0].bands[0].score: must be a list of two numbers, not a list",
        ),
        (
            own(|preset| preset["bands"][0]["score"] = json!([0, 300])),
            "presets[0].bands[0].score[1]: must be a score of 0 to 100, not 300",
        ),
    ]);
}

#[test]
fn where_and_how_issues_are_filed() {
    let settings = Settings::parse("{}").expect("the defaults");
    assert_eq!(settings.gitlab.origin, "https://gitlab.com");
    assert_eq!(settings.filing.tag.as_deref(), Some("gitlab_issue"));
    assert_eq!(settings.filing.field, None);
    assert_eq!(
        Settings::parse(r#"{"filing": {"tag": null, "field": 7, "on_hold": true}}"#)
            .map(|own| (own.filing.tag, own.filing.field, own.filing.on_hold))
            .ok(),
        Some((None, Some(7), true))
    );
    fails(&[
        (
            json!({"gitlab": {"origin": "http://gitlab.com"}}),
            "gitlab.origin: must be an https origin such as https://gitlab.com, without a path, not \"http://gitlab.com\"",
        ),
        (
            json!({"gitlab": {"origin": "https://gitlab.com/"}}),
            "gitlab.origin: must be an https origin such as https://gitlab.com, without a path, not \"https://gitlab.com/\"",
        ),
        (
            json!({"filing": {"note": "Filed"}}),
            "filing.note: must be text with {url} in it, not \"Filed\"",
        ),
        (
            json!({"filing": {"search_lag_seconds": 0}}),
            "filing.search_lag_seconds: 0 is out of range; choose 1 to 600",
        ),
        (
            json!({"follow": {"shown_minutes": 1}}),
            "follow.shown_minutes: 1 is out of range; choose 5 to 1440",
        ),
        (
            json!({"filing": {"feild": 1}}),
            "filing: there is no `feild` here; there is field, tag, on_hold, note, without_review, countdown_seconds, search_lag_seconds",
        ),
    ]);
}

#[test]
fn how_results_are_counted() {
    let results = Results::parse("{}").expect("the defaults");
    assert_eq!(
        results.dashboard.as_deref(),
        Some(
            "https://gitlab.zendesk.com/agent/reporting/analytics/period:0/dashboard:buLJ3T7IiFnr"
        )
    );
    assert_eq!((results.goal_percent, results.refresh_hours), (95, 12));
    let own =
        r#"{"results": {"dashboard": null, "channels": [{"name": "Phone", "via": ["Phone"]}]}}"#;
    let results = Results::parse(own).expect("own ones");
    assert_eq!(results.dashboard, None);
    assert_eq!(results.channels[0].via, ["phone"]);
    let channels = "results.channels: must be a list of 1 to 12 channels, one of them at most without `via`, not a list";
    let rest = json!({"name": "x", "via": []});
    for (settings, said) in [
        (json!({"results": {"channels": []}}), channels),
        (json!({"results": {"channels": [rest, rest]}}), channels),
        (
            json!({"results": {"channels": [{"name": "x", "via": ["a b"]}]}}),
            "results.channels[0].via[0]: must be a value of the search's `via`, such as mail, not \"a b\"",
        ),
        (
            json!({"results": {"dashboard": "javascript:alert(1)"}}),
            "results.dashboard: must be an address that begins with https:// or null, not \"javascript:alert(1)\"",
        ),
        (
            json!({"results": {"goal_percent": 0}}),
            "results.goal_percent: 0 is out of range; choose 1 to 100",
        ),
    ] {
        let error = Results::parse(&settings.to_string()).err();
        assert_eq!(error.map(|error| error.to_string()).as_deref(), Some(said));
    }
}

#[test]
fn text_that_is_no_json_says_where() {
    for (text, said) in [
        ("", "not JSON: EOF while parsing a value at line 1 column 0"),
        (
            "{\n  \"preset\": ",
            "not JSON: EOF while parsing a value at line 2 column 12",
        ),
        ("{} {}", "not JSON: trailing characters at line 1 column 4"),
    ] {
        let error = Settings::parse(text).err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some(said), "{text}");
    }
}

#[test]
fn a_preset_that_contradicts_itself_says_how() {
    fails(&[
        (
            own(|preset| preset["targets"] = json!("1999")),
            "preset `own`: there are no targets named `1999`",
        ),
        (
            own(|preset| preset["bands"] = json!([])),
            "preset `own`: it has no bands; give at least one",
        ),
        (
            own(|preset| drop(preset["bands"].as_array_mut().and_then(Vec::pop))),
            "preset `own`: the last band must have no conditions, or some tickets have no place",
        ),
        (
            own(|preset| preset["bands"][1]["score"] = json!([78, 95])),
            "preset `own`: band `Premium, near breach` scores 78-95; scores must fall from band to band, within 0-100",
        ),
        (
            own(|preset| preset["bands"][0]["score"] = json!([90, 101])),
            "preset `own`: band `Important` scores 90-101; scores must fall from band to band, within 0-100",
        ),
        (
            own(|preset| preset["bands"][0]["score"] = json!([99, 90])),
            "preset `own`: band `Important` scores 99-90; scores must fall from band to band, within 0-100",
        ),
        (
            own(|preset| preset["ties"] = json!(["weight"])),
            "preset `own`: it orders by weight but gives none",
        ),
        (
            own(|preset| {
                preset["weight"] = defaults()["presets"][4]["weight"].clone();
                preset["weight"]["clock"] = json!([[0, 5], [60, 9]]);
            }),
            "preset `own`: weight.clock: minutes must fall and points must not",
        ),
    ]);
}

#[test]
fn hours_that_cannot_be_used_say_which() {
    let day = |from: &str, to: &str| json!({ "schedule": { "timezone": "UTC", "hours": { "friday": { "from": from, "to": to } } } });
    let hour = |text: &str| {
        format!("schedule.hours.friday: `{text}` is not a time of day; write it as HH:MM")
    };
    for bad in [
        "9", "9:00", "09:60", "25:00", "24:01", "+9:00", "-0:00", "23:60", "0９:00", "09:00:00", "",
    ] {
        fails(&[
            (day(bad, "17:00"), &hour(bad)),
            (day("09:00", bad), &hour(bad)),
        ]);
    }
    fails(&[
        (
            day("17:00", "09:00"),
            "schedule.hours.friday: opens at 17:00 but closes at 09:00; the end must be later",
        ),
        (
            day("09:00", "09:00"),
            "schedule.hours.friday: opens at 09:00 but closes at 09:00; the end must be later",
        ),
        (
            json!({ "schedule": { "timezone": "UTC", "hours": {}, "holidays": ["2026-12-25", "2026-02-30"] } }),
            "schedule.holidays: `2026-02-30` is not a date; write it like 2026-12-25",
        ),
        (
            json!({ "schedule": { "timezone": "UTC", "hours": { "frieday": null } } }),
            "schedule.hours: there is no `frieday` here; there is monday, tuesday, wednesday, thursday, friday, saturday, sunday",
        ),
    ]);
    assert!(rules(&day("00:00", "24:00")).is_ok());
    assert!(Zone::named("Mars/Olympus", common::at(NOON)).is_none());
}
