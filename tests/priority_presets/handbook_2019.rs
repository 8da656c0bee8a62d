use super::check;
const PRESET: &str = "handbook-2019";

#[test]
fn a_starter_near_breach_outranks_a_breached_premium_the_reverse_of_2018() {
    check(PRESET, &[(3, "starter nrt:+2h"), (4, "premium nrt:-9d")]);
    check(
        "handbook-2018",
        &[(3, "premium nrt:-9d"), (4, "starter nrt:+2h")],
    );
}

#[test]
fn bands_from_important_to_no_clock() {
    check(
        PRESET,
        &[
            (1, "free emergency low nrt:+9d"),
            (1, "bronze strategic low nrt:+9d"),
            (2, "premium low nrt:+2h"),
            (3, "starter low nrt:+1s"),
            (4, "premium urgent nrt:+0s"),
            (5, "starter urgent nrt:-9d"),
            (6, "starter low nrt:+2h1s"),
            (7, "free urgent nrt:-9d"),
            (8, "premium urgent emergency clocks:none"),
            (8, "premium urgent clocks:none"),
        ],
    );
}

#[test]
fn silver_is_premium_class_and_starter_is_any_other_paid_plan() {
    check(
        PRESET,
        &[
            (2, "premium nrt:+10m"),
            (2, "silver nrt:+11m"),
            (3, "bronze nrt:+1m"),
            (3, "ees nrt:+2m"),
            (3, "starter nrt:+3m"),
        ],
    );
}

#[test]
fn with_time_left_priority_decides_and_premium_comes_before_starter_at_each_step() {
    check(
        PRESET,
        &[
            (6, "premium urgent nrt:+9h"),
            (6, "starter urgent nrt:+3h"),
            (6, "premium high nrt:+9h"),
            (6, "starter high nrt:+3h"),
            (6, "premium normal nrt:+8h"),
            (6, "premium normal nrt:+9h"),
            (6, "starter normal nrt:+3h"),
            (6, "premium low nrt:+9h"),
            (6, "starter low nrt:+3h"),
            (6, "premium unset nrt:+9h"),
            (6, "starter unset nrt:+3h"),
        ],
    );
}

#[test]
fn clocks_of_unpaid_plans_come_after_every_paid_one_whatever_their_time() {
    check(
        PRESET,
        &[
            (6, "starter low nrt:+9d"),
            (7, "free low nrt:-9d"),
            (7, "trial urgent nrt:+1m"),
            (7, "no-org urgent nrt:+5h"),
            (8, "premium clocks:none"),
        ],
    );
}
