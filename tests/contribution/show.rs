//! What is shown of a ticket.

use super::{rules, ticket};
use vanguard::{
    contribution::show::{Route, show},
    settings::Settings,
    words::english,
};

fn shown(message: &str, fields: &[&str]) -> Route {
    let settings = Settings::parse("{}").expect("the defaults");
    show(
        &ticket("Help", message, fields),
        &settings,
        rules(),
        english,
    )
    .route
}

#[test]
fn components_with_their_evidence_what_runs_and_what_follows() {
    let line = "GRPC::Unavailable: 14:failed to connect to all addresses";
    let route = shown(&format!("gitlab-ctl says:\n\n{line}"), &["16.2.3"]);
    let names: Vec<&str> = route
        .components
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    assert_eq!(names, ["Gitaly"]);
    assert_eq!(route.components[0].repository, "gitlab-org/gitaly");
    assert_eq!(route.components[0].evidence, [line]);
    assert_eq!(route.customer, "GitLab 16.2.3 · Omnibus");
    assert!(
        route
            .reply
            .contains("https://docs.gitlab.com/administration/gitaly/"),
        "{}",
        route.reply
    );
    let hosts = ["https://gitlab.com/", "https://docs.gitlab.com/"];
    for link in &route.links {
        assert!(
            hosts.iter().any(|host| link.address.starts_with(host)),
            "{link:?}"
        );
    }
}

#[test]
fn where_nothing_convinces_only_what_runs_is_said() {
    let route = shown("Thank you!", &["16.2"]);
    let nothing = Route {
        customer: "GitLab 16.2".into(),
        ..Route::default()
    };
    assert_eq!(route, nothing);
}
