//! Where in the code a ticket's problem lives, and how to contribute the fix.
//!
//! [`reading`] says what of a ticket speaks and how loudly, [`routing`] which component it speaks
//! for, [`version`] what the customer runs; [`links`] are the few addresses that follow from these,
//! [`document`] what is written where the documentation is what lacks, and [`note`] how that comes onto the ticket; [`mine`] is what came of it. The table of components
//! that they go by is data: [`settings`].

pub mod document;
pub mod fix;
pub mod index;
pub mod links;
pub mod mine;
pub mod note;
pub mod reading;
pub mod routing;
pub mod settings;
pub mod show;
pub mod trace;
pub mod version;
pub mod web;
