//! GitLab as a state machine.

mod access;
mod follow_through;
mod instance;
mod issues;
mod oauth;
mod pages;
mod seed;
mod serving;
mod texts;
