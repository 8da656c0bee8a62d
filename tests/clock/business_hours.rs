//! Estimates in business hours, by zone, holiday and daylight saving.

use super::*;

/// An urgent first reply, four business hours, from `start` on.
fn check(schedule: &str, start: &str, breach_at: &str) {
    check_target("business", 240, schedule, start, breach_at);
}

fn check_target(hours: &str, minutes: i64, schedule: &str, start: &str, breach_at: &str) {
    let target = format!(r#"{{"first": {minutes}, "next": {minutes}, "hours": "{hours}"}}"#);
    let row =
        format!(r#"{{"urgent": {target}, "high": {target}, "normal": {target}, "low": {target}}}"#);
    let rules = rules_of(&format!(
        r#"{{"schedule": {schedule}, "targets": {{"2018": {{"premium": {row}, "regular": {row}, "emergency": {target}}}}}}}"#
    ));
    let body = json!({ "ticket": { "id": 1, "metric_set": { "replies": 0, "requester_updated_at": start } } });
    let ticket = zendesk::parse_tickets(&body.to_string())
        .expect("a body")
        .tickets
        .pop()
        .expect("a ticket");
    let clock = priority::stand(&ticket, &rules, noon()).clock;
    assert_eq!(
        clock.map(|clock| clock.breach_at),
        Some(at(breach_at)),
        "{hours} from {start} in {schedule}"
    );
}

fn week(zone: &str, from: &str, to: &str, holidays: &str) -> String {
    let day = format!(r#"{{"from": "{from}", "to": "{to}"}}"#);
    let days = ["monday", "tuesday", "wednesday", "thursday", "friday"]
        .map(|name| format!(r#""{name}": {day}"#));
    format!(
        r#"{{"timezone": "{zone}", "hours": {{{}}}, "holidays": {holidays}}}"#,
        days.join(",")
    )
}

fn all_week(zone: &str) -> String {
    let day = r#"{"from": "00:00", "to": "24:00"}"#;
    let days = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    format!(
        r#"{{"timezone": "{zone}", "hours": {{{}}}}}"#,
        days.map(|name| format!(r#""{name}": {day}"#)).join(",")
    )
}

#[test]
fn only_open_hours_count() {
    let utc = week("UTC", "09:00", "17:00", "[]");
    check(&utc, "2026-03-04T09:00:00Z", "2026-03-04T13:00:00Z");
    check(&utc, "2026-03-04T03:00:00Z", "2026-03-04T13:00:00Z");
    check(&utc, "2026-03-04T13:00:00Z", "2026-03-04T17:00:00Z");
    check(&utc, "2026-03-04T13:00:01Z", "2026-03-05T09:00:01Z");
    check(&utc, "2026-03-04T15:30:00Z", "2026-03-05T11:30:00Z");
    check(&utc, "2026-03-04T17:00:00Z", "2026-03-05T13:00:00Z");
    check(&utc, "2026-03-04T23:59:59Z", "2026-03-05T13:00:00Z");
}

#[test]
fn weekends_and_holidays_are_closed() {
    let utc = week("UTC", "09:00", "17:00", "[]");
    check(&utc, "2026-03-06T16:00:00Z", "2026-03-09T12:00:00Z");
    check(&utc, "2026-03-07T12:00:00Z", "2026-03-09T13:00:00Z");
    check(&utc, "2026-03-08T23:00:00Z", "2026-03-09T13:00:00Z");
    let easter = week("UTC", "09:00", "17:00", r#"["2026-04-03", "2026-04-06"]"#);
    check(&easter, "2026-04-02T16:00:00Z", "2026-04-07T12:00:00Z");
    check(&easter, "2026-04-03T10:00:00Z", "2026-04-07T13:00:00Z");
    let new_year = week("UTC", "09:00", "17:00", r#"["2026-01-01"]"#);
    check(&new_year, "2025-12-31T15:00:00Z", "2026-01-02T11:00:00Z");
}

#[test]
fn hours_are_those_of_the_schedules_zone_and_so_are_holidays() {
    check(
        &week("America/New_York", "09:00", "17:00", "[]"),
        "2026-03-04T10:00:00Z",
        "2026-03-04T18:00:00Z",
    );
    check(
        &week("Asia/Kolkata", "09:30", "18:00", "[]"),
        "2026-03-04T00:00:00Z",
        "2026-03-04T08:00:00Z",
    );
    check(
        &week("Pacific/Auckland", "09:00", "17:00", "[]"),
        "2026-03-03T21:00:00Z",
        "2026-03-04T01:00:00Z",
    );
    // In Auckland it is Saturday already.
    check(
        &week("Pacific/Auckland", "09:00", "17:00", "[]"),
        "2026-03-06T21:00:00Z",
        "2026-03-09T00:00:00Z",
    );
    let holiday = week("Asia/Tokyo", "09:00", "17:00", r#"["2026-03-04"]"#);
    check(&holiday, "2026-03-03T23:00:00Z", "2026-03-05T04:00:00Z");
}

#[test]
fn daylight_saving_in_the_north() {
    let berlin = week("Europe/Berlin", "09:00", "17:00", "[]");
    check(&berlin, "2026-03-27T15:00:00Z", "2026-03-30T10:00:00Z");
    check(&berlin, "2026-10-23T14:00:00Z", "2026-10-26T11:00:00Z");
    // The night of 29 March is an hour shorter, that of 25 October an hour longer.
    let always = all_week("Europe/Berlin");
    check(&always, "2026-03-29T00:30:00Z", "2026-03-29T04:30:00Z");
    check_target(
        "business",
        24 * 60,
        &all_week("Europe/Berlin"),
        "2026-03-28T23:00:00Z",
        "2026-03-29T23:00:00Z",
    );
    let nights = r#"{"timezone": "Europe/Berlin", "hours": {"sunday": {"from": "00:00", "to": "04:00"}, "monday": {"from": "00:00", "to": "04:00"}}}"#;
    check(nights, "2026-03-28T20:00:00Z", "2026-03-29T23:00:00Z");
    check(nights, "2026-10-24T20:00:00Z", "2026-10-25T02:00:00Z");
}

#[test]
fn daylight_saving_in_the_south() {
    let sydney = week("Australia/Sydney", "09:00", "17:00", "[]");
    check(&sydney, "2026-04-03T04:00:00Z", "2026-04-06T01:00:00Z");
    check(&sydney, "2026-10-02T05:00:00Z", "2026-10-05T00:00:00Z");
    let nights = r#"{"timezone": "Australia/Sydney", "hours": {"sunday": {"from": "00:00", "to": "04:00"}, "monday": {"from": "00:00", "to": "04:00"}}}"#;
    check(nights, "2026-04-04T10:00:00Z", "2026-04-04T17:00:00Z");
    check(nights, "2026-10-03T10:00:00Z", "2026-10-04T14:00:00Z");
}

#[test]
fn around_the_clock_on_weekdays_and_around_the_clock_every_day() {
    let utc = week("UTC", "09:00", "17:00", r#"["2026-03-04"]"#);
    check_target(
        "24x5",
        240,
        &utc,
        "2026-03-03T22:00:00Z",
        "2026-03-04T02:00:00Z",
    );
    check_target(
        "24x5",
        240,
        &utc,
        "2026-03-06T22:00:00Z",
        "2026-03-09T02:00:00Z",
    );
    check_target(
        "24x5",
        240,
        &utc,
        "2026-03-07T12:00:00Z",
        "2026-03-09T04:00:00Z",
    );
    check_target(
        "24x5",
        240,
        &week("Asia/Tokyo", "09:00", "17:00", "[]"),
        "2026-03-06T14:00:00Z",
        "2026-03-08T18:00:00Z",
    );
    check_target(
        "24x7",
        240,
        &utc,
        "2026-03-06T22:00:00Z",
        "2026-03-07T02:00:00Z",
    );
    check_target(
        "24x7",
        240,
        &utc,
        "2026-03-04T03:00:00Z",
        "2026-03-04T07:00:00Z",
    );
}

#[test]
fn a_schedule_that_never_opens_estimates_nothing() {
    let rules = rules_of(r#"{"schedule": {"timezone": "UTC", "hours": {}}}"#);
    assert_eq!(
        running(&ticket(1, "premium replies:0 customer:-1h"), &rules),
        None
    );
}
