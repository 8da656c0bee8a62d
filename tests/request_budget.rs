//! 500 agents on one account of 700 requests a minute stay under a quarter of it (more where the
//! account shows SLAs on the ticket's page alone). What is and is not simulated: `common/load.rs`. Here the first hour, in a debug build;
//! `./build.sh bench` runs all eight.

mod common;

use common::load::{ACCOUNTS, report};

const HOURS: i64 = 1;

#[test]
fn the_accounts_limit_is_left_to_others() {
    println!("figure | budget | verdict");
    let kept = ACCOUNTS.map(|account| report(&account, HOURS));
    assert!(
        kept.iter().all(|kept| *kept),
        "over budget: see the figures above"
    );
}
