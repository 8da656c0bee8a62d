use super::check;
const PRESET: &str = "handbook-2016";

#[test]
fn first_replies_then_next_replies_then_new_then_other_clocks() {
    check(
        PRESET,
        &[
            (1, "free low frt:+2h"),
            (2, "premium urgent nrt:-9d"),
            (2, "starter low nrt:+2h"),
            (3, "free low new clocks:none"),
            (4, "premium urgent nrt:+2h1s"),
            (4, "premium urgent frt:+3h"),
            (5, "premium urgent clocks:none"),
        ],
    );
}

#[test]
fn breached_counts_as_near() {
    check(
        PRESET,
        &[
            (1, "frt:-5h"),
            (1, "frt:+0s"),
            (1, "frt:+1s"),
            (1, "frt:+2h"),
            (2, "nrt:-5h"),
            (2, "nrt:+1s"),
        ],
    );
}

#[test]
fn new_tickets_go_oldest_first_clock_or_not_unless_near_breach() {
    check(
        PRESET,
        &[
            (1, "new frt:+1h age:1h"),
            (2, "new nrt:+1h age:1h"),
            (3, "new clocks:none age:5d low"),
            (3, "new frt:+2h1s age:4d low"),
            (3, "new frt:+9h age:3d urgent"),
            (3, "new age:2d urgent"),
            (3, "new nrt:+3h age:1d urgent emergency"),
        ],
    );
}

#[test]
fn plan_plays_no_part_in_ties_neither() {
    check(
        PRESET,
        &[
            (1, "#1 free frt:+1h"),
            (1, "#2 premium frt:+1h"),
            (1, "#3 no-org frt:+1h"),
            (2, "#4 free high nrt:-1h"),
            (2, "#5 premium low nrt:-1h"),
            (4, "#6 trial nrt:+9h"),
            (4, "#7 ultimate nrt:+9h"),
            (5, "#8 core clocks:none"),
            (5, "#9 gold clocks:none"),
        ],
    );
}

#[test]
fn other_clocks_go_by_least_time_left() {
    check(
        PRESET,
        &[
            (4, "free low nrt:+3h"),
            (4, "premium urgent nrt:+4h"),
            (4, "strategic nrt:+5h"),
        ],
    );
}
