//! The account as a state machine, with one agent signed in.

use std::sync::LazyLock;

use jiff::Timestamp;
use serde_json::Value;
use standin::World;
use standin::world::{Request, Response, SESSION_COOKIE, Ticket};

pub static START: LazyLock<Timestamp> =
    LazyLock::new(|| "2026-03-02T09:00:00Z".parse().expect("a time"));
static SEED_ONE: LazyLock<World> = LazyLock::new(|| World::new(1, *START));

pub fn seed_one() -> World {
    SEED_ONE.clone()
}

/// A world with the session of its agent.
pub struct Account {
    pub world: World,
    pub now: Timestamp,
    cookie: String,
}

impl Account {
    pub fn new() -> Account {
        let mut world = seed_one();
        let agent = world.agent_id;
        Account {
            cookie: world.sign_in(agent),
            world,
            now: *START,
        }
    }

    pub fn send(&mut self, request: Request) -> Response {
        let request = request.with_header("Cookie", &format!("{SESSION_COOKIE}={}", self.cookie));
        self.world.handle(self.now, &request)
    }

    pub fn get(&mut self, path: &str) -> Response {
        self.send(Request::get(path))
    }

    pub fn body(&mut self, path: &str) -> Value {
        let response = self.get(path);
        assert_eq!(response.status, 200, "{path}: {}", response.body);
        response.body
    }

    pub fn put(&mut self, path: &str, body: &Value) -> Response {
        let token = self.body("/api/v2/users/me.json")["user"]["authenticity_token"].clone();
        self.send(
            Request::put(path, body).with_header("X-CSRF-Token", token.as_str().expect("a token")),
        )
    }

    pub fn first(&self, wanted: impl Fn(&Ticket) -> bool) -> u64 {
        self.world
            .tickets
            .values()
            .find(|ticket| wanted(ticket))
            .expect("such a ticket")
            .id
    }
}
