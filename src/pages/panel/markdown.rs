//! A preview's blocks as elements, made one by one.

use crate::escalation::preview::{Block, Span};
use sycamore::prelude::*;

pub fn show(blocks: Vec<Block>) -> View {
    blocks.into_iter().map(block).collect::<Vec<_>>().into()
}

fn block(block: Block) -> View {
    match block {
        // The page has a heading above, so that an issue's own begin below it.
        Block::Heading(level, text) => {
            let text = spans(text);
            match level {
                1..=3 => view! { h3 { (text) } },
                4 => view! { h4 { (text) } },
                _ => view! { h5 { (text) } },
            }
        }
        Block::Paragraph(text) => {
            let text = spans(text);
            view! { p { (text) } }
        }
        Block::List { from, items } => {
            let items: Vec<View> = items.into_iter().map(item).collect();
            match from {
                Some(from) => {
                    let from = from.to_string();
                    view! { ol(start=from) { (items) } }
                }
                None => view! { ul { (items) } },
            }
        }
        Block::Fence(text) => {
            let text = spans(text);
            view! { pre(tabindex="0") { code { (text) } } }
        }
        Block::Quote(inner) => {
            let inner = show(inner);
            view! { blockquote { (inner) } }
        }
        Block::Rule => view! { hr() },
        Block::QuickAction(line) => view! {
            p(class="action") { "GitLab carries this out and does not show it: " code { (line) } }
        },
    }
}

/// A lone paragraph in an item stands without its own space.
fn item(blocks: Vec<Block>) -> View {
    let mut blocks = blocks.into_iter();
    match (blocks.next(), blocks.len()) {
        (Some(Block::Paragraph(text)), _) => {
            let (text, rest) = (spans(text), show(blocks.collect()));
            view! { li { (text) (rest) } }
        }
        (first, _) => {
            let all = show(first.into_iter().chain(blocks).collect());
            view! { li { (all) } }
        }
    }
}

fn spans(spans: Vec<Span>) -> View {
    spans.into_iter().map(span).collect::<Vec<_>>().into()
}

fn span(span: Span) -> View {
    match span {
        Span::Text(text) => text.into(),
        Span::Code(text) => {
            let text = spans(text);
            view! { code { (text) } }
        }
        Span::Emphasis(text) => {
            let text = spans(text);
            view! { em { (text) } }
        }
        Span::Strong(text) => {
            let text = spans(text);
            view! { strong { (text) } }
        }
        Span::Link { text, address } => {
            view! { a(href=address, target="_blank", rel="noopener noreferrer") { (text) } }
        }
        Span::Break => view! { br() },
        Span::Placeholder(text) => view! { mark { (text) } },
    }
}
