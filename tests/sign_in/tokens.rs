//! What may be pasted, and what is kept of it.

use proptest::prelude::*;
use vanguard::{
    gitlab::sign_in::{Kept, NotAToken, Pair, Secret, personal_token},
    time::Time,
};

fn check(typed: &str, found: Result<&str, NotAToken>) {
    let token = personal_token(typed);
    assert_eq!(
        token.as_ref().map(Secret::text).map_err(|error| *error),
        found,
        "{typed}"
    );
}

#[test]
fn tokens_are_taken_without_the_blanks_around_them() {
    check(
        "glpat-abcDEF_123-4567890xyz",
        Ok("glpat-abcDEF_123-4567890xyz"),
    );
    check(
        " \n glpat-abcDEF_123-4567890xyz\t\r\n",
        Ok("glpat-abcDEF_123-4567890xyz"),
    );
    // Routable tokens have dots; those of old had no prefix; an instance may have a prefix of its own.
    check("glpat-AbC123.01.0w1abcdef", Ok("glpat-AbC123.01.0w1abcdef"));
    check("abcdefghij0123456789", Ok("abcdefghij0123456789"));
    check("acme-abcdefghij0123456789", Ok("acme-abcdefghij0123456789"));
}

#[test]
fn anything_else_is_named_for_what_it_is() {
    for (typed, what) in [
        ("", NotAToken::Empty),
        (" \n", NotAToken::Empty),
        ("glpat-abcdefghij 0123456789", NotAToken::Words),
        ("https://gitlab.com/-/profile", NotAToken::Character),
        ("\"glpat-abcdefghij0123456789\"", NotAToken::Character),
        ("glpat-abcdefghij012345678é", NotAToken::Character),
        ("glpat-short", NotAToken::Length),
        ("abcdefghij012345678", NotAToken::Length),
        (
            "gldt-abcdefghij0123456789",
            NotAToken::Other("deploy token"),
        ),
        (
            "gloas-abcdefghij0123456789",
            NotAToken::Other("secret of an OAuth application"),
        ),
        (
            "GR1348941abcdefghij0123456789",
            NotAToken::Other("runner registration token"),
        ),
    ] {
        check(typed, Err(what));
    }
    check(&"a".repeat(256), Err(NotAToken::Length));
}

fn pair() -> Pair {
    Pair {
        access: Secret::new("the-access"),
        refresh: Secret::new("the-refresh"),
        ends: Time(7_200),
        application: "app".into(),
        redirect: "https://abc.chromiumapp.org/".into(),
        scopes: vec!["api".into()],
    }
}

#[test]
fn what_is_kept_is_read_again() {
    let token = Secret::new("glpat-abc");
    for kept in [
        Kept::Personal {
            token: token.clone(),
            ends: None,
        },
        Kept::Personal {
            token,
            ends: Some(Time(1_767_607_200)),
        },
        Kept::OAuth(pair()),
        Kept::Ended,
    ] {
        assert_eq!(Kept::read(&kept.write()), Some(kept));
    }
    for text in [
        "",
        "{}",
        r#"{"kind":"personal"}"#,
        r#"{"kind":"oauth","access":"a"}"#,
        "[1]",
        "glpat-abc",
    ] {
        assert_eq!(Kept::read(text), None, "{text}");
    }
}

#[test]
fn each_kind_has_its_header_and_no_other_text_shows_it() {
    let personal = Kept::Personal {
        token: Secret::new("glpat-abc"),
        ends: None,
    };
    assert_eq!(
        personal.header(),
        Some(("PRIVATE-TOKEN", "glpat-abc".into()))
    );
    let oauth = Kept::OAuth(pair());
    assert_eq!(
        oauth.header(),
        Some(("Authorization", "Bearer the-access".into()))
    );
    assert_eq!(Kept::Ended.header(), None);
    let shown = format!("{personal:?} {oauth:?}");
    assert!(
        !shown.contains("glpat-abc") && !shown.contains("the-"),
        "{shown}"
    );
}

#[test]
fn a_pair_is_renewed_two_minutes_before_its_end() {
    let oauth = Kept::OAuth(pair());
    assert!(!oauth.needs_renewal(Time(7_080)));
    assert!(oauth.needs_renewal(Time(7_081)));
    assert!(oauth.needs_renewal(Time(i64::MAX)));
    assert!(!Kept::Ended.needs_renewal(Time(i64::MAX)));
}

proptest! {
    #[test]
    fn no_text_is_too_much(typed in ".{0,300}") {
        if let Ok(token) = personal_token(&typed) {
            prop_assert_eq!(token.text(), typed.trim());
            let kept = Kept::Personal { token, ends: None };
            prop_assert_eq!(Kept::read(&kept.write()), Some(kept));
        }
        let _ = Kept::read(&typed);
    }
}
