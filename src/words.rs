//! What people read, in their language. Every sentence that the core says is a message of `extension/_locales`: the browser
//! looks it up in the language that it is set to, the command line and the tests in English.

/// Looks a message up by its key, with the values in the place of its `$1` to `$9`; empty where there is none of that key.
pub type Words = fn(key: &str, values: &[&str]) -> String;

/// A name from the settings. Those that ship are messages too, under `name_` and what letters and digits they have;
/// what a team has named itself stays as it is written.
#[must_use]
pub fn named(words: Words, name: &str) -> String {
    looked_up(words, "name", name, usize::MAX)
}

/// So many words of a text that nobody can change are in the key of its message.
const LONGEST_KEY: usize = 8;

/// A text that is a message under `prefix` and the letters and digits of its first words; as it is written where it is none.
#[must_use]
pub fn known(words: Words, prefix: &str, text: &str) -> String {
    looked_up(words, prefix, text, LONGEST_KEY)
}

fn looked_up(words: Words, prefix: &str, text: &str, most: usize) -> String {
    let mut key = prefix.to_owned();
    let parts = text.split(|letter: char| !letter.is_ascii_alphanumeric());
    for part in parts.filter(|part| !part.is_empty()).take(most) {
        key.push('_');
        key.push_str(&part.to_ascii_lowercase());
    }
    let known = words(&key, &[]);
    if known.is_empty() {
        text.to_owned()
    } else {
        known
    }
}

/// A span in the two largest units that matter: `3 d 4 h`, `1 h 05 min`, `12 min`.
#[must_use]
pub fn span(words: Words, seconds: i64) -> String {
    let minutes = seconds.unsigned_abs() / 60;
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let [d, h, min] = ["unit_days", "unit_hours", "unit_minutes"].map(|unit| words(unit, &[]));
    match (days, hours) {
        (0, 0) => format!("{rest} {min}"),
        (0, _) => format!("{hours} {h} {rest:02} {min}"),
        _ => format!("{days} {d} {hours} {h}"),
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod english {
    use std::{collections::HashMap, sync::LazyLock};

    const MESSAGES: &str = include_str!("../extension/_locales/en/messages.json");

    static ENGLISH: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
        let messages: serde_json::Value = serde_json::from_str(MESSAGES).unwrap_or_default();
        let messages = messages.as_object().into_iter().flatten();
        messages
            .filter_map(|(key, one)| Some((key.clone(), one.get("message")?.as_str()?.to_owned())))
            .collect()
    });

    /// For the command line and tests: no browser is asked, and nobody's language.
    #[must_use]
    pub fn english(key: &str, values: &[&str]) -> String {
        let Some(message) = ENGLISH.get(key) else {
            return String::new();
        };
        let mut parts = message.split('$');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let mut rest = part.chars();
            let place = rest.next().and_then(|digit| digit.to_digit(10));
            let place = place.and_then(|place| usize::try_from(place).ok());
            let value = place.and_then(|place| values.get(place.checked_sub(1)?));
            text.push_str(value.unwrap_or(&""));
            text.push_str(rest.as_str());
        }
        text
    }
}

#[cfg(not(target_arch = "wasm32"))]
pub use english::english;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{DAY, HOUR, MINUTE};

    #[test]
    fn spans_read_naturally() {
        for (seconds, text) in [
            (0, "0 min"),
            (59, "0 min"),
            (12 * MINUTE, "12 min"),
            (65 * MINUTE, "1 h 05 min"),
            (-65 * MINUTE, "1 h 05 min"),
            (3 * DAY + 4 * HOUR, "3 d 4 h"),
            (i64::MIN, "106751991167300 d 15 h"),
        ] {
            assert_eq!(span(english, seconds), text);
        }
    }

    #[test]
    fn values_stand_where_the_message_has_them() {
        for (key, values, text) in [
            (
                "reason_band",
                &["Mine", "2", "7", "own"][..],
                "Mine: band 2 of 7 in own.",
            ),
            (
                "reason_band",
                &["$2", "2", "7", "$1"],
                "$2: band 2 of 7 in $1.",
            ),
            ("headline", &["8"], "Score 8: "),
            ("no_such_message", &["8"], ""),
        ] {
            assert_eq!(english(key, values), text);
        }
    }

    #[test]
    fn names_of_ones_own_stay() {
        fn other(key: &str, _: &[&str]) -> String {
            let known = key == "name_premium_near_breach";
            if known {
                "Premium, knapp".to_owned()
            } else {
                String::new()
            }
        }
        for (name, said) in [
            ("Premium, near breach", "Premium, knapp"),
            ("premium -- NEAR breach!", "Premium, knapp"),
            ("Ours", "Ours"),
            ("重要", "重要"),
            ("", ""),
        ] {
            assert_eq!(named(other, name), said);
        }
    }
}
