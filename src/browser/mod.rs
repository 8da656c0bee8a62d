//! What the background and the extension's own pages need of a browser. WebAssembly only; decides nothing.

#[cfg(feature = "pages")]
pub mod access;
pub mod gitlab;
pub mod locks;
#[cfg(feature = "pages")]
pub mod runtime;
pub mod store;
pub mod tabs;
pub mod vault;

use crate::time::Time;

/// This machine's clock.
pub fn now() -> Time {
    Time::from_millis(js_sys::Date::now())
}
