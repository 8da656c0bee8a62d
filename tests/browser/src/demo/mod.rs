//! The demo: a browser for a person to click through, or a walk with pictures where there is no display.

mod escalate;
mod shots;
mod summary;
mod visible;
mod walk;

pub use visible::open;
pub use walk::walk;
