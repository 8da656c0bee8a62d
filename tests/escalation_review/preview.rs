//! The preview shows what GitLab will, and loses nothing of what it does not understand.

use proptest::prelude::*;
use std::collections::BTreeSet;
use vanguard::escalation::{
    neutral,
    preview::{Block, Span, blocks},
};

/// In a notation of its own: one block a line, spans in brackets.
fn shown(markdown: &str) -> String {
    let known = BTreeSet::from(["[host-1]", "[token-1]"]);
    let all = blocks(markdown, &known);
    all.iter().map(block).collect::<Vec<_>>().join(" | ")
}

fn block(one: &Block) -> String {
    match one {
        Block::Heading(level, text) => format!("h{level} {}", spans(text)),
        Block::Paragraph(text) => spans(text),
        Block::Fence(text) => format!("pre {}", spans(text)),
        Block::Quote(inner) => format!(
            "quote {{{}}}",
            inner.iter().map(block).collect::<Vec<_>>().join(" | ")
        ),
        Block::Rule => "rule".to_owned(),
        Block::QuickAction(line) => format!("acts {line}"),
        Block::List { from, items } => {
            let items = items
                .iter()
                .map(|item| item.iter().map(block).collect::<Vec<_>>().join(" | "));
            let from = from.map_or("ul".to_owned(), |from| format!("ol {from}"));
            format!("{from} {{{}}}", items.collect::<Vec<_>>().join("; "))
        }
    }
}

fn spans(all: &[Span]) -> String {
    all.iter().map(span).collect()
}

fn span(one: &Span) -> String {
    match one {
        Span::Text(text) => text.replace('\n', "↵"),
        Span::Code(text) => format!("‹code {}›", spans(text)),
        Span::Emphasis(text) => format!("‹em {}›", spans(text)),
        Span::Strong(text) => format!("‹strong {}›", spans(text)),
        Span::Link { text, address } if text == address => format!("‹link {text}›"),
        Span::Link { text, address } => format!("‹link {text} to {address}›"),
        Span::Break => "‹break›".to_owned(),
        Span::Placeholder(text) => format!("‹mark {text}›"),
    }
}

#[test]
fn blocks_and_spans() {
    for (markdown, wanted) in [
        ("", ""),
        ("### Summary\n\nIt fails.", "h3 Summary | It fails."),
        ("#### A ####\nB", "h4 A | B"),
        ("#no heading", "#no heading"),
        ("one\ntwo\n\nthree", "one↵two | three"),
        ("one  \ntwo\\\nthree", "one‹break›two‹break›three"),
        ("- a\n- b\n  more\n- c", "ul {a; b↵more; c}"),
        ("3. a\n4. b", "ol 3 {a; b}"),
        ("1. a\n   - b\n   - c\n2. d", "ol 1 {a | ul {b; c}; d}"),
        (
            "1. a\n\n   ```\n   log\n   ```\n\nafter",
            "ol 1 {a | pre log} | after",
        ),
        ("- a\n\nafter", "ul {a} | after"),
        (
            "```\n# log\n[host-1] *a*\n```\nafter",
            "pre # log↵‹mark [host-1]› *a* | after",
        ),
        ("````\n```\n````", "pre ```"),
        ("```\nnever closed", "pre never closed"),
        ("> a\n> b\n\nc", "quote {a↵b} | c"),
        ("---", "rule"),
        ("/close", "acts /close"),
        ("/label ~bug", "acts /label ~bug"),
        ("/var/log/gitlab is full", "/var/log/gitlab is full"),
        (
            "On [host-1] with [host-2]",
            "On ‹mark [host-1]› with [host-2]",
        ),
        (
            "`[token-1]` and `a`",
            "‹code ‹mark [token-1]›› and ‹code a›",
        ),
        ("``a`b``", "‹code a`b›"),
        ("a ` b", "a ` b"),
        ("*A`*`b", "*A‹code *›b"),
        (r"*a\* b*", "‹em a* b›"),
        (
            "_Not in the ticket: please add._",
            "‹em Not in the ticket: please add.›",
        ),
        (
            "**so** *so* snake_case_name 2 * 3 * 4",
            "‹strong so› ‹em so› snake_case_name 2 * 3 * 4",
        ),
        (r"\*no\* &lt;b> \# \`", "*no* <b> # `"),
        (
            "See https://gitlab.com/a/b.",
            "See ‹link https://gitlab.com/a/b›.",
        ),
        (
            "[docs](https://docs.gitlab.com)",
            "‹link docs to https://docs.gitlab.com›",
        ),
        ("[bad](javascript:alert)", "[bad](javascript:alert)"),
        ("<b>markup</b> <!-- no -->", "<b>markup</b> <!-- no -->"),
        ("| a | b |", "| a | b |"),
    ] {
        assert_eq!(shown(markdown), wanted, "{markdown:?}");
    }
}

fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphabetic())
        .collect()
}

fn said(all: &[Block]) -> String {
    let words = |text: &[Span]| text.iter().map(words_of).collect::<String>();
    all.iter()
        .map(|one| match one {
            Block::Heading(_, text) | Block::Paragraph(text) | Block::Fence(text) => words(text),
            Block::List { items, .. } => items.iter().map(|item| said(item)).collect(),
            Block::Quote(inner) => said(inner),
            Block::Rule => String::new(),
            Block::QuickAction(line) => line.clone(),
        })
        .collect()
}

fn words_of(one: &Span) -> String {
    match one {
        Span::Text(text) | Span::Placeholder(text) | Span::Link { text, .. } => text.clone(),
        Span::Code(text) | Span::Emphasis(text) | Span::Strong(text) => {
            text.iter().map(words_of).collect()
        }
        Span::Break => String::new(),
    }
}

proptest! {
    /// Every letter of a customer's is read, whatever stands around it.
    #[test]
    fn neutral_text_is_shown_whole(text in r"[a-eA-C0-3 .,:;!?*_`#>\-\[\]()|~\n/\\<@+]{0,80}") {
        let neutral = neutral::prose(&text);
        let read = said(&blocks(&neutral, &BTreeSet::new()));
        prop_assert_eq!(letters(&read), letters(&text), "{:?}", neutral);
    }

    #[test]
    fn any_text_is_survived(text in "\\PC{0,200}", depth in 0_usize..200) {
        let _ = blocks(&text, &BTreeSet::new());
        let _ = blocks(&"> ".repeat(depth), &BTreeSet::new());
        let _ = blocks(&format!("{}{text}", "- ".repeat(depth)), &BTreeSet::new());
    }
}

/// Text that opens much and closes nothing costs no more than what it is long.
#[test]
fn what_never_closes_is_read_in_time() {
    for piece in ["*a ", "`", "[", "**a", "_a", "> ", "- ", "a\\"] {
        let text = piece.repeat(5_000);
        let start = std::time::Instant::now();
        let _ = blocks(&text, &BTreeSet::new());
        assert!(
            start.elapsed().as_secs() < 5,
            "{piece:?} took {:?}",
            start.elapsed()
        );
    }
}
