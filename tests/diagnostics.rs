//! What is copied for somebody who helps: all that they need, and nothing of anybody's.

use expect_test::expect;
use vanguard::{
    diagnostics::{Facts, Host, read_shown, report},
    time::Time,
};

fn facts() -> Facts {
    Facts {
        version: "0.1.0".into(),
        user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0".into(),
        language: "de-AT".into(),
        zone: "Europe/Vienna".into(),
        permissions: ["storage", "https://gitlab.zendesk.com/*"]
            .map(String::from)
            .to_vec(),
        hosts: vec![
            Host {
                name: "gitlab.zendesk.com".into(),
                tabs: 2,
                kept: r#"{"host":["429","-1","3","7200","-1","1"],"missed":[]}"#.into(),
            },
            Host {
                name: "acme.zendesk.com".into(),
                tabs: 0,
                kept: String::new(),
            },
        ],
        gitlab: "https://gitlab.com".into(),
        signed_in: "signed in with a token",
        escalations: Some(
            ["VG-FILED", "VG-TOKEN", "VG-FILED"]
                .map(String::from)
                .to_vec(),
        ),
        followed: 2,
        shown: read_shown(
            r#"[["VG-RATE",1764338700000],["VG-NET"],7,["VG-SESSION",1764338760999]]"#,
        ),
        locked: vec!["preset".into(), "filing.tag".into()],
        left_out: Vec::new(),
        own: r#"{"near_minutes": 90, "filing": {"tag": "mine"}}"#.into(),
    }
}

#[test]
fn says_what_a_helper_asks_for() {
    expect![[r#"
        Vanguard: 0.1.0
        Browser: Firefox 153
        Language: de-AT
        Time zone: Europe/Vienna
        Permissions: storage https://gitlab.zendesk.com/*
        Zendesk: gitlab.zendesk.com, tabs 2, HTTP 429 last, its clock is 7200 s ahead, searched first
        Zendesk: [host-1], tabs 0, no trouble
        GitLab: https://gitlab.com, signed in with a token
        Escalations: VG-FILED 2, VG-TOKEN 1
        Issues followed: 2
        Shown last: VG-RATE 2025-11-28T14:05:00Z, VG-SESSION 2025-11-28T14:06:00Z
        Set by policy: preset filing.tag
        Settings: 
        {
          "vanguard": 1,
          "near_minutes": 90,
          "filing": {
            "tag": "mine"
          }
        }
    "#]].assert_eq(&report(&facts()));
}

#[test]
fn a_background_that_is_silent_is_said() {
    let text = report(&Facts {
        escalations: None,
        ..facts()
    });
    assert!(
        text.contains("Background: does not answer (VG-SILENT)"),
        "{text}"
    );
    assert!(!text.contains("Escalations"), "{text}");
}

#[test]
fn nothing_of_anybody_is_in_it() {
    let cases = [
        // A document with a secret in it is not shown, only where it stands.
        (
            r#"{"filing": {"note": "token glpat-abcdefghijklmnopqrst {url}"}}"#,
            "glpat-",
            "because of filing.note",
        ),
        (
            r#"{"links": [{"name": "Ask", "url": "https://wiki.corp.example/ada.lovelace@corp.example"}]}"#,
            "ada.lovelace",
            "[email-1]",
        ),
        (
            r#"{"links": [{"name": "Host", "url": "https://10.20.30.40/"}]}"#,
            "10.20.30.40",
            "[ip-1]",
        ),
        ("no document", "no document", "because of $"),
    ];
    for (own, secret, instead) in cases {
        let text = report(&Facts {
            own: own.into(),
            ..facts()
        });
        assert!(!text.contains(secret), "{text}");
        assert!(text.contains(instead), "{text}");
    }
}

#[test]
fn what_is_kept_by_an_other_version_is_left_out() {
    for text in ["", "{}", "[[]]", r#"[["VG-NET", "now"]]"#, r"[[7, 7]]"] {
        assert_eq!(read_shown(text), [], "{text}");
    }
    assert_eq!(
        read_shown(r#"[["VG-NET", 2000]]"#),
        [("VG-NET".into(), Time(2))]
    );
}

#[test]
fn browsers_are_told_apart() {
    for (user_agent, name) in [
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
            "Chrome 156",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.3.1",
            "Edg 156",
        ),
        ("curl/8", "unknown"),
    ] {
        let text = report(&Facts {
            user_agent: user_agent.into(),
            ..facts()
        });
        assert!(text.contains(&format!("Browser: {name}\n")), "{text}");
    }
}
