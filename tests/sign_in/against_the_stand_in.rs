//! The whole way, request by request, against the stand-in's GitLab.

use jiff::Timestamp;
use standin::{
    GitLab,
    gitlab::CLIENT_ID,
    world::{Request, Response},
};
use vanguard::{
    gitlab::{
        self,
        sign_in::{
            Form, Kept, Pair, Renewal, Secret, Trouble, Weight, With, authorize_url, challenge,
            code, exchange, person, personal_token, read_pair, read_person, read_token, renew,
            renewed, revoke, revoke_token, say, token,
        },
    },
    time::Time,
    words::english,
};

const ORIGIN: &str = "https://gitlab.com";
const REDIRECT: &str = "https://abc.chromiumapp.org/";
const STATE: &str = "a state";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const NOW: i64 = 1_767_607_200;

struct Server(GitLab);

impl Server {
    fn new() -> Self {
        let mut gitlab = GitLab::new(1, Timestamp::from_second(NOW).unwrap());
        let application = gitlab.applications.get_mut(CLIENT_ID).unwrap();
        application.redirect_uris = vec![REDIRECT.to_owned()];
        Self(gitlab)
    }

    fn handle(&mut self, request: &Request) -> Response {
        self.0.handle(Timestamp::from_second(NOW).unwrap(), request)
    }

    fn ask(&mut self, request: &gitlab::Request, kept: &Kept) -> (u16, String) {
        let (name, value) = kept.header().unwrap();
        let request = Request::new(request.method.name(), "gitlab.com", &request.path);
        read(&self.handle(&request.with_header(name, &value)))
    }

    fn post(&mut self, form: &Form) -> (u16, String) {
        read(&self.post_form(form.path, form.body.text()))
    }

    fn post_form(&mut self, path: &str, body: &str) -> Response {
        let request = Request::new("POST", "gitlab.com", path)
            .with_header("content-type", "application/x-www-form-urlencoded")
            .with_body(body);
        self.handle(&request)
    }

    /// What a person's press on GitLab's page leads to.
    fn decide(&mut self, decision: &str) -> String {
        let url = authorize_url(ORIGIN, CLIENT_ID, REDIRECT, STATE, &challenge(VERIFIER));
        let (_, query) = url.split_once('?').unwrap();
        let page = self.handle(&Request::new("GET", "gitlab.com", &url[ORIGIN.len()..]));
        assert_eq!(page.status, 200, "{}", page.body);
        let answer = self.post_form("/oauth/authorize", &format!("{query}&decision={decision}"));
        answer.header("location").unwrap().to_owned()
    }

    fn sign_in(&mut self) -> Pair {
        let code = code(&self.decide("authorize"), REDIRECT, STATE).unwrap();
        let (status, body) = self.post(&exchange(CLIENT_ID, &code, VERIFIER, REDIRECT));
        read_pair(ORIGIN, status, &body, (CLIENT_ID, REDIRECT), Time(NOW)).unwrap()
    }

    fn refresh(&mut self, pair: &Pair) -> Renewal {
        let (status, body) = self.post(&renew(pair));
        renewed(pair, status, &body, Time(NOW))
    }

    fn works(&mut self, pair: &Pair) -> bool {
        self.ask(&person(), &Kept::OAuth(pair.clone())).0 == 200
    }
}

fn read(response: &Response) -> (u16, String) {
    let body = match &response.body {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        body => body.to_string(),
    };
    (response.status, body)
}

fn personal(text: &str) -> Kept {
    Kept::Personal {
        token: personal_token(text).unwrap(),
        ends: None,
    }
}

#[test]
fn each_token_says_what_it_is_good_for() {
    let mut server = Server::new();
    for (name, worst, last) in [
        ("classic", Weight::Good, "until 2026-11-01."),
        ("fine", Weight::Good, "does not say here whether it does."),
        ("read", Weight::Error, "may create and read issues."),
        (
            "soon",
            Weight::Warning,
            "The token ends in 4 days. Make a new one and save it here.",
        ),
    ] {
        let kept = personal(&format!("glpat-standin-{name}"));
        let (status, body) = server.ask(&person(), &kept);
        let who = read_person(ORIGIN, status, &body).unwrap();
        let (status, body) = server.ask(&token(), &kept);
        let facts = read_token(ORIGIN, status, &body).unwrap();
        let lines = say(Some(&who), With::Personal(Some(&facts)), Time(NOW), english);
        assert!(
            lines[0]
                .text
                .starts_with("Signed in as Sam Engineer (@sam-engineer)"),
            "{lines:?}"
        );
        assert!(lines.last().unwrap().text.ends_with(last), "{lines:?}");
        assert!(lines.iter().any(|line| line.weight == worst), "{lines:?}");
    }
    for name in ["expired", "revoked", "unknown-to-anybody"] {
        let (status, body) = server.ask(&token(), &personal(&format!("glpat-standin-{name}")));
        assert_eq!(read_token(ORIGIN, status, &body), Err(Trouble::Refused));
    }
}

#[test]
fn a_revoked_token_is_no_good_any_more() {
    let mut server = Server::new();
    let kept = personal("glpat-standin-classic");
    assert_eq!(server.ask(&revoke_token(), &kept), (204, String::new()));
    assert_eq!(server.ask(&person(), &kept).0, 401);
}

#[test]
fn oauth_from_the_page_to_signing_out() {
    let mut server = Server::new();
    let pair = server.sign_in();
    assert!(server.works(&pair));
    assert_eq!(pair.scopes, ["api"]);
    assert_eq!(server.post(&revoke(&pair)).0, 200);
    assert!(!server.works(&pair));
    assert_eq!(server.refresh(&pair), Renewal::Ended);
}

#[test]
fn who_says_no_is_not_signed_in() {
    let answer = Server::new().decide("deny");
    assert_eq!(code(&answer, REDIRECT, STATE), Err(Trouble::Declined));
}

#[test]
fn a_code_without_its_verifier_is_worth_nothing() {
    let mut server = Server::new();
    let code = code(&server.decide("authorize"), REDIRECT, STATE).unwrap();
    let (status, body) = server.post(&exchange(CLIENT_ID, &code, "another-verifier", REDIRECT));
    let read = read_pair(ORIGIN, status, &body, (CLIENT_ID, REDIRECT), Time(NOW));
    assert_eq!(
        read,
        Err(Trouble::Application(
            "invalid_grant".into(),
            REDIRECT.into()
        ))
    );
}

#[test]
fn an_application_that_nobody_registered_is_named() {
    let mut server = Server::new();
    let (status, body) = server.post(&exchange("unknown", &Secret::new("c"), VERIFIER, REDIRECT));
    let read = read_pair(ORIGIN, status, &body, ("unknown", REDIRECT), Time(NOW));
    assert_eq!(
        read,
        Err(Trouble::Application(
            "invalid_client".into(),
            REDIRECT.into()
        ))
    );
}

#[test]
fn a_refresh_ends_the_old_pair_and_one_whose_answer_was_lost_ends_the_sign_in() {
    let mut server = Server::new();
    let first = server.sign_in();
    let Renewal::Next(second) = server.refresh(&first) else {
        panic!("no next pair");
    };
    assert!(server.works(&second) && !server.works(&first));
    // GitLab makes the third pair, and nobody learns of it.
    server.post(&renew(&second));
    assert_eq!(server.refresh(&second), Renewal::Ended);
}
