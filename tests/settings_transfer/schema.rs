//! The schema says what the readers say: neither can change without the other.

use crate::zones;
use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};
use vanguard::settings::{SettingsError, VERSION, check};

const SCHEMA: &str = include_str!("../../src/settings/schema.json");
const NEW: &str = "no_such_key";

struct Schema {
    value: Value,
    schemas: Schemas,
    root: SchemaIndex,
}

impl Schema {
    fn read() -> Self {
        let value: Value = serde_json::from_str(SCHEMA).expect("JSON");
        let id = value["$id"].as_str().expect("it has an id").to_owned();
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler
            .add_resource(&id, value.clone())
            .expect("it is a resource");
        let root = compiler.compile(&id, &mut schemas).expect("it is a schema");
        Self {
            value,
            schemas,
            root,
        }
    }

    fn takes(&self, document: &Value) -> bool {
        self.schemas.validate(document, self.root).is_ok()
    }

    /// The part that says what may stand at `path`.
    fn part(&self, path: &[Step]) -> &Value {
        let mut part = &self.value;
        for step in path {
            part = match step {
                Step::Key(key) => match part["properties"].get(key) {
                    Some(part) => part,
                    None => &part["additionalProperties"],
                },
                Step::Index(index) => match part["prefixItems"].get(*index) {
                    Some(part) => part,
                    None => &part["items"],
                },
            };
            while let Some(name) = part["$ref"].as_str() {
                part = self
                    .value
                    .pointer(name.trim_start_matches('#'))
                    .expect("it is defined");
            }
        }
        part
    }
}

#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Index(usize),
}

fn at<'v>(document: &'v mut Value, path: &[Step]) -> &'v mut Value {
    path.iter().fold(document, |below, step| match step {
        Step::Key(key) => &mut below[key.as_str()],
        Step::Index(index) => &mut below[*index],
    })
}

/// Everything that can be set, with a value that can be used.
fn everything() -> Value {
    let read = |text: &str| -> Value { serde_json::from_str(text).expect("JSON") };
    let mut all = read(include_str!("../../src/settings/defaults.json"));
    all["escalation"] = read(include_str!("../../src/escalation/defaults.json"));
    all["escalation"]["redaction"] =
        read(include_str!("../../src/escalation/redact/defaults.json"));
    all["contribution"] = read(include_str!("../../src/contribution/defaults.json"));
    all["contribution"]["repositories"] = json!([{
        "path": "a/b", "branch": "main", "docs": "doc", "site": "https://docs.example", "old_sites": ["https://old.example"],
        "sources": ["app"], "tag": "v{version}", "stable": "{major}-{minor}-stable",
    }]);
    all["contribution"]["editions"]["current"]["contributing"] =
        json!("https://docs.example/contribute");
    all["gitlab"]["oauth_application"] = json!("abc");
    all["filing"]["field"] = json!(7);
    all["emergency"]["forms"] = json!([7]);
    all["schedule"]["holidays"] = json!(["2026-12-25"]);
    for day in ["saturday", "sunday"] {
        all["schedule"]["hours"][day] = json!({ "from": "09:00", "to": "24:00" });
    }
    let call = |id: &str, recurrence: Value| {
        json!({
            "id": id, "name": "Call", "regions": ["AMER"], "purpose": "Talk", "time": "15:00", "timezone": "UTC",
            "duration_minutes": 60, "recurrence": recurrence,
            "exceptions": [{ "date": "2026-12-22", "cancelled": true }, { "date": "2026-12-24", "moved_to": "2026-12-23T16:00" }],
            "links": { "join": "https://calls.example/1", "agenda": "https://docs.example/1", "recording": null },
            "rotation": {
                "from": "2026-01-06", "chairs": ["Ada"], "note_takers": ["Bob"],
                "swaps": [{ "role": "chair", "dates": ["2026-01-06", "2026-01-13"] }],
                "absences": [{ "who": "Ada", "from": "2026-01-06", "to": "2026-01-07" }],
            },
            "uid": "1@calendar.example",
        })
    };
    all["meetings"] = json!([
        call(
            "one",
            json!({ "kind": "weekly", "weekday": "tuesday", "every": 1, "from": "2026-01-06", "until": "2027-01-06" })
        ),
        call(
            "two",
            json!({ "kind": "monthly", "weekday": "friday", "nth": -1, "every": 1, "from": "2026-01-06", "until": null })
        ),
        call("three", json!({ "kind": "once", "date": "2026-12-25" })),
    ]);
    all["holidays"] = json!([{ "date": "2026-12-25", "name": "Christmas", "regions": ["EMEA"] }]);
    all["links"] = json!([{ "name": "Docs", "url": "https://docs.example/" }]);
    all["reminders"] = json!({
        "on": true, "minutes_before": 5, "quiet": { "from": "22:00", "to": "07:00" },
        "meetings": { "one": { "on": false, "minutes_before": 9 } },
    });
    // The one with a weight, and conditions of every kind.
    let mut preset = all["presets"][4].clone();
    preset["bands"][0]["when"] = json!({
        "running": true, "important": false, "class": ["premium"], "state": ["near"],
        "metric": ["first_reply_time"], "status": ["new"], "weight_at_least": 60,
    });
    all["presets"] = json!([preset]);
    // Much of a kind says no more than a little of it.
    shorten(&mut all);
    all
}

fn shorten(value: &mut Value) {
    match value {
        Value::Array(items) => {
            // Pairs, rows of three and bands keep their number.
            if items.len() > 3 {
                items.truncate(1);
            }
            items.iter_mut().for_each(shorten);
        }
        Value::Object(entries) => entries.values_mut().for_each(shorten),
        _ => {}
    }
}

/// The path of every value in a document.
fn paths(value: &Value, above: &[Step], found: &mut Vec<Vec<Step>>) {
    found.push(above.to_vec());
    let mut below = |step: Step, value: &Value| {
        let path = [above, &[step]].concat();
        paths(value, &path, found);
    };
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                below(Step::Key(key.clone()), value);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                below(Step::Index(index), value);
            }
        }
        _ => {}
    }
}

fn all_paths(document: &Value) -> Vec<Vec<Step>> {
    let mut found = Vec::new();
    paths(document, &[], &mut found);
    found
}

/// Only the section that something was done to: the rest is the defaults'.
fn section(document: &Value, path: &[Step]) -> Value {
    match path.first() {
        Some(Step::Key(key)) if document.get(key).is_some() => json!({ key: document[key] }),
        Some(_) => json!({}),
        None => document.clone(),
    }
}

fn reads(document: &Value) -> Result<(), SettingsError> {
    check(&document.to_string(), &zones)
}

/// Rules between fields, which no schema can say.
fn is_between_fields(error: &SettingsError) -> bool {
    match error {
        SettingsError::UnknownPreset { .. }
        | SettingsError::Preset(_)
        | SettingsError::Schedule(_)
        | SettingsError::Range {
            field: "critical_minutes",
            ..
        } => true,
        SettingsError::Value { path, what } => {
            let of_calls = [
                "counted from a date",
                "must have either",
                "nowhere without it",
                "is not a time zone",
                "another call's",
                "one of them at most without",
            ];
            let of_others = [
                "escalation.label_set",
                "escalation.fallback",
                "schedule.timezone",
            ];
            of_others.contains(&path.as_str()) || of_calls.iter().any(|said| what.contains(said))
        }
        _ => false,
    }
}

#[test]
fn the_schema_names_the_version_that_is_written() {
    let schema = Schema::read();
    assert_eq!(
        schema.value["properties"]["vanguard"]["maximum"],
        json!(VERSION)
    );
    assert!(schema.takes(&json!({ "vanguard": VERSION })));
    assert!(!schema.takes(&json!({ "vanguard": VERSION + 1 })));
}

#[test]
fn everything_that_can_be_set_is_in_the_schema() {
    let schema = Schema::read();
    let all = everything();
    assert!(reads(&all).is_ok(), "{:?}", reads(&all));
    let verdict = schema.schemas.validate(&all, schema.root);
    let wrong = verdict.map_err(|error| format!("{error:#}"));
    assert_eq!(wrong, Ok(()));
}

#[test]
fn the_schema_knows_the_keys_that_the_readers_know() {
    let schema = Schema::read();
    let all = everything();
    let mut compared = 0;
    for path in all_paths(&all) {
        let mut document = all.clone();
        let place = at(&mut document, &path);
        let Some(entries) = place.as_object_mut() else {
            continue;
        };
        entries.insert(NEW.to_owned(), json!([]));
        let with = match path.is_empty() {
            true => json!({ NEW: [] }),
            false => section(&document, &path),
        };
        let error = reads(&with).err().map(|error| error.to_string());
        assert!(
            error.is_some() && !schema.takes(&with),
            "{path:?}: {error:?}"
        );
        let said = error.unwrap_or_default();
        let Some((_, known)) = said.split_once(&format!("there is no `{NEW}` here; there is "))
        else {
            continue;
        };
        let mut known: Vec<&str> = known.split(", ").collect();
        let part = schema.part(&path);
        let properties = part["properties"].as_object().expect("an object's part");
        let mut named: Vec<&str> = properties.keys().map(String::as_str).collect();
        // Read before the sections are.
        named.retain(|key| *key != "vanguard");
        // Of a kind, only what its kind has.
        let kind = &at(&mut document, &path)["kind"];
        let branches = part["oneOf"].as_array().into_iter().flatten();
        for branch in branches.filter(|branch| branch["properties"]["kind"]["const"] == *kind) {
            named.retain(|key| branch["properties"][*key] != json!(false));
        }
        known.sort_unstable();
        named.sort_unstable();
        assert_eq!(named, known, "{path:?}");
        compared += 1;
    }
    assert!(compared > 40, "{compared}");
}

#[test]
fn what_the_schema_takes_the_readers_take_and_nothing_else() {
    let schema = Schema::read();
    let all = everything();
    let others = [
        json!(null),
        json!(7),
        json!(" "),
        json!(true),
        json!(-1),
        json!(1.5),
        json!(100_000_000),
        json!("x"),
        json!([]),
        json!({}),
        json!([[]]),
    ];
    let mut refused = 0;
    let mut seen = std::collections::HashSet::new();
    for path in all_paths(&all).into_iter().filter(|path| !path.is_empty()) {
        // Where the schema says the same as elsewhere, a few will show whether the reader does too.
        let part = std::ptr::from_ref(schema.part(&path));
        let others = match seen.insert(part) {
            true => others.as_slice(),
            false => &others[..3],
        };
        let changed = others.iter().map(|other| {
            let mut document = all.clone();
            *at(&mut document, &path) = other.clone();
            document
        });
        let removed = path.split_last().map(|(last, above)| {
            let mut document = all.clone();
            match (at(&mut document, above), last) {
                (Value::Object(entries), Step::Key(key)) => drop(entries.remove(key)),
                (Value::Array(items), Step::Index(index)) => drop(items.remove(*index)),
                _ => {}
            }
            document
        });
        for document in changed.chain(removed) {
            let document = section(&document, &path);
            let verdict = reads(&document);
            if verdict.as_ref().is_err_and(is_between_fields) {
                continue;
            }
            assert_eq!(
                verdict.is_ok(),
                schema.takes(&document),
                "{path:?}: {verdict:?}\n{document}"
            );
            refused += usize::from(verdict.is_err());
        }
    }
    assert!(refused > 1000, "{refused}");
}
