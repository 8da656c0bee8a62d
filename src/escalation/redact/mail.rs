//! E-mail addresses, and logins on a machine.

use super::{
    Found, Kind, Rules, host, ip,
    net::push,
    project::project_path,
    text::{at, before, is_word, part, run, run_back},
};

/// `name@host`, or `name%40host` as queries write it.
pub(super) fn mail(
    text: &str,
    start: usize,
    end: usize,
    rules: &Rules,
    found: &mut Vec<Found>,
) -> Option<usize> {
    let shown = part(text, start, end);
    let (sign, length) = match shown.find('@') {
        Some(sign) => (sign, 1),
        None => (shown.find("%40")?, 3),
    };
    let local = shown.get(..sign)?;
    let rest = shown.get(sign + length..)?;
    let domain_start = start + sign + length;
    let bytes = text.as_bytes();
    let domain_end = run(bytes, domain_start, end, |byte| {
        is_word(byte) || matches!(byte, b'.' | b'-' | b'_')
    });
    let domain = part(text, domain_start, domain_end).trim_end_matches(['.', '-', '_']);
    let domain_end = domain_start + domain.len();
    let name = behind_escape(local);
    let from = domain_start - length - name.len();
    if name.is_empty() && before(bytes, from) == b'"' && at(bytes, from) == b'@' {
        return boxed(text, from, domain_end, found);
    }
    // Of a realm of Kerberos: http/git@EXAMPLE.COM
    let principal = before(bytes, from) == b'/'
        && domain
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'.');
    // Machines go by these names, and the rest is a host.
    if !principal
        && matches!(
            name,
            "git" | "root" | "ssh" | "www-data" | "postgres" | "gitlab"
        )
        && !rest.is_empty()
    {
        let looks =
            host::is_host(text, domain_start, domain_end, rules) || prompt(text, from, domain_end);
        let v4 = ip::is_v4(text, domain_start, domain_end);
        let looks = looks && !host::is_own(domain);
        if v4 || (looks && !rules.keeps_host(domain)) {
            let (kind, start) = match () {
                () if v4 => (Kind::Ip, domain_start),
                () if is_login(text, from, domain_end) => (Kind::Host, domain_start),
                () => (Kind::Email, from),
            };
            push(found, kind, start, domain_end);
        } else if rules.keeps_host(domain) && at(bytes, domain_end) == b':' {
            return Some(project_path(text, domain_end + 1, rules, found));
        }
        return Some(domain_end);
    }
    let labels = domain.rsplit('.');
    let last = labels.clone().next().unwrap_or("");
    let dotted = domain.contains('.') && last.chars().all(char::is_alphabetic) && last.len() > 1;
    let file = rules.is_file_ending(last) && labels.count() == 2 && !rules.is_suffix(last);
    let shaped = domain.is_empty()
        || name.is_empty()
        || (!dotted && !prompt(text, from, domain_end))
        || file;
    if shaped {
        return None;
    }
    let name = name.trim_start_matches(['.', '-', '_', '+']);
    // SRS0=hash=time=example.org=name@relay: the host before the name is part of it.
    let relayed = run_back(bytes, start, 80, |byte| {
        is_word(byte) || matches!(byte, b'.' | b'-' | b'=' | b'+')
    });
    if before(bytes, start) == b'=' && part(text, relayed, start).starts_with("SRS") {
        let host = run_back(bytes, start - 1, 64, |byte| {
            is_word(byte) || matches!(byte, b'.' | b'-')
        });
        push(found, Kind::Email, host, domain_end);
        return Some(domain_end);
    }
    let apostrophe = name.len() == sign && before(bytes, start) == b'\'';
    let front = run_back(bytes, start.saturating_sub(1), 20, |byte| {
        byte.is_ascii_alphabetic()
    });
    if apostrophe && front + 1 < start && !is_quote(before(bytes, front)) {
        push(found, Kind::Email, front, domain_end);
        return Some(domain_end);
    }
    push(
        found,
        Kind::Email,
        domain_start - length - name.len(),
        domain_end,
    );
    Some(domain_end)
}

/// The name of a mailbox behind what a query escaped: `to%3Dname`.
fn behind_escape(local: &str) -> &str {
    let escaped = local.rmatch_indices('%').find_map(|(place, _)| {
        let code = local.get(place + 1..place + 3)?;
        code.bytes()
            .all(|byte| byte.is_ascii_hexdigit())
            .then(|| local.get(place + 3..))?
    });
    let name = escaped.unwrap_or(local);
    name.rsplit('=').next().unwrap_or(name)
}

/// Whether a name on a host is a login there rather than a mailbox: a path follows, a program that
/// connects stands before it, or it is no value in quote marks.
fn is_login(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let quoted = matches!(before(bytes, start), b'"' | b'\'' | b'<')
        && matches!(at(bytes, end), b'"' | b'\'' | b'>');
    let line = text.ceil_char_boundary(run_back(bytes, start, 60, |byte| byte != b'\n'));
    let front = part(text, line, start).to_ascii_lowercase();
    let mailed = quoted || front.contains("mail");
    let connects = ["ssh", "scp", "rsync", "git clone", "remote"]
        .iter()
        .any(|word| front.contains(word));
    !mailed || connects || at(bytes, end) == b':'
}

/// `"name with blanks"@host`
fn boxed(text: &str, close: usize, end: usize, found: &mut Vec<Found>) -> Option<usize> {
    let bytes = text.as_bytes();
    let open = run_back(bytes, close - 1, 64, |byte| !matches!(byte, b'"' | b'\n'));
    let fits =
        before(bytes, open) == b'"' && open + 1 < close && part(text, close, end).contains('.');
    fits.then(|| {
        push(found, Kind::Email, open - 1, end);
        end
    })
}

/// `name(at)host`, `name [at] host [dot] org`
pub(super) fn spelled(text: &str, place: usize, found: &mut Vec<Found>) -> Option<usize> {
    let bytes = text.as_bytes();
    let box_of = |place: usize, word: &[u8]| {
        let end = place + word.len() + 2;
        let inner = bytes.get(place + 1..end - 1)?;
        let open = matches!(at(bytes, place), b'(' | b'[' | b'{');
        (open
            && inner.eq_ignore_ascii_case(word)
            && matches!(at(bytes, end - 1), b')' | b']' | b'}'))
        .then_some(end)
    };
    let space = |place| run(bytes, place, place + 1, |byte| byte == b' ');
    let name_end = run_back(bytes, place, 1, |byte| byte == b' ');
    let name = run_back(bytes, name_end, 64, |byte| {
        is_word(byte) || matches!(byte, b'.' | b'-' | b'_' | b'+')
    });
    let mut next = space(box_of(place, b"at")?);
    let mut dots = 0;
    let mut end = next;
    for _ in 0..6 {
        let stop = run(bytes, next, next + 64, |byte| {
            is_word(byte) || matches!(byte, b'.' | b'-')
        });
        if stop == next {
            break;
        }
        dots += part(text, next, stop)
            .trim_end_matches('.')
            .matches('.')
            .count();
        end = next + part(text, next, stop).trim_end_matches(['.', '-']).len();
        match box_of(space(stop), b"dot") {
            Some(dot) => {
                dots += 1;
                next = space(dot);
            }
            None => break,
        }
    }
    (dots > 0 && name < name_end).then(|| {
        push(found, Kind::Email, name, end);
        end
    })
}

fn is_quote(byte: u8) -> bool {
    matches!(byte, b'\'' | b'"')
}

/// `[admin@web-01 ~]$`, `admin@web-01:~$`
fn prompt(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let open = matches!(before(bytes, start), 0 | b'\n' | b' ' | b'[' | b')' | b'`');
    let rest = bytes.get(end..).unwrap_or(&[]);
    let close = rest.starts_with(b":~")
        || rest.starts_with(b" ~]")
        || rest.starts_with(b":/") && rest.iter().take(60).any(|byte| matches!(byte, b'$' | b'#'))
        || (rest.starts_with(b" ")
            && before(bytes, start) == b'['
            && rest
                .iter()
                .take(40)
                .take_while(|byte| !matches!(byte, b'\n' | b'['))
                .any(|byte| *byte == b']'));
    open && close
}
