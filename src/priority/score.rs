//! From a ticket's standing to a number that never contradicts the order.
//!
//! A band owns a range of scores. Inside it the keys that order the band divide the range: a key
//! with few values cuts it into as many parts, a key like the time left places the ticket in what
//! remains. So the score falls along the order, and needs no other ticket to be worked out.

use super::{
    Standing,
    preset::{Band, Key, State},
};
use crate::{settings::Rules, time::HOUR};

/// Half of the way from "no hurry at all" to "breached this moment" is at this much time left.
const HALF_WAY: f64 = (8 * HOUR) as f64;

/// The score shown for a ticket in `band`.
pub(super) fn score(standing: &Standing<'_>, band: &Band, rules: &Rules) -> u8 {
    let [low, high] = band.score;
    let mut floor = 0.0;
    let mut room = 1.0;
    for key in band.order.iter().chain(&rules.preset.ties) {
        if let Some((step, of)) = standing.step(*key) {
            room /= to_f64(of);
            floor += room * to_f64(of - 1 - step);
            continue;
        }
        match key {
            Key::TimeLeft => floor += room * position(standing.left, band, rules.near),
            Key::Weight => floor += room * heaviness(standing.weight, band, rules),
            _ => {}
        }
        break;
    }
    let steps = f64::from(high - low) + 1.0;
    low.saturating_add(whole(floor * steps)).min(high)
}

/// Where a weight lies between the least and the most that the band can hold, 0 to 1.
fn heaviness(weight: i64, band: &Band, rules: &Rules) -> f64 {
    let before = rules
        .preset
        .bands
        .iter()
        .take_while(|other| !std::ptr::eq(*other, band));
    let least = band.when.weight_at_least.unwrap_or(0);
    let most = before
        .filter_map(|other| other.when.weight_at_least)
        .min()
        .unwrap_or(100);
    let share = (to_f64(weight) / 1000.0 - to_f64(least)) / to_f64(most - least);
    if share.is_finite() {
        share.clamp(0.0, 1.0)
    } else {
        0.0
    }
}

/// Where a time left lies between the least and the most urgent that the band can hold, 0 to 1.
fn position(left: Option<i64>, band: &Band, near: i64) -> f64 {
    let Some(left) = left else { return 0.0 };
    let at_zero = urgency(0);
    let states = band.when.state.as_deref();
    let (least, most) = match states {
        Some([State::Near]) => (urgency(near), at_zero),
        Some([State::Breached]) => (at_zero, 1.0),
        Some([State::Later]) => (0.0, urgency(near)),
        _ => (0.0, 1.0),
    };
    ((urgency(left) - least) / (most - least)).clamp(0.0, 1.0)
}

/// Rises from 0 to 1 as time runs out, a half at the moment of breach.
fn urgency(left: i64) -> f64 {
    let hours = to_f64(left.saturating_abs());
    if left > 0 {
        0.5 * HALF_WAY / (HALF_WAY + hours)
    } else {
        0.5 + 0.5 * hours / (HALF_WAY + hours)
    }
}

#[allow(clippy::cast_precision_loss, reason = "rounding keeps the order")]
fn to_f64(value: i64) -> f64 {
    value as f64
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "`as` saturates"
)]
fn whole(value: f64) -> u8 {
    value as u8
}
