//! How every page is written: elements made one by one, as the pages' policy asks for, in one module of few functions.
//!
//! ```ignore
//! el("section").class("notice").attr("role", "status")
//!     .add(el("p").add("Press again. "))
//!     .add(live(move || count.get().to_string()))
//!     .add(button("Retry").press(move || retry()))
//! ```
//!
//! Whatever takes a closure boxes it at once, so that each page adds its own words and little else to its module.

use js_sys::{Function, Reflect};
use std::borrow::Cow;
use sycamore_reactive::{
    NodeHandle, create_child_scope, create_effect, create_root, use_current_scope,
};
use wasm_bindgen::prelude::*;
use web_sys::Event;

#[wasm_bindgen]
extern "C" {
    /// Any node of a document.
    #[derive(Clone, PartialEq)]
    type Node;
    type Page;
    #[wasm_bindgen(thread_local_v2, js_name = document)]
    static PAGE: Page;
    #[wasm_bindgen(method, getter)]
    fn body(this: &Page) -> Option<Node>;
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create_element(tag: &str) -> Node;
    #[wasm_bindgen(js_namespace = document, js_name = createElementNS)]
    fn create_element_of(namespace: &str, tag: &str) -> Node;
    #[wasm_bindgen(js_namespace = document, js_name = createTextNode)]
    fn create_text(text: &str) -> Node;
    #[wasm_bindgen(js_namespace = document, js_name = createComment)]
    fn create_comment(text: &str) -> Node;
    #[wasm_bindgen(js_namespace = document, js_name = createDocumentFragment)]
    fn create_fragment() -> Node;
    #[wasm_bindgen(js_namespace = document, js_name = getElementById)]
    fn by_id(id: &str) -> Option<Node>;
    #[wasm_bindgen(method, getter, js_name = activeElement)]
    fn active(this: &Page) -> Option<Node>;
    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set_attribute(this: &Node, name: &str, value: &str);
    #[wasm_bindgen(method, js_name = appendChild)]
    fn append(this: &Node, child: &Node);
    #[wasm_bindgen(method)]
    fn before(this: &Node, sibling: &Node);
    #[wasm_bindgen(method)]
    fn remove(this: &Node);
    #[wasm_bindgen(method, getter, js_name = nextSibling)]
    fn next(this: &Node) -> Option<Node>;
    #[wasm_bindgen(method, js_name = addEventListener)]
    fn listen(this: &Node, name: &str, act: &Function);
    #[wasm_bindgen(method)]
    fn focus(this: &Node);
}

/// What is shown: an element, a text, or several of them in order.
pub struct View(Node);

/// An element that is being made.
pub struct El(Node);

/// An element of this name.
pub fn el(tag: &str) -> El {
    El(create_element(tag))
}

/// An element of a drawing.
pub fn svg(tag: &str) -> El {
    El(create_element_of("http://www.w3.org/2000/svg", tag))
}

/// A button that submits nothing.
pub fn button(label: impl Into<View>) -> El {
    el("button").attr("type", "button").add(label)
}

/// A link that leaves the page open.
pub fn link(address: &str, text: impl Into<View>) -> El {
    let link = el("a").attr("href", address).attr("target", "_blank");
    link.attr("rel", "noreferrer").add(text)
}

impl El {
    /// What stands in it, after what stands there already.
    pub fn add(self, child: impl Into<View>) -> Self {
        self.0.append(&child.into().0);
        self
    }

    pub fn attr(self, name: &str, value: &str) -> Self {
        self.0.set_attribute(name, value);
        self
    }

    pub fn class(self, name: &str) -> Self {
        self.attr("class", name)
    }

    pub fn id(self, id: &str) -> Self {
        self.attr("id", id)
    }

    /// An attribute that follows signals.
    pub fn attr_of<T: Into<String>>(
        self,
        name: &'static str,
        value: impl Fn() -> T + 'static,
    ) -> Self {
        let node = self.0.clone();
        follow(Box::new(move || node.set_attribute(name, &value().into())));
        self
    }

    /// A property that follows signals, such as `value`, `checked` or `disabled`.
    pub fn prop_of<T: Into<JsValue>>(
        self,
        name: &'static str,
        value: impl Fn() -> T + 'static,
    ) -> Self {
        let node = self.0.clone();
        follow(Box::new(move || set_property(&node, name, &value().into())));
        self
    }

    /// Called at each event of this name.
    pub fn on(self, name: &str, act: impl FnMut(Event) + 'static) -> Self {
        listen(&self.0, name, Box::new(act));
        self
    }

    /// Called when it is pressed, by whatever means.
    pub fn press(self, mut act: impl FnMut() + 'static) -> Self {
        self.on("click", move |_| act())
    }
}

fn follow(change: Box<dyn FnMut()>) {
    create_effect(change);
}

fn set_property(node: &Node, name: &str, value: &JsValue) {
    // A field of the document's own takes what is set.
    let _ = Reflect::set(node, &name.into(), value);
}

fn listen(node: &Node, name: &str, act: Box<dyn FnMut(Event)>) {
    // The browser gives it back together with the element.
    let act = Closure::wrap(act).into_js_value();
    node.listen(name, act.unchecked_ref());
}

impl View {
    /// Nothing.
    pub fn new() -> Self {
        Self(create_fragment())
    }
}

impl From<El> for View {
    fn from(El(node): El) -> Self {
        Self(node)
    }
}

impl From<&str> for View {
    fn from(text: &str) -> Self {
        Self(create_text(text))
    }
}

impl From<String> for View {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<Cow<'_, str>> for View {
    fn from(text: Cow<str>) -> Self {
        Self::from(text.as_ref())
    }
}

impl<T: Into<View>> From<Option<T>> for View {
    fn from(one: Option<T>) -> Self {
        one.map_or_else(Self::new, Into::into)
    }
}

impl<T: Into<View>> From<Vec<T>> for View {
    fn from(all: Vec<T>) -> Self {
        let together = create_fragment();
        all.into_iter()
            .for_each(|one| together.append(&one.into().0));
        Self(together)
    }
}

impl<T: Into<View>, const N: usize> From<[T; N]> for View {
    fn from(all: [T; N]) -> Self {
        Vec::from(all).into()
    }
}

/// What follows signals: shown anew whenever one changes that was read for it.
pub fn live<T: Into<View>>(show: impl Fn() -> T + 'static) -> View {
    live_region(Box::new(move || show().into()))
}

fn live_region(show: Box<dyn Fn() -> View>) -> View {
    let Region { all, start, end } = Region::new();
    create_effect(move || {
        let View(next) = show();
        while let Some(last) = start.next().filter(|last| *last != end) {
            last.remove();
        }
        end.before(&next);
    });
    View(all)
}

/// One element for each of the items, which stays, and the focus in it, for as long as an equal item is among them.
pub fn each<T: Clone + PartialEq + 'static>(
    items: impl Fn() -> Vec<T> + 'static,
    show: impl Fn(T) -> El + 'static,
) -> View {
    let Region { all, end, .. } = Region::new();
    let scope = use_current_scope();
    let mut shown: Vec<(T, Node, NodeHandle)> = Vec::new();
    create_effect(move || {
        let mut last = std::mem::take(&mut shown);
        for item in items() {
            let kept = last.iter().position(|(one, ..)| *one == item);
            let one = kept.map_or_else(
                || {
                    let (node, scope) = in_own_scope(scope, &|| show(item.clone()));
                    (item.clone(), node, scope)
                },
                |at| last.swap_remove(at),
            );
            shown.push(one);
        }
        for (_, node, scope) in last {
            node.remove();
            scope.dispose();
        }
        place(shown.iter().map(|(_, node, _)| node).collect(), &end);
    });
    View(all)
}

fn in_own_scope(scope: NodeHandle, show: &dyn Fn() -> El) -> (Node, NodeHandle) {
    let mut node = None;
    let own = scope.run_in(|| create_child_scope(|| node = Some(show().0)));
    (node.unwrap_or_else(create_fragment), own)
}

/// Puts nodes in this order before `end`; what stands there already is not moved, or it would lose the focus.
fn place(nodes: Vec<&Node>, end: &Node) {
    let mut next = end.clone();
    for node in nodes.into_iter().rev() {
        if node.next().as_ref() != Some(&next) {
            next.before(node);
        }
        next = node.clone();
    }
}

/// A place among other nodes.
struct Region {
    all: Node,
    start: Node,
    end: Node,
}

impl Region {
    fn new() -> Self {
        let (all, start, end) = (create_fragment(), create_comment(""), create_comment(""));
        all.append(&start);
        all.append(&end);
        Self { all, start, end }
    }
}

/// Shows a page for as long as the document is there.
pub fn show<T: Into<View>>(page: impl FnOnce() -> T) {
    let _ = create_root(|| {
        let View(page) = page().into();
        if let Some(body) = PAGE.with(Page::body) {
            body.append(&page);
        }
    });
}

/// Goes to the element of this id, where it is shown and takes the focus.
pub fn focus(id: &str) {
    if let Some(element) = by_id(id) {
        element.focus();
    }
}

/// Goes there where nothing has the focus: what was pressed may have gone with what it was for.
pub fn keep_focus(id: &str) {
    let is_lost = PAGE.with(|page| page.active().is_none_or(|at| Some(at) == page.body()));
    if is_lost {
        focus(id);
    }
}

/// As ARIA writes it.
pub fn truth(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}

/// What stands in the field that an event comes from.
pub fn value(event: &Event) -> String {
    property(event, "value").as_string().unwrap_or_default()
}

/// Whether an event is the press of Enter.
pub fn is_enter(event: &Event) -> bool {
    let key = Reflect::get(event, &"key".into()).unwrap_or_default();
    key.as_string().as_deref() == Some("Enter")
}

/// Whether the box is ticked that an event comes from.
pub fn checked(event: &Event) -> bool {
    property(event, "checked").is_truthy()
}

fn property(event: &Event, name: &str) -> JsValue {
    let field = event.target().map(JsValue::from).unwrap_or_default();
    Reflect::get(&field, &name.into()).unwrap_or_default()
}
