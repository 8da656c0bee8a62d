//! Logins as they go over a wire: IMAP's `a1 LOGIN name x`, POP3's and FTP's `PASS x`, and what Redis shows of
//! its commands.

use super::{
    Found, Kind, Rules, arguments, made_up,
    text::{among, before, near_line_end, part, run_back, says_nothing},
};

/// What the command that begins at a place logs in with.
pub(super) fn find(text: &str, place: usize, rules: &Rules) -> Option<Found> {
    let rest = text.as_bytes().get(place..)?;
    if rest.starts_with(b"LOGIN ") {
        imap(text, place, rules)
    } else if rest.starts_with(b"PASS ") {
        pass(text, place)
    } else {
        None
    }
}

/// `a001 LOGIN "name" "x"`: every command of IMAP has a tag before it.
fn imap(text: &str, place: usize, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    let tag = run_back(bytes, place.checked_sub(1)?, 9, |byte| {
        byte.is_ascii_alphanumeric()
    });
    if before(bytes, place) != b' ' || !(1..9).contains(&(place - 1 - tag)) {
        return None;
    }
    let words = arguments::words(text, place + "LOGIN ".len());
    let [_, secret] = words.as_slice() else {
        return None;
    };
    let quoted = matches!(before(bytes, secret.start), b'"' | b'\'');
    let like = made_up::oddly(secret.text, 4, rules) || made_up::weakly(secret.text, 4, rules);
    let fits = (like || quoted) && !says_nothing(secret.text) && !rules.is_plain_word(secret.text);
    fits.then_some(Found {
        kind: Kind::Password,
        start: secret.start,
        end: secret.end,
    })
}

/// `PASS x` alone on its line, where the line above or below is one of such a conversation: tests pass too.
fn pass(text: &str, place: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let line = run_back(bytes, place, 12, |byte| byte != b'\n');
    let begins = matches!(before(bytes, line), 0 | b'\n');
    // Who speaks: "C: ", "> ".
    let begins = begins && among(bytes, line, 12, b" ><-:*C\t") == place;
    let end = near_line_end(bytes, place);
    let start = place + "PASS ".len();
    let word = part(text, start, end).trim_end();
    if !begins || word.is_empty() || word.contains(' ') || says_nothing(word) {
        return None;
    }
    let near = text.ceil_char_boundary(line.saturating_sub(40));
    let near = part(
        text,
        near,
        text.floor_char_boundary((end + 8).min(bytes.len())),
    );
    let answers = ["+OK", "-ERR", "\n230", "\n331", "\n530", "USER "];
    let told = answers.iter().any(|answer| near.contains(answer));
    told.then_some(Found {
        kind: Kind::Password,
        start,
        end: start + word.len(),
    })
}

/// `"AUTH" "x"`, `"AUTH" "name" "x"`, as `MONITOR` shows them.
pub(super) fn monitored(line: &str) -> Option<(usize, usize)> {
    const COMMAND: &str = "\"AUTH\" \"";
    let place = line.find(COMMAND)? + COMMAND.len();
    let rest = line.get(place..)?.trim_end_matches('"');
    let secret = rest.rsplit('"').next()?;
    let end = place + rest.len();
    (!says_nothing(secret)).then_some((end - secret.len(), end))
}
