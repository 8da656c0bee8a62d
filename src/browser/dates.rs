//! Dates and times as people with this browser write them, in the language that messages are in.

use super::words::say;
use crate::{meetings::TimeOfDay, schedule::Zone, time::Time};
use js_sys::{Object, Reflect};
use time::{Date, Weekday};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getUILanguage)]
    fn language_of_browser() -> String;
    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(locale: &str, options: &Object) -> DateTimeFormat;
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, millis: f64) -> String;
}

type Options = &'static [(&'static str, &'static str)];

// What is by a clock elsewhere is handed to the browser as if it were UTC's.
const DAY: Options = &[
    ("weekday", "long"),
    ("day", "numeric"),
    ("month", "long"),
    ("timeZone", "UTC"),
];
const WEEKDAY: Options = &[("weekday", "long"), ("timeZone", "UTC")];
const TIME: Options = &[("timeStyle", "short"), ("timeZone", "UTC")];
const CLOCK: Options = &[("timeStyle", "short")];
const MOMENT: Options = &[("dateStyle", "medium"), ("timeStyle", "short")];

/// `Tuesday, June 2`.
pub fn day(date: Date) -> String {
    written(DAY, Zone::utc().moment(date, 0))
}

/// `Tuesday`.
pub fn weekday(weekday: Weekday) -> String {
    // Day 4 was a Monday.
    let days = 4 + i64::from(weekday.number_days_from_monday());
    written(WEEKDAY, Time(days * crate::time::DAY))
}

/// `3:00 PM`.
pub fn time_of_day(time: TimeOfDay) -> String {
    written(TIME, Time(time.seconds()))
}

/// A moment on this machine's clock.
pub fn clock(at: Time) -> String {
    written(CLOCK, at)
}

/// The same with its day.
pub fn moment(at: Time) -> String {
    written(MOMENT, at)
}

fn written(options: Options, at: Time) -> String {
    let format = Object::new();
    for (name, value) in options {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&format, &(*name).into(), &(*value).into());
    }
    #[allow(
        clippy::cast_precision_loss,
        reason = "milliseconds of this age are exact"
    )]
    let millis = at.millis() as f64;
    DateTimeFormat::new(&locale(), &format).format(millis)
}

/// The browser's own, unless there are no messages in its language: two languages are not mixed.
fn locale() -> String {
    let (browser, messages) = (language_of_browser(), say("text_language", &[]));
    match browser.split('-').next() == Some(messages.as_str()) {
        true => browser,
        false => messages,
    }
}
