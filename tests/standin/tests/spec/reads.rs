//! What the API tells, and when it refuses.

use standin::SlaMode;
use standin::world::{Metric, Request, Stage, Status, seconds_after};

use crate::account::{Account, START};
use serde_json::Value;
use std::collections::BTreeSet;

#[test]
fn show_many_carries_its_sideloads() {
    let mut account = Account::new();
    let ids: Vec<String> = account
        .world
        .first_ids(100)
        .iter()
        .map(u64::to_string)
        .collect();
    let list = ids.join(",");
    assert_eq!(
        account.body("/api/v2/tickets/show_many.json?ids=7,x,100234")["count"],
        1,
        "what is not there is left out"
    );
    let body = account.body(&format!(
        "/api/v2/tickets/show_many.json?ids={list}&include=users,organizations,metric_sets,slas"
    ));
    assert_eq!(body["count"], 100);
    assert_eq!(body["metric_sets"].as_array().map(Vec::len), Some(100));
    let ticket = &body["tickets"][0];
    assert!(
        ticket["id"].is_u64()
            && ticket["updated_at"]
                .as_str()
                .is_some_and(|at| at.len() == 20 && at.ends_with('Z'))
    );
    let organizations = body["organizations"].as_array().expect("organisations");
    for ticket in body["tickets"].as_array().expect("tickets") {
        assert!(ticket["slas"]["policy_metrics"].is_array());
        if let Some(id) = ticket["organization_id"].as_u64() {
            assert!(
                organizations
                    .iter()
                    .any(|o| o["id"] == id && o["organization_fields"].is_object())
            );
        }
    }
    assert_eq!(
        account
            .get(&format!("/api/v2/tickets/show_many.json?ids={list},7"))
            .status,
        400
    );
    assert!(
        account.body(&format!("/api/v2/tickets/show_many.json?ids={list}"))["tickets"][0]
            .get("slas")
            .is_none()
    );
}

#[test]
fn the_rest_of_the_api_has_zendesks_shapes() {
    let mut account = Account::new();
    let id = account.first(|t| {
        t.status == Status::Open && t.organization_id.is_some() && t.running_clock().is_some()
    });
    let ticket = account.body(&format!(
        "/api/v2/tickets/{id}.json?include=users,organizations,metric_sets,slas"
    ));
    assert_eq!(ticket["ticket"]["id"], id);
    assert_eq!(ticket["metric_sets"][0]["ticket_id"], id);
    let comments = account.body(&format!("/api/v2/tickets/{id}/comments.json"));
    assert_eq!(
        comments["comments"][0]["body"],
        ticket["ticket"]["description"]
    );
    let metrics = account.body(&format!("/api/v2/tickets/{id}/slas/policy_metrics.json"));
    let numbers = ["days", "hours", "minutes"];
    for metric in metrics["policy_metrics"]
        .as_array()
        .expect("metrics")
        .iter()
        .filter(|m| m["stage"] == "active")
    {
        assert_eq!(
            numbers.iter().filter(|n| metric.get(**n).is_some()).count(),
            1,
            "{metric}"
        );
    }
    let organization = ticket["ticket"]["organization_id"]
        .as_u64()
        .expect("an organisation");
    assert_eq!(
        account.body(&format!("/api/v2/organizations/{organization}.json"))["organization"]["id"],
        organization
    );
    assert!(
        account.body("/api/v2/ticket_fields.json")["ticket_fields"]
            .as_array()
            .is_some_and(|fields| fields.len() > 8)
    );
    assert_eq!(
        account.body("/api/v2/views.json")["views"][0]["id"],
        360_001
    );
    let page = account.body("/api/v2/views/360001/tickets.json?per_page=30&page=2");
    assert_eq!(page["tickets"].as_array().map(Vec::len), Some(30));
    assert!(
        page["next_page"]
            .as_str()
            .is_some_and(|next| next.contains("page=3"))
    );
    assert_eq!(
        account.body("/api/v2/views/360001/execute.json")["rows"]
            .as_array()
            .map(Vec::len),
        Some(100)
    );
    assert_eq!(
        account.body("/api/v2/users/me.json")["user"]["role"],
        "agent"
    );
    for missing in [
        "/api/v2/tickets/99.json",
        "/api/v2/nothing.json",
        "/api/v2/organizations/x.json",
        "/api/v2/views/1/tickets.json",
    ] {
        assert_eq!(account.get(missing).status, 404, "{missing}");
    }
}

#[test]
fn search_finds_ids_states_organisations_and_words() {
    let mut account = Account::new();
    let ids = account.world.first_ids(3);
    let query = format!(
        "/api/v2/search.json?query=type:ticket {} {} {}&include=tickets(slas)",
        ids[0], ids[1], ids[2]
    );
    let found = account.body(&query);
    assert_eq!(found["count"], 3);
    assert!(found["results"][0]["slas"]["policy_metrics"].is_array());
    assert_eq!(found["results"][0]["result_type"], "ticket");

    let organization = account
        .world
        .organizations
        .keys()
        .next()
        .copied()
        .expect("an organisation");
    let found = account.body(&format!(
        "/api/v2/search.json?query=type:ticket status<solved organization:{organization}"
    ));
    for ticket in found["results"].as_array().expect("results") {
        assert_eq!(ticket["organization_id"], organization);
        assert!(!["solved", "closed"].contains(&ticket["status"].as_str().expect("a status")));
    }
    let all = account.body("/api/v2/search/count.json?query=type:ticket")["count"].clone();
    assert_eq!(all, account.world.tickets.len());
    let ldap =
        account.body("/api/v2/search/count.json?query=LDAP priority:high -status:closed")["count"]
            .as_u64();
    assert!(
        ldap.is_some_and(|count| count > 5 && count < 500),
        "{ldap:?}"
    );
    assert_eq!(account.get("/api/v2/search.json?query=").status, 422);
}

#[test]
fn a_search_sends_along_what_is_asked_for_by_the_kind_of_its_results() {
    let mut account = Account::new();
    let ids = account.world.first_ids(30);
    let ids: Vec<String> = ids.iter().map(u64::to_string).collect();
    let query = format!("/api/v2/search.json?query=type:ticket {}", ids.join(" "));
    let show = format!("/api/v2/tickets/show_many.json?ids={}", ids.join(","));
    let all = "users,organizations,metric_sets";
    let by_kind = account.body(&format!("{query}&include=tickets({all},slas)"));
    let by_id = account.body(&format!("{show}&include={all}"));
    for name in all.split(',') {
        let records = |body: &Value| {
            let records = body[name].as_array().expect(name).iter();
            records.map(Value::to_string).collect::<BTreeSet<_>>()
        };
        assert_eq!(records(&by_kind), records(&by_id), "{name}");
    }
    assert!(by_kind["results"][0]["slas"]["policy_metrics"].is_array());
    for body in [
        account.body(&format!("{query}&include={all},slas")),
        account.body(&query),
        account.body(&format!("{show}&include=tickets({all},slas)")),
    ] {
        assert!(all.split(',').all(|name| body.get(name).is_none()));
        assert!(!body.to_string().contains("policy_metrics"));
    }
}

#[test]
fn slas_can_be_ignored_or_forbidden() {
    let mut account = Account::new();
    let id = account.world.first_ids(1)[0];
    let show = format!("/api/v2/tickets/show_many.json?ids={id}&include=slas");
    let search = format!("/api/v2/search.json?query=type:ticket {id}&include=tickets(slas)");
    let alone = format!("/api/v2/tickets/{id}/slas/policy_metrics.json");
    account.world.sla = SlaMode::IgnoredByShow;
    assert!(account.body(&show)["tickets"][0].get("slas").is_none());
    assert!(account.body(&search)["results"][0].get("slas").is_some());
    assert!(account.body(&alone)["policy_metrics"].is_array());
    account.world.sla = SlaMode::Forbidden;
    for path in [&show, &search, &alone] {
        assert_eq!(account.get(path).status, 403, "{path}");
    }
    assert_eq!(
        account.get(&format!("/api/v2/tickets/{id}.json")).status,
        200
    );
}

#[test]
fn without_a_session_nothing_is_told() {
    let mut account = Account::new();
    let refused = account
        .world
        .handle(account.now, &Request::get("/api/v2/users/me.json"));
    assert_eq!(
        (refused.status, refused.body["error"].as_str()),
        (401, Some("Couldn't authenticate you"))
    );
    account.world.sign_everybody_out();
    assert_eq!(account.get("/api/v2/users/me.json").status, 401);
}

#[test]
fn the_account_is_limited_and_says_when_to_come_back() {
    let mut account = Account::new();
    account.world.limits.account_per_minute = 3;
    for second in 0..3 {
        account.now = seconds_after(*START, second * 10);
        assert_eq!(account.get("/api/v2/users/me.json").status, 200);
    }
    let refused = account.get("/api/v2/users/me.json");
    assert_eq!(refused.status, 429);
    assert!(
        refused
            .headers
            .contains(&("retry-after".to_owned(), "40".to_owned())),
        "{:?}",
        refused.headers
    );
    assert_eq!(refused.body["error"], "APIRateLimitExceeded");
    account.now = seconds_after(*START, 60);
    assert_eq!(account.get("/api/v2/users/me.json").status, 200);
    assert_eq!(account.world.requests_last_minute(account.now), 3);
}

#[test]
fn a_view_may_be_executed_five_times_a_minute() {
    let mut account = Account::new();
    for _ in 0..5 {
        account.body("/api/v2/views/360001/tickets.json?per_page=1");
    }
    assert_eq!(account.get("/api/v2/views/360001/tickets.json").status, 429);
    assert_eq!(account.get("/api/v2/views/360003/tickets.json").status, 200);
}

#[test]
fn searches_are_counted_as_zendesks_language_has_it() {
    let mut account = Account::new();
    let mut count = |query: &str| {
        let query = query.replace(' ', "%20").replace(">=", "%3E%3D");
        let path = format!("/api/v2/search/count.json?query={query}");
        account.body(&path)["count"].as_u64().expect("a count")
    };
    let month = "2026-01-31T09:00:00Z";
    let created = count(&format!("type:ticket created>={month}"));
    let by = |channels: &str| format!("type:ticket created>={month}{channels}");
    let (mail, web) = (count(&by(" via:mail")), count(&by(" via:web")));
    let rest = count(&by(" -via:mail -via:web"));
    assert!(mail > 0 && web > mail && rest > 0);
    assert_eq!(mail + web + rest, created);
    assert_eq!(count(&by(" via:mail via:web")), mail + web, "alternatives");
    let solved = count(&format!("type:ticket solved>={month}"));
    let rated = |words: &str| format!("type:ticket solved>={month} {words}");
    let good = count(&rated("satisfaction:good"));
    let all_good = count(&rated("satisfaction:good satisfaction:goodwithcomment"));
    let bad = count(&rated("satisfaction:bad satisfaction:badwithcomment"));
    assert!(good < all_good, "one with a comment is one of its own");
    let rated = all_good + bad;
    assert!(
        (20..45).contains(&(rated * 100 / solved)),
        "{rated} of {solved} are rated"
    );
    assert!(
        (90..100).contains(&(all_good * 100 / rated)),
        "{bad} of {rated} are bad"
    );
    assert_eq!(
        count(&format!("status>=solved created>={month}")),
        count(&by(" status:solved status:closed"))
    );
}

#[test]
fn an_account_may_have_no_ratings() {
    let mut account = Account::new();
    account.world.ratings_refused = Some(403);
    for (query, status) in [
        ("type%3Aticket%20satisfaction%3Agood", 403),
        ("type%3Aticket", 200),
    ] {
        let path = format!("/api/v2/search/count.json?query={query}");
        assert_eq!(account.get(&path).status, status, "{query}");
    }
}

#[test]
fn most_first_replies_were_in_time() {
    let account = Account::new();
    let (mut met, mut all) = (0, 0);
    for ticket in account.world.tickets.values() {
        let mut answers = ticket.comments.iter();
        let first = answers.find(|one| one.public && one.author_id != ticket.requester_id);
        let achieved = ticket
            .sla
            .iter()
            .find(|one| (one.metric, one.stage) == (Metric::FirstReply, Stage::Achieved));
        if let (Some(first), Some(at)) = (first, achieved.and_then(|one| one.breach_at)) {
            all += 1;
            met += usize::from(first.created_at <= at);
        }
    }
    assert!(
        all > 500 && (88..98).contains(&(met * 100 / all)),
        "{met} of {all}"
    );
}
