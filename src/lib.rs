//! Vanguard's core: which support ticket comes first, and why.
//!
//! Everything here is pure: no clock, no randomness, no I/O, no panics. Time, settings and what
//! Zendesk answered come in as arguments. Only [`shell`] touches a browser, and only when built
//! for one.
//!
//! ```
//! use vanguard::{priority, settings::Settings, time::Time, zendesk};
//!
//! let body = r#"{"ticket": {"id": 7, "status": "open", "priority": "high", "tags": ["premium"],
//!     "slas": {"policy_metrics": [{"metric": "next_reply_time", "stage": "active",
//!                                  "breach_at": "2026-01-01T11:00:00Z"}]}}}"#;
//! let parsed = zendesk::parse_tickets(body)?;
//! let now = Time::parse("2026-01-01T10:00:00Z").ok_or("not a time")?;
//! let rules = Settings::parse("{}")?.rules(vanguard::schedule::Zone::utc())?;
//! let ranked = priority::rank(&parsed.tickets, &rules, now);
//! assert_eq!(ranked.first().map(|first| first.band), Some(2));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing
    )
)]
#![deny(missing_docs)]

#[cfg(feature = "browser")]
mod browser;
pub mod codes;
pub mod contribution;
pub mod customer;
#[cfg(any(feature = "cli", feature = "pages"))]
pub mod diagnostics;
pub mod engine;
pub mod escalation;
pub mod gitlab;
pub mod links;
pub mod meetings;
pub mod metrics;
pub mod news;
#[cfg(feature = "pages")]
mod pages;
pub mod priority;
pub mod schedule;
pub mod settings;
#[cfg_attr(
    not(any(feature = "cli", feature = "pages")),
    allow(
        dead_code,
        reason = "the background is handed the defaults with its settings"
    )
)]
mod shipped;
pub mod sla;
pub mod ticket;
pub mod time;
pub mod words;
pub mod zendesk;

#[cfg(feature = "errands")]
mod errands;
#[cfg(feature = "background")]
mod shell;
