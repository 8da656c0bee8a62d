//! Secrets on command lines: `mysql -px`, `curl -u a:b`, `--token x`.

use super::{
    Found, Kind, Rules, keys,
    keys::Meaning,
    made_up,
    nouns::Near,
    text::{at, before, near_line_end, part, run, run_back, says_nothing, starts},
    value,
};

/// `mysql -psecret`, `sshpass -p secret`, `redis-cli -a secret`, `curl -u name:secret`.
pub(super) fn command(text: &str, place: usize, rules: &Rules) -> Option<Found> {
    const COMMANDS: [(&str, &str); 20] = [
        ("mysql", "-p"),
        ("mariadb", "-p"),
        ("sshpass", "-p "),
        ("redis-cli", "-a "),
        ("curl", "-u"),
        ("wget", "-u"),
        ("ldap", "-w "),
        ("zip", "-P "),
        ("openssl", "-k "),
        ("ipmitool", "-P "),
        ("sqlcmd", "-P "),
        ("mosquitto_", "-P "),
        ("plink", "-pw "),
        ("pscp", "-pw "),
        ("winexe", "-U "),
        ("mongo", "-p "),
        ("cqlsh", "-p "),
        ("svnsync", "-p "),
        ("smbclient", "-U "),
        ("docker login", "-p "),
    ];
    let bytes = text.as_bytes();
    if starts(bytes, place, "echo ") || starts(bytes, place, "printf ") {
        return echoed(text, place, rules);
    }
    let (_, flag) = COMMANDS
        .iter()
        .find(|(name, _)| starts(bytes, place, name))?;
    let line = run(bytes, place, place + 400, |byte| {
        !matches!(byte, b'\n' | b'\r')
    });
    let end = text.floor_char_boundary(line);
    let (at_flag, _) = part(text, place, end)
        .match_indices(flag.trim_end())
        .map(|(offset, flag)| (place + offset, flag))
        .find(|(offset, name)| {
            let next = at(bytes, offset + name.len());
            before(bytes, *offset).is_ascii_whitespace()
                && (!flag.ends_with(' ') || matches!(next, b' ' | b'=' | b'\'' | b'"'))
        })?;
    let start = at_flag + flag.trim_end().len();
    let start = if *flag == "-p" {
        start
    } else {
        run(bytes, start, end, |byte| matches!(byte, b' ' | b'='))
    };
    argument(text, start, *flag == "-u" || *flag == "-U ")
}

/// `echo x | base64`, `<(echo x)`
fn echoed(text: &str, place: usize, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    let word = run(bytes, place, place + 8, |byte| byte.is_ascii_alphabetic()) + 1;
    let flag = run(bytes, word, word + 3, |byte| {
        byte == b'-' || byte.is_ascii_alphabetic()
    });
    let start = if at(bytes, word) == b'-' {
        flag + 1
    } else {
        word
    };
    let value = value::read(text, start, false, false)?;
    let next = run(bytes, value.end, value.end + 4, |byte| {
        matches!(byte, b' ' | b'"' | b'\'')
    });
    let used = matches!(at(bytes, next), b'|' | b')');
    let fits = used && made_up::strongly(value.text, 6, rules);
    fits.then_some(Found {
        kind: Kind::Password,
        start: value.start,
        end: value.end,
    })
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
        byte.is_ascii_alphanumeric() || byte == b'-'
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
    let plain = rules.is_plain_word(word) || value::is_path(word);
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
            .any(|user| command.contains(user)) =>
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
