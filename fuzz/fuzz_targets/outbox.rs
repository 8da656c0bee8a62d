//! A line is a step: any wishes, any answers, any kept text, kills in between.
#![no_main]

#[path = "../../tests/outbox/wild.rs"]
mod wild;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| wild::run(text));
