//! What a person makes of a draft, and what is shown of it.

mod filing;
mod preview;
mod review;
mod searching;

use serde_json::{Value, json};
use vanguard::{
    escalation::{review::Review, settings::Escalation},
    settings::Settings,
    words::english,
    zendesk,
};

const HOST: &str = "gitlab.zendesk.com";

/// A bug report with a host, an address and a token in it.
fn body() -> Value {
    json!({
        "ticket": { "id": 4711, "subject": "Runner cannot pull helper image behind proxy", "requester_id": 1,
                    "organization_id": 5, "tags": [], "priority": "normal" },
        "users": [{ "id": 1, "name": "Ada Lovelace", "email": "ada@acme.example", "role": "end-user" }],
        "organizations": [{ "id": 5, "name": "Acme Rocketry", "domain_names": ["acme.example"] }],
    })
}

const SAID: &str = "All jobs fail on git.acme.example, write to ada@acme.example.\n\n\
    ```\nERROR: cannot reach git.acme.example\ntoken = \"glrt-abcdefghijklmnopqrst\"\n```";

fn review() -> Review {
    under(&json!({}), SAID)
}

fn under(settings: &Value, said: &str) -> Review {
    let pages = [
        json!({ "comments": [{ "id": 1, "author_id": 1, "public": true, "body": said,
                                        "created_at": "2026-03-04T12:00:00Z" }] })
        .to_string(),
    ];
    let (case, skipped) =
        zendesk::parse_conversation(&body().to_string(), &pages).expect("a ticket");
    assert_eq!(skipped, []);
    let text = settings.to_string();
    let rules = Escalation::parse(&text).expect("rules");
    let settings = Settings::parse(&text).expect("settings");
    Review::new(case, HOST, settings, rules, english).expect("a draft")
}
