//! What is new, by version: shown once after an update. The texts are messages, a line for each piece of news.

use crate::words::Words;

/// A version, and the key of what is new in it; the latest first.
const ALL: [(&str, &str); 1] = [("0.1.0", "news_0_1_0")];

/// What is new in one version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// The version.
    pub version: &'static str,
    /// Each piece of news, a sentence or two.
    pub lines: Vec<String>,
}

/// What is new for somebody who had the version `before`, the latest version first.
pub fn since(before: &str, words: Words) -> Vec<News> {
    let before = numbers(before);
    let newer = ALL
        .into_iter()
        .take_while(|(version, _)| numbers(version) > before);
    let news = newer.map(|(version, key)| News {
        version,
        lines: words(key, &[]).lines().map(str::to_owned).collect(),
    });
    news.collect()
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
