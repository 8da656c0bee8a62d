//! Calendar files (RFC 5545), out of calls and into calls.
//!
//! Written out here, not taken from a crate: those for it bring parser generators and a second calendar, a tenth of what the
//! pages' WebAssembly may have. Two of them read what is written, in the tests.

mod event;
mod export;
mod import;
mod lines;
mod merge;
mod rule;
mod stamp;
mod timezone;

pub use export::export;
pub use import::{Found, import};
pub use merge::{Change, merge};

/// Ends the UIDs of calls that had none of their own.
const UID_END: &str = "@vanguard";
