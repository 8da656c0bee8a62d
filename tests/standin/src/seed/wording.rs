//! Turns the material into the messages of one ticket.

use fastrand::Rng;

use super::material::{CLOSINGS, GREETINGS, NOTES, PASTED_SECRETS, REMINDERS, TOPICS, Topic};
use super::{chance, pick};
use crate::world::{Organization, Ticket, User, VERSION_FIELD, World};

const VERSIONS: &[&str] = &[
    "15.11.13", "16.3.9", "16.7.8", "16.11.10", "17.1.6", "17.3.7", "17.5.5", "17.8.7", "17.11.7",
    "18.0.6", "18.2.8", "18.4.2",
];

const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// What stays the same through one ticket.
pub struct Wording {
    pub version: String,
    old_version: String,
    domain: String,
    host: String,
    organization: String,
    requester: String,
    email: String,
    group: String,
    project: String,
}

impl Wording {
    pub fn new(rng: &mut Rng, requester: &User, organization: Option<&Organization>) -> Self {
        let newer = rng.usize(1..VERSIONS.len());
        let older = rng.usize(0..newer);
        Self::of(
            rng,
            requester,
            organization,
            VERSIONS[newer],
            VERSIONS[older],
        )
    }

    fn of(
        rng: &mut Rng,
        requester: &User,
        organization: Option<&Organization>,
        version: &str,
        old_version: &str,
    ) -> Self {
        let domain = requester
            .email
            .split_once('@')
            .map_or("mail.example", |(_, domain)| domain);
        let word = domain.split(['.', '-']).next().unwrap_or("acme");
        let group = format!(
            "{word}-{}",
            pick(
                rng,
                &["platform", "apps", "mobile", "data", "core", "embedded"]
            )
        );
        let project = pick(
            rng,
            &[
                "web-shop",
                "billing",
                "firmware",
                "infra",
                "api-gateway",
                "ml-models",
                "design-system",
            ],
        );
        Wording {
            version: version.to_owned(),
            old_version: old_version.to_owned(),
            host: format!("gitlab.{domain}"),
            organization: organization
                .map_or_else(|| word.to_owned(), |organization| organization.name.clone()),
            requester: requester.name.clone(),
            email: requester.email.clone(),
            project: format!("{group}/{project}"),
            domain: domain.to_owned(),
            group,
        }
    }

    pub fn first_message(&self, rng: &mut Rng, topic: &Topic) -> String {
        let mut parts = vec![*pick(rng, GREETINGS), *pick(rng, topic.problems)];
        let log = format!("```\n{}\n```", pick(rng, topic.logs));
        if chance(rng, 75) {
            parts.push(&log);
        }
        if chance(rng, 12) {
            parts.push(*pick(rng, PASTED_SECRETS));
        }
        parts.push(*pick(rng, CLOSINGS));
        fill(rng, &parts.join("\n\n"), self)
    }

    pub fn follow_up(&self, rng: &mut Rng, topic: &Topic) -> String {
        let text = if chance(rng, 70) {
            pick(rng, topic.follow_ups)
        } else {
            pick(rng, REMINDERS)
        };
        let closing = pick(rng, CLOSINGS);
        fill(rng, &format!("{text}\n\n{closing}"), self)
    }

    pub fn answer(&self, rng: &mut Rng, topic: &Topic, agent: &User, solves: bool) -> String {
        let text = pick(
            rng,
            if solves {
                topic.answers
            } else {
                topic.questions
            },
        );
        let given = self.requester.split(' ').next().unwrap_or_default();
        let text = format!(
            "Hi {given},\n\nThank you for getting in touch. {text}\n\nKind regards,\n{}\nGitLab Support",
            agent.name
        );
        fill(rng, &text, self)
    }

    pub fn note(&self, rng: &mut Rng) -> String {
        let text = pick(rng, NOTES);
        fill(rng, text, self)
    }
}

/// What a customer adds to a ticket that exists.
pub(crate) fn customer_reply(rng: &mut Rng, ticket: &Ticket, world: &World) -> String {
    match wording_of(rng, ticket, world) {
        Some(wording) => wording.follow_up(rng, topic_of(ticket)),
        None => (*pick(rng, REMINDERS)).to_owned(),
    }
}

pub(crate) fn agent_reply(rng: &mut Rng, ticket: &Ticket, world: &World) -> String {
    let agent = world
        .users
        .get(&ticket.assignee_id.unwrap_or(world.agent_id));
    match (wording_of(rng, ticket, world), agent) {
        (Some(wording), Some(agent)) => {
            wording.answer(rng, topic_of(ticket), agent, ticket.metrics.replies > 0)
        }
        _ => (*pick(rng, topic_of(ticket).questions)).to_owned(),
    }
}

fn topic_of(ticket: &Ticket) -> &'static Topic {
    TOPICS
        .iter()
        .find(|topic| ticket.has_tag(topic.tag))
        .unwrap_or(&TOPICS[0])
}

fn wording_of(rng: &mut Rng, ticket: &Ticket, world: &World) -> Option<Wording> {
    let requester = world.users.get(&ticket.requester_id)?;
    let version = ticket
        .custom_fields
        .get(&VERSION_FIELD)
        .and_then(|version| version.as_str())
        .unwrap_or(VERSIONS[VERSIONS.len() - 1]);
    Some(Wording::of(
        rng,
        requester,
        world.organization_of(ticket),
        version,
        VERSIONS[0],
    ))
}

/// Fills in `{{name}}`; braces that name nothing stay as they are.
pub fn fill(rng: &mut Rng, template: &str, words: &Wording) -> String {
    let mut filled = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some(at) = rest.find("{{") {
        let after = &rest[at + 2..];
        filled.push_str(&rest[..at]);
        match after
            .find("}}")
            .and_then(|end| Some((end, value(rng, &after[..end], words)?)))
        {
            Some((end, text)) => {
                filled.push_str(&text);
                rest = &after[end + 2..];
            }
            None => {
                filled.push_str("{{");
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}

fn value(rng: &mut Rng, name: &str, words: &Wording) -> Option<String> {
    Some(match name {
        "version" => words.version.clone(),
        "old_version" => words.old_version.clone(),
        "host" => words.host.clone(),
        "domain" => words.domain.clone(),
        "domain_word" => words
            .domain
            .split(['.', '-'])
            .next()
            .unwrap_or_default()
            .to_owned(),
        "organization" => words.organization.clone(),
        "requester" => words.requester.clone(),
        "email" => words.email.clone(),
        "user" => words.email.split('@').next().unwrap_or_default().to_owned(),
        "group" => words.group.clone(),
        "project" => words.project.clone(),
        "count" => rng.u32(2..90).to_string(),
        "number" => rng.u32(1_000..90_000).to_string(),
        "percent" => rng.u32(5..98).to_string(),
        "nodes" => rng.u32(2..9).to_string(),
        "size" => (*pick(rng, &["2,000", "3,000", "5,000", "10,000", "25,000"])).to_owned(),
        "pid" => rng.u32(800..64_000).to_string(),
        "ip" => format!(
            "10.{}.{}.{}",
            rng.u8(0..=255),
            rng.u8(0..=255),
            rng.u8(1..=254)
        ),
        "phone" => format!(
            "+{} {} 555 01{:02}",
            rng.u32(30..50),
            rng.u32(20..90),
            rng.u32(0..100)
        ),
        "time" => format!(
            "2026-0{}-{:02}T{:02}:{:02}:{:02}.{:03}Z",
            rng.u32(1..9),
            rng.u32(1..29),
            rng.u32(0..24),
            rng.u32(0..60),
            rng.u32(0..60),
            rng.u32(0..1_000)
        ),
        "weekday" => (*pick(
            rng,
            &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
        ))
        .to_owned(),
        "sha" => format!("{:016x}", rng.u64(..)),
        "short" => format!("{:08x}", rng.u32(..)),
        "token" => letters(rng, 20),
        "key" => letters(rng, 16).to_uppercase(),
        "correlation" => format!("01H{}", letters(rng, 23).to_uppercase()),
        _ => return None,
    })
}

fn letters(rng: &mut Rng, count: usize) -> String {
    (0..count)
        .map(|_| char::from(*pick(rng, LETTERS)))
        .collect()
}
