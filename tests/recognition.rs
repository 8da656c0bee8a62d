//! How plans, emergencies and strategic organisations are recognised.

mod common;

use common::{noon, rules, rules_of, ticket};
use serde_json::{Value, json};
use vanguard::{
    customer::PlanSource,
    priority::{self, preset::Class},
    settings::Rules,
    ticket::Ticket,
    zendesk,
};

const FIELD: Option<PlanSource> = Some(PlanSource::OrganisationField);
const ORGANISATION_TAG: Option<PlanSource> = Some(PlanSource::OrganisationTag);
const TICKET_TAG: Option<PlanSource> = Some(PlanSource::TicketTag);

fn parse(organisation: Value, ticket_tags: Value) -> Ticket {
    let mut organisation = organisation;
    organisation["id"] = json!(5);
    let body = json!({
        "ticket": { "id": 1, "status": "open", "organization_id": 5, "tags": ticket_tags },
        "organizations": [organisation],
    });
    zendesk::parse_tickets(&body.to_string())
        .expect("a body")
        .tickets
        .pop()
        .expect("a ticket")
}

fn check(organisation: Value, ticket_tags: Value, plan: &str, source: Option<PlanSource>) {
    let case = format!("organisation {organisation}, ticket tags {ticket_tags}");
    let ticket = parse(organisation, ticket_tags);
    let rules = rules("handbook-2018");
    let standing = priority::stand(&ticket, &rules, noon());
    assert_eq!(standing.plan.map_or("", |(plan, _)| plan), plan, "{case}");
    assert_eq!(standing.plan.map(|(_, source)| source), source, "{case}");
}

fn fields(fields: Value) -> Value {
    json!({ "organization_fields": fields })
}

#[test]
fn every_plan_in_either_field_and_in_any_case() {
    for plan in [
        "Premium",
        "Ultimate",
        "Gold",
        "Silver",
        "Dedicated",
        "Starter",
        "Bronze",
        "EES",
        "Free",
        "Core",
        "Community",
        "Trial",
        "Expired",
        "Hold",
    ] {
        for field in ["support_level", "plan", "Support_Level", "PLAN"] {
            for text in [
                plan.to_owned(),
                plan.to_lowercase(),
                plan.to_uppercase(),
                format!(" {plan} "),
            ] {
                check(
                    fields(json!({ field: text })),
                    json!([]),
                    &plan.to_lowercase(),
                    FIELD,
                );
            }
        }
    }
}

#[test]
fn tags_of_the_organisation_or_the_ticket() {
    for (tag, plan) in [
        ("premium", "premium"),
        ("ultimate", "ultimate"),
        ("gold", "gold"),
        ("silver", "silver"),
        ("starter", "starter"),
        ("bronze", "bronze"),
        ("ees", "ees"),
        ("free", "free"),
        ("core", "core"),
        ("community", "community"),
        ("trial", "trial"),
        ("expired", "expired"),
        ("sub_dotcom_premium", "premium"),
        ("sub_dotcom_ultimate", "ultimate"),
        ("sub_sm_premium", "premium"),
        ("sub_sm_ultimate", "ultimate"),
        ("sub_sm_starter", "starter"),
        ("sub_gitlab_dedicated", "dedicated"),
        ("Sub_Gitlab_Dedicated", "dedicated"),
    ] {
        check(json!({ "tags": [tag] }), json!([]), plan, ORGANISATION_TAG);
        check(json!({}), json!([tag]), plan, TICKET_TAG);
    }
}

#[test]
fn a_word_that_is_no_plan_is_none() {
    for tag in ["hold", "premium_plus", "dedicated", "", "prémium"] {
        check(json!({ "tags": [tag] }), json!([tag]), "", None);
    }
    check(fields(json!({ "plan": "Platinum" })), json!([]), "", None);
    check(
        fields(json!({ "plan": null, "support_level": 7 })),
        json!([]),
        "",
        None,
    );
    check(json!({}), json!([]), "", None);
}

#[test]
fn the_field_wins_over_tags_and_the_organisation_over_the_ticket() {
    check(
        json!({ "organization_fields": { "plan": "Free" }, "tags": ["ultimate"] }),
        json!(["premium"]),
        "free",
        FIELD,
    );
    check(
        json!({ "tags": ["starter"] }),
        json!(["ultimate"]),
        "starter",
        ORGANISATION_TAG,
    );
    check(
        json!({ "organization_fields": { "plan": "Platinum" }, "tags": ["starter"] }),
        json!(["ultimate"]),
        "starter",
        ORGANISATION_TAG,
    );
    check(
        json!({ "tags": ["unrelated"] }),
        json!(["ultimate"]),
        "ultimate",
        TICKET_TAG,
    );
}

#[test]
fn support_level_is_read_before_plan_and_plan_where_it_says_nothing() {
    check(
        fields(json!({ "plan": "Premium", "support_level": "Starter" })),
        json!([]),
        "starter",
        FIELD,
    );
    check(
        fields(json!({ "plan": "Premium", "support_level": null })),
        json!([]),
        "premium",
        FIELD,
    );
    check(
        fields(json!({ "plan": "Premium", "support_level": "?" })),
        json!([]),
        "premium",
        FIELD,
    );
}

#[test]
fn the_higher_plan_wins_where_two_tags_disagree() {
    let falling = [
        "sub_gitlab_dedicated",
        "ultimate",
        "gold",
        "premium",
        "silver",
        "starter",
        "free",
        "trial",
    ];
    for pair in falling.windows(2) {
        let higher = pair[0].trim_start_matches("sub_gitlab_");
        check(
            json!({ "tags": [pair[1], pair[0]] }),
            json!([]),
            higher,
            ORGANISATION_TAG,
        );
        check(json!({}), json!([pair[1], pair[0]]), higher, TICKET_TAG);
    }
}

#[test]
fn classes_by_edition_silver_is_premium_from_2019() {
    for (preset, plan, class) in [
        ("handbook-2018", "silver", Class::OtherPaid),
        ("handbook-2016", "silver", Class::OtherPaid),
        ("handbook-2019", "silver", Class::Premium),
        ("weight-2024", "silver", Class::Premium),
        ("handbook-2018", "premium", Class::Premium),
        ("handbook-2018", "ultimate", Class::Premium),
        ("handbook-2018", "gold", Class::Premium),
        ("handbook-2018", "dedicated", Class::Premium),
        ("handbook-2018", "starter", Class::OtherPaid),
        ("handbook-2018", "bronze", Class::OtherPaid),
        ("handbook-2018", "ees", Class::OtherPaid),
        ("handbook-2018", "free", Class::NoSla),
        ("handbook-2018", "core", Class::NoSla),
        ("handbook-2018", "community", Class::NoSla),
        ("handbook-2018", "trial", Class::NoSla),
        ("handbook-2018", "expired", Class::NoSla),
        ("handbook-2018", "plan-hold", Class::NoSla),
        ("handbook-2018", "", Class::Unknown),
        ("handbook-2018", "no-org", Class::Unknown),
    ] {
        let rules = rules(preset);
        let class_of_it = priority::stand(&ticket(1, plan), &rules, noon()).class;
        assert_eq!(class_of_it, class, "{preset}: {plan}");
    }
}

fn important(rules: &Rules, words: &str) -> (bool, bool) {
    let ticket = ticket(1, words);
    let standing = priority::stand(&ticket, rules, noon());
    (standing.emergency, standing.strategic)
}

#[test]
fn emergencies_by_ticket_tag_or_form_and_strategic_by_the_organisations_tag() {
    let rules = rules_of(
        r#"{"emergency": {"tags": ["emergency", "customer_emergency"], "forms": [360001, 18014398509481985]}}"#,
    );
    for (words, emergency, strategic) in [
        ("tag:emergency", true, false),
        ("tag:customer_emergency", true, false),
        ("tag:Customer_Emergency", true, false),
        ("form:360001", true, false),
        ("form:18014398509481985", true, false),
        ("form:18014398509481984", false, false),
        ("form:360002", false, false),
        ("org-tag:emergency", false, false),
        ("org-tag:strategic", false, true),
        ("org-tag:Strategic", false, true),
        ("tag:strategic", false, false),
        ("tag:emergency org-tag:strategic", true, true),
        ("premium urgent", false, false),
    ] {
        assert_eq!(
            important(&rules, words),
            (emergency, strategic),
            "{words}: emergency, strategic"
        );
    }
}

#[test]
fn the_tables_are_editable_in_any_case() {
    let rules = rules_of(
        r#"{"plans": {"fields": ["Tier"], "plans": [{"plan": "Platinum", "paid": true, "tags": ["VIP"]}]},
            "emergency": {"tags": ["Sev1"], "forms": []}, "strategic_tags": ["Key_Account"]}"#,
    );
    for (organisation, tags) in [
        (fields(json!({ "tier": "platinum" })), json!([])),
        (json!({ "tags": ["vip"] }), json!([])),
        (json!({}), json!(["VIP"])),
    ] {
        let case = format!("{organisation} {tags}");
        let ticket = parse(organisation, tags);
        let plan = priority::stand(&ticket, &rules, noon()).plan;
        assert!(
            plan.is_some_and(|(plan, _)| plan.eq_ignore_ascii_case("platinum")),
            "{case}: {plan:?}"
        );
    }
    assert_eq!(
        important(&rules, "tag:sev1 org-tag:key_account"),
        (true, true)
    );
    assert_eq!(
        important(&rules, "tag:emergency org-tag:strategic"),
        (false, false)
    );
}
