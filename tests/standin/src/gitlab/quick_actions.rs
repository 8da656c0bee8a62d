//! Acts on the quick actions of a text, as far as its author may.

use jiff::Timestamp;

use super::GitLab;
use super::access::{can_edit_issue, can_plan};
use super::model::Place;

impl GitLab {
    pub(super) fn act(
        &mut self,
        now: Timestamp,
        place: Place,
        by: u64,
        actions: &[(String, String)],
    ) {
        for (name, argument) in actions {
            if self.act_on_one(now, place, by, name, argument).is_none() {
                continue;
            }
            if let Some(issue) = self.issue_mut(place) {
                issue.updated_at = now;
                issue
                    .actions
                    .push(format!("{name} {argument}").trim_end().to_owned());
            }
        }
    }

    /// None where the action is refused or means nothing here; GitLab then drops the line all the same.
    fn act_on_one(
        &mut self,
        now: Timestamp,
        place: Place,
        by: u64,
        name: &str,
        argument: &str,
    ) -> Option<()> {
        let (project, issue) = self.at(place).ok()?;
        let plans = can_plan(Some(by), project);
        let edits = can_edit_issue(Some(by), project, issue);
        match name {
            "close" if edits => self.issue_mut(place)?.close(now, by),
            "reopen" if edits => self.issue_mut(place)?.reopen(now),
            "title" if edits && !argument.is_empty() => {
                let issue = self.issue_mut(place)?;
                issue.title = argument.to_owned();
                issue.written_at = now;
            }
            "duplicate" if edits => {
                let original = self.resolve(argument, place.project)?;
                let text = format!(
                    "marked this issue as a duplicate of {}",
                    self.full_reference(original)
                );
                self.system_note(now, place, by, &text);
                self.issue_mut(place)?.close(now, by);
            }
            "relate" | "link" if plans => {
                let other = self.resolve(argument, place.project)?;
                self.link(now, place, other, by, "relates_to");
            }
            "confidential" | "internal_note" if plans || edits => {
                self.issue_mut(place)?.confidential = true;
            }
            "assign" | "reassign" if plans => {
                let people = self.people_named(argument, by);
                self.issue_mut(place)?.assignees.extend(people);
            }
            "unassign" if plans => self.issue_mut(place)?.assignees.clear(),
            "label" | "labels" | "relabel" if plans => {
                let known: Vec<String> = names(argument)
                    .into_iter()
                    .filter(|name| project.labels.contains_key(name))
                    .collect();
                let issue = self.issue_mut(place)?;
                if name == "relabel" {
                    issue.labels.clear();
                }
                known.iter().for_each(|label| issue.add_label(label));
            }
            "unlabel" | "remove_label" if plans => {
                let removed = names(argument);
                let labels = &mut self.issue_mut(place)?.labels;
                labels.retain(|label| !removed.is_empty() && !removed.contains(label));
            }
            "milestone" if plans => {
                let wanted = names(argument).into_iter().next()?;
                let found = project.milestones.values().find(|it| it.title == wanted)?;
                let id = found.id;
                self.issue_mut(place)?.milestone = Some(id);
            }
            "remove_milestone" if plans => self.issue_mut(place)?.milestone = None,
            "due" if plans => self.issue_mut(place)?.due_date = Some(argument.to_owned()),
            "remove_due_date" if plans => self.issue_mut(place)?.due_date = None,
            "move" if plans => {
                let to = self.project(argument)?.id;
                self.move_issue(now, place, to, by)?;
            }
            // What this model does not hold is noted as done where planners may do it.
            "close" | "reopen" | "title" | "duplicate" => return None,
            "shrug" | "tableflip" | "subscribe" | "unsubscribe" | "todo" | "done" | "react"
            | "award" | "cc" => {}
            _ if plans => {}
            _ => return None,
        }
        Some(())
    }

    /// `@alice @bob`, or `me`.
    fn people_named(&self, argument: &str, me: u64) -> Vec<u64> {
        argument
            .split([' ', ','])
            .filter_map(|word| match word.trim_start_matches('@') {
                "me" => Some(me),
                name => {
                    let person = self.people.values().find(|it| it.username == name)?;
                    Some(person.id)
                }
            })
            .collect()
    }
}

/// `~bug ~"type::bug" %17.5`, with or without the sign.
fn names(argument: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = argument.trim();
    while !rest.is_empty() {
        let bare = rest.trim_start_matches(['~', '%']);
        let (name, after) = match bare.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => bare.split_once([' ', ',']).unwrap_or((bare, "")),
        };
        if !name.is_empty() {
            names.push(name.to_owned());
        }
        rest = after.trim_start_matches([' ', ',']);
    }
    names
}
