//! Secrets on command lines: `mysql -px`, `curl -u a:b`, `--token x`.

use super::{
    Found, Kind, Rules, arguments, keys,
    keys::Meaning,
    made_up,
    nouns::Near,
    text::{at, near_line_end, part, run, run_back, says_nothing, starts},
    value,
};

/// Programs that read a secret from their input.
const READERS: [&str; 24] = [
    "passw",
    "login",
    "auth",
    "chpasswd",
    "sudo -s",
    "kinit",
    "cryptsetup",
    "base64",
    "stdin",
    "gpg",
    "vault",
    "smbpasswd",
    "openssl",
    "secret",
    "htpasswd -i",
    "token",
    "pass insert",
    "unlock",
    "keyring",
    "ssh-add",
    "sha256sum",
    "md5sum",
    "xclip",
    "pbcopy",
];

/// What is written into another program: `echo x | base64`, `<(echo x)`, `--password-command 'echo x'`.
pub(super) fn echoed(text: &str, place: usize, rules: &Rules, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let known = ["echo ", "printf ", "Write-Output "];
    if !known.iter().any(|name| starts(bytes, place, name)) {
        return;
    }
    let end = run(bytes, place, place + 12, |byte| byte != b' ');
    let words = arguments::words(text, end);
    let Some(word) = words.iter().find(|word| {
        let format = word.text.starts_with('%') && word.text.len() < 6;
        !matches!(word.text, "-n" | "-e" | "-ne" | "-en" | "-E") && !format
    }) else {
        return;
    };
    let close = word.end + usize::from(matches!(at(bytes, word.end), b'"' | b'\''));
    let next = run(bytes, close, close + 4, |byte| byte == b' ');
    let line = text.floor_char_boundary(near_line_end(bytes, next).min(next + 120));
    let rest = part(text, next, line).to_ascii_lowercase();
    let front = part(
        text,
        text.floor_char_boundary(place.saturating_sub(40)),
        place,
    )
    .to_ascii_lowercase();
    let piped = rest.starts_with('|');
    let read = piped && READERS.iter().any(|name| rest.contains(name))
        || (front.ends_with(['\'', '"', '(']) && front.contains("pass"));
    let used = piped || matches!(at(bytes, next), b')');
    let secret = word
        .text
        .split_once(':')
        .map_or(word.text, |(_, secret)| secret);
    let fits = if read {
        !says_nothing(secret)
            && !value::is_path(secret)
            && !rules.is_plain_word(secret)
            && !secret.contains('$')
    } else {
        used && !word.text.contains(' ') && made_up::strongly(word.text, 6, rules)
    };
    if fits {
        found.push(Found {
            kind: Kind::Password,
            start: word.start,
            end: word.end,
        });
    }
}

/// `send "x\\r"`, as expect types it.
pub(super) fn sent(text: &str, place: usize, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    if !starts(bytes, place, "send ") {
        return None;
    }
    let words = arguments::words(text, place + "send ".len());
    let word = words.iter().find(|word| !word.text.starts_with('-'))?;
    let typed = word
        .text
        .strip_suffix("\\r")
        .or_else(|| word.text.strip_suffix("\\n"))?;
    let small = typed.bytes().all(|byte| byte.is_ascii_lowercase());
    let shown = small
        || typed.contains([' ', '$', '/'])
        || rules.is_plain_word(typed)
        || says_nothing(typed);
    (!shown && typed.len() > 3).then_some(Found {
        kind: Kind::Password,
        start: word.start,
        end: word.start + typed.len(),
    })
}

/// `passwd --stdin name <<< 'x'`
pub(super) fn here(text: &str, place: usize, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    if bytes.get(place..place + 3) != Some(b"<<<") {
        return None;
    }
    let from = text.ceil_char_boundary(run_back(bytes, place, 200, |byte| byte != b'\n'));
    let command = part(text, from, place).to_ascii_lowercase();
    let start = run(bytes, place + 3, place + 8, |byte| byte == b' ');
    let word = *arguments::words(text, start).first()?;
    let found = |start, end| Found {
        kind: Kind::Password,
        start,
        end,
    };
    if let Some(offset) = word
        .text
        .find("user = \"")
        .filter(|_| command.contains("curl"))
    {
        let start = word.start + offset + "user = \"".len();
        let end = run(bytes, start, word.end, |byte| byte != b'"');
        return Some(found(start, end));
    }
    let read = READERS.iter().any(|name| command.contains(name));
    let plain =
        says_nothing(word.text) || rules.is_plain_word(word.text) || value::is_path(word.text);
    (read && !plain && !word.text.starts_with('$')).then(|| found(word.start, word.end))
}

/// One argument, in quote marks or not.
pub(super) fn argument(text: &str, start: usize, pair: bool) -> Option<Found> {
    let bytes = text.as_bytes();
    let quote = at(bytes, start);
    let (start, end) = if matches!(quote, b'"' | b'\'') {
        let line = near_line_end(bytes, start);
        (start + 1, run(bytes, start + 1, line, |byte| byte != quote))
    } else {
        let end = run(bytes, start, near_line_end(bytes, start), |byte| {
            !byte.is_ascii_whitespace()
                && !matches!(byte, b'`' | b'"' | b'\'' | b'|' | b'<' | b'\\')
        });
        (start, end)
    };
    let shown = part(text, start, end);
    let secret = if pair {
        let (_, secret) = shown.split_once([':', '%', ','])?;
        secret
    } else {
        shown
    };
    (!says_nothing(secret) && !secret.starts_with('-')).then_some(Found {
        kind: Kind::Password,
        start,
        end,
    })
}

/// What follows a flag: `--password x`, `-Password x`, `--user name:secret`, `-b 'a=b; c=d'`. Those
/// with `=` are assignments.
pub(super) fn flag(text: &str, place: usize, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    let name = run(bytes, place, place + 2, |byte| byte == b'-');
    let end = run(bytes, name, name + 40, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
    });
    let start = run(bytes, end, end + 3, |byte| byte == b' ');
    if end == name || start == end {
        return None;
    }
    let flag = part(text, name, end);
    if end - name == 1 {
        return letter(text, place, start, flag, rules);
    }
    let lower = flag.to_ascii_lowercase();
    if matches!(lower.as_str(), "user" | "proxy-user" | "creds") {
        return argument(text, start, true);
    }
    if lower == "cookie" {
        return cookies(text, start);
    }
    let kind = match keys::meaning(flag) {
        _ if lower.ends_with("authorization") => Kind::Token,
        Some(Meaning::Password) => Kind::Password,
        Some(Meaning::Token) => Kind::Token,
        Some(Meaning::Random) if lower.ends_with("auth") || lower.ends_with("key") => Kind::Token,
        _ => match rules.nouns.at(text, name) {
            Some(noun) if noun.end == end && noun.near == Near::Password => Kind::Password,
            _ => return None,
        },
    };
    let found = argument(text, start, false)?;
    let word = part(text, found.start, found.end);
    let file = word
        .rsplit_once('.')
        .is_some_and(|(_, last)| kind == Kind::Token && rules.is_file_ending(last));
    let short = kind == Kind::Token && word.len() < 6;
    let plain = rules.is_plain_word(word) || value::is_path(word) || file || short;
    (!plain).then_some(Found { kind, ..found })
}

/// `-u name:secret`, `-b 'a=b'`, and `-p secret` where `-u name` stands before it.
fn letter(text: &str, place: usize, start: usize, flag: &str, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    let line = run_back(bytes, place, 240, |byte| !matches!(byte, b'\n' | b'\r'));
    let command = part(text, text.ceil_char_boundary(line), place);
    match flag {
        "b" if command.contains("curl") => cookies(text, start),
        "u" | "U" | "a" => argument(text, start, true).filter(|found| {
            let shown = part(text, found.start, found.end);
            let secret = shown
                .split_once([':', '%', ','])
                .map_or("", |(_, secret)| secret);
            made_up::weakly(secret, 4, rules)
        }),
        "p" if [" -u ", " -U ", " --user", " --login "]
            .iter()
            .any(|user| command.contains(user))
            && !["mysql", "mariadb"]
                .iter()
                .any(|tool| command.contains(tool)) =>
        {
            argument(text, start, false).filter(|found| {
                let shown = part(text, found.start, found.end);
                let letters = shown.bytes().any(|byte| byte.is_ascii_alphabetic());
                letters && !value::is_path(shown) && !rules.is_plain_word(shown)
            })
        }
        _ => None,
    }
}

/// Cookies as an argument, unless that is the name of a file.
fn cookies(text: &str, start: usize) -> Option<Found> {
    let found = argument(text, start, false)?;
    let shown = part(text, found.start, found.end);
    shown.contains('=').then_some(Found {
        kind: Kind::Cookie,
        ..found
    })
}
