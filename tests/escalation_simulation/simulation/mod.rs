//! Agents and their browsers, and both servers, from a seed.

use super::chance;

mod browser;
mod effects;
mod people;
pub mod run;
pub mod scene;
mod servers;
mod verdict;
