//! What holds for every text.

use super::{kind, rules};
use proptest::{collection::vec, prelude::*, sample::select};
use std::sync::LazyLock;
use vanguard::escalation::redact::{Redactor, Rules, find};

static RULES: LazyLock<Rules> = LazyLock::new(rules);

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Pieces that mean something to the finder, in any order, so that they run into each other.
const PIECES: [&str; 141] = [
    "password",
    "token",
    "secret",
    "key",
    ": ",
    "=",
    "=>",
    "\"",
    "'",
    "`",
    "\\\"",
    "\\n",
    "\n",
    "\r\n",
    " ",
    "\t",
    "://",
    "https://",
    "@",
    ".",
    "..",
    "-",
    "_",
    "/",
    "//",
    ":",
    "::",
    "::1",
    "[",
    "]",
    "(",
    ")",
    "{",
    "}",
    "<",
    ">",
    "<password>",
    "</password>",
    "&",
    "?",
    "#",
    "$",
    "%",
    "%40",
    "+",
    "glpat-",
    "abcdefghij",
    "0123456789",
    "eyJabcdefghij",
    "example",
    ".com",
    ".internal",
    "com.example.Foo",
    "gitlab.com/",
    "git@",
    "10.0.0.1",
    "127.0.0.1",
    "1.2.3",
    "fe80::1",
    "2001:db8::",
    "+49 30 1234567",
    "(415) 555-0132",
    "415-555-0132",
    "Cookie: a=b; c",
    "Authorization: Bearer ",
    "-----BEGIN PRIVATE KEY-----",
    "-----END PRIVATE KEY-----",
    "curl -u a:b ",
    "mysql -p",
    "--password ",
    "is ",
    "the password is ",
    "[host-1]",
    "[token-2]",
    "[private-key-1]",
    "[host-",
    "-1]",
    "Ada",
    "Quillfeather",
    "zephyr",
    "Dynamics",
    "Inc",
    "é",
    "ß",
    "日本",
    "\u{2028}",
    "\0",
    "zephyr-gitlabsos-2024",
    "Passwort",
    "mot de passe",
    "пароль",
    "密码是",
    "credentials",
    "login",
    "recovery codes",
    "requirepass ",
    "AUTH ",
    " | ",
    ",password,",
    "username,password\n",
    "echo ",
    "| base64",
    "%22",
    "%3D",
    "&quot;",
    "\\\\\\\"",
    "=3D",
    "\"key\": ",
    "\"value\": ",
    ">-\n",
    "aB3dE5gH7jK9",
    "x9-Yz-Word",
    "/-/invites/",
    "$6$",
    "Bearer\n ",
    "<<< ",
    "(at)",
    "=\n",
    "\n> ",
    "kind: Secret\ndata:\n  ",
    "form-data; name=\"password\"\n\n",
    "net user a ",
    "--user=",
    "-su ",
    "PIN ",
    "log in with ",
    "encrypted with ",
    "identified with x by ",
    "<th>Password</th>",
    "<td>",
    "send \"",
    "@//",
    "scott/",
    "$ANSIBLE_VAULT;1.1;AES256\n",
    "String::from(",
    "[ \"",
    "pagerduty ",
    "/hooks/",
    "{{",
    "}}",
    "\\u0040",
];

fn any_text() -> impl Strategy<Value = String> {
    let pieces = vec(select(PIECES.to_vec()), 0..24).prop_map(|pieces| pieces.concat());
    let mixed = vec(
        prop_oneof![4 => select(PIECES.to_vec()).prop_map(String::from), 1 => "\\PC{0,6}", 1 => "[a-z0-9.:@/=-]{0,12}"],
        0..16,
    )
    .prop_map(|pieces| pieces.concat());
    prop_oneof![3 => pieces, 3 => mixed, 1 => any::<String>()]
}

fn redactor() -> Redactor {
    Redactor::new(RULES.clone())
}

proptest! {
    #![proptest_config(cases(1_500))]

    #[test]
    fn places_are_sorted_disjoint_and_on_character_boundaries(text in any_text()) {
        let found = find(&text, &RULES);
        for one in &found {
            prop_assert!(one.start < one.end && one.end <= text.len());
            prop_assert!(text.is_char_boundary(one.start) && text.is_char_boundary(one.end));
        }
        prop_assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }

    #[test]
    fn what_is_redacted_stays_as_it_is(text in any_text()) {
        let once = redactor().redact(&text).text;
        let again = redactor().redact(&once);
        prop_assert_eq!(&again.text, &once);
        prop_assert!(again.replaced.is_empty());
    }

    #[test]
    fn every_replacement_can_be_undone(text in any_text()) {
        let redacted = redactor().redact(&text);
        let mut restored = String::new();
        let mut from = 0;
        for one in &redacted.replaced {
            prop_assert_eq!(&redacted.text[one.start..one.end], one.placeholder.as_str());
            restored.push_str(&redacted.text[from..one.start]);
            restored.push_str(&one.original);
            from = one.end;
        }
        restored.push_str(&redacted.text[from..]);
        prop_assert_eq!(restored, text);
    }

    #[test]
    fn one_original_has_one_placeholder_over_all_texts(texts in vec(any_text(), 1..4)) {
        let mut redactor = redactor();
        let mut known = std::collections::HashMap::new();
        let mut back = std::collections::HashMap::new();
        for text in texts {
            for one in redactor.redact(&text).replaced {
                let placeholder = known.entry((one.kind, one.original.clone())).or_insert_with(|| one.placeholder.clone());
                prop_assert_eq!(&*placeholder, &one.placeholder);
                let original = back.entry(one.placeholder).or_insert_with(|| one.original.to_lowercase());
                prop_assert_eq!(original, &one.original.to_lowercase());
            }
        }
    }

    #[test]
    fn a_planted_token_is_found_in_any_noise(
        before in any_text(),
        prefix in select(vec!["glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glft-", "glsoat-", "glagent-", "gloas-", "GR1348941", "xoxb-", "ghp_", "github_pat_"]),
        body in "[A-Za-wyz0-9]{10,30}",
        after in any_text(),
    ) {
        let text = format!("{before}{prefix}{body}{after}");
        let start = before.len();
        let end = start + prefix.len() + body.len();
        // A placeholder of the noise may hold a part of it only where the noise wrote it so.
        let found = find(&text, &RULES);
        let covered = (start..end).all(|byte| found.iter().any(|one| (one.start..one.end).contains(&byte)));
        prop_assert!(covered, "{text:?}: {found:?}");
    }

    #[test]
    fn a_planted_password_is_found_on_a_line_of_its_own(
        before in any_text(),
        key in select(vec!["password: ", "DB_PASSWORD=", "\"password\": \"", "gitlab_rails['smtp_password'] = '", "PRIVATE-TOKEN: ", "token = \""]),
        value in "[a-z]{3,8}[A-Z]{2}[0-9]{4}",
        after in any_text(),
    ) {
        let quote = key.chars().last().filter(|last| matches!(last, '"' | '\'')).map_or(String::new(), String::from);
        let text = format!("{before}\n{key}{value}{quote}\n{after}");
        let redacted = redactor().redact(&text).text;
        let planted = text.matches(&value).count() - after.matches(&value).count() - before.matches(&value).count();
        prop_assert!(redacted.matches(&value).count() < planted.max(1), "{redacted:?}");
    }
}

#[test]
fn kinds_are_named_once() {
    use vanguard::escalation::redact::Kind;
    for one in Kind::ALL {
        assert_eq!(kind(one.name()), one);
    }
}
