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
            | b"wt"
            | b"ok"
            | b"at"
            | b"ac"
            | b"er"
            | b"ty"
            | b"ng"
            | b"ue"
            | b"ns"
            | b"ts"
            | b"ys"
            | b"es"
            | b"ds"
            | b"pt"
    ) || *second >= 0x80
}

/// What may stand behind a key's word: `password_prod`, `secret.value`.
const TAILS: [&str; 34] = [
    "value",
    "default",
    "plain",
    "plaintext",
    "raw",
    "string",
    "str",
    "b64",
    "base64",
    "new",
    "old",
    "current",
    "root",
    "admin",
    "prod",
    "production",
    "dev",
    "development",
    "staging",
    "stage",
    "test",
    "main",
    "primary",
    "secondary",
    "ro",
    "rw",
    "clear",
    "cleartext",
    "hash",
    "hashed",
    "live",
    "backup",
    "text",
    "encoded",
];

/// The key without its tail.
fn without_tail(key: &str) -> Option<&str> {
    let (front, tail) = key.rsplit_once(['_', '-', '.'])?;
    let known = tail.len() < 12 && TAILS.iter().any(|known| tail.eq_ignore_ascii_case(known));
    known.then_some(front)
}

/// `AWS_BEARER_TOKEN_BEDROCK`: the word for a secret stands inside a name of an environment.
fn within(key: &str) -> Option<Meaning> {
    let shouted = key.len() > 12 && !key.bytes().any(|byte| byte.is_ascii_lowercase());
    let words = ["_TOKEN_", "_PASSWORD_", "_SECRET_", "_APIKEY_", "_API_KEY_"];
    (shouted && words.iter().any(|word| key.contains(word))).then_some(Meaning::Random)
}

pub(super) fn meaning(key: &str) -> Option<Meaning> {
    // Bundler names a login after its host: BUNDLE_GEMS__EXAMPLE__COM.
    if key.starts_with("BUNDLE_") && key.contains("__") {
        return Some(Meaning::Password);
    }
    if let Some(front) = without_tail(key) {
        return meaning(front)
            .filter(|meaning| matches!(meaning, Meaning::Password | Meaning::Token));
    }
    let last =
        key.trim_end_matches(|end: char| end.is_ascii_digit() || matches!(end, '-' | '_' | '.'));
    if !may_end(last.as_bytes()) {
        return within(last);
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
        "dockerconfigjson" | "clientkeydata" | "samlresponse" | "samlart" | "signaturevalue"
        | "ciphervalue" | "secretid" | "hmackey" => {
            return Some(Meaning::Token);
        }
        "gitlabsession" | "sessionid" | "phpsessid" | "jsessionid" | "connectsid" => {
            return Some(Meaning::Token);
        }
        "auth" | "sig" | "signature" | "credential" | "nonce" | "jwt" | "pat" | "hmac" | "salt"
        | "pepper" | "assertion" | "ticket" | "tokens" | "secrets" | "apikeys" | "keys"
        | "codes" | "license" | "encrypt" => {
            return Some(Meaning::Random);
        }
        "snmpcommunity" | "communitystring" | "rocommunity" | "rwcommunity" | "snmpauth"
        | "privpass" | "wpapsk" | "authtok" | "ldapdefaultauthtok" | "presharedsecret"
        | "passwords" => {
            return Some(Meaning::Password);
        }
        _ => {}
    }
    if plain.starts_with("gitlabsession") {
        return Some(Meaning::Token);
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
        "key" | "signature" | "credential" | "auth" | "sid" | "session" => {
            let harmless = HARMLESS_KEYS
                .iter()
                .any(|word| plain.ends_with(&format!("{word}key")));
            (!harmless).then_some(Meaning::Random)
        }
        _ if plain.ends_with("pwd") => Some(Meaning::Password),
        _ if plain == "rediscliauth" => Some(Meaning::Password),
        _ => within(last),
    }
}

/// `Key` of `accessKey`, `key` of `access_key`, `Pass` of `DBPass`.
fn last_word(key: &str) -> &str {
    let mut next_small = false;
    for (place, mark) in key.char_indices().rev() {
        if !mark.is_alphanumeric() {
            return key.get(place + mark.len_utf8()..).unwrap_or(key);
        }
        if mark.is_uppercase() && next_small {
            return key.get(place..).unwrap_or(key);
        }
        next_small = mark.is_lowercase();
    }
    key
}
