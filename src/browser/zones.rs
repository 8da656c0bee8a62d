//! The browser's own time-zone database: none has to ship.

use super::now;
use crate::{
    meetings::Zones,
    schedule::Zone,
    time::{DAY, Time},
};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["Temporal", "Now"], js_name = timeZoneId)]
    fn time_zone_id() -> String;
    #[wasm_bindgen(js_namespace = Temporal)]
    type Instant;
    #[wasm_bindgen(static_method_of = Instant, js_namespace = Temporal, js_name = fromEpochMilliseconds, catch)]
    fn from_epoch_milliseconds(millis: f64) -> Result<Instant, JsValue>;
    #[wasm_bindgen(method, js_name = toZonedDateTimeISO, catch)]
    fn to_zoned_date_time_iso(this: &Instant, zone: &str) -> Result<ZonedDateTime, JsValue>;

    #[wasm_bindgen(js_namespace = Temporal)]
    type ZonedDateTime;
    #[wasm_bindgen(method, getter, js_name = epochMilliseconds)]
    fn epoch_milliseconds(this: &ZonedDateTime) -> f64;
    #[wasm_bindgen(method, getter, js_name = offsetNanoseconds)]
    fn offset_nanoseconds(this: &ZonedDateTime) -> f64;
    #[wasm_bindgen(method, js_name = getTimeZoneTransition, catch)]
    fn get_time_zone_transition(
        this: &ZonedDateTime,
        direction: &str,
    ) -> Result<Option<ZonedDateTime>, JsValue>;
}

/// A zone's offsets for the years around now. `None` for a name that the browser does not know.
pub fn zone(name: &str) -> Option<Zone> {
    let now = now();
    rules(name, now.plus(-400 * DAY), now.plus(400 * DAY)).ok()
}

/// IANA name of the zone that this machine is in.
pub fn here() -> String {
    time_zone_id()
}

/// The browser's zones, each asked for once where it is asked for again within the same time.
#[derive(Clone, Copy, Debug)]
pub struct OfBrowser;

/// A zone's name, and the time that its offsets are known for.
type Known = (String, Time, Time, Option<Zone>);

thread_local! {
    static KNOWN: RefCell<Vec<Known>> = const { RefCell::new(Vec::new()) };
}

impl Zones for OfBrowser {
    fn zone(&self, name: &str, from: Time, to: Time) -> Option<Zone> {
        KNOWN.with_borrow_mut(|known| {
            let fits = |one: &&Known| one.0 == name && one.1 <= from && to <= one.2;
            if let Some((.., zone)) = known.iter().find(fits) {
                return zone.clone();
            }
            let (from, to) = (from.plus(-60 * DAY), to.plus(60 * DAY));
            let zone = rules(name, from, to).ok();
            known.retain(|one| one.0 != name);
            known.push((name.to_owned(), from, to, zone.clone()));
            zone
        })
    }
}

fn rules(name: &str, start: Time, end: Time) -> Result<Zone, JsValue> {
    #[allow(
        clippy::cast_precision_loss,
        reason = "milliseconds of this age are exact"
    )]
    let start = start.millis() as f64;
    let instant = Instant::from_epoch_milliseconds(start)?;
    let mut at = instant.to_zoned_date_time_iso(name)?;
    let first_offset = offset(&at);
    let mut changes = Vec::new();
    while let Some(next) = at.get_time_zone_transition("next")? {
        let since = Time::from_millis(next.epoch_milliseconds());
        if since > end {
            break;
        }
        changes.push((since, offset(&next)));
        at = next;
    }
    Ok(Zone {
        first_offset,
        changes,
    })
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "an offset is less than a day"
)]
fn offset(at: &ZonedDateTime) -> i32 {
    (at.offset_nanoseconds() / 1e9) as i32
}
