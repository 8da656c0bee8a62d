use jiff::Timestamp;

use super::World;
use super::model::Ticket;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortKey {
    Id,
    Subject,
    Status,
    Priority,
    Requester,
    Organization,
    Created,
    Updated,
    /// Least time left first, no clock last.
    Sla,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    #[default]
    Ascending,
    Descending,
}

impl SortKey {
    pub fn parse(word: &str) -> Option<SortKey> {
        Some(match word {
            "id" | "nice_id" => SortKey::Id,
            "subject" => SortKey::Subject,
            "status" => SortKey::Status,
            "priority" => SortKey::Priority,
            "requester" => SortKey::Requester,
            "organization" => SortKey::Organization,
            "created" | "created_at" => SortKey::Created,
            "updated" | "updated_at" => SortKey::Updated,
            "sla" => SortKey::Sla,
            _ => return None,
        })
    }
}

impl Direction {
    pub fn parse(word: Option<&str>) -> Direction {
        if word == Some("desc") {
            Direction::Descending
        } else {
            Direction::Ascending
        }
    }
}

impl World {
    /// Sorts tickets; ties keep the newer ticket first.
    pub fn sort(
        &self,
        tickets: &mut [&Ticket],
        key: SortKey,
        direction: Direction,
        now: Timestamp,
    ) {
        tickets.sort_by_key(|ticket| std::cmp::Reverse(ticket.id));
        match key {
            SortKey::Id => tickets.sort_by_key(|t| t.id),
            SortKey::Subject => tickets.sort_by_cached_key(|t| t.subject.to_lowercase()),
            SortKey::Status => tickets.sort_by_key(|t| t.status),
            SortKey::Priority => tickets.sort_by_key(|t| t.priority),
            SortKey::Requester => {
                tickets.sort_by_cached_key(|t| self.user_name(t.requester_id).to_owned())
            }
            SortKey::Organization => {
                tickets.sort_by_cached_key(|t| {
                    self.organization_of(t)
                        .map(|organization| organization.name.clone())
                });
            }
            SortKey::Created => tickets.sort_by_key(|t| t.created_at),
            SortKey::Updated => tickets.sort_by_key(|t| t.updated_at),
            SortKey::Sla => tickets.sort_by_cached_key(|t| t.seconds_left(now).unwrap_or(i64::MAX)),
        }
        if direction == Direction::Descending {
            tickets.reverse();
        }
    }
}
