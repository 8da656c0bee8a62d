//! Whose ticket it is: organisations, their plans, and how a plan is recognised.

/// What is known of a ticket's organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Organisation {
    /// The answer did not say.
    Unknown,
    /// The ticket belongs to none: Zendesk applies no SLA until one is attached.
    Missing,
    /// What its record says; empty where the record did not come with the ticket.
    Known(OrganisationFacts),
}

/// The part of an organisation's record that matters here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationFacts {
    /// Tags, lower case.
    pub tags: Vec<String>,
    /// Text fields by key, both lower case, in the record's order.
    pub fields: Vec<(String, String)>,
}

/// One row of the editable plan table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRule {
    /// The plan's name, in lower case: `premium`.
    pub plan: String,
    /// Whether an SLA comes with it.
    pub paid: bool,
    /// Tags of an organisation or a ticket that stand for it.
    pub tags: Vec<String>,
}

/// How a plan is recognised. Rows stand highest plan first, which settles tags that disagree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanTable {
    /// Organisation fields that may name the plan, the one that wins first.
    pub fields: Vec<String>,
    /// Plans, highest first.
    pub plans: Vec<PlanRule>,
}

/// Where a plan was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanSource {
    /// A field of the organisation.
    OrganisationField,
    /// A tag of the organisation.
    OrganisationTag,
    /// A tag of the ticket.
    TicketTag,
}

impl PlanTable {
    /// The plan of a ticket: the organisation's field wins over tags, the organisation over the
    /// ticket, the higher plan where two tags disagree.
    #[must_use]
    pub fn recognise(
        &self,
        organisation: &Organisation,
        ticket_tags: &[String],
    ) -> Option<(&PlanRule, PlanSource)> {
        let by_tags = |tags: &[String]| {
            self.plans
                .iter()
                .find(|rule| rule.tags.iter().any(|tag| tags.contains(tag)))
        };
        if let Organisation::Known(facts) = organisation {
            if let Some(rule) = self.by_field(facts) {
                return Some((rule, PlanSource::OrganisationField));
            }
            if let Some(rule) = by_tags(&facts.tags) {
                return Some((rule, PlanSource::OrganisationTag));
            }
        }
        by_tags(ticket_tags).map(|rule| (rule, PlanSource::TicketTag))
    }

    fn by_field(&self, facts: &OrganisationFacts) -> Option<&PlanRule> {
        self.fields.iter().find_map(|field| {
            let (_, value) = facts.fields.iter().find(|(key, _)| key == field)?;
            self.plans.iter().find(|rule| rule.plan == *value)
        })
    }
}
