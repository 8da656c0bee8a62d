//! Escalation settings out of JSON, each error with the path to what does not fit.

use super::{
    CustomerPlus, Escalation, Headings, Impact, LabelSet, Level, Mail, Regression, Said, Sections,
    Signs, Titles, Urgency,
};
use crate::{
    settings::read::{At, Read, label, phrase, put},
    ticket::ByPriority,
    zendesk::Loose,
};
use std::collections::BTreeMap;

/// Longer logs would hide the rest of an issue.
const LONGEST_BLOCK: i64 = 200_000;

impl Escalation {
    pub(super) fn apply(&mut self, at: &At<'_, '_>) -> Read<()> {
        at.object(&[
            "zendesk_host",
            "label_set",
            "label_sets",
            "customer_plus",
            "keep_confidential_tags",
            "gitlab_com_tags",
            "urgency",
            "impact",
            "types",
            "regression",
            "phrases",
            "said",
            "mail",
            "titles",
            "headings",
            "comment",
            "fallback",
            "redaction",
            "block_limit",
            "summary_limit",
        ])?;
        put(&mut self.zendesk_host, at.given("zendesk_host"), host)?;
        put(&mut self.label_set, at.given("label_set"), |at| at.text())?;
        if let Some(sets) = at.given("label_sets") {
            let Loose::Map(_) = sets.value else {
                return Err(sets.wants("an object"));
            };
            for (name, _) in sets.value.entries() {
                let set = label_set(&sets.need(name)?)?;
                self.label_sets.insert(name.to_owned(), set);
            }
        }
        put(&mut self.customer_plus, at.given("customer_plus"), |at| {
            at.object(&["plans", "tags"])?;
            Ok(CustomerPlus {
                plans: at.need("plans")?.words()?,
                tags: at.need("tags")?.words()?,
            })
        })?;
        let tags = at.given("keep_confidential_tags");
        put(&mut self.keep_confidential_tags, tags, |at| at.words())?;
        let tags = at.given("gitlab_com_tags");
        put(&mut self.gitlab_com_tags, tags, |at| at.words())?;
        put(&mut self.urgency, at.given("urgency"), urgency)?;
        put(&mut self.impact, at.given("impact"), impact)?;
        if let Some(types) = at.given("types") {
            types.object(&["security", "feature"])?;
            put(&mut self.security, types.given("security"), signs)?;
            put(&mut self.feature, types.given("feature"), signs)?;
        }
        put(&mut self.regression, at.given("regression"), regression)?;
        put(&mut self.phrases, at.given("phrases"), phrases)?;
        put(&mut self.said, at.given("said"), said)?;
        put(&mut self.mail, at.given("mail"), mail)?;
        put(&mut self.titles, at.given("titles"), |at| {
            at.object(&["prefixes", "vague"])?;
            Ok(Titles {
                prefixes: lower(&at.need("prefixes")?)?,
                vague: lower(&at.need("vague")?)?,
            })
        })?;
        put(&mut self.headings, at.given("headings"), headings)?;
        put(&mut self.comment, at.given("comment"), |at| at.text())?;
        put(&mut self.fallback, at.given("fallback"), |at| at.text())?;
        if let Some(lists) = at.given("redaction") {
            self.redaction.apply(&lists)?;
        }
        put(&mut self.block_limit, at.given("block_limit"), |at| {
            size(at, 100)
        })?;
        put(&mut self.summary_limit, at.given("summary_limit"), |at| {
            size(at, 100)
        })
    }
}

/// Phrases are found in lower-cased text. Blanks at their ends matter: `on ` is not `only`.
fn lower(at: &At<'_, '_>) -> Read<Vec<String>> {
    at.list(phrase)
}

fn pair(at: &At<'_, '_>) -> Read<[String; 2]> {
    lower(at)?
        .try_into()
        .map_err(|_| at.wants("a list of two texts"))
}

fn size(at: &At<'_, '_>, least: i64) -> Read<usize> {
    let wanted = format!("a number of characters from {least} to {LONGEST_BLOCK}");
    at.whole()
        .ok()
        .filter(|size| (least..=LONGEST_BLOCK).contains(size))
        .and_then(|size| usize::try_from(size).ok())
        .ok_or_else(|| at.wants(&wanted))
}

fn is_host(text: &str) -> bool {
    (1..=253).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-'))
}

fn host(at: &At<'_, '_>) -> Read<String> {
    let text = at.word()?;
    if !is_host(&text) {
        return Err(at.wants("a host name such as gitlab.zendesk.com"));
    }
    Ok(text)
}

fn level(at: &At<'_, '_>) -> Read<Level> {
    let number = at.whole().ok().and_then(Level::from_number);
    number.ok_or_else(|| at.wants("1 (high), 2 (mid) or 3 (low)"))
}

fn three<T>(at: &At<'_, '_>, read: impl Fn(&At<'_, '_>) -> Read<T>) -> Read<[T; 3]> {
    at.list(read)?
        .try_into()
        .map_err(|_| at.wants("a list of three: high, mid, low"))
}

fn label_set(at: &At<'_, '_>) -> Read<LabelSet> {
    at.object(&[
        "source",
        "bug",
        "feature",
        "customer",
        "customer_plus",
        "security",
        "keep_confidential",
        "regression",
        "regression_version",
        "next_patch",
        "support_priority",
    ])?;
    let one = |name: &str| label(&at.need(name)?);
    Ok(LabelSet {
        source: at.need("source")?.text()?,
        bug: one("bug")?,
        feature: one("feature")?,
        customer: one("customer")?,
        customer_plus: one("customer_plus")?,
        security: one("security")?,
        keep_confidential: one("keep_confidential")?,
        regression: one("regression")?,
        regression_version: one("regression_version")?,
        next_patch: one("next_patch")?,
        support_priority: three(&at.need("support_priority")?, |row| three(row, label))?,
    })
}

fn urgency(at: &At<'_, '_>) -> Read<Urgency> {
    at.object(&["urgent", "high", "normal", "low", "unset", "emergency"])?;
    let one = |name: &str| level(&at.need(name)?);
    Ok(Urgency {
        priority: ByPriority {
            urgent: one("urgent")?,
            high: one("high")?,
            normal: one("normal")?,
            low: one("low")?,
        },
        unset: one("unset")?,
        emergency: one("emergency")?,
    })
}

fn impact(at: &At<'_, '_>) -> Read<Impact> {
    at.object(&["emergency", "strategic", "urgent", "plans", "unknown"])?;
    let one = |name: &str| level(&at.need(name)?);
    let plans = at.need("plans")?;
    let Loose::Map(_) = plans.value else {
        return Err(plans.wants("an object"));
    };
    let mut by_plan = BTreeMap::new();
    for (plan, _) in plans.value.entries() {
        by_plan.insert(plan.trim().to_ascii_lowercase(), level(&plans.need(plan)?)?);
    }
    Ok(Impact {
        emergency: one("emergency")?,
        strategic: one("strategic")?,
        urgent: one("urgent")?,
        plans: by_plan,
        unknown: one("unknown")?,
    })
}

fn signs(at: &At<'_, '_>) -> Read<Signs> {
    at.object(&["tags", "subject", "text", "not"])?;
    Ok(Signs {
        tags: at.need("tags")?.words()?,
        subject: lower(&at.need("subject")?)?,
        text: lower(&at.need("text")?)?,
        not: lower(&at.need("not")?)?,
    })
}

fn regression(at: &At<'_, '_>) -> Read<Regression> {
    at.object(&[
        "signs",
        "not",
        "worked",
        "worked_after",
        "broken",
        "moved",
        "from_to",
    ])?;
    let one = |name: &str| lower(&at.need(name)?);
    Ok(Regression {
        signs: one("signs")?,
        not: one("not")?,
        worked: one("worked")?,
        worked_after: one("worked_after")?,
        broken: one("broken")?,
        moved: one("moved")?,
        from_to: at.need("from_to")?.list(pair)?,
    })
}

fn phrases(at: &At<'_, '_>) -> Read<Sections<Vec<String>>> {
    at.object(&[
        "summary",
        "steps",
        "example",
        "current",
        "expected",
        "logs",
        "environment",
        "fixes",
        "problem",
        "proposal",
        "audience",
    ])?;
    let one = |name: &str| lower(&at.need(name)?);
    Ok(Sections {
        summary: one("summary")?,
        steps: one("steps")?,
        example: one("example")?,
        current: one("current")?,
        expected: one("expected")?,
        logs: one("logs")?,
        environment: one("environment")?,
        fixes: one("fixes")?,
        problem: one("problem")?,
        proposal: one("proposal")?,
        audience: one("audience")?,
    })
}

fn said(at: &At<'_, '_>) -> Read<Said> {
    at.object(&["expected", "current", "proposal", "audience"])?;
    let one = |name: &str| lower(&at.need(name)?);
    Ok(Said {
        expected: one("expected")?,
        current: one("current")?,
        proposal: one("proposal")?,
        audience: one("audience")?,
    })
}

fn mail(at: &At<'_, '_>) -> Read<Mail> {
    at.object(&["quote", "wrote", "closings", "greetings"])?;
    Ok(Mail {
        quote: lower(&at.need("quote")?)?,
        wrote: at.need("wrote")?.list(pair)?,
        closings: lower(&at.need("closings")?)?,
        greetings: lower(&at.need("greetings")?)?,
    })
}

fn headings(at: &At<'_, '_>) -> Read<Headings> {
    at.object(&[
        "summary",
        "steps",
        "example",
        "current",
        "expected",
        "logs",
        "checks",
        "environment",
        "application_check",
        "fixes",
        "problem",
        "proposal",
        "audience",
        "links",
    ])?;
    let one = |name: &str| {
        let at = at.need(name)?;
        let text = at.text()?;
        let fits = (1..=100).contains(&text.trim().len()) && !text.chars().any(char::is_control);
        fits.then_some(text)
            .ok_or_else(|| at.wants("a heading of one line, at most 100 bytes"))
    };
    Ok(Headings {
        summary: one("summary")?,
        steps: one("steps")?,
        example: one("example")?,
        current: one("current")?,
        expected: one("expected")?,
        logs: one("logs")?,
        checks: one("checks")?,
        environment: one("environment")?,
        application_check: one("application_check")?,
        fixes: one("fixes")?,
        problem: one("problem")?,
        proposal: one("proposal")?,
        audience: one("audience")?,
        links: one("links")?,
    })
}
