use std::collections::BTreeMap;

use fastrand::Rng;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::material::{COMPANY_FIRST, COMPANY_SECOND};
use super::{chance, pick, weighted};
use crate::world::{Organization, Plan, seconds_after};

/// Plan, how many of 100 organisations have it, and how many tickets each of them opens.
const PLANS: &[(Plan, u32, u32)] = &[
    (Plan::Premium, 34, 10),
    (Plan::Ultimate, 22, 14),
    (Plan::Dedicated, 3, 16),
    (Plan::Gold, 5, 8),
    (Plan::Silver, 4, 5),
    (Plan::Starter, 13, 5),
    (Plan::Bronze, 4, 3),
    (Plan::Ees, 2, 4),
    (Plan::Free, 6, 2),
    (Plan::Trial, 4, 3),
    (Plan::Expired, 3, 3),
];

/// On the strategic list: three at most, by the handbook's own rule.
const STRATEGIC: [usize; 2] = [7, 41];

pub fn all(rng: &mut Rng, count: usize, start: Timestamp) -> Vec<(Organization, u32)> {
    let mut names: Vec<String> = COMPANY_FIRST
        .iter()
        .flat_map(|first| {
            COMPANY_SECOND
                .iter()
                .map(move |second| format!("{first} {second}"))
        })
        .collect();
    rng.shuffle(&mut names);
    let mut organizations = Vec::new();
    for (index, name) in names.into_iter().take(count).enumerate() {
        let strategic = STRATEGIC.contains(&index);
        // Each plan is there at least once, whatever the seed.
        let plan = if strategic {
            1
        } else if index < PLANS.len() {
            index
        } else {
            weighted(rng, PLANS.iter().map(|p| p.1))
        };
        let (plan, _, weight) = PLANS[plan];
        organizations.push((
            organization(rng, index, name, plan, strategic, start),
            weight,
        ));
    }
    organizations
}

fn organization(
    rng: &mut Rng,
    index: usize,
    name: String,
    plan: Plan,
    strategic: bool,
    start: Timestamp,
) -> Organization {
    let mut fields: BTreeMap<String, Value> = BTreeMap::new();
    let mut tags = vec![(*pick(rng, &["emea", "amer", "apac"])).to_owned()];
    let word = plan.as_str();
    let paid = plan.has_sla();
    // Accounts keep the plan in different places.
    match rng.u32(0..100) {
        0..55 => set(&mut fields, "support_level", json!(word)),
        55..70 => set(&mut fields, "support_level", json!(word.to_lowercase())),
        70..80 => set(&mut fields, "plan", json!(word)),
        80..90 => tags.push(word.to_lowercase()),
        _ => {
            set(&mut fields, "support_level", Value::Null);
            tags.push(subscription_tag(plan).map_or_else(|| word.to_lowercase(), str::to_owned));
        }
    }
    if paid {
        set(&mut fields, "number_of_seats", json!(rng.u32(2..80) * 25));
        set(
            &mut fields,
            "account_owner",
            json!(format!("Account team {}", rng.u32(1..=12))),
        );
    }
    let renewal = seconds_after(
        start,
        if plan == Plan::Expired {
            -rng.i64(1..90)
        } else {
            rng.i64(20..600)
        } * 86_400,
    );
    set(&mut fields, "subscription_ends", json!(renewal));
    if chance(rng, 25) {
        tags.push("federal_rules".to_owned());
    }
    if strategic {
        tags.push("strategic".to_owned());
    }
    tags.sort();
    let domain = format!("{}.example", name.to_lowercase().replace(' ', "-"));
    Organization {
        id: 360_000_100_001 + index as u64 * 17,
        name,
        domain,
        plan: Some(plan),
        fields,
        tags,
        created_at: seconds_after(start, -rng.i64(500 * 86_400..2_000 * 86_400)),
    }
}

/// The tag that the subscription system sets.
pub fn subscription_tag(plan: Plan) -> Option<&'static str> {
    Some(match plan {
        Plan::Ultimate => "sub_sm_ultimate",
        Plan::Premium => "sub_dotcom_premium",
        Plan::Gold => "sub_dotcom_ultimate",
        Plan::Starter => "sub_sm_starter",
        Plan::Dedicated => "sub_gitlab_dedicated",
        _ => return None,
    })
}

fn set(fields: &mut BTreeMap<String, Value>, name: &str, value: Value) {
    fields.insert(name.to_owned(), value);
}
