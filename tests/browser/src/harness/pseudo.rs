//! A build in a language that nobody speaks: accented, two fifths longer and in brackets, so that a text without them is
//! one that was never looked up.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;
use tempfile::TempDir;

use super::paths;

/// For each letter, one that is read like it.
const ACCENTED: &str = "áƀçđéƒĝĥíĵķļɱñóþǫŕšŧúṽŵẋýž";
const LONGER: &str = " ·~·~·~·";

/// A copy of an extension that is built, in this language alone. The folder is gone when it is dropped.
pub fn build(dist: &Path) -> Result<TempDir> {
    let folder = tempfile::Builder::new()
        .prefix("vanguard-pseudo-")
        .tempdir()?;
    paths::copy(dist, folder.path())?;
    let locales = folder.path().join("_locales");
    for language in std::fs::read_dir(&locales)? {
        let language = language?;
        if language.file_name() != "en" {
            std::fs::remove_dir_all(language.path())?;
        }
    }
    let file = locales.join("en/messages.json");
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("cannot read {}", file.display()))?;
    let mut messages: Value = serde_json::from_str(&text)?;
    for (key, one) in messages.as_object_mut().context("no messages")? {
        let message = one["message"].as_str().context("no message")?;
        // A screen reader needs a language that there is.
        if key != "text_language" {
            one["message"] = translate(message).into();
        }
    }
    std::fs::write(file, messages.to_string())?;
    Ok(folder)
}

/// Codes and places of values stay.
fn translate(message: &str) -> String {
    let words =
        message.split_inclusive(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '-'));
    let words = words.map(|word| match word.starts_with("VG-") {
        true => word.to_owned(),
        false => word.chars().map(accented).collect(),
    });
    let mut text: String = words.collect();
    let longer = text.chars().count() * 2 / 5;
    text.extend(LONGER.chars().cycle().take(longer));
    format!("⟦{text}⟧")
}

fn accented(letter: char) -> char {
    let place = letter.to_ascii_lowercase() as usize;
    let place = place.checked_sub('a' as usize);
    let found = place.and_then(|place| ACCENTED.chars().nth(place));
    match (letter.is_ascii_alphabetic(), found) {
        (true, Some(found)) => found,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::translate;

    #[test]
    fn no_letter_stays_but_codes_do() {
        for (message, translated) in [
            ("", "⟦⟧"),
            ("Abc, xyz.", "⟦áƀç, ẋýž. ·~⟧"),
            ("$1 left", "⟦$1 ļéƒŧ ·⟧"),
            ("VG-OPEN: Now.", "⟦VG-OPEN: ñóŵ. ·~·~⟧"),
        ] {
            assert_eq!(translate(message), translated);
        }
    }
}
