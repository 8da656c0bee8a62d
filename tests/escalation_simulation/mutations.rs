//! Without any one of its rules the protocol fails, and within a few seeds.

use super::simulation::{
    run::{run, settings},
    scene::Protocol,
};
use vanguard::escalation::outbox::Rules;

const WITHIN: u64 = 20_000;

fn check(rule: &str, protocol: Protocol) {
    let settings = settings();
    let failed = (0..WITHIN).find_map(|seed| Some((seed, run(seed, &settings, protocol).err()?)));
    match failed {
        Some((seed, what)) => println!("without `{rule}`, seed {seed}: {what}"),
        None => panic!("without `{rule}` none of {WITHIN} seeds fails"),
    }
}

macro_rules! without {
    ($($rule:ident),+ $(,)?) => {
        $(#[test]
        fn $rule() {
            let rules = Rules { $rule: false, ..Rules::ALL };
            check(stringify!($rule), Protocol { rules, lock: true });
        })+
    };
}

without!(
    save_before_post,
    look_up_after_unknown,
    wait_out_lag,
    claim,
    safe_update,
    wait_out_stamp,
    look_for_note,
    recheck,
);

#[test]
fn lock() {
    check(
        "lock",
        Protocol {
            rules: Rules::ALL,
            lock: false,
        },
    );
}
