//! What holds for any tickets, any settings, any time and any text.

mod any;
#[path = "../common/mod.rs"]
mod common;
mod order;
mod parsers;
mod presets_of_ones_own;
mod times;
