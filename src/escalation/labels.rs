//! The labels of an issue, complete: a missing one reads as a skipped step.

use super::{
    case::Case,
    issue_type::IssueType,
    regression::Regression,
    settings::{CustomerPlus, Escalation, LabelSet, Level},
};
use crate::{
    contribution::settings::Place, customer::Organisation, settings::Settings, ticket::Priority,
};

/// How much an issue presses and how many it touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    /// High: at once.
    pub urgency: Level,
    /// High: for many.
    pub impact: Level,
}

/// The support priority of the handbook's matrix: `SP1` to `SP3`.
#[must_use]
pub fn support_priority(set: &LabelSet, weight: Weight) -> &str {
    let [high, mid, low] = &set.support_priority;
    let row = match weight.urgency {
        Level::High => high,
        Level::Mid => mid,
        Level::Low => low,
    };
    let [high, mid, low] = row;
    match weight.impact {
        Level::High => high,
        Level::Mid => mid,
        Level::Low => low,
    }
}

/// Urgency and impact, where nobody chose them, from Priority, plan and tags.
#[must_use]
pub fn weigh(case: &Case, settings: &Settings, rules: &Escalation) -> Weight {
    let ticket = &case.ticket;
    let emergency = ticket.has_any_tag(&settings.emergency.tags)
        || ticket
            .form
            .is_some_and(|form| settings.emergency.forms.contains(&form));
    let urgency = if emergency {
        rules.urgency.emergency
    } else {
        rules.urgency.of(ticket.priority)
    };
    let strategic = organisation_tags(case)
        .iter()
        .any(|tag| settings.strategic_tags.contains(tag));
    let impact = &rules.impact;
    let impact = if emergency {
        impact.emergency
    } else if strategic {
        impact.strategic
    } else if ticket.priority == Some(Priority::Urgent) {
        impact.urgent
    } else {
        let known = plan(case, settings).and_then(|plan| impact.plans.get(plan).copied());
        known.unwrap_or(impact.unknown)
    };
    Weight { urgency, impact }
}

/// The customer's plan, lower case.
#[must_use]
pub fn plan<'a>(case: &Case, settings: &'a Settings) -> Option<&'a str> {
    let ticket = &case.ticket;
    let (rule, _) = settings
        .plans
        .recognise(&ticket.organisation, &ticket.tags)?;
    Some(&rule.plan)
}

fn organisation_tags(case: &Case) -> &[String] {
    match &case.ticket.organisation {
        Organisation::Known(facts) => &facts.tags,
        Organisation::Missing | Organisation::Unknown => &[],
    }
}

fn is_plus(case: &Case, settings: &Settings, rule: &CustomerPlus) -> bool {
    let tagged = case.ticket.has_any_tag(&rule.tags)
        || organisation_tags(case)
            .iter()
            .any(|tag| rule.tags.contains(tag));
    let planned = plan(case, settings).is_some_and(|plan| rule.plans.iter().any(|one| one == plan));
    tagged && planned
}

/// What decides an issue's labels.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the types say it")]
pub struct Facts<'a> {
    pub case: &'a Case,
    pub issue_type: IssueType,
    pub place: &'a Place,
    pub weight: Weight,
    pub regression: Option<&'a Regression>,
    /// Customer data stays in the issue.
    pub has_customer_data: bool,
}

/// All labels, each once: type, customer, team, component, support priority, then what else applies.
#[must_use]
pub fn labels(
    facts: Facts<'_>,
    set: &LabelSet,
    settings: &Settings,
    rules: &Escalation,
) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    let mut add = |label: &str| {
        if !labels.iter().any(|known| known == label) {
            labels.push(label.to_owned());
        }
    };
    add(match facts.issue_type {
        IssueType::Bug | IssueType::Security => &set.bug,
        IssueType::Feature => &set.feature,
    });
    add(if is_plus(facts.case, settings, &rules.customer_plus) {
        &set.customer_plus
    } else {
        &set.customer
    });
    // A project that the table does not know has none.
    if !facts.place.team.is_empty() {
        add(&facts.place.team);
    }
    facts.place.labels.iter().for_each(|label| add(label));
    add(support_priority(set, facts.weight));
    if let Some(regression) = facts.regression {
        add(&set.regression);
        if let Some(version) = &regression.broken {
            add(&set.regression_version.replace("{version}", version));
        }
        if facts.weight.impact == Level::High {
            add(&set.next_patch);
        }
    }
    if facts.issue_type == IssueType::Security {
        add(&set.security);
    }
    if facts.has_customer_data {
        add(&set.keep_confidential);
    }
    labels
}
