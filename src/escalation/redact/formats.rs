//! Lines in which only the place of a field tells that it is secret.

use super::{
    Found, Kind,
    text::{at, near_line_end, part, run, says_nothing},
};

/// Longer lines are of none of these formats.
const LONGEST: usize = 300;

pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let (mut start, mut colons, mut arrow) = (0, 0, false);
    for (place, byte) in bytes.iter().chain([&b'\n']).enumerate() {
        match byte {
            b':' => colons += 1,
            b'>' => arrow = true,
            b'\n' => {
                let line = part(text, start, place.min(start + LONGEST));
                let whole = line.len() == place - start;
                let secret = match colons {
                    _ if !whole => None,
                    4 => postgres(line).or_else(|| relay(line)),
                    2.. => relay(line),
                    _ => variable(text, start, place),
                };
                let secret = secret.or_else(|| if whole && arrow { redis(line) } else { None });
                found.extend(secret.map(|(from, until)| Found {
                    kind: Kind::Password,
                    start: start + from,
                    end: start + until,
                }));
                (start, colons, arrow) = (place + 1, 0, false);
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
    let secret = if prompted && command.starts_with("AUTH ") {
        command.trim_end().rsplit(' ').next()?
    } else if command.starts_with("ACL SETUSER ") {
        command.split(' ').find_map(|word| word.strip_prefix('>'))?
    } else {
        return None;
    };
    let start = offset + command.find(secret)?;
    (!says_nothing(secret)).then_some((start, start + secret.len()))
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
    let fits = numbered && named && !secret.contains([' ', ':', '/']) && !says_nothing(secret);
    fits.then_some((line.len() - secret.len(), line.len()))
}

/// `[smtp.example.com]:587 user:password`, as a mail relay has it.
fn relay(line: &str) -> Option<(usize, usize)> {
    let line = line.trim_end();
    let (host, login) = line.split_once([' ', '\t'])?;
    let login = login.trim_start();
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

/// `variable "db_password" {` with `default = "x"` in one of the next lines.
fn variable(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let line = part(text, start, end);
    let name = line.trim_start().strip_prefix("variable ")?;
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
        if inner.trim_start().starts_with("default") {
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
