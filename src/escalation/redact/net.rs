//! What names a machine or a mailbox: URLs, e-mail addresses, host names, IPv4 addresses, and the
//! groups and projects of gitlab.com.

use super::{
    Found, Kind, Rules, host, ip, mail, project, random,
    text::{at, before, is_word, part, placeholder, run, says_nothing, until},
};

fn belongs(byte: u8) -> bool {
    is_word(byte) || matches!(byte, b'.' | b'-' | b'_' | b'+' | b'%' | b'@')
}

pub(super) fn find(text: &str, rules: &Rules, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let mut place = 0;
    while let Some(&byte) = bytes.get(place) {
        if byte == b':' && at(bytes, place + 1) == b'/' && at(bytes, place + 2) == b'/' {
            let scheme = bytes.get(..place).unwrap_or(&[]);
            let code = scheme.ends_with(b"otpauth");
            // gid://gitlab/Ci::Runner/1
            let id = scheme.ends_with(b"gid");
            let image = ["docker", "oci", "docker-daemon"].iter().any(|scheme| {
                let name = run(bytes, place + 3, place + 80, |byte| {
                    is_word(byte) || matches!(byte, b'-' | b'_')
                });
                bytes
                    .get(..place)
                    .is_some_and(|front| front.ends_with(scheme.as_bytes()))
                    && !matches!(at(bytes, name), b'.' | b'@')
            });
            place = if image || id {
                place + 3
            } else if code {
                issuer(text, place + 3, rules, found)
            } else {
                authority(text, place + 3, rules, found).max(place + 3)
            };
        } else if matches!(byte, b'(' | b'[' | b'{') && matches!(at(bytes, place + 1), b'a' | b'A')
        {
            place = mail::spelled(text, place, found)
                .unwrap_or(place)
                .max(place + 1);
        } else if belongs(byte) {
            let end = run(bytes, place, bytes.len(), belongs);
            place = word(text, place, end, rules, found).max(end);
        } else {
            place += 1;
        }
    }
}

/// What issues one-time codes may be a host, though nothing is connected to: `otpauth://totp/git.example.com:name`.
/// Answers how far was read.
fn issuer(text: &str, start: usize, rules: &Rules, found: &mut Vec<Found>) -> usize {
    let bytes = text.as_bytes();
    let name = until(bytes, start, 8, b"/") + 1;
    let end = until(bytes, name, 80, b":%?/ \n");
    if host::is_host(text, name, end, rules) && !rules.keeps_host(part(text, name, end)) {
        push(found, Kind::Host, name, end);
    }
    end
}

/// A word: an address, a host, a number with dots, or none of these.
fn word(text: &str, start: usize, end: usize, rules: &Rules, found: &mut Vec<Found>) -> usize {
    let bytes = text.as_bytes();
    let shown = bytes.get(start..end).unwrap_or(&[]);
    let (mut marked, mut numbered) = (false, false);
    for byte in shown {
        marked |= matches!(byte, b'.' | b'@' | b'%');
        numbered |= matches!(byte, b'0'..=b'9' | b'-');
    }
    if !marked && !numbered {
        return end;
    }
    if !marked {
        if random::is_random(bytes, start, end) || random::is_tailed(part(text, start, end)) {
            push(found, Kind::Token, start, end);
        } else if shown.starts_with(b"ip-") && host::is_amazon(shown) {
            push(found, Kind::Host, start, end);
        } else if let Some((start, end)) = host::single(text, start, end) {
            push(found, Kind::Host, start, end);
        }
        return end;
    }
    if let Some(path) = encoded_path(text, start, end, rules) {
        push(found, Kind::Path, start, path);
        return path;
    }
    // `\n` inside JSON is a line's end and no letter.
    let escaped = before(bytes, start) == b'\\' && matches!(at(bytes, start), b'n' | b'r' | b't');
    let start = start + usize::from(escaped);
    if let Some(mail) = mail::mail(text, start, end, rules, found) {
        return mail;
    }
    let mut from = start;
    while from < end {
        let until = run(bytes, from, end, |byte| !matches!(byte, b'@' | b'+' | b'%'));
        if at(bytes, until) == b'%' {
            // A zone of an address, or an encoded slash.
            plain(text, from, until, rules, found);
            from = until
                + if at(bytes, until + 1).is_ascii_hexdigit() {
                    3
                } else {
                    1
                };
            continue;
        }
        let stop = plain(text, from, until, rules, found);
        if stop > end {
            return stop;
        }
        from = until + 1;
    }
    end
}

/// `/api/v4/projects/group%2Fproject`, wherever the host is named.
fn encoded_path(text: &str, start: usize, end: usize, rules: &Rules) -> Option<usize> {
    let front = text.as_bytes().get(..start)?;
    let listed = front.ends_with(b"/projects/") || front.ends_with(b"/groups/");
    let shown = part(text, start, end);
    let (group, _) = shown
        .split_once("%2F")
        .or_else(|| shown.split_once("%2f"))?;
    (listed && !group.is_empty() && !rules.keeps_group(group)).then_some(end)
}

pub(super) fn push(found: &mut Vec<Found>, kind: Kind, start: usize, end: usize) {
    found.push(Found { kind, start, end });
}

/// A word without `@`: an address, a host, or neither. Answers how far was read.
fn plain(text: &str, start: usize, end: usize, rules: &Rules, found: &mut Vec<Found>) -> usize {
    let bytes = text.as_bytes();
    let shown = part(text, start, end);
    let trimmed = shown.trim_start_matches(['.', '-', '_']);
    let start = end - trimmed.len();
    let trimmed = trimmed.trim_end_matches(['.', '-', '_']);
    let stop = start + trimmed.len();
    if trimmed.is_empty() || !trimmed.contains('.') {
        return end;
    }
    let digits = run(bytes, start, stop, |byte| {
        byte.is_ascii_digit() || byte == b'.'
    });
    let number_end = start + part(text, start, digits).trim_end_matches('.').len();
    let whole = digits == stop || at(bytes, number_end) == b'-';
    if whole && before(bytes, start) != b'.' && ip::is_v4(text, start, number_end) {
        push(found, Kind::Ip, start, number_end);
        let next = number_end + 1;
        if at(bytes, number_end) == b'-' && next < stop {
            return plain(text, next, end, rules, found);
        }
        return end;
    }
    if digits == stop {
        return end;
    }
    let Some((from, until)) = host::find(text, start, stop, rules).or_else(|| {
        // Japanese and Chinese put no spaces around it.
        let ascii = trimmed.trim_matches(|mark: char| mark >= '\u{2e80}');
        let from = start + trimmed.find(ascii)?;
        let cut = !ascii.is_empty() && ascii.len() < trimmed.len();
        cut.then(|| host::find(text, from, from + ascii.len(), rules))?
    }) else {
        return end;
    };
    let name = part(text, from, until);
    if !rules.keeps_host(name) {
        // *.example.com
        let wild = from > 1 && bytes.get(from - 2..from) == Some(b"*.");
        push(found, Kind::Host, if wild { from - 2 } else { from }, until);
    }
    if rules.has_groups(name) && matches!(at(bytes, until), b'/' | b':') {
        let slash = until
            + if part(text, until, until + 4) == ":443" {
                4
            } else {
                0
            };
        if !matches!(at(bytes, slash), b'/' | b':') {
            return end;
        }
        return project::project_path(text, slash + 1, rules, found).max(end);
    }
    end
}

/// Who and where of a URL. Answers how far was read.
fn authority(text: &str, start: usize, rules: &Rules, found: &mut Vec<Found>) -> usize {
    let bytes = text.as_bytes();
    let stops = |byte: u8| {
        byte.is_ascii_whitespace()
            || matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'`' | b'|' | b'^')
    };
    let token = run(bytes, start, start + 400, |byte| !stops(byte));
    // f"postgres://name:{'x'}@host"
    let inner = run(bytes, start, token, |byte| byte != b'{');
    if before(bytes, inner) == b':' && at(bytes, inner + 1) == b'\'' {
        let close = run(bytes, inner + 2, inner + 80, |byte| {
            !matches!(byte, b'\'' | b'\n')
        });
        if bytes.get(close..close + 3) == Some(b"'}@") {
            push(found, Kind::Password, inner + 2, close);
            let host = close + 3;
            let end = run(bytes, host, host + 200, |byte| {
                is_word(byte) || matches!(byte, b'.' | b'-')
            });
            return server(text, host, end, rules, found);
        }
    }
    let mut end = run(bytes, start, token, |byte| {
        !matches!(byte, b'/' | b'?' | b'#' | b'\\' | b',' | b';' | b')' | b'*')
    });
    if let Some(sign) = sign(bytes, start, end, token) {
        let who = part(text, start, sign);
        let secret = who.split_once(':').map(|(_, secret)| secret);
        let long =
            who.len() >= 10 && who.bytes().any(|byte| byte.is_ascii_digit()) && !who.contains('.');
        let shown = match secret {
            Some(secret) => says_nothing(secret) || variable(secret),
            None => !long || says_nothing(who),
        };
        let next = sign + 1;
        end = run(bytes, next, token, |byte| {
            !matches!(byte, b'/' | b'?' | b'#' | b'\\' | b',' | b';' | b')' | b'*')
        });
        if !shown {
            push(found, Kind::Password, start, sign);
        } else if secret.is_none()
            && who != "git"
            && !who.is_empty()
            && !who.starts_with(['$', '[', '{'])
            && who != "root"
        {
            let host = run(bytes, next, end, |byte| {
                is_word(byte) || matches!(byte, b'.' | b'-')
            });
            push(found, Kind::Email, start, host);
            return host;
        }
        return server(text, next, end, rules, found);
    }
    server(text, start, end, rules, found)
}

/// The `@` that ends who, in the authority or, where a password holds a slash, behind it.
fn sign(bytes: &[u8], start: usize, end: usize, token: usize) -> Option<usize> {
    let last = |end: usize| {
        let rest = bytes.get(start..end)?;
        rest.iter()
            .rposition(|byte| *byte == b'@')
            .map(|sign| start + sign)
    };
    // ldap://cn=name,dc=example:secret@host
    let listed = at(bytes, end) == b','
        && bytes
            .get(start..end)
            .is_some_and(|front| front.contains(&b'='));
    if listed {
        let stop = run(bytes, end, token, |byte| byte != b'/');
        return last(stop).filter(|sign| {
            bytes
                .get(start..*sign)
                .is_some_and(|who| who.contains(&b':'))
        });
    }
    last(end).or_else(|| {
        let colon = run(bytes, start, end, |byte| byte != b':');
        let port = run(bytes, colon + 1, end, |byte| byte.is_ascii_digit());
        (colon < end && port < end).then(|| last(token))?
    })
}

/// `$TOKEN`, `${TOKEN}`, `%{token}`
fn variable(secret: &str) -> bool {
    secret.starts_with('$') || secret.starts_with("%{") || secret.starts_with("{{")
}

/// Host and port of a URL, and on gitlab.com the project.
fn server(text: &str, start: usize, end: usize, rules: &Rules, found: &mut Vec<Found>) -> usize {
    let bytes = text.as_bytes();
    if placeholder(bytes, start).is_some() {
        return end;
    }
    if at(bytes, start) == b'[' {
        return start + 1;
    }
    let stop = run(bytes, start, end, |byte| {
        is_word(byte) || matches!(byte, b'.' | b'-' | b'_')
    });
    let name = part(text, start, stop).trim_end_matches(['.', '-', '_']);
    let stop = start + name.len();
    let digits = run(bytes, start, stop, |byte| {
        byte.is_ascii_digit() || byte == b'.'
    });
    if digits == stop {
        if ip::is_v4(text, start, stop) {
            push(found, Kind::Ip, start, stop);
        }
        return stop;
    }
    let variable = matches!(at(bytes, stop), b'{' | b'$' | b'[') || at(bytes, stop) == b'(';
    let named = name
        .bytes()
        .any(|byte| byte.is_ascii_alphabetic() || byte >= 0x80)
        && !variable;
    if named && !rules.keeps_host(name) && !host::is_own(name) {
        push(found, Kind::Host, start, stop);
    }
    if rules.has_groups(name) {
        let port = run(bytes, stop, stop + 6, |byte| {
            byte.is_ascii_digit() || byte == b':'
        });
        if at(bytes, port) == b'/' {
            return project::project_path(text, port + 1, rules, found);
        }
    }
    stop
}
