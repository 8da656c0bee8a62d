//! What is kept of a sign-in, as text that is encrypted before it is kept.

use crate::{gitlab::request::quote, time::Time, zendesk::Loose};
use std::fmt;

/// Before it ends, so that a request on its way does not outlive its token; seconds.
const MARGIN: i64 = 120;

/// A text that is shown to nobody: not even for debugging.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes a text out of sight.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// For the one place that it is sent to.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret")
    }
}

/// How somebody is signed in at one GitLab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// A personal token, classic or fine-grained.
    Personal {
        /// It.
        token: Secret,
        /// When it ends, where GitLab has said so.
        ends: Option<Time>,
    },
    /// What OAuth gave.
    OAuth(Pair),
    /// OAuth, but GitLab takes neither of its tokens any more.
    Ended,
}

/// The two tokens of OAuth. A refresh ends both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What requests are made with.
    pub access: Secret,
    /// What the next pair is asked for with.
    pub refresh: Secret,
    /// When `access` ends, by this machine's clock.
    pub ends: Time,
    /// Id of the application that it was given to.
    pub application: String,
    /// Where GitLab sent the code.
    pub redirect: String,
    /// What may be done with it.
    pub scopes: Vec<String>,
}

impl Kept {
    /// The header that says who asks, and its value.
    #[must_use]
    pub fn header(&self) -> Option<(&'static str, String)> {
        match self {
            Self::Personal { token, .. } => Some(("PRIVATE-TOKEN", token.text().to_owned())),
            Self::OAuth(pair) => Some(("Authorization", format!("Bearer {}", pair.access.text()))),
            Self::Ended => None,
        }
    }

    /// Whether the next pair has to be asked for before anything else.
    #[must_use]
    pub fn needs_renewal(&self, now: Time) -> bool {
        matches!(self, Self::OAuth(pair) if now.until(pair.ends) < MARGIN)
    }

    /// As text.
    #[must_use]
    pub fn write(&self) -> String {
        match self {
            Self::Personal { token, ends } => {
                let ends = ends.map_or("null".to_owned(), |ends| ends.0.to_string());
                let token = quote(token.text());
                format!(r#"{{"kind":"personal","token":{token},"ends":{ends}}}"#)
            }
            Self::OAuth(pair) => format!(
                r#"{{"kind":"oauth","access":{},"refresh":{},"ends":{},"application":{},"redirect":{},"scopes":{}}}"#,
                quote(pair.access.text()),
                quote(pair.refresh.text()),
                pair.ends.0,
                quote(&pair.application),
                quote(&pair.redirect),
                quote(&pair.scopes.join(" ")),
            ),
            Self::Ended => r#"{"kind":"ended"}"#.to_owned(),
        }
    }

    /// Reads what [`Kept::write`] wrote; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let value = Loose::read(text)?;
        let secret = |key: &str| value.get(key).text().map(Secret::new);
        let ends = value.get("ends").whole().map(Time);
        let owned = |key: &str| value.get(key).text().map(str::to_owned);
        match value.get("kind").text()? {
            "personal" => Some(Self::Personal {
                token: secret("token")?,
                ends,
            }),
            "oauth" => Some(Self::OAuth(Pair {
                access: secret("access")?,
                refresh: secret("refresh")?,
                ends: ends?,
                application: owned("application")?,
                redirect: owned("redirect")?,
                scopes: words(value.get("scopes").text().unwrap_or_default()),
            })),
            "ended" => Some(Self::Ended),
            _ => None,
        }
    }
}

/// What stands between blanks.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}
