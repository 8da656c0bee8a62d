//! Which selectors of the content script find something in Zendesk's pages, so that somebody sees at once what Zendesk has
//! changed. The TypeScript side is `Health` in `extension/content/protocol.ts`.

use super::Loose;
use crate::engine::protocol::Place;

/// What is looked for, the kind of page that has to have it, and the message that is its name.
const THINGS: [(&str, Place, &str); 8] = [
    ("table", Place::List, "health_table"),
    ("row", Place::List, "health_row"),
    ("subject_link", Place::List, "health_subject_link"),
    ("id_cell", Place::List, "health_id_cell"),
    ("header_tab", Place::Ticket, "health_header_tab"),
    ("ticket_root", Place::Ticket, "health_ticket_root"),
    ("visible_ticket_root", Place::Ticket, "health_visible_root"),
    ("ticket_header", Place::Ticket, "health_ticket_header"),
];

/// What comes of a selector in the pages that are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// No page is open that has to have it.
    NotHere,
    /// Such a page is open, and it finds nothing there.
    Missing,
    /// It finds something.
    Found,
}

/// A selector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selector {
    /// The message that says what it is to find.
    pub thing: &'static str,
    /// CSS.
    pub css: String,
    /// What comes of it.
    pub finding: Finding,
}

/// `answers` are those of all open pages: `{"place", "found": [{"thing", "selector", "found"}]}`, the selectors of a thing in
/// order of preference. What is of another shape, or of another version's things, is left out.
#[must_use]
pub fn selectors(answers: &[String]) -> Vec<Selector> {
    let mut all: Vec<Selector> = Vec::new();
    for answer in answers {
        let Some(answer) = Loose::read(answer) else {
            continue;
        };
        let place = match answer.get("place").text() {
            Some("list") => Place::List,
            Some("ticket") => Place::Ticket,
            _ => Place::Other,
        };
        for one in answer.get("found").items() {
            let named = one.get("thing").text();
            let thing = THINGS.iter().find(|(name, ..)| Some(*name) == named);
            let (Some((_, of, thing)), Some(css)) = (thing, one.get("selector").text()) else {
                continue;
            };
            let finding = match one.get("found").truth() {
                Some(true) => Finding::Found,
                _ if *of == place => Finding::Missing,
                _ => Finding::NotHere,
            };
            match all
                .iter_mut()
                .find(|known| known.thing == *thing && known.css == css)
            {
                Some(known) => known.finding = known.finding.max(finding),
                None => all.push(Selector {
                    thing,
                    css: css.to_owned(),
                    finding,
                }),
            }
        }
    }
    all
}

/// The things of which no selector finds anything on the pages that have to have them, each by its message.
#[must_use]
pub fn lost(selectors: &[Selector]) -> Vec<&'static str> {
    let of = |thing: &str| {
        let all = selectors.iter().filter(|one| one.thing == thing);
        all.map(|one| one.finding).max()
    };
    // One of the two is enough: which, is a matter of the pages' age.
    let is_lost = |thing: &'static str| match thing {
        "health_ticket_root" | "health_visible_root" => {
            of("health_ticket_root").max(of("health_visible_root")) == Some(Finding::Missing)
        }
        // A list shows one or the other.
        "health_subject_link" | "health_id_cell" => {
            of("health_subject_link").max(of("health_id_cell")) == Some(Finding::Missing)
        }
        thing => of(thing) == Some(Finding::Missing),
    };
    let things = THINGS.iter().map(|(_, _, thing)| *thing);
    things.filter(|thing| is_lost(thing)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"{"place": "list", "found": [
        {"thing": "row", "selector": "tr.a", "found": false}, {"thing": "row", "selector": "tr.b", "found": true},
        {"thing": "table", "selector": "table", "found": false},
        {"thing": "ticket_header", "selector": "h1", "found": false}, {"thing": "news", "selector": "i", "found": true}]}"#;
    const TICKET: &str = r#"{"place": "ticket", "found": [
        {"thing": "row", "selector": "tr.a", "found": false}, {"thing": "row", "selector": "tr.b", "found": false},
        {"thing": "table", "selector": "table", "found": false},
        {"thing": "ticket_header", "selector": "h1", "found": true}]}"#;

    fn check(answers: &[&str], findings: &[(&str, Finding)], lost: &[&str]) {
        let answers: Vec<String> = answers.iter().map(ToString::to_string).collect();
        let found = selectors(&answers);
        let said: Vec<(&str, Finding)> = found
            .iter()
            .map(|one| (one.css.as_str(), one.finding))
            .collect();
        assert_eq!(said, findings, "{answers:?}");
        assert_eq!(super::lost(&found), lost, "{answers:?}");
    }

    #[test]
    fn a_page_says_what_it_has_and_what_is_not_its_affair() {
        use Finding::{Found, Missing, NotHere};
        check(
            &[LIST],
            &[
                ("tr.a", Missing),
                ("tr.b", Found),
                ("table", Missing),
                ("h1", NotHere),
            ],
            &["health_table"],
        );
        check(
            &[TICKET],
            &[
                ("tr.a", NotHere),
                ("tr.b", NotHere),
                ("table", NotHere),
                ("h1", Found),
            ],
            &[],
        );
        check(
            &[LIST, TICKET],
            &[
                ("tr.a", Missing),
                ("tr.b", Found),
                ("table", Missing),
                ("h1", Found),
            ],
            &["health_table"],
        );
    }

    #[test]
    fn either_root_and_either_cell_is_enough() {
        let page = |place: &str, one: (&str, bool), other: (&str, bool)| {
            format!(
                r#"{{"place": "{place}", "found": [{{"thing": "{}", "selector": "a", "found": {}}}, {{"thing": "{}", "selector": "b", "found": {}}}]}}"#,
                one.0, one.1, other.0, other.1
            )
        };
        for (place, one, other) in [
            ("ticket", "ticket_root", "visible_ticket_root"),
            ("list", "subject_link", "id_cell"),
        ] {
            let lost =
                |found: bool| lost(&selectors(&[page(place, (one, found), (other, false))])).len();
            assert_eq!((lost(true), lost(false)), (0, 2), "{one}");
        }
    }

    #[test]
    fn what_is_no_answer_is_none() {
        check(
            &[
                "",
                "[]",
                "{}",
                r#"{"place": "list", "found": [7, {"thing": "row"}]}"#,
            ],
            &[],
            &[],
        );
    }
}
