//! Secrets in tables, below a heading that is a word for them.

use super::{
    Found, Rules, made_up,
    near::push,
    nouns::{Near, Noun},
    text::{part, run, run_back},
};

/// The rows of a table that are read, and how long a row may be.
const ROWS: usize = 24;
const LONGEST_ROW: usize = 240;

/// The cells below a heading: `username,password`, `| user | password |`, columns apart by spaces.
pub(super) fn find(text: &str, noun: &Noun<'_>, rules: &Rules, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    if noun.near == Near::Login {
        return;
    }
    let begin = run_back(bytes, noun.start, 200, |byte| {
        !matches!(byte, b'\n' | b'\r')
    });
    let end = row_end(bytes, noun.end);
    if end - begin > LONGEST_ROW {
        return;
    }
    let begin = text.ceil_char_boundary(begin);
    let line = part(text, begin, end);
    let inner = noun.start - begin;
    let Some(apart) = ["|", ",", ";", "\t", "  "].into_iter().find(|apart| {
        let beside = |side: &str, near: bool| {
            let bare = side.trim_matches(['"', '*', '_', ' ']);
            bare.is_empty() && (near || apart != &"  ")
        };
        let left = part(line, 0, inner);
        let right = part(line, inner + noun.text.len(), line.len());
        let left_ok = left
            .rsplit(apart)
            .next()
            .is_some_and(|side| beside(side, true));
        let right_ok = right
            .split(apart)
            .next()
            .is_some_and(|side| beside(side, true));
        line.contains(apart)
            && left_ok
            && right_ok
            && (left.contains(apart) || right.contains(apart))
    }) else {
        return;
    };
    let left = cells(part(line, 0, inner), apart).count();
    let column = if apart == "  " {
        left
    } else {
        left.saturating_sub(1)
    };
    let wide = cells(line, apart).count();
    let mut next = end;
    for _ in 0..ROWS {
        let start = run(bytes, next, next + 2, |byte| matches!(byte, b'\r' | b'\n'));
        let stop = row_end(bytes, start);
        let row = part(text, start, stop);
        if start == next || row.len() > LONGEST_ROW || row.trim().is_empty() {
            return;
        }
        next = stop;
        // ---+---
        if row.bytes().all(|byte| matches!(byte, b'-' | b'+' | b' ')) {
            continue;
        }
        let Some((offset, cell)) = cells(row, apart).nth(column) else {
            return;
        };
        if cells(row, apart).count() != wide {
            return;
        }
        let bare = cell.trim_matches([' ', '"', '`', '*', '\'']);
        let offset = offset + cell.find(bare).unwrap_or(0);
        let odd = made_up::oddly(bare, 4, rules) || (bare.contains('=') && bare.len() > 6);
        let like = made_up::weakly(bare, 4, rules) || (noun.near == Near::Password && odd);
        if like && !bare.contains(' ') {
            push(
                found,
                noun.near,
                start + offset,
                start + offset + bare.len(),
            );
        }
    }
}

/// The cells below a heading of HTML: `<th>Password</th>`.
pub(super) fn html(text: &str, noun: &Noun<'_>, rules: &Rules, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let from = text.ceil_char_boundary(noun.start.saturating_sub(LONGEST_ROW));
    let front = part(text, from, noun.start);
    if !front.ends_with('>') || !part(text, noun.end, noun.end + 5).eq_ignore_ascii_case("</th>") {
        return;
    }
    let row = front.rfind("<tr").map_or(0, |row| row + 1);
    let column = part(front, row, front.len()).matches("<th").count();
    let reach = text.floor_char_boundary((noun.end + 8 * LONGEST_ROW).min(bytes.len()));
    let mut next = noun.end;
    while let Some(offset) = part(text, next, reach).find("<tr") {
        next += offset + 3;
        let row = part(text, next, reach);
        let row = row
            .get(..row.find("<tr").unwrap_or(row.len()))
            .unwrap_or("");
        let Some((place, _)) = row.match_indices("<td").nth(column.saturating_sub(1)) else {
            return;
        };
        let start = run(bytes, next + place, next + place + 60, |byte| byte != b'>') + 1;
        let end = run(bytes, start, start + 80, |byte| {
            byte != b'<' && byte != b'\n'
        });
        let cell = part(text, start, end).trim();
        let like = made_up::weakly(cell, 4, rules) || made_up::oddly(cell, 4, rules);
        if like && !cell.contains(' ') {
            push(found, noun.near, start, end);
        }
    }
}

/// Where a row ends, or where it is longer than those of tables.
fn row_end(bytes: &[u8], start: usize) -> usize {
    run(bytes, start, start + LONGEST_ROW + 1, |byte| {
        !matches!(byte, b'\n' | b'\r')
    })
}

/// The cells of a row and where they begin. Many spaces are one mark.
fn cells<'a>(row: &'a str, apart: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
    let mut place = 0;
    row.split(apart).filter_map(move |cell| {
        let offset = place;
        place += cell.len() + apart.len();
        (apart != "  " || !cell.trim().is_empty()).then_some((offset, cell))
    })
}
