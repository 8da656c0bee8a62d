//! What the documents say is held to what the code has.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};
use vanguard::{codes::explained, news, words::english};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json(path: &str) -> serde_json::Value {
    serde_json::from_str(&read(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file below that ends so, without what tests say to each other.
fn sources(folder: &str, endings: &[&str], found: &mut Vec<String>) {
    for entry in fs::read_dir(root().join(folder)).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.to_string_lossy().into_owned();
        if path.is_dir() {
            sources(&name, endings, found);
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            let text = read(&path);
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            found.push(text.to_owned());
        }
    }
}

fn codes_in(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for part in text.split("VG-").skip(1) {
        let end = part.find(|one: char| !(one.is_ascii_uppercase() || one == '-'));
        let code = part[..end.unwrap_or(part.len())].trim_end_matches('-');
        if !code.is_empty() {
            found.insert(format!("VG-{code}"));
        }
    }
    found
}

fn listed() -> BTreeSet<String> {
    explained(english).map(|one| one.code.to_owned()).collect()
}

#[test]
fn every_code_that_is_said_is_explained_and_no_other() {
    let mut texts = Vec::new();
    sources("src", &[".rs"], &mut texts);
    sources("extension", &[".ts", "messages.json"], &mut texts);
    // The list itself does not count.
    texts.retain(|text| !text.contains("pub struct Explained"));
    let said: BTreeSet<String> = texts.iter().flat_map(|text| codes_in(text)).collect();
    assert_eq!(said, listed());
}

#[test]
fn the_readme_has_every_code() {
    assert_eq!(codes_in(&read("README.md")), listed());
}

#[test]
fn every_code_says_what_happened_and_what_to_do() {
    let all: Vec<_> = explained(english).collect();
    assert!(all.is_sorted_by(|one, next| one.code < next.code));
    for one in all {
        assert!(one.what.ends_with('.'), "{one:?}");
        for text in [&one.what, &one.todo] {
            assert!(!text.contains("VG-") && !text.contains('$'), "{one:?}");
            assert!(
                !text.contains("()") && !text.ends_with(": "),
                "a value is missing: {one:?}"
            );
        }
    }
}

#[test]
fn privacy_explains_every_permission() {
    let manifest = json("manifest.json");
    let said = read("PRIVACY.md");
    for list in [
        "permissions",
        "optional_permissions",
        "host_permissions",
        "optional_host_permissions",
    ] {
        for permission in manifest[list].as_array().expect("a list") {
            let permission = permission.as_str().expect("text");
            assert!(
                said.contains(&format!("| `{permission}`")),
                "{permission} is not explained"
            );
        }
    }
}

#[test]
fn privacy_names_every_database() {
    let said = read("PRIVACY.md");
    let store = read("src/browser/store.rs");
    let named: Vec<&str> = store
        .split("create_store(\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(named.len(), 5);
    for name in named {
        assert!(
            said.contains(&format!("| database `{name}`")),
            "{name} is not named"
        );
    }
}

/// What is new in this version is said, in as many pieces in each language, and is in the changelog.
#[test]
fn the_latest_news_are_of_this_version() {
    let manifest = json("manifest.json");
    let version = manifest["version"].as_str().expect("a version");
    let all: Vec<_> = news::since("", english).collect();
    assert_eq!(all[0].0, version);
    for (version, news) in all {
        let heading = format!("\n## {version}");
        assert!(read("CHANGELOG.md").contains(&heading), "{heading}");
        let key = format!("news_{}", version.replace('.', "_"));
        let lines = |language: &str| {
            let messages = json(&format!("extension/_locales/{language}/messages.json"));
            let text = messages[&key]["message"].as_str().expect("text").to_owned();
            assert!(text.lines().all(|line| line.ends_with('.')), "{text}");
            text.lines().count()
        };
        assert_eq!(lines("en"), news.lines().count());
        assert_eq!(lines("de"), news.lines().count());
    }
    assert_eq!(news::since(version, english).count(), 0);
}

/// What one document says of another's part leads there.
#[test]
fn links_between_documents_lead_somewhere() {
    let documents = [
        "README.md",
        "ARCHITECTURE.md",
        "PRIVACY.md",
        "SECURITY.md",
        "SUPPORT.md",
        "docs/policy.md",
    ];
    for name in documents {
        let text = read(name);
        for target in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            if target.contains("://") {
                continue;
            }
            let (file, part) = target.split_once('#').unwrap_or((target, ""));
            let folder = root().join(name);
            let folder = folder.parent().expect("a folder");
            let file = if file.is_empty() {
                root().join(name)
            } else {
                folder.join(file)
            };
            assert!(file.exists(), "{name}: {target} leads nowhere");
            let anchors: Vec<String> = match part {
                "" => continue,
                _ => read(&file)
                    .lines()
                    .filter(|line| line.starts_with('#'))
                    .map(anchor)
                    .collect(),
            };
            assert!(
                anchors.iter().any(|one| one == part),
                "{name}: {target} is no heading"
            );
        }
    }
}

/// As GitLab and GitHub make it of a heading.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text
        .chars()
        .filter(|one| one.is_alphanumeric() || " -_".contains(*one));
    kept.collect::<String>().replace(' ', "-")
}
