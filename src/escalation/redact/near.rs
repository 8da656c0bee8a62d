//! Secrets near the words for them: in a sentence, as an argument, in the next line.

use super::{
    Found, Rules, assigned, below, calls, directive, keyed, keys, list, made_up,
    nouns::{Near, Noun},
    prose, service, table,
    text::{at, near_line_end, part, run, run_back, says_nothing},
    value, xml,
};

/// How far a value may be from its word.
const REACH: usize = 72;
/// How far a word that begins within reach goes on.
const LONGEST_WORD: usize = 256;

pub(super) fn find(text: &str, rules: &Rules, found: &mut Vec<Found>) {
    let mut place = 0;
    while let Some(next) = rules.nouns.next(text.as_bytes(), place) {
        place = next;
        let Some(noun) = rules.nouns.at(text, place) else {
            place += 1;
            continue;
        };
        around(text, &noun, rules, found);
        place = noun.end;
    }
}

fn around(text: &str, noun: &Noun<'_>, rules: &Rules, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    // `PersonalAccessTokens::ExpiringWorker`
    if text
        .get(noun.end..)
        .is_some_and(|rest| rest.starts_with("::"))
    {
        return;
    }
    if noun.near == Near::Service {
        return service::find(text, noun, found);
    }
    prose::find(text, noun, rules, found);
    if matches!(noun.near, Near::Token | Near::Password) && noun.text.ends_with(['s', 'S']) {
        keyed::find(text, noun.end, noun.near, found);
    }
    if noun.near == Near::Code {
        return;
    }
    let spaces = |from| run(bytes, from, from + 40, |byte| matches!(byte, b' ' | b'\t'));
    let closed = run(bytes, noun.end, noun.end + 4, |byte| {
        matches!(byte, b'"' | b'\'' | b'`' | b')' | b']' | b'*')
    });
    // kubectl create secret generic name
    let kinds = [" generic", " docker-registry", " tls"];
    let made = text
        .get(noun.end..)
        .is_some_and(|rest| kinds.iter().any(|kind| rest.starts_with(kind)));
    if made || calls::find(text, noun, closed, rules, found) {
        return;
    }
    // "Unseal Key 1: x"
    let numbered = run(bytes, spaces(closed), spaces(closed) + 2, |byte| {
        byte.is_ascii_digit()
    });
    let closed = if at(bytes, numbered) == b':' {
        numbered
    } else {
        closed
    };
    // "Pass phrase (on all nodes): x"
    let open = spaces(closed);
    let aside = run(bytes, open, open + 40, |byte| !matches!(byte, b')' | b'\n')) + 1;
    let aside = if at(bytes, open) == b'(' && at(bytes, aside - 1) == b')' {
        spaces(aside)
    } else {
        open
    };
    if let Some(after) = separator(text, aside) {
        let after = spaces(after);
        let open = block(bytes, after);
        if open > after || is_line_end(bytes, after) {
            below::find(
                text,
                near_line_end(bytes, after),
                noun.near,
                below::Told::from(open > after),
                rules,
                found,
            );
        } else if noun.near == Near::Login {
            sentence(text, after, noun.near, true, rules, found);
        } else if is_phrase(noun.text) {
            phrase(text, after, rules, found);
        } else if noun.text.contains(' ') || keys::meaning(noun.text).is_none() {
            let told = assigned::told(text, after, noun.near.kind(), rules);
            if let Some(one) = told {
                found.push(one);
                list::rest(text, one, found);
            }
        }
        return;
    }
    if is_line_end(bytes, spaces(closed)) && bytes.len() > closed {
        below::find(
            text,
            spaces(closed),
            noun.near,
            below::Told::Hardly,
            rules,
            found,
        );
    }
    if let Some(one) = directive::find(text, noun, rules) {
        found.push(one);
        return;
    }
    table::find(text, noun, rules, found);
    table::html(text, noun, rules, found);
    if let Some(one) = argument(text, closed, noun.near, rules) {
        found.push(one);
        return;
    }
    if is_phrase(noun.text) {
        let line = run(bytes, closed, closed + REACH, |byte| {
            !matches!(byte, b':' | b'\n')
        });
        if at(bytes, line) == b':' {
            phrase(text, line + 1, rules, found);
        }
    }
    sentence(text, closed, noun.near, false, rules, found);
    backwards(text, noun, rules, found);
}

fn is_line_end(bytes: &[u8], place: usize) -> bool {
    let end = run(bytes, place, place + 4, |byte| {
        matches!(byte, b'*' | b' ' | b'`')
    });
    matches!(at(bytes, end), b'\n' | b'\r')
}

/// Behind `:`, `=`, `=>` or `：`.
fn separator(text: &str, place: usize) -> Option<usize> {
    let rest = text.get(place..)?;
    let length = ["=>", "：", ":", "="]
        .iter()
        .find(|sign| rest.starts_with(**sign))?
        .len();
    let next = at(text.as_bytes(), place + length);
    (!matches!(next, b':' | b'=' | b'/')).then_some(place + length)
}

/// Behind the mark of a block of YAML: `|`, `>-`.
fn block(bytes: &[u8], place: usize) -> usize {
    let end = run(bytes, place, place + 2, |byte| {
        matches!(byte, b'|' | b'>' | b'-' | b'+')
    });
    let marked = matches!(at(bytes, place), b'|' | b'>');
    if marked && is_line_end(bytes, end) {
        end
    } else {
        place
    }
}

/// The fewest characters of a value.
fn fewest(near: Near) -> usize {
    if near == Near::Token { 8 } else { 6 }
}

pub(super) fn push(found: &mut Vec<Found>, near: Near, start: usize, end: usize) {
    found.push(Found {
        kind: near.kind(),
        start,
        end,
    });
}

/// Whether a word is for several words.
fn is_phrase(noun: &str) -> bool {
    noun.len() >= 10 && noun.to_ascii_lowercase().ends_with("phrase")
}

/// Words without quote marks: `passphrase: correct horse battery staple`
fn phrase(text: &str, after: usize, rules: &Rules, found: &mut Vec<Found>) {
    let line = near_line_end(text.as_bytes(), after);
    let shown = part(text, after, line);
    let words = shown.trim();
    let bare = words
        .chars()
        .all(|mark| mark.is_alphabetic() || matches!(mark, ' ' | '-'));
    let plain = words.split(' ').filter(|word| rules.is_plain_word(word));
    let said = plain.count() > 1;
    let several = (3..=9).contains(&words.split(' ').count());
    if bare && several && !said {
        let start = after + shown.len() - shown.trim_start().len();
        push(found, Near::Password, start, start + words.len());
    }
}

/// `define('DB_PASSWORD', 'x')`, `set_token("x")`, `SecureString "x"`
fn argument(text: &str, place: usize, near: Near, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    let open = run(bytes, place, place + 4, |byte| {
        matches!(byte, b'(' | b',' | b' ')
    });
    if open == place || !matches!(at(bytes, open), b'"' | b'\'') {
        return None;
    }
    let value = value::read(text, open, false, false).filter(|value| value.quoted)?;
    // ALTER USER x PASSWORD 'y'
    let statement = matches!(text.get(place.saturating_sub(8)..place), Some("PASSWORD"));
    let fits = (statement && !says_nothing(value.text))
        || (!value.text.contains(' ') && made_up::weakly(value.text, 4, rules));
    fits.then_some(Found {
        kind: near.kind(),
        start: value.start,
        end: value.end,
    })
}

/// Whether a sign stands between words.
fn parts(mark: char) -> bool {
    mark.is_whitespace()
        || matches!(
            mark,
            '"' | '\'' | '`' | '(' | ')' | '[' | ']' | '<' | '>' | ',' | ';' | '|'
        )
        || mark >= '\u{2e80}'
        || (!mark.is_ascii() && !mark.is_alphanumeric())
}

/// Where a word ends. An apostrophe may stand inside.
fn word_end(rest: &str) -> usize {
    let mut marks = rest.char_indices().peekable();
    while let Some((place, mark)) = marks.next() {
        let inside = mark == '\''
            && place > 0
            && marks
                .peek()
                .is_some_and(|(_, next)| next.is_alphanumeric() || *next == '-');
        if parts(mark) && !inside {
            return place;
        }
    }
    rest.len()
}

/// What was made up in the rest of a sentence.
fn sentence(
    text: &str,
    from: usize,
    near: Near,
    told: bool,
    rules: &Rules,
    found: &mut Vec<Found>,
) {
    let bytes = text.as_bytes();
    let limit = run(bytes, from, from + REACH, |byte| {
        !matches!(byte, b'\n' | b'\r')
    });
    let line = text.floor_char_boundary(run(bytes, from, limit + LONGEST_WORD, |byte| {
        !matches!(byte, b'\n' | b'\r')
    }));
    // `personal_access_tokens.html#create`
    if matches!(at(bytes, from), b'.' | b'/') && at(bytes, from + 1).is_ascii_alphanumeric() {
        return;
    }
    let mut told = told;
    let mut slash = false;
    let mut place = from;
    let mut plain = 0;
    while place < limit {
        let rest = part(text, place, line);
        let gap = rest.find(|mark| !parts(mark)).unwrap_or(rest.len());
        let shown = part(text, place, place + gap);
        // <td style="padding:4px">
        if let Some(tag) = shown.rfind('<')
            && let Some(close) = xml::attributed(bytes, place + tag)
        {
            place = close;
            continue;
        }
        told |= shown.contains(['「', '“', '„', '—', '–', '→']);
        let start = place + gap;
        let rest = part(text, start, line);
        let end = start + word_end(rest);
        let whole = part(text, start, end);
        if whole.is_empty() || whole.contains(['{', '}']) {
            return;
        }
        let word = whole.trim_end_matches(['.', ':', '!', '?', '*', '…']);
        let word = word.trim_start_matches(['*', ':']);
        let start = start + whole.find(word).unwrap_or(0);
        let quick = word.bytes().any(|byte| !byte.is_ascii_lowercase());
        let secret = match near {
            Near::Login => pair(word)
                .filter(|secret| made_up::strongly(secret, 6, rules))
                .or_else(|| {
                    let value = (told && plain == 0 && made_up::strongly(word, 10, rules))
                        || (slash
                            && (made_up::weakly(word, 4, rules) || made_up::oddly(word, 4, rules)));
                    value.then_some(word)
                }),
            _ => (quick
                && (made_up::strongly(word, fewest(near), rules)
                    || (told && made_up::weakly(word, fewest(near), rules))
                    || (told
                        && plain < 3
                        && near == Near::Password
                        && made_up::oddly(word, fewest(near), rules))))
            .then_some(word),
        };
        if let Some(secret) = secret {
            let end = start + word.len();
            // "is x!" may be part of it.
            let end = end
                + whole
                    .get(start - place - gap + word.len()..)
                    .map_or(0, |rest| {
                        rest.len() - rest.trim_start_matches(['!', '?']).len()
                    });
            let whole = pair(word).is_some() && near == Near::Login;
            push(
                found,
                near,
                if whole {
                    start
                } else {
                    start + word.len() - secret.len()
                },
                end,
            );
            plain = 0;
        }
        plain += 1;
        let stop = !whole.ends_with(word) && !whole.ends_with(':') && !whole.ends_with('*');
        if (stop && secret.is_none()) || plain > 10 {
            return;
        }
        // Another key: "the header X-Mailer: GitLab".
        if whole.ends_with(':')
            && word.len() > 1
            && word
                .bytes()
                .any(|byte| byte == b'-' || byte.is_ascii_uppercase())
        {
            return;
        }
        slash = whole == "/";
        told = whole.ends_with(':') || rules.is_said(whole) || (told && word.is_empty());
        place = end;
    }
    if plain <= 4 && told && limit == line {
        below::find(text, line, near, below::Told::Hardly, rules, found);
    }
}

/// The password of `name:password`.
fn pair(word: &str) -> Option<&str> {
    let (name, secret) = word.split_once(':')?;
    let named = name
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    (named && !name.is_empty()).then_some(secret)
}

/// "x is the password", `echo 'x' | docker login --password-stdin`
fn backwards(text: &str, noun: &Noun<'_>, rules: &Rules, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let from = run_back(bytes, noun.start, 2 * REACH, |byte| {
        !matches!(byte, b'\n' | b'\r')
    });
    let from = text.ceil_char_boundary(from);
    let shown = part(text, from, noun.start);
    if let Some((front, _)) = shown.rsplit_once('|') {
        let front = front.trim_end();
        let echoed = ["echo ", "printf ", "Write-Output "]
            .iter()
            .filter_map(|command| front.rfind(command).map(|place| place + command.len()))
            .max();
        if let Some(offset) = echoed
            && let Some(value) = value::read(text, from + offset, false, false)
        {
            let secret = pair(value.text).unwrap_or(value.text);
            if !says_nothing(secret) && !secret.starts_with('-') && !value.text.contains(' ') {
                push(found, noun.near, value.start, value.end);
            }
        }
        return;
    }
    let mut until = shown.len();
    let mut told = false;
    for _ in 0..7 {
        let front = part(shown, 0, until);
        let trimmed =
            front.trim_end_matches(|mark: char| mark.is_whitespace() || "\"'`*".contains(mark));
        let start = trimmed
            .rfind(char::is_whitespace)
            .map_or(0, |space| space + 1);
        let word = part(trimmed, start, trimmed.len());
        if matches!(
            word,
            "is" | "as" | "are" | "ist" | "sind" | "est" | "es" | "war" | "was"
        ) {
            told = true;
        } else if told {
            let bare = word.trim_start_matches(['"', '\'', '`', '*', '(']);
            let beside = part(trimmed, 0, start).trim_end().ends_with(['/', ':']);
            if noun.near == Near::Login && beside && made_up::oddly(bare, 5, rules) {
                let end = from + trimmed.len();
                push(found, noun.near, end - bare.len(), end);
            }
            if noun.near != Near::Login && made_up::strongly(bare, 8, rules) {
                let end = from + trimmed.len();
                push(found, noun.near, end - bare.len(), end);
            }
            return;
        }
        until = start;
    }
}
