//! Signing in with PKCE, refreshing, signing out.

use std::collections::BTreeSet;

use base64::Engine as _;
use serde_json::{Value, json};
use standin::gitlab::{Application, Scope};
use standin::world::{Request, Response};

use super::instance::{ISSUES, Instance};

const CALLBACK: &str = "https://abcdef.chromiumapp.org/";
const VERIFIER: &str = "a-verifier-of-at-least-forty-three-characters-as-rfc-7636-says";

fn instance() -> Instance {
    let mut instance = Instance::new();
    instance.gitlab.signed_in = Some(instance.people["dana"]);
    let application = Application {
        name: "Vanguard".to_owned(),
        redirect_uris: vec![CALLBACK.to_owned()],
        scopes: BTreeSet::from([Scope::Api]),
    };
    instance
        .gitlab
        .applications
        .insert("client".to_owned(), application);
    instance.acting_as("");
    instance
}

fn challenge() -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, VERIFIER.as_bytes());
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(digest)
}

/// What a client asks for, with some of it changed.
fn asked(changes: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let mut fields = vec![
        ("client_id", "client".to_owned()),
        ("redirect_uri", CALLBACK.to_owned()),
        ("response_type", "code".to_owned()),
        ("state", "s t&te".to_owned()),
        ("scope", "api".to_owned()),
        ("code_challenge", challenge()),
        ("code_challenge_method", "S256".to_owned()),
    ];
    for (name, value) in changes {
        fields.retain(|(n, _)| n != name);
        fields.push((name, (*value).to_owned()));
    }
    fields
}

fn post(instance: &mut Instance, path: &str, fields: &[(&'static str, String)]) -> Response {
    let fields: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    instance.form(path, &fields)
}

/// Agrees as a person would. Gives the parameters that the redirect carries.
fn decide(instance: &mut Instance, decision: &str) -> Vec<(String, String)> {
    let answer = post(
        instance,
        "/oauth/authorize",
        &asked(&[("decision", decision)]),
    );
    assert_eq!(answer.status, 302, "{}", answer.body);
    let location = answer.header("location").expect("a location");
    let query = location
        .strip_prefix(CALLBACK)
        .and_then(|rest| rest.strip_prefix('?'));
    form_urlencoded::parse(query.expect("a query").as_bytes())
        .into_owned()
        .collect()
}

fn code(instance: &mut Instance) -> String {
    let granted = decide(instance, "authorize");
    assert_eq!(granted[1], ("state".to_owned(), "s t&te".to_owned()));
    granted[0].1.clone()
}

fn exchange(instance: &mut Instance, code: &str, verifier: &str) -> Response {
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", "client"),
        ("code", code),
        ("redirect_uri", CALLBACK),
        ("code_verifier", verifier),
    ];
    instance.form("/oauth/token", &fields)
}

fn tokens(instance: &mut Instance) -> Value {
    let code = code(instance);
    let answer = exchange(instance, &code, VERIFIER);
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

fn refresh(instance: &mut Instance, pair: &Value) -> Response {
    let token = pair["refresh_token"].as_str().expect("a token");
    instance.form(
        "/oauth/token",
        &[
            ("grant_type", "refresh_token"),
            ("client_id", "client"),
            ("refresh_token", token),
        ],
    )
}

/// The status that an access token meets.
fn status(instance: &mut Instance, pair: &Value) -> u16 {
    let token = pair["access_token"].as_str().expect("a token");
    instance
        .send(
            Request::new("GET", "gitlab.com", ISSUES)
                .with_header("Authorization", &format!("Bearer {token}")),
        )
        .status
}

#[test]
fn a_person_agrees_on_a_page_and_the_client_gets_a_pair() {
    let mut instance = instance();
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(asked(&[]))
        .finish();
    let page = instance.get(&format!("/oauth/authorize?{query}"));
    let text = page.body.as_str().expect("a page");
    assert!(
        text.contains("Vanguard is requesting access") && text.contains("value=\"s t&amp;te\""),
        "{text}"
    );
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(
        policy.contains("form-action 'self' https://abcdef.chromiumapp.org;"),
        "{policy}"
    );
    let pair = tokens(&mut instance);
    assert_eq!(
        (&pair["token_type"], &pair["expires_in"], &pair["scope"]),
        (&json!("Bearer"), &json!(7200), &json!("api"))
    );
    assert_eq!(status(&mut instance, &pair), 200);
    let token = pair["access_token"].as_str().expect("a token").to_owned();
    instance.acting_as(&token);
    assert_eq!(instance.body("/api/v4/user")["username"], "dana");
    assert_eq!(instance.post(ISSUES, &json!({ "title": "x" })).status, 201);
    assert_eq!(
        instance.get("/api/v4/personal_access_tokens/self").status,
        400
    );
}

#[test]
fn a_person_may_refuse() {
    let refused = decide(&mut instance(), "deny");
    assert_eq!(refused[0], ("error".to_owned(), "access_denied".to_owned()));
    assert_eq!(refused[2].1, "s t&te");
}

#[test]
fn what_is_asked_wrongly_leads_nowhere_or_back_with_an_error() {
    let mut instance = instance();
    for (change, status, error) in [
        (("client_id", "other"), 401, None),
        (("redirect_uri", "https://evil.example/"), 400, None),
        (
            ("response_type", "token"),
            302,
            Some("unsupported_response_type"),
        ),
        (("code_challenge", ""), 302, Some("invalid_request")),
        (
            ("code_challenge_method", "plain"),
            302,
            Some("invalid_request"),
        ),
        (("scope", "sudo"), 302, Some("invalid_scope")),
        (("scope", "read_user"), 302, Some("invalid_scope")),
    ] {
        let answer = post(
            &mut instance,
            "/oauth/authorize",
            &asked(&[change, ("decision", "authorize")]),
        );
        assert_eq!(answer.status, status, "{change:?}");
        let location = answer.header("location").unwrap_or_default();
        assert_eq!(
            location.contains("error="),
            error.is_some(),
            "{change:?}: {location}"
        );
        assert!(
            location.contains(error.unwrap_or_default()) && !location.contains("code="),
            "{change:?}: {location}"
        );
    }
    instance.gitlab.signed_in = None;
    let page = instance.get("/oauth/authorize?client_id=client");
    assert!(
        page.body
            .as_str()
            .is_some_and(|text| text.contains("Sign in"))
    );
}

#[test]
fn a_code_is_good_once_for_the_one_who_asked() {
    let mut instance = instance();
    let first = code(&mut instance);
    assert_eq!(
        exchange(&mut instance, &first, "a guess").body["error"],
        "invalid_grant"
    );
    assert_eq!(
        exchange(&mut instance, &first, VERIFIER).status,
        400,
        "a failed try uses it up"
    );
    let second = code(&mut instance);
    assert_eq!(exchange(&mut instance, &second, VERIFIER).status, 200);
    assert_eq!(exchange(&mut instance, &second, VERIFIER).status, 400);
    let late = code(&mut instance);
    instance.wait(600);
    assert_eq!(exchange(&mut instance, &late, VERIFIER).status, 400);
    let stranger = instance.form(
        "/oauth/token",
        &[("grant_type", "refresh_token"), ("client_id", "other")],
    );
    assert_eq!(
        (stranger.status, stranger.body["error"].as_str()),
        (401, Some("invalid_client"))
    );
}

#[test]
fn a_refresh_ends_both_old_tokens() {
    let mut instance = instance();
    let old = tokens(&mut instance);
    let new = refresh(&mut instance, &old);
    assert_eq!(new.status, 200, "{}", new.body);
    assert_ne!(new.body["refresh_token"], old["refresh_token"]);
    assert_eq!(
        (
            status(&mut instance, &old),
            status(&mut instance, &new.body)
        ),
        (401, 200)
    );
    let again = refresh(&mut instance, &old);
    assert_eq!(
        (again.status, again.body["error"].as_str()),
        (400, Some("invalid_grant"))
    );
    assert_eq!(status(&mut instance, &new.body), 200);
}

#[test]
fn an_access_token_lives_two_hours_and_its_refresh_token_longer() {
    let mut instance = instance();
    let pair = tokens(&mut instance);
    instance.wait(7_199);
    assert_eq!(status(&mut instance, &pair), 200);
    instance.wait(1);
    assert_eq!(status(&mut instance, &pair), 401);
    let new = refresh(&mut instance, &pair);
    assert_eq!(status(&mut instance, &new.body), 200);
}

#[test]
fn revoking_either_token_ends_both() {
    for which in ["access_token", "refresh_token"] {
        let mut instance = instance();
        let pair = tokens(&mut instance);
        let token = pair[which].as_str().expect("a token").to_owned();
        let revoke = |instance: &mut Instance, client: &str| {
            instance
                .form("/oauth/revoke", &[("client_id", client), ("token", &token)])
                .status
        };
        assert_eq!(revoke(&mut instance, "other"), 403);
        assert_eq!(status(&mut instance, &pair), 200);
        assert_eq!(revoke(&mut instance, "client"), 200);
        assert_eq!(status(&mut instance, &pair), 401, "{which}");
        assert_eq!(refresh(&mut instance, &pair).status, 400, "{which}");
        assert_eq!(
            revoke(&mut instance, "client"),
            200,
            "a token that is gone is no error"
        );
    }
}
