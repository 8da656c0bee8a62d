//! What must be true in the end, whatever happened.

use super::{scene::Scene, servers::PROJECT};
use standin::world::Status;
use vanguard::escalation::outbox::{Action, Key};

impl Scene {
    pub(super) fn judge(&mut self) {
        for key in self.keys.clone() {
            self.judge_key(&key);
        }
        let tickets = self.servers.zendesk.tickets.values();
        let public = tickets
            .flat_map(|ticket| {
                ticket
                    .comments
                    .iter()
                    .map(move |one| (ticket.requester_id, one))
            })
            .filter(|(requester, comment)| comment.public && comment.author_id != *requester)
            .count();
        self.expect(public == 0, || "a public comment was written".into());
    }

    fn judge_key(&mut self, key: &Key) {
        let marker = key.marker();
        let states = self.states(key);
        let is = |state: &str| states.iter().any(|one| one == state);
        let allowed = [
            "done",
            "cancelled",
            "cancelled, with a claim",
            "closed",
            "stopped",
            "dismissed",
        ];
        self.expect(
            states.iter().all(|one| allowed.contains(&one.as_str())),
            || format!("ends in {states:?}"),
        );

        let (open, made) = self.issues_with(&marker);
        let notes = self.notes_with(key, &marker);
        let excused = self.excused.get(key).copied().unwrap_or_default();
        self.expect(made <= 1 + excused, || {
            format!("{made} times filed, {excused} of them excused")
        });
        self.expect(notes.len() <= 1, || {
            format!("{} notes on the ticket", notes.len())
        });
        let comments = matches!(self.action, Action::CommentOn(_));
        if !comments {
            self.tally.repaired += made - open.len() as u64;
        }
        if is("done") {
            // Comments that arrive late cannot be told from what people wrote, and are left alone.
            let once = match self.action {
                Action::CommentOn(_) => made >= 1 && made <= 1 + excused,
                Action::Link(_) => made == 0,
                Action::File | Action::FileAfter(_) => open.len() == 1,
            };
            self.expect(once, || {
                format!("done, with {} open issues of {made}", open.len())
            });
            self.expect(notes.len() == 1, || "done, without a note".into());
            self.judge_ticket(key, &open, &notes);
            self.tally.filed += 1;
        } else if is("stopped") || is("closed") || is("dismissed") {
            self.expect(open.len() <= 1, || {
                format!("stopped, with {} open issues", open.len())
            });
            self.tally.needs_person += 1;
            self.tally.dismissed += u64::from(is("dismissed"));
        } else {
            self.expect(open.is_empty() && notes.is_empty(), || {
                format!(
                    "{states:?}, with {} open issues and {} notes",
                    open.len(),
                    notes.len()
                )
            });
            let nothing = made == 0 || !states.is_empty();
            self.expect(nothing, || "filed, and nobody remembers".into());
            self.tally.cancelled += 1;
        }
        let claims = self
            .tags(key)
            .iter()
            .filter(|tag| tag.starts_with(&marker))
            .count();
        let ticket = self.servers.zendesk.ticket(key.ticket.0);
        let closed = ticket.is_some_and(|ticket| ticket.status == Status::Closed);
        let twice = self.cancels.get(key).is_some_and(|times| *times > 1);
        let left = is("stopped")
            || is("closed")
            || is("dismissed")
            || is("cancelled, with a claim") && twice
            || closed;
        self.expect(claims == 0 || left, || {
            "a claim is left on the ticket".into()
        });
        self.judge_views(key);
    }

    fn judge_ticket(&mut self, key: &Key, open: &[u64], notes: &[String]) {
        let iid = match self.action {
            Action::CommentOn(iid) | Action::Link(iid) => iid,
            _ => open.first().copied().unwrap_or_default(),
        };
        let url = Self::issue_url(iid);
        let (field, tags) = (self.field(key.ticket.0), self.tags(key));
        self.expect(notes.iter().any(|note| note.contains(&url)), || {
            format!("the note does not name {url}")
        });
        self.expect(field.split(' ').any(|one| one == url), || {
            format!("the field is {field}")
        });
        self.expect(field.starts_with("https://example.com/1"), || {
            format!("the field is {field}")
        });
        for tag in ["from_before", "gitlab_issue"] {
            self.expect(tags.iter().any(|one| one == tag), || {
                format!("{tag} is not in {tags:?}")
            });
        }
    }

    /// What a person was shown is remembered, and says what to do where there is something to do.
    fn judge_views(&mut self, key: &Key) {
        for browser in 0..self.browsers.len() {
            let here = &self.browsers[browser];
            let (view, kept) = (here.views.get(key).cloned(), here.kept.contains_key(key));
            if let Some(view) = view {
                self.expect(kept, || {
                    format!("{} was shown, and is forgotten", view.code)
                });
                let person = matches!(
                    view.code.as_ref(),
                    "VG-CLOSED" | "VG-STOPPED" | "VG-DISMISSED"
                );
                self.expect(!person || !view.todo.is_empty(), || {
                    format!("{} says nothing to do", view.code)
                });
            }
        }
    }

    fn states(&self, key: &Key) -> Vec<String> {
        let kept = self
            .browsers
            .iter()
            .filter_map(|browser| browser.kept.get(key));
        let state = |text: &String| {
            let record: serde_json::Value = serde_json::from_str(text).expect("a record");
            if record["dismissed"] == true {
                // Who knows nothing of an issue must not say so.
                let knows = record["issue"].is_u64() || record["unknown"] == true;
                return if knows {
                    "dismissed"
                } else {
                    "dismissed and forgotten"
                }
                .to_owned();
            }
            let state = record["state"].as_str().expect("a state");
            // Cancelled for the second time: what cannot be taken off is left to the others to take over.
            match record["claimed"] == true && state == "cancelled" {
                true => "cancelled, with a claim".to_owned(),
                false => state.to_owned(),
            }
        };
        kept.map(state).collect()
    }

    /// Open issues with the marker, and how often it was posted at all.
    fn issues_with(&self, marker: &str) -> (Vec<u64>, u64) {
        let project = self.servers.gitlab.project(PROJECT).expect("the project");
        let issues = project.issues.values();
        let ours: Vec<_> = issues
            .clone()
            .filter(|issue| issue.description.contains(marker))
            .collect();
        let comments = issues
            .flat_map(|issue| &issue.notes)
            .filter(|note| note.body.contains(marker))
            .count();
        let open = ours
            .iter()
            .filter(|issue| !issue.closed)
            .map(|issue| issue.iid);
        (open.collect(), (ours.len() + comments) as u64)
    }

    fn notes_with(&self, key: &Key, marker: &str) -> Vec<String> {
        let ticket = self
            .servers
            .zendesk
            .ticket(key.ticket.0)
            .expect("the ticket");
        let comments = ticket
            .comments
            .iter()
            .filter(|comment| comment.body.contains(marker));
        comments.map(|comment| comment.body.clone()).collect()
    }

    fn tags(&self, key: &Key) -> Vec<String> {
        self.servers
            .zendesk
            .ticket(key.ticket.0)
            .expect("the ticket")
            .tags
            .clone()
    }
}
