//! What the background and the extension's own pages need of a browser. WebAssembly only; decides nothing.

#![allow(
    dead_code,
    reason = "each module of the extension is built by itself and needs some of it"
)]

#[cfg(feature = "review")]
pub mod access;
pub mod alarms;
#[cfg(any(feature = "popup", feature = "errands"))]
pub mod dates;
pub mod gitlab;
pub mod locks;
pub mod queue;
#[cfg(feature = "pages")]
pub mod runtime;
pub mod store;
pub mod tabs;
pub mod vault;
pub mod words;
pub mod zones;

use crate::time::Time;

/// This machine's clock.
pub fn now() -> Time {
    Time::from_millis(js_sys::Date::now())
}
