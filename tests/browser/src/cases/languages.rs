//! The overlay in other languages: each text is looked up, and each has room.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use standin::What;

use super::looks::{begins_at_the_right, everything_fits};
use crate::harness::page::MAIN_VIEW;
use crate::harness::{Browser, Tweaks, paths, pseudo, wait_until};
use crate::stage::{SHOW_MANY, Stage, fault};

const TEXTS: &str = include_str!("../js/texts.js");

/// Names of plans stand in Zendesk's records and are shown as they are; a time of day is the browser's.
const OF_OTHERS: [&str; 10] = [
    "premium", "ultimate", "gold", "silver", "starter", "bronze", "expired", "free", "AM", "PM",
];

/// Everything that the overlay says on a list, in a card, in the ranked list, on a ticket, and when something is wrong.
async fn everything_said(
    stage: &Stage,
    browser: &Browser,
    locale: &str,
    name: &str,
) -> Result<BTreeSet<String>> {
    let mut said = BTreeSet::new();
    browser.prefer(json!({"locale": locale})).await?;
    browser.open_list(MAIN_VIEW).await?;
    everything_fits(browser, name).await?;
    if locale == "ar" {
        begins_at_the_right(browser).await?;
    }
    hear(browser, &mut said).await?;

    let id = stage
        .control
        .with_world(|world| world.first_ids(4).get(3).copied())
        .context("the world has no ticket")?;
    browser.open(&format!("/agent/tickets/{id}")).await?;
    browser
        .element("vanguard-ticket vanguard-badge[data-level]")
        .await?;
    browser.point_at("vanguard-ticket vanguard-badge").await?;
    wait_until("the explanation", || browser.card()).await?;
    hear(browser, &mut said).await?;

    let hours_off = What::ClockSkew { seconds: 3 * 3_600 };
    for (wrong, code) in [
        (What::Drop, "VG-NET"),
        (What::Status(500), "VG-SERVER"),
        (What::BadTicket { id }, "VG-TICKET"),
        (hours_off, "VG-CLOCK"),
    ] {
        stage.control.set_faults(vec![fault(SHOW_MANY, wrong)]);
        browser.forget().await?;
        browser.open_list(MAIN_VIEW).await?;
        browser.wait_for_status(code).await?;
        hear(browser, &mut said).await?;
    }
    stage.control.set_faults(vec![]);
    Ok(said)
}

async fn hear(browser: &Browser, said: &mut BTreeSet<String>) -> Result<()> {
    let found = browser
        .in_surface(&format!("{TEXTS} return texts(root);"))
        .await?;
    let found = found.as_array().context("there is no overlay")?;
    ensure!(!found.is_empty(), "the overlay says nothing");
    said.extend(found.iter().filter_map(Value::as_str).map(str::to_owned));
    Ok(())
}

pub(super) async fn with_browser<T>(
    stage: &Stage,
    tweak: impl FnOnce(&mut Tweaks),
    run: impl AsyncFnOnce(&Browser) -> Result<T>,
) -> Result<T> {
    let browser = stage.another_browser(tweak).await?;
    let result = run(&browser).await;
    browser.quit().await?;
    result
}

async fn untranslated(stage: &Stage, locale: &str, name: &str) -> Result<()> {
    let build = pseudo::build(&stage.dist())?;
    let dist = build.path().to_path_buf();
    let said = with_browser(
        stage,
        |tweaks| tweaks.dist = Some(dist),
        async |browser| everything_said(stage, browser, locale, name).await,
    )
    .await?;
    ensure!(
        said.iter().any(|text| text.contains('⟦')),
        "nothing is translated: {said:?}"
    );
    let plain: Vec<&String> = said.iter().filter(|text| has_plain_words(text)).collect();
    ensure!(plain.is_empty(), "these were never looked up: {plain:#?}");
    Ok(())
}

/// Letters that no translation has: all of its own are accented.
pub(super) fn has_plain_words(text: &str) -> bool {
    let words = text.split(|letter: char| !(letter.is_ascii_alphabetic() || letter == '-'));
    words
        .filter(|word| word.chars().filter(char::is_ascii_alphabetic).count() > 1)
        .any(|word| !word.starts_with("VG-") && !OF_OTHERS.contains(&word))
}

pub async fn nothing_untranslated(stage: &Stage) -> Result<()> {
    untranslated(stage, "en-us", "pseudo").await
}

pub async fn nothing_untranslated_from_right_to_left(stage: &Stage) -> Result<()> {
    untranslated(stage, "ar", "pseudo-right-to-left").await
}

/// In a browser that is set to German, whatever the page's language is.
pub async fn in_german(stage: &Stage) -> Result<()> {
    let said = with_browser(
        stage,
        |tweaks| tweaks.language = Some("de"),
        async |browser| {
            let said = everything_said(stage, browser, "en-us", "in-german").await?;
            let language = browser.js("return [document.documentElement.lang, document.querySelector('vanguard-badge').lang, document.querySelector('vanguard-overlay').lang];", &[]).await?;
            ensure!(
                language == json!(["en-us", "de", "de"]),
                "a screen reader is told the wrong language: {language}"
            );
            Ok(said)
        },
    )
    .await?;
    says_in_german(
        &said,
        &[
            "net_what",
            "net_todo",
            "source_sla",
            "ranked_title",
            "name_premium_near_breach",
        ],
    )
}

/// Each of these, and no sentence of English.
fn says_in_german(said: &BTreeSet<String>, keys: &[&str]) -> Result<()> {
    let german = messages("de")?;
    let all: Vec<&str> = said.iter().map(String::as_str).collect();
    let all = all.join("\n");
    for key in keys {
        let german = german[key]["message"].as_str().unwrap_or_default();
        ensure!(all.contains(german), "{german:?} is not said: {all}");
    }
    nothing_in_english(&all)
}

/// No sentence of English stands in a text.
pub(super) fn nothing_in_english(text: &str) -> Result<()> {
    let english = messages("en")?;
    for (key, message) in english.as_object().context("no messages")? {
        let message = message["message"].as_str().unwrap_or_default();
        let is_sentence = message.ends_with('.') && !message.contains('$');
        ensure!(
            !(is_sentence && text.contains(message)),
            "{key} is said in English: {message}"
        );
    }
    Ok(())
}

fn messages(language: &str) -> Result<Value> {
    let file = paths::root().join(format!("extension/_locales/{language}/messages.json"));
    Ok(serde_json::from_str(&std::fs::read_to_string(file)?)?)
}

/// Everything that a page of the extension says, seen or heard: what stands in fields and code is others', and so is what matches
/// `of_others`.
async fn on_the_page(browser: &Browser, of_others: &str) -> Result<BTreeSet<String>> {
    let script = "const others = arguments[0];
        const said = [...document.querySelectorAll('body, body *')].filter(one => !one.closest(others)).flatMap(one => [
            one.ariaLabel, one.title, one.placeholder,
            ...[...one.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data),
        ]);
        return [...new Set([document.title, ...said].filter(text => text?.trim()))];";
    let others = format!("code, mark, kbd, textarea, script, datalist, {of_others}");
    let said = browser.js(script, &[others.into()]).await?;
    let said = said.as_array().context("no texts")?.iter();
    Ok(said.filter_map(Value::as_str).map(str::to_owned).collect())
}

/// The review of a ticket with customer data in it, signed out and signed in, and one that cannot be read.
async fn all_of_a_review(
    stage: &Stage,
    browser: &Browser,
    of_others: &str,
) -> Result<BTreeSet<String>> {
    let id = super::panel::ticket(stage, 11)?;
    browser.open_panel(id).await?;
    browser.panel_field("title").await?;
    let mut said = on_the_page(browser, of_others).await?;
    browser.keep_picture("panel-language").await?;
    browser.open_own("options.html").await?;
    browser.sign_in("glpat-standin-classic").await?;
    browser.open_panel_alone(id).await?;
    browser.panel_says("#file").await?;
    let secret = "Use glpat-abcdefghijklmnopqrst";
    browser.panel_write("description", secret).await?;
    browser.panel_says(".notice.trouble").await?;
    said.extend(on_the_page(browser, of_others).await?);
    stage.control.set_faults(vec![fault(
        &format!("/api/v2/tickets/{id}/comments"),
        What::RateLimited {
            retry_after: Some(33),
        },
    )]);
    browser.open_panel_alone(id).await?;
    browser.panel_says(".trouble").await?;
    said.extend(on_the_page(browser, of_others).await?);
    stage.control.set_faults(vec![]);
    Ok(said)
}

/// Labels, projects and what a reason quotes are others' words.
const OF_A_REVIEW: &str = ".preview, .labels li, .reasons li, .project, .sp, .original, .ticket";

pub async fn review_has_nothing_untranslated(stage: &Stage) -> Result<()> {
    let build = pseudo::build(&stage.dist())?;
    let dist = build.path().to_path_buf();
    let said = with_browser(
        stage,
        |tweaks| tweaks.dist = Some(dist),
        async |browser| all_of_a_review(stage, browser, OF_A_REVIEW).await,
    )
    .await?;
    ensure!(
        said.iter().any(|text| text.contains('⟦')),
        "nothing is translated: {said:?}"
    );
    // A host, and placeholders.
    let own = |text: &&String| {
        let text = text.replace("gitlab.com", "");
        let parts = text.split('[').map(|part| part.split(']').next_back());
        let own: String = parts.flatten().collect();
        has_plain_words(&own)
    };
    let plain: Vec<&String> = said.iter().filter(own).collect();
    ensure!(plain.is_empty(), "these were never looked up: {plain:#?}");
    Ok(())
}

pub async fn review_in_german(stage: &Stage) -> Result<()> {
    let said = with_browser(
        stage,
        |tweaks| tweaks.language = Some("de"),
        async |browser| {
            let said = all_of_a_review(stage, browser, ".preview").await?;
            let language = browser
                .js("return document.documentElement.lang;", &[])
                .await?;
            ensure!(
                language == "de",
                "a screen reader is told the wrong language: {language}"
            );
            Ok(said)
        },
    )
    .await?;
    says_in_german(
        &said,
        &[
            "panel_title",
            "panel_signed_out",
            "panel_duplicates",
            "panel_found_secret",
            "panel_reasons",
            "rate_what",
        ],
    )
}

/// Everything that the popup says, unfolded, with a form open, and the answers to a few presses; what is a name or was typed is
/// left out.
async fn popup_says(stage: &Stage, browser: &Browser, name: &str) -> Result<BTreeSet<String>> {
    let others =
        ".chip, .id, .score, .band, .ticket .quiet, option[value*='/'], svg .mark, svg .first";
    let mut said = BTreeSet::new();
    browser.open_own("popup.html").await?;
    let there = "return document.querySelector('.mine p') !== null && document.querySelector('.results p') !== null && document.querySelector('.next') !== null;";
    browser.wait_js("all of it", there, &[]).await?;
    said.extend(on_the_page(browser, others).await?);
    browser.open_list(MAIN_VIEW).await?;
    browser.painted_rows().await?;
    browser.new_tab().await?;
    browser.open_own("popup.html").await?;
    let counted = "return document.querySelector('.results svg') !== null && document.querySelector('.results progress') === null && document.querySelector('.mine p') !== null;";
    browser.wait_js("all of it", counted, &[]).await?;
    let press = "for (const one of document.querySelectorAll('details')) one.open = true; document.querySelector(arguments[0]).click();";
    for form in [
        "[id^=open-next]",
        "[id^=date-next]",
        "#change-pages",
        "#ics-look",
    ] {
        browser.js(press, &[json!(form)]).await?;
        browser.keep_picture(&format!("popup-{name}")).await?;
        said.extend(on_the_page(browser, others).await?);
    }
    let wrong =
        "return [...document.querySelectorAll('.files .wrong')].some(one => one.innerText !== '');";
    browser
        .wait_js("what is wrong with no calendar", wrong, &[])
        .await?;
    said.extend(on_the_page(browser, others).await?);
    ensure!(!stage.control.requests().is_empty(), "nothing was asked");
    Ok(said)
}

/// No text of the popup is an English message, in a browser that is set to German.
pub async fn popup_in_german(stage: &Stage) -> Result<()> {
    let (english, german) = (messages("en")?, messages("de")?);
    let said = with_browser(
        stage,
        |tweaks| tweaks.language = Some("de"),
        async |browser| {
            let said = popup_says(stage, browser, "in-german").await?;
            let language = browser
                .js("return document.documentElement.lang;", &[])
                .await?;
            ensure!(
                language == json!("de"),
                "a screen reader is told {language}"
            );
            Ok(said)
        },
    )
    .await?;
    let text = |messages: &Value, key: &str| {
        messages[key]["message"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    let all: Vec<&str> = said.iter().map(String::as_str).collect();
    let all = all.join("\n");
    for key in [
        "popup_next_call",
        "popup_mine_signed_out",
        "popup_ics_none",
        "popup_this_date",
        "name_how_to_prioritise",
    ] {
        let german = text(&german, key);
        ensure!(all.contains(&german), "{german:?} is not said: {all}");
    }
    let weekday = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag"];
    ensure!(
        weekday.iter().any(|day| all.contains(day)),
        "no date is German: {all}"
    );
    let keys = english.as_object().context("no messages")?.keys();
    let other: Vec<String> = keys
        .map(|key| (text(&english, key), text(&german, key)))
        .filter(|(one, other)| one != other && !one.contains('$'))
        .map(|(one, _)| one)
        .collect();
    let own: BTreeSet<String> = german
        .as_object()
        .context("no messages")?
        .keys()
        .map(|key| text(&german, key))
        .collect();
    for said in &said {
        let is_english = other.contains(said) && !own.contains(said);
        let is_part = other
            .iter()
            .any(|one| one.len() > 24 && said.contains(one.as_str()));
        ensure!(!is_english && !is_part, "this is English: {said:?}");
    }
    Ok(())
}

/// What no message says: dates, in English where there is no such language, and names.
const NAMES: [&str; 22] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "APAC",
    "AMER",
    "EMEA",
];

/// Every text of the popup was looked up.
pub async fn popup_untranslated(stage: &Stage) -> Result<()> {
    let build = pseudo::build(&stage.dist())?;
    let dist = build.path().to_path_buf();
    let said = with_browser(
        stage,
        |tweaks| tweaks.dist = Some(dist),
        async |browser| popup_says(stage, browser, "pseudo").await,
    )
    .await?;
    let plain: Vec<&String> = said
        .iter()
        .filter(|text| {
            let dated = NAMES
                .iter()
                .fold((*text).clone(), |text, name| text.replace(name, ""));
            let month = [
                "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
            ];
            let dated = month
                .iter()
                .fold(dated, |text, name| text.replace(name, ""));
            let words = dated
                .replace("gitlab.zendesk.com", "")
                .replace("Vanguard", "")
                .replace("UTC", "");
            has_plain_words(&words)
        })
        .collect();
    ensure!(plain.is_empty(), "these were never looked up: {plain:#?}");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::has_plain_words;

    #[test]
    fn what_was_never_looked_up_is_seen() {
        for (text, plain) in [
            ("⟦šçóŕé 82: ⟦íɱþóŕŧáñŧ⟧⟧", false),
            ("⟦þļáñ premium (⟦þáíđ⟧)⟧", false),
            ("⟦VG-OPEN: ñóŵ⟧ #7 · 14:05", false),
            ("⟦šçóŕé⟧ Near breach", true),
            ("Open.", true),
        ] {
            assert_eq!(has_plain_words(text), plain, "{text}");
        }
    }
}
