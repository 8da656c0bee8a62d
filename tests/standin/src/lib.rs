//! Zendesk's agent pages and API, and GitLab's host, on this machine under their real names.
//!
//! [`World`] and [`GitLab`] are the two as pure state machines; [`Standin`] serves both over TLS, with faults.

mod control;
mod fault;
pub mod gitlab;
mod pages;
mod seed;
mod serve;
pub mod world;

pub use control::{Control, LIVE_EVERY, Logged};
pub use fault::{Fault, Match, What};
pub use gitlab::GitLab;
pub use serve::{Options, Standin};
pub use world::{SlaMode, World};
