//! What speaks for a component, and what does not.

use super::{rules, said, text, ticket};
use vanguard::{
    contribution::{
        reading::{self, Passage, Voice},
        routing::weigh,
    },
    escalation::case::{Author, Case},
};

fn components(passages: &[Passage]) -> Vec<String> {
    let routes = weigh(passages, &rules().contribution).routes();
    routes
        .iter()
        .map(|route| route.component.to_owned())
        .collect()
}

fn check(message: &str, expected: &[&str]) {
    assert_eq!(components(&text(message)), expected, "{message}");
}

#[test]
fn each_component_by_what_its_logs_and_people_say() {
    for (message, component) in [
        (
            "NoMethodError (undefined method `id' for nil):\napp/models/issue.rb:12:in `x'",
            "Rails",
        ),
        (
            "Nobody can sign in through SAML since GitLab 17.1.",
            "Rails",
        ),
        (
            "ERROR: Job failed (system failure): prepare environment: exit status 1",
            "Runner",
        ),
        (
            "gitlab-ctl reconfigure stops: Chef::Exceptions::FileNotFound",
            "Omnibus",
        ),
        (
            "GRPC::Unavailable: 14:failed to connect to all addresses",
            "Gitaly",
        ),
        (
            "git@gitlab.example.com: Permission denied (publickey).",
            "Shell",
        ),
        (
            "badgateway: failed to receive response: context canceled",
            "Workhorse",
        ),
        (
            "Our GitLab Pages site answers 404 on the custom domain.",
            "Pages",
        ),
        ("docker push ends with: manifest blob unknown", "Registry"),
        (
            "Error: UPGRADE FAILED: values.yaml: nil pointer in gitlab/webservice",
            "Charts",
        ),
        (
            "The GitLab Operator on OpenShift does not reconcile its custom resource.",
            "Operator",
        ),
        ("glab mr create: 401 Unauthorized", "CLI"),
        (
            "gitlab-rake gitlab:geo:check says that the secondary is not healthy",
            "Geo",
        ),
    ] {
        check(message, &[component]);
    }
}

#[test]
fn nothing_convincing_is_nothing() {
    for message in [
        "",
        "Hello,\n\nthank you, all is well.",
        "Please send the invoice for 500 seats again.",
        "I am the machine operator; who is my secondary contact?",
        "Pages 404 to 502 of the contract are missing.",
    ] {
        check(message, &[]);
    }
}

#[test]
fn two_close_together_are_both_shown() {
    check(
        "GitLab 17.2: docker push to our container registry fails, and gitlab-runner ends with Job failed (system failure) at the helper image.",
        &["Runner", "Registry"],
    );
}

#[test]
fn what_others_wrote_does_not_count() {
    let own = "ERROR: Job failed (system failure): helper image not found";
    for around in [
        "> GRPC::Unavailable: gitaly is down, praefect too",
        "On Mon, 2 Mar 2026 at 10:00, Support <s@example.com> wrote:\n\nIs gitaly up? Please run gitlab-ctl status gitaly praefect.",
        "Kind regards,\nAda\nHead of Gitaly, Praefect and GitLab Geo",
        "This e-mail and any attachments are about gitaly, praefect and\nGRPC::Unavailable alone.",
        "See https://docs.gitlab.com/administration/gitaly/praefect/ and https://gitlab.com/gitlab-org/gitaly/-/issues/1",
        "Ask gitaly@praefect.example.",
    ] {
        check(&format!("{own}\n\n{around}"), &["Runner"]);
        check(&format!("We have a question.\n\n{around}"), &[]);
    }
}

#[test]
fn what_is_said_to_work_does_not_count() {
    for message in [
        "Gitaly is healthy, and docker push fails: manifest unknown.",
        "Gitaly and Praefect are fine, docker push says manifest unknown",
        "docker push says manifest unknown. We do not use Gitaly Cluster.",
        "docker push: manifest unknown; it has nothing to do with Praefect or Gitaly",
    ] {
        check(message, &["Registry"]);
    }
    check(
        "docker push works fine. But praefect is down, gitaly too.",
        &["Gitaly"],
    );
}

#[test]
fn automatic_answers_do_not_count() {
    let about = "For praefect, gitaly and docker push: manifest unknown write to b@example.com.";
    for beginning in [
        "Automatic reply: Your ticket",
        "Thank you for your message.\nI am out of the office until Monday.",
        "Ich bin bis Freitag nicht im Haus.",
        "自動返信",
        "Delivery has failed to these recipients:",
    ] {
        check(&format!("{beginning}\n{about}"), &[]);
        let away = ticket(beginning, about, &[]);
        let passages = reading::of_ticket(&away, &rules().mail, &rules().contribution);
        assert_eq!(passages, [], "{beginning}");
    }
    check(
        &format!("{about}\nIt fails.\nIt does so here.\nNext week I am out of the office."),
        &["Registry", "Gitaly"],
    );
}

#[test]
fn what_others_products_say_too_is_nothing_where_the_product_is_not_named() {
    let others = "pi@192.0.2.1: Permission denied (publickey).\nssh -v has debug1: more";
    check(others, &[]);
    check(&format!("{others}\nIt is our GitLab."), &["Shell"]);
    check(&format!("{others}\ngitlab-sshd runs."), &["Shell"]);
}

#[test]
fn the_domain_in_an_address_counts_and_nothing_else_of_it() {
    check("404: https://group.gitlab.io/praefect/gitaly", &["Pages"]);
    check("See https://gitaly.example.org/gitlab.io/praefect", &[]);
}

#[test]
fn of_a_check_only_what_fails_counts() {
    let environment = "GitLab information\nVersion:\t17.1.0-ee\nGitLab Shell\nVersion:\t14.1\nRepository storages:\n- default: \tunix:/var/opt/gitlab/gitaly/gitaly.socket\nGitaly\n- default Address: unix:/x/gitaly.socket\n";
    check(environment, &[]);
    check(
        &format!("```\n{environment}```\n\nSAML login fails"),
        &["Rails"],
    );
    check(
        "run: gitaly: (pid 1) 5s; run: log: (pid 2) 5s\nrun: praefect: (pid 3) 5s\nSAML login fails",
        &["Rails"],
    );
    check(
        "Checking GitLab Shell ...\nGitLab Shell version >= 14? ... OK\nChecking Gitaly ...\nGitaly: ... default ... OK",
        &[],
    );
}

#[test]
fn what_programs_say_counts_more_than_what_people_say() {
    for (message, components) in [
        (
            "GitLab: ssh is slow.\n\nAnd uploads, too.",
            ["Shell", "Workhorse"].as_slice(),
        ),
        (
            "GitLab: ssh is slow.\n\n```\nupload: error 502 Bad Gateway\n```",
            &["Workhorse"],
        ),
    ] {
        check(message, components);
    }
}

#[test]
fn evidence_is_what_was_written_around_a_sign() {
    let message = "Hello,\n\nsince Monday gitaly is restarted again and again.\nGRPC::Unavailable: 14:failed to connect to all addresses";
    let passages = text(message);
    let routes = weigh(&passages, &rules().contribution).routes();
    let evidence: Vec<(&str, &str)> = routes[0]
        .evidence
        .iter()
        .map(|said| (said.sign, said.context))
        .collect();
    let line = "GRPC::Unavailable: 14:failed to connect to all addresses";
    assert_eq!(
        evidence,
        [
            ("GRPC::Unavailable", line),
            ("14:failed to connect", line),
            (
                "gitaly",
                "since Monday gitaly is restarted again and again."
            ),
        ]
    );
}

fn passages(change: impl FnOnce(&mut Case)) -> Vec<Passage> {
    let mut case = ticket("", "", &[]);
    change(&mut case);
    reading::of_ticket(&case, &rules().mail, &rules().contribution)
}

#[test]
fn all_parts_of_a_ticket_speak_but_what_agents_told_the_customer() {
    let heard = |author, public| {
        components(&passages(|case| {
            case.messages = vec![said(author, public, "praefect: GRPC::Unavailable")];
        }))
    };
    assert_eq!(heard(Author::Customer, true), ["Gitaly"]);
    assert_eq!(heard(Author::Agent, false), ["Gitaly"]);
    assert_eq!(heard(Author::Agent, true), [""; 0]);
    let parts: [fn(&mut Case); 4] = [
        |case| case.ticket.subject = Some("praefect: GRPC::Unavailable".into()),
        |case| case.ticket.tags = vec!["praefect".into(), "gitaly_cluster".into()],
        |case| case.fields = vec!["gitaly_cluster".into(), "praefect".into()],
        |case| {
            case.messages = vec![said(Author::Customer, true, "Attached.")];
            case.messages[0].attachments = vec!["praefect.log".into()];
        },
    ];
    for part in parts {
        assert_eq!(components(&passages(part)), ["Gitaly"]);
    }
    assert_eq!(passages(|_| ())[0].voice, Voice::Subject);
}

#[test]
fn confidence_grows_with_what_speaks_and_falls_with_what_speaks_for_others() {
    let confidence = |message: &str| {
        let passages = text(message);
        let routes = weigh(&passages, &rules().contribution).routes();
        routes[0].confidence
    };
    let one = confidence("gitaly is slow in GitLab");
    let two = confidence("gitaly is slow in GitLab, praefect too");
    let other = confidence("gitaly is slow in GitLab, praefect too, and SAML");
    assert!(
        one < two && other < two && two <= 100,
        "{one} {two} {other}"
    );
}
