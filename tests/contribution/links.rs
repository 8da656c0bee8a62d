//! Where links lead, and where they never do.

use super::text;
use serde_json::json;
use vanguard::contribution::{
    links::{Facts, Kind, links, named_page},
    settings::Contribution,
    trace::{self, Source},
    version::Version,
    web,
};

fn rules(set: &str) -> Contribution {
    let text = json!({ "escalation": { "label_set": set } }).to_string();
    Contribution::parse(&text).expect("the defaults")
}

fn addresses(set: &str, component: &str, facts: Facts<'_>) -> Vec<(Kind, String)> {
    let rules = rules(set);
    let component = rules
        .components
        .iter()
        .rev()
        .find(|one| one.name == component);
    let place = component.and_then(|one| one.place(set)).expect("a place");
    let facts = Facts {
        gitlab: "https://gitlab.com",
        ..facts
    };
    let links = links(place, facts, &rules);
    links
        .into_iter()
        .map(|link| (link.kind, link.address))
        .collect()
}

#[test]
fn all_links_of_a_component() {
    let source = Source {
        path: "internal/git/x.go".into(),
        line: 12,
    };
    let facts = Facts {
        version: Version::parse("16.2.3"),
        error: Some("GRPC::Unavailable failed to connect"),
        source: Some(&source),
        ..Facts::default()
    };
    let expected = [
        (Kind::Existing, "gitlab-org/gitaly/-/issues?search=GRPC%3A%3AUnavailable%20failed%20to%20connect&state=all"),
        (Kind::Source, "gitlab-org/gitaly/-/blob/v16.2.3/internal/git/x.go#L12"),
        (Kind::Docs, ""),
        (Kind::DocsEdit, "gitlab-org/gitlab/-/edit/master/doc/administration/gitaly/_index.md"),
        (Kind::MergeRequest, "gitlab-org/gitlab/-/merge_requests/new?merge_request%5Btarget_branch%5D=master&issuable_template=Documentation"),
        (Kind::Contributing, "gitlab-org/gitaly/-/blob/master/CONTRIBUTING.md"),
        (Kind::Starter, "gitlab-org/gitaly/-/issues?state=opened&label_name%5B%5D=quick%20win"),
        (Kind::Starter, "gitlab-org/gitaly/-/issues?state=opened&label_name%5B%5D=Seeking%20community%20contributions"),
        (Kind::Team, "gitlab-org/gitaly/-/issues?state=opened&label_name%5B%5D=group%3A%3Agitaly"),
    ]
    .map(|(kind, path)| match kind {
        Kind::Docs => (kind, "https://docs.gitlab.com/administration/gitaly/".to_owned()),
        _ => (kind, format!("https://gitlab.com/{path}")),
    });
    assert_eq!(addresses("current", "Gitaly", facts), expected);
}

#[test]
fn links_of_2018() {
    let found = addresses("2018", "Runner", Facts::default());
    for (kind, address) in [
        (
            Kind::Contributing,
            "https://gitlab.com/gitlab-org/gitlab-ce/blob/master/CONTRIBUTING.md",
        ),
        (
            Kind::Starter,
            "https://gitlab.com/gitlab-org/gitlab-runner/-/issues?state=opened&label_name%5B%5D=Accepting%20Merge%20Requests",
        ),
        (
            Kind::Team,
            "https://gitlab.com/gitlab-org/gitlab-runner/-/issues?state=opened&label_name%5B%5D=CI%2FCD",
        ),
    ] {
        assert!(
            found.contains(&(kind, address.to_owned())),
            "{address} in {found:?}"
        );
    }
}

#[test]
fn code_at_the_customers_version() {
    let address = |component: &str, path: &str, version: &str| {
        let source = Source {
            path: path.into(),
            line: 7,
        };
        let facts = Facts {
            version: Version::parse(version),
            source: Some(&source),
            ..Facts::default()
        };
        let found = addresses("current", component, facts);
        found
            .into_iter()
            .find(|(kind, _)| *kind == Kind::Source)
            .map(|(_, address)| address)
    };
    for (component, path, version, expected) in [
        (
            "Rails",
            "app/models/user.rb",
            "16.2.3",
            "gitlab-org/gitlab/-/blob/v16.2.3-ee/app/models/user.rb#L7",
        ),
        (
            "Rails",
            "app/models/user.rb",
            "16.2",
            "gitlab-org/gitlab/-/blob/16-2-stable-ee/app/models/user.rb#L7",
        ),
        (
            "Rails",
            "app/models/user.rb",
            "",
            "gitlab-org/gitlab/-/blob/master/app/models/user.rb#L7",
        ),
        (
            "Omnibus",
            "files/gitlab-cookbooks/x.rb",
            "16.2.3",
            "gitlab-org/omnibus-gitlab/-/blob/16.2.3%2Bee.0/files/gitlab-cookbooks/x.rb#L7",
        ),
        (
            "Runner",
            "commands/x.go",
            "16.2.3",
            "gitlab-org/gitlab-runner/-/blob/main/commands/x.go#L7",
        ),
    ] {
        assert_eq!(
            address(component, path, version),
            Some(format!("https://gitlab.com/{expected}"))
        );
    }
}

#[test]
fn only_files_of_the_components_own_repository() {
    let rules = rules("current");
    for (repository, log, path) in [
        (
            "gitlab-org/gitlab",
            "app/models/x.rb:12:in `y'",
            Some("app/models/x.rb:12"),
        ),
        (
            "gitlab-org/gitlab",
            "/opt/gitlab/embedded/service/gitlab-rails/lib/x.rb:3:in `y'",
            Some("lib/x.rb:3"),
        ),
        (
            "gitlab-org/gitlab",
            "/opt/gitlab/embedded/lib/ruby/gems/3.1.0/gems/rack-2.2/lib/rack.rb:3:in `y'\nee/app/x.rb:4:in `z'",
            Some("ee/app/x.rb:4"),
        ),
        (
            "gitlab-org/gitlab",
            "/opt/gitlab/embedded/lib/ruby/gems/3.1.0/gems/rack-2.2/lib/rack.rb:3:in `y'",
            None,
        ),
        ("gitlab-org/gitlab", "lib/../../etc/x.rb:3:in `y'", None),
        (
            "gitlab-org/gitlab",
            "	gitlab.com/gitlab-org/gitaly/v16/internal/git/x.go:12 +0x1",
            None,
        ),
        (
            "gitlab-org/gitaly",
            "	gitlab.com/gitlab-org/gitaly/v16/internal/git/x.go:12 +0x1",
            Some("internal/git/x.go:12"),
        ),
        (
            "gitlab-org/gitaly",
            "	/go/pkg/mod/google.golang.org/grpc/x.go:12 +0x1",
            None,
        ),
        (
            "gitlab-org/gitlab-runner",
            "	/builds/gitlab-org/gitlab-runner/commands/x.go:12 +0x1",
            Some("commands/x.go:12"),
        ),
        (
            "gitlab-org/omnibus-gitlab",
            "/opt/gitlab/embedded/cookbooks/cache/cookbooks/gitlab/recipes/x.rb:9:in `y'",
            Some("files/gitlab-cookbooks/gitlab/recipes/x.rb:9"),
        ),
    ] {
        let place = rules.repository(repository).expect("a repository");
        let found = trace::find(&text(log), place, &rules);
        let found = found.map(|source| format!("{}:{}", source.path, source.line));
        assert_eq!(found.as_deref(), path, "{log}");
    }
}

#[test]
fn a_page_of_the_documentation_that_the_ticket_names() {
    for (set, said, edited) in [
        (
            "2018",
            "See https://docs.gitlab.com/ee/ci/yaml/README.html#needs.",
            "gitlab-org/gitlab-ee/-/edit/master/doc/ci/yaml/README.md",
        ),
        (
            "current",
            "(https://docs.gitlab.com/ee/ci/yaml/artifacts.html)",
            "gitlab-org/gitlab/-/edit/master/doc/ci/yaml/artifacts.md",
        ),
        (
            "current",
            "https://docs.gitlab.com/runner/executors/docker.html",
            "gitlab-org/gitlab-runner/-/edit/main/docs/executors/docker.md",
        ),
        (
            "current",
            "https://docs.gitlab.com/administration/geo/",
            "gitlab-org/gitlab/-/edit/master/doc/administration/geo/_index.md",
        ),
        // Whether it is a folder or a page is not certain.
        (
            "current",
            "https://docs.gitlab.com/user/unknown/",
            "gitlab-org/gitlab/-/edit/master/doc/administration/gitaly/_index.md",
        ),
    ] {
        let page = named_page(said, &rules(set));
        assert!(page.is_some(), "{said}");
        let found = addresses(
            set,
            "Gitaly",
            Facts {
                page,
                ..Facts::default()
            },
        );
        let docs = page.expect("a page").to_owned();
        assert!(found.contains(&(Kind::Docs, docs)), "{found:?}");
        assert!(
            found.contains(&(Kind::DocsEdit, format!("https://gitlab.com/{edited}"))),
            "{edited} in {found:?}"
        );
    }
    for said in [
        "http://docs.gitlab.com/ee/ci/x.html",
        "https://docs.gitlab.com.evil.example/ee/ci/x.html",
        "https://docs.gitlab.com@evil.example/ee/ci/x.html",
        "https://evil.example/https://docs.gitlab.com",
        "https://docs.gitlab.com/",
        "javascript:alert(1)",
        "",
    ] {
        assert_eq!(named_page(said, &rules("current")), None, "{said}");
    }
}

#[test]
fn https_on_the_configured_host_and_nowhere_else() {
    for (origin, path, address) in [
        ("https://gitlab.com", "a/b", Some("https://gitlab.com/a/b")),
        (
            "https://gitlab.example:8443",
            "a/ü b",
            Some("https://gitlab.example:8443/a/%C3%BC%20b"),
        ),
        (
            "https://gitlab.com",
            "a/?x=1#y",
            Some("https://gitlab.com/a/%3Fx%3D1%23y"),
        ),
        ("https://gitlab.com", "a/../b", None),
        ("http://gitlab.com", "a", None),
        ("https://user@gitlab.com", "a", None),
        ("https://gitlab.com\\evil", "a", None),
        ("javascript:alert(1)//", "a", None),
        ("https://", "a", None),
        ("", "a", None),
    ] {
        assert_eq!(
            web::on(origin, path, &[]).as_deref(),
            address,
            "{origin} {path}"
        );
    }
}
