//! What is in the account, and how it changes by itself.

use std::collections::BTreeSet;

use jiff::Timestamp;
use standin::World;
use standin::world::{
    Metric, Plan, Request, SESSION_COOKIE, Stage, Status, View, minutes_after, seconds_after,
};

use crate::account::{START, seed_one};

#[test]
fn the_queue_is_as_large_and_varied_as_a_real_one() {
    let world = seed_one();
    assert!(world.tickets.len() >= 5_000);
    assert_eq!(world.organizations.len(), 120);
    assert_eq!(world.tickets.keys().next(), Some(&100_234));
    let unsolved = world.tickets_in(View::AllUnsolved, *START);
    assert!((500..2_000).contains(&unsolved.len()), "{}", unsolved.len());
    for status in [
        Status::New,
        Status::Open,
        Status::Pending,
        Status::Hold,
        Status::Solved,
        Status::Closed,
    ] {
        assert!(
            world
                .tickets
                .values()
                .filter(|t| t.status == status)
                .count()
                > 50,
            "{status:?}"
        );
    }
    for plan in [
        Plan::Dedicated,
        Plan::Silver,
        Plan::Starter,
        Plan::Free,
        Plan::Trial,
        Plan::Expired,
    ] {
        assert!(
            world.organizations.values().any(|o| o.plan == Some(plan)),
            "{plan:?}"
        );
    }
    let strategic = world
        .organizations
        .values()
        .filter(|o| o.tags.iter().any(|t| t == "strategic"))
        .count();
    assert_eq!(strategic, 2);
    assert!(unsolved.iter().any(|t| t.priority.is_none()));
    assert!(
        unsolved
            .iter()
            .any(|t| t.has_tag("needs-org") && t.organization_id.is_none())
    );
    let emergencies = unsolved.iter().filter(|t| t.has_tag("emergency")).count();
    assert!((1..20).contains(&emergencies), "{emergencies}");
    let stages: BTreeSet<Stage> = world
        .tickets
        .values()
        .flat_map(|t| &t.sla)
        .map(|m| m.stage)
        .collect();
    assert_eq!(stages.len(), 4);
    let subjects: BTreeSet<&str> = world.tickets.values().map(|t| t.subject.as_str()).collect();
    assert!(subjects.len() > 1_000, "{}", subjects.len());
    assert!(
        !world
            .tickets
            .values()
            .any(|t| t.subject.contains("{{") || t.comments.iter().any(|c| c.body.contains("{{")))
    );
}

#[test]
fn at_any_start_some_clocks_are_breached_critical_near_and_comfortable() {
    for start in ["2026-03-02T09:00:00Z", "2027-12-31T23:59:59Z"] {
        let start: Timestamp = start.parse().expect("a time");
        let world = World::new(7, start);
        let left: Vec<i64> = world
            .tickets_in(View::AllUnsolved, start)
            .iter()
            .filter_map(|t| t.seconds_left(start))
            .collect();
        let count =
            |wanted: &dyn Fn(i64) -> bool| left.iter().filter(|left| wanted(**left)).count();
        for (name, count) in [
            ("breached", count(&|left| left <= 0)),
            ("critical", count(&|left| (1..=3_600).contains(&left))),
            ("near", count(&|left| (3_601..=7_200).contains(&left))),
            ("comfortable", count(&|left| left > 7_200)),
        ] {
            assert!(count >= 20, "{name}: {count}");
        }
        assert!(!world.tickets_in(View::PremiumNearBreach, start).is_empty());
    }
}

#[test]
fn what_a_ticket_says_about_time_agrees_with_itself() {
    let world = World::new(3, *START);
    assert!(
        world
            .tickets
            .values()
            .is_sorted_by_key(|ticket| ticket.created_at)
    );
    for ticket in world.tickets.values() {
        let times: Vec<Timestamp> = ticket.comments.iter().map(|c| c.created_at).collect();
        assert!(times.is_sorted(), "{}", ticket.id);
        assert!(times.iter().all(|at| *at <= *START), "{}", ticket.id);
        assert_eq!(ticket.created_at, times[0]);
        assert!(ticket.updated_at <= *START && ticket.updated_at >= ticket.created_at);
        let by_agents = ticket
            .comments
            .iter()
            .filter(|c| c.public && c.author_id != ticket.requester_id)
            .count();
        assert_eq!(ticket.metrics.replies as usize, by_agents, "{}", ticket.id);
        if let Some((metric, _)) = ticket.running_clock() {
            let public = ticket
                .comments
                .iter()
                .rev()
                .find(|c| c.public)
                .expect("a public comment");
            assert_eq!(
                public.author_id, ticket.requester_id,
                "{}: the clock runs while the customer's word is the last",
                ticket.id
            );
            assert!(
                metric == Metric::NextReply || ticket.metrics.replies == 0 || ticket.sla.len() > 1
            );
        }
    }
}

#[test]
fn the_same_seed_and_start_give_the_same_world() {
    let answer = |seed: u64| {
        let mut world = World::new(seed, *START);
        let agent = world.agent_id;
        let cookie = world.sign_in(agent);
        let mut seen = String::new();
        for minute in 0..5 {
            let now = minutes_after(*START, minute);
            seen += &format!("{:?}", world.tick(now));
            let ids: Vec<String> = world.first_ids(100).iter().map(u64::to_string).collect();
            let path = format!(
                "/api/v2/tickets/show_many.json?ids={}&include=users,organizations,metric_sets,slas",
                ids.join(",")
            );
            let request =
                Request::get(&path).with_header("cookie", &format!("{SESSION_COOKIE}={cookie}"));
            seen += &world.handle(now, &request).body.to_string();
        }
        seen
    };
    assert_eq!(answer(1), answer(1));
    assert_ne!(answer(1), answer(2));
}

#[test]
fn the_queue_changes_by_itself_and_stays_sound() {
    let mut world = seed_one();
    let before = world.tickets.len();
    let mut changed = BTreeSet::new();
    for tick in 1..=300 {
        let now = seconds_after(*START, tick * 4);
        for id in world.tick(now) {
            let ticket = world.ticket(id).expect("a changed ticket exists");
            assert_eq!(ticket.updated_at, now);
            assert_ne!(ticket.status, Status::Closed);
            changed.insert(id);
        }
    }
    assert!(changed.len() > 200, "{}", changed.len());
    assert_eq!(world.tickets.len(), before);
}

#[test]
fn a_test_can_set_a_clock() {
    let mut world = seed_one();
    let id = world.view_ids(View::New, *START)[0];
    assert!(world.set_breach_at(id, Some(minutes_after(*START, 90))));
    assert_eq!(
        world.ticket(id).and_then(|t| t.seconds_left(*START)),
        Some(5_400)
    );
    assert!(world.set_breach_at(id, None));
    assert_eq!(world.ticket(id).and_then(|t| t.running_clock()), None);
    assert!(!world.set_breach_at(1, None));
}
