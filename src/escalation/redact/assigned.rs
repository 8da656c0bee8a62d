//! Values of passwords, secrets, tokens and keys, wherever they are assigned: JSON, YAML, Ruby,
//! TOML, environments, queries, XML, headers.

use super::{
    Found, Kind, Rules, calls, header, heredoc,
    keys::{Meaning, meaning},
    list, made_up, objects,
    text::{
        at, before, is_uuid, near_line_end, part, placeholder, run, run_back, says_nothing, starts,
    },
    value::{self, Value},
    xml,
};

/// How far a key may lie before its value's separator.
const REACH: usize = 80;

/// A colon as Chinese and Japanese write it.
const WIDE_COLON: &[u8] = "：".as_bytes();

pub(super) fn find(text: &str, rules: &Rules, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let mut place = 0;
    while let Some(&byte) = bytes.get(place) {
        if matches!(byte, b':' | b'=' | b'>' | 0xef)
            && let Some(one) = assignment(text, place, rules)
        {
            place = one.end.max(place + 1);
            found.push(one);
            place = list::rest(text, one, found).max(place);
        } else {
            place += 1;
        }
    }
}

/// What is assigned at a separator, if that is nothing to show.
fn assignment(text: &str, place: usize, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    let after = separator(bytes, place)?;
    if at(bytes, place) == b'>' && !matches!(before(bytes, place), b'=' | b'-') {
        return xml::element(text, place, rules);
    }
    let equals = at(bytes, place) == b'=';
    let (key_start, key) = key(text, place)?;
    // The name in a URL: what follows is its password.
    let userinfo = before(bytes, key_start) == b'/'
        && matches!(before(bytes, key_start - 1), b'/' | b':')
        && at(bytes, place) == b':';
    // A task: `gitlab:password:reset`.
    let task = at(bytes, place) == b':'
        && before(bytes, key_start) == b':'
        && before(bytes, key_start - 1).is_ascii_alphanumeric()
        && at(bytes, place + 1).is_ascii_alphabetic();
    let replaced = before(bytes, key_start) == b'[' && placeholder(bytes, key_start - 1).is_some();
    if userinfo || task || replaced || at(bytes, place) == b'>' {
        return None;
    }
    if matches!(key, "key" | "name" | "Key" | "Name" | "variable") {
        return objects::named(text, after, false, rules);
    }
    if key.trim_start_matches('-') == "from-literal" {
        return objects::literal(text, value_start(bytes, after));
    }
    if key == "value" && equals {
        return variable(text, key_start, after);
    }
    let queried = equals && matches!(before(bytes, key_start), b'?' | b'&' | b'#');
    let (key, meaning) = match meaning(key) {
        Some(meaning) => (key, meaning),
        None if queried && QUERIED.contains(&key) => (key, Meaning::Random),
        None if equals
            && key
                .rsplit('.')
                .next()
                .is_some_and(|last| PAIRED.contains(&last)) =>
        {
            return paired(text, after, rules);
        }
        None if equals => {
            let name = objects::declared(text, key_start, key, value_start(bytes, after))?;
            (name, meaning(name)?)
        }
        None => return None,
    };
    if let Meaning::Header(kind) = meaning {
        return header::header(text, after, kind);
    }
    let start = value_start(bytes, after);
    // auth=('name', 'x')
    if key == "auth" && matches!(at(bytes, after), b'(' | b'[') {
        let value = calls::pair(text, after).filter(|value| !calls::is_shown(value, rules))?;
        return taken(&value, key, Meaning::Password, false, rules);
    }
    if at(bytes, start) == b'{' {
        return if equals && meaning == Meaning::Password && bytes.get(start + 1) != Some(&b' ') {
            objects::braced(text, start)
        } else {
            objects::inner(text, start, meaning, rules)
        };
    }
    // ["x"]
    let inside = run(bytes, start + 1, start + 4, |byte| byte == b' ');
    let listed = at(bytes, start) == b'[' && matches!(at(bytes, inside), b'"' | b'\'');
    let start = if listed { inside } else { start };
    if matches!(at(bytes, start), b'\n' | b'\r') {
        return objects::below(text, start, key, meaning, rules);
    }
    if let Some((start, end)) = heredoc::lines(text, start) {
        return Some(Found {
            kind: if meaning == Meaning::Password {
                Kind::Password
            } else {
                Kind::Token
            },
            start,
            end,
        });
    }
    let value = value::read(text, start, false, equals)?;
    // dbPassword: secure: x
    let value = if matches!(value.text, "secure:" | "encrypted:") && !value.quoted {
        value::read(text, value_start(bytes, value.end), false, false)?
    } else {
        value
    };
    let spaced = before(bytes, value.start) == b' ';
    if !value.quoted && spaced && value::is_chain(value.text) {
        return None;
    }
    // TOKEN=`cat file`
    if equals && value.quoted && before(bytes, value.start) == b'`' && value.text.contains(' ') {
        return None;
    }
    if queried && meaning == Meaning::Random {
        let fits = made_up::weakly(value.text, 10, rules) || is_uuid(value.text);
        return fits.then_some(Found {
            kind: Kind::Token,
            start: value.start,
            end: value.end,
        });
    }
    let docker = key.trim_start_matches('_') == "auth" && value.quoted && value.text.len() >= 12;
    if docker && value.text.len() % 4 == 0 && made_up::is_base64(value.text) {
        return Some(Found {
            kind: Kind::Token,
            start: value.start,
            end: value.end,
        });
    }
    let found = taken(&value, key, meaning, !equals, rules);
    // wsrep_sst_auth=name:x
    let login = equals && found.is_none() && key.to_ascii_lowercase().ends_with("auth");
    let found = if login {
        paired(text, after, rules)
    } else {
        found
    }?;
    // Environment="PASSWORD=x y"
    let mark = before(bytes, key_start);
    if equals && !value.quoted && matches!(mark, b'"' | b'\'') && at(bytes, found.end) == b' ' {
        let line = near_line_end(bytes, found.end).min(found.end + 80);
        let end = run(bytes, found.end, line, |byte| byte != mark && byte != b'=');
        if at(bytes, end) == mark {
            return Some(Found { end, ..found });
        }
    }
    let told =
        at(bytes, place) == b':' && at(bytes, place + 1) == b' ' && !key.contains(['_', '-']);
    if !value.quoted && meaning == Meaning::Password && (told || begins_line(text, key_start)) {
        let shouted = !key.bytes().any(|byte| byte.is_ascii_lowercase()) && !spaced;
        let end = if shouted {
            found.end
        } else {
            value::widened(text, found.end, equals, rules)
        };
        return Some(Found { end, ..found });
    }
    Some(grouped(text, found))
}

/// Keys whose value is a name and its password.
const PAIRED: [&str; 10] = [
    "login",
    "userpwd",
    "basic_auth",
    "basicauth",
    "proxy_auth",
    "userinfo",
    "smtp_sasl_password_maps",
    "credentials",
    "user",
    "auth",
];

/// The value of a key that is a name and its password.
fn paired(text: &str, after: usize, rules: &Rules) -> Option<Found> {
    let value = value::read(text, value_start(text.as_bytes(), after), false, true)?;
    let secret = value.text.split_once(':').map(|(_, secret)| secret)?;
    let joined = secret.contains('-') && secret.starts_with(char::is_uppercase);
    (joined || made_up::oddly(secret, 4, rules)).then_some(Found {
        kind: Kind::Password,
        start: value.start,
        end: value.end,
    })
}

/// `"value=x y&masked=true" …/variables/DEPLOY_PASSWORD`: the address names what is sent.
fn variable(text: &str, key_start: usize, after: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let mark = before(bytes, key_start);
    let quoted = matches!(mark, b'"' | b'\'');
    let end = run(bytes, after, after + 400, |byte| {
        !matches!(byte, b'&' | b'\n') && byte != mark && (quoted || byte != b' ')
    });
    let reach = text.floor_char_boundary(near_line_end(bytes, end).min(end + 300));
    let (_, name) = part(text, end, reach).split_once("/variables/")?;
    let name = name.split(['"', '\'', ' ', '?']).next()?;
    let known = matches!(meaning(name)?, Meaning::Password | Meaning::Token);
    (known && !says_nothing(part(text, after, end))).then_some(Found {
        kind: Kind::Password,
        start: after,
        end,
    })
}

/// Names in queries whose value lets somebody in, if it looks like that.
const QUERIED: [&str; 17] = [
    "code",
    "state",
    "Key-Pair-Id",
    "ticket",
    "otp",
    "session",
    "sess",
    "sso",
    "hash",
    "confirm",
    "invite",
    "invitation",
    "verify",
    "t",
    "k",
    "h",
    "s",
];

/// Whether nothing but indentation and the marks of lists stand before a key on its line.
fn begins_line(text: &str, key_start: usize) -> bool {
    let bytes = text.as_bytes();
    let start = run_back(bytes, key_start, 40, |byte| {
        matches!(
            byte,
            b' ' | b'\t' | b'-' | b'>' | b'*' | b'+' | b'#' | b'"' | b'\''
        )
    });
    let start = if bytes
        .get(..start)
        .is_some_and(|front| front.ends_with(b"set"))
    {
        start - "set".len()
    } else {
        start
    };
    matches!(before(bytes, start), 0 | b'\n')
}

/// The value behind a word for a secret that is no key of a program.
pub(super) fn told(text: &str, after: usize, kind: Kind, rules: &Rules) -> Option<Found> {
    let value = value::read(text, value_start(text.as_bytes(), after), false, false)?;
    // `max_tokens: 4096`
    let count = value.text.bytes().all(|byte| byte.is_ascii_digit());
    let meaning = if kind == Kind::Token {
        if count {
            return None;
        }
        Meaning::Token
    } else {
        Meaning::Password
    };
    taken(&value, "", meaning, true, rules)
}

/// A secret that is written in groups: `JBSW Y3DP EHPK 3PXP`.
fn grouped(text: &str, found: Found) -> Found {
    let bytes = text.as_bytes();
    let group = |start: usize| {
        run(bytes, start, start + 9, |byte| {
            byte.is_ascii_uppercase() || byte.is_ascii_digit()
        }) - start
    };
    let length = found.end - found.start;
    let mut end = found.end;
    if !(4..=8).contains(&length) || group(found.start) != length {
        return found;
    }
    while matches!(at(bytes, end), b' ' | b'-') && group(end + 1) == length {
        end += 1 + length;
    }
    Found { end, ..found }
}

/// Where a separator ends, if it is one.
pub(super) fn separator(bytes: &[u8], place: usize) -> Option<usize> {
    let tag = before(bytes, place) == b'>' && at(bytes, place) == b':';
    if !tag
        && matches!(
            before(bytes, place),
            b':' | b'=' | b'!' | b'<' | b'>' | b'~' | b'+'
        )
    {
        return None;
    }
    match (at(bytes, place), at(bytes, place + 1)) {
        // LDIF writes `userPassword:: x` where x is base64.
        (b':', b':') => (at(bytes, place + 2) == b' ').then_some(place + 2),
        (b':', b'/') | (b'=', b'=' | b'~') => None,
        (b'=', b'>') | (b':', b'=') => Some(place + 2),
        (0xef, _) => (bytes.get(place..place + 3) == Some(WIDE_COLON)).then_some(place + 3),
        _ => Some(place + 1),
    }
}

/// Behind spaces, the stars of `**Password:** x` and a tag of YAML.
pub(super) fn value_start(bytes: &[u8], after: usize) -> usize {
    let spaces = |place| {
        run(bytes, place, bytes.len(), |byte| {
            matches!(byte, b' ' | b'\t')
        })
    };
    let mut place = spaces(after);
    // <b>Password:</b> x, <td>Password</td><td>x</td>
    loop {
        if bytes.get(place..place + 6) == Some(b"&nbsp;") {
            place = spaces(place + 6);
        }
        let Some(close) = xml::tag(bytes, place) else {
            break;
        };
        place = spaces(close);
    }
    let starred = run(bytes, place, place + 2, |byte| byte == b'*');
    // `*name` alone is an alias of YAML.
    let word = run(bytes, starred, starred + 40, |byte| {
        byte.is_ascii_lowercase() || byte == b'_'
    });
    let alias =
        starred == place + 1 && word > starred && matches!(at(bytes, word), 0 | b'\n' | b'\r');
    let place = if alias { place } else { spaces(starred) };
    let anchor = run(bytes, place + 1, place + 40, |byte| {
        byte.is_ascii_alphanumeric() || byte == b'_'
    });
    let typed = at(bytes, anchor + 1) == b'=';
    let anchored = at(bytes, place) == b'&' && at(bytes, anchor) == b' ' && anchor > place + 1;
    let place = if anchored && !typed {
        spaces(anchor)
    } else {
        place
    };
    let tag = run(bytes, place, place + 12, |byte| {
        byte == b'!' || byte.is_ascii_lowercase()
    });
    let elsewhere = starts(bytes, place, "!reference") || starts(bytes, place, "!vault");
    let tagged =
        !elsewhere && at(bytes, place) == b'!' && at(bytes, tag) == b' ' && tag > place + 1;
    value::literal(bytes, if tagged { spaces(tag) } else { place })
}

pub(super) fn taken(
    value: &Value<'_>,
    key: &str,
    meaning: Meaning,
    colon: bool,
    rules: &Rules,
) -> Option<Found> {
    secret(value, key, meaning, colon, rules).map(|kind| Found {
        kind,
        start: value.start,
        end: value.end,
    })
}

/// The key before a separator, and where it begins.
pub(super) fn key(text: &str, place: usize) -> Option<(usize, &str)> {
    let bytes = text.as_bytes();
    let reach = place.saturating_sub(REACH);
    let mut end = run_back(bytes, place, REACH, |byte| {
        matches!(
            byte,
            b' ' | b'\t' | b'"' | b'\'' | b'`' | b'\\' | b']' | b'*' | b'?'
        )
    });
    if before(bytes, end) == b'>' {
        // `<b>Password</b>: x`
        let open = run_back(bytes, end, 12, |byte| byte != b'<');
        if at(bytes, open) == b'/' && open > 0 {
            end = open - 1;
        }
    }
    if before(bytes, end) == b')' {
        // `Password (root): x`
        let open = run_back(bytes, end, end - reach, |byte| {
            !matches!(byte, b'(' | b'\n')
        });
        end = run_back(bytes, open.saturating_sub(1), 4, |byte| byte == b' ');
    }
    let start = run_back(bytes, end, end.saturating_sub(reach), |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.') || byte >= 0x80
    });
    let start = (start..end).find(|start| text.is_char_boundary(*start))?;
    let start = if starts(bytes, start, "n") && before(bytes, start) == b'\\' {
        start + 1
    } else {
        start
    };
    (start < end).then(|| (start, part(text, start, end)))
}

/// Words of which the last is one for a secret: "smtp password".
fn is_label(text: &str, rules: &Rules) -> bool {
    let Some((front, _)) = text.rsplit_once(' ') else {
        return false;
    };
    let noun = rules.nouns.at(text, front.len() + 1);
    let letters = text
        .bytes()
        .all(|byte| byte.is_ascii_alphabetic() || byte == b' ');
    letters && noun.is_some_and(|noun| noun.end == text.len())
}

/// Whether a value is one to take out, and as what.
fn secret(
    value: &Value<'_>,
    key: &str,
    meaning: Meaning,
    colon: bool,
    rules: &Rules,
) -> Option<Kind> {
    let text = value.text;
    // "glpat-" alone is what tokens begin with.
    if says_nothing(text)
        || rules.shapes.is_prefix(text)
        || (!value.quoted && value::is_code(text))
        || value::is_path(text)
    {
        return None;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    match meaning {
        Meaning::Random => {
            let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
            let plain = text.bytes().all(|byte| byte.is_ascii_graphic());
            let random = text.len() >= 12 && digits >= 2 && letters >= 2 && plain;
            (random && !text.contains("://") && !value::is_name(text)).then_some(Kind::Token)
        }
        Meaning::Password => {
            // `pass: 12` counts tests.
            let count = digits == text.len() && digits < 4;
            // A label: `password: "Password"`.
            let label = text.starts_with(|first: char| first.is_uppercase())
                && rules
                    .nouns
                    .at(text, 0)
                    .is_some_and(|noun| noun.end == text.len());
            if count || label || is_label(text, rules) {
                return None;
            }
            let sentence = !value.quoted && rules.is_plain_word(text);
            let blank = value.quoted && rules.is_sentence(text);
            (!sentence && !blank).then_some(Kind::Password)
        }
        _ => {
            let label = rules
                .nouns
                .at(text, 0)
                .is_some_and(|noun| noun.end == text.len());
            let short = label || (text.len() < 4 && digits == text.len());
            // global.psql.password.secret=gitlab-psql
            let chart = key.ends_with("password.secret");
            let reference = (colon || chart)
                && value::is_reference(text, if chart { "passwordsecret" } else { key });
            let sentence = (!value.quoted && rules.is_plain_word(text)) || rules.is_sentence(text);
            (!short && !reference && !sentence).then_some(Kind::Token)
        }
    }
}
