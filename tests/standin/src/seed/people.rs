use fastrand::Rng;
use jiff::Timestamp;

use super::material::{FAMILY_NAMES, FREE_MAIL, GIVEN_NAMES, TIME_ZONES};
use super::pick;
use crate::world::{Role, User, seconds_after};

pub fn agent(rng: &mut Rng, id: u64, start: Timestamp) -> User {
    let name = name(rng);
    person(rng, id, &name, "support.example", Role::Agent, None, start)
}

pub fn customer(
    rng: &mut Rng,
    id: u64,
    organization: Option<(u64, &str)>,
    start: Timestamp,
) -> User {
    let name = name(rng);
    let domain = organization.map_or_else(|| *pick(rng, FREE_MAIL), |(_, domain)| domain);
    person(
        rng,
        id,
        &name,
        domain,
        Role::Customer,
        organization.map(|(id, _)| id),
        start,
    )
}

fn name(rng: &mut Rng) -> String {
    format!("{} {}", pick(rng, GIVEN_NAMES), pick(rng, FAMILY_NAMES))
}

fn person(
    rng: &mut Rng,
    id: u64,
    name: &str,
    domain: &str,
    role: Role,
    organization_id: Option<u64>,
    start: Timestamp,
) -> User {
    User {
        id,
        name: name.to_owned(),
        email: format!("{}@{domain}", mailbox(name)),
        role,
        organization_id,
        time_zone: (*pick(rng, TIME_ZONES)).to_owned(),
        created_at: seconds_after(start, -rng.i64(500 * 86_400..2_000 * 86_400)),
    }
}

/// "Tomáš van Dijk" → "tomas.van.dijk"
fn mailbox(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .map(|c| match c {
            ' ' => '.',
            'á' | 'à' | 'ä' => 'a',
            'é' | 'è' | 'ë' => 'e',
            'í' | 'ı' => 'i',
            'ó' | 'ö' | 'ø' => 'o',
            'š' => 's',
            'ü' => 'u',
            c => c,
        })
        .filter(|c| c.is_ascii())
        .collect()
}
