//! The handbook's tables of components and projects.

use super::{Choice, draft, json, push, ticket, under};

fn check(subject: &str, message: &str, component: &str, project: &str) {
    let draft = draft(&ticket(subject, message));
    assert_eq!(
        (draft.component.as_str(), draft.project.as_str()),
        (component, project),
        "{subject} / {message}: {:?}",
        draft.reasons
    );
}

#[test]
fn every_sign_of_the_handbooks_table() {
    const RAILS: (&str, &str) = ("Rails", "gitlab-org/gitlab");
    const RUNNER: (&str, &str) = ("Runner", "gitlab-org/gitlab-runner");
    const OMNIBUS: (&str, &str) = ("Omnibus", "gitlab-org/omnibus-gitlab");
    const GITALY: (&str, &str) = ("Gitaly", "gitlab-org/gitaly");
    const SHELL: (&str, &str) = ("Shell", "gitlab-org/gitlab-shell");
    const WORKHORSE: (&str, &str) = ("Workhorse", "gitlab-org/gitlab");
    const PAGES: (&str, &str) = ("Pages", "gitlab-org/gitlab-pages");
    const REGISTRY: (&str, &str) = ("Registry", "gitlab-org/container-registry");
    const CHARTS: (&str, &str) = ("Charts", "gitlab-org/charts/gitlab");
    const OPERATOR: (&str, &str) = ("Operator", "gitlab-org/cloud-native/gitlab-operator");
    for (text, (component, project)) in [
        ("We see error 500 on the project page", RAILS),
        ("LDAP group sync removes members", RAILS),
        ("SAML assertion is refused", RAILS),
        ("Sidekiq does not work through its queues", RAILS),
        ("Puma is killed every hour", RAILS),
        ("Unicorn is killed every hour", RAILS),
        ("The merge request widget stays empty", RAILS),
        ("The API answers with nothing", RAILS),
        ("A migration failed half-way", RAILS),
        ("PG::UndefinedColumn: ERROR: column does not exist", RAILS),
        ("Our config.toml is ignored", RUNNER),
        ("The docker executor does not start", RUNNER),
        ("Job failed (system failure): aborted", RUNNER),
        ("The helper image cannot be pulled", RUNNER),
        ("gitlab-runner register ends with 403", RUNNER),
        ("A setting of gitlab.rb is ignored", OMNIBUS),
        ("gitlab-ctl tail shows nothing", OMNIBUS),
        ("reconfigure never ends", OMNIBUS),
        ("chef complains about an attribute", OMNIBUS),
        ("The package upgrade stops", OMNIBUS),
        ("gitaly is restarted every minute", GITALY),
        ("praefect has lost its primary", GITALY),
        ("rpc error: code = Internal", GITALY),
        ("14:Connect Failed", GITALY),
        ("Moving to another repository storage", GITALY),
        ("Pushing over ssh is slow", SHELL),
        ("authorized_keys is empty", SHELL),
        ("Permission denied (publickey).", SHELL),
        ("gitlab-sshd does not listen", SHELL),
        ("502 on every page", WORKHORSE),
        ("badgateway: failed to receive response: EOF", WORKHORSE),
        ("Large uploads are cut off", WORKHORSE),
        ("git http clones end early", WORKHORSE),
        ("The pages domain cannot be verified", PAGES),
        ("404 on pages since yesterday", PAGES),
        ("The certificate on custom domain is not renewed", PAGES),
        ("docker push ends with denied", REGISTRY),
        ("blob upload unknown", REGISTRY),
        ("manifest unknown", REGISTRY),
        ("registry garbage-collect removes nothing", REGISTRY),
        ("helm upgrade times out", CHARTS),
        ("A key of values.yaml is ignored", CHARTS),
        ("kubectl shows a restarting pod", CHARTS),
        ("The ingress has no address", CHARTS),
        ("The operator does not reconcile", OPERATOR),
        ("The CRD is too old", OPERATOR),
        ("On OpenShift nothing starts", OPERATOR),
        ("glab cannot log in", ("CLI", "gitlab-org/cli")),
        ("The secondary is behind", ("Geo", "gitlab-org/gitlab")),
        ("replication lag grows", ("Geo", "gitlab-org/gitlab")),
        (
            "gitlab-rake gitlab:geo:check fails",
            ("Geo", "gitlab-org/gitlab"),
        ),
    ] {
        check("It happened again", text, component, project);
        check(text, "See the subject.", component, project);
    }
}

#[test]
fn workhorse_is_a_label_of_rails_today() {
    let draft = draft(&ticket("badgateway: failed to receive response", "502"));
    assert!(draft.labels.contains(&"workhorse".to_owned()));
}

#[test]
fn projects_of_2018() {
    for (text, project) in [
        ("Error 500 on the issues page", "gitlab-org/gitlab-ce"),
        ("Geo secondary is behind", "gitlab-org/gitlab-ee"),
        ("Our githost.io instance is down", "gitlab-com/githost"),
        ("gitlab-ctl reconfigure", "gitlab-org/omnibus-gitlab"),
        ("gitlab-runner", "gitlab-org/gitlab-runner"),
        ("gitlab-workhorse", "gitlab-org/gitlab-workhorse"),
        ("gitlab.com is down", "gitlab-com/infrastructure"),
        (
            "Please restore deleted project on gitlab.com",
            "gitlab-com/support/services/services-meta",
        ),
        (
            "A question on the support process",
            "gitlab-com/support/support-team-meta",
        ),
    ] {
        let body = ticket(text, "See above.");
        let settings = json!({ "escalation": { "label_set": "2018" } });
        assert_eq!(
            under(&body, &Choice::default(), &settings).project,
            project,
            "{text}"
        );
    }
}

#[test]
fn projects_today() {
    for (text, project) in [
        ("Our githost.io instance answers 500", "gitlab-org/gitlab"),
        (
            "gitlab.com is down",
            "gitlab-com/gl-infra/production-engineering",
        ),
        (
            "Please restore deleted project on gitlab.com",
            "gitlab-com/support/services/services-meta",
        ),
        (
            "A question on the support process",
            "gitlab-com/support/support-team-meta",
        ),
    ] {
        assert_eq!(
            draft(&ticket(text, "See above.")).project,
            project,
            "{text}"
        );
    }
    let escalated = draft(&ticket("Please restore deleted group on gitlab.com", ""));
    assert!(escalated.labels.contains(&"SE Escalation".to_owned()));
}

#[test]
fn database_migrations_belong_to_rails_even_under_reconfigure() {
    let log = "Running handlers:\nThere was an error running gitlab-ctl reconfigure:\n\n\
        bash[migrate gitlab-rails database] (gitlab::database_migrations line 55) had an error: Mixlib::ShellOut::ShellCommandFailed\n\
        chef: gitlab.rb\nSTDOUT: rake aborted!\nStandardError: An error has occurred, all later migrations canceled:";
    check(
        "gitlab-ctl reconfigure fails after package upgrade",
        &format!("```\n{log}\n```"),
        "Rails",
        "gitlab-org/gitlab",
    );
    check(
        "gitlab-ctl reconfigure fails",
        "chef stops at the database migrations, gitlab.rb is as it was.",
        "Rails",
        "gitlab-org/gitlab",
    );
    check(
        "gitlab-ctl reconfigure fails",
        "chef stops at nginx, gitlab.rb is as it was.",
        "Omnibus",
        "gitlab-org/omnibus-gitlab",
    );
}

#[test]
fn quoted_mail_signatures_and_agents_speak_for_nothing() {
    for quoted in [
        "> Is your gitlab.rb up to date? Please run gitlab-ctl reconfigure.",
        "On Mon, 2 Mar 2026 at 10:00, Support <support@example.com> wrote:\n\nPlease send gitlab.rb and run gitlab-ctl reconfigure, chef.",
        "Am Mo., 2. März 2026 um 10:00 Uhr schrieb Support <support@example.com>:\n> gitlab-ctl reconfigure\n> gitlab.rb",
        "-----Original Message-----\nFrom: Support\n\ngitlab-ctl reconfigure with gitlab.rb",
        "-- \nAda Lovelace\nTeam Omnibus, Chef, gitlab.rb and gitlab-ctl reconfigure",
        "Kind regards,\nAda\nHead of Omnibus and Chef, gitlab-ctl reconfigure",
    ] {
        let text = format!("The docker executor does not start.\n\n{quoted}");
        check(
            "Jobs do not start",
            &text,
            "Runner",
            "gitlab-org/gitlab-runner",
        );
    }
    let mut body = ticket("Jobs do not start", "The docker executor does not start.");
    push(
        &mut body,
        "users",
        json!({ "id": 2, "name": "Sam", "role": "agent" }),
    );
    push(
        &mut body,
        "comments",
        json!({ "id": 9, "author_id": 2, "public": true, "created_at": "2026-03-05T12:00:00Z",
        "body": "Please send gitlab.rb and run gitlab-ctl reconfigure with chef." }),
    );
    assert_eq!(draft(&body).component, "Runner");
}

#[test]
fn nothing_speaks_for_any_component() {
    let draft = draft(&ticket("Hello", "We have a question."));
    assert_eq!(
        (draft.component.as_str(), draft.project.as_str()),
        ("Rails", "gitlab-org/gitlab")
    );
    assert_eq!(
        draft.reasons[0],
        "Project gitlab-org/gitlab: nothing in the ticket speaks for another component than Rails."
    );
}

#[test]
fn a_choice_says_what_spoke_for_it() {
    let draft = draft(&ticket("helper image", "config.toml"));
    assert_eq!(
        draft.reasons[0],
        "Project gitlab-org/gitlab-runner: Runner, because the ticket says “helper image”, “config.toml”."
    );
}
