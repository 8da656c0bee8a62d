//! Moments and spans in whole seconds, the resolution of Zendesk's own timestamps.

/// A moment: seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(pub i64);

/// Seconds in a minute, an hour and a day that is not changed by daylight saving.
pub const MINUTE: i64 = 60;
/// See [`MINUTE`].
pub const HOUR: i64 = 60 * MINUTE;
/// See [`MINUTE`].
pub const DAY: i64 = 24 * HOUR;

impl Time {
    /// Reads an RFC 3339 timestamp, as Zendesk sends them; parts of a second are dropped. `None` for
    /// anything else, dates that do not exist included.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        // The calendar is the library's; its parsers would be a twentieth of the background.
        let (date, rest) = text.split_once(['T', 't', ' '])?;
        let zone_at = rest.find(['Z', 'z', '+', '-'])?;
        let (clock, zone) = rest.split_at_checked(zone_at)?;
        let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
        if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
        let [hour, minute, second] = numbers(clock, ':', [2, 2, 2])?;
        let month = time::Month::try_from(u8::try_from(month).ok()?).ok()?;
        let date = time::Date::from_calendar_date(year, month, u8::try_from(day).ok()?).ok()?;
        // A leap second is the last one of its minute.
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let seconds = i64::from(hour * 3600 + minute * 60 + second.min(59));
        let midnight = date.midnight().assume_utc().unix_timestamp();
        Some(Self(midnight).plus(seconds).plus(-offset(zone)?))
    }

    /// As Zendesk would write it. `None` beyond the years 0 to 9999.
    #[must_use]
    pub fn rfc3339(self) -> Option<String> {
        let at = time::OffsetDateTime::from_unix_timestamp(self.0).ok()?;
        let (year, month, day) = at.to_calendar_date();
        let (hour, minute, second) = at.to_hms();
        (0..=9999).contains(&year).then(|| {
            format!(
                "{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z",
                u8::from(month)
            )
        })
    }

    /// From JavaScript's milliseconds; anything that is no number of them is the epoch.
    #[must_use]
    #[allow(
        clippy::cast_possible_truncation,
        reason = "`as` saturates, which is what is wanted"
    )]
    pub fn from_millis(millis: f64) -> Self {
        Self((millis / 1000.0).floor() as i64)
    }

    /// For JavaScript.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.0.saturating_mul(1000)
    }

    /// Seconds from `self` until `later`; negative where it is earlier.
    #[must_use]
    pub fn until(self, later: Self) -> i64 {
        later.0.saturating_sub(self.0)
    }

    /// `seconds` later, or earlier where negative.
    #[must_use]
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

/// Seconds east of UTC.
fn offset(zone: &str) -> Option<i64> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let [hours, minutes] = numbers(zone.get(1..)?, ':', [2, 2])?;
    (hours <= 23 && minutes <= 59).then(|| sign * i64::from(hours * 3600 + minutes * 60))
}

/// As many whole numbers as there are widths, each of just that many digits.
fn numbers<const N: usize>(text: &str, between: char, widths: [usize; N]) -> Option<[i32; N]> {
    let mut numbers = [0; N];
    let mut parts = text.split(between);
    for (number, width) in numbers.iter_mut().zip(widths) {
        let part = parts.next()?;
        let digits = part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit());
        *number = digits.then(|| part.parse().ok())??;
    }
    parts.next().is_none().then_some(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps() {
        for (text, seconds) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2026-01-05T10:00:00Z", Some(1_767_607_200)),
            ("2026-01-05T10:00:00.999Z", Some(1_767_607_200)),
            ("2026-01-05t12:00:00+02:00", Some(1_767_607_200)),
            ("2026-01-05 04:30:00-05:30", Some(1_767_607_200)),
            ("2024-02-29T00:00:00Z", Some(1_709_164_800)),
            ("2016-12-31T23:59:60Z", Some(1_483_228_799)),
            ("2026-02-29T00:00:00Z", None),
            ("2026-01-05T24:00:00Z", None),
            ("2026-01-05T10:00:00", None),
            ("2026-1-5T10:00:00Z", None),
            ("2026-01-05T10:00:00.Z", None),
            ("2026-01-05T10:00:00+2:00", None),
            ("2026-01-05T10:00:00Zulu", None),
            ("+026-01-05T10:00:00Z", None),
            ("2026-01-05", None),
            ("yesterday", None),
            ("", None),
            ("é-T:Z", None),
        ] {
            assert_eq!(Time::parse(text), seconds.map(Time), "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read() {
        for seconds in [-62_167_219_200, -1, 0, 1_767_607_200, 253_402_300_799] {
            let text = Time(seconds).rfc3339().unwrap();
            assert_eq!(Time::parse(&text), Some(Time(seconds)), "{text}");
        }
        assert_eq!(Time(253_402_300_800).rfc3339(), None);
    }

    #[test]
    fn no_input_overflows() {
        assert_eq!(Time(i64::MIN).until(Time(i64::MAX)), i64::MAX);
        assert_eq!(Time(i64::MAX).plus(1), Time(i64::MAX));
        assert_eq!(Time::from_millis(f64::NAN), Time(0));
    }
}
