//! Text of a customer cannot act in GitLab, and still reads.

use proptest::{collection::vec, prelude::*, sample::select};
use vanguard::escalation::neutral::{fenced, prose};

#[test]
fn prose_reads_and_does_nothing() {
    for (text, neutral) in [
        ("Nothing happens here.", "Nothing happens here."),
        ("/close", "\\/close"),
        ("/https://a.example#1", "\\/`https://a.example#1`"),
        ("a\r\n/label ~bug", "a\n\\/label `~bug`"),
        ("a\r/close", "a\n\\/close"),
        ("a\u{2028}/close", "a\n\\/close"),
        ("  /assign me", "  \\/assign me"),
        ("> /close", "\\> /close"),
        ("- /close", "- \\/close"),
        ("1. /close", "1. \\/close"),
        ("ask @alice, @all!", "ask `@alice`, `@all!`"),
        (
            "see #12, !3 and group/project#4",
            "see `#12`, `!3` and `group/project#4`",
        ),
        ("GL-7 &8 $9 %10 ~bug", "`GL-7` `&8` `$9` `%10` `~bug`"),
        ("~\"type::bug\" ^alert#1", "`~\"type::bug`\" `^alert#1`"),
        ("[issue:1] *iteration:2", "`[issue:1]` `*iteration:2`"),
        ("&#64;all", "`&#64;all`"),
        ("R&D, AT&T, C# and 100 %", "R&D, AT&T, C# and 100 %"),
        (
            "![x](https://a.example/b.png)",
            "\\![x]\\(https://a.example/b.png)",
        ),
        ("[x](javascript:alert(1))", "[`x](javascript:alert(1`))"),
        (
            "[a][b]\n[b]: https://c.example",
            "[a]\\[b]\n[b]\\: https://c.example",
        ),
        (
            "<script>x</script> <!-- y -->",
            "&lt;script>x&lt;/script> &lt;!-- y -->",
        ),
        ("1 < 2", "1 &lt; 2"),
        ("# Head", "\\# Head"),
        ("Head\n====", "Head\n\\===="),
        ("---\ntitle: x\n---", "\\---\ntitle: x\n\\---"),
        ("| a | b |\n|---|---|", "\\| a \\| b \\|\n\\|---\\|---\\|"),
        ("- [ ] task", "- \\[ ] task"),
        ("[[_TOC_]]", "[\\[_TOC_]]"),
        ("[TOC]", "\\[TOC]"),
        ("::include{file=x.md}", "\\::include{file=x.md}"),
        (
            "```mermaid\ngraph TD\n```",
            "\\`\\`\\`mermaid\ngraph TD\n\\`\\`\\`",
        ),
        ("~--", "\\~--"),
        ("~~~\nx\n~~~", "\\~~~\nx\n\\~~~"),
        ("$`a`$", "\\$`a`\\$"),
        ("note[^1]", "note[\\^1]"),
        (">>>\nx\n>>>", "\\>>>\nx\n\\>>>"),
        ("run `gitlab-ctl tail` now", "run `gitlab-ctl tail` now"),
        ("an odd ` backtick @bob", "an odd \\` backtick `@bob`"),
        ("`x`@bob", "`x` `@bob`"),
        ("`\\`@bob", "`\\` `@bob`"),
        ("[host-1] and [email-2]: ok", "[host-1] and [email-2]\\: ok"),
        (
            "https://gitlab.com/a/b/-/issues/1#note_2",
            "https://gitlab.com/a/b/-/issues/1#note_2",
        ),
        ("Hola, ¿qué tal? 日本語", "Hola, ¿qué tal? 日本語"),
    ] {
        assert_eq!(prose(text), neutral, "{text:?}");
        assert_eq!(prose(neutral), neutral, "neutral text stays as it is");
    }
}

#[test]
fn a_fence_is_longer_than_every_run_in_it() {
    for (text, block) in [
        ("", "```\n\n```"),
        ("a\nb\n", "```\na\nb\n```"),
        ("```\n/close\n```", "````\n```\n /close\n```\n````"),
        ("``\r`", "```\n``\n`\n```"),
        ("/var/log/gitlab", "```\n/var/log/gitlab\n```"),
        ("@all <b> #1", "```\n@all <b> #1\n```"),
    ] {
        assert_eq!(fenced(text), block, "{text:?}");
    }
}

/// Lines outside of `code`.
fn without_code(line: &str) -> String {
    let mut out = String::new();
    let mut code = false;
    let mut escaped = false;
    for mark in line.chars() {
        if mark == '`' && (code || !escaped) {
            code = !code;
            out.push(' ');
        } else if !code {
            out.push(mark);
        }
        escaped = mark == '\\' && !escaped && !code;
    }
    assert!(!code, "a code span stays open: {line:?}");
    out
}

const PIECES: [&str; 44] = [
    "/close",
    "/label ~x",
    "@all",
    "@bob",
    "#1",
    "!2",
    "~bug",
    "%3",
    "&4",
    "$5",
    "&#64;",
    "&lt;",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "![",
    "[",
    "](",
    "]",
    ")",
    "]:",
    "[^",
    "`",
    "``",
    "```",
    "~~~",
    "\\",
    "\n",
    "\r",
    "\r\n",
    "\u{2028}",
    " ",
    "  ",
    "\t",
    "> ",
    "- ",
    "1. ",
    "# ",
    "---",
    "|",
    "[host-1]",
    "word",
    "é",
];

fn any_text() -> impl Strategy<Value = String> {
    let pieces = vec(select(PIECES.to_vec()), 0..20).prop_map(|pieces| pieces.concat());
    prop_oneof![4 => pieces, 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_acts_in_prose(text in any_text()) {
        let neutral = prose(&text);
        let one_kind_of_line = !neutral.contains(['\r', '\0', '\u{2028}']);
        prop_assert!(one_kind_of_line);
        for line in neutral.split('\n') {
            prop_assert!(!line.trim_start().starts_with('/'), "{line:?}");
            let rest = without_code(line);
            prop_assert!(!rest.contains('<'), "{rest:?}");
            let marks: Vec<char> = rest.chars().collect();
            for pair in marks.windows(2) {
                let word = pair[1].is_ascii_alphanumeric() || pair[1] == '_';
                prop_assert!(!(pair[0] == '@' && word), "{rest:?}");
                prop_assert!(!("#!&$".contains(pair[0]) && pair[1].is_ascii_digit()), "{rest:?}");
                prop_assert!(!(pair[0] == ']' && "([:".contains(pair[1])), "{rest:?}");
            }
        }
    }

    #[test]
    fn neutral_prose_stays_as_it_is(text in any_text()) {
        let once = prose(&text);
        prop_assert_eq!(prose(&once), once);
    }

    #[test]
    fn a_fence_holds_its_text(text in any_text()) {
        let block = fenced(&text);
        let fence: String = block.chars().take_while(|mark| *mark == '`').collect();
        let inner = block.strip_prefix(&fence).and_then(|rest| rest.strip_suffix(&fence)).expect("a fence");
        prop_assert!(!inner.contains(&fence) && !block.contains('\r'));
    }
}
