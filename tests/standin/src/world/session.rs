use super::World;

pub const SESSION_COOKIE: &str = "_zendesk_session";

#[derive(Clone, Debug)]
pub struct Session {
    pub agent_id: u64,
    /// `user.authenticity_token` of `/users/me.json`.
    pub csrf_token: String,
}

impl World {
    /// The value of the session cookie. Derived from the seed, so that a browser stays signed in over a restart.
    pub fn sign_in(&mut self, agent_id: u64) -> String {
        let cookie = token(self.seed, agent_id, "session");
        let csrf_token = token(self.seed, agent_id, "csrf");
        self.sessions.insert(
            cookie.clone(),
            Session {
                agent_id,
                csrf_token,
            },
        );
        cookie
    }

    /// Every session expires; the next agent page opens a new one.
    pub fn sign_everybody_out(&mut self) {
        self.sessions.clear();
    }
}

fn token(seed: u64, agent_id: u64, purpose: &str) -> String {
    let text = format!("{purpose} of {agent_id} in world {seed}");
    let digest = ring::digest::digest(&ring::digest::SHA256, text.as_bytes());
    base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, digest)
}
