//! The team's pages: what ships, what is refused, what typing finds.

use serde_json::json;
use vanguard::links::{Link, defaults, found, parse, written};

fn names(links: &[Link]) -> Vec<&str> {
    links.iter().map(|link| link.name.as_str()).collect()
}

#[test]
fn the_handbooks_three_ship() {
    let three = parse("{}").expect("the defaults");
    assert_eq!(
        names(&three),
        [
            "How to prioritise",
            "How to submit issues",
            "How to submit code"
        ]
    );
    assert_eq!(three, defaults());
    assert!(three.iter().all(|link| link.url.starts_with("https://")));
}

#[test]
fn own_ones_take_their_place() {
    let own = vec![Link {
        name: "Ours".into(),
        url: "https://wiki.example/a".into(),
    }];
    let text = json!({"links": written(&own)}).to_string();
    assert_eq!(parse(&text).expect("settings"), own);
    assert_eq!(parse(r#"{"links": []}"#).expect("settings"), []);
    for (text, said) in [
        (
            r#"{"links": [{"name": "A", "url": "javascript:alert(1)"}]}"#,
            "links[0].url: must be a web address that begins with https://, not \"javascript:alert(1)\"",
        ),
        (
            r#"{"links": [{"name": " ", "url": "https://a.example"}]}"#,
            "links[0].name: must be a name, not \" \"",
        ),
        (
            r#"{"links": [{"name": "A"}]}"#,
            "links[0]: `url` is missing",
        ),
        (r#"{"links": {}}"#, "links: must be a list, not an object"),
    ] {
        assert_eq!(
            parse(text).map_err(|error| error.to_string()),
            Err(said.into())
        );
    }
}

#[test]
fn typing_finds_them() {
    let all = defaults();
    for (typed, expected) in [
        (
            "",
            &[
                "How to prioritise",
                "How to submit issues",
                "How to submit code",
            ][..],
        ),
        ("SUBMIT", &["How to submit issues", "How to submit code"]),
        ("code how", &["How to submit code"]),
        ("contributing", &["How to submit code"]),
        ("nothing", &[]),
    ] {
        assert_eq!(
            names(&found(&all, typed, str::to_lowercase)),
            expected,
            "{typed}"
        );
    }
    let two = [
        ("Zebra code", "https://a.example"),
        ("Code", "https://b.example"),
    ];
    let two = two.map(|(name, url)| Link {
        name: name.into(),
        url: url.into(),
    });
    assert_eq!(
        names(&found(&two, " code", str::to_lowercase)),
        ["Code", "Zebra code"]
    );
}
