//! What a key says about its value.

use super::Kind;

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Meaning {
    /// The whole line is the value.
    Header(Kind),
    /// Whatever stands there.
    Password,
    /// Whatever stands there, unless it is a number or a name of something.
    Token,
    /// Only what looks random: the key is used for harmless things too.
    Random,
}

const PASSWORDS: [&str; 25] = [
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "passwort",
    "kennwort",
    "contraseña",
    "lösenord",
    "passord",
    "adgangskode",
    "salasana",
    "heslo",
    "parola",
    "contrasena",
    "motdepasse",
    "senha",
    "wachtwoord",
    "userpass",
    "sshpass",
    "passwordconfirmation",
    "requirepass",
    "masterauth",
    "storepass",
    "keypass",
    "rootpass",
];
/// "Password" where the last letter is not one of ours.
const FOREIGN: [&str; 9] = [
    "パスワード",
    "пароль",
    "密码",
    "密碼",
    "口令",
    "비밀번호",
    "şifre",
    "jelszó",
    "hasło",
];
const TOKENS: [&str; 24] = [
    "secret",
    "token",
    "apikey",
    "accesskey",
    "secretkey",
    "privatekey",
    "keybase",
    "authkey",
    "accountkey",
    "sharedkey",
    "signingkey",
    "encryptionkey",
    "masterkey",
    "consumerkey",
    "clientkey",
    "licensekey",
    "storagekey",
    "servicekey",
    "appkey",
    "applicationkey",
    "sharedaccesskey",
    "deploykey",
    "sessionkey",
    "accesskeyid",
];
const HARMLESS_KEYS: [&str; 16] = [
    "primary",
    "foreign",
    "public",
    "cache",
    "sort",
    "partition",
    "lookup",
    "group",
    "translation",
    "idempotency",
    "host",
    "routing",
    "object",
    "dedup",
    "deduplication",
    "locale",
];

/// Most keys end otherwise, which their last letters tell.
fn may_end(key: &[u8]) -> bool {
    let [.., first, second] = key else {
        return false;
    };
    if *first >= 0x80 {
        return true;
    }
    matches!(
        &[first.to_ascii_lowercase(), second.to_ascii_lowercase()],
        b"rd"
            | b"wd"
            | b"se"
            | b"de"
            | b"rt"
            | b"na"
            | b"ha"
            | b"ss"
            | b"lo"
            | b"la"
            | b"et"
            | b"en"
            | b"ey"
            | b"on"
            | b"ie"
            | b"id"
            | b"ig"
            | b"re"
            | b"al"
            | b"ce"
            | b"pw"
            | b"sk"
            | b"as"
            | b"ta"
            | b"th"
            | b"ml"
            | b"om"
            | b"lt"
    ) || *second >= 0x80
}

pub(super) fn meaning(key: &str) -> Option<Meaning> {
    let last =
        key.trim_end_matches(|end: char| end.is_ascii_digit() || matches!(end, '-' | '_' | '.'));
    if !may_end(last.as_bytes()) {
        return None;
    }
    let plain: String = if last.is_ascii() {
        let letters = last.bytes().filter(u8::is_ascii_alphanumeric);
        letters
            .map(|byte| char::from(byte.to_ascii_lowercase()))
            .collect()
    } else {
        let letters = last.chars().filter(|mark| mark.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    match plain.as_str() {
        "authorization" | "proxyauthorization" | "httpauthorization" => {
            return Some(Meaning::Header(Kind::Token));
        }
        "cookie" | "setcookie" | "httpcookie" => return Some(Meaning::Header(Kind::Cookie)),
        "dockerconfigjson" | "clientkeydata" | "samlresponse" | "samlart" => {
            return Some(Meaning::Token);
        }
        "gitlabsession" | "sessionid" | "phpsessid" | "jsessionid" | "connectsid" => {
            return Some(Meaning::Token);
        }
        "auth" | "sig" | "signature" | "credential" | "nonce" => return Some(Meaning::Random),
        _ => {}
    }
    if plain.starts_with("gitlabsession") {
        return Some(Meaning::Token);
    }
    // Bundler names a login after its host: BUNDLE_GEMS__EXAMPLE__COM.
    if last.starts_with("BUNDLE_") && last.contains("__") {
        return Some(Meaning::Password);
    }
    if FOREIGN.iter().any(|word| plain.ends_with(word)) {
        return Some(Meaning::Password);
    }
    let ends = |words: &[&str]| words.iter().any(|word| plain.ends_with(word));
    if ends(&PASSWORDS) {
        return Some(Meaning::Password);
    }
    if ends(&TOKENS) {
        return Some(Meaning::Token);
    }
    let word = last_word(last).to_ascii_lowercase();
    match word.as_str() {
        "pass" | "pwd" | "pw" | "psk" => Some(Meaning::Password),
        "key" | "signature" | "credential" | "auth" | "sid" => {
            let harmless = HARMLESS_KEYS
                .iter()
                .any(|word| plain.ends_with(&format!("{word}key")));
            (!harmless).then_some(Meaning::Random)
        }
        _ if plain.ends_with("pwd") => Some(Meaning::Password),
        _ if plain == "rediscliauth" => Some(Meaning::Password),
        _ => None,
    }
}

/// `Key` of `accessKey`, `key` of `access_key`.
fn last_word(key: &str) -> &str {
    let start = key
        .char_indices()
        .rev()
        .scan(false, |upper, (place, mark)| {
            let ended = *upper && !mark.is_uppercase();
            *upper = mark.is_uppercase();
            Some((place + mark.len_utf8(), ended || !mark.is_alphanumeric()))
        })
        .find(|(_, ended)| *ended);
    start.map_or(key, |(place, _)| key.get(place..).unwrap_or(key))
}
