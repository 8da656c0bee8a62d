//! The browser's own time-zone database: none has to ship.

use super::now;
use crate::{
    schedule::Zone,
    time::{DAY, Time},
};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
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
    rules(name).ok()
}

fn rules(name: &str) -> Result<Zone, JsValue> {
    let now = now();
    #[allow(
        clippy::cast_precision_loss,
        reason = "milliseconds of this age are exact"
    )]
    let start = now.plus(-400 * DAY).millis() as f64;
    let instant = Instant::from_epoch_milliseconds(start)?;
    let end = now.plus(400 * DAY);
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
