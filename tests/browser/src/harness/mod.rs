//! Starting browsers and asking them things.

pub mod background;
pub mod browser;
pub mod cdp;
pub mod chromium;
pub mod command;
pub mod console;
pub mod content_script;
pub mod driver;
pub mod firefox;
pub mod looks;
pub mod overlay;
pub mod own_page;
pub mod page;
pub mod panel;
pub mod paths;
pub mod pseudo;
pub mod wait;

pub use browser::{Browser, Kind, Tweaks};
pub use wait::{wait_until, wait_within};
