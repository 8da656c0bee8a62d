//! OAuth's addresses, forms and answers.

use proptest::prelude::*;
use vanguard::{
    gitlab::sign_in::{
        Pair, Renewal, Secret, Trouble, authorize_url, base64_url, challenge, code, exchange,
        read_pair, renew, renewed, revoke,
    },
    time::Time,
};

const ORIGIN: &str = "https://gitlab.com";
const REDIRECT: &str = "https://abc.chromiumapp.org/";

#[test]
fn the_challenge_is_that_of_rfc_7636() {
    assert_eq!(
        challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    );
    assert_eq!(
        base64_url(&[0xff; 32]),
        "__________________________________________8"
    );
    assert_eq!(base64_url(&[0; 32]).len(), 43);
}

#[test]
fn the_address_names_all_that_gitlab_asks_for() {
    assert_eq!(
        authorize_url(ORIGIN, "a b", REDIRECT, "s", "c"),
        "https://gitlab.com/oauth/authorize?client_id=a%20b&redirect_uri=https%3A%2F%2Fabc.chromiumapp.org%2F\
         &response_type=code&state=s&scope=api&code_challenge=c&code_challenge_method=S256"
    );
}

#[test]
fn a_code_is_taken_from_the_answer_to_our_own_request_alone() {
    let application = |error: &str| Trouble::Application(error.into(), REDIRECT.into());
    for (rest, found) in [
        ("?code=abc&state=S", Ok("abc")),
        ("?state=S&code=a%2Bc#_", Ok("a+c")),
        ("?code=abc&state=T", Err(Trouble::State)),
        ("?code=abc", Err(Trouble::State)),
        ("?code=abc&state=T&state=S", Err(Trouble::State)),
        ("?code=abc&code=def&state=S", Err(Trouble::State)),
        ("?code=&state=S", Err(Trouble::State)),
        ("#code=abc&state=S", Err(Trouble::State)),
        ("", Err(Trouble::State)),
        ("?error=access_denied&state=S", Err(Trouble::Declined)),
        ("?error=access_denied&state=T", Err(Trouble::State)),
        (
            "?error=invalid_scope&state=S",
            Err(application("invalid_scope")),
        ),
        ("?error=<b>x</b>&state=S", Err(application("bxb"))),
        (
            "?code=abc&error=access_denied&state=S",
            Err(Trouble::Declined),
        ),
    ] {
        let taken = code(&format!("{REDIRECT}{rest}"), REDIRECT, "S");
        assert_eq!(taken, found.map(Secret::new), "{rest}");
    }
    let elsewhere = code("https://evil.example/?code=abc&state=S", REDIRECT, "S");
    assert_eq!(elsewhere, Err(Trouble::State));
}

fn pair() -> Pair {
    Pair {
        access: Secret::new("old-access"),
        refresh: Secret::new("old-refresh"),
        ends: Time(7_200),
        application: "app".into(),
        redirect: REDIRECT.into(),
        scopes: vec!["api".into()],
    }
}

#[test]
fn forms_hold_what_they_must_and_no_secret_of_a_client() {
    let redirect = "https%3A%2F%2Fabc.chromiumapp.org%2F";
    let form = exchange("app", &Secret::new("c&d"), "v", REDIRECT);
    assert_eq!(
        (form.path, form.body.text()),
        (
            "/oauth/token",
            &*format!(
                "client_id=app&grant_type=authorization_code&code=c%26d&redirect_uri={redirect}&code_verifier=v"
            )
        )
    );
    let form = renew(&pair());
    assert_eq!(
        (form.path, form.body.text()),
        (
            "/oauth/token",
            &*format!(
                "client_id=app&grant_type=refresh_token&refresh_token=old-refresh&redirect_uri={redirect}"
            )
        )
    );
    let form = revoke(&pair());
    assert_eq!(
        (form.path, form.body.text()),
        ("/oauth/revoke", "client_id=app&token=old-access")
    );
    assert!(!format!("{form:?}").contains("old-access"));
}

const NEXT: &str = r#"{"access_token": "a", "token_type": "Bearer", "expires_in": 7200, "refresh_token": "r", "scope": "api", "created_at": 1}"#;

fn next(now: i64) -> Pair {
    Pair {
        access: Secret::new("a"),
        refresh: Secret::new("r"),
        ends: Time(now + 7_200),
        ..pair()
    }
}

#[test]
fn tokens_are_read_by_this_machines_clock() {
    let read = |status, body| read_pair(ORIGIN, status, body, ("app", REDIRECT), Time(50));
    assert_eq!(read(200, NEXT), Ok(next(50)));
    // Doorkeeper leaves out what is the usual.
    assert_eq!(
        read(200, r#"{"access_token": "a", "refresh_token": "r"}"#),
        Ok(next(50))
    );
    let application = |error: &str| Err(Trouble::Application(error.into(), REDIRECT.into()));
    let no_gitlab = Err(Trouble::NotGitLab(ORIGIN.into()));
    for (status, body, found) in [
        (
            401,
            r#"{"error": "invalid_client"}"#,
            application("invalid_client"),
        ),
        (
            400,
            r#"{"error": "invalid_grant"}"#,
            application("invalid_grant"),
        ),
        (200, r#"{"access_token": "a"}"#, no_gitlab.clone()),
        (200, "<html>", no_gitlab),
        (503, "", Err(Trouble::Server(503))),
    ] {
        assert_eq!(read(status, body), found, "{status} {body}");
    }
}

#[test]
fn a_refresh_ends_in_a_pair_or_in_signing_in_again_and_never_in_a_guess() {
    for (status, body, outcome) in [
        (200, NEXT, Renewal::Next(next(50))),
        (400, r#"{"error": "invalid_grant"}"#, Renewal::Ended),
        (401, r#"{"error": "invalid_client"}"#, Renewal::Ended),
        // None of these says that the tokens are gone.
        (200, r#"{"access_token": "a", "refr"#, Renewal::Unknown),
        (200, "<html>", Renewal::Unknown),
        (400, r#"{"error": "invalid_request"}"#, Renewal::Unknown),
        (401, "<html>", Renewal::Unknown),
        (429, "Retry later", Renewal::Unknown),
        (503, "", Renewal::Unknown),
    ] {
        assert_eq!(
            renewed(&pair(), status, body, Time(50)),
            outcome,
            "{status} {body}"
        );
    }
}

proptest! {
    #[test]
    fn no_answer_is_too_much(status in 0u16..=999, text in ".{0,200}") {
        let _ = renewed(&pair(), status, &text, Time(i64::MAX));
        let _ = read_pair(ORIGIN, status, &text, ("app", REDIRECT), Time(i64::MAX));
        let taken = code(&format!("{REDIRECT}?{text}"), REDIRECT, "a state that nobody guesses");
        prop_assert!(taken.is_err());
    }

    #[test]
    fn whatever_a_code_holds_reaches_gitlab_whole(text in "[!-~]{1,60}") {
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("code", &text).append_pair("state", "S").finish();
        let taken = code(&format!("{REDIRECT}?{query}"), REDIRECT, "S").unwrap();
        let form = exchange("app", &taken, "v", REDIRECT);
        let sent: Vec<_> = form_urlencoded::parse(form.body.text().as_bytes()).collect();
        prop_assert!(sent.contains(&("code".into(), text.as_str().into())));
    }
}
