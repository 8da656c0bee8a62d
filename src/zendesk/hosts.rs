//! Zendesk's hosts, as people type them and as browsers write them. An account's agents always work on a host of its own below
//! `zendesk.com`, whatever its help centre is called.

/// What every account's host ends with.
const ZENDESK: &str = ".zendesk.com";

/// The host that somebody means: by its first word, by its name, or by the address of any of its pages.
#[must_use]
pub fn host_typed(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let text = text.strip_prefix("https://").unwrap_or(&text);
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let account = host.strip_suffix(ZENDESK).unwrap_or(host);
    is_account(account).then(|| format!("{account}{ZENDESK}"))
}

/// The host that this match pattern lets an extension see, where it is one account's alone: `https://example.zendesk.com/*`.
#[must_use]
pub fn host_of_pattern(pattern: &str) -> Option<&str> {
    let host = pattern.strip_prefix("https://")?.strip_suffix("/*")?;
    is_account(host.strip_suffix(ZENDESK)?).then_some(host)
}

/// One label of a host's name (RFC 1123, section 2.1).
fn is_account(name: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !name.is_empty()
        && name.len() <= 63
        && name.bytes().all(fits)
        && !name.starts_with('-')
        && !name.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_type_a_host_in_many_ways() {
        for (typed, host) in [
            ("acme", Some("acme.zendesk.com")),
            (" ACME.zendesk.com ", Some("acme.zendesk.com")),
            ("https://acme.zendesk.com", Some("acme.zendesk.com")),
            (
                "https://acme.zendesk.com/agent/tickets/7?x#y",
                Some("acme.zendesk.com"),
            ),
            ("acme-2.zendesk.com/agent", Some("acme-2.zendesk.com")),
            ("", None),
            ("https://", None),
            ("zendesk.com", None),
            ("a.b.zendesk.com", None),
            ("*.zendesk.com", None),
            ("acme.zendesk.com:8443", None),
            ("http://acme.zendesk.com", None),
            ("acme.example", None),
            ("acme.zendesk.com.evil.example", None),
            ("me@acme.zendesk.com", None),
            ("-acme", None),
            ("acme-", None),
            ("ácme", None),
        ] {
            assert_eq!(host_typed(typed).as_deref(), host, "{typed}");
            // What is asked for is recognised once it is allowed.
            let pattern = host.map(|host| format!("https://{host}/*"));
            assert_eq!(pattern.as_deref().and_then(host_of_pattern), host);
        }
    }

    #[test]
    fn a_pattern_is_believed_for_one_account_alone() {
        for (pattern, host) in [
            ("https://acme.zendesk.com/*", Some("acme.zendesk.com")),
            ("https://acme.zendesk.com/agent/*", None),
            ("https://*.zendesk.com/*", None),
            ("https://*/*", None),
            ("<all_urls>", None),
            ("*://acme.zendesk.com/*", None),
            ("http://acme.zendesk.com/*", None),
            ("https://acme.zendesk.com.evil.example/*", None),
            ("https://gitlab.com/*", None),
            ("https://zendesk.com/*", None),
        ] {
            assert_eq!(host_of_pattern(pattern), host, "{pattern}");
        }
    }
}
