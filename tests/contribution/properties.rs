//! What holds for any text.

use super::{rules, text};
use proptest::{collection::vec, prelude::*, sample::select};
use vanguard::contribution::routing::weigh;

const TELLING: [&str; 10] = [
    "GRPC::Unavailable: 14:failed to connect to all addresses",
    "praefect is down.",
    "docker push: manifest unknown",
    "ERROR: Job failed (system failure): prepare environment",
    "gitlab-rake gitlab:geo:check",
    "glab mr create fails.",
    "git@gitlab.example.com: Permission denied (publickey).",
    "Error: UPGRADE FAILED: values.yaml",
    "badgateway: failed to receive response",
    "LDAP is refused.",
];

/// Lines that say nothing about any part, each a paragraph of its own. Greetings and closings are none: what
/// follows a closing is a signature.
fn noise() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "[qxzj]{1,9}( [qxzj]{1,9}){0,12}",
        "[0-9]{5}( [0-9]{5}){0,6}",
        "2026-03-04T12:00:00Z [qxzj]{1,9}( [qxzj]{1,9}){0,12}",
        "/[qxzj]{3}/[qxzj]{3}",
        "[\u{4e00}-\u{4e20}]{1,20}",
        select(vec![
            "It does so again.",
            "It is raining.",
            "Die Sonne scheint."
        ])
        .prop_map(str::to_owned),
    ];
    line.prop_map(|line| format!("{line}\n\n"))
}

fn found(message: &str) -> Vec<(String, u32)> {
    let passages = text(message);
    let routes = weigh(&passages, &rules().contribution).routes();
    let one = |route: &vanguard::contribution::routing::Route<'_>| {
        (route.component.to_owned(), route.loudness)
    };
    routes.iter().map(one).collect()
}

proptest! {
    #[test]
    fn noise_changes_nothing(
        telling in vec(select(&TELLING[..]), 0..4),
        before in vec(noise(), 0..8),
        after in vec(noise(), 0..8),
    ) {
        let telling: String = telling.iter().map(|line| format!("{line}\n\n")).collect();
        let noisy = format!("{}{telling}{}", before.concat(), after.concat());
        prop_assert_eq!(found(&noisy), found(&telling));
    }

    #[test]
    fn the_order_of_paragraphs_changes_nothing(
        lines in vec(prop_oneof![select(&TELLING[..]).prop_map(|line| format!("{line}\n\n")), noise()], 0..10)
            .prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle())),
    ) {
        let (one, other) = lines;
        prop_assert_eq!(found(&one.concat()), found(&other.concat()));
    }

    #[test]
    fn more_of_the_same_changes_no_component(telling in select(&TELLING[..]), times in 1_usize..20) {
        let once: Vec<String> = found(telling).into_iter().map(|(name, _)| name).collect();
        prop_assert_eq!(once.len(), 1);
        let again = format!("{telling}\n\n").repeat(times);
        let again: Vec<String> = found(&again).into_iter().map(|(name, _)| name).collect();
        prop_assert_eq!(again, once);
    }

    #[test]
    fn any_text_is_read_and_what_is_shown_stands_in_it(
        message in vec(prop_oneof![
            select(&TELLING[..]).prop_map(str::to_owned),
            any::<String>(),
            select(vec!["```", "> ", "-- ", "\t", "://", "@", "is fine", "but", ",", "System information", "İıſß", "。", "\u{a0}"])
                .prop_map(str::to_owned),
        ], 0..12),
        glue in select(vec!["", " ", "\n", "\n\n"]),
    ) {
        let message = message.join(glue);
        let passages = text(&message);
        for route in weigh(&passages, &rules().contribution).routes() {
            prop_assert!(route.confidence <= 100);
            prop_assert!(!route.evidence.is_empty());
            for said in route.evidence {
                prop_assert!(said.context.contains(said.sign.trim()), "{:?}", said);
                prop_assert!(passages.iter().any(|one| one.text.contains(said.context)));
            }
        }
    }
}
