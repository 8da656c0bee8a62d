//! Every code that people see, explained. Codes are written where something is said; tests/documents.rs holds that this list has
//! each of them and no other, as the README has.

use crate::words::Words;

/// A code, and the keys of what happened and of what to do; the latter is empty where the first says it or there is nothing.
type Entry = (&'static str, &'static str, &'static str);

/// By code.
const ALL: [Entry; 50] = [
    ("VG-ADDRESS", "help_address_what", "help_address_todo"),
    ("VG-ANSWER", "answer_what", "answer_todo"),
    ("VG-CANCELLED", "cancelled_what", ""),
    ("VG-CANCELLING", "cancelling_what", "waits_todo"),
    ("VG-CLAIM", "claim_what", "claim_todo"),
    ("VG-CLAIMED", "claimed_what", "claimed_todo"),
    ("VG-CLOCK", "help_clock_what", "clock_off_todo"),
    ("VG-CLOSED", "closed_what", "closed_todo"),
    ("VG-COUNTDOWN", "countdown_what", "countdown_todo"),
    ("VG-DENIED", "denied_what", "denied_todo"),
    ("VG-DISMISSED", "dismissed_what", "dismissed_todo"),
    ("VG-DRAFT", "draft_what", "countdown_todo"),
    ("VG-ELSEWHERE", "elsewhere_what", "elsewhere_todo"),
    ("VG-FIELDS", "remark_fields", ""),
    ("VG-FILED", "filed_what", ""),
    ("VG-FILING", "filing_what", "waits_todo"),
    ("VG-FORBIDDEN", "help_forbidden_what", "forbidden_todo"),
    ("VG-GITLAB", "gitlab_what", "gitlab_todo"),
    ("VG-GITLAB-RATE", "gitlab_rate_what", "waits_todo"),
    ("VG-HIDDEN", "issue_hidden", ""),
    ("VG-HOST", "help_host_what", "help_host_todo"),
    ("VG-ISSUE", "issue_what", "issue_todo"),
    ("VG-LABELS", "remark_labels", ""),
    ("VG-LATE", "remark_too_late", ""),
    ("VG-LOOKING", "looking_what", "looked_for_todo"),
    ("VG-NET", "net_what", "net_todo"),
    ("VG-NEWER", "newer_what", "newer_todo"),
    ("VG-NO-TICKET", "no_such_ticket_what", "no_such_ticket_todo"),
    ("VG-NOTED", "note_written_what", "note_written_todo"),
    ("VG-NOTING", "note_writing_what", ""),
    ("VG-OPEN", "remark_open", ""),
    ("VG-PAGE", "unreadable_what", "help_page_todo"),
    ("VG-PROJECT", "project_what", "project_todo"),
    ("VG-PUBLIC", "remark_public", ""),
    ("VG-RATE", "rate_what", "rate_todo"),
    ("VG-RECORD", "record_what", "record_todo"),
    ("VG-RELOAD", "gone_what", "gone_todo"),
    ("VG-SERVER", "zendesk_failed_what", "server_todo"),
    ("VG-SESSION", "session_what", "session_todo"),
    ("VG-SETTINGS", "help_settings_what", "help_settings_todo"),
    ("VG-SILENT", "silent_what", "silent_todo"),
    ("VG-SLA", "sla_refused_what", "sla_refused_todo"),
    ("VG-STOPPED", "stopped_what", "stopped_todo"),
    ("VG-TAB", "help_tab_what", "tab_todo"),
    ("VG-TICKET", "help_ticket_what", "broken_ticket_todo"),
    ("VG-TOKEN", "token_what", "token_todo"),
    ("VG-TWICE", "remark_twice", ""),
    ("VG-UPDATE", "update_what", "update_todo"),
    ("VG-WASM", "wasm_off_what", "wasm_off_todo"),
    ("VG-WRITING", "writing_what", "waits_todo"),
];

/// A code in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// `VG-RATE`.
    pub code: &'static str,
    /// What happened.
    pub what: String,
    /// What to do; empty where there is nothing.
    pub todo: String,
}

/// All of them, by code.
pub fn explained(words: Words) -> impl Iterator<Item = Explained> {
    let say = move |key: &str, code: &str| match key {
        "" => String::new(),
        // Where it is said the code stands beside it; here it is the heading.
        key => {
            let text = words(key, &[]);
            let text = text.replace(&format!("{code}: "), "");
            text.replace(&format!(" ({code})"), "")
        }
    };
    ALL.into_iter().map(move |(code, what, todo)| Explained {
        code,
        what: say(what, code),
        todo: say(todo, code),
    })
}
