//! Signing in to GitLab, without a browser: tokens as they are pasted, what GitLab answers, what a person is told, OAuth.

mod against_the_stand_in;
mod oauth;
mod standing;
mod tokens;
