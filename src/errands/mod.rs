//! The WebAssembly entry points of the errands that the background runs for some: a module that it loads where reminders are
//! set up or somebody looks at the results, and the popup for calendar files.

mod calendar;
mod reminders;
mod results;
