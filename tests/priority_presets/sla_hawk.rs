use super::check;
const PRESET: &str = "sla-hawk";

#[test]
fn most_breached_first_then_least_time_left_whatever_the_plan() {
    check(
        PRESET,
        &[
            (1, "free low nrt:-9d"),
            (1, "premium urgent emergency frt:-1h"),
            (1, "starter nrt:+0s"),
            (2, "no-org low nrt:+1s"),
            (2, "premium urgent strategic nrt:+2h"),
            (3, "free low nrt:+2h1s"),
            (3, "premium urgent emergency frt:+9h"),
            (4, "premium urgent emergency clocks:none"),
        ],
    );
}

#[test]
fn plan_plays_no_part_in_ties_neither() {
    check(
        PRESET,
        &[
            (1, "free high nrt:-1h"),
            (1, "premium low frt:-1h"),
            (1, "#1 free low nrt:-1h"),
            (1, "#2 premium low nrt:-1h"),
            (1, "#3 starter low nrt:-1h"),
            (4, "#4 free clocks:none"),
            (4, "#5 ultimate clocks:none"),
        ],
    );
}
