//! Patience.

use super::*;

#[test]
fn limits_are_kept_to_and_not_cut_short() {
    for (answer, code, seconds) in [
        ("429", "VG-GITLAB-RATE", 61..=76),
        ("429 7", "VG-GITLAB-RATE", 8..=9),
    ] {
        let mut play = after(&[TO_POST]);
        let came = play.step(answer);
        let (shown, wait) = came.split_once(", in ").expect("it waits");
        let wait: i64 = wait.trim_end_matches(" s").parse().expect("seconds");
        assert_eq!(shown, code);
        assert!(seconds.contains(&wait), "{answer}: {wait}");
        assert!(play.step("retry").starts_with(code));
        assert!(play.step("kill").starts_with(code));
        check(
            &mut play,
            "alarm -> session, ok -> ticket, ok -> comments, ok -> post",
        );
    }
}

#[test]
fn failures_are_waited_out_longer_each_time_and_a_person_may_cut_it_short() {
    let mut play = after(&["file -> session, 500 -> VG-SERVER & in 16 s, alarm -> session"]);
    let waits: Vec<String> = (0..5)
        .map(|_| {
            let came = play.step("500");
            play.step("alarm");
            came
        })
        .collect();
    let seconds = |text: &String| -> i64 {
        let (_, wait) = text.split_once(", in ").expect("it waits");
        wait.trim_end_matches(" s").parse().expect("seconds")
    };
    let seconds: Vec<i64> = waits.iter().map(seconds).collect();
    assert!(
        seconds.windows(2).all(|pair| pair[1] > pair[0]),
        "{seconds:?}"
    );
    play.step("500");
    check(&mut play, "retry -> session");
}

#[test]
fn a_clock_that_was_set_back_does_not_stop_it() {
    let mut play = after(&["file -> session, 500 -> VG-SERVER & in 16 s"]);
    play.now -= 86_400;
    check(&mut play, "resume -> session");
}

#[test]
fn what_was_not_sent_was_not_done() {
    let mut play = after(&[TO_POST]);
    assert!(play.step("not sent").starts_with("VG-GITLAB"));
    check(&mut play, "alarm -> ticket, ok -> comments, ok -> post");
}
