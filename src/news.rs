//! What is new, by version: shown once after an update. The texts are messages, a line for each piece of news.

use crate::words::Words;

/// A version, and the key of what is new in it; the latest first.
const ALL: [(&str, &str); 1] = [("0.1.0", "news_0_1_0")];

/// What is new for somebody who had the version `before`, the latest version first: each version with its news, one piece to
/// a line.
pub fn since(before: &str, words: Words) -> impl Iterator<Item = (&'static str, String)> {
    let before = numbers(before);
    let newer = ALL
        .into_iter()
        .take_while(move |(version, _)| numbers(version) > before);
    newer.map(move |(version, key)| (version, words(key, &[])))
}

/// As browsers compare versions: number by number, and one that is left out is 0.
fn numbers(version: &str) -> [u32; 4] {
    let mut numbers = [0; 4];
    for (number, part) in numbers.iter_mut().zip(version.split('.')) {
        *number = part.parse().unwrap_or_default();
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_number_by_number() {
        for (older, newer) in [
            ("0.1.0", "0.1.1"),
            ("0.9", "0.10"),
            ("1", "1.0.0.1"),
            ("", "0.0.1"),
            ("0.0.9", "0.1.0"),
        ] {
            assert!(numbers(older) < numbers(newer), "{older} {newer}");
        }
        assert_eq!(numbers("1.2"), numbers("1.2.0"));
    }

    #[test]
    fn the_latest_comes_first() {
        assert!(ALL.is_sorted_by(|later, earlier| numbers(later.0) > numbers(earlier.0)));
    }
}
