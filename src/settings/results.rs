//! What the team's results are counted by, and how often.

use super::{
    SettingsError, document,
    read::{At, Read, optional, put},
    within,
};

/// See the module's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// Address of the dashboard, where there is one.
    pub dashboard: Option<String>,
    /// What satisfaction and first replies are held against.
    pub goal_percent: i64,
    /// How old figures get before they are counted anew.
    pub refresh_hours: i64,
    /// In the order in which they are shown.
    pub channels: Vec<Channel>,
}

/// A way in which tickets come in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Channel {
    /// For people.
    pub name: String,
    /// Values of the search's `via`; none of them for whatever no other channel names.
    pub via: Vec<String>,
}

impl Results {
    /// The defaults, with `results` of a settings file's text on top. The rest of the file is not looked at.
    ///
    /// # Errors
    /// Anything in it that cannot be used, with the path to it.
    #[cfg(any(feature = "cli", feature = "pages"))]
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        Self::layered(&[crate::shipped::Shipped::Settings.text(), text])
    }

    /// Settings texts on top of each other, the defaults first. The extension's background has those from its script.
    ///
    /// # Errors
    /// Anything in them that cannot be used, with the path to it.
    pub fn layered(texts: &[&str]) -> Result<Self, SettingsError> {
        let mut results = Self::default();
        for text in texts {
            if let Some(at) = At::root(&document::open(text)?).given("results") {
                results.apply(&at)?;
            }
        }
        within(&[
            ("results.goal_percent", results.goal_percent, 1, 100),
            ("results.refresh_hours", results.refresh_hours, 1, 168),
        ])?;
        Ok(results)
    }

    fn apply(&mut self, at: &At<'_, '_>) -> Read<()> {
        at.object(&["dashboard", "goal_percent", "refresh_hours", "channels"])?;
        put(&mut self.dashboard, at.given("dashboard"), |at| {
            optional(at.unless_null(), dashboard)
        })?;
        for (place, name) in [
            (&mut self.goal_percent, "goal_percent"),
            (&mut self.refresh_hours, "refresh_hours"),
        ] {
            put(place, at.given(name), |at| at.whole())?;
        }
        put(&mut self.channels, at.given("channels"), |at| {
            let channels = at.list(channel)?;
            let rests = channels.iter().filter(|one| one.via.is_empty()).count();
            match (1..=12).contains(&channels.len()) && rests <= 1 {
                true => Ok(channels),
                false => {
                    Err(at.wants("a list of 1 to 12 channels, one of them at most without `via`"))
                }
            }
        })
    }
}

fn dashboard(at: &At<'_, '_>) -> Read<String> {
    let text = at.text()?;
    match text.starts_with("https://") {
        true => Ok(text),
        false => Err(at.wants("an address that begins with https:// or null")),
    }
}

fn channel(at: &At<'_, '_>) -> Read<Channel> {
    at.object(&["name", "via"])?;
    Ok(Channel {
        name: at.need("name")?.text()?,
        via: at.need("via")?.list(|at| {
            let word = at.word()?;
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
            match !word.is_empty() && word.bytes().all(is_plain) {
                true => Ok(word),
                false => Err(at.wants("a value of the search's `via`, such as mail")),
            }
        })?,
    })
}
