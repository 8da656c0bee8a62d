//! Any text as all that a customer wrote, and as a body with one ticket: routed, and what follows from that.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use vanguard::{
    contribution::{
        document,
        links::named_page,
        reading::{self, Passage, Voice},
        routing, trace, version, web,
    },
    escalation::{
        draft::{self, Choice},
        settings::Escalation,
    },
    settings::Settings,
    words::english,
    zendesk,
};

static RULES: LazyLock<(Settings, Escalation)> = LazyLock::new(|| {
    let settings = Settings::parse("{}").expect("the defaults");
    (settings, Escalation::parse("{}").expect("the defaults"))
});

fn check(passages: &[Passage]) {
    let (_, rules) = &*RULES;
    let weighed = routing::weigh(passages, &rules.contribution);
    for route in weighed.routes() {
        assert!(route.confidence <= 100);
        for said in route.evidence {
            assert!(passages.iter().any(|one| one.text.contains(said.context)));
        }
        if let Some(repository) = rules.contribution.repository(&route.place.repository) {
            let _ = trace::find(passages, repository, &rules.contribution);
        }
    }
}

fuzz_target!(|text: &str| {
    let (settings, rules) = &*RULES;
    check(&reading::of_message(
        text,
        Voice::Prose,
        &rules.mail,
        &rules.contribution,
    ));
    let _ = version::of_text(text);
    if let Some(page) = named_page(text, &rules.contribution) {
        assert!(page.starts_with("https://docs.gitlab.com/"));
    }
    if let Some(address) = web::on("https://gitlab.com", text, &[(text, text)]) {
        assert!(address.starts_with("https://gitlab.com/"));
    }
    if let Ok((case, _)) = zendesk::parse_case(text) {
        check(&reading::of_ticket(&case, &rules.mail, &rules.contribution));
        let draft = draft::write(&case, &Choice::default(), settings, rules, english);
        if let Some(document) =
            draft.and_then(|draft| document::write(&case, &draft, settings, rules))
        {
            for link in document.links {
                assert!(
                    web::Address::parse(&link.address).is_some(),
                    "{}",
                    link.address
                );
            }
        }
    }
});
