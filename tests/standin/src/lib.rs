//! Zendesk's agent pages and API, and GitLab's host, on this machine under their real names.
//!
//! [`World`] and [`GitLab`] are the two as pure state machines; `Standin` serves both over TLS, with faults, where the
//! feature `serve` is on.

#[cfg(feature = "serve")]
mod control;
#[cfg(feature = "serve")]
mod fault;
pub mod gitlab;
#[cfg(feature = "serve")]
mod pages;
mod seed;
#[cfg(feature = "serve")]
mod serve;
pub mod world;

#[cfg(feature = "serve")]
pub use control::{Control, LIVE_EVERY, Logged};
#[cfg(feature = "serve")]
pub use fault::{Fault, Match, What};
pub use gitlab::GitLab;
#[cfg(feature = "serve")]
pub use serve::{Options, Standin};
pub use world::{SlaMode, World};
