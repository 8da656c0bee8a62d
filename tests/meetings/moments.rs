//! When a call is, by the clocks of its own zone and of whoever looks.

use super::{shown_all, team};

/// `viewer's zone -> calls`, from a moment on for so many days.
fn check(words: &str, from: &str, days: i64, table: &[(&str, &str)]) {
    let team = team(&[words]);
    for (here, expected) in table {
        assert_eq!(
            shown_all(&team, from, days, here),
            *expected,
            "{words}, seen from {here}"
        );
    }
}

#[test]
fn a_zones_own_daylight_saving() {
    // New York goes forward on 2026-03-08, Berlin on 2026-03-29: three weeks apart by an hour less.
    check(
        "tuesday 15:00 America/New_York",
        "2026-03-01T00:00:00Z",
        32,
        &[
            (
                "UTC",
                "Tue 2026-03-03 20:00, Tue 2026-03-10 19:00, Tue 2026-03-17 19:00, Tue 2026-03-24 19:00, Tue 2026-03-31 19:00",
            ),
            (
                "Europe/Berlin",
                "Tue 2026-03-03 21:00, Tue 2026-03-10 20:00, Tue 2026-03-17 20:00, Tue 2026-03-24 20:00, Tue 2026-03-31 21:00",
            ),
        ],
    );
    // Pinned to UTC, it is the viewer's clock that moves.
    check(
        "tuesday 03:00 UTC",
        "2026-03-24T00:00:00Z",
        10,
        &[
            (
                "Europe/Berlin",
                "Tue 2026-03-24 04:00, Tue 2026-03-31 05:00",
            ),
            (
                "America/Los_Angeles",
                "Mon 2026-03-23 20:00, Mon 2026-03-30 20:00",
            ),
            (
                "Australia/Sydney",
                "Tue 2026-03-24 14:00, Tue 2026-03-31 14:00",
            ),
        ],
    );
}

#[test]
fn the_southern_hemisphere() {
    // Sydney goes back on 2026-04-05 and forward on 2026-10-04.
    check(
        "monday 09:00 Australia/Sydney",
        "2026-03-29T00:00:00Z",
        10,
        &[
            ("UTC", "Sun 2026-03-29 22:00, Sun 2026-04-05 23:00"),
            (
                "America/New_York",
                "Sun 2026-03-29 18:00, Sun 2026-04-05 19:00",
            ),
        ],
    );
    check(
        "monday 09:00 Australia/Sydney",
        "2026-09-27T00:00:00Z",
        10,
        &[("UTC", "Sun 2026-09-27 23:00, Sun 2026-10-04 22:00")],
    );
    // Half an hour.
    check(
        "monday 09:00 Australia/Lord_Howe",
        "2026-03-29T00:00:00Z",
        10,
        &[("UTC", "Sun 2026-03-29 22:00, Sun 2026-04-05 22:30")],
    );
}

#[test]
fn a_time_that_does_not_exist_takes_the_offset_before_the_gap() {
    check(
        "sunday 02:30 America/New_York",
        "2026-03-08T00:00:00Z",
        1,
        &[
            ("UTC", "Sun 2026-03-08 07:30"),
            ("America/New_York", "Sun 2026-03-08 03:30"),
        ],
    );
    check(
        "last sunday 02:00 Europe/Berlin",
        "2026-03-29T00:00:00Z",
        1,
        &[("UTC", "Sun 2026-03-29 01:00")],
    );
    check(
        "last sunday 02:59 Europe/Berlin",
        "2026-03-29T00:00:00Z",
        1,
        &[("UTC", "Sun 2026-03-29 01:59")],
    );
    check(
        "last sunday 03:00 Europe/Berlin",
        "2026-03-29T00:00:00Z",
        1,
        &[("UTC", "Sun 2026-03-29 01:00")],
    );
    check(
        "1st sunday 02:15 Australia/Sydney",
        "2026-10-03T12:00:00Z",
        1,
        &[("UTC", "Sat 2026-10-03 16:15")],
    );
    // Clocks that go at midnight: Lebanon and Cuba.
    check(
        "last sunday 00:15 Asia/Beirut",
        "2026-03-28T12:00:00Z",
        1,
        &[("UTC", "Sat 2026-03-28 22:15")],
    );
    check(
        "2nd sunday 00:30 America/Havana",
        "2026-03-08T00:00:00Z",
        1,
        &[("UTC", "Sun 2026-03-08 05:30")],
    );
}

#[test]
fn a_time_that_exists_twice_is_the_first() {
    check(
        "1st sunday 01:30 America/New_York",
        "2026-11-01T00:00:00Z",
        1,
        &[("UTC", "Sun 2026-11-01 05:30")],
    );
    check(
        "last sunday 02:30 Europe/Berlin",
        "2026-10-25T00:00:00Z",
        1,
        &[("UTC", "Sun 2026-10-25 00:30")],
    );
    check(
        "last sunday 03:00 Europe/Berlin",
        "2026-10-25T00:00:00Z",
        1,
        &[("UTC", "Sun 2026-10-25 02:00")],
    );
    check(
        "1st sunday 02:30 Australia/Sydney",
        "2026-04-04T12:00:00Z",
        1,
        &[("UTC", "Sat 2026-04-04 15:30")],
    );
}

#[test]
fn at_the_date_line() {
    // An APAC Tuesday is a Monday elsewhere, and 26 hours lie between Kiritimati and Baker Island.
    check(
        "tuesday 10:00 Pacific/Auckland",
        "2026-06-01T00:00:00Z",
        4,
        &[
            ("Pacific/Auckland", "Tue 2026-06-02 10:00"),
            ("America/Los_Angeles", "Mon 2026-06-01 15:00"),
            ("Pacific/Pago_Pago", "Mon 2026-06-01 11:00"),
            ("Europe/London", "Mon 2026-06-01 23:00"),
        ],
    );
    check(
        "wednesday 00:30 Pacific/Kiritimati",
        "2026-06-01T00:00:00Z",
        4,
        &[
            ("UTC", "Tue 2026-06-02 10:30"),
            ("Etc/GMT+12", "Mon 2026-06-01 22:30"),
        ],
    );
    // Samoa had no 2011-12-30.
    check(
        "friday 12:00 Pacific/Apia",
        "2011-12-22T00:00:00Z",
        17,
        &[(
            "Pacific/Apia",
            "Fri 2011-12-23 12:00, Sat 2011-12-31 12:00, Fri 2012-01-06 12:00",
        )],
    );
}

#[test]
fn over_new_year() {
    check(
        "thursday 20:00 America/New_York",
        "2026-12-30T00:00:00Z",
        10,
        &[
            (
                "America/New_York",
                "Thu 2026-12-31 20:00, Thu 2027-01-07 20:00",
            ),
            ("Asia/Tokyo", "Fri 2027-01-01 10:00, Fri 2027-01-08 10:00"),
        ],
    );
    check(
        "5th thursday 23:30 UTC",
        "2026-12-30T00:00:00Z",
        3,
        &[
            ("UTC", "Thu 2026-12-31 23:30"),
            ("Asia/Kathmandu", "Fri 2027-01-01 05:15"),
        ],
    );
}

#[test]
fn a_call_is_as_long_as_it_says_whatever_the_clocks_do() {
    use vanguard::meetings::{Database, Occurrences};
    let team = team(&["1st sunday 01:30 America/New_York for 90"]);
    let from = super::at("2026-11-01T00:00:00Z");
    let one = Occurrences::new(&team, &Database, from, from.plus(86_400))
        .expect("zones")
        .next();
    let ends = one
        .and_then(|one| one.time)
        .and_then(|(_, end)| end.rfc3339());
    assert_eq!(ends.as_deref(), Some("2026-11-01T07:00:00Z"));
}
