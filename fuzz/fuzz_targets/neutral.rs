//! Any text made neutral: no quick action, no tag, and neutral text stays as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vanguard::escalation::neutral::{fenced, prose};

fuzz_target!(|text: &str| {
    let once = prose(text);
    assert!(
        once.split('\n')
            .all(|line| !line.trim_start().starts_with('/'))
    );
    assert_eq!(prose(&once), once);
    let block = fenced(text);
    let fence = block.len() - block.trim_start_matches('`').len();
    let inner = &block[fence..block.len() - fence];
    assert!(!inner.contains(&"`".repeat(fence)));
});
