//! The table of components: what is named replaces the default, what cannot be used is named with its place.

use serde_json::{Value, json};
use vanguard::contribution::settings::Contribution;

fn fails(contribution: &Value, said: &str) {
    let text = json!({ "contribution": contribution }).to_string();
    let error = Contribution::parse(&text).expect_err(said);
    assert_eq!(error.to_string(), said);
}

fn with(change: impl FnOnce(&mut Value)) -> Value {
    let mut component = json!({ "name": "Rails", "signs": ["x"], "places": {
        "current": { "repository": "a/b", "team": "t", "labels": [], "docs": { "repository": "a/b", "page": "doc/x.md" } } } });
    change(&mut component);
    json!({ "components": [component] })
}

#[test]
fn what_cannot_be_used_is_named_with_its_place() {
    fails(&json!(7), "contribution: must be an object, not 7");
    fails(
        &json!({ "convincing": 0 }),
        "contribution.convincing: must be a number from 1 to 100, not 0",
    );
    fails(
        &with(|component| component["places"]["current"]["repository"] = json!("../etc")),
        "contribution.components[0].places.current.repository: must be the path of a project such as gitlab-org/gitlab, not \"../etc\"",
    );
    fails(
        &with(|component| component["places"]["current"]["team"] = json!("a,b")),
        "contribution.components[0].places.current.team: must be a label: 1 to 255 characters, no comma, quote or line break, not \"a,b\"",
    );
    fails(
        &with(|component| component["places"]["current"]["docs"]["page"] = json!("doc/../x.md")),
        "contribution.components[0].places.current.docs.page: must be a path in a repository such as doc/ci/_index.md, not \"doc/../x.md\"",
    );
    fails(
        &with(|component| component["signs"] = json!([["x", 0]])),
        "contribution.components[0].signs[0]: must be text, or a list of text and a weight from 1 to 100, not a list",
    );
    fails(
        &with(|component| component["signs"] = json!([" "])),
        "contribution.components[0].signs[0]: must be text that says something, not \" \"",
    );
    fails(
        &json!({ "editions": { "ours": {} } }),
        "contribution.editions.ours: `source` is missing",
    );
}

#[test]
fn the_edition_is_the_label_set_in_force() {
    let edition = |text: &str| Contribution::parse(text).expect("usable").edition;
    assert_eq!(edition("{}"), "current");
    assert_eq!(edition(r#"{"escalation": {"label_set": "2018"}}"#), "2018");
}

/// What a table of this size has to keep to.
#[test]
fn the_default_table_is_sound() {
    for set in ["2018", "current"] {
        let text = json!({ "escalation": { "label_set": set } }).to_string();
        let rules = Contribution::parse(&text).expect("usable");
        for component in &rules.components {
            let mut signs: Vec<String> = component
                .signs
                .iter()
                .map(|(sign, _)| sign.replace(['-', '_'], " "))
                .collect();
            signs.sort_unstable();
            let all = signs.len();
            signs.dedup();
            assert_eq!(signs.len(), all, "{}: a sign twice", component.name);
            let Some(place) = component.place(set) else {
                continue;
            };
            let Some(docs) = &place.docs else { continue };
            let repository = rules
                .repository(&docs.repository)
                .unwrap_or_else(|| panic!("{}", docs.repository));
            let folder = repository.docs.as_deref().expect("documentation");
            assert!(
                docs.page.starts_with(&format!("{folder}/")) && docs.page.ends_with(".md"),
                "{docs:?}"
            );
            assert!(
                rules.repository(&place.repository).is_some(),
                "{}",
                place.repository
            );
        }
    }
}
