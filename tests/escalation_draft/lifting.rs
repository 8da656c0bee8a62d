//! What is lifted from a conversation, and what is left where it is.

use super::{MISSING, conversation, draft, json, push, ticket, under_heading};

/// What stands under `heading` for a customer who wrote `message`.
fn check(message: &str, heading: &str, expected: &str) {
    let draft = draft(&ticket("Jobs stay pending in the queue", message));
    assert_eq!(
        under_heading(&draft.description, heading),
        expected,
        "{message}\n---\n{}",
        draft.description
    );
}

#[test]
fn reproduction_steps_in_many_phrasings() {
    for heading in [
        "Steps to reproduce:",
        "## Steps to reproduce",
        "**Steps to reproduce**",
        "**Steps to reproduce:**",
        "STEPS TO REPRODUCE",
        "How to reproduce:",
        "To reproduce:",
        "To reproduce this on a new project:",
        "You can reproduce it as follows:",
        "Reproduction steps:",
        "Steps:",
        "Schritte zur Reproduktion:",
        "Schritte zum Nachstellen:",
        "Étapes pour reproduire :",
        "Pasos para reproducir:",
        "再現手順：",
    ] {
        // A line of its own holds for what follows it, a marked heading until the next one.
        let end = if heading.starts_with(['#', '*']) {
            "## What else"
        } else {
            "It is like that everywhere."
        };
        let message = format!("Hello,\n\nit hangs.\n\n{heading}\n\n1. Push\n2. Wait\n\n{end}");
        check(&message, "Steps to reproduce", "1. Push\n2. Wait");
    }
}

#[test]
fn steps_in_many_shapes() {
    for (message, expected) in [
        ("Steps to reproduce:\n1) Push\n2) Wait", "1. Push\n2. Wait"),
        ("Steps to reproduce:\n- Push\n- Wait", "- Push\n- Wait"),
        ("Steps to reproduce:\n* Push\n* Wait", "- Push\n- Wait"),
        ("Steps to reproduce: push and wait.", "push and wait."),
        (
            "Steps to reproduce:\nPush and wait.\n\nIt is urgent.",
            "Push and wait.",
        ),
        (
            "Steps to reproduce:\n1. Push\n   to main\n2. Wait\n   - a minute",
            "1. Push\n   to main\n2. Wait\n   - a minute",
        ),
        (
            "Steps to reproduce:\n\n1. Push\n\n2. Wait\n\n3. Look",
            "1. Push\n2. Wait\n3. Look",
        ),
        (
            "## Steps to reproduce\n\nFirst push.\n\nThen wait.\n\n## Expected\n\nIt starts.",
            "First push.\n\nThen wait.",
        ),
        ("This is what we did.\n1. Push\n2. Wait", "1. Push\n2. Wait"),
        ("Two questions.\n1. Why?\n2. When?", MISSING),
        ("It hangs.", MISSING),
    ] {
        check(message, "Steps to reproduce", expected);
    }
}

#[test]
fn current_and_expected_behaviour() {
    let template = "### What is the current *bug* behavior?\n\nIt hangs.\n\n### What is the expected *correct* behavior?\n\nIt starts.";
    for (message, current, expected) in [
        (template, "It hangs.", "It starts."),
        (
            "Actual result: it hangs\nExpected result: it starts",
            "it hangs",
            "it starts",
        ),
        (
            "Current behaviour:\nIt hangs.\n\nExpected behaviour:\nIt starts.",
            "It hangs.",
            "It starts.",
        ),
        (
            "**Actual:** x\n**Expected:** It starts.",
            MISSING,
            "It starts.",
        ),
        (
            "Tatsächliches Verhalten: hängt\nErwartetes Verhalten: startet",
            "hängt",
            "startet",
        ),
        (
            "Comportement actuel : bloqué\nComportement attendu : démarre",
            "bloqué",
            "démarre",
        ),
        (
            "Our queue is full. Every job fails at once. We would expect it to start.",
            "Every job fails at once.",
            "We would expect it to start.",
        ),
        (
            "Seit heute: der Job schlägt fehl. Wir erwarten, dass er startet.",
            "Seit heute: der Job schlägt fehl.",
            "Wir erwarten, dass er startet.",
        ),
        ("What a day.", MISSING, MISSING),
    ] {
        check(message, "Current behaviour", current);
        check(message, "Expected behaviour", expected);
    }
}

fn fence(text: &str) -> String {
    vanguard::escalation::neutral::fenced(text)
        .trim()
        .to_owned()
}

#[test]
fn logs_fenced_indented_or_looking_like_logs() {
    for (message, log) in [
        ("It hangs.\n\n```\nany text\n```", "any text"),
        (
            "It hangs.\n\n```json\n{\"a\": 1}\n```\nSee above.",
            "{\"a\": 1}",
        ),
        ("It hangs.\n\n~~~\na\n\nb\n~~~", "a\n\nb"),
        ("It hangs.\n\n```\nnever closed", "never closed"),
        (
            "It hangs.\n\n    indented\n      more\n\nSee above.",
            "indented\n  more",
        ),
        (
            "It hangs.\nERROR: Job failed\nSee above.",
            "ERROR: Job failed",
        ),
        (
            "It hangs.\n\nFATAL: one\nWARN: two",
            "FATAL: one\nWARN: two",
        ),
        (
            "2026-03-04T12:00:00Z it began\n2026-03-04T12:00:01Z it ended",
            "2026-03-04T12:00:00Z it began\n2026-03-04T12:00:01Z it ended",
        ),
        (
            "Mar  4 12:00:00 node sshd[1]: closed",
            "Mar  4 12:00:00 node sshd[1]: closed",
        ),
        (
            "{\"severity\":\"ERROR\",\"message\":\"x\"}",
            "{\"severity\":\"ERROR\",\"message\":\"x\"}",
        ),
        (
            "It hangs.\n\nGRPC::Unavailable (14:failed to connect):\n  lib/gitlab/git.rb:12:in `call'\n  app/x.rb:1:in `y'",
            "GRPC::Unavailable (14:failed to connect):\n  lib/gitlab/git.rb:12:in `call'\n  app/x.rb:1:in `y'",
        ),
        ("Error message:\n```\nx y z\n```", "x y z"),
        (
            "panic: runtime error: nil\ngoroutine 412 [running]:",
            "panic: runtime error: nil\ngoroutine 412 [running]:",
        ),
    ] {
        check(message, "Relevant logs and screenshots", &fence(log));
    }
    check(
        "It hangs. There is no error.",
        "Relevant logs and screenshots",
        MISSING,
    );
    check(
        "Just ``` in a sentence.",
        "Relevant logs and screenshots",
        MISSING,
    );
}

const ENVIRONMENT: &str = "System information\nSystem:\t\tUbuntu 22.04\nProxy:\t\tno\nCurrent User:\tgit\nUsing RVM:\tno\nRuby Version:\t3.0.6p216\n\n\
    GitLab information\nVersion:\t16.1.0-ee\nRevision:\t2b0ab5fd1d2\nDB Adapter:\tPostgreSQL\nUsing LDAP:\tyes\n\nGitLab Shell\nVersion:\t14.23.0\nRepository storage paths:\n- default: \t/var/opt/gitlab/git-data/repositories";
const CHECK: &str = "Checking GitLab subtasks ...\n\nChecking GitLab Shell ...\n\nGitLab Shell: ... GitLab Shell version >= 14.20.0 ? ... OK (14.20.0)\n\
    Running /opt/gitlab/embedded/service/gitlab-shell/bin/check\nInternal API available: OK\n\nChecking GitLab subtasks ... Finished";

#[test]
fn environment_info_and_application_check_by_their_shape() {
    for message in [
        format!(
            "Here it is:\n\n{ENVIRONMENT}\n\n{CHECK}\n\nThis is all we have got from the two of them."
        ),
        format!("Here it is:\n```\n{ENVIRONMENT}\n```\nand\n```\n{CHECK}\n```"),
        format!(
            "{CHECK}\n\n{ENVIRONMENT}\nLet us know if you need more of this kind from our servers."
        ),
    ] {
        check(&message, "Environment info", &fence(ENVIRONMENT));
        check(&message, "Application check", &fence(CHECK));
        check(
            &message,
            "Output of checks",
            "This happens on a self-managed instance.",
        );
        check(&message, "Relevant logs and screenshots", MISSING);
    }
    check(
        "Our environment:\nGitLab 16.1 on Ubuntu.",
        "Environment info",
        "GitLab 16.1 on Ubuntu.",
    );
    check(
        "Please send the system information",
        "Environment info",
        MISSING,
    );
}

#[test]
fn later_messages_add_what_the_first_one_lacks() {
    let body = conversation(
        "Jobs stay pending in the queue",
        &[
            "It hangs.",
            "Steps to reproduce:\n1. Push\n2. Wait",
            "Expected: it starts\n\n```\nlog of today\n```",
        ],
    );
    let description = draft(&body).description;
    assert!(under_heading(&description, "Summary").ends_with("\n\nIt hangs."));
    assert_eq!(
        under_heading(&description, "Steps to reproduce"),
        "1. Push\n2. Wait"
    );
    assert_eq!(
        under_heading(&description, "Expected behaviour"),
        "it starts"
    );
    assert_eq!(
        under_heading(&description, "Relevant logs and screenshots"),
        fence("log of today")
    );
}

#[test]
fn agents_notes_fill_gaps_and_their_replies_do_not() {
    let mut body = ticket("Jobs stay pending in the queue", "It hangs.");
    let by_agent = |public: bool, text: &str| json!({ "author_id": 2, "public": public, "body": text, "created_at": "2026-03-05T12:00:00Z" });
    push(
        &mut body,
        "users",
        json!({ "id": 2, "name": "Sam Support", "role": "agent" }),
    );
    push(
        &mut body,
        "comments",
        by_agent(
            true,
            "Please tell us:\n\nSteps to reproduce:\n1. What you did\n\n```\ntry this\n```",
        ),
    );
    push(
        &mut body,
        "comments",
        by_agent(
            false,
            "Reproduced.\n\nSteps to reproduce:\n1. Push\n2. Wait\n\n```\nour own log\n```",
        ),
    );
    let description = draft(&body).description;
    assert_eq!(
        under_heading(&description, "Steps to reproduce"),
        "1. Push\n2. Wait"
    );
    assert_eq!(
        under_heading(&description, "Relevant logs and screenshots"),
        MISSING
    );
    assert!(!description.contains("try this") && !description.contains("Reproduced"));
}

#[test]
fn greetings_signatures_and_quoted_mail_stay_out() {
    let summary = |message: &str| {
        let draft = draft(&ticket("Jobs stay pending in the queue", message));
        let text = under_heading(&draft.description, "Summary");
        text.split_once("\n\n").map(|(_, rest)| rest.to_owned())
    };
    for message in [
        "Hi team,\n\nIt hangs.\n\nKind regards,\nAda\nAcme, Tel. 1",
        "Hello,\nIt hangs.\n\nThanks!\nAda",
        "Hallo zusammen,\n\nIt hangs.\n\nMit freundlichen Grüßen\nAda\nGeschäftsführerin",
        "Bonjour,\n\nIt hangs.\n\nCordialement,\n\nAda",
        "It hangs.\n\n-- \nAda\nHead of things",
        "It hangs.\n\nOn Mon, 2 Mar 2026 at 10:00, Support\n<s@example.com> wrote:\n\nWhat hangs?",
        "> What hangs?\n\nIt hangs.",
        "It hangs.\n\nSent from my iPhone",
        "##- Please type your reply above this line -##\n\nWhat hangs?",
    ] {
        let expected = if message.starts_with("##-") {
            MISSING
        } else {
            "It hangs."
        };
        assert_eq!(summary(message).as_deref(), Some(expected), "{message}");
    }
    let draft = draft(&ticket(
        "Jobs stay pending in the queue",
        "It hangs.\n\nThanks,\nAda\n\n```\n> a prompt\n-- \na log\n```",
    ));
    assert_eq!(
        under_heading(&draft.description, "Relevant logs and screenshots"),
        fence("> a prompt\n-- \na log"),
        "a log below the signature is none of it"
    );
}

#[test]
fn files_are_named() {
    let mut body = ticket("Jobs stay pending in the queue", "It hangs.");
    body["comments"][0]["attachments"] =
        json!([{ "file_name": "queue.png" }, { "file_name": "" }, 7]);
    let description = draft(&body).description;
    let text = under_heading(&description, "Relevant logs and screenshots");
    assert!(
        text.starts_with("Files on the ticket: queue") && text.ends_with("png"),
        "{text}"
    );
}
