//! Lines in which only the place of a field tells that it is secret.

use super::{
    Found, Kind, manifest, protocol,
    text::{at, before, near_line_end, part, placeholders, run, says_nothing},
};

/// Longer lines are of none of these formats.
const LONGEST: usize = 300;

pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let (mut start, mut colons, mut arrow, mut piped) = (0, 0, false, false);
    for (place, byte) in bytes.iter().chain([&b'\n']).enumerate() {
        match byte {
            // A field of .pgpass may have one: `x\:y`.
            b':' if before(bytes, place) == b'\\' => {}
            b':' => colons += 1,
            b'>' => arrow = true,
            b'|' => piped = true,
            b'\n' => {
                let line = part(text, start, place.min(start + LONGEST));
                let whole = line.len() == place - start;
                let secret = match colons {
                    _ if !whole => None,
                    4 => postgres(line).or_else(|| relay(line)),
                    2.. => relay(line),
                    _ => variable(text, start, place),
                };
                let bare = if whole { line.trim_start() } else { "" };
                let secret = secret.or_else(|| match bare.as_bytes().first() {
                    _ if arrow => redis(line),
                    Some(b'A') => redis(line).filter(|_| is_answered(text, place)),
                    Some(b'p') => login(text, start, line),
                    Some(b'"') => userlist(line, part(text, 0, start)),
                    Some(_) if bare.ends_with('"') => protocol::monitored(line),
                    _ => None,
                });
                if bare.ends_with("document.cookie") {
                    found.extend(cookies(text, place));
                }
                if bare.starts_with("kind: Secret") {
                    manifest::find(text, start, found);
                }
                if bare.starts_with("Content-Disposition: form-data;") {
                    found.extend(form(text, line, place));
                }
                if piped || bare.ends_with("_root_password") {
                    found.extend(shown(text, line, place));
                }
                found.extend(secret.map(|(from, until)| Found {
                    kind: Kind::Password,
                    start: start + from,
                    end: start + until,
                }));
                (start, colons, arrow, piped) = (place + 1, 0, false, false);
            }
            _ => {}
        }
    }
}

/// `redis> AUTH x`, `redis> ACL SETUSER name on >x`
fn redis(line: &str) -> Option<(usize, usize)> {
    let prompt = line.bytes().position(|byte| byte == b'>');
    let command = prompt
        .and_then(|sign| line.get(sign + 1..)?.strip_prefix(' '))
        .unwrap_or(line);
    let prompted = command.len() < line.len();
    let offset = line.len() - command.len();
    let rule = line.starts_with("user ") && (line.contains(" on ") || line.contains(" off "));
    if rule {
        let word = line
            .split(' ')
            .find(|word| word.len() > 3 && word.starts_with('>'))?;
        let start = line.find(word)? + 1;
        return (!says_nothing(word)).then_some((start, start + word.len() - 1));
    }
    let mail = ["LOGIN", "PLAIN", "XOAUTH2", "CRAM-MD5", "NTLM"];
    let asked = command
        .split(' ')
        .nth(1)
        .is_some_and(|word| mail.contains(&word));
    let alone = !prompted && command.split(' ').count() <= 3;
    let secret = if command.starts_with("AUTH ") && !asked && (prompted || alone) {
        command.trim_end().rsplit(' ').next()?
    } else if command.starts_with("ACL SETUSER ") {
        command.split(' ').find_map(|word| word.strip_prefix('>'))?
    } else {
        return None;
    };
    let start = offset + command.find(secret)?;
    (!says_nothing(secret)).then_some((start, start + secret.len()))
}

/// Whether a value is one, and none of it was taken out before.
fn is_whole(secret: &str) -> bool {
    !secret.is_empty() && !says_nothing(secret) && placeholders(secret).is_empty()
}

/// `document.cookie`, and in the next line what a browser's console answers.
fn cookies(text: &str, end: usize) -> Option<Found> {
    let value = super::value::read(text, end + 1, false, false)?;
    let fits = value.quoted && value.text.contains('=') && placeholders(value.text).is_empty();
    fits.then_some(Found {
        kind: Kind::Cookie,
        start: value.start,
        end: value.end,
    })
}

/// Whether Redis answers in the line below: `+OK`, `-WRONGPASS`.
fn is_answered(text: &str, end: usize) -> bool {
    ["+OK", "-WRONG", "-ERR", "(error)", "OK"]
        .iter()
        .any(|answer| part(text, end + 1, end + 1 + answer.len()) == *answer)
}

/// What a command printed that reads a secret: `kubectl get secret … | base64 -d`.
fn shown(text: &str, line: &str, end: usize) -> Option<Found> {
    let reads = [
        "get secret",
        "jsonpath",
        "_root_password",
        "get-secret",
        "secrets.json",
    ];
    if !reads.iter().any(|word| line.contains(word)) {
        return None;
    }
    let stop = near_line_end(text.as_bytes(), end + 1);
    let word = part(text, end + 1, stop).trim_end();
    let fits = !word.contains(' ') && super::random::is_shuffled(word, 16) && is_whole(word);
    fits.then_some(Found {
        kind: Kind::Password,
        start: end + 1,
        end: end + 1 + word.len(),
    })
}

/// `password x` below `login name`, as `.netrc` has it.
fn login(text: &str, start: usize, line: &str) -> Option<(usize, usize)> {
    let rest = line.trim_start().strip_prefix("password ")?;
    let secret = rest.trim();
    let front = part(
        text,
        text.ceil_char_boundary(start.saturating_sub(120)),
        start,
    );
    let above = front.lines().rev().take(2).any(|line| {
        let line = line.trim_start();
        ["login ", "user ", "machine ", "account "]
            .iter()
            .any(|word| line.starts_with(word))
    });
    let offset = line.len() - rest.len() + rest.find(secret)?;
    let fits = above && !secret.contains(' ') && is_whole(secret);
    fits.then_some((offset, offset + secret.len()))
}

/// `"name" "x"` alone on a line, as pgbouncer has it.
fn userlist(line: &str, above: &str) -> Option<(usize, usize)> {
    let line = line.trim_end();
    let (name, secret) = line
        .strip_prefix('"')?
        .strip_suffix('"')?
        .split_once("\" \"")?;
    let named = !name.is_empty() && !name.contains(['"', ' ']) && !secret.contains('"');
    // Two words with a number, in a file that says what it is.
    let last = above.trim_end().rsplit('\n').next().unwrap_or("");
    let known = last.starts_with('"')
        && last.ends_with('"')
        && secret.bytes().any(|byte| byte.is_ascii_digit());
    let fits = named && (known || !secret.contains(' ')) && is_whole(secret);
    fits.then(|| (line.len() - 1 - secret.len(), line.len() - 1))
}

/// `Content-Disposition: form-data; name="password"`, an empty line, and the value.
fn form(text: &str, line: &str, end: usize) -> Option<Found> {
    let (_, rest) = line.split_once("name=\"")?;
    let (name, _) = rest.split_once('"')?;
    super::keys::meaning(name)?;
    let reach = text.floor_char_boundary((end + LONGEST).min(text.len()));
    let body = part(text, end, reach);
    let gap = ["\n\n", "\r\n\r\n"]
        .iter()
        .find_map(|gap| Some(body.find(gap)? + gap.len()))?;
    let start = end + gap;
    let stop = near_line_end(text.as_bytes(), start);
    let secret = part(text, start, stop);
    let fits = !secret.starts_with("--") && is_whole(secret);
    fits.then_some(Found {
        kind: Kind::Password,
        start,
        end: stop,
    })
}

/// `host:5432:database:user:password`, as `.pgpass` has it.
fn postgres(line: &str) -> Option<(usize, usize)> {
    let line = line.trim_end();
    let mut fields = line.splitn(5, ':');
    let host = fields.next()?;
    let port = fields.next()?;
    let numbered =
        port == "*" || (port.len() >= 2 && port.bytes().all(|byte| byte.is_ascii_digit()));
    let (database, user, secret) = (fields.next()?, fields.next()?, fields.next()?);
    let named = [host, database, user]
        .iter()
        .all(|field| !field.is_empty() && !field.contains([' ', '/', '(', '[', '\t']));
    let bare = secret.replace("\\:", "");
    let fits = numbered && named && !bare.contains([' ', ':', '/']) && !says_nothing(secret);
    fits.then_some((line.len() - secret.len(), line.len()))
}

/// `[smtp.example.com]:587 user:password`, as a mail relay has it.
fn relay(line: &str) -> Option<(usize, usize)> {
    let line = line.trim_end();
    let (host, login) = line.rsplit_once([' ', '\t'])?;
    let host = host.trim_end().rsplit([' ', '\t']).next()?;
    let (server, port) = host.rsplit_once(':')?;
    let ported = port.len() >= 2 && port.bytes().all(|byte| byte.is_ascii_digit());
    let (user, secret) = login.split_once(':')?;
    let boxed = server.starts_with('[') && server.ends_with(']');
    let fits = ported
        && (boxed || server.contains('.'))
        && !user.is_empty()
        && !login.contains([' ', '/', '\t'])
        && !says_nothing(secret)
        && secret.bytes().any(|byte| byte.is_ascii_alphabetic());
    fits.then_some((line.len() - login.len(), line.len()))
}

/// `variable "db_password" {`, `output …` with `default = "x"`, `value = "x"` in one of the next lines.
fn variable(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let line = part(text, start, end);
    let line = line.trim_start();
    let name = ["variable ", "output ", "resource "]
        .iter()
        .find_map(|word| line.strip_prefix(word))?;
    let name = name.split("\" \"").next()?;
    let name = name.trim().trim_end_matches('{').trim().trim_matches('"');
    super::keys::meaning(name)?;
    let bytes = text.as_bytes();
    let mut place = end;
    for _ in 0..5 {
        let begin = run(bytes, place, place + 2, |byte| {
            matches!(byte, b'\r' | b'\n')
        });
        let stop = near_line_end(bytes, begin);
        let inner = part(text, begin, stop);
        if ["default", "value", "result"]
            .iter()
            .any(|word| inner.trim_start().starts_with(word))
        {
            let open = begin + inner.find('"')? + 1;
            let close = run(bytes, open, stop, |byte| byte != b'"');
            let secret = part(text, open, close);
            return (!says_nothing(secret) && at(bytes, close) == b'"')
                .then(|| (open - start, close - start));
        }
        place = stop;
    }
    None
}
