//! Seeds, run and told.

use super::{
    scene::{Protocol, Scene, Tally},
    servers::{FIELD, HOST},
};
use vanguard::{escalation::outbox::Settings, settings};

pub fn settings() -> Settings {
    let text = format!(r#"{{"filing": {{"field": {}}}}}"#, FIELD);
    let team = settings::Settings::parse(&text).expect("settings");
    Settings::new(&team, vec![HOST.into()])
}

/// A seed, and what is wrong with its end.
pub fn run(seed: u64, settings: &Settings, protocol: Protocol) -> Result<Tally, String> {
    Scene::new(seed, settings, protocol, false).run()
}

/// Everything that happens under a seed, and what is wrong with its end.
pub fn tell(
    seed: u64,
    settings: &Settings,
    protocol: Protocol,
) -> (Vec<String>, Result<Tally, String>) {
    let mut scene = Scene::new(seed, settings, protocol, true);
    let end = scene.run();
    (scene.story().to_vec(), end)
}

impl Tally {
    pub fn add(&mut self, other: &Self) {
        let pairs = [
            (&mut self.requests, other.requests),
            (&mut self.failed, other.failed),
            (&mut self.kills, other.kills),
            (&mut self.filed, other.filed),
            (&mut self.cancelled, other.cancelled),
            (&mut self.needs_person, other.needs_person),
            (&mut self.dismissed, other.dismissed),
            (&mut self.repaired, other.repaired),
        ];
        for (total, more) in pairs {
            *total += more;
        }
    }
}
