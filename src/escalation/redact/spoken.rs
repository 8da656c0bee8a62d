//! Secrets in sentences: "the password is x".

use super::{
    Found, Kind, Rules, arguments, commands, connect, marked, protocol,
    text::{at, before, is_word, part, run, run_back, says_nothing, starts},
    typed, value,
};

/// Words for a password and what may stand between it and its value, in the languages that tickets
/// are written in.
const NOUNS: [&str; 13] = [
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "passwort",
    "kennwort",
    "mot de passe",
    "contraseña",
    "senha",
    "wachtwoord",
    "token",
    "secret",
    "credentials",
];
const VERBS: [&str; 18] = [
    "->",
    "→",
    "is set to",
    "was set to",
    "set to",
    "is still",
    "is now",
    "is",
    "was",
    "are",
    "lautet",
    "ist",
    "est",
    "es",
    "é",
    "=",
    "to",
    "war",
];
/// How far a verb or a colon may be from its noun: "the password for the root account is x".
const GAP: usize = 40;

pub(super) fn find(text: &str, rules: &Rules, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let mut place = 0;
    while let Some(&byte) = bytes.get(place) {
        let one = match byte {
            b'-' if before(bytes, place).is_ascii_whitespace() => {
                commands::flag(text, place, rules)
            }
            b'a'..=b'z' | b'A'..=b'Z'
                if !is_word(before(bytes, place)) && may_begin(bytes, place) =>
            {
                arguments::find(text, place, rules, found);
                commands::echoed(text, place, rules, found);
                spoken(text, place, rules)
                    .or_else(|| bearer(text, place))
                    .or_else(|| commands::sent(text, place, rules))
                    .or_else(|| marked::thin(text, place))
                    .or_else(|| connect::find(text, place, rules))
                    .or_else(|| typed::find(text, place, rules))
                    .or_else(|| protocol::find(text, place, rules))
            }
            b'<' => commands::here(text, place, rules),
            b'7' if at(bytes, place + 1) == b'z' && !is_word(before(bytes, place)) => {
                arguments::find(text, place, rules, found);
                None
            }
            _ => None,
        };
        if let Some(one) = one {
            place = one.end;
            found.push(one);
        } else {
            place += 1;
        }
    }
}

/// How the words begin that are looked for.
const BEGINNINGS: &[u8] = b"add ans arg aws az@ bas bcp bea bee bor bui cad car ccr cer cmd coc com con poe sig bun gra kca key oc@ cql cra cre csc cur cyp db2 doc ech etc evi exp fil get gh@ git gla hdb hel htp htt imp inf ipm isq jdb ken kin lda lft log mar mc@ mcr mon mos mot mss mys ner net ngr nmc nug nxc oci odb ope pas pdf pdo pg_ pk1 pli pod pri psc pse psf pul qpd rab rad rar ras rcl rde red rma rpc run sam sch sec sen set sko smb snm sny sql sqo ssh svn tok tsq twi typ unr unz use val vau vnc wac wfr wge win wpa wri x11 xfr xh@ zip zkc";

/// For two letters without case, a bit for each third that goes on a word.
static BEGINS: [u32; 1 << 10] = begins();

const fn begins() -> [u32; 1 << 10] {
    let mut table = [0; 1 << 10];
    let mut rest = BEGINNINGS;
    while let [first, second, third, next @ ..] = rest {
        #[allow(
            clippy::indexing_slicing,
            reason = "five bits each, when it is compiled"
        )]
        {
            table[pair(*first, *second)] |= 1 << (*third & 31);
        }
        rest = match next {
            [_, next @ ..] => next,
            [] => next,
        };
    }
    table
}

const fn pair(first: u8, second: u8) -> usize {
    ((first as usize & 31) << 5) | (second as usize & 31)
}

/// Most words are none of those looked for, which their first letters tell.
fn may_begin(bytes: &[u8], place: usize) -> bool {
    let thirds = BEGINS.get(pair(at(bytes, place), at(bytes, place + 1)));
    thirds.is_some_and(|thirds| thirds & (1 << (at(bytes, place + 2) & 31)) != 0)
}

fn spoken(text: &str, place: usize, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    let noun = NOUNS.iter().find(|noun| starts(bytes, place, noun))?;
    let end = place + noun.len();
    let limit = run(bytes, end, end + GAP, |byte| !matches!(byte, b'\n' | b'\r'));
    if is_word(at(bytes, end)) || at(bytes, end) == b'_' {
        return None;
    }
    if let Some(one) = login(text, place, end) {
        return Some(one);
    }
    let mut next = end;
    let mut words = 0;
    while next < limit && words < 6 {
        let word = run(bytes, next, limit, |byte| matches!(byte, b' ' | b'\t'));
        if let Some(start) = after_verb(bytes, word) {
            return say(text, start, noun, words == 0, rules);
        }
        let stop = run(bytes, word, limit, |byte| {
            is_word(byte) || matches!(byte, b'-' | b'_' | b'\'' | b'@' | b'/' | b'(' | b')' | b'"')
        });
        // "password for root: x"
        let header = part(text, word, stop).contains('-')
            && part(text, word, stop).starts_with(|first: char| first.is_ascii_uppercase());
        if at(bytes, stop) == b':' && words > 0 && at(bytes, stop + 1) == b' ' && !header {
            return say(text, stop + 2, noun, false, rules);
        }
        if stop == word || at(bytes, stop) != b' ' {
            return None;
        }
        next = stop;
        words += 1;
    }
    None
}

/// `login name password x`, as `.netrc` has it.
fn login(text: &str, place: usize, end: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let name = run_back(bytes, place, 2, |byte| byte == b' ');
    let name = run_back(bytes, name, 60, |byte| !byte.is_ascii_whitespace());
    let login = run_back(bytes, name, 2, |byte| byte == b' ');
    let is_login = starts(bytes, login.saturating_sub(5), "login") && at(bytes, end) == b' ';
    is_login.then(|| commands::argument(text, end + 1, false))?
}

/// Where what follows a verb begins.
fn after_verb(bytes: &[u8], place: usize) -> Option<usize> {
    let verb = VERBS.iter().find(|verb| {
        starts(bytes, place, verb) && matches!(at(bytes, place + verb.len()), b' ' | b':')
    })?;
    let end = place + verb.len();
    Some(run(bytes, end, end + 4, |byte| matches!(byte, b' ' | b':')))
}

fn say(text: &str, start: usize, noun: &str, near: bool, rules: &Rules) -> Option<Found> {
    let mut value = value::read(text, start, false, false)?;
    // "credentials are admin / x"
    if !value.quoted
        && text
            .get(value.end..)
            .is_some_and(|rest| rest.starts_with(" / "))
    {
        value = value::read(text, value.end + 3, false, false)?;
    }
    let word = value.text;
    let password = !matches!(noun, "token" | "secret" | "credentials");
    let letters = word.bytes().all(|byte| byte.is_ascii_lowercase());
    let made_up = word.bytes().any(|byte| byte.is_ascii_digit())
        || word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase())
        || word.bytes().any(|byte| {
            byte.is_ascii_punctuation()
                && !matches!(
                    byte,
                    b'\'' | b'-' | b'.' | b'/' | b'_' | b',' | b'(' | b')' | b'"'
                )
        });
    let length = if password { 3 } else { 8 };
    let plain =
        rules.is_plain_word(word) || (!value.quoted && (ends_plainly(word) || !word.is_ascii()));
    let fits = if value.quoted {
        !rules.is_sentence(word) && !rules.is_plain_word(word) && (password || made_up)
    } else {
        // "the password I gave it is two-words."
        let last = matches!(at(text.as_bytes(), value.end), b'.' | b'\n' | b'\r' | 0)
            && !at(text.as_bytes(), value.end + 1).is_ascii_lowercase();
        let joined = word.contains('-') && !word.split('-').any(ends_plainly);
        made_up || (password && !plain && ((near && (letters || joined)) || (last && joined)))
    };
    let shown = !fits
        || word.len() < length
        || says_nothing(word)
        || value::is_path(word)
        || (!value.quoted && value::is_code(word));
    (!shown && (value.quoted || !plain)).then_some(Found {
        kind: if password {
            Kind::Password
        } else {
            Kind::Token
        },
        start: value.start,
        end: value.end,
    })
}

/// What is said about a password is a participle or an adjective more often than its value.
fn ends_plainly(word: &str) -> bool {
    let word = word.rsplit('-').next().unwrap_or(word);
    let adjective = [
        "ed", "able", "ible", "ly", "ive", "ent", "ary", "ally", "n't",
    ]
    .iter()
    .any(|end| word.len() > 4 && word.ends_with(end));
    adjective || (word.len() > 5 && word.ends_with("ing"))
}

/// `Bearer x` where no header's name stands before it.
fn bearer(text: &str, place: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let scheme = ["Bearer ", "Basic "]
        .iter()
        .find(|scheme| starts(bytes, place, scheme))?;
    let start = place + scheme.len();
    let end = run(bytes, start, bytes.len(), |byte| {
        byte.is_ascii_alphanumeric()
            || matches!(byte, b'_' | b'-' | b'.' | b'+' | b'/' | b'=' | b'~')
    });
    let word = part(text, start, end).trim_end_matches('.');
    let mixed = word.bytes().any(|byte| byte.is_ascii_digit())
        || word.bytes().skip(1).any(|byte| byte.is_ascii_uppercase());
    (word.len() >= 12 && mixed && !says_nothing(word)).then_some(Found {
        kind: Kind::Token,
        start,
        end: start + word.len(),
    })
}

/// Where a word begins that ends at a place.
pub(super) fn word_before(text: &str, end: usize) -> &str {
    let bytes = text.as_bytes();
    let end = run_back(bytes, end, 4, |byte| {
        matches!(byte, b' ' | b'"' | b'\'' | b':' | b'=' | b'`')
    });
    let start = run_back(bytes, end, 20, |byte| {
        byte.is_ascii_alphabetic() || byte == b'_' || byte == b'-'
    });
    part(text, start, end)
}
