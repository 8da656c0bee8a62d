//! Web addresses, taken apart and put together: https alone, on hosts that are known.
//!
//! A general parser of addresses carries tables for names in all scripts, a third of what the background
//! may weigh; the hosts here are plain ones, and anything else is refused.

use crate::escalation::address::encoded;

/// An https address, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// Host, and port where there is one.
    pub host: &'a str,
    /// What follows it, up to `?` or `#`; begins with a slash or is empty.
    pub path: &'a str,
}

impl<'a> Address<'a> {
    /// Reads an https address. None with a user's name, a host that is no plain name, or blanks and
    /// control characters anywhere.
    #[must_use]
    pub fn parse(text: &'a str) -> Option<Self> {
        let rest = text.strip_prefix("https://")?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, behind) = rest.split_at_checked(end)?;
        let (name, port) = host.split_once(':').unwrap_or((host, "443"));
        let is_label = |label: &str| {
            !label.is_empty()
                && !label.starts_with('-')
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        let is_port =
            (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit());
        let is_plain = name.len() <= 253 && name.split('.').all(is_label) && is_port;
        let is_clean = text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'\\' | b'"' | b'<' | b'>'));
        let path = behind.split(['?', '#']).next()?;
        (is_plain && is_clean).then_some(Self { host, path })
    }
}

/// An address on `origin`: its path's parts are encoded each, what is asked with `query` is too.
/// `None` where what comes out is no address on that origin.
#[must_use]
pub fn on(origin: &str, path: &str, query: &[(&str, &str)]) -> Option<String> {
    let host = Address::parse(origin)?.host;
    let parts: Vec<String> = path.split('/').map(encoded).collect();
    let mut address = format!("https://{host}/{}", parts.join("/"));
    for (number, (name, value)) in query.iter().enumerate() {
        address.push(if number == 0 { '?' } else { '&' });
        address.push_str(&encoded(name));
        address.push('=');
        address.push_str(&encoded(value));
    }
    let found = Address::parse(&address)?;
    let upwards = found.path.split('/').any(|part| matches!(part, "." | ".."));
    (found.host == host && !upwards).then_some(address)
}
