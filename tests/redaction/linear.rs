//! Whatever a text is made of, it is read in time that grows with it.

use super::rules;
use std::time::Instant;
use vanguard::escalation::redact::find;

const BYTES: usize = 10_000;

/// Four times the text takes some four times as long, not sixteen times.
fn check(piece: &str) {
    let rules = rules();
    let seconds = |bytes: usize| {
        let text = piece.repeat(bytes / piece.len());
        let time = |_| {
            let start = Instant::now();
            let _ = find(&text, &rules);
            start.elapsed().as_secs_f64()
        };
        // The best of two: whatever else the machine does only ever makes it longer.
        (0..2).map(time).fold(f64::INFINITY, f64::min)
    };
    let (short, long) = (seconds(BYTES), seconds(4 * BYTES));
    assert!(long < short * 9.0 + 0.05, "{piece:?}: {short} s, {long} s");
}

#[test]
fn any_piece_many_times() {
    for piece in [
        "password ",
        "password,",
        "password,\n",
        "password | ",
        "password  ",
        "password(\"",
        "\"password\": \"",
        "password:\n\n",
        "token:\nabcdefghi1\n",
        "credentials / ",
        "密码是",
        "echo x | ",
        "%22",
        "%25",
        "\\",
        "\\\"",
        "&quot;",
        "=3D",
        "x%3D password ",
        "AUTH ",
        ">",
        "variable \"token\" {\n",
        "\"key\": \"token\",",
        "\"value\": \"x\", \"key\": \"token\" ",
        "aB3dE5gH7jK9mN1pQ2 ",
        "aB3dE5",
        "a:1:",
        "-p -u ",
        "Ada",
        "é",
        "/projects/a%2F",
    ] {
        check(piece);
    }
}
