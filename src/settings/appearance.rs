//! What is shown in Zendesk and on the toolbar.

use super::read::{At, Read, put};

/// Each can be switched off: badges on rows, on the ticket with its flags, on Zendesk's tabs; the component and the button
/// that escalates; the count on the toolbar.
const PARTS: [&str; 6] = [
    "lists",
    "ticket",
    "tabs",
    "component",
    "escalation",
    "toolbar",
];

/// What is switched off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appearance {
    off: [bool; PARTS.len()],
}

impl Appearance {
    pub(super) fn apply(&mut self, at: &At<'_, '_>) -> Read<()> {
        at.object(&PARTS)?;
        for (off, part) in self.off.iter_mut().zip(PARTS) {
            put(off, at.given(part), |at| Ok(!at.truth()?))?;
        }
        Ok(())
    }

    /// The parts that are switched off, with blanks between them: `lists toolbar`.
    #[must_use]
    pub fn hidden(&self) -> String {
        let mut hidden = String::new();
        for (off, part) in self.off.iter().zip(PARTS) {
            if *off {
                hidden.push_str(part);
                hidden.push(' ');
            }
        }
        hidden.truncate(hidden.trim_end().len());
        hidden
    }

    /// Whether tickets near or past breach are counted on the toolbar.
    #[must_use]
    pub fn counts(&self) -> bool {
        let [.., toolbar] = self.off;
        !toolbar
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::Settings;

    #[test]
    fn what_is_switched_off_is_named() {
        for (settings, hidden, counts) in [
            ("{}", "", true),
            (r#"{"appearance": {"tabs": true}}"#, "", true),
            (
                r#"{"appearance": {"tabs": false, "lists": false}}"#,
                "lists tabs",
                true,
            ),
            (r#"{"appearance": {"toolbar": false}}"#, "toolbar", false),
        ] {
            let appearance = Settings::parse(settings)
                .expect("it can be used")
                .appearance;
            assert_eq!(appearance.hidden(), hidden, "{settings}");
            assert_eq!(appearance.counts(), counts, "{settings}");
        }
    }
}
