//! What GitLab does with the text of an issue or a note.

use proptest::prelude::*;
use serde_json::json;
use standin::gitlab::markdown::read;

use super::instance::{ISSUES, Instance, issue};

fn actions(text: &str) -> Vec<String> {
    read(text)
        .actions
        .into_iter()
        .map(|(name, argument)| format!("{name} {argument}").trim_end().to_owned())
        .collect()
}

#[test]
fn quick_actions_are_lines_of_plain_paragraphs() {
    for (text, found) in [
        ("/close", vec!["close"]),
        ("Text\n/close\nmore", vec!["close"]),
        (
            "/LABEL ~bug ~\"type::bug\"  ",
            vec!["label ~bug ~\"type::bug\""],
        ),
        (
            "/label ~a\n/assign @alice\r\n/close",
            vec!["label ~a", "assign @alice", "close"],
        ),
        ("text\n\n/due 2026-04-01", vec!["due 2026-04-01"]),
        ("unclosed `code\n\n/close", vec!["close"]),
        ("````\n```\n````\n/close", vec!["close"]),
        // Not at the start of a line, or not an action.
        (" /close", vec![]),
        ("see /close", vec![]),
        ("/closed", vec![]),
        ("/etc/passwd", vec![]),
        ("/usr is full", vec![]),
        ("\\/close", vec![]),
        // Code.
        ("```\n/close\n```", vec![]),
        ("````\n```\n/close\n```\n````", vec![]),
        ("~~~ ruby\n/close\n~~~", vec![]),
        ("```\n/close", vec![]),
        ("    /close", vec![]),
        ("`\n/close\n`", vec![]),
        // Quotes, lists, HTML, tables.
        ("> text\n/close", vec![]),
        ("> /close", vec![]),
        (">>>\n/close\n>>>", vec![]),
        ("- item\n  /close", vec![]),
        ("<div>\n/close\n</div>", vec![]),
        ("<!--\n/close\n-->", vec![]),
    ] {
        assert_eq!(actions(text), found, "{text:?}");
    }
}

#[test]
fn the_lines_of_actions_are_gone_from_the_text() {
    let read = read("Before\n/close\nafter\n/label ~bug\n");
    assert_eq!(read.text, "Before\nafter");
}

#[test]
fn mentions_and_references_are_read_in_all_that_is_not_code() {
    for (text, mentions, references) in [
        ("Hi @alice, @bob-2.", vec!["alice", "bob-2"], vec![]),
        ("@all", vec!["all"], vec![]),
        ("@group/subgroup/team", vec!["group/subgroup/team"], vec![]),
        (
            "- @alice\n\n> **@bob**\n\n| @carol |\n|--|\n| @dave |",
            vec!["alice", "bob", "carol", "dave"],
            vec![],
        ),
        ("<b>@alice</b>", vec!["alice"], vec![]),
        ("&#64;alice", vec!["alice"], vec![]),
        ("`@alice`", vec![], vec![]),
        ("```\n@alice #1\n```", vec![], vec![]),
        ("\\@alice \\#1 \\~bug", vec![], vec![]),
        ("\\*@alice and c\\_@bob", vec!["alice"], vec![]),
        ("@\u{200b}alice", vec![], vec![]),
        ("mail me@example.com", vec![], vec![]),
        ("<!-- @alice #1 -->", vec![], vec![]),
        ("#12 !3 &4 $5", vec![], vec!["#12", "!3", "&4", "$5"]),
        (
            "gitlab-org/gitlab#12 runner!3",
            vec![],
            vec!["gitlab-org/gitlab#12", "runner!3"],
        ),
        (
            "~bug ~\"type::bug\" %17.5 %\"Next Release\"",
            vec![],
            vec!["~bug", "~\"type::bug\"", "%17.5", "%\"Next Release\""],
        ),
        ("é#12", vec![], vec!["#12"]),
        ("100% of #abc, a ~ b, R&D", vec![], vec![]),
        (
            "https://gitlab.com/gitlab-org/gitlab/-/issues/12#note_1",
            vec![],
            vec!["https://gitlab.com/gitlab-org/gitlab/-/issues/12"],
        ),
        (
            "[here](https://gitlab.com/gitlab-org/gitlab/-/issues/12)",
            vec![],
            vec!["https://gitlab.com/gitlab-org/gitlab/-/issues/12"],
        ),
        (
            "https://gitlab.com/gitlab-org/gitlab/-/tree/main",
            vec![],
            vec![],
        ),
        (
            "https://support.example/agent/tickets/100234",
            vec![],
            vec![],
        ),
    ] {
        let read = read(text);
        assert_eq!(
            (read.mentions, read.references),
            (own(&mentions), own(&references)),
            "{text:?}"
        );
    }
}

fn own(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn images_and_html_are_what_a_browser_would_get() {
    let read = read(
        "![x](https://tracker.example/p.png)\n\n<img src=x>\n\na <b>b</b> `<i>`\n\n```\n![y](z)\n```",
    );
    assert_eq!(read.images, ["https://tracker.example/p.png"]);
    assert_eq!(read.html, ["<img src=x>\n", "<b>", "</b>"]);
}

#[test]
fn a_text_is_acted_on_as_far_as_its_author_may() {
    let description = "Text\n\n/label ~bug ~missing\n/assign @rita me\n/milestone %18.1\n/due 2026-04-01\n/confidential\n/title Better\n/close";
    for (who, closed, labels, assignees, title, acted) in [
        ("dana", "closed", json!(["bug"]), 2, "Better", 7),
        ("gus", "closed", json!([]), 0, "Better", 3),
    ] {
        let mut instance = Instance::new();
        instance
            .gitlab
            .add_milestone(instance.project, "18.1", None);
        instance.acting_as(who);
        let iid = instance.file(&json!({ "title": "x", "description": description }));
        let shown = instance.body(&issue(iid));
        assert_eq!(shown["state"], closed, "{who}");
        assert_eq!(shown["labels"], labels, "{who}");
        assert_eq!(
            shown["assignees"].as_array().map(Vec::len),
            Some(assignees),
            "{who}"
        );
        assert_eq!(shown["title"], title, "{who}");
        assert_eq!(shown["confidential"], true, "{who}");
        assert_eq!(
            shown["milestone"]["title"] == "18.1",
            who == "dana",
            "{who}"
        );
        assert_eq!(shown["due_date"] == "2026-04-01", who == "dana", "{who}");
        assert_eq!(shown["description"], "Text", "{who}");
        let issue = instance
            .gitlab
            .issue(instance.place(iid))
            .expect("the issue");
        assert_eq!(issue.actions.len(), acted, "{who}: {:?}", issue.actions);
    }
}

#[test]
fn neutral_text_sets_nothing_off() {
    let mut instance = Instance::new();
    let target = instance.file(&json!({ "title": "target" }));
    let hostile = "/close\n/confidential\n@all see #1 and ~bug ![x](https://t.example/x.png)";
    let fenced = format!("```\n{hostile}\n```");
    for (text, acts) in [(fenced.as_str(), false), (hostile, true)] {
        let before = instance.gitlab.clone();
        let iid = instance.file(&json!({ "title": "x", "description": text }));
        let issue = instance
            .gitlab
            .issue(instance.place(iid))
            .expect("the issue");
        assert_eq!((issue.closed, issue.actions.is_empty()), (acts, !acts));
        let told = instance.gitlab.notifications.len() - before.notifications.len();
        let pointed = instance.gitlab.references.len() - before.references.len();
        assert_eq!((told, pointed), if acts { (1, 2) } else { (0, 0) });
        let notes = &instance
            .gitlab
            .issue(instance.place(target))
            .expect("the target")
            .notes;
        assert_eq!(
            notes.len(),
            usize::from(acts),
            "a cross-reference is noted on its target"
        );
    }
}

#[test]
fn notes_act_and_are_listed() {
    let mut instance = Instance::new();
    let iid = instance.file(&json!({ "title": "x" }));
    let notes = format!("{}/notes", issue(iid));
    let created = instance.post(&notes, &json!({ "body": "Same for us\n/label ~bug" }));
    assert_eq!(
        (created.status, &created.body["body"]),
        (201, &json!("Same for us"))
    );
    assert_eq!(created.body["noteable_iid"], iid);
    assert_eq!(instance.body(&issue(iid))["labels"], json!(["bug"]));
    let only_actions = instance.post(&notes, &json!({ "body": "/close" }));
    assert_eq!(only_actions.status, 202);
    assert_eq!(instance.body(&issue(iid))["state"], "closed");
    instance.post(&notes, &json!({ "body": "second", "internal": true }));
    let bodies = |list: &serde_json::Value| -> Vec<String> {
        let notes = list.as_array().expect("a list").iter();
        notes
            .filter_map(|note| note["body"].as_str().map(str::to_owned))
            .collect()
    };
    assert_eq!(bodies(&instance.body(&notes)), ["second", "Same for us"]);
    assert_eq!(
        bodies(&instance.body(&format!("{notes}?sort=asc"))),
        ["Same for us", "second"]
    );
    assert_eq!(
        bodies(&instance.acting_as("gus").body(&notes)),
        ["Same for us"]
    );
    let id = &created.body["id"];
    assert_eq!(
        instance.body(&format!("{notes}/{id}"))["body"],
        "Same for us"
    );
    for (body, answer) in [
        (json!({}), json!({ "error": "body is missing" })),
        (
            json!({ "body": " " }),
            json!({ "message": "400 Bad request - Note {:note=>[\"can't be blank\"]}" }),
        ),
    ] {
        let refused = instance.post(&notes, &body);
        assert_eq!((refused.status, refused.body), (400, answer));
    }
    assert_eq!(
        instance
            .post(&format!("{ISSUES}/99/notes"), &json!({ "body": "x" }))
            .status,
        404
    );
}

#[test]
fn a_duplicate_is_closed_and_says_of_what() {
    let mut instance = Instance::new();
    let first = instance.file(&json!({ "title": "first" }));
    let second = instance.file(&json!({ "title": "second" }));
    let notes = format!("{}/notes", issue(second));
    instance.post(&notes, &json!({ "body": format!("/duplicate #{first}") }));
    let shown = instance.body(&issue(second));
    assert_eq!(shown["state"], "closed");
    let said = instance.body(&notes)[0]["body"].clone();
    assert_eq!(
        said,
        "marked this issue as a duplicate of gitlab-org/gitlab#1"
    );
}

proptest! {
    /// Pieces that mean something to GitLab, in any order.
    #[test]
    fn any_text_can_be_read_and_none_acts_from_inside_a_long_enough_fence(
        pieces in prop::collection::vec(
            prop_oneof![
                ".{0,4}",
                "(\\n|\\r\\n|\\n\\n| |    )",
                "(`{1,5}|~~~|>>>|> |- |<!--|-->|<b>|</b>|\\\\|!\\[x\\]\\(y\\))",
                "(/close|/label ~bug|@all|#1|!2|~bug|%17.5|&3|https://gitlab.com/a/b/-/issues/1)",
            ],
            0..24,
        )
    ) {
        let text = pieces.concat();
        read(&text);
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        let fenced = read(&format!("{fence}\n{text}\n{fence}\nafter"));
        prop_assert!(fenced.actions.is_empty(), "{:?}", fenced.actions);
        prop_assert!(fenced.mentions.is_empty() && fenced.references.is_empty() && fenced.images.is_empty());
        prop_assert!(fenced.html.is_empty());
    }
}
