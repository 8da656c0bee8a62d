//! The part of an address that lets anybody in: incoming webhooks, invitations, links to reset.

use super::{
    random::is_shuffled,
    text::{at, is_uuid, part, run},
};

/// How all of these begin.
pub(super) const BEGINNINGS: [&str; 17] = [
    "/-", "/a", "/b", "/c", "/h", "/i", "/I", "/k", "/m", "/p", "/r", "/s", "/t", "/u", "/v", "/w",
    "/T",
];

/// Services, and the path on them that only those go who may.
const HOOKS: [(&str, &str); 13] = [
    ("hooks.slack.com", "/services/"),
    ("hooks.slack.com", "/workflows/"),
    ("hooks.slack.com", "/triggers/"),
    ("hooks.zapier.com", "/hooks/catch/"),
    ("discord.com", "/api/webhooks/"),
    ("discordapp.com", "/api/webhooks/"),
    ("webhook.office.com", "/webhookb2/"),
    ("outlook.office.com", "/webhook/"),
    ("", "/IncomingWebhook/"),
    ("", "/-/invites/"),
    ("", "/-/sent_notifications/"),
    ("", "/v2/hook/"),
    ("", "/v3/hook/"),
];

/// Parts of paths behind which a part without order is a secret, in order.
const PARTS: [&str; 28] = [
    "activate",
    "api_key",
    "apikey",
    "confirm",
    "confirmation",
    "hook",
    "hooks",
    "invitation",
    "invitations",
    "invite",
    "invites",
    "key",
    "keys",
    "magic",
    "password",
    "recover",
    "reset",
    "reset-password",
    "secret",
    "share",
    "shared",
    "token",
    "tokens",
    "unlock",
    "unsubscribe",
    "verification",
    "verify",
    "webhook",
];

const FEWEST: usize = 10;
/// The fewest characters of a part without order.
const FEWEST_WITHOUT: usize = 16;
/// The longest of the parts before it.
const LONGEST: usize = 20;

/// The secret behind the slash at a place.
pub(super) fn hook(text: &str, place: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    if at(bytes, place) != b'/' {
        return None;
    }
    let stop = run(bytes, place + 1, place + LONGEST, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
    });
    if at(bytes, stop) != b'/' {
        return None;
    }
    let rest = bytes.get(place..)?;
    let front = bytes.get(..place)?;
    let known = HOOKS
        .iter()
        .find(|(host, path)| rest.starts_with(path.as_bytes()) && front.ends_with(host.as_bytes()));
    if let Some((_, path)) = known {
        let start = place + path.len();
        let end = run(bytes, start, bytes.len(), |byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'@')
        });
        return (end - start >= FEWEST).then_some((start, end));
    }
    let name = part(text, place + 1, stop);
    if name != "webhooks" && PARTS.binary_search(&name).is_err() {
        return None;
    }
    let start = stop + 1;
    let end = run(bytes, start, bytes.len(), |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
    });
    let word = part(text, start, end);
    let fits = is_shuffled(word, FEWEST_WITHOUT) || is_uuid(word);
    fits.then_some((start, end))
}
