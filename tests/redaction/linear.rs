//! Whatever a text is made of, it is read in time that grows with it.

use super::rules;
use std::time::Instant;
use vanguard::escalation::redact::find;

/// Longer than what is looked at around one place, which does not grow.
const BYTES: usize = 14_000;

/// Whatever else the machine does only ever makes it longer, so a bad figure is taken again.
const ATTEMPTS: usize = 6;
/// How many times as long as its quarters a text may take; four would be quadratic.
const MOST: f64 = 2.0;

/// One text takes about as long as its four quarters, not four times as long. Both figures are of
/// as much work, so that a busy machine makes both longer.
fn check(piece: &str) {
    let rules = rules();
    let quarter = piece.repeat(BYTES / piece.len());
    let whole = quarter.repeat(4);
    let seconds = |text: &str, times: usize| {
        let start = Instant::now();
        for _ in 0..times {
            let _ = find(text, &rules);
        }
        start.elapsed().as_secs_f64()
    };
    let ratios: Vec<f64> = (0..ATTEMPTS)
        .map(|_| seconds(&whole, 1) / seconds(&quarter, 4))
        .take_while(|ratio| *ratio > MOST)
        .collect();
    assert!(ratios.len() < ATTEMPTS, "{piece:?}: {ratios:?} times");
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
        "kind: Secret\n",
        "curl -u a:b ",
        "echo a | ",
        "<<< ",
        "=\nab1",
        "credentials a:b ",
        "PIN 1234 ",
        "<th>Password</th>",
        "$ANSIBLE_VAULT;",
        "token: [\"a1\", ",
        "/hooks/",
        "it's the password ",
        "token = <<A\n",
        "connect(\"a\", ",
        "password.type(",
        "tokens {\n",
        "tokens {\n a = \"b1\"\n",
        "a LOGIN b c1 ",
        "PASS a1\n",
        "\"AUTH\" \"a\" ",
        "\"a\" \"b c1\"\n",
        "token = \"a1\"\n",
        "value=a/variables/TOKEN ",
        "token=[a,",
        "password <a:",
        "password for a is b 1 c ",
        "otpauth://",
        "\" a1=\"",
    ] {
        check(piece);
    }
}
