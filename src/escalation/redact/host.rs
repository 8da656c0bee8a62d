//! Whether a word with dots is the name of a machine, a file, a class or a call.

use super::{
    Rules, spoken,
    text::{at, before, part, run},
};

/// Names that every machine has for itself.
pub(super) fn is_own(name: &str) -> bool {
    matches!(
        name.to_ascii_lowercase().as_str(),
        "localhost" | "localhost.localdomain" | "unix" | "ip6-localhost" | "gitlab-workhorse"
    )
}

/// `ip-10-0-1-23`
pub(super) fn is_amazon(word: &[u8]) -> bool {
    let rest = word.get(3..).unwrap_or(&[]);
    let groups = rest.split(|byte| *byte == b'-');
    groups.clone().count() == 4
        && groups
            .into_iter()
            .all(|group| (1..=3).contains(&group.len()) && group.iter().all(u8::is_ascii_digit))
}

/// Words after which a name is a machine's.
const CUES: [&str; 22] = [
    "host",
    "hostname",
    "server",
    "node",
    "fqdn",
    "domain",
    "server_name",
    "ssh",
    "ping",
    "curl",
    "wget",
    "nslookup",
    "dig",
    "telnet",
    "resolve",
    "lookup",
    "upstream",
    "peer",
    "nodename",
    "realm",
    "servername",
    "instance",
];

fn cued(text: &str, start: usize) -> bool {
    let word = spoken::word_before(text, start).to_ascii_lowercase();
    let last = word.rsplit(['_', '-']).next().unwrap_or("");
    CUES.contains(&word.as_str()) || CUES.contains(&last)
}

/// A name without dots, where what stands before it says that it is a machine's: `host: db-01`.
pub(super) fn single(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    if logged(bytes, start, end) {
        return Some((start, end));
    }
    // Cheap first: a separator, a hyphen or digit inside.
    let sign = super::text::run_back(bytes, start, 3, |byte| matches!(byte, b' ' | b'"' | b'\''));
    if !matches!(before(bytes, sign), b':' | b'=' | b'>') {
        return None;
    }
    let name = part(text, start, end);
    let letters = name.bytes().any(|byte| byte.is_ascii_alphabetic());
    let digits = name.bytes().any(|byte| byte.is_ascii_digit());
    let numbered = name.starts_with(|first: char| first.is_ascii_digit());
    let made_up = letters
        && !numbered
        && (digits || name.contains('-'))
        && !name.contains('%')
        && name.len() > 3;
    if !made_up || matches!(at(bytes, end), b'/' | b'(' | b'=') {
        return None;
    }
    let word = spoken::word_before(text, sign).to_ascii_lowercase();
    let machine = matches!(
        word.as_str(),
        "host"
            | "hostname"
            | "server"
            | "fqdn"
            | "nodename"
            | "node"
            | "servername"
            | "server_name"
            | "instance"
    ) || ["_host", "_hostname", "-host", "_server", "hostname"]
        .iter()
        .any(|last| word.ends_with(last));
    machine.then_some((start, end))
}

/// `May  6 10:00:01 web-01 sshd[812]:`, as syslog has it.
fn logged(bytes: &[u8], start: usize, end: usize) -> bool {
    let stamp = start.checked_sub(9).and_then(|from| bytes.get(from..start));
    let time = stamp.is_some_and(|stamp| {
        stamp
            .iter()
            .zip(b"00:00:00 ")
            .all(|(byte, shape)| match shape {
                b'0' => byte.is_ascii_digit(),
                _ => byte == shape,
            })
    });
    let name = bytes.get(start..end).unwrap_or(&[]);
    let machine = name.iter().any(u8::is_ascii_alphabetic)
        && name
            .iter()
            .any(|byte| byte.is_ascii_digit() || *byte == b'-');
    if !time || !machine || at(bytes, end) != b' ' {
        return false;
    }
    let process = run(bytes, end + 1, end + 40, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/' | b'.')
    });
    process > end + 1 && matches!(at(bytes, process), b'[' | b':')
}

/// The host in a word: all of it, or what stands before the ending of a file that is named after it.
pub(super) fn find(text: &str, start: usize, end: usize, rules: &Rules) -> Option<(usize, usize)> {
    if is_host(text, start, end, rules) {
        return Some((start, end));
    }
    // gitlab.example.com.crt, gitlab.example.com-access.log, gitlab.example.com_ssl
    let name = part(text, start, end);
    let mut rest = name;
    for _ in 0..3 {
        let cut = rest.rfind(['.', '_', '-'])?;
        let ending = rest.get(cut + 1..)?;
        if rest.as_bytes().get(cut) == Some(&b'.') && !rules.is_file_ending(ending) {
            return None;
        }
        rest = rest.get(..cut)?;
        let long = rest.matches('.').count() >= 2;
        let stop = start + rest.len();
        if long && is_suffixed(rest, rules) && is_host(text, start, stop, rules) {
            return Some((start, stop));
        }
    }
    None
}

fn is_suffixed(name: &str, rules: &Rules) -> bool {
    name.rsplit('.')
        .next()
        .is_some_and(|last| rules.is_suffix(last))
}

/// Whether the whole of a word is a host's name.
pub(super) fn is_host(text: &str, start: usize, end: usize, rules: &Rules) -> bool {
    let bytes = text.as_bytes();
    let name = part(text, start, end);
    let count = name.matches('.').count() + 1;
    let Some((front, last)) = name.rsplit_once('.') else {
        return false;
    };
    // A group of Kubernetes' API and its version.
    if at(bytes, end) == b'/' && spoken::word_before(text, start).ends_with("apiVersion") {
        return false;
    }
    let labels = || front.split('.');
    let first = labels().next().unwrap_or("");
    let shaped = name.len() <= 253
        && last.chars().all(char::is_alphabetic)
        && last.chars().nth(1).is_some()
        && labels().all(|label| !label.is_empty() && label.len() <= 63);
    let upper = last.chars().any(char::is_uppercase);
    let shouted = !name.chars().any(char::is_lowercase);
    let own = matches!(first, "this" | "self");
    if !shaped || own || (upper && !shouted) || called(bytes, start, end) {
        return false;
    }
    let last = last.to_lowercase();
    let code = count >= 3
        && matches!(
            first,
            "com" | "org" | "net" | "io" | "java" | "javax" | "edu" | "sun" | "jdk"
        );
    let numbered = labels()
        .any(|label| label.contains('-') || label.bytes().any(|byte| byte.is_ascii_digit()));
    let version = first
        .trim_start_matches('v')
        .bytes()
        .all(|byte| byte.is_ascii_digit());
    let underscored = front.contains('_');
    if rules.is_suffix(&last) && !(count == 2 && path_of_code(first)) {
        let release = version && count == 2 && last.len() > 3;
        return !code && !release;
    }
    if code || (underscored && !rules.is_weak_suffix(&last)) {
        return false;
    }
    let machine = matches!(
        first,
        "www"
            | "gitlab"
            | "git"
            | "mail"
            | "smtp"
            | "imap"
            | "ldap"
            | "registry"
            | "vpn"
            | "ns1"
            | "ns2"
            | "mx"
            | "proxy"
            | "jenkins"
            | "vault"
            | "minio"
            | "nexus"
    );
    if rules.is_weak_suffix(&last) {
        let path = before(bytes, start) == b'/';
        let lowercase = !name.bytes().any(|byte| byte.is_ascii_uppercase());
        return lowercase
            && !path
            && !underscored
            && ((count >= 3 && (numbered || machine) && !version)
                || (!rules.is_file_ending(&last) && cued(text, start)));
    }
    !rules.is_file_ending(&last)
        && !version
        && !path_of_code(first)
        && ((count >= 3
            && numbered
            && last.len() <= 12
            && !name.bytes().any(|byte| byte.is_ascii_uppercase())
            && before(bytes, start) != b'/')
            || (count >= 2 && cued(text, start) && last.is_ascii()))
}

/// A call or an assignment goes on behind it, or a longer expression before it.
fn called(bytes: &[u8], start: usize, end: usize) -> bool {
    let next = at(bytes, end);
    let wildcard = before(bytes, start) == b'.' && before(bytes, start - 1) == b'*';
    // no_proxy=localhost,.example.com
    let below = before(bytes, start) == b'.'
        && matches!(
            before(bytes, start - 1),
            b',' | b'=' | b' ' | b'"' | b'\'' | b'|' | b';'
        );
    let chained = (matches!(before(bytes, start), b'.' | b'$' | b'#') && !wildcard && !below)
        || (before(bytes, start) == b':' && before(bytes, start - 1) == b':');
    next == b'(' && at(bytes, end + 1) != b'['
        || chained
        || (next == b':' && at(bytes, end + 1) == b':')
        || (next == b'[' && run(bytes, end + 1, end + 3, |byte| byte.is_ascii_digit()) > end + 1)
        || next == b'?'
            && !matches!(at(bytes, end + 1), 0 | b' ' | b'\n' | b'\r')
            && !at(bytes, end + 1).is_ascii_alphabetic()
}

/// First parts of names in programs.
fn path_of_code(first: &str) -> bool {
    matches!(
        first,
        "self"
            | "this"
            | "params"
            | "config"
            | "rails"
            | "app"
            | "node"
            | "process"
            | "window"
            | "document"
            | "console"
            | "fmt"
            | "err"
            | "ctx"
            | "req"
            | "res"
            | "json"
            | "payload"
            | "spec"
            | "metadata"
            | "status"
            | "kernel"
    )
}
