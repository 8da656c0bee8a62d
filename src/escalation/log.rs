//! What lines of logs, traces and programs look like.

/// Whether a line looks like one of a log, a trace or a program's output.
#[must_use]
pub fn looks_like_log(line: &str) -> bool {
    let text = line.trim_start();
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else {
        return false;
    };
    let second = words.next().unwrap_or_default();
    let level = |word: &str| {
        let word = word.trim_matches(['[', ']', ':', '(', ')', ',']);
        let name = word.split([':', '[']).next().unwrap_or_default();
        matches!(
            name,
            "ERROR"
                | "FATAL"
                | "WARN"
                | "WARNING"
                | "INFO"
                | "DEBUG"
                | "CRITICAL"
                | "PANIC"
                | "STDERR"
                | "STDOUT"
        )
    };
    let traced = |word: &str| {
        matches!(
            word,
            "panic:" | "fatal:" | "error:" | "remote:" | "goroutine" | "Traceback" | "==>" | "----"
        )
    };
    let shell = matches!(first, "$" | "#")
        && matches!(
            second,
            "sudo" | "gitlab-rake" | "gitlab-ctl" | "git" | "docker" | "kubectl" | "curl" | "helm"
        );
    (level(first) && (first != "INFO" || !second.is_empty()))
        || traced(first)
        || shell
        || is_stamp(first)
        || is_stamp_of_syslog(text)
        || is_exception(first)
        || is_frame(text)
        || (text.starts_with("{\"") && text.contains("\":"))
        || (text.starts_with("rake aborted!") || text.starts_with("Caused by:"))
        || (first.starts_with("E,") || first.starts_with("F,") || first.starts_with("W,"))
            && second.starts_with('[')
}

/// `2026-03-04T12:00:00Z`, `[2026-03-04`, `2026/03/04`.
fn is_stamp(word: &str) -> bool {
    let word = word.trim_start_matches(['[', '(', '"']);
    let digits = |text: Option<&str>| {
        text.is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mark = |at| matches!(word.as_bytes().get(at), Some(b'-' | b'/'));
    digits(word.get(..4)) && mark(4) && digits(word.get(5..7)) && mark(7) && digits(word.get(8..10))
}

/// `Mar  4 12:00:00 host sshd[1]: …`
fn is_stamp_of_syslog(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let month = words.next().is_some_and(|word| {
        matches!(
            word,
            "Jan"
                | "Feb"
                | "Mar"
                | "Apr"
                | "May"
                | "Jun"
                | "Jul"
                | "Aug"
                | "Sep"
                | "Oct"
                | "Nov"
                | "Dec"
        )
    });
    let day = words.next().is_some_and(|word| word.parse::<u8>().is_ok());
    let time = words
        .next()
        .is_some_and(|word| word.len() >= 8 && word.matches(':').count() == 2);
    month && day && time
}

/// `GRPC::DeadlineExceeded`, `NoMethodError`, `java.lang.NullPointerException`.
pub(super) fn is_exception(word: &str) -> bool {
    let name = word.trim_start_matches(['(', '"', '\'', '`']);
    let name = name.trim_end_matches([':', ',', ')', '(', '"', '\'', '`', '.']);
    let plain = !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b':' | b'_' | b'.'));
    let first = name.bytes().next();
    let ends = (name.ends_with("Error") || name.ends_with("Exception")) && name.len() > 9;
    let path = name.contains("::")
        && first.is_some_and(|byte| byte.is_ascii_uppercase())
        && name.split("::").all(|part| !part.is_empty());
    plain && (path || (ends && !name.starts_with("Internal")))
}

/// A line of a trace: `lib/gitlab/git.rb:12:in `x'`, `at org.x.Y(Z.java:1)`, `from /opt/…`.
fn is_frame(text: &str) -> bool {
    let place = text.contains(".rb:") || text.contains(".go:") || text.contains(".py\", line ");
    let ruby = place && (text.contains(":in `") || text.contains(":in '") || text.starts_with('/'));
    let go = text.starts_with('/') && place;
    let java = text.starts_with("at ") && text.contains('(') && text.ends_with(')');
    let from = text.starts_with("from ") && place;
    let python = text.starts_with("File \"") && place;
    ruby || go || java || from || python
}
