//! Whether, when and of what somebody wants to be reminded.

use super::super::{Meeting, Team, TimeOfDay};
use crate::{
    settings::{
        SettingsError, document,
        read::{At, Read, optional, put},
    },
    zendesk::Loose,
};

/// What one person wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminding {
    /// Whether there are reminders, where a call does not have it otherwise.
    pub on: bool,
    /// How long before a call.
    pub minutes_before: i64,
    /// When nobody is reminded.
    pub quiet: Option<Quiet>,
    /// Calls that are otherwise, by id.
    pub meetings: Vec<(String, Own)>,
}

/// Hours by the clock where the person is; over midnight where they end before they begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// First minute.
    pub from: TimeOfDay,
    /// The minute after the last.
    pub to: TimeOfDay,
}

/// What is otherwise for one call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// See [`Reminding::on`].
    pub on: Option<bool>,
    /// See [`Reminding::minutes_before`].
    pub minutes_before: Option<i64>,
}

impl Default for Reminding {
    fn default() -> Self {
        Self {
            on: false,
            minutes_before: 10,
            quiet: None,
            meetings: Vec::new(),
        }
    }
}

impl Reminding {
    /// Under `reminders` in a settings file's text; off where it says nothing. The rest of the file is not looked at.
    ///
    /// # Errors
    /// Anything in it that cannot be used, with the path to it.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let value = document::open(text)?;
        let mut reminding = Self::default();
        if let Some(at) = At::root(&value).given("reminders") {
            reminding.apply(&at)?;
        }
        Ok(reminding)
    }

    fn apply(&mut self, at: &At<'_, '_>) -> Read<()> {
        at.object(&["on", "minutes_before", "quiet", "meetings"])?;
        put(&mut self.on, at.given("on"), |at| at.truth())?;
        put(
            &mut self.minutes_before,
            at.given("minutes_before"),
            minutes,
        )?;
        if let Some(at) = at.given("quiet") {
            self.quiet = optional(at.unless_null(), quiet)?;
        }
        if let Some(all) = at.given("meetings") {
            let Loose::Map(_) = all.value else {
                return Err(all.wants("an object with calls' ids"));
            };
            for (id, _) in all.value.entries() {
                let at = all.need(id)?;
                at.object(&["on", "minutes_before"])?;
                let own = Own {
                    on: optional(at.given("on"), |at| at.truth())?,
                    minutes_before: optional(at.given("minutes_before"), minutes)?,
                };
                self.meetings.push((id.to_owned(), own));
            }
        }
        Ok(())
    }

    /// What is otherwise for one call.
    #[must_use]
    pub fn own(&self, meeting: &Meeting) -> Own {
        let mut all = self.meetings.iter();
        let own = all.find(|(id, _)| *id == meeting.id);
        own.map(|(_, own)| *own).unwrap_or_default()
    }

    /// How long before a call; `None` where there is no reminder of it.
    #[must_use]
    pub fn minutes(&self, meeting: &Meeting) -> Option<i64> {
        let own = self.own(meeting);
        let is_on = own.on.unwrap_or(self.on);
        is_on.then(|| own.minutes_before.unwrap_or(self.minutes_before))
    }

    /// Whether there is a reminder of anything.
    #[must_use]
    pub fn is_any_on(&self, team: &Team) -> bool {
        team.meetings.iter().any(|one| self.minutes(one).is_some())
    }
}

fn minutes(at: &At<'_, '_>) -> Read<i64> {
    let minutes = at.whole()?;
    match (0..=1_440).contains(&minutes) {
        true => Ok(minutes),
        false => Err(at.wants("0 to 1440 minutes")),
    }
}

fn quiet(at: &At<'_, '_>) -> Read<Quiet> {
    at.object(&["from", "to"])?;
    let time = |name| {
        let at = at.need(name)?;
        let time = at.value.text().and_then(TimeOfDay::parse);
        time.ok_or_else(|| at.wants("a time of day such as 22:00"))
    };
    Ok(Quiet {
        from: time("from")?,
        to: time("to")?,
    })
}

/// As the settings have them under `reminders`, field by field.
#[must_use]
pub fn written(reminding: &Reminding) -> Vec<(&'static str, Loose<'static>)> {
    let text = |time: TimeOfDay| Loose::Text(time.to_string().into());
    let quiet = reminding.quiet.map_or(Loose::Null, |quiet| {
        Loose::Map(vec![
            ("from".into(), text(quiet.from)),
            ("to".into(), text(quiet.to)),
        ])
    });
    vec![
        ("on", Loose::Truth(reminding.on)),
        (
            "minutes_before",
            Loose::Integer(reminding.minutes_before.unsigned_abs()),
        ),
        ("quiet", quiet),
    ]
}

impl Own {
    /// As the settings have it under the id of its call; `None` where nothing is otherwise.
    #[must_use]
    pub fn written(self) -> Option<Loose<'static>> {
        let on = self.on.map(|on| ("on".into(), Loose::Truth(on)));
        let minutes = self.minutes_before.map(i64::unsigned_abs);
        let minutes = minutes.map(|minutes| ("minutes_before".into(), Loose::Integer(minutes)));
        let fields: Vec<_> = on.into_iter().chain(minutes).collect();
        (!fields.is_empty()).then_some(Loose::Map(fields))
    }
}
