//! The texts that ship beside the code: each section's defaults, and the schema. The command line and the tests have
//! them compiled in; the pages that need them are handed them, so that the package has each of them once.

/// A file that ships.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shipped {
    /// What orders tickets, and where issues go.
    Settings,
    /// How an issue is written.
    Escalation,
    /// What is taken out of a customer's text.
    Redaction,
    /// The table of components.
    Contribution,
    /// What may be set.
    Schema,
}

#[cfg(not(target_arch = "wasm32"))]
impl Shipped {
    /// JSON text.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Settings => include_str!("settings/defaults.json"),
            Self::Escalation => include_str!("escalation/defaults.json"),
            Self::Redaction => include_str!("escalation/redact/defaults.json"),
            Self::Contribution => include_str!("contribution/defaults.json"),
            Self::Schema => include_str!("settings/schema.json"),
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod handed {
    use super::Shipped;
    use std::cell::RefCell;

    thread_local! {
        static TEXTS: RefCell<Vec<(String, &'static str)>> = const { RefCell::new(Vec::new()) };
    }

    /// Hands over a file of this name, before anything else is asked of the module.
    #[cfg(feature = "review")]
    #[wasm_bindgen::prelude::wasm_bindgen]
    pub fn ship(name: String, text: String) {
        // It is kept for as long as the module is there, and so is the module for as long as the page.
        TEXTS.with_borrow_mut(|texts| texts.push((name, text.leak())));
    }

    impl Shipped {
        /// JSON text; of a file that was not handed over, none.
        pub(crate) fn text(self) -> &'static str {
            let name = match self {
                Self::Settings => "settings",
                Self::Escalation => "escalation",
                Self::Redaction => "redaction",
                Self::Contribution => "contribution",
                Self::Schema => "schema",
            };
            TEXTS.with_borrow(|texts| {
                let found = texts.iter().find(|(known, _)| known == name);
                found.map_or("", |(_, text)| text)
            })
        }
    }
}
