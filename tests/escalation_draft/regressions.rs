//! What worked once, and the milestone that broke it.

use super::rules;
use serde_json::json;
use vanguard::escalation::regression::{self, Regression};

/// `worked > broken`, `-` where the ticket does not say; `no` for no regression.
fn check(text: &str, expected: &str) {
    let rules = rules(&json!({}));
    let found = match regression::find(&text.to_lowercase(), &rules.regression) {
        None => "no".to_owned(),
        Some(Regression { broken, worked }) => {
            let side = |version: Option<String>| version.unwrap_or_else(|| "-".to_owned());
            format!("{} > {}", side(worked), side(broken))
        }
    };
    assert_eq!(found, expected, "{text}");
}

#[test]
fn in_many_words() {
    for (text, expected) in [
        ("It worked in 15.1, broken since 15.2", "15.1 > 15.2"),
        (
            "Worked in GitLab 15.1.4-ee. Fails since version 15.2.0",
            "15.1 > 15.2",
        ),
        ("This is broken since 16.0", "- > 16.0"),
        (
            "Since the upgrade to 15.11.13 nobody can log in",
            "- > 15.11",
        ),
        (
            "Since we moved from 16.3.9 to 16.7.8 our users cannot sign in",
            "16.3 > 16.7",
        ),
        (
            "After upgrading from v15.1 to v15.2 it fails",
            "15.1 > 15.2",
        ),
        (
            "After the update of the runner to 17.1.6 no job starts. With 17.0 everything works.",
            "17.0 > -",
        ),
        ("Since 17.1 Sidekiq is restarted", "- > 17.1"),
        ("This used to work", "- > -"),
        ("It is a regression, introduced in 16.2", "- > 16.2"),
        ("LDAP login fails after upgrade to 17.3.7", "- > 17.3"),
        (
            "Seit dem Update auf 15.2 geht es nicht, es lief unter 15.1",
            "15.1 > 15.2",
        ),
        (
            "Seit wir von 16.3.9 auf 16.7.8 gewechselt sind, ist es langsam",
            "16.3 > 16.7",
        ),
        ("Depuis la mise à jour vers 15.2 rien ne marche", "- > 15.2"),
        ("Desde la actualización a 15.2 no funciona", "- > 15.2"),
        ("We plan to upgrade to 16.0 next week", "no"),
        ("It fails in 15.2", "no"),
        ("This is not a regression, it never worked", "no"),
        ("The server has the address 10.0.0.7 since 2019", "no"),
        ("", "no"),
    ] {
        check(text, expected);
    }
}
