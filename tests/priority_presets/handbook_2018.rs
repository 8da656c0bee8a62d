use super::check;
const PRESET: &str = "handbook-2018";

#[test]
fn seven_bands_from_important_to_no_clock() {
    check(
        PRESET,
        &[
            (1, "free low emergency nrt:+3d"),
            (2, "premium low nrt:+119m"),
            (3, "premium urgent frt:-9d"),
            (4, "starter low nrt:+119m"),
            (5, "starter urgent frt:-9d"),
            (6, "premium urgent frt:+121m"),
            (7, "premium urgent clocks:none"),
        ],
    );
}

#[test]
fn premium_class_is_premium_ultimate_gold_and_dedicated_but_not_silver() {
    check(
        PRESET,
        &[
            (2, "premium nrt:+10m"),
            (2, "ultimate nrt:+20m"),
            (2, "gold nrt:+30m"),
            (2, "dedicated nrt:+40m"),
            (3, "gold nrt:-1m"),
            (4, "silver nrt:+1m"),
            (4, "starter nrt:+2m"),
            (4, "bronze nrt:+3m"),
            (4, "ees nrt:+4m"),
            (5, "silver nrt:-1m"),
        ],
    );
}

#[test]
fn exactly_120_minutes_left_is_near_and_a_second_more_is_not() {
    check(
        PRESET,
        &[
            (2, "premium nrt:+1h59m59s"),
            (2, "premium nrt:+2h"),
            (4, "starter nrt:+1h59m59s"),
            (4, "starter nrt:+2h"),
            (6, "premium nrt:+2h1s"),
            (6, "starter nrt:+2h1s"),
        ],
    );
}

#[test]
fn exactly_0_is_breached_and_a_second_left_is_near() {
    check(
        PRESET,
        &[
            (2, "premium nrt:+1s"),
            (3, "premium nrt:-1s"),
            (3, "premium nrt:+0s"),
            (4, "starter nrt:+1s"),
            (5, "starter nrt:-1s"),
            (5, "starter nrt:+0s"),
        ],
    );
}

#[test]
fn seconds_are_compared_not_rounded_minutes() {
    check(
        PRESET,
        &[
            (2, "premium low nrt:+30m10s"),
            (2, "premium urgent frt:+30m11s"),
            (3, "premium low nrt:-30m11s"),
            (3, "premium urgent frt:-30m10s"),
        ],
    );
}

#[test]
fn near_is_least_time_left_first_and_breached_is_longest_breached_first() {
    check(
        PRESET,
        &[
            (2, "premium low nrt:+5m"),
            (2, "ultimate urgent frt:+60m"),
            (2, "gold high nrt:+110m"),
            (3, "premium low nrt:-3d"),
            (3, "premium urgent frt:-2h"),
            (3, "premium urgent frt:-5m"),
            (4, "bronze low nrt:+5m"),
            (4, "starter urgent frt:+60m"),
            (5, "bronze low nrt:-3d"),
            (5, "starter urgent frt:-5m"),
        ],
    );
}

#[test]
fn important_is_an_emergency_or_a_strategic_organisation_whatever_its_plan_and_time() {
    check(
        PRESET,
        &[
            (1, "starter low emergency nrt:-5h"),
            (1, "premium emergency nrt:+1m"),
            (1, "free low emergency nrt:+10d"),
            (1, "premium strategic nrt:-2d"),
            (1, "starter low strategic nrt:+5h"),
            (2, "premium urgent nrt:+1m"),
        ],
    );
}

#[test]
fn inside_important_emergencies_come_first_then_least_time_left() {
    check(
        PRESET,
        &[
            (1, "emergency nrt:+9h"),
            (1, "emergency strategic nrt:+10h"),
            (1, "strategic nrt:-1h"),
            (1, "strategic nrt:+1m"),
        ],
    );
}

#[test]
fn important_without_a_running_clock_is_in_the_last_band() {
    check(
        PRESET,
        &[
            (6, "free low nrt:+20d"),
            (7, "premium urgent emergency clocks:none"),
            (7, "premium urgent emergency strategic solved low"),
            (7, "premium urgent strategic clocks:none"),
            (7, "premium low strategic closed nrt:-1d"),
        ],
    );
}

#[test]
fn everything_else_goes_by_category_priority_time_left_metric_and_age() {
    check(
        PRESET,
        &[
            (6, "premium urgent nrt:+9h"),
            (6, "premium high nrt:+3h"),
            (6, "premium normal nrt:+4h"),
            (6, "premium normal nrt:+5h"),
            (6, "premium low frt:+3h age:1d"),
            (6, "premium low nrt:+3h age:9d"),
            (6, "premium low nrt:+3h age:8d"),
            (6, "premium unset nrt:+3h"),
            (6, "starter urgent nrt:+20h"),
            (6, "free urgent nrt:+21h"),
            (6, "starter low nrt:+3h"),
        ],
    );
}

#[test]
fn a_running_clock_on_a_plan_without_sla_or_no_plan_is_band_six() {
    for plan in [
        "free",
        "core",
        "community",
        "trial",
        "expired",
        "plan-hold",
        "no-org",
        "",
    ] {
        check(
            PRESET,
            &[
                (5, "starter nrt:-1m"),
                (6, &format!("{plan} nrt:-3d")),
                (6, &format!("{plan} nrt:-1m")),
                (6, &format!("{plan} nrt:+30m")),
                (6, &format!("{plan} nrt:+3h")),
                (7, "premium clocks:none"),
            ],
        );
    }
}

#[test]
fn ties_in_a_band_go_by_category_priority_metric_age_and_then_the_lower_id() {
    check(
        PRESET,
        &[
            (1, "premium emergency low nrt:+3h"),
            (1, "premium strategic low nrt:+3h"),
            (1, "starter strategic urgent nrt:+3h"),
            (2, "premium urgent nrt:+30m"),
            (2, "premium high frt:+30m"),
            (2, "premium high nrt:+30m"),
            (2, "premium low frt:+30m age:3d"),
            (2, "premium low frt:+30m age:2d"),
            (3, "#1 premium low nrt:-30m"),
            (3, "#2 premium low nrt:-30m"),
            (3, "#10 premium low nrt:-30m"),
            (6, "#3 free low nrt:+5h"),
            (6, "#4 free low nrt:+5h"),
        ],
    );
}

#[test]
fn without_a_clock_the_order_is_that_of_the_band_above() {
    check(
        PRESET,
        &[
            (7, "free low emergency clocks:none"),
            (7, "premium urgent clocks:none"),
            (7, "premium low clocks:none age:9d"),
            (7, "premium low solved nrt:-9d age:8d"),
            (7, "premium low clocks:none age:7d"),
            (7, "starter urgent clocks:none"),
            (7, "free high clocks:none"),
            (7, "#8 free low clocks:none"),
            (7, "#9 free low clocks:none"),
        ],
    );
}

#[test]
fn the_clock_runs_in_new_open_pending_and_on_hold_alike() {
    check(
        PRESET,
        &[
            (2, "premium pending nrt:+10m"),
            (2, "premium on-hold nrt:+11m"),
            (2, "premium new nrt:+12m"),
            (2, "premium open nrt:+13m"),
        ],
    );
}

#[test]
fn assigned_to_somebody_else_never_lowers_a_ticket() {
    check(
        PRESET,
        &[
            (2, "premium assigned nrt:+10m"),
            (2, "premium nrt:+11m"),
            (3, "premium assigned nrt:-11m"),
            (3, "premium nrt:-10m"),
        ],
    );
}
