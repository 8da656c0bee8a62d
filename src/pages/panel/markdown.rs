//! A preview's blocks as elements, made one by one.

use super::super::dom::*;
use crate::{
    browser::words::say,
    escalation::preview::{Block, Span},
};

pub fn show(blocks: Vec<Block>) -> View {
    blocks.into_iter().map(block).collect::<Vec<_>>().into()
}

fn block(block: Block) -> El {
    match block {
        // The page has a heading above, so that an issue's own begin below it.
        Block::Heading(level, text) => {
            let name = match level {
                1..=3 => "h3",
                4 => "h4",
                _ => "h5",
            };
            el(name).add(spans(text))
        }
        Block::Paragraph(text) => el("p").add(spans(text)),
        Block::List { from, items } => {
            let list = match from {
                Some(from) => el("ol").attr("start", &from.to_string()),
                None => el("ul"),
            };
            list.add(items.into_iter().map(item).collect::<Vec<_>>())
        }
        Block::Fence(text) => {
            let code = el("code").add(spans(text));
            el("pre").attr("tabindex", "0").add(code)
        }
        Block::Quote(inner) => el("blockquote").add(show(inner)),
        Block::Rule => el("hr"),
        Block::QuickAction(line) => el("p")
            .class("action")
            .add(say("panel_quick_action", &[]))
            .add(" ")
            .add(el("code").add(line)),
    }
}

/// A lone paragraph in an item stands without its own space.
fn item(mut blocks: Vec<Block>) -> El {
    if let Some(Block::Paragraph(text)) = blocks.first_mut() {
        let text = std::mem::take(text);
        blocks.remove(0);
        return el("li").add(spans(text)).add(show(blocks));
    }
    el("li").add(show(blocks))
}

fn spans(spans: Vec<Span>) -> View {
    spans.into_iter().map(span).collect::<Vec<_>>().into()
}

fn span(span: Span) -> View {
    match span {
        Span::Text(text) => text.into(),
        Span::Code(text) => el("code").add(spans(text)).into(),
        Span::Emphasis(text) => el("em").add(spans(text)).into(),
        Span::Strong(text) => el("strong").add(spans(text)).into(),
        Span::Link { text, address } => link(&address, text).into(),
        Span::Break => el("br").into(),
        Span::Placeholder(text) => el("mark").add(text).into(),
    }
}
