//! Signing in: personal tokens of either kind, and OAuth for a client without a secret. No I/O, no randomness.
//!
//! Shapes as on GitLab's "Personal access tokens API", "Users API" and "OAuth 2.0 identity provider API" pages.

mod kept;
mod oauth;
mod sign_out;
mod standing;
mod token;
mod trouble;

pub use kept::{Kept, Pair, Secret};
pub use oauth::{
    Form, Renewal, authorize_url, base64_url, challenge, code, exchange, read_pair, renew, renewed,
    revoke,
};
pub use sign_out::{say_signed_out, tokens_url};
pub use standing::{
    Granted, Line, Person, TokenFacts, Weight, With, person, read_person, read_token, revoke_token,
    say, say_kept, token,
};
pub use token::{NotAToken, new_token_url, personal_token};
pub use trouble::{Trouble, Vault, check};
