//! Whatever the settings: what is exported and imported again is the same, and no token is in it.

use crate::{
    any::{settings, token},
    changes, check, import, sentences,
};
use proptest::{prelude::*, sample::Index};
use serde_json::Value;
use vanguard::{
    escalation::settings::Escalation,
    settings::{Layer, Settings, Taken, effective, export},
};

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// What whoever goes by a document makes of it.
fn read(text: &str) -> (Settings, Escalation) {
    let settings = Settings::parse(text).expect("they can be used");
    (settings, Escalation::parse(text).expect("likewise"))
}

/// Every text of a value, keys included.
fn texts<'v>(value: &'v mut Value, found: &mut Vec<&'v mut String>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter_mut().for_each(|item| texts(item, found)),
        Value::Object(entries) => entries.values_mut().for_each(|value| texts(value, found)),
        _ => {}
    }
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn exported_and_imported_they_are_the_same(document in settings(), other in settings()) {
        let own = document.to_string();
        prop_assume!(check(&own).is_ok());
        let exported = export(&own);
        // What looks like a password in a made-up note is not passed on.
        prop_assume!(exported.is_ok());
        let exported = exported.unwrap_or_default();
        let onto = import(&exported, &other.to_string(), Taken::Instead);
        let onto = onto.map_err(|wrong| TestCaseError::fail(format!("{:?}", sentences(&wrong))))?;
        prop_assert_eq!(read(&onto.text), read(&own));
        prop_assert_eq!(export(&onto.text), Ok(exported.clone()));
        // And it is seen to be.
        let again = import(&exported, &own, Taken::OnTop);
        prop_assert_eq!(again.map(|again| changes(&again.changes)), Ok(Vec::new()));
    }

    #[test]
    fn no_token_leaves(document in settings(), token in token(), place in any::<Index>()) {
        let mut document = document;
        let mut found = Vec::new();
        texts(&mut document, &mut found);
        prop_assume!(!found.is_empty());
        let index = place.index(found.len());
        let text = &mut *found[index];
        *text = format!("{text} {token}");
        let refused = export(&document.to_string());
        prop_assert!(refused.is_err(), "{}", document);
        let refused = import(&document.to_string(), "{}", Taken::Instead);
        prop_assert!(refused.is_err(), "{}", document);
    }

    #[test]
    fn a_policy_holds_whatever_a_person_sets(own in settings(), policy in settings()) {
        let (own, policy) = (own.to_string(), policy.to_string());
        prop_assume!(check(&policy).is_ok());
        let in_force = effective(&own, &policy, &check);
        prop_assert!(check(&in_force.text).is_ok());
        prop_assert!(in_force.complaints.iter().all(|wrong| wrong.layer == Layer::Own));
        // Set again on top of everything, it changes nothing.
        let again = import(&policy, &in_force.text, Taken::OnTop);
        prop_assert_eq!(again.map(|again| changes(&again.changes)), Ok(Vec::new()));
    }

    #[test]
    fn of_any_two_documents_what_can_be_used_is_in_force(own in document(), policy in document()) {
        let in_force = effective(&own, &policy, &check);
        prop_assert!(check(&in_force.text).is_ok(), "{}", in_force.text);
        let again = effective(&in_force.text, "{}", &check);
        prop_assert_eq!(&again.complaints, &Vec::new());
    }
}

/// Settings of which any part may be broken.
fn document() -> impl Strategy<Value = String> {
    let broken = prop_oneof![
        Just(Value::Null),
        Just(Value::from(1.5)),
        Just(Value::from(-7)),
        Just(Value::from("x")),
        Just(serde_json::json!({})),
        Just(serde_json::json!([[]])),
    ];
    (settings(), any::<Index>(), broken).prop_map(|(mut document, place, broken)| {
        if let Some(entries) = document
            .as_object_mut()
            .filter(|entries| !entries.is_empty())
        {
            let index = place.index(entries.len());
            if let Some(value) = entries.values_mut().nth(index) {
                *value = broken;
            }
        }
        document.to_string()
    })
}
