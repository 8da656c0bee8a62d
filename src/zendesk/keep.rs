//! What of an answer is wanted: the rest stays in the page.

use serde::{Serialize, Serializer};

/// Top-level keys of a body, each with the fields that are wanted of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep(pub &'static [(&'static str, &'static [&'static str])]);

impl Serialize for Keep {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().copied())
    }
}
