//! What GitLab's answers come to, in sentences.

use proptest::prelude::*;
use vanguard::{
    gitlab::sign_in::{
        Kept, Line, Secret, Trouble, Weight, With, read_person, read_token, say, say_kept,
        say_signed_out,
    },
    time::Time,
    words::english,
};

const ORIGIN: &str = "https://gitlab.com";
const SAM: &str = r#"{"id": 7, "username": "sam", "name": "Sam Engineer", "state": "active"}"#;
/// 2026-01-05T10:00:00Z.
const NOW: Time = Time(1_767_607_200);

fn shown(lines: &[Line]) -> Vec<String> {
    lines
        .iter()
        .map(|line| format!("{:?}: {}", line.weight, line.text))
        .collect()
}

/// Both answers are good; the lines that a person reads.
fn check(token: &str, lines: &[&str]) {
    let person = read_person(ORIGIN, 200, SAM).unwrap();
    let facts = read_token(ORIGIN, 200, token).unwrap();
    let said = say(Some(&person), With::Personal(Some(&facts)), NOW, english);
    assert_eq!(shown(&said), lines, "{token}");
}

#[test]
fn who_until_when_and_with_which_scopes() {
    check(
        r#"{"id": 1, "name": "Vanguard", "active": true, "revoked": false, "scopes": ["api"], "expires_at": "2026-09-01"}"#,
        &[
            "Good: Signed in as Sam Engineer (@sam) with the scope api, called “Vanguard”, until 2026-09-01.",
        ],
    );
    check(
        r#"{"id": 1, "name": "", "scopes": ["read_user", "api", "read_repository"], "expires_at": null}"#,
        &[
            "Good: Signed in as Sam Engineer (@sam) with the scopes read_user, api and read_repository, without an end.",
        ],
    );
}

#[test]
fn what_is_missing_for_filing_is_an_error() {
    let missing = "Error: It cannot file issues: the scope api is missing. Make a token with it, or a fine-grained one that may create and read issues.";
    check(
        r#"{"id": 1, "scopes": ["read_api"], "expires_at": null}"#,
        &[
            "Plain: Signed in as Sam Engineer (@sam) with the scope read_api, without an end.",
            missing,
        ],
    );
    check(
        r#"{"id": 1, "scopes": null}"#,
        &[
            "Plain: Signed in as Sam Engineer (@sam) without any scope, without an end.",
            missing,
        ],
    );
}

#[test]
fn fine_grained_tokens_are_held_to_their_permissions() {
    let first = "Signed in as Sam Engineer (@sam) with a fine-grained token, without an end.";
    check(
        r#"{"id": 1, "scopes": ["granular"]}"#,
        &[
            &format!("Good: {first}"),
            "Plain: It has to allow creating and reading issues in the projects that you file in; GitLab does not say here whether it does.",
        ],
    );
    check(
        r#"{"id": 1, "scopes": ["granular"], "granular_scopes": [{"permissions": ["read_issue"]}, {"permissions": ["create_work_item"], "project_id": 3}]}"#,
        &[&format!("Good: {first}")],
    );
    check(
        r#"{"id": 1, "scopes": [], "granular_scopes": [{"permissions": ["read_issue", "create_issue_board"]}]}"#,
        &[
            &format!("Plain: {first}"),
            "Error: It cannot file issues: creating issues is not among its permissions. Make a token that may create and read issues.",
        ],
    );
}

#[test]
fn the_end_is_warned_of_for_two_weeks() {
    for (ends, warning) in [
        (
            "2026-01-20",
            Some("Warning: The token ends in 14 days. Make a new one and save it here."),
        ),
        ("2026-01-21", None),
        (
            "2026-01-07",
            Some("Warning: The token ends in 1 day. Make a new one and save it here."),
        ),
        (
            "2026-01-06",
            Some("Warning: The token ends today. Make a new one and save it here."),
        ),
        (
            "2026-01-05",
            Some("Error: This token has expired. Make a new one and save it here."),
        ),
        ("soon", None),
    ] {
        let token = format!(r#"{{"id": 1, "scopes": ["api"], "expires_at": "{ends}"}}"#);
        let facts = read_token(ORIGIN, 200, &token).unwrap();
        let lines = shown(&say(None, With::Personal(Some(&facts)), NOW, english));
        assert_eq!(lines.get(1).map(String::as_str), warning, "{ends}");
        // What is kept warns of it too, before GitLab is asked.
        let kept = Kept::Personal {
            token: Secret::new("t"),
            ends: facts.ends,
        };
        let lines = shown(&say_kept(ORIGIN, &kept, NOW, english));
        assert_eq!(lines.get(1).map(String::as_str), warning, "{ends}");
    }
}

#[test]
fn oauth_is_renewed_by_itself() {
    let person = read_person(ORIGIN, 200, SAM).unwrap();
    let scopes = ["api".to_owned()];
    assert_eq!(
        shown(&say(Some(&person), With::OAuth(&scopes), NOW, english)),
        ["Good: Signed in as Sam Engineer (@sam) with the scope api; it is renewed by itself."]
    );
    assert_eq!(
        shown(&say_kept(ORIGIN, &Kept::Ended, NOW, english)),
        ["Error: Your sign-in to GitLab has ended. Sign in again."]
    );
}

#[test]
fn every_failure_has_its_sentence() {
    let origin = || ORIGIN.to_owned();
    for (status, body, trouble) in [
        (401, r#"{"message": "401 Unauthorized"}"#, Trouble::Refused),
        (401, "", Trouble::Refused),
        (
            401,
            r#"{"error": "invalid_token", "error_description": "Token is expired. You can either do re-authentication or token refresh."}"#,
            Trouble::Expired,
        ),
        (
            401,
            r#"{"error": "invalid_token", "error_description": "Token was revoked. You have to re-authorize from the user."}"#,
            Trouble::Revoked,
        ),
        (401, "<html>Sign in</html>", Trouble::NotGitLab(origin())),
        (403, r#"{"error": "insufficient_scope"}"#, Trouble::NoScope),
        (
            403,
            r#"{"error": "insufficient_granular_scope"}"#,
            Trouble::NoScope,
        ),
        (
            403,
            r#"{"message": "403 Forbidden"}"#,
            Trouble::Forbidden(origin()),
        ),
        (404, "<html>", Trouble::NotGitLab(origin())),
        (
            404,
            r#"{"message": "404 Not Found"}"#,
            Trouble::Unexpected(404, origin()),
        ),
        (429, "Retry later", Trouble::Busy),
        (502, "<html>", Trouble::Server(502)),
        (200, "<!DOCTYPE html>", Trouble::NotGitLab(origin())),
        (200, r#"{"id": 7, "usern"#, Trouble::NotGitLab(origin())),
        (200, "{}", Trouble::NotGitLab(origin())),
    ] {
        assert_eq!(
            read_person(ORIGIN, status, body),
            Err(trouble.clone()),
            "{status} {body}"
        );
        assert_eq!(
            read_token(ORIGIN, status, body).unwrap_err(),
            trouble,
            "{status} {body}"
        );
    }
    for (body, trouble) in [
        (
            r#"{"id": 1, "scopes": ["api"], "active": false, "revoked": true}"#,
            Trouble::Revoked,
        ),
        (
            r#"{"id": 1, "scopes": ["api"], "active": false}"#,
            Trouble::Expired,
        ),
    ] {
        assert_eq!(read_token(ORIGIN, 200, body), Err(trouble));
    }
}

#[test]
fn a_token_that_may_not_ask_about_itself_is_good_all_the_same() {
    assert_eq!(
        shown(&say(None, With::Personal(None), NOW, english)),
        [
            "Good: Signed in with a fine-grained token that does not say until when.",
            "Plain: It has to allow creating and reading issues in the projects that you file in; GitLab does not say here whether it does.",
        ]
    );
}

#[test]
fn signing_out_says_what_became_of_the_token() {
    let page = "https://gitlab.com/-/user_settings/personal_access_tokens";
    for (revoked, weight, text) in [
        (
            None,
            Weight::Good,
            format!(
                "Signed out: this browser has forgotten the token. It goes on working elsewhere until it ends or you revoke it at {page}."
            ),
        ),
        (
            Some(Ok(())),
            Weight::Good,
            "Signed out, and the token is revoked.".to_owned(),
        ),
        (
            Some(Err(Trouble::Refused)),
            Weight::Good,
            "Signed out. GitLab did not take the token any more.".to_owned(),
        ),
        (
            Some(Err(Trouble::NoScope)),
            Weight::Warning,
            format!(
                "Signed out: this browser has forgotten the token. But it may not revoke itself. Revoke it at {page}."
            ),
        ),
        (
            Some(Err(Trouble::Busy)),
            Weight::Warning,
            format!(
                "Signed out: this browser has forgotten the token. But GitLab could not be told. Revoke it at {page}."
            ),
        ),
    ] {
        let kept = Kept::Personal {
            token: Secret::new("t"),
            ends: None,
        };
        let line = say_signed_out(ORIGIN, &kept, revoked, english);
        assert_eq!((line.weight, line.text), (weight, text));
    }
    let line = say_signed_out(ORIGIN, &Kept::Ended, None, english);
    assert_eq!(
        (line.weight, line.text.as_str()),
        (Weight::Good, "Signed out.")
    );
}

#[test]
fn what_a_person_chose_is_no_error() {
    assert_eq!(Trouble::Cancelled.line(english).weight, Weight::Plain);
    assert_eq!(Trouble::Declined.line(english).weight, Weight::Plain);
    assert_eq!(Trouble::Refused.line(english).weight, Weight::Error);
}

proptest! {
    #[test]
    fn no_answer_is_too_much(status in 0u16..=999, body in ".{0,200}") {
        let _ = read_person(ORIGIN, status, &body);
        if let Ok(facts) = read_token(ORIGIN, status, &body) {
            prop_assert!(!say(None, With::Personal(Some(&facts)), NOW, english).is_empty());
        }
    }
}
