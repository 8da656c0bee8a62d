//! What customers and agents write. `{{name}}` is filled in by `wording::fill`.

mod ci;
mod cloud;
mod git;
mod omnibus;
#[rustfmt::skip]
mod people;
mod rails;
mod saas;

pub use people::{COMPANY_FIRST, COMPANY_SECOND, FAMILY_NAMES, FREE_MAIL, GIVEN_NAMES, TIME_ZONES};

use crate::world::Priority;

/// One area of the product that tickets are about.
pub struct Topic {
    /// Value of the "Problem type" custom field.
    pub name: &'static str,
    pub tag: &'static str,
    /// How often it comes up, relative to the others.
    pub weight: u32,
    /// Subject, and the priority it usually gets.
    pub subjects: &'static [(&'static str, Priority)],
    pub problems: &'static [&'static str],
    pub logs: &'static [&'static str],
    /// What the agent asks for.
    pub questions: &'static [&'static str],
    /// What the customer answers.
    pub follow_ups: &'static [&'static str],
    /// What the agent finally suggests.
    pub answers: &'static [&'static str],
}

pub const TOPICS: &[&Topic] = &[
    &rails::LDAP,
    &rails::SAML,
    &rails::ERRORS,
    &rails::SIDEKIQ,
    &rails::MERGE_REQUESTS,
    &ci::RUNNER,
    &ci::PIPELINES,
    &git::GITALY,
    &git::WORKHORSE,
    &git::GEO,
    &omnibus::UPGRADE,
    &omnibus::DATABASE,
    &omnibus::BACKUP,
    &cloud::CHARTS,
    &cloud::REGISTRY,
    &cloud::SEARCH,
    &saas::ACCESS,
    &saas::LICENSE,
];

pub const EMERGENCIES: &[&str] = &[
    "EMERGENCY: GitLab is down for all {{count}} users after upgrade to {{version}}",
    "[Emergency] Production GitLab returns 502 for every request",
    "EMERGENCY - all pushes rejected, Gitaly storage read-only",
    "Emergency: database failover left Patroni without a leader",
    "URGENT EMERGENCY: possible compromise, need to rotate every token on {{host}}",
];

/// Ways to open a message.
pub const GREETINGS: &[&str] = &[
    "Hi team,",
    "Hello GitLab Support,",
    "Hi,",
    "Good morning,",
    "Dear support team,",
    "Hello,",
];

pub const CLOSINGS: &[&str] = &[
    "Thanks,\n{{requester}}",
    "Best regards,\n{{requester}}\n{{organization}}",
    "Kind regards,\n{{requester}}\nPlatform Engineering, {{organization}}\nTel. {{phone}}",
    "Many thanks in advance!\n{{requester}}",
    "--\n{{requester}} <{{email}}>",
];

/// Customers paste more than they should.
pub const PASTED_SECRETS: &[&str] = &[
    "This is the call we make, with the token of our bot user:\n\n    curl --header \"PRIVATE-TOKEN: glpat-{{token}}\" \"https://{{host}}/api/v4/projects/{{number}}/merge_requests\"",
    "The relevant part of our gitlab.rb:\n\n    gitlab_rails['smtp_address'] = \"smtp.{{domain}}\"\n    gitlab_rails['smtp_user_name'] = \"gitlab@{{domain}}\"\n    gitlab_rails['smtp_password'] = \"{{token}}\"",
    "The runner was registered with: gitlab-runner register --url https://{{host}} --token glrt-{{token}}",
    "Environment of the job:\n\n    AWS_ACCESS_KEY_ID=AKIA{{key}}\n    AWS_SECRET_ACCESS_KEY={{token}}{{token}}\n    DATABASE_URL=postgresql://gitlab:{{token}}@{{ip}}:5432/gitlabhq_production",
    "You can reach our administrator directly: {{email}}, {{phone}}. The server is {{ip}} in our internal network.",
];

/// Internal notes between agents.
pub const NOTES: &[&str] = &[
    "Reproduced on a fresh {{version}} instance. Looking for an existing issue before filing one.",
    "Customer runs {{nodes}} nodes behind an F5. Reference architecture is the {{size}} users one.",
    "Pairing with the Geo group on this, they asked for the output of `gitlab-rake gitlab:geo:check`.",
    "Same error as in another ticket from last week; the workaround was to restart Puma on one node at a time.",
    "Needs a look by somebody who knows the database. I am off from tomorrow on.",
    "Summary for the next region: logs requested, customer available until 17:00 their time, no workaround yet.",
];

/// A customer asks where the answer is.
pub const REMINDERS: &[&str] = &[
    "Any news on this? Our developers keep asking.",
    "Just checking in. We are still seeing the problem, {{count}} times since yesterday.",
    "Could you please give us an update? Our change window closes on {{weekday}}.",
    "Is there anything else that you need from us?",
    "The workaround stopped working this morning. Could we have a call about it?",
];
