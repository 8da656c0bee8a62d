//! Makes the queue: the same seed and start time give the same account.

pub(crate) mod gitlab;
mod material;
mod organizations;
mod outcome;
mod people;
mod tickets;
mod timeline;
pub(crate) mod wording;

use std::collections::BTreeMap;

use fastrand::Rng;
use jiff::Timestamp;

use crate::world::{Organization, Role, Ticket, User, World};

const ORGANIZATIONS: usize = 120;
const AGENTS: usize = 48;
const TICKETS: usize = 5_400;
const FIRST_TICKET_ID: u64 = 100_234;

/// Who can be part of a ticket.
pub(crate) struct Cast {
    pub organizations: Vec<Organization>,
    /// How many tickets each organisation opens, relative to the others.
    pub weights: Vec<u32>,
    pub customers: BTreeMap<u64, Vec<User>>,
    /// People whose mail address belongs to no organisation.
    pub strangers: Vec<User>,
    pub agents: Vec<User>,
    pub groups: BTreeMap<u64, String>,
}

/// `start` has whole seconds.
pub(crate) fn world(seed: u64, start: Timestamp) -> World {
    let mut rng = Rng::with_seed(seed);
    let cast = cast(&mut rng, start);
    let mut next_comment_id = 360_100_000_000;
    let mut tickets: Vec<Ticket> = (0..TICKETS)
        .map(|_| tickets::ticket(&mut rng, &cast, start, &mut next_comment_id))
        .collect();
    // Ids are given in the order in which tickets come in.
    tickets.sort_by_key(|ticket| ticket.created_at);
    let numbered = tickets.into_iter().zip(FIRST_TICKET_ID..);
    let tickets: BTreeMap<u64, Ticket> = numbered
        .map(|(ticket, id)| {
            let mut ticket = Ticket { id, ..ticket };
            outcome::settle(&mut ticket);
            (id, ticket)
        })
        .collect();
    let agent_id = cast.agents.first().map_or(0, |agent| agent.id);
    let customers = cast.customers.into_values().flatten();
    let users = cast
        .agents
        .into_iter()
        .chain(customers)
        .chain(cast.strangers);
    World {
        tickets,
        organizations: cast.organizations.into_iter().map(|o| (o.id, o)).collect(),
        users: users.map(|user| (user.id, user)).collect(),
        groups: cast.groups,
        agent_id,
        rng,
        next_comment_id,
        ..World::empty(seed, start)
    }
}

fn cast(rng: &mut Rng, start: Timestamp) -> Cast {
    let groups = ["Self-managed", "GitLab.com", "Licensing and renewals"];
    let agents = (0..AGENTS)
        .map(|i| people::agent(rng, 360_300_000_001 + i as u64 * 7, start))
        .collect();
    let mut cast = Cast {
        organizations: Vec::new(),
        weights: Vec::new(),
        customers: BTreeMap::new(),
        strangers: Vec::new(),
        agents,
        groups: groups
            .iter()
            .enumerate()
            .map(|(i, name)| (360_200_000_001 + i as u64, (*name).to_owned()))
            .collect(),
    };
    let mut next_user_id = 360_400_000_000;
    for (organization, weight) in organizations::all(rng, ORGANIZATIONS, start) {
        let staff = rng.usize(3..=9);
        let staff = (0..staff).map(|_| {
            next_user_id += 13;
            people::customer(
                rng,
                next_user_id,
                Some((organization.id, &organization.domain)),
                start,
            )
        });
        cast.customers.insert(organization.id, staff.collect());
        cast.organizations.push(organization);
        cast.weights.push(weight);
    }
    for _ in 0..60 {
        next_user_id += 13;
        cast.strangers
            .push(people::customer(rng, next_user_id, None, start));
    }
    debug_assert!(cast.agents.iter().all(|agent| agent.role == Role::Agent));
    cast
}

/// A choice from a list that is never empty.
pub(crate) fn pick<'a, T>(rng: &mut Rng, from: &'a [T]) -> &'a T {
    &from[rng.usize(0..from.len())]
}

/// An index by weight.
pub(crate) fn weighted(rng: &mut Rng, weights: impl Iterator<Item = u32> + Clone) -> usize {
    let total: u32 = weights.clone().sum();
    let mut point = rng.u32(0..total.max(1));
    for (index, weight) in weights.enumerate() {
        if point < weight {
            return index;
        }
        point -= weight;
    }
    0
}

pub(crate) fn chance(rng: &mut Rng, percent: u32) -> bool {
    rng.u32(0..100) < percent
}
