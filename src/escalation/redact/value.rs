//! What stands on the right side of an assignment.

use super::{
    Rules, keys,
    random::is_shuffled,
    text::{at, near_line_end, part, run, run_back, until},
};

/// A value as it is written, without its quote marks.
pub(super) struct Value<'a> {
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
    pub quoted: bool,
}

/// The value that begins at a place: in quote marks, up to a tag, or up to the next space.
pub(super) fn read(text: &str, place: usize, xml: bool, equals: bool) -> Option<Value<'_>> {
    let bytes = text.as_bytes();
    let value = |start, end, quoted| {
        let text = part(text, start, end);
        (!text.is_empty()).then_some(Value {
            text,
            start,
            end,
            quoted,
        })
    };
    if xml {
        let end = run(bytes, place, near_line_end(bytes, place), |byte| {
            !matches!(byte, b'<' | b'\n' | b'\r')
        });
        return (at(bytes, end) == b'<' && at(bytes, end + 1) == b'/')
            .then(|| value(place, end, true))?;
    }
    if place > 2
        && bytes
            .get(place - 3..place - 1)
            .is_some_and(|front| matches!(front, b"%q" | b"%Q"))
    {
        // %q(x)
        let end = unquoted_end(text, place, false);
        return value(place, end, true);
    }
    let escaped = at(bytes, place) == b'\\';
    let open = place + usize::from(escaped);
    let mark = at(bytes, open);
    // """x""" of TOML and Python
    if mark == b'"' && bytes.get(open..open + 3) == Some(b"\"\"\"") && !escaped {
        let start = open + 3;
        let end = run(bytes, start, near_line_end(bytes, start), |byte| {
            byte != b'"'
        });
        return value(start, end, true);
    }
    if matches!(mark, b'"' | b'\'' | b'`') {
        let start = open + 1;
        return match quoted_end(bytes, start, mark, escaped) {
            Some(end) => value(start, end, true),
            None => value(start, unquoted_end(text, start, equals), false),
        };
    }
    value(place, unquoted_end(text, place, equals), false)
}

/// Where quote marks close on the same line.
fn quoted_end(bytes: &[u8], start: usize, mark: u8, escaped: bool) -> Option<usize> {
    let limit = near_line_end(bytes, start);
    let mut place = start;
    loop {
        match at(bytes, place) {
            _ if place >= limit => return None,
            b'\\' if escaped && at(bytes, place + 1) == mark => return Some(place),
            b'\\' if !escaped => place += 2,
            // SQL writes a quote mark twice: 'it''s'
            byte if byte == mark && !escaped && doubled(bytes, start, place) => place += 2,
            byte if byte == mark && !escaped => return Some(place),
            _ => place += 1,
        }
    }
}

/// Whether a quote mark inside a value is written twice.
fn doubled(bytes: &[u8], start: usize, place: usize) -> bool {
    let mark = at(bytes, place);
    let next = at(bytes, place + 2);
    place > start && at(bytes, place + 1) == mark && (next.is_ascii_alphanumeric() || next >= 0x80)
}

/// Behind what a program has around a text: `b'`, `@"`, `%q(`, `String::from(`, `Some(`.
pub(super) fn literal(bytes: &[u8], place: usize) -> usize {
    const AROUND: [&str; 30] = [
        "from",
        "new",
        "of",
        "some",
        "just",
        "sensitive",
        "secretstring",
        "secret",
        "string",
        "byte",
        "bytes",
        "password",
        "text",
        "raw",
        "str",
        "quote",
        "tochararray",
        "securestring",
        "nonsensitive",
        "valueof",
        "ofnullable",
        "box",
        "arc",
        "rc",
        "cow",
        "expose",
        "redacted",
        "strip",
        "trim",
        "asstring",
    ];
    let mut place = place;
    for _ in 0..3 {
        let end = run(bytes, place, place + 60, |byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b':' | b'[' | b']' | b'&')
        });
        let name = run_back(bytes, end, end - place, |byte| {
            byte.is_ascii_alphanumeric() || byte == b'_'
        });
        let called = bytes.get(name..end).unwrap_or(&[]);
        let known = AROUND
            .iter()
            .any(|known| called.eq_ignore_ascii_case(known.as_bytes()));
        let inner = at(bytes, end + 1);
        let text = matches!(inner, b'"' | b'\'') || inner.is_ascii_uppercase();
        if at(bytes, end) != b'(' || !(known || called.is_empty()) || !text {
            break;
        }
        place = end + 1;
    }
    let quote = |place: usize| matches!(at(bytes, place), b'"' | b'\'');
    match at(bytes, place) {
        b'u' | b'b' | b'r' | b'f' | b'L' | b'N' | b'@' | b'$' | b':' if quote(place + 1) => {
            place + 1
        }
        b'%' if matches!(at(bytes, place + 1), b'q' | b'Q')
            && matches!(at(bytes, place + 2), b'(' | b'[' | b'{') =>
        {
            place + 3
        }
        _ => place,
    }
}

/// Where a bare value ends: at a space or quote mark, before the next pair, without the marks that
/// close what is around it.
fn unquoted_end(text: &str, start: usize, equals: bool) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    let mut closes = [0_i32; 3];
    let limit = near_line_end(bytes, start);
    // <session cookie>
    let hint = run(bytes, start + 1, start + 40, |byte| {
        byte.is_ascii_lowercase() || matches!(byte, b' ' | b'_' | b'-')
    });
    if at(bytes, start) == b'<' && at(bytes, hint) == b'>' {
        return hint + 1;
    }
    while end < limit {
        let byte = at(bytes, end);
        let pair = |at_place: usize| {
            let key = run(bytes, at_place, at_place + 40, |byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'"')
            });
            key > at_place && matches!(at(bytes, key), b'=' | b':')
        };
        let stop = match byte {
            b'{' | b'[' | b'(' => {
                bump(&mut closes, byte, 1);
                false
            }
            b'}' | b']' | b')' => bump(&mut closes, byte, -1) < 0,
            // ENC[AES256_GCM,data:x,type:str]
            b',' if closes.get(1).is_some_and(|open| *open > 0) && boxed(bytes, end) => false,
            b'&' | b';' | b',' => pair(end + 1),
            b'#' => equals && end > start && text.get(..start).is_some_and(in_query),
            b'"' | b'\'' | b'`' => true,
            // `a\ b` of a connection string
            b'\\' if equals && at(bytes, end + 1) == b' ' => {
                end += 1;
                false
            }
            b'\\' => matches!(at(bytes, end + 1), b'n' | b'r' | b't' | b'"' | b'\''),
            b'<' => end > start,
            _ => byte.is_ascii_whitespace(),
        };
        if stop {
            break;
        }
        end += 1;
    }
    let value = part(text, start, end);
    // `**Password: x**`, but `password=x*,version=3`
    let starred = !matches!(at(bytes, end), b',' | b'&' | b';');
    start
        + value
            .trim_end_matches(|mark| {
                matches!(mark, ',' | ';' | '.' | '…') || (starred && mark == '*')
            })
            .len()
}

/// Whether a value that begins after this text belongs to a URL's query.
fn in_query(before: &str) -> bool {
    let from = before.floor_char_boundary(before.len().saturating_sub(80));
    before.get(from..).is_some_and(|near| {
        near.rsplit([' ', '\n', '"', '\''])
            .next()
            .is_some_and(|word| word.contains(['?', '&']))
    })
}

/// Whether a bracket closes before the next blank.
fn boxed(bytes: &[u8], place: usize) -> bool {
    at(bytes, until(bytes, place, 400, b"] \t\r\n")) == b']'
}

fn bump(closes: &mut [i32; 3], byte: u8, by: i32) -> i32 {
    let place = match byte {
        b'{' | b'}' => 0,
        b'[' | b']' => 1,
        _ => 2,
    };
    closes.get_mut(place).map_or(0, |open| {
        *open += by;
        *open
    })
}

/// Where a bare value ends that has blanks in it and is alone on its line.
pub(super) fn widened(text: &str, end: usize, equals: bool, rules: &Rules) -> usize {
    let bytes = text.as_bytes();
    let line = near_line_end(bytes, end);
    let rest = part(text, end, line);
    let words = rest.trim();
    let bare = words.chars().all(|mark| {
        mark.is_alphanumeric()
            || matches!(
                mark,
                ' ' | '.' | '-' | '_' | '!' | '?' | '+' | '*' | '\'' | '='
            )
    });
    let titled = words
        .split(' ')
        .all(|word| word.starts_with(char::is_uppercase));
    let plain = words.split(' ').filter(|word| rules.is_plain_word(word));
    let said = !titled && plain.count() > usize::from(equals);
    let short = (1..=4).contains(&words.split(' ').count()) && !words.is_empty();
    if rest.starts_with(' ') && bare && short && !said {
        end + rest.trim_end().len()
    } else {
        end
    }
}

/// An expression of a program rather than a value: a call, an index, an attribute, a type.
pub(super) fn is_code(text: &str) -> bool {
    const OWNERS: [&str; 25] = [
        "gets",
        "self",
        "this",
        "params",
        "config",
        "settings",
        "process",
        "user",
        "env",
        "secrets",
        "vault",
        "var",
        "local",
        "data",
        "module",
        "request",
        "response",
        "current_user",
        "node",
        "values",
        "inputs",
        "github",
        "steps",
        "Gitlab",
        "options",
    ];
    let name = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let first = text
        .split(|mark: char| !(mark.is_alphanumeric() || mark == '_'))
        .next()
        .unwrap_or("");
    let rest = text.get(first.len()..).unwrap_or("");
    // Token.find_by(id:
    let method = text.split_once('(').is_some_and(|(front, _)| {
        front.contains('.')
            && front
                .split('.')
                .all(|part| name(part.trim_end_matches(['?', '!'])))
    });
    let keyword = matches!(
        text,
        "await"
            | "new"
            | "yield"
            | "return"
            | "lambda"
            | "function"
            | "async"
            | "func"
            | "def"
            | "lookup"
            | "not"
    );
    let call = name(first)
        && text.ends_with([')', '('])
        && text.bytes().all(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'(' | b')' | b':' | b',')
        });
    let index = name(first)
        && (rest.starts_with("[:")
            || rest.starts_with("['")
            || rest.ends_with('[')
            || rest.starts_with("[\""));
    let attribute = OWNERS.contains(&first)
        && rest.starts_with('.')
        && text
            .split('.')
            .all(|part| name(part.trim_end_matches(['?', '!'])));
    let second = text.as_bytes().get(1).copied().unwrap_or(b' ');
    let open = (text.starts_with(['[', '{', '(', '|', '>', '&', '*', '<', '-'])
        && matches!(
            second,
            b' ' | b'"' | b'\'' | b'-' | b'+' | b':' | b'}' | b']' | b')'
        ))
        || (text.starts_with('{') && text.ends_with(':'));
    let class = text.contains("::") && text.split("::").all(name)
        || matches!(
            text,
            "String" | "str" | "string" | "&str" | "SecretString" | "Option" | "void" | "int"
        );
    // ConvertTo-SecureString, Get-Content
    let cmdlet = text.split_once('-').is_some_and(|(verb, noun)| {
        matches!(
            verb,
            "ConvertTo" | "ConvertFrom" | "Get" | "New" | "Read" | "Import" | "Invoke"
        ) && noun.starts_with(|first: char| first.is_ascii_uppercase())
            && name(noun)
    });
    // params.password, csrf.token, :private_token
    let named = text
        .strip_prefix(':')
        .or_else(|| text.rsplit_once('.').map(|(_, last)| last))
        .filter(|last| {
            name(last)
                && text
                    .split('.')
                    .all(|part| name(part.trim_start_matches(':')))
        })
        .is_some_and(|last| keys::meaning(last).is_some());
    call || index
        || named
        || method
        || keyword
        || cmdlet
        || attribute
        || open
        || class
        || (text.starts_with('*') && name(text.trim_start_matches('*')) && !text.ends_with('*'))
        || text.starts_with("@") && name(text.trim_start_matches('@'))
}

/// Names with dots between them, as a program has them: `random_password.db.result`.
pub(super) fn is_chain(text: &str) -> bool {
    let mut parts = text.split('.');
    text.matches('.').count() >= 2
        && parts.all(|part| {
            part.starts_with(|first: char| first.is_ascii_alphabetic())
                && part
                    .bytes()
                    .all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
        })
}

/// A file: `/etc/gitlab/ssl/a.key`, `./token`, `~/.netrc`, `C:\keys\a.pem`.
pub(super) fn is_path(text: &str) -> bool {
    let rooted = text.starts_with('/')
        || text.starts_with("./")
        || text.starts_with("~/")
        || text.starts_with("../");
    let file = text.bytes().all(|byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'_' | b'-' | b'~')
    });
    let drive = text.get(1..3).is_some_and(|mark| mark == ":\\");
    let segments = text.matches('/').count();
    // A key in base64 may begin with a slash.
    let key = !text.contains(['.', '_', '-', '~']) && is_shuffled(text, 20);
    (rooted && !key && file && (segments > 1 || text.contains('.'))) || drive
}

/// A word with hyphens and numbers that somebody made up: `runner-cache-v2`, `ruby-3.2-gems`.
pub(super) fn is_name(text: &str) -> bool {
    let mut parts = text.split(['-', '_', '.', '/', ':', '$', '{', '}']);
    text.contains(['-', '_', '/', ':', '.'])
        && parts.all(|part| {
            let digits = part.bytes().filter(u8::is_ascii_digit).count();
            let letters = part.len() - digits;
            digits == 0 || (letters <= 1 && digits <= 4)
        })
}

/// The name of a Kubernetes secret rather than its content: `secret: gitlab-rails-secret`.
pub(super) fn is_reference(text: &str, key: &str) -> bool {
    const WORDS: [&str; 14] = [
        "secret",
        "secrets",
        "tls",
        "token",
        "password",
        "key",
        "keys",
        "cert",
        "credentials",
        "ssl",
        "config",
        "registry",
        "auth",
        "wildcard",
    ];
    const KEYS: [&str; 9] = [
        "passwordsecret",
        "secret",
        "existingsecret",
        "tlssecret",
        "pullsecret",
        "imagepullsecret",
        "credentialssecret",
        "rootpasswordsecret",
        "configsecret",
    ];
    KEYS.contains(&key.to_ascii_lowercase().as_str())
        && (text.contains('-') || key.len() > "secret".len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
        && (key.len() > "secret".len() || text.split('-').any(|part| WORDS.contains(&part)))
}
