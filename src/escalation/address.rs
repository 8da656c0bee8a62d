//! Addresses: the new-issue page filled in, for people without a token, and their encoding.

/// Servers and proxies take no longer ones; bytes.
pub const LONGEST: usize = 8_000;

/// Percent-encodes everything but what RFC 3986 calls unreserved.
#[must_use]
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// What the page is filled in with.
#[derive(Clone, Copy, Debug)]
pub struct NewIssue<'a> {
    /// GitLab's origin.
    pub gitlab: &'a str,
    /// Path of the project.
    pub project: &'a str,
    /// The issue's title.
    pub title: &'a str,
    /// Its labels.
    pub labels: &'a [String],
    /// Not for everybody.
    pub confidential: bool,
}

impl NewIssue<'_> {
    /// `/<project>/-/issues/new?issue[title]=…&issue[description]=…`, at most [`LONGEST`] bytes.
    ///
    /// No template parameter: together with a description it has meant three different things over
    /// the years. The description is `body(limit)` at the largest limit that fits, then the labels as
    /// quick actions; labels that do not fit are left out, last ones first.
    #[must_use]
    pub fn address(&self, limit: usize, body: impl Fn(usize) -> String) -> String {
        let mut limit = limit;
        loop {
            let address = self.with(&body(limit), self.labels);
            if address.len() < LONGEST {
                return address;
            }
            if limit == 0 {
                break;
            }
            limit = limit * 3 / 4;
        }
        let mut labels = self.labels;
        loop {
            let address = self.with("", labels);
            match labels.split_last() {
                Some((_, fewer)) if address.len() >= LONGEST => labels = fewer,
                _ => return address,
            }
        }
    }

    fn with(&self, body: &str, labels: &[String]) -> String {
        let mut text = body.to_owned();
        if self.confidential {
            // The parameter below does the same; an issue like this must not depend on one of them.
            text.push_str("\n\n/confidential");
        }
        if !labels.is_empty() {
            let labels: Vec<String> = labels.iter().map(|label| reference(label)).collect();
            text.push_str("\n\n/label ");
            text.push_str(&labels.join(" "));
        }
        let confidential = if self.confidential {
            "&issue[confidential]=true"
        } else {
            ""
        };
        format!(
            "{}/{}/-/issues/new?issue[title]={}&issue[description]={}{confidential}",
            self.gitlab,
            self.project,
            encoded(self.title),
            encoded(text.trim_start()),
        )
    }
}

/// `~customer`, `~"type::bug"`.
fn reference(label: &str) -> String {
    let plain = label
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if plain && !label.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("~{label}")
    } else {
        format!("~\"{label}\"")
    }
}
