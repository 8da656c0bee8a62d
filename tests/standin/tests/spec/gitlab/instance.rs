//! A small GitLab with one public and one private project, and people of several roles.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::Value;
use standin::GitLab;
use standin::gitlab::{Kind, Permission, Place, Role, Scope, Visibility};
use standin::world::{Request, Response, seconds_after};

use crate::account::START;

pub const ISSUES: &str = "/api/v4/projects/gitlab-org%2Fgitlab/issues";

/// An instance, and a person at a time who calls it.
pub struct Instance {
    pub gitlab: GitLab,
    pub now: Timestamp,
    pub project: u64,
    pub private: u64,
    pub people: BTreeMap<&'static str, u64>,
    token: String,
}

impl Instance {
    /// Called by `dana`, a developer, with a classic token.
    pub fn new() -> Instance {
        let mut gitlab = GitLab::empty(1);
        let project = gitlab.add_project("gitlab-org/gitlab", Visibility::Public);
        let private = gitlab.add_project("gitlab-com/support/services", Visibility::Private);
        let mut people = BTreeMap::new();
        for (name, role) in [
            ("gus", Some(Role::Guest)),
            ("rita", Some(Role::Reporter)),
            ("dana", Some(Role::Developer)),
            ("nobody-special", None),
        ] {
            let id = gitlab.add_person(name, name);
            people.insert(name, id);
            gitlab.add_token(
                *START,
                name,
                id,
                Kind::Classic(BTreeSet::from([Scope::Api])),
            );
            if let Some(role) = role {
                assert!(gitlab.add_member(project, id, role));
            }
        }
        gitlab.add_member(private, people["dana"], Role::Developer);
        gitlab.ensure_label(project, "bug");
        Instance {
            gitlab,
            now: *START,
            project,
            private,
            people,
            token: "dana".to_owned(),
        }
    }

    /// The next calls come from somebody else, or carry another token.
    pub fn acting_as(&mut self, token: &str) -> &mut Self {
        token.clone_into(&mut self.token);
        self
    }

    /// A token for calls by dana that `acting_as` then names.
    pub fn grant(&mut self, text: &str, kind: Kind) {
        let dana = self.people["dana"];
        self.gitlab.add_token(self.now, text, dana, kind);
    }

    pub fn fine_grained(&mut self, text: &str, permissions: &[Permission]) {
        let permissions = BTreeMap::from([(self.project, permissions.iter().copied().collect())]);
        self.grant(text, Kind::FineGrained(permissions));
    }

    pub fn wait(&mut self, seconds: i64) {
        self.now = seconds_after(self.now, seconds);
    }

    pub fn send(&mut self, request: Request) -> Response {
        let request = if self.token.is_empty() {
            request
        } else {
            request.with_header("PRIVATE-TOKEN", &self.token)
        };
        self.gitlab.handle(self.now, &request)
    }

    pub fn get(&mut self, path: &str) -> Response {
        self.send(Request::new("GET", "gitlab.com", path))
    }

    pub fn body(&mut self, path: &str) -> Value {
        let response = self.get(path);
        assert_eq!(response.status, 200, "{path}: {}", response.body);
        response.body
    }

    pub fn call(&mut self, method: &str, path: &str, body: &Value) -> Response {
        let request = Request::new(method, "gitlab.com", path)
            .with_header("Content-Type", "application/json")
            .with_body(body.to_string());
        self.send(request)
    }

    pub fn post(&mut self, path: &str, body: &Value) -> Response {
        self.call("POST", path, body)
    }

    pub fn put(&mut self, path: &str, body: &Value) -> Response {
        self.call("PUT", path, body)
    }

    /// A form, as a browser or `curl --data-urlencode` sends it.
    pub fn form(&mut self, path: &str, fields: &[(&str, &str)]) -> Response {
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(fields)
            .finish();
        let request = Request::new("POST", "gitlab.com", path)
            .with_header("Content-Type", "application/x-www-form-urlencoded")
            .with_body(body);
        self.send(request)
    }

    /// Files an issue in the public project. Gives its iid.
    pub fn file(&mut self, body: &Value) -> u64 {
        let created = self.post(ISSUES, body);
        assert_eq!(created.status, 201, "{}", created.body);
        created.body["iid"].as_u64().expect("an iid")
    }

    pub fn place(&self, iid: u64) -> Place {
        Place {
            project: self.project,
            iid,
        }
    }
}

pub fn issue(iid: u64) -> String {
    format!("{ISSUES}/{iid}")
}
