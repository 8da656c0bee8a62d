//! Recall and precision on the labelled set, by kind.

use super::{kind, rules};
use std::{collections::BTreeMap, path::Path};
use vanguard::escalation::redact::{Found, Kind, Rules, find};

struct Line {
    place: String,
    text: String,
    labels: Vec<Found>,
}

/// The lines of every file of a directory.
fn lines(part: &str) -> Vec<Line> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/redaction")
        .join(part);
    let mut files: Vec<_> = std::fs::read_dir(&directory)
        .unwrap_or_else(|error| panic!("{}: {error}", directory.display()))
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    let mut lines = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("text");
        let name = file
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        for (number, line) in text.lines().enumerate() {
            if !line.starts_with("//") && !line.is_empty() {
                lines.push(read(format!("{part}/{name}:{}", number + 1), line));
            }
        }
    }
    lines
}

fn read(place: String, line: &str) -> Line {
    let line = line.replace('·', "").replace('⏎', "\n");
    let mut text = String::new();
    let mut labels = Vec::new();
    let mut rest = line.as_str();
    while let Some((before, after)) = rest.split_once('«') {
        let (label, after) = after
            .split_once('»')
            .unwrap_or_else(|| panic!("{place}: no »"));
        let (name, marked) = label
            .split_once('|')
            .unwrap_or_else(|| panic!("{place}: no |"));
        text.push_str(before);
        let start = text.len();
        text.push_str(marked);
        labels.push(Found {
            kind: kind(name),
            start,
            end: text.len(),
        });
        rest = after;
    }
    text.push_str(rest);
    Line {
        place,
        text,
        labels,
    }
}

#[derive(Default)]
struct Count {
    labelled: usize,
    missed: usize,
    found: usize,
    wrong: usize,
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        100.0
    } else {
        100.0 * part as f64 / whole as f64
    }
}

/// Found is what is covered to the last byte; right is what touches a label.
fn score(lines: &[Line], rules: &Rules) -> BTreeMap<Kind, Count> {
    let mut counts: BTreeMap<Kind, Count> = BTreeMap::new();
    for line in lines {
        let found = find(&line.text, rules);
        for label in &line.labels {
            let covered = (label.start..label.end)
                .all(|byte| found.iter().any(|one| (one.start..one.end).contains(&byte)));
            let count = counts.entry(label.kind).or_default();
            count.labelled += 1;
            if !covered {
                count.missed += 1;
                let shown = &line.text[label.start..label.end];
                println!(
                    "missed {}: {} {shown:?} in {:?}",
                    line.place,
                    label.kind.name(),
                    line.text
                );
            }
        }
        for one in &found {
            let right = line
                .labels
                .iter()
                .any(|label| one.start < label.end && label.start < one.end);
            let count = counts.entry(one.kind).or_default();
            count.found += 1;
            if !right {
                count.wrong += 1;
                let shown = &line.text[one.start..one.end];
                println!(
                    "wrong {}: {} {shown:?} in {:?}",
                    line.place,
                    one.kind.name(),
                    line.text
                );
            }
        }
    }
    counts
}

fn check(part: &str, positives: usize, look_alikes: usize) {
    let lines = lines(part);
    let counts = score(&lines, &rules());
    println!("{part}: kind | labelled | recall | found | precision");
    for (kind, count) in &counts {
        println!(
            "{part}: {} | {} | {:.1} % | {} | {:.1} %",
            kind.name(),
            count.labelled,
            percent(count.labelled - count.missed, count.labelled),
            count.found,
            percent(count.found - count.wrong, count.found),
        );
    }
    let sum = |pick: fn(&Count) -> usize| counts.values().map(pick).sum::<usize>();
    let (labelled, missed) = (sum(|count| count.labelled), sum(|count| count.missed));
    let (found, wrong) = (sum(|count| count.found), sum(|count| count.wrong));
    let recall = percent(labelled - missed, labelled);
    let precision = percent(found - wrong, found);
    let alike = lines.iter().filter(|line| line.labels.is_empty()).count();
    println!(
        "{part}: {labelled} positives, recall {recall:.1} %; {alike} look-alikes, precision {precision:.1} %"
    );
    assert!(
        labelled >= positives && alike >= look_alikes,
        "the set is too small"
    );
    let secrets = counts.iter().filter(|(kind, _)| kind.is_secret());
    assert_eq!(
        secrets.map(|(_, count)| count.missed).sum::<usize>(),
        0,
        "a secret was missed"
    );
    assert!(recall >= 98.0, "recall {recall:.1} %");
    assert!(precision >= 95.0, "precision {precision:.1} %");
}

#[test]
fn the_known_part_keeps_recall_and_precision() {
    check("known", 200, 200);
}

/// Written when the finder was done, from shapes that it had not been built on.
#[test]
fn the_fresh_part_keeps_recall_and_precision() {
    check("fresh", 130, 150);
}

/// Written without a look at the finder. At first sight it found 69.6 % of it, 61.9 % of the
/// secrets, at a precision of 90.2 %; the finder was mended on it since.
#[test]
fn the_third_part_keeps_recall_and_precision() {
    check("third", 400, 210);
}

/// Written after the third was mended on, from yet other shapes: 72.0 % at first sight, 70.9 % of
/// the secrets, at a precision of 90.8 %.
#[test]
fn the_fourth_part_keeps_recall_and_precision() {
    check("fourth", 80, 80);
}

/// Written without a look at the finder or the other four: 82.0 % at first sight, 80.4 % of the
/// secrets, at a precision of 96.0 %; the finder was mended on it since.
#[test]
fn the_fifth_part_keeps_recall_and_precision() {
    check("fifth", 600, 200);
}

/// Written by somebody who did not know the rules, after the fifth was mended on: 95.1 % at first
/// sight, 94.4 % of the secrets (623 of 660), at a precision of 98.6 %.
#[test]
fn the_sixth_part_keeps_recall_and_precision() {
    check("sixth", 800, 250);
}

/// Written by somebody who knew neither the finder nor the other six: 95.0 % at first sight, 93.2 %
/// of the secrets (552 of 592), at a precision of 96.1 %. What is in none of the seven is found about
/// as often.
#[test]
fn the_seventh_part_keeps_recall_and_precision() {
    check("seventh", 800, 350);
}
