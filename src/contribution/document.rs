//! What is written where the documentation is what lacks: an internal note that asks for it, a branch and a
//! commit message to write it with, and the reply that the customer gets once it is proposed.

use super::{
    links::{Facts, Kind, Link, links, named_page},
    reading, routing, trace, version,
};
use crate::{
    escalation::{
        case::Case,
        draft::{self, Draft},
        redact::Redactor,
        settings::Escalation,
        signature::Signature,
    },
    settings::Settings,
};

/// Bytes of a branch's name.
const BRANCH: usize = 60;
/// What Git's own tools show of a commit's first line.
const FIRST_LINE: usize = 72;
/// Lines of evidence in a note.
const EVIDENCE: usize = 3;

/// All texts, redacted and neutral: nothing in them says whose ticket it is but its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The component that it is about.
    pub component: String,
    /// The internal note: what to document, where and why.
    pub note: String,
    /// A branch to write it on: `docs-gitaly-storage-moves`.
    pub branch: String,
    /// The message of the commit.
    pub commit: String,
    /// The page, its source in the editor, the merge request, and what else is known.
    pub links: Vec<Link>,
}

/// Writes it for the surest component, with the draft of the ticket's issue. `None` where nothing speaks for any.
#[must_use]
pub fn write(
    case: &Case,
    draft: &Draft,
    settings: &Settings,
    rules: &Escalation,
) -> Option<Document> {
    let contribution = &rules.contribution;
    let passages = reading::of_ticket(case, &rules.mail, contribution);
    let weighed = routing::weigh(&passages, contribution);
    let route = weighed.routes().into_iter().next()?;
    let mut redactor = Redactor::new(draft::redaction(case, rules));

    let runs = version::of_ticket(case);
    let installation = weighed.installation();
    let error = draft.signature.as_ref().map(Signature::line);
    let repository = contribution.repository(&route.place.repository);
    let source = repository.and_then(|repository| trace::find(&passages, repository, contribution));
    let page = case
        .messages
        .iter()
        .find_map(|message| named_page(&message.text, contribution));
    let what = without_component(&draft.title, route.component);
    let branch = branch(route.component, what);
    let mut links = links(
        route.place,
        Facts {
            gitlab: &settings.gitlab.origin,
            version: runs,
            error: error.as_deref(),
            source: source.as_ref(),
            page,
        },
        contribution,
    );
    for link in &mut links {
        if link.kind == Kind::MergeRequest {
            link.address
                .push_str(&format!("&merge_request%5Bsource_branch%5D={branch}"));
        }
    }
    let address = |kind| links.iter().find(|link| link.kind == kind);
    let place = |kind| address(kind).map_or("", |link| link.address.as_str());

    let customer = match (runs, installation) {
        (Some(version), Some(installation)) => format!("GitLab {version} ({installation})"),
        (Some(version), None) => format!("GitLab {version}"),
        (None, Some(installation)) => format!("GitLab ({installation}), version not known"),
        (None, None) => "a GitLab of a version not known".to_owned(),
    };
    let mut evidence: Vec<String> = Vec::new();
    for said in &route.evidence {
        let line = format!("> {}", redactor.redact(said.context).text);
        if evidence.len() < EVIDENCE && !evidence.contains(&line) {
            evidence.push(line);
        }
    }
    let evidence = evidence.join("\n");
    let commit = commit(what, &draft.ticket);
    let note = contribution.documenting.note.clone();
    let note = filled(
        &note,
        &[
            ("what", what),
            ("component", route.component),
            ("page", place(Kind::Docs)),
            ("edit", place(Kind::DocsEdit)),
            ("customer", &customer),
            ("evidence", &evidence),
            ("branch", &branch),
            ("commit", commit.lines().next().unwrap_or_default()),
        ],
    );
    Some(Document {
        component: route.component.to_owned(),
        note,
        branch,
        commit,
        links,
    })
}

/// The reply to the customer, a draft: `address` is the merge request's, or the page's once it is merged.
#[must_use]
pub fn reply(address: &str, rules: &Escalation) -> String {
    filled(&rules.contribution.documenting.reply, &[("url", address)])
}

/// Fills in `{name}`s in one go, so that nothing that is filled in is filled in itself.
fn filled(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let value = after.split_once('}').and_then(|(name, behind)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, behind))
        });
        match value {
            Some((value, behind)) => {
                out.push_str(value);
                rest = behind;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn without_component<'a>(title: &'a str, component: &str) -> &'a str {
    let rest = title.strip_prefix(component);
    rest.and_then(|rest| rest.strip_prefix(": "))
        .unwrap_or(title)
}

/// `docs-gitaly-moves-between-storages`: small letters, digits and hyphens, without placeholders.
fn branch(component: &str, what: &str) -> String {
    let mut name = "docs".to_owned();
    let words = component.split_whitespace().chain(what.split_whitespace());
    for word in words {
        let plain = |part: &&str| !part.is_empty();
        // `[host-1]` says nothing.
        if word.contains(['[', ']']) {
            continue;
        }
        let word = word.to_ascii_lowercase();
        for part in word
            .split(|letter: char| !letter.is_ascii_alphanumeric())
            .filter(plain)
        {
            if name.len() + 1 + part.len() > BRANCH {
                return name;
            }
            name.push('-');
            name.push_str(part);
        }
    }
    name
}

fn commit(what: &str, ticket: &str) -> String {
    let first = crate::escalation::shortened(&format!("Document: {what}"), FIRST_LINE);
    format!("{first}\n\nSupport ticket: {ticket}")
}
