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
