//! What a new text sets off: notifications, and notes on the issues that it points at.

use jiff::Timestamp;

use super::GitLab;
use super::markdown::Reading;
use super::model::{Notification, Place, Reference};

impl GitLab {
    pub(super) fn publish(&mut self, now: Timestamp, from: Place, author: u64, reading: &Reading) {
        let told = reading.mentions.iter().map(|name| Notification {
            name: name.clone(),
            place: from,
        });
        self.notifications.extend(told);
        for text in &reading.references {
            self.references.push(Reference {
                text: text.clone(),
                from,
            });
            let target = self.resolve(text, from.project);
            if let Some(target) = target.filter(|target| *target != from) {
                let note = format!("mentioned in issue {}", self.full_reference(from));
                self.system_note(now, target, author, &note);
            }
        }
    }

    /// The issue that `#12`, `group/project#12` or an address names, seen from a project.
    pub(super) fn resolve(&self, text: &str, from: u64) -> Option<Place> {
        let in_origin = text
            .strip_prefix(self.origin.as_str())
            .map(|rest| rest.trim_start_matches('/'));
        let (path, iid) = match in_origin {
            Some(rest) => rest
                .split_once("/-/issues/")
                .or_else(|| rest.split_once("/-/work_items/"))?,
            None => text.split_once('#')?,
        };
        let project = match path {
            "" => self.projects.get(&from),
            name if !name.contains('/') => {
                let namespace = self.projects.get(&from)?.path.rsplit_once('/')?.0;
                self.project(&format!("{namespace}/{name}"))
            }
            path => self.project(path),
        }?;
        let place = Place {
            project: project.id,
            iid: iid.parse().ok()?,
        };
        self.issue(place).map(|_| place)
    }
}
