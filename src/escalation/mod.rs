//! From a ticket to a GitLab issue: what it would say, where it would go, and what is there already.
//!
//! [`draft::write`] turns a [`case::Case`] into an issue that could be filed as it is;
//! [`duplicates`] says what to look for before it is filed, and how what was found compares;
//! [`outbox`] files it once, and writes back to the ticket. No text of a customer's reaches a
//! draft but through [`redact`] and then [`neutral`].

pub mod address;
pub mod blocks;
mod body;
pub mod case;
pub mod component;
pub mod conversation;
pub mod draft;
pub mod duplicates;
pub mod issue_type;
pub mod labels;
pub mod log;
pub mod marker;
pub mod neutral;
pub mod outbox;
mod page;
pub mod redact;
pub mod regression;
pub mod settings;
pub mod signature;
mod text;
pub mod title;
pub mod words;
