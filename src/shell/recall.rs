//! Until a background that has just begun has read what is kept: before that, nothing would seem to be there.

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// One reading of all that is kept.
pub struct Recall {
    over: Promise,
    end: Option<Function>,
}

impl Recall {
    /// It has begun.
    pub fn new() -> Self {
        let mut end = None;
        let over = Promise::new(&mut |resolve, _| end = Some(resolve));
        Self { over, end }
    }

    /// It is over; whoever waits goes on.
    pub fn end(&self) {
        if let Some(end) = &self.end {
            // Resolving a promise cannot fail.
            let _ = end.call0(&JsValue::UNDEFINED);
        }
    }

    /// To wait for its end.
    pub fn over(&self) -> impl Future<Output = ()> + use<> {
        let over = JsFuture::from(self.over.clone());
        async move {
            // It is never refused.
            let _ = over.await;
        }
    }
}
