//! Secret arguments of programs, where the program says which they are.

use super::{
    Found, Kind, Rules,
    random::is_shuffled,
    text::{at, before, is_uuid, is_word, part, run, says_nothing, starts},
    tools::{COMMANDS, TOOLS},
    value,
};

/// How much of a command is read, and of how many words.
const LONGEST: usize = 600;
const MOST_WORDS: usize = 48;
/// Flags of one letter without a value, that others may stand behind.
const BARE: &[u8] = b"sSfLkvigGIjnNOqRxZMPl";

/// A word of a command line as the shell takes it, without the quote marks around it.
#[derive(Clone, Copy)]
pub(super) struct Word<'a> {
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
}

/// The words up to the end of the command. A backslash, a caret or a grave accent at the end of a
/// line goes on in the next.
pub(super) fn words(text: &str, from: usize) -> Vec<Word<'_>> {
    let bytes = text.as_bytes();
    let limit = text.floor_char_boundary((from + LONGEST).min(bytes.len()));
    let mut words = Vec::new();
    let mut place = from;
    while place < limit && words.len() < MOST_WORDS {
        let byte = at(bytes, place);
        let goes_on =
            matches!(byte, b'\\' | b'^' | b'`') && matches!(at(bytes, place + 1), b'\n' | b'\r');
        if goes_on {
            place = run(bytes, place + 1, limit, |byte| byte.is_ascii_whitespace());
            continue;
        }
        match byte {
            b' ' | b'\t' => place += 1,
            b'\n' | b'\r' | b'|' | b';' | b')' | b'`' => break,
            b'&' if at(bytes, place + 1) == b'&' => break,
            _ => {
                let word = word(text, place, limit);
                place =
                    word.end.max(place) + usize::from(matches!(at(bytes, word.end), b'"' | b'\''));
                words.push(word);
            }
        }
    }
    words
}

/// One word: in quote marks, or up to the next blank, with quoted stretches in it.
fn word(text: &str, start: usize, limit: usize) -> Word<'_> {
    let bytes = text.as_bytes();
    let mark = at(bytes, start);
    if matches!(mark, b'"' | b'\'') {
        let end = closing(bytes, start + 1, mark, limit);
        return Word {
            text: part(text, start + 1, end),
            start: start + 1,
            end,
        };
    }
    let mut end = start;
    while end < limit {
        match at(bytes, end) {
            mark @ (b'"' | b'\'')
                if !is_word(before(bytes, end)) || closes(bytes, end, mark, limit) =>
            {
                let close = closing(bytes, end + 1, mark, limit);
                if close >= limit {
                    break;
                }
                end = close + 1;
            }
            b'"' | b'\'' | b'`' | b'|' => break,
            b'\\' if at(bytes, end + 1) == b'"' => break,
            b'\\' if at(bytes, end + 1) == b' ' => end += 2,
            byte if byte.is_ascii_whitespace() => break,
            _ => end += 1,
        }
    }
    let end = end.min(limit);
    Word {
        text: part(text, start, end),
        start,
        end,
    }
}

/// Whether quote marks that open inside a word close on the same line: `-p'a b'`.
fn closes(bytes: &[u8], open: usize, mark: u8, limit: usize) -> bool {
    let end = closing(bytes, open + 1, mark, limit);
    end < limit && !is_word(at(bytes, end + 1))
}

fn closing(bytes: &[u8], start: usize, mark: u8, limit: usize) -> usize {
    run(bytes, start, limit, |byte| byte != mark && byte != b'\n')
}

/// What is secret of the command that begins at a place.
pub(super) fn find(text: &str, place: usize, rules: &Rules, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let end = run(bytes, place, place + 32, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
    });
    let name = part(text, place, end);
    let bare = name.strip_suffix(".exe").unwrap_or(name);
    if !matches!(at(bytes, end), b' ' | b'\t') {
        return;
    }
    let tool = TOOLS.binary_search_by_key(&bare, |(tool, _)| tool);
    if let Some((_, secret)) = tool.ok().and_then(|index| TOOLS.get(index)) {
        return take(text, &words(text, end), secret, rules, found);
    }
    let first = COMMANDS.partition_point(|(command, _)| *command < bare);
    let command = COMMANDS
        .iter()
        .skip(first)
        .take_while(|(command, _)| command.starts_with(bare))
        .filter(|(command, _)| {
            starts(bytes, place, command) && at(bytes, place + command.len()) == b' '
        })
        .last();
    if let Some((command, secret)) = command {
        take(
            text,
            &words(text, place + command.len()),
            secret,
            rules,
            found,
        );
    }
}

fn take(text: &str, words: &[Word<'_>], secrets: &str, rules: &Rules, found: &mut Vec<Found>) {
    for secret in secrets.split(' ') {
        let (condition, secret) = match secret.strip_prefix('?') {
            Some(rest) => rest.split_at(1),
            None => ("", secret),
        };
        let flagged = |word: &Word<'_>| match condition {
            ":" => word.text.contains(':') && !word.text.contains("://"),
            "h" => word.text.starts_with("http-basic"),
            "A" => {
                word.text.len() >= 16
                    && word
                        .text
                        .bytes()
                        .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
            }
            letter => {
                word.text.starts_with(['-', '/'])
                    && !word.text.starts_with("--")
                    && word.text.contains(letter)
            }
        };
        if !condition.is_empty() && !words.iter().any(flagged) {
            continue;
        }
        if let Some(number) = secret.strip_prefix('#') {
            found.extend(
                number
                    .parse()
                    .ok()
                    .and_then(|number| nth(words, number, rules)),
            );
            continue;
        }
        let form = secret.as_bytes().last().copied().unwrap_or(0);
        let flag = secret.get(..secret.len().saturating_sub(1)).unwrap_or("");
        for (index, word) in words.iter().enumerate() {
            let next = words.get(index + 1);
            found.extend(value_of(text, word, next, flag, form, rules));
        }
    }
}

/// An argument by its number among those that are no flags; -1 is the last.
fn nth(words: &[Word<'_>], number: i32, rules: &Rules) -> Option<Found> {
    let assigned = |word: &str| {
        word.split_once('=').is_some_and(|(key, _)| {
            !key.is_empty()
                && key
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'_' | b'-'))
        })
    };
    let mut arguments = words
        .iter()
        .filter(|word| !is_flag(word.text) && !assigned(word.text));
    let word = if number < 0 {
        arguments.next_back()?
    } else {
        arguments.nth(usize::try_from(number).ok()?.checked_sub(1)?)?
    };
    let shown = word.text;
    let known = rules.is_plain_word(shown)
        || shown.contains("://")
        || shown.starts_with("\\\\")
        || shown == "*";
    let random = is_shuffled(shown, 16) || is_uuid(shown);
    let fits = shown.len() > 3 && !known && !says_nothing(shown) && !value::is_path(shown);
    fits.then_some(Found {
        kind: if random { Kind::Token } else { Kind::Password },
        start: word.start,
        end: word.end,
    })
}

fn is_flag(word: &str) -> bool {
    word.starts_with('-')
        || (word.starts_with('/')
            && word.len() > 2
            && !word.starts_with("//")
            && !word.get(1..).is_some_and(|rest| rest.contains('/')))
}

/// The value of a flag at a word, if it is the one.
fn value_of(
    text: &str,
    word: &Word<'_>,
    next: Option<&Word<'_>>,
    flag: &str,
    form: u8,
    rules: &Rules,
) -> Option<Found> {
    let bytes = text.as_bytes();
    let grouped = form == b'.' && !word.text.starts_with("--") && flag.len() == 2;
    let rest = if grouped {
        // -su, -xw"x"
        let letter = flag.as_bytes().get(1).copied()?;
        let letters = word.text.strip_prefix('-')?;
        let at_letter = letters.bytes().position(|byte| byte == letter)?;
        let front = letters.get(..at_letter)?;
        if front.len() > 4 || !front.bytes().all(|byte| BARE.contains(&byte)) {
            return None;
        }
        letters.get(at_letter + 1..)?
    } else {
        word.text.strip_prefix(flag)?
    };
    let offset = word.end - rest.len();
    let (start, end) = match (form, rest) {
        (b'_' | b'+' | b':' | b'.' | b'>', "") => next.map(|next| (next.start, next.end))?,
        (b'>', _) | (b'_', "=") => return None,
        (b'_', rest) => {
            let value = rest.strip_prefix(['=', ':'])?;
            (word.end - value.len(), word.end)
        }
        (_, "") => return None,
        (b':', rest)
            if flag.starts_with('/') || flag.starts_with("--") || rest.starts_with(['=', ':']) =>
        {
            let value = rest.strip_prefix(['=', ':'])?;
            (word.end - value.len(), word.end)
        }
        (b':', _) if flag.len() > 2 => return None,
        _ => (offset, word.end),
    };
    let quoted = matches!(at(bytes, start), b'"' | b'\'') && end > start + 1;
    let (start, end) = if quoted && at(bytes, end - 1) == at(bytes, start) {
        (start + 1, end - 1)
    } else {
        (start, end)
    };
    let shown = part(text, start, end);
    let paired = matches!(form, b':' | b'.') && !flag.starts_with('/') && flag != "-w";
    let secret = if paired {
        let (name, secret) = shown
            .split_once([':', '%', ','])
            .or_else(|| shown.split_once('/'))?;
        if secret.starts_with("//") || name.is_empty() && secret.is_empty() {
            return None;
        }
        if secret.is_empty() { name } else { secret }
    } else {
        shown
    };
    let openssl = secret.split_once(':').filter(|(kind, _)| *kind == "pass");
    let (start, secret) = match openssl {
        Some((kind, secret)) => (start + kind.len() + 1, secret),
        None => (start, secret),
    };
    let source = ["env:", "file:", "fd:", "stdin"]
        .iter()
        .any(|kind| secret.starts_with(kind));
    let known = says_nothing(secret)
        || source
        || secret.starts_with('-')
        || rules.is_plain_word(secret)
        || value::is_path(secret);
    (!known).then_some(Found {
        kind: Kind::Password,
        start,
        end,
    })
}
