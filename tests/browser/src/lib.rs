//! Drives real browsers with the extension exactly as it is shipped.
//!
//! `harness` starts the drivers and the browsers and knows how to ask them things; `stage` puts them on the
//! stand-in; `cases` are the promises, one async function each; `demo` and `bench` use the same harness.

pub mod bench;
pub mod cases;
pub mod demo;
pub mod harness;
pub mod runner;
pub mod stage;
