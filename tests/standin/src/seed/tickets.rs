use std::collections::BTreeMap;

use fastrand::Rng;
use jiff::Timestamp;
use serde_json::json;

use super::material::{EMERGENCIES, TOPICS, Topic};
use super::organizations::subscription_tag;
use super::timeline::{Facts, Speaker, Timeline, timeline};
use super::wording::{Wording, fill};
use super::{Cast, chance, pick, weighted};
use crate::world::{
    Comment, DEPLOYMENT_FIELD, EMERGENCY_FORM, MetricSet, Organization, PROBLEM_TYPE_FIELD,
    Priority, REGULAR_FORM, Status, Ticket, User, VERSION_FIELD,
};

const STATUSES: &[(Status, u32)] = &[
    (Status::New, 40),
    (Status::Open, 85),
    (Status::Pending, 50),
    (Status::Hold, 20),
    (Status::Solved, 205),
    (Status::Closed, 600),
];

/// A ticket that has no id yet.
pub fn ticket(rng: &mut Rng, cast: &Cast, start: Timestamp, next_comment_id: &mut u64) -> Ticket {
    let status = STATUSES[weighted(rng, STATUSES.iter().map(|s| s.1))].0;
    let organization =
        (!chance(rng, 3)).then(|| &cast.organizations[weighted(rng, cast.weights.iter().copied())]);
    let plan = organization.and_then(|organization| organization.plan);
    let requester = match organization.and_then(|organization| cast.customers.get(&organization.id))
    {
        Some(staff) => pick(rng, staff),
        None => pick(rng, &cast.strangers),
    };
    let topic = TOPICS[weighted(rng, TOPICS.iter().map(|topic| topic.weight))];
    let emergency = plan.is_some_and(|plan| plan.is_premium_class()) && rng.u32(0..1_000) < 9;
    let (subject, usual) = if emergency {
        (*pick(rng, EMERGENCIES), Priority::Urgent)
    } else {
        *pick(rng, topic.subjects)
    };
    let priority = priority(rng, usual, emergency);
    let facts = Facts {
        status,
        priority,
        plan,
        emergency,
    };
    let timeline = timeline(rng, &facts, start);
    let assignee = assignee(rng, cast, status, &timeline);

    let words = Wording::new(rng, requester, organization);
    let author = match assignee {
        Some(agent) => agent,
        None => pick(rng, &cast.agents),
    };
    let comments = comments(
        rng,
        &timeline,
        &words,
        topic,
        requester,
        author,
        next_comment_id,
    );
    let metrics = metrics(&timeline, status, assignee.is_some(), start);
    let saas = topic.tag == "gitlab_com" || chance(rng, 30);
    let custom_fields = BTreeMap::from([
        (PROBLEM_TYPE_FIELD, json!(topic.name)),
        (
            VERSION_FIELD,
            if saas {
                json!(null)
            } else {
                json!(words.version)
            },
        ),
        (
            DEPLOYMENT_FIELD,
            json!(if saas { "gitlab_com" } else { "self_managed" }),
        ),
    ]);
    let mut ticket = Ticket {
        id: 0,
        subject: fill(rng, subject, &words),
        status,
        priority,
        kind: pick(
            rng,
            &[None, Some("problem"), Some("incident"), Some("question")],
        )
        .map(str::to_owned),
        channel: (*pick(rng, &["web", "web", "email", "api"])).to_owned(),
        created_at: timeline.turns.first().map_or(start, |turn| turn.1),
        updated_at: timeline.turns.last().map_or(start, |turn| turn.1),
        requester_id: requester.id,
        assignee_id: assignee.map(|agent| agent.id),
        organization_id: organization.map(|organization| organization.id),
        group_id: *cast
            .groups
            .keys()
            .nth(if topic.tag == "license" {
                2
            } else {
                usize::from(saas)
            })
            .unwrap_or(&0),
        form_id: if emergency && chance(rng, 50) {
            EMERGENCY_FORM
        } else {
            REGULAR_FORM
        },
        tags: Vec::new(),
        custom_fields,
        is_public: true,
        comments,
        metrics,
        sla: timeline.sla,
        rating: None,
    };
    ticket.set_tags(tags(rng, topic, organization, emergency, saas));
    ticket
}

fn priority(rng: &mut Rng, usual: Priority, emergency: bool) -> Option<Priority> {
    if emergency {
        return Some(Priority::Urgent);
    }
    match rng.u32(0..100) {
        0..7 => None,
        7..80 => Some(usual),
        80..97 => Some(*pick(
            rng,
            &[
                Priority::Low,
                Priority::Normal,
                Priority::Normal,
                Priority::High,
            ],
        )),
        _ => Some(Priority::Urgent),
    }
}

fn assignee<'a>(
    rng: &mut Rng,
    cast: &'a Cast,
    status: Status,
    timeline: &Timeline,
) -> Option<&'a User> {
    let answered = timeline.turns.iter().any(|turn| turn.0 == Speaker::Agent);
    let taken = match status {
        Status::New => false,
        Status::Open if !answered => chance(rng, 30),
        Status::Open => chance(rng, 80),
        _ => chance(rng, 96),
    };
    // The signed-in agent has a desk full of tickets as well.
    let mine = chance(rng, 5);
    taken.then(|| {
        if mine {
            &cast.agents[0]
        } else {
            pick(rng, &cast.agents)
        }
    })
}

fn tags(
    rng: &mut Rng,
    topic: &Topic,
    organization: Option<&Organization>,
    emergency: bool,
    saas: bool,
) -> Vec<String> {
    let mut tags = vec![topic.tag, if saas { "gitlab_com" } else { "self_managed" }];
    match organization {
        None if chance(rng, 85) => tags.push("needs-org"),
        None => {}
        Some(organization) => {
            if let Some(tag) = organization
                .plan
                .and_then(subscription_tag)
                .filter(|_| chance(rng, 65))
            {
                tags.push(tag);
            }
        }
    }
    if emergency {
        tags.push(if chance(rng, 70) {
            "emergency"
        } else {
            "customer_emergency"
        });
    }
    for (tag, percent) in [
        ("feature_request", 4),
        ("needs_reproduction", 6),
        ("docs", 5),
        ("call_scheduled", 3),
    ] {
        if chance(rng, percent) {
            tags.push(tag);
        }
    }
    tags.into_iter().map(str::to_owned).collect()
}

fn comments(
    rng: &mut Rng,
    timeline: &Timeline,
    words: &Wording,
    topic: &Topic,
    requester: &User,
    agent: &User,
    next_comment_id: &mut u64,
) -> Vec<Comment> {
    let mut said = 0;
    timeline
        .turns
        .iter()
        .enumerate()
        .map(|(index, &(speaker, created_at))| {
            *next_comment_id += 1;
            let body = match speaker {
                Speaker::Customer if index == 0 => words.first_message(rng, topic),
                Speaker::Customer => words.follow_up(rng, topic),
                Speaker::Agent => {
                    said += 1;
                    words.answer(rng, topic, agent, said > 1)
                }
                Speaker::Note => words.note(rng),
            };
            let author_id = if speaker == Speaker::Customer {
                requester.id
            } else {
                agent.id
            };
            Comment {
                id: *next_comment_id,
                author_id,
                public: speaker != Speaker::Note,
                body,
                created_at,
            }
        })
        .collect()
}

fn metrics(timeline: &Timeline, status: Status, assigned: bool, start: Timestamp) -> MetricSet {
    let last = |speaker| {
        timeline
            .turns
            .iter()
            .rev()
            .find(|turn| turn.0 == speaker)
            .map(|turn| turn.1)
    };
    let first_answer = timeline
        .turns
        .iter()
        .find(|turn| turn.0 == Speaker::Agent)
        .map(|turn| turn.1);
    let created_at = timeline.turns.first().map_or(start, |turn| turn.1);
    let assigned_at = assigned.then(|| first_answer.unwrap_or(created_at));
    let ended_at = timeline.turns.last().map_or(start, |turn| turn.1);
    MetricSet {
        reopens: 0,
        requester_updated_at: last(Speaker::Customer),
        assignee_updated_at: last(Speaker::Agent),
        status_updated_at: if status == Status::New {
            created_at
        } else {
            ended_at
        },
        initially_assigned_at: assigned_at,
        assigned_at,
        solved_at: (!status.is_unsolved()).then_some(ended_at),
        replies: u32::try_from(
            timeline
                .turns
                .iter()
                .filter(|turn| turn.0 == Speaker::Agent)
                .count(),
        )
        .unwrap_or(u32::MAX),
    }
}
