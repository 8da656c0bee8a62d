//! Who leads a call and who takes the notes, week by week.

use super::Meeting;
use time::Date;

/// Two lists that are gone through, a turn for every date of the call. A date that is cancelled has its turn too, so that
/// cancelling one shifts nobody else's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// The first turn; nobody has one before.
    pub from: Date,
    /// Who leads, in turn.
    pub chairs: Vec<String>,
    /// Who takes the notes, in turn.
    pub note_takers: Vec<String>,
    /// Turns exchanged.
    pub swaps: Vec<Swap>,
    /// Who is away.
    pub absences: Vec<Absence>,
}

/// What there is to do at a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Leads it.
    Chair,
    /// Writes down what is said.
    NoteTaker,
}

/// Two dates of a call whose turns are exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Swap {
    /// Of which list.
    pub role: Role,
    /// The dates that the call was planned for.
    pub dates: [Date; 2],
}

/// Somebody is away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// As the lists have it.
    pub who: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// Who does what on a date; `None` where nobody is left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Roles<'m> {
    /// Leads.
    pub chair: Option<&'m str>,
    /// Takes the notes.
    pub note_taker: Option<&'m str>,
}

impl Meeting {
    /// Who has the turn at the call that was planned for this date. Whoever is away is stood in for by the next in the list;
    /// nobody does both where there is somebody else.
    #[must_use]
    pub fn roles(&self, planned: Date) -> Roles<'_> {
        let Some(rotation) = &self.rotation else {
            return Roles::default();
        };
        let turn = |date: Date| {
            let dates = self.recurrence.dates(rotation.from);
            dates.take_while(|earlier| *earlier < date).count()
        };
        if planned < rotation.from {
            return Roles::default();
        }
        let turn_of = |role| turn(rotation.date_of_turn(role, planned));
        let chair = rotation.pick(&rotation.chairs, turn_of(Role::Chair), planned, None);
        let takers = &rotation.note_takers;
        let note_taker = rotation.pick(takers, turn_of(Role::NoteTaker), planned, chair);
        Roles { chair, note_taker }
    }
}

impl Meeting {
    /// Has these people take turns, with those who do already where they are; from `first` on where nobody did. Nobody at all
    /// is no rotation.
    pub fn turn(&mut self, chairs: Vec<String>, note_takers: Vec<String>, first: Date) {
        if chairs.is_empty() && note_takers.is_empty() {
            self.rotation = None;
            return;
        }
        let rotation = self.rotation.get_or_insert_with(|| Rotation {
            from: first,
            chairs: Vec::new(),
            note_takers: Vec::new(),
            swaps: Vec::new(),
            absences: Vec::new(),
        });
        (rotation.chairs, rotation.note_takers) = (chairs, note_takers);
    }

    /// Has somebody do it on a date: their next turn is exchanged for the one of that date. False where they have none among
    /// the dates that come next, or are away; then nothing is changed.
    pub fn give_turn(&mut self, role: Role, planned: Date, who: &str) -> bool {
        let before = self.rotation.clone();
        let has = |meeting: &Self, date| meeting.roles(date).of(role) == Some(who);
        let is_of = |swap: &Swap| swap.role == role && swap.dates.contains(&planned);
        if let Some(rotation) = &mut self.rotation {
            rotation.swaps.retain(|swap| !is_of(swap));
        }
        if has(self, planned) {
            return true;
        }
        let dates = self.recurrence.dates(planned).skip(1);
        // Twice around whichever list is longer.
        let all = before
            .as_ref()
            .map_or(0, |it| it.chairs.len() + it.note_takers.len());
        let dates: Vec<Date> = dates.take(2 * all).collect();
        for date in dates {
            let swapped = |it: &Rotation| it.date_of_turn(role, date) != date;
            if !has(self, date) || self.rotation.as_ref().is_none_or(swapped) {
                continue;
            }
            let swap = Swap {
                role,
                dates: [planned, date],
            };
            if let Some(rotation) = &mut self.rotation {
                rotation.swaps.push(swap);
            }
            if has(self, planned) {
                return true;
            }
            if let Some(rotation) = &mut self.rotation {
                rotation.swaps.pop();
            }
        }
        self.rotation = before;
        false
    }
}

impl<'m> Roles<'m> {
    /// Who does it.
    #[must_use]
    pub fn of(self, role: Role) -> Option<&'m str> {
        match role {
            Role::Chair => self.chair,
            Role::NoteTaker => self.note_taker,
        }
    }
}

impl Rotation {
    /// Everybody of both lists, once.
    #[must_use]
    pub fn people(&self) -> Vec<&str> {
        let mut people: Vec<&str> = Vec::new();
        for who in self.chairs.iter().chain(&self.note_takers) {
            if !people.contains(&who.as_str()) {
                people.push(who);
            }
        }
        people
    }

    fn date_of_turn(&self, role: Role, date: Date) -> Date {
        let swapped = self.swaps.iter().find_map(|swap| match swap.dates {
            _ if swap.role != role => None,
            [one, other] if one == date => Some(other),
            [other, one] if one == date => Some(other),
            _ => None,
        });
        swapped.unwrap_or(date)
    }

    fn pick<'m>(
        &'m self,
        list: &'m [String],
        turn: usize,
        date: Date,
        taken: Option<&str>,
    ) -> Option<&'m str> {
        let in_turn = || {
            let people = list.iter().map(String::as_str);
            people
                .cycle()
                .skip(turn % list.len().max(1))
                .take(list.len())
        };
        let is_here = |who: &&str| {
            let mut away = self.absences.iter();
            !away.any(|one| one.who == *who && one.from <= date && date <= one.to)
        };
        let mut free = in_turn().filter(is_here).filter(|who| Some(*who) != taken);
        free.next().or_else(|| in_turn().find(is_here))
    }
}
