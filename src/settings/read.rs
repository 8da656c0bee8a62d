//! Settings out of JSON, each error with the path to what does not fit.
//!
//! Read by hand: derived readers for these types are a quarter of the background's WebAssembly.

use super::{Emergency, Filing, Follow, GitLab, Settings, SettingsError};
use crate::{
    customer::{PlanRule, PlanTable},
    priority::preset::{Band, ByClass, Class, Key, Preset, State, Weight, When},
    schedule::{DayHours, Hours, Schedule, Week},
    sla::{Metric, Target, TargetRow, Targets},
    ticket::{ByPriority, Status},
    zendesk::Loose,
};

/// A value and where it stands: a step in the value above it.
pub(crate) struct At<'v, 'a> {
    pub(crate) value: &'v Loose<'a>,
    above: Option<(&'v At<'v, 'a>, Step<'v>)>,
}

#[derive(Clone, Copy)]
enum Step<'v> {
    Key(&'v str),
    Index(usize),
}

pub(crate) type Read<T> = Result<T, SettingsError>;

impl<'v, 'a> At<'v, 'a> {
    pub(crate) fn root(value: &'v Loose<'a>) -> Self {
        Self { value, above: None }
    }

    fn path(&self) -> String {
        match &self.above {
            None => "$".into(),
            Some((above, Step::Key(key))) if above.above.is_none() => (*key).to_owned(),
            Some((above, Step::Key(key))) => format!("{}.{key}", above.path()),
            Some((above, Step::Index(index))) => format!("{}[{index}]", above.path()),
        }
    }

    #[cold]
    pub(crate) fn fail(&self, what: String) -> SettingsError {
        SettingsError::Value {
            path: self.path(),
            what,
        }
    }

    #[cold]
    pub(crate) fn wants(&self, what: &str) -> SettingsError {
        self.fail(format!("must be {what}, not {}", self.value.kind()))
    }

    /// The value under `key`, unless there is none.
    #[inline(never)]
    pub(crate) fn given(&'v self, key: &'v str) -> Option<Self> {
        let value = self.value.get(key);
        let above = Some((self, Step::Key(key)));
        (!matches!(value, Loose::Absent)).then_some(Self { value, above })
    }

    /// Null stands for none where something may be switched off, and so does an empty text: not every
    /// way of setting a policy can say null.
    pub(crate) fn unless_null(&self) -> Option<At<'_, 'a>> {
        let Self { value, above } = self;
        let above = above.as_ref().map(|(above, step)| (*above, *step));
        let is_none = matches!(value, Loose::Null) || value.text() == Some("");
        (!is_none).then_some(At { value, above })
    }

    #[inline(never)]
    pub(crate) fn need(&'v self, key: &'v str) -> Read<Self> {
        self.given(key)
            .ok_or_else(|| self.fail(format!("`{key}` is missing")))
    }

    /// An object with these keys and no others: a misspelt key is not to be overlooked.
    #[inline(never)]
    pub(crate) fn object(&self, keys: &[&str]) -> Read<()> {
        let Loose::Map(_) = self.value else {
            return Err(self.wants("an object"));
        };
        match self.value.entries().find(|(key, _)| !keys.contains(key)) {
            None => Ok(()),
            Some((unknown, _)) => Err(self.fail(format!(
                "there is no `{unknown}` here; there is {}",
                keys.join(", ")
            ))),
        }
    }

    #[inline(never)]
    pub(crate) fn text(&self) -> Read<String> {
        self.value
            .text()
            .map(str::to_owned)
            .ok_or_else(|| self.wants("text"))
    }

    #[inline(never)]
    pub(crate) fn whole(&self) -> Read<i64> {
        self.value
            .whole()
            .ok_or_else(|| self.wants("a whole number"))
    }

    pub(crate) fn id(&self) -> Read<u64> {
        match self.value {
            Loose::Integer(id) => Ok(*id),
            _ => Err(self.wants("an id")),
        }
    }

    #[inline(never)]
    pub(crate) fn truth(&self) -> Read<bool> {
        self.value
            .truth()
            .ok_or_else(|| self.wants("true or false"))
    }

    pub(crate) fn list<T>(&self, read: impl Fn(&At<'_, 'a>) -> Read<T>) -> Read<Vec<T>> {
        let Loose::List(items) = self.value else {
            return Err(self.wants("a list"));
        };
        let mut list = Vec::with_capacity(items.len());
        for (index, value) in items.iter().enumerate() {
            list.push(read(&At {
                value,
                above: Some((self, Step::Index(index))),
            })?);
        }
        Ok(list)
    }

    #[inline(never)]
    pub(crate) fn texts(&self) -> Read<Vec<String>> {
        self.list(|at| at.text())
    }

    /// Names and tags, which Zendesk compares without regard to case.
    #[inline(never)]
    pub(crate) fn word(&self) -> Read<String> {
        Ok(self.text()?.trim().to_ascii_lowercase())
    }

    #[inline(never)]
    pub(crate) fn words(&self) -> Read<Vec<String>> {
        self.list(|at| at.word())
    }

    fn pair<T: Copy>(&self, read: impl Fn(&At<'_, 'a>) -> Read<T>) -> Read<[T; 2]> {
        match self.list(read)?.as_slice() {
            [first, second] => Ok([*first, *second]),
            _ => Err(self.wants("a list of two numbers")),
        }
    }

    pub(crate) fn one_of<T: Copy>(&self, choices: &[(&str, T)]) -> Read<T> {
        let word = self.value.text();
        let found = choices.iter().find(|(name, _)| Some(*name) == word);
        found.map(|(_, value)| *value).ok_or_else(|| {
            let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
            self.wants(&format!("one of {}", names.join(", ")))
        })
    }
}

/// Puts what is given in the place of what was there.
pub(crate) fn put<T>(
    place: &mut T,
    given: Option<At<'_, '_>>,
    read: impl Fn(&At<'_, '_>) -> Read<T>,
) -> Read<()> {
    if let Some(at) = given {
        *place = read(&at)?;
    }
    Ok(())
}

pub(crate) fn optional<T>(
    given: Option<At<'_, '_>>,
    read: impl Fn(&At<'_, '_>) -> Read<T>,
) -> Read<Option<T>> {
    given.map(|at| read(&at)).transpose()
}

/// GitLab's own limit for a label.
const LONGEST_LABEL: usize = 255;

pub(crate) fn label(at: &At<'_, '_>) -> Read<String> {
    let text = at.text()?;
    let fits = !text.trim().is_empty()
        && text.chars().count() <= LONGEST_LABEL
        && !text.contains([',', '"'])
        && !text.chars().any(char::is_control);
    if !fits {
        return Err(at.wants("a label: 1 to 255 characters, no comma, quote or line break"));
    }
    Ok(text)
}

/// The path of a project.
pub(crate) fn project(at: &At<'_, '_>) -> Read<String> {
    let text = at.text()?;
    let part = |part: &str| {
        !part.is_empty()
            && !part.starts_with(['.', '-'])
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
    };
    if text.len() > 255 || !text.contains('/') || !text.split('/').all(part) {
        return Err(at.wants("the path of a project such as gitlab-org/gitlab"));
    }
    Ok(text)
}

/// Phrases are found in lower-cased text. Blanks at their ends matter: `on ` is not `only`.
pub(crate) fn phrase(at: &At<'_, '_>) -> Read<String> {
    let text = at.text()?.to_lowercase();
    if text.trim().is_empty() {
        return Err(at.wants("text that says something"));
    }
    Ok(text)
}

impl Settings {
    pub(super) fn apply(&mut self, at: &At<'_, '_>) -> Read<()> {
        at.object(&[
            "preset",
            "near_minutes",
            "critical_minutes",
            "refresh_minutes",
            "plans",
            "emergency",
            "strategic_tags",
            "needs_organisation_tags",
            "hold_days",
            "schedule",
            "targets",
            "presets",
            "gitlab",
            "filing",
            "follow",
            "appearance",
            // Read by `settings::results`, which the background's errands alone need.
            "results",
            // Read by `escalation::settings`, which the pages alone need.
            "escalation",
            // Read by `meetings`.
            "meetings",
            "holidays",
            "reminders",
            // Read by `links`.
            "links",
            // Read by `contribution::settings`.
            "contribution",
        ])?;
        put(&mut self.preset, at.given("preset"), |at| at.text())?;
        put(&mut self.near_minutes, at.given("near_minutes"), |at| {
            at.whole()
        })?;
        put(
            &mut self.critical_minutes,
            at.given("critical_minutes"),
            |at| at.whole(),
        )?;
        put(
            &mut self.refresh_minutes,
            at.given("refresh_minutes"),
            |at| at.whole(),
        )?;
        put(&mut self.plans, at.given("plans"), plans)?;
        put(&mut self.emergency, at.given("emergency"), emergency)?;
        put(&mut self.strategic_tags, at.given("strategic_tags"), |at| {
            at.words()
        })?;
        put(
            &mut self.needs_organisation_tags,
            at.given("needs_organisation_tags"),
            |at| at.words(),
        )?;
        put(&mut self.hold_days, at.given("hold_days"), |at| at.whole())?;
        put(&mut self.schedule, at.given("schedule"), schedule)?;
        if let Some(tables) = at.given("targets") {
            let Loose::Map(_) = tables.value else {
                return Err(tables.wants("an object"));
            };
            for (name, _) in tables.value.entries() {
                let table = targets(&tables.need(name)?)?;
                self.targets.retain(|(known, _)| known != name);
                self.targets.push((name.to_owned(), table));
            }
        }
        let own = optional(at.given("presets"), |at| at.list(preset))?.unwrap_or_default();
        self.presets
            .retain(|known| own.iter().all(|preset| preset.name != known.name));
        self.presets.extend(own);
        if let Some(at) = at.given("gitlab") {
            self.gitlab.apply(&at)?;
        }
        if let Some(at) = at.given("filing") {
            self.filing.apply(&at)?;
        }
        if let Some(at) = at.given("follow") {
            self.follow.apply(&at)?;
        }
        if let Some(at) = at.given("appearance") {
            self.appearance.apply(&at)?;
        }
        Ok(())
    }
}

impl GitLab {
    /// Under `gitlab` in a settings file's text, or else as the defaults have it. The rest of the file is not looked at.
    ///
    /// # Errors
    /// Anything in it that cannot be used, with the path to it.
    #[cfg(any(feature = "cli", feature = "pages"))]
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let value = super::document::open(text)?;
        let mut gitlab = Self {
            // The defaults as a whole are a tenth of what the popup may weigh.
            origin: "https://gitlab.com".into(),
            oauth_application: None,
        };
        if let Some(at) = At::root(&value).given("gitlab") {
            gitlab.apply(&at)?;
        }
        Ok(gitlab)
    }

    fn apply(&mut self, at: &At<'_, '_>) -> Read<()> {
        at.object(&["origin", "oauth_application"])?;
        put(&mut self.origin, at.given("origin"), origin)?;
        let application = at.given("oauth_application");
        put(&mut self.oauth_application, application, |at| {
            optional(at.unless_null(), |at| at.text())
        })
    }
}

impl Filing {
    fn apply(&mut self, at: &At<'_, '_>) -> Read<()> {
        at.object(&[
            "field",
            "tag",
            "on_hold",
            "note",
            "without_review",
            "countdown_seconds",
            "search_lag_seconds",
        ])?;
        put(&mut self.field, at.given("field"), |at| {
            optional(at.unless_null(), |at| at.id())
        })?;
        put(&mut self.tag, at.given("tag"), |at| {
            optional(at.unless_null(), |at| at.word())
        })?;
        put(&mut self.on_hold, at.given("on_hold"), |at| at.truth())?;
        put(&mut self.note, at.given("note"), |at| {
            let note = at.text()?;
            match note.contains("{url}") {
                true => Ok(note),
                false => Err(at.wants("text with {url} in it")),
            }
        })?;
        put(&mut self.without_review, at.given("without_review"), |at| {
            at.truth()
        })?;
        for (place, name) in [
            (&mut self.countdown_seconds, "countdown_seconds"),
            (&mut self.search_lag_seconds, "search_lag_seconds"),
        ] {
            put(place, at.given(name), |at| at.whole())?;
        }
        Ok(())
    }
}

impl Follow {
    fn apply(&mut self, at: &At<'_, '_>) -> Read<()> {
        at.object(&["checks_per_minute", "shown_minutes", "closed_days"])?;
        for (place, name) in [
            (&mut self.checks_per_minute, "checks_per_minute"),
            (&mut self.shown_minutes, "shown_minutes"),
            (&mut self.closed_days, "closed_days"),
        ] {
            put(place, at.given(name), |at| at.whole())?;
        }
        Ok(())
    }
}

fn origin(at: &At<'_, '_>) -> Read<String> {
    let text = at.text()?;
    let rest = text.strip_prefix("https://").unwrap_or_default();
    let (name, port) = rest.split_once(':').unwrap_or((rest, "443"));
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-".contains(&byte);
    let is_host = !name.is_empty() && name.bytes().all(is_plain);
    let is_port = (1..=5).contains(&port.len()) && port.bytes().all(|byte| byte.is_ascii_digit());
    match is_host && is_port {
        true => Ok(text),
        false => Err(at.wants("an https origin such as https://gitlab.com, without a path")),
    }
}

fn plans(at: &At<'_, '_>) -> Read<PlanTable> {
    at.object(&["fields", "plans"])?;
    Ok(PlanTable {
        fields: at.need("fields")?.words()?,
        plans: at.need("plans")?.list(|at| {
            at.object(&["plan", "paid", "tags"])?;
            Ok(PlanRule {
                plan: at.need("plan")?.word()?,
                paid: at.need("paid")?.truth()?,
                tags: optional(at.given("tags"), |at| at.words())?.unwrap_or_default(),
            })
        })?,
    })
}

fn emergency(at: &At<'_, '_>) -> Read<Emergency> {
    at.object(&["tags", "forms"])?;
    Ok(Emergency {
        tags: optional(at.given("tags"), |at| at.words())?.unwrap_or_default(),
        forms: optional(at.given("forms"), |at| at.list(|at| at.id()))?.unwrap_or_default(),
    })
}

fn schedule(at: &At<'_, '_>) -> Read<Schedule> {
    at.object(&["timezone", "hours", "holidays"])?;
    let hours = at.need("hours")?;
    hours.object(&[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ])?;
    let day = |name: &str| {
        optional(hours.given(name), |at| {
            at.object(&["from", "to"])?;
            Ok(DayHours {
                from: at.need("from")?.text()?,
                to: at.need("to")?.text()?,
            })
        })
    };
    Ok(Schedule {
        timezone: at.need("timezone")?.text()?,
        hours: Week {
            monday: day("monday")?,
            tuesday: day("tuesday")?,
            wednesday: day("wednesday")?,
            thursday: day("thursday")?,
            friday: day("friday")?,
            saturday: day("saturday")?,
            sunday: day("sunday")?,
        },
        holidays: optional(at.given("holidays"), |at| at.texts())?.unwrap_or_default(),
    })
}

fn targets(at: &At<'_, '_>) -> Read<Targets> {
    at.object(&["premium", "regular", "emergency"])?;
    let row = |name: &str| -> Read<TargetRow> { by_priority(&at.need(name)?, target) };
    Ok(Targets {
        premium: row("premium")?,
        regular: row("regular")?,
        emergency: target(&at.need("emergency")?)?,
    })
}

fn target(at: &At<'_, '_>) -> Read<Target> {
    at.object(&["first", "next", "hours"])?;
    let hours = [
        ("24x7", Hours::Always),
        ("24x5", Hours::Weekdays),
        ("business", Hours::Business),
    ];
    Ok(Target {
        first: at.need("first")?.whole()?,
        next: at.need("next")?.whole()?,
        hours: at.need("hours")?.one_of(&hours)?,
    })
}

fn by_priority<T>(at: &At<'_, '_>, read: impl Fn(&At<'_, '_>) -> Read<T>) -> Read<ByPriority<T>> {
    at.object(&["urgent", "high", "normal", "low"])?;
    Ok(ByPriority {
        urgent: read(&at.need("urgent")?)?,
        high: read(&at.need("high")?)?,
        normal: read(&at.need("normal")?)?,
        low: read(&at.need("low")?)?,
    })
}

fn preset(at: &At<'_, '_>) -> Read<Preset> {
    at.object(&[
        "name",
        "source",
        "premium_class",
        "targets",
        "targets_by_plan",
        "bands",
        "ties",
        "weight",
    ])?;
    Ok(Preset {
        name: at.need("name")?.text()?,
        source: at.need("source")?.text()?,
        premium_class: at.need("premium_class")?.words()?,
        targets: at.need("targets")?.text()?,
        targets_by_plan: at.need("targets_by_plan")?.truth()?,
        bands: at.need("bands")?.list(band)?,
        ties: at.need("ties")?.list(key)?,
        weight: optional(at.given("weight"), weight)?,
    })
}

fn band(at: &At<'_, '_>) -> Read<Band> {
    at.object(&["name", "word", "when", "order", "score"])?;
    let percent = |at: &At<'_, '_>| {
        at.whole()
            .ok()
            .and_then(|value| u8::try_from(value).ok())
            .ok_or_else(|| at.wants("a score of 0 to 100"))
    };
    Ok(Band {
        name: at.need("name")?.text()?,
        word: at.need("word")?.text()?,
        when: optional(at.given("when"), when)?.unwrap_or_default(),
        order: optional(at.given("order"), |at| at.list(key))?.unwrap_or_default(),
        score: at.need("score")?.pair(percent)?,
    })
}

fn when(at: &At<'_, '_>) -> Read<When> {
    at.object(&[
        "running",
        "important",
        "class",
        "state",
        "metric",
        "status",
        "weight_at_least",
    ])?;
    let classes = [
        ("premium", Class::Premium),
        ("other_paid", Class::OtherPaid),
        ("no_sla", Class::NoSla),
        ("unknown", Class::Unknown),
    ];
    let states = [
        ("breached", State::Breached),
        ("near", State::Near),
        ("later", State::Later),
        ("none", State::None),
    ];
    let metrics =
        [Metric::FirstReplyTime, Metric::NextReplyTime].map(|metric| (metric.name(), metric));
    let statuses = [
        Status::New,
        Status::Open,
        Status::Pending,
        Status::Hold,
        Status::Solved,
        Status::Closed,
    ]
    .map(|status| (status.word(), status));
    Ok(When {
        running: optional(at.given("running"), |at| at.truth())?,
        important: optional(at.given("important"), |at| at.truth())?,
        class: optional(at.given("class"), |at| at.list(|at| at.one_of(&classes)))?,
        state: optional(at.given("state"), |at| at.list(|at| at.one_of(&states)))?,
        metric: optional(at.given("metric"), |at| at.list(|at| at.one_of(&metrics)))?,
        status: optional(at.given("status"), |at| at.list(|at| at.one_of(&statuses)))?,
        weight_at_least: optional(at.given("weight_at_least"), |at| at.whole())?,
    })
}

fn key(at: &At<'_, '_>) -> Read<Key> {
    at.one_of(&[
        ("emergency", Key::Emergency),
        ("category", Key::Category),
        ("class", Key::Class),
        ("priority", Key::Priority),
        ("time_left", Key::TimeLeft),
        ("metric", Key::Metric),
        ("oldest", Key::Oldest),
        ("weight", Key::Weight),
    ])
}

fn weight(at: &At<'_, '_>) -> Read<Weight> {
    at.object(&["class", "priority", "priority_unset", "important", "clock"])?;
    let class = at.need("class")?;
    class.object(&["premium", "other_paid", "no_sla", "unknown"])?;
    let points = |name: &str| class.need(name)?.whole();
    Ok(Weight {
        class: ByClass {
            premium: points("premium")?,
            other_paid: points("other_paid")?,
            no_sla: points("no_sla")?,
            unknown: points("unknown")?,
        },
        priority: by_priority(&at.need("priority")?, |at| at.whole())?,
        priority_unset: at.need("priority_unset")?.whole()?,
        important: at.need("important")?.whole()?,
        clock: at.need("clock")?.list(|at| at.pair(|at| at.whole()))?,
    })
}
