//! The part of an address that lets anybody in: incoming webhooks, invitations, links to reset.

use super::{
    random::is_shuffled,
    text::{at, is_uuid, part, run},
};

/// How all of these begin.
pub(super) const BEGINNINGS: [&str; 20] = [
    "ho", "di", "we", "In", "ou", "ch", "/-", "/h", "/w", "/t", "/k", "/r", "/i", "/c", "/v", "/u",
    "/s", "/p", "/a", "/m",
];

/// Services and, for any of them, the path that only those go who may.
const HOOKS: [&str; 13] = [
    "hooks.slack.com/services/",
    "hooks.slack.com/workflows/",
    "hooks.slack.com/triggers/",
    "hooks.zapier.com/hooks/catch/",
    "hook.integromat.com/",
    "discord.com/api/webhooks/",
    "discordapp.com/api/webhooks/",
    "webhook.office.com/webhookb2/",
    "outlook.office.com/webhook/",
    "IncomingWebhook/",
    "/-/invites/",
    "/-/sent_notifications/",
    "/open-apis/bot/v2/hook/",
];

/// Parts of paths behind which a part without order is a secret.
const PARTS: [&str; 30] = [
    "/hooks/",
    "/hook/",
    "/webhooks/",
    "/webhook/",
    "/with/key/",
    "/token/",
    "/tokens/",
    "/key/",
    "/keys/",
    "/reset/",
    "/reset-password/",
    "/recover/",
    "/invite/",
    "/invites/",
    "/invitation/",
    "/invitations/",
    "/confirm/",
    "/confirmation/",
    "/verify/",
    "/verification/",
    "/unlock/",
    "/unsubscribe/",
    "/share/",
    "/shared/",
    "/secret/",
    "/password/",
    "/apikey/",
    "/api_key/",
    "/activate/",
    "/magic/",
];

const FEWEST: usize = 10;
/// The fewest characters of a part without order.
const FEWEST_WITHOUT: usize = 16;

/// The secret behind what begins at a place.
pub(super) fn hook(text: &str, place: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let rest = bytes.get(place..)?;
    let known = HOOKS.iter().find(|hook| rest.starts_with(hook.as_bytes()));
    if let Some(hook) = known {
        let start = place + hook.len();
        let end = run(bytes, start, bytes.len(), |byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'@')
        });
        return (end - start >= FEWEST).then_some((start, end));
    }
    if at(bytes, place) != b'/' {
        return None;
    }
    let name = PARTS
        .iter()
        .find(|name| rest.starts_with(name.as_bytes()))?;
    let start = place + name.len();
    let end = run(bytes, start, bytes.len(), |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
    });
    let word = part(text, start, end);
    let fits = is_shuffled(word, FEWEST_WITHOUT) || is_uuid(word);
    fits.then_some((start, end))
}
