//! A team's own preset keeps the promise too, whatever it orders by: one that cannot be kept is
//! refused when the settings are read.

use crate::{
    any::{cases, moment, tickets},
    order::check,
};
use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::{Value, json};
use vanguard::{schedule::Zone, settings::Settings};

fn keys() -> impl Strategy<Value = Vec<&'static str>> {
    vec(
        select(vec![
            "emergency",
            "category",
            "class",
            "priority",
            "time_left",
            "metric",
            "oldest",
            "weight",
        ]),
        0..4,
    )
}

fn when() -> impl Strategy<Value = Value> {
    select(vec![
        json!({ "running": true }),
        json!({ "running": true, "state": ["near"] }),
        json!({ "state": ["breached"] }),
        json!({ "state": ["near", "breached"] }),
        json!({ "state": ["later"] }),
        json!({ "state": ["none", "later"] }),
        json!({ "important": true }),
        json!({ "class": ["premium", "unknown"] }),
        json!({ "metric": ["first_reply_time"] }),
        json!({ "status": ["new", "hold"] }),
        json!({ "weight_at_least": 60 }),
    ])
}

prop_compose! {
    fn preset()(bands in vec((when(), keys(), 0..=20_u8), 0..5), last in keys(), ties in keys(), points in 0..=100_i64) -> Value {
        let mut ceiling = 100;
        let mut list: Vec<Value> = Vec::new();
        for (when, order, width) in bands {
            list.push(json!({ "name": "A band", "word": "Band", "when": when, "order": order, "score": [ceiling - width, ceiling] }));
            ceiling -= width;
        }
        list.push(json!({ "name": "Rest", "word": "Rest", "order": last, "score": [0, ceiling] }));
        json!({
            "name": "own", "source": "Ours.", "premium_class": ["premium", "gold"], "targets": "2019",
            "targets_by_plan": true, "bands": list, "ties": ties,
            "weight": {
                "class": { "premium": points, "other_paid": 10, "no_sla": 0, "unknown": -5 },
                "priority": { "urgent": 30, "high": 20, "normal": 10, "low": 0 }, "priority_unset": 5, "important": 40,
                "clock": [[600, 0], [0, points], [-600, 100]],
            },
        })
    }
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn scores_never_rise_along_the_order(preset in preset(), tickets in tickets(), now in moment()) {
        let settings = json!({ "preset": "own", "presets": [preset] }).to_string();
        if let Ok(rules) = Settings::parse(&settings).and_then(|settings| settings.rules(Zone::utc())) {
            check(&tickets, &rules, now)?;
        }
    }

    #[test]
    fn points_of_any_size_overflow_nothing(
        clock in vec((any::<i64>(), any::<i64>()), 0..4),
        points in any::<i64>(),
        tickets in tickets(),
        now in moment(),
    ) {
        let mut clock = clock;
        clock.sort_by(|(one, _), (other, _)| other.cmp(one));
        let mut rising: Vec<i64> = clock.iter().map(|(_, points)| *points).collect();
        rising.sort_unstable();
        let clock: Vec<Value> = clock.iter().zip(rising).map(|((minutes, _), points)| json!([minutes, points])).collect();
        let priority = json!({ "urgent": points, "high": points, "normal": points, "low": points });
        let class = json!({ "premium": points, "other_paid": points, "no_sla": points, "unknown": points });
        let bands = json!([{ "name": "All", "word": "All", "order": ["weight"], "score": [0, 100] }]);
        let preset = json!({
            "name": "own", "source": "Ours.", "premium_class": [], "targets": "2019", "targets_by_plan": true,
            "bands": bands, "ties": [], "weight": {
                "class": class, "priority": priority, "priority_unset": points, "important": points, "clock": clock,
            },
        });
        let settings = json!({ "preset": "own", "presets": [preset] }).to_string();
        if let Ok(rules) = Settings::parse(&settings).and_then(|settings| settings.rules(Zone::utc())) {
            check(&tickets, &rules, now)?;
        }
    }
}
