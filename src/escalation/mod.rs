//! From a ticket to a GitLab issue: what it would say, where it would go, and what is there already.
//!
//! [`draft::write`] turns a [`case::Case`] into an issue that could be filed as it is;
//! [`duplicates`] says what to look for before it is filed, and how what was found compares;
//! [`review`] is what a person makes of it, and [`preview`] what GitLab will;
//! [`outbox`] files it once, and writes back to the ticket; [`follow`] says what becomes of it there; [`overview`] lists
//! them all. No text of a customer's reaches a draft but through [`redact`] and then [`neutral`].

pub mod address;
pub mod blocks;
mod body;
pub mod case;
pub mod conversation;
pub mod draft;
pub mod duplicates;
pub mod follow;
pub mod issue_type;
pub mod labels;
pub mod log;
pub mod marker;
pub mod neutral;
pub mod outbox;
pub mod overview;
mod page;
pub mod preview;
pub mod redact;
pub mod regression;
pub mod review;
pub mod settings;
pub mod signature;
mod text;
pub mod title;
pub mod words;

pub(crate) use text::shortened;
