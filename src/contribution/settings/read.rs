//! The table of components out of JSON, each error with the path to what does not fit.

use super::{Component, Contribution, DocsPage, Documenting, Edition, Place, Repository, Sign};
use crate::{
    settings::read::{At, Read, label, optional, phrase, project, put},
    zendesk::Loose,
};

/// Loudness, and per cent.
const HIGHEST: i64 = 100;

impl Contribution {
    pub(super) fn apply(&mut self, at: &At<'_, '_>) -> Read<()> {
        at.object(&[
            "editions",
            "components",
            "elsewhere",
            "nothing",
            "shared",
            "cleared",
            "turns",
            "names",
            "boilerplate",
            "automatic",
            "installations",
            "repositories",
            "prefixes",
            "documenting",
            "convincing",
            "doubtful",
            "close",
        ])?;
        if let Some(editions) = at.given("editions") {
            named(&editions, |name, at| {
                let edition = edition(at)?;
                self.editions.retain(|(known, _)| known != name);
                self.editions.push((name.to_owned(), edition));
                Ok(())
            })?;
        }
        put(&mut self.components, at.given("components"), |at| {
            at.list(component)
        })?;
        put(&mut self.elsewhere, at.given("elsewhere"), |at| {
            at.list(sign)
        })?;
        for (place, name) in [
            (&mut self.nothing, "nothing"),
            (&mut self.shared, "shared"),
            (&mut self.cleared, "cleared"),
            (&mut self.turns, "turns"),
            (&mut self.names, "names"),
            (&mut self.boilerplate, "boilerplate"),
            (&mut self.automatic, "automatic"),
        ] {
            put(place, at.given(name), |at| at.list(phrase))?;
        }
        put(&mut self.installations, at.given("installations"), |at| {
            at.list(|at| {
                at.object(&["name", "signs"])?;
                Ok((at.need("name")?.text()?, at.need("signs")?.list(phrase)?))
            })
        })?;
        put(&mut self.repositories, at.given("repositories"), |at| {
            at.list(repository)
        })?;
        put(&mut self.prefixes, at.given("prefixes"), |at| {
            at.list(|at| {
                let pair = at.texts()?.try_into();
                pair.map_err(|_| at.wants("a list of two texts"))
            })
        })?;
        put(&mut self.documenting, at.given("documenting"), |at| {
            at.object(&["note", "reply"])?;
            let with = |name: &str, part: &str| {
                let at = at.need(name)?;
                let text = at.text()?;
                match text.contains(part) {
                    true => Ok(text),
                    false => Err(at.wants(&format!("text with {part} in it"))),
                }
            };
            Ok(Documenting {
                note: with("note", "{what}")?,
                reply: with("reply", "{url}")?,
            })
        })?;
        for (place, name) in [
            (&mut self.convincing, "convincing"),
            (&mut self.doubtful, "doubtful"),
            (&mut self.close, "close"),
        ] {
            put(place, at.given(name), number)?;
        }
        Ok(())
    }
}

fn named(at: &At<'_, '_>, mut each: impl FnMut(&str, &At<'_, '_>) -> Read<()>) -> Read<()> {
    let Loose::Map(_) = at.value else {
        return Err(at.wants("an object"));
    };
    for (name, _) in at.value.entries() {
        each(name, &at.need(name)?)?;
    }
    Ok(())
}

fn number(at: &At<'_, '_>) -> Read<u32> {
    let fits = at
        .whole()
        .ok()
        .filter(|number| (1..=HIGHEST).contains(number));
    fits.and_then(|number| u32::try_from(number).ok())
        .ok_or_else(|| at.wants("a number from 1 to 100"))
}

fn edition(at: &At<'_, '_>) -> Read<Edition> {
    at.object(&[
        "source",
        "starter",
        "own",
        "contributing",
        "template",
        "page",
    ])?;
    Ok(Edition {
        source: at.need("source")?.text()?,
        starter: at.need("starter")?.list(label)?,
        own: label(&at.need("own")?)?,
        contributing: optional(at.given("contributing"), |at| at.text())?,
        template: at.need("template")?.text()?,
        page: at.need("page")?.text()?,
    })
}

fn component(at: &At<'_, '_>) -> Read<Component> {
    at.object(&["name", "signs", "over", "places"])?;
    let mut places = Vec::new();
    named(&at.need("places")?, |edition, at| {
        places.push((edition.to_owned(), place(at)?));
        Ok(())
    })?;
    Ok(Component {
        name: at.need("name")?.text()?,
        signs: at.need("signs")?.list(sign)?,
        over: optional(at.given("over"), |at| at.texts())?.unwrap_or_default(),
        places,
    })
}

fn place(at: &At<'_, '_>) -> Read<Place> {
    at.object(&["repository", "team", "labels", "docs"])?;
    Ok(Place {
        repository: project(&at.need("repository")?)?,
        team: label(&at.need("team")?)?,
        labels: at.need("labels")?.list(label)?,
        docs: optional(at.given("docs"), |at| {
            at.object(&["repository", "page"])?;
            Ok(DocsPage {
                repository: project(&at.need("repository")?)?,
                page: path(&at.need("page")?)?,
            })
        })?,
    })
}

fn repository(at: &At<'_, '_>) -> Read<Repository> {
    at.object(&[
        "path",
        "branch",
        "docs",
        "site",
        "old_sites",
        "sources",
        "tag",
        "stable",
    ])?;
    let maybe = |name: &str| optional(at.given(name), |at| at.text());
    Ok(Repository {
        path: project(&at.need("path")?)?,
        branch: path(&at.need("branch")?)?,
        docs: optional(at.given("docs"), path)?,
        site: maybe("site")?,
        old_sites: optional(at.given("old_sites"), |at| at.texts())?.unwrap_or_default(),
        sources: at.need("sources")?.texts()?,
        tag: maybe("tag")?,
        stable: maybe("stable")?,
    })
}

/// A path in a repository: relative, and nowhere upwards.
fn path(at: &At<'_, '_>) -> Read<String> {
    let text = at.text()?;
    let part = |part: &str| !matches!(part, "" | "." | "..");
    match text.split('/').all(part) {
        true => Ok(text),
        false => Err(at.wants("a path in a repository such as doc/ci/_index.md")),
    }
}

/// `"gitaly"`, or `["gitaly", 3]` where it speaks louder than one.
fn sign(at: &At<'_, '_>) -> Read<Sign> {
    let Loose::List(parts) = at.value else {
        return Ok((phrase(at)?, 1));
    };
    match parts.as_slice() {
        [Loose::Text(text), Loose::Integer(weight @ 1..=100)] if !text.trim().is_empty() => {
            Ok((text.to_lowercase(), u32::try_from(*weight).unwrap_or(1)))
        }
        _ => Err(at.wants("text, or a list of text and a weight from 1 to 100")),
    }
}
