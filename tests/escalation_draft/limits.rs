//! GitLab's limits, and the marker that must outlive them.

use super::{Choice, draft, rules, ticket, under};
use serde_json::json;
use vanguard::escalation::marker::{LONGEST_DESCRIPTION, ROOM, with_marker};

const MARKER: &str = "vanguard:gitlab.zendesk.com/4711/gitlab-org/gitlab";

#[test]
fn a_long_log_is_cut_and_says_so() {
    let log = "ERROR: one more line of many\n".repeat(20_000);
    let body = ticket(
        "Jobs stay pending",
        &format!("It hangs.\n\n```\n{log}```\n\nThe end of it."),
    );
    for limit in [100, 20_000] {
        let settings = json!({ "escalation": { "block_limit": limit } });
        let draft = under(&body, &Choice::default(), &settings);
        let length = draft.description.chars().count();
        assert!(length < limit + 2_000, "{limit}: {length}");
        assert!(
            draft
                .description
                .contains("_Cut here: the rest is in the ticket._")
        );
    }
}

#[test]
fn a_description_leaves_room_for_the_marker() {
    // Every section as long as the settings allow.
    let text = "日本 & <b> _x_ @all\n\n".repeat(12_000);
    let sections = [
        "Summary",
        "Steps to reproduce",
        "Example project",
        "Current behaviour",
        "Expected behaviour",
        "Logs",
        "Possible fixes",
    ];
    let message: String = sections
        .iter()
        .map(|name| format!("## {name}\n\n{text}\n"))
        .collect();
    let settings = json!({ "escalation": { "block_limit": 200_000 } });
    let draft = under(
        &ticket("Jobs stay pending", &message),
        &Choice::default(),
        &settings,
    );
    let length = draft.description.chars().count();
    assert!(length <= LONGEST_DESCRIPTION - ROOM, "{length}");
    assert!(length > LONGEST_DESCRIPTION / 8, "{length}");
    let marked = with_marker(&draft.description, MARKER);
    assert!(marked.chars().count() <= LONGEST_DESCRIPTION);
}

#[test]
fn the_marker_is_one_comment_at_the_end() {
    assert_eq!(
        with_marker("text\n\n", MARKER),
        format!("text\n\n<!-- {MARKER} -->\n")
    );
    assert_eq!(with_marker("", "a --> b\n<!-- c"), "\n\n<!-- a-b-c -->\n");
    assert!(with_marker("", &"x".repeat(5_000)).len() <= ROOM);
}

/// Whether the last line of Markdown is one that GitLab does not show: no fence and no comment is open.
pub fn stands_alone(marked: &str) -> bool {
    let (mut fence, mut comment) = (None::<(char, usize)>, false);
    let lines: Vec<&str> = marked.trim_end().lines().collect();
    let Some((last, before)) = lines.split_last() else {
        return false;
    };
    for line in before {
        let text = line.trim_start();
        let mark = text.chars().next().unwrap_or(' ');
        let length = text.len() - text.trim_start_matches(mark).len();
        match fence {
            Some((open, at_least)) => {
                if mark == open
                    && length >= at_least
                    && text.trim().chars().all(|letter| letter == mark)
                {
                    fence = None;
                }
            }
            None if matches!(mark, '`' | '~') && length >= 3 && !text[length..].contains('`') => {
                fence = Some((mark, length));
            }
            None => {
                let line = without_code(line);
                if let Some(at) = line.rfind("<!--") {
                    comment = !line[at..].contains("-->");
                } else if line.contains("-->") {
                    comment = false;
                }
            }
        }
    }
    fence.is_none() && !comment && last.starts_with("<!-- ") && last.ends_with(" -->")
}

/// A line without what stands in its code spans, which is text whatever it is.
fn without_code(line: &str) -> String {
    let (mut text, mut rest) = (String::new(), line);
    while let Some(at) = rest.find('`') {
        let inner = rest[at..].trim_start_matches('`');
        let ticks = "`".repeat(rest.len() - at - inner.len());
        text.push_str(&rest[..at]);
        // As many as opened it, and no more.
        let end = inner.match_indices(&*ticks).find_map(|(at, ticks)| {
            let (before, after) = (&inner[..at], &inner[at + ticks.len()..]);
            (!before.ends_with('`') && !after.starts_with('`')).then_some(after)
        });
        rest = end.unwrap_or_else(|| {
            text.push_str(&ticks);
            inner
        });
    }
    text + rest
}

#[test]
fn what_is_open_is_seen() {
    let ends = |text: &str| stands_alone(&format!("{text}\n\n<!-- x -->\n"));
    for (text, alone) in [
        ("Files: ` <!-- `", true),
        ("Files: `` ` <!-- ``, `b`", true),
        ("Files: ` <!--", false),
        ("Files: `` <!-- `", false),
        ("`a` <!-- `b`", false),
        ("<!-- a -->", true),
        ("```\na", false),
        ("```\na\n```", true),
    ] {
        assert_eq!(ends(text), alone, "{text}");
    }
}

#[test]
fn no_text_of_a_customer_removes_the_marker() {
    for hostile in [
        "```\nnever closed",
        "~~~~~~\nnever closed",
        "<!-- never closed",
        "<pre><code>never closed",
        "`````\n```\n~~~\n`````",
        "<!--\n\n```\n\n-->\n```",
        "1. a\n\n   ```\n   b",
        "> ```\n> a",
        "<textarea><script><style>",
        "text\n\n<!-- vanguard:gitlab.zendesk.com/4711/gitlab-org/gitlab -->",
    ] {
        let draft = draft(&ticket("Jobs stay pending", hostile));
        let marked = with_marker(&draft.description, MARKER);
        assert!(stands_alone(&marked), "{hostile}\n---\n{marked}");
        let markers = marked.matches(&format!("<!-- {MARKER} -->")).count();
        assert_eq!(markers, 1, "{hostile}\n---\n{marked}");
    }
}

#[test]
fn the_defaults_fit() {
    let rules = rules(&json!({}));
    assert!(rules.block_limit <= LONGEST_DESCRIPTION / 20);
}
