//! Zendesk's agent pages and API, and GitLab's host, on this machine under their real names.
//!
//! [`World`] is the account as a pure state machine; [`Standin`] serves it over TLS, with faults.

mod control;
mod fault;
mod pages;
mod seed;
mod serve;
pub mod world;

pub use control::{Control, LIVE_EVERY, Logged};
pub use fault::{Fault, Match, What};
pub use serve::{Options, Standin};
pub use world::{SlaMode, World};
