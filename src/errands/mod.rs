//! The WebAssembly entry points of the errands that the background runs for some: a module that it loads where reminders are
//! set up or somebody looks at the results.

mod reminders;
mod results;
