//! A line is a step: `+seconds`, `kill`, `close tab`, or a content script's message in a tab
//! (`1 {…}`). Any looks, any answers, kills in between.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::collections::BTreeMap;
use vanguard::{
    engine::{Effect, Engine, Event, protocol::Look},
    schedule::Zone,
    settings::Settings,
    time::Time,
    words::english,
};

const HOST: &str = "gitlab.zendesk.com";

fn engine() -> Engine {
    let settings = Settings::parse("{}").expect("the defaults");
    Engine::new(settings, Zone::utc(), english, 7).expect("the defaults")
}

fn run(engine: &mut Engine, kept: &mut BTreeMap<String, String>, now: Time, event: Event) {
    for effect in engine.handle(now, event.clone()) {
        match (effect, event.clone()) {
            (Effect::Save { entries }, _) => kept.extend(entries),
            (Effect::Recall { keys }, Event::Looked { tab, host, look }) => {
                let found = keys
                    .iter()
                    .filter_map(|key| Some((key.clone(), kept.get(key)?.clone())));
                let found = found.collect();
                run(
                    engine,
                    kept,
                    now,
                    Event::Recalled {
                        tab,
                        host,
                        look,
                        keys,
                        found,
                    },
                );
            }
            (
                Effect::Answer(plan),
                Event::Looked { tab, look, .. } | Event::Recalled { tab, look, .. },
            ) => {
                assert!(plan.requests.len() <= 1);
                assert!(look.page.visible || plan.requests.is_empty());
                let listed: Vec<_> = plan
                    .badges
                    .iter()
                    .filter(|badge| badge.rank.is_some())
                    .collect();
                assert!(listed.windows(2).all(|pair| pair[0].score >= pair[1].score));
                run(engine, kept, now, Event::Answered { tab });
            }
            _ => {}
        }
    }
}

fuzz_target!(|text: &str| {
    let (mut engine, mut kept, mut now) = (self::engine(), BTreeMap::new(), Time(1_772_625_600));
    for line in text.lines().take(40) {
        if let Some(seconds) = line.strip_prefix('+') {
            now = now.plus(seconds.parse().unwrap_or(1));
        } else if line == "kill" {
            engine = self::engine();
        } else if let Some(tab) = line.strip_prefix("close ") {
            let tab = tab.parse().unwrap_or(0);
            run(&mut engine, &mut kept, now, Event::TabClosed { tab });
        } else if let Some((tab, message)) = line.split_once(' ')
            && let Some(look) = Look::read(message)
        {
            let (tab, look) = (tab.parse().unwrap_or(0), Box::new(look));
            run(
                &mut engine,
                &mut kept,
                now,
                Event::Looked {
                    tab,
                    host: HOST.into(),
                    look,
                },
            );
        }
    }
});
