//! Comments, and what GitLab writes by itself.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::access::can_plan;
use super::api::{Call, paged};
use super::model::{Note, Place};
use super::{GitLab, answer, markdown};
use crate::world::Response;

const LONGEST_NOTE: usize = 1_000_000;

impl GitLab {
    pub(super) fn list_notes(&self, call: &Call, place: Place) -> Result<Response, Response> {
        let (project, issue) = self.at(place)?;
        let all = can_plan(call.caller.user, project);
        let mut notes: Vec<Value> = issue
            .notes
            .iter()
            .filter(|note| all || !note.internal || call.caller.user == Some(note.author_id))
            .map(|note| self.render_note(project, issue, note))
            .collect();
        if call.parameters.text("sort").as_deref() != Some("asc") {
            notes.reverse();
        }
        Ok(paged(call.request, &notes))
    }

    pub(super) fn show_note(&self, place: Place, id: &str) -> Result<Response, Response> {
        let (project, issue) = self.at(place)?;
        let note = issue
            .notes
            .iter()
            .find(|note| id.parse() == Ok(note.id))
            .ok_or_else(answer::not_found)?;
        Ok(answer::json(200, self.render_note(project, issue, note)))
    }

    /// 201 with the note; 202 where the text was nothing but quick actions and no note is left.
    pub(super) fn create_note(&mut self, call: &Call, place: Place) -> Result<Response, Response> {
        let given = &call.parameters;
        let body = given
            .text("body")
            .ok_or_else(|| answer::error("body is missing"))?;
        let refuse = |problem: &str| {
            answer::message(
                400,
                &format!("Bad request - Note {{:note=>[\"{problem}\"]}}"),
            )
        };
        if body.trim().is_empty() {
            return Err(refuse("can't be blank"));
        }
        if body.chars().count() > LONGEST_NOTE {
            return Err(refuse("is too long (maximum is 1000000 characters)"));
        }
        let author = call.caller.user.ok_or_else(answer::unauthorized)?;
        self.spend_write(call.now, author)?;
        let internal = given
            .flag("internal")
            .or_else(|| given.flag("confidential"))
            .unwrap_or(false);
        let reading = markdown::read(&body);
        self.act(call.now, place, author, &reading.actions);
        self.publish(call.now, place, author, &reading);
        if reading.text.trim().is_empty() {
            let summary: Vec<String> = reading
                .actions
                .iter()
                .map(|(name, _)| format!("Command /{name}"))
                .collect();
            let body = json!({ "commands_changes": {}, "summary": summary });
            return Ok(answer::json(202, body));
        }
        let id = self.add_note(call.now, place, author, &reading.text, false, internal);
        let shown = self.show_note(place, &id.to_string())?;
        Ok(answer::json(201, shown.body))
    }

    pub(super) fn system_note(&mut self, now: Timestamp, place: Place, by: u64, text: &str) {
        self.add_note(now, place, by, text, true, false);
    }

    fn add_note(
        &mut self,
        now: Timestamp,
        place: Place,
        author_id: u64,
        body: &str,
        system: bool,
        internal: bool,
    ) -> u64 {
        let id = self.take_id();
        if let Some(issue) = self.issue_mut(place) {
            issue.updated_at = now;
            issue.notes.push(Note {
                id,
                author_id,
                body: body.to_owned(),
                system,
                internal,
                created_at: now,
            });
        }
        id
    }
}
