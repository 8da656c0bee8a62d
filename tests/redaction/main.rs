//! Customer data stays out: the labelled set, tables of cases, properties.
//!
//! A line of the set is a text. `«kind|…»` marks what must go, `⏎` is a line's end, and `·` is taken
//! out when read, so that no scanner of secrets takes a line for the real thing. `//` is a comment.

mod labelled;
mod linear;
mod properties;

use vanguard::escalation::redact::{Config, Kind, Parties, Rules, Strictness, find};

/// The parties of the ticket that all texts of the set belong to.
fn parties() -> Parties {
    Parties {
        people: vec!["Ada Quillfeather".into()],
        organisations: vec!["Zephyr Dynamics Inc".into()],
        attachments: vec![
            "zephyr-gitlabsos-2024.tar.gz".into(),
            "screenshot.png".into(),
        ],
        hosts: vec![],
    }
}

fn rules() -> Rules {
    let config = Config::parse("{}").expect("the defaults");
    Rules::new(config, &parties(), Strictness::Public)
}

fn kind(name: &str) -> Kind {
    Kind::ALL
        .into_iter()
        .find(|kind| kind.name() == name)
        .unwrap_or_else(|| panic!("there is no kind `{name}`"))
}

#[test]
fn an_address_after_an_arrow_is_no_version() {
    for (text, found) in [
        ("< 10.20.30.40", true),
        (">= 192.168.7.9", true),
        ("'remote' => '203.0.113.9'", true),
        ("routed -> 198.51.100.7", true),
        ("rails (>= 6.1.4.7)", false),
        ("rails ~> 6.1.4.7", false),
        ("rack < 2.2.6.4", false),
    ] {
        let ips = find(text, &rules());
        assert_eq!(
            ips.iter().any(|found| found.kind.name() == "ip"),
            found,
            "{text}"
        );
    }
}

/// What a placeholder gives away is looked for in the line below it too, where the line above has one of its own.
#[test]
fn the_line_below_the_second_of_two_is_looked_at_again() {
    let text = "$6$.glpat-Bearer\n log in with 10.0.0.1=\n\\u0040password";
    let kinds: Vec<_> = find(text, &rules())
        .iter()
        .map(|one| one.kind.name())
        .collect();
    assert_eq!(kinds, ["token", "ip", "password"]);
}

#[test]
fn a_word_without_order_is_a_token_and_a_digest_is_none() {
    for (text, found) in [
        ("upload of Wq8Zr5Tk2Ln7Xb4Mv9Yc1Hd6 failed", true),
        ("session=x3Rk9_Lm2Qw7Tz5Bn8Vc4Xd1Hj6", true),
        (
            "SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8 (RSA)",
            false,
        ),
        (
            "x/sys v0.15.0 h1:h48lPFYpsTvQJZF4EKyI4aLHaev3CxivZmv7yZig9pc=",
            false,
        ),
        (
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGq0dVbn0FYq8n4u2ZQm",
            false,
        ),
        ("request 01HX3K5M7P9R1T3V5X7Z9B1D3F", false),
        ("$6$saltsaltsaltghp_00A0Ayayy0", true),
        ("3f786850e387550fdab836ed7e6dc881de23001b", false),
        ("_ZN4core9panicking9panic_fmt17h5F2B8A3C1D0E9f7aE", false),
        ("class Base64UrlSafeEncoderForHttp2Requests", false),
    ] {
        let tokens = find(text, &rules());
        assert_eq!(!tokens.is_empty(), found, "{text}");
    }
}

/// What looks like the ways in which secrets are given, and gives none.
#[test]
fn what_only_looks_like_a_way_to_give_a_secret_stays() {
    for text in [
        "PASS src/app/foo.test.js",
        "PASS\nPASS spec/models/user_spec.rb\n+ 1 OK",
        "2024 LOGIN attempt failed",
        "connect(\"clicked\", \"window\", \"closes\")",
        "mysqli_connect($host, $user, $pass)",
        "cy.get('#username').type('root')",
        "The password manager is Bitwarden",
        "password for ldap is stored in 3 places",
        "the password for robots is min 12 chars",
        "Das Passwort für den Server ist Pflicht",
        "tokens {\n  enabled = true\n  replication = \"config-one\"\n}",
        "secrets:\n  db:\n    file: ./db_password.txt",
        "curl --form \"value=debug\" localhost/api/v4/projects/1/variables/LOG_LEVEL",
        "  version = \"1.2.3\" -> \"1.2.4\"",
        "token = \"glpat-\" + rest",
        "gem 'rack', '2.2.8.1'",
    ] {
        assert!(find(text, &rules()).is_empty(), "{text}");
    }
}
