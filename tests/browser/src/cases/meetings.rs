//! The team's calls and pages in the popup, by a clock and in a zone that the case chooses.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::Key;

use super::escalation::ask;
use crate::harness::wait_until;
use crate::stage::Stage;

/// The page's clock stands at this moment, in this zone.
async fn clock(stage: &Stage, now: &str, zone: &str) -> Result<()> {
    let script = "const [now, zone] = arguments; const page = window.wrappedJSObject ?? window;
        page.Date.now = () => Date.parse(now); page.Temporal.Now.timeZoneId = () => zone;";
    stage.browser.js(script, &[json!(now), json!(zone)]).await?;
    Ok(())
}

async fn settings(stage: &Stage, settings: &Value) -> Result<()> {
    let script = "await chrome.storage.local.set({ settings: args[0] }); return true;";
    stage
        .browser
        .js_async(script, std::slice::from_ref(settings))
        .await?;
    Ok(())
}

async fn kept(stage: &Stage) -> Result<Value> {
    let script = "return (await chrome.storage.local.get('settings')).settings ?? {};";
    stage.browser.js_async(script, &[]).await
}

/// The popup with these calls, at a moment, in a zone.
async fn open(stage: &Stage, calls: Value, now: &str, zone: &str) -> Result<()> {
    stage.browser.open_own("popup.html").await?;
    clock(stage, now, zone).await?;
    settings(stage, &json!({"meetings": calls})).await
}

async fn says(stage: &Stage, place: &str, text: &str) -> Result<()> {
    let wanted = format!(
        "return document.querySelector({})?.innerText.replace(/\\s+/g, ' ').includes({}) ?? false;",
        json!(place),
        json!(text)
    );
    let seen = stage
        .browser
        .wait_js(&format!("{place} to say {text:?}"), &wanted, &[])
        .await;
    if let Err(error) = seen {
        let shown = stage
            .browser
            .js("return document.body.innerText;", &[])
            .await?;
        return Err(error.context(format!("it says {shown}")));
    }
    Ok(())
}

/// Presses the button, link or summary that is called this.
async fn press(stage: &Stage, name: &str) -> Result<()> {
    let find = format!(
        "const name = {}; const all = [...document.querySelectorAll('.calls button, .pages button, .calls summary')];
         const found = all.find(one => (one.getAttribute('aria-label') ?? one.innerText).replace(/\\s+/g, ' ') === name && one.checkVisibility()); found?.setAttribute('data-found', ''); return Boolean(found);",
        json!(name)
    );
    stage
        .browser
        .wait_js(&format!("a button {name:?}"), &find, &[])
        .await?;
    wait_until(format!("a press on {name}"), || async {
        let button = stage.browser.element("[data-found]").await?;
        button.scroll_into_view().await?;
        button.click().await?;
        Ok(Some(()))
    })
    .await?;
    stage
        .browser
        .js(
            "document.querySelector('[data-found]')?.removeAttribute('data-found');",
            &[],
        )
        .await?;
    Ok(())
}

async fn fill(stage: &Stage, id: &str, text: &str) -> Result<()> {
    // As typing does; a field of a kind of its own takes keys otherwise in each browser.
    let script = "const [id, text] = arguments; const field = document.getElementById(id); field.value = text;
        field.dispatchEvent(new Event('input', { bubbles: true })); field.dispatchEvent(new Event('change', { bubbles: true }));";
    stage.browser.element(&format!("#{id}")).await?;
    stage.browser.js(script, &[json!(id), json!(text)]).await?;
    Ok(())
}

fn call(id: &str, time: &str, zone: &str, weekday: &str) -> Value {
    json!({
        "id": id, "name": "Support Call", "regions": ["APAC"], "purpose": "Metrics", "time": time, "timezone": zone,
        "recurrence": {"kind": "weekly", "weekday": weekday},
        "links": {"join": "https://meet.example/a", "agenda": "https://docs.example/a", "recording": "https://video.example/a"},
        "rotation": {"from": "2026-01-01", "chairs": ["Ada"], "note_takers": ["Bo"]},
    })
}

/// Around both hemispheres' changes of the clocks, at the date line and over New Year.
pub async fn next_call_counts_down(stage: &Stage) -> Result<()> {
    for (time, zone, weekday, now, here, when, left) in [
        (
            "15:00",
            "America/New_York",
            "sunday",
            "2026-03-07T20:00:00Z",
            "America/New_York",
            "Sunday, March 8, 3:00 PM to 4:00 PM",
            "in 23 h 00 min",
        ),
        (
            "15:00",
            "America/New_York",
            "sunday",
            "2026-03-07T20:00:00Z",
            "Europe/Berlin",
            "Sunday, March 8, 8:00 PM to 9:00 PM",
            "in 23 h 00 min",
        ),
        (
            "02:30",
            "Europe/Berlin",
            "sunday",
            "2026-03-29T01:00:00Z",
            "Europe/Berlin",
            "Sunday, March 29, 3:30 AM to 4:30 AM",
            "in 30:00",
        ),
        (
            "09:00",
            "Australia/Sydney",
            "monday",
            "2026-04-05T22:30:00Z",
            "America/New_York",
            "Sunday, April 5, 7:00 PM to 8:00 PM",
            "in 30:00",
        ),
        (
            "09:00",
            "Australia/Sydney",
            "monday",
            "2026-10-04T21:30:00Z",
            "Australia/Sydney",
            "Monday, October 5, 9:00 AM to 10:00 AM",
            "in 30:00",
        ),
        (
            "10:00",
            "Pacific/Auckland",
            "tuesday",
            "2026-06-01T21:59:55Z",
            "America/Los_Angeles",
            "Monday, June 1, 3:00 PM to 4:00 PM",
            "in 0:05",
        ),
        (
            "00:30",
            "Pacific/Kiritimati",
            "wednesday",
            "2026-06-02T10:35:00Z",
            "Pacific/Pago_Pago",
            "Monday, June 1, 11:30 PM to 12:30 AM",
            "on now, 55 min left",
        ),
        (
            "20:00",
            "America/New_York",
            "thursday",
            "2026-12-31T23:00:00Z",
            "Asia/Tokyo",
            "Friday, January 1, 10:00 AM to 11:00 AM",
            "in 2 h 00 min",
        ),
    ] {
        open(stage, json!([call("a", time, zone, weekday)]), now, here).await?;
        says(stage, ".next .when", when).await?;
        says(stage, ".next .countdown", left).await?;
    }
    says(stage, ".next", "Chair: Ada · Notes: Bo").await?;
    let links = stage.browser.js("return [...document.querySelectorAll('.next a')].map(link => [link.innerText, link.href]);", &[]).await?;
    let expected = json!([
        ["Join", "https://meet.example/a"],
        ["Agenda", "https://docs.example/a"],
        ["Recording", "https://video.example/a"]
    ]);
    ensure!(links == expected, "its links are {links}");
    // Time goes on while one looks.
    clock(stage, "2027-01-01T00:59:58Z", "Asia/Tokyo").await?;
    says(stage, ".next .countdown", "in 0:02").await?;
    clock(stage, "2027-01-01T01:00:00Z", "Asia/Tokyo").await?;
    says(stage, ".next .countdown", "on now, 1 h 00 min left").await?;
    clock(stage, "2027-01-01T02:00:00Z", "Asia/Tokyo").await?;
    says(
        stage,
        ".next .when",
        "Friday, January 8, 10:00 AM to 11:00 AM",
    )
    .await
}

/// The calls ahead are these.
async fn lists(stage: &Stage, expected: &Value) -> Result<()> {
    let shown = "return [...document.querySelectorAll('.ahead > li .when')].map(one => one.firstChild.innerText.replace(/\\s+/g, ' '));";
    wait_until(format!("the list to be {expected}"), || async {
        Ok((stage.browser.js(shown, &[]).await? == *expected).then_some(()))
    })
    .await
}

pub async fn lists_filters_and_catches_up(stage: &Stage) -> Result<()> {
    let mut other = call("b", "16:00", "UTC", "wednesday");
    other["regions"] = json!(["AMER", "EMEA"]);
    other["name"] = "Services Support Call".into();
    open(
        stage,
        json!([call("a", "10:00", "UTC", "tuesday"), other]),
        "2026-06-01T08:00:00Z",
        "UTC",
    )
    .await?;
    press(stage, "All calls").await?;
    says(stage, ".calls", "All are welcome on any call.").await?;
    let all = json!([
        "Tuesday, June 2, 10:00 AM to 11:00 AM",
        "Wednesday, June 3, 4:00 PM to 5:00 PM",
        "Tuesday, June 9, 10:00 AM to 11:00 AM",
        "Wednesday, June 10, 4:00 PM to 5:00 PM"
    ]);
    lists(stage, &all).await?;
    says(stage, ".calls", "Missed it? Catch up").await?;
    stage.browser.keep_picture("popup-calls").await?;
    press(stage, "EMEA").await?;
    lists(stage, &json!([all[1], all[3]])).await?;
    let pressed = stage.browser.js("return [...document.querySelectorAll('[aria-pressed=true], .ahead .mine')].map(one => one.innerText);", &[]).await?;
    ensure!(
        pressed == json!(["EMEA", "EMEA", "EMEA"]),
        "highlighted is {pressed}"
    );
    let missed = "return [...document.querySelectorAll('h3 + ul a')].map(link => link.getAttribute('aria-label').replace(/\\s+/g, ' '));";
    let missed = stage.browser.js(missed, &[]).await?;
    let when = "Services Support Call, Wednesday, May 27, 4:00 PM to 5:00 PM";
    ensure!(
        missed == json!([format!("Agenda, {when}"), format!("Recording, {when}")]),
        "to catch up with there is {missed}"
    );
    // It is remembered.
    stage.browser.open_own("popup.html").await?;
    press(stage, "All calls").await?;
    says(stage, "[aria-pressed=true]", "EMEA").await
}

/// The handbook's calls have no time until somebody sets it.
pub async fn time_is_set(stage: &Stage) -> Result<()> {
    stage.browser.open_own("popup.html").await?;
    clock(stage, "2026-06-01T08:00:00Z", "Europe/Berlin").await?;
    says(
        stage,
        ".next",
        "Support Call APAC Tuesday, June 2 Time not set.",
    )
    .await?;
    stage.browser.keep_picture("popup-time-not-set").await?;
    press(stage, "Set the time, Support Call, Tuesday, June 2").await?;
    let at = "return [document.activeElement.id, document.getElementById('call-zone').value];";
    let at = stage.browser.js(at, &[]).await?;
    ensure!(
        at == json!(["call-time", "Europe/Berlin"]),
        "the form begins with {at}"
    );
    stage.browser.keep_picture("popup-set-time").await?;
    for (field, text, said) in [
        (
            "call-zone",
            "Mars/Olympus",
            "“Mars/Olympus” is not a time zone",
        ),
        ("call-minutes", "0", "The minutes have to be 1 to 1440."),
        (
            "call-join",
            "meet.example",
            "“meet.example” is not a web address",
        ),
    ] {
        let before = stage
            .browser
            .js(
                &format!("return document.getElementById('{field}').value;"),
                &[],
            )
            .await?;
        fill(stage, field, text).await?;
        press(stage, "Save").await?;
        says(stage, "#call-wrong", said).await?;
        let focused = stage
            .browser
            .js("return document.activeElement.id;", &[])
            .await?;
        ensure!(focused == json!(field), "the focus is at {focused}");
        fill(stage, field, before.as_str().unwrap_or_default()).await?;
    }
    fill(stage, "call-time", "10:00").await?;
    fill(stage, "call-zone", "Pacific/Auckland").await?;
    fill(stage, "call-join", "https://meet.example/apac").await?;
    press(stage, "Save").await?;
    says(stage, ".next .when", "Tuesday, June 2, 12:00 AM to 1:00 AM").await?;
    says(stage, ".next .countdown", "in 14 h 00 min").await?;
    let kept = kept(stage).await?;
    let first = &kept["meetings"][0];
    ensure!(
        (
            &first["id"],
            &first["time"],
            &first["timezone"],
            &first["links"]["join"]
        ) == (
            &json!("apac-support-call"),
            &json!("10:00"),
            &json!("Pacific/Auckland"),
            &json!("https://meet.example/apac")
        ),
        "kept is {kept}"
    );
    ensure!(
        kept["meetings"]
            .as_array()
            .is_some_and(|all| all.len() == 4),
        "kept is {kept}"
    );
    // Escape leaves it as it is, and the focus where it was.
    press(
        stage,
        "Change, Support Call, Tuesday, June 2, 12:00 AM to 1:00 AM",
    )
    .await?;
    stage.browser.press(Key::Escape).await?;
    let left = "return document.querySelector('.set-time') === null && document.activeElement.getAttribute('aria-label')?.startsWith('Change, Support Call');";
    stage
        .browser
        .wait_js("the form to close", left, &[])
        .await?;
    Ok(())
}

/// Catches what is saved as a file and what is copied.
const CATCH: &str = "const page = window.wrappedJSObject ?? window; const create = page.URL.createObjectURL.bind(page.URL);
    page.URL.createObjectURL = blob => { blob.text().then(text => { page.saved = text; }); return create(blob); };
    page.HTMLAnchorElement.prototype.click = function () { page.savedAs = this.download; };
    page.navigator.clipboard.writeText = text => { page.copied = text; return page.Promise.resolve(); };";

pub async fn calendar_files_go_out_and_in(stage: &Stage) -> Result<()> {
    open(
        stage,
        json!([call("a", "10:00", "Pacific/Auckland", "tuesday")]),
        "2026-06-01T08:00:00Z",
        "America/Los_Angeles",
    )
    .await?;
    stage.browser.js(CATCH, &[]).await?;
    says(stage, ".next .when", "Monday, June 1, 3:00 PM to 4:00 PM").await?;
    press(stage, "All calls").await?;
    press(stage, "Save all as calendar file").await?;
    let file = stage
        .browser
        .wait_js(
            "the file",
            "return (window.wrappedJSObject ?? window).saved;",
            &[],
        )
        .await?;
    let file = file.as_str().context("no file")?.to_owned();
    ensure!(
        stage
            .browser
            .js("return (window.wrappedJSObject ?? window).savedAs;", &[])
            .await?
            == json!("calls.ics"),
        "it has another name"
    );
    for line in [
        "BEGIN:VCALENDAR",
        "TZID:Pacific/Auckland",
        "RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=-1SU",
        "UID:a@vanguard",
        "DTSTART;TZID=Pacific/Auckland:20260602T100000",
        "RRULE:FREQ=WEEKLY;BYDAY=TU",
        "TRIGGER:-PT10M",
    ] {
        ensure!(
            file.split("\r\n").any(|one| one == line),
            "{line} is not in {file}"
        );
    }
    press(stage, "Copy as Markdown").await?;
    let copied = stage
        .browser
        .wait_js(
            "the copy",
            "return (window.wrappedJSObject ?? window).copied;",
            &[],
        )
        .await?;
    let first = copied.as_str().and_then(|text| text.lines().next());
    ensure!(
        first == Some("## Support Call: Monday 2026-06-01, 15:00 to 16:00 (America/Los\\_Angeles)"),
        "copied is {copied}"
    );

    // The same file, with one more call and one that cannot be taken over.
    let more = "BEGIN:VEVENT\r\nUID:new\r\nSUMMARY:Ticket Crush\r\nDTSTART;TZID=Pacific Standard Time:20260603T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:bad\r\nSUMMARY:Stand-up\r\nDTSTART:20260603T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR";
    let file = file
        .replace(
            "RRULE:FREQ=WEEKLY;BYDAY=TU",
            "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        )
        .replace("END:VCALENDAR", more);
    press(stage, "Import a calendar file").await?;
    fill(stage, "ics-text", "no calendar").await?;
    press(stage, "Look at it").await?;
    says(
        stage,
        ".calls",
        "This is no calendar file: it has to begin with BEGIN:VCALENDAR.",
    )
    .await?;
    fill(stage, "ics-text", &file).await?;
    press(stage, "Look at it").await?;
    for said in [
        "Support Call, Tuesday, 10:00 AM Pacific/Auckland: replaces the same call.",
        "Ticket Crush, Wednesday, 9:00 AM America/Los_Angeles: is new.",
        "Stand-up: it repeats daily (FREQ=DAILY), which is not supported",
    ] {
        says(stage, ".preview", said).await?;
    }
    stage
        .browser
        .js("document.querySelector('.preview').scrollIntoView();", &[])
        .await?;
    stage.browser.keep_picture("popup-import").await?;
    press(stage, "Import 2 calls").await?;
    says(stage, ".calls .said", "Imported.").await?;
    let kept = kept(stage).await?;
    let shown = json!([
        kept["meetings"][0]["id"],
        kept["meetings"][0]["recurrence"]["every"],
        kept["meetings"][0]["rotation"]["chairs"],
        kept["meetings"][1]["uid"]
    ]);
    ensure!(shown == json!(["a", 2, ["Ada"], "new"]), "kept is {kept}");
    Ok(())
}

pub async fn pages_are_found_and_changed(stage: &Stage) -> Result<()> {
    stage.browser.open_own("popup.html").await?;
    let shown =
        "return [...document.querySelectorAll('.pages a')].map(link => link.innerText).join('|');";
    let is = |expected: &str| {
        format!(
            "{} ",
            shown.replace(
                ".join('|');",
                &format!(".join('|') === {};", json!(expected))
            )
        )
    };
    stage
        .browser
        .wait_js(
            "the handbook's pages",
            &is("How to prioritise|How to submit issues|How to submit code"),
            &[],
        )
        .await?;
    fill(stage, "find-page", "submit code").await?;
    stage
        .browser
        .wait_js("what is found", &is("How to submit code"), &[])
        .await?;
    fill(stage, "find-page", "").await?;
    press(stage, "Change the pages").await?;
    press(stage, "Take off, How to prioritise").await?;
    press(stage, "Add a page").await?;
    fill(stage, "page-name-3", "Ours").await?;
    fill(stage, "page-url-3", "wiki.example").await?;
    press(stage, "Save").await?;
    says(
        stage,
        ".pages .said",
        "“wiki.example” is not a web address that begins with https://.",
    )
    .await?;
    fill(stage, "page-url-3", "https://wiki.example").await?;
    press(stage, "Save").await?;
    stage
        .browser
        .wait_js(
            "the changed pages",
            &is("How to submit issues|How to submit code|Ours"),
            &[],
        )
        .await?;
    let kept = kept(stage).await?;
    ensure!(
        kept["links"][2] == json!({"name": "Ours", "url": "https://wiki.example"}),
        "kept is {kept}"
    );
    Ok(())
}

/// How many reminders were said, as the background keeps it.
async fn said(stage: &Stage) -> Result<usize> {
    let script = "if (!(await indexedDB.databases()).some(({ name }) => name === 'vanguard-reminders')) return '[]';
        const database = await new Promise((done, failed) => { const opened = indexedDB.open('vanguard-reminders'); opened.onsuccess = () => done(opened.result); opened.onerror = failed; });
        if (!database.objectStoreNames.contains('values')) { database.close(); return '[]'; }
        const text = await new Promise((done, failed) => { const got = database.transaction('values').objectStore('values').get('said'); got.onsuccess = () => done(got.result); got.onerror = failed; });
        database.close(); return text ?? '[]';";
    let text = stage.browser.js_async(script, &[]).await?;
    let keys: Vec<String> = serde_json::from_str(text.as_str().unwrap_or("[]"))?;
    Ok(keys.len())
}

/// Switched on in the popup; said once, whatever becomes of the background.
pub async fn reminded_once(stage: &Stage) -> Result<()> {
    let soon = jiff::Timestamp::now() + jiff::SignedDuration::from_mins(90);
    let soon = soon.to_zoned(jiff::tz::TimeZone::UTC);
    let time = soon.strftime("%H:%M").to_string();
    let weekday = soon.strftime("%A").to_string().to_lowercase();
    let own = "popup.html";
    stage.browser.open_own(own).await?;
    settings(
        stage,
        &json!({"meetings": [call("a", &time, "UTC", &weekday)]}),
    )
    .await?;
    says(stage, ".next .countdown", "in 1 h").await?;
    press(stage, "All calls").await?;
    press(stage, "Reminders").await?;
    stage.browser.element("#remind").await?.click().await?;
    says(stage, ".calls .said", "Saved.").await?;
    // A browser without a screen takes a notification down at once.
    let watch = "const page = window.wrappedJSObject ?? window; page.takenDown = []; chrome.notifications.onClosed.addListener(id => page.takenDown.push(id)); return true;";
    stage.browser.js_async(watch, &[]).await?;
    let shown = "return [...new Set([...(window.wrappedJSObject ?? window).takenDown, ...Object.keys(await chrome.notifications.getAll())])].length;";
    ensure!(
        stage.browser.js_async(shown, &[]).await? == json!(0),
        "it reminds early"
    );
    fill(stage, "remind-minutes", "120").await?;
    wait_until("a reminder", || async {
        Ok((stage.browser.js_async(shown, &[]).await? == json!(1)).then_some(()))
    })
    .await?;
    ensure!(said(stage).await? == 1, "it is not kept");
    let kept = kept(stage).await?;
    ensure!(kept["reminders"]["on"] == json!(true), "kept is {kept}");
    let forget = "for (const key of Object.keys(await chrome.notifications.getAll())) await chrome.notifications.clear(key); return true;";
    stage.browser.js_async(forget, &[]).await?;
    stage.browser.kill_background().await?;
    let wake = "await chrome.alarms.create('reminders', { when: Date.now() }); await chrome.runtime.sendMessage('x'); return true;";
    stage.browser.js_async(wake, &[]).await?;
    let derived = "const alarm = await chrome.alarms.get('reminders'); return alarm !== undefined && alarm.scheduledTime > Date.now();";
    wait_until("an alarm derived anew", || async {
        Ok((stage.browser.js_async(derived, &[]).await? == json!(true)).then_some(()))
    })
    .await?;
    let standing = "return Object.keys(await chrome.notifications.getAll()).length;";
    let again = stage.browser.js_async(standing, &[]).await?;
    let all = stage.browser.js_async(shown, &[]).await?;
    ensure!(
        (&again, &all, said(stage).await?) == (&json!(0), &json!(1), 1),
        "it reminds again: {again}, {all}"
    );
    Ok(())
}

/// Everything can be read and reached however wide the popup is.
pub async fn looks(stage: &Stage) -> Result<()> {
    let browser = &stage.browser;
    let mut other = call("b", "16:00", "UTC", "wednesday");
    other["time"] = Value::Null;
    other["regions"] = json!(["AMER", "EMEA"]);
    open(
        stage,
        json!([call("a", "10:00", "Pacific/Auckland", "tuesday"), other]),
        "2026-06-01T21:15:00Z",
        "America/Los_Angeles",
    )
    .await?;
    says(stage, ".next .countdown", "in 45:00").await?;
    stage.browser.keep_picture("popup-next-call").await?;
    browser
        .js(
            "for (const one of document.querySelectorAll('details')) one.open = true;",
            &[],
        )
        .await?;
    press(stage, "Set the time, Support Call, Wednesday, June 3").await?;
    for scheme in ["light", "dark"] {
        browser.prefer_scheme(scheme).await?;
        for width in [360, 320] {
            let script = "document.body.style.inlineSize = arguments[0] + 'px'; const wide = [...document.querySelectorAll(':is(.calls, .pages), :is(.calls, .pages) *')].filter(one => one.checkVisibility() && one.getBoundingClientRect().right > arguments[0] + 1); return wide.map(one => one.outerHTML.slice(0, 80));";
            let wide = browser.js(script, &[json!(width)]).await?;
            ensure!(
                wide == json!([]),
                "at {width} px these are too wide: {wide}"
            );
            stage
                .browser
                .keep_picture(&format!("popup-calls-{scheme}-{width}"))
                .await?;
        }
        stage.browser.axe().await?;
    }
    browser.prefer_scheme("light").await?;
    browser
        .js(
            "document.body.style.inlineSize = ''; document.activeElement.blur();",
            &[],
        )
        .await?;
    // Every control of the calls in turn, by keyboard alone.
    browser
        .js("document.getElementById('calls').focus();", &[])
        .await?;
    let controls = "return [...document.querySelectorAll('.calls :is(a, button, input, summary, textarea)')].filter(one => one.checkVisibility()).length;";
    let count = browser
        .js(controls, &[])
        .await?
        .as_u64()
        .context("no number")?;
    let mut named = 0;
    for _ in 0..count {
        browser.press(Key::Tab).await?;
        let name = "const at = document.activeElement; return at.closest('.calls') !== null && Boolean(at.getAttribute('aria-label') || at.innerText || at.labels?.length);";
        named += u64::from(browser.js(name, &[]).await? == json!(true));
    }
    ensure!(
        count > 20 && named >= count,
        "{named} of {count} controls are reached by keyboard and have a name"
    );
    Ok(())
}

/// A press leads to the call, or to all calls where it has no address.
pub async fn reminder_leads_to_the_call(stage: &Stage) -> Result<()> {
    let page = "https://gitlab.com/gitlab-org/gitlab/-/issues/1";
    let mut calls = [
        call("a", "10:00", "UTC", "tuesday"),
        call("b", "11:00", "UTC", "tuesday"),
    ];
    calls[0]["links"]["join"] = page.into();
    calls[1]["links"] = json!({});
    open(stage, calls.into(), "2026-06-01T08:00:00Z", "UTC").await?;
    press(stage, "All calls").await?;
    press(stage, "Reminders").await?;
    stage.browser.element("#remind").await?.click().await?;
    says(stage, ".calls .said", "Saved.").await?;
    let popup = stage.browser.web.window().await?;
    for (id, leads) in [
        ("a/2026-06-02/1780394400", page.to_owned()),
        (
            "b/2026-06-02/1780398000",
            stage.browser.own_url("popup.html").await?,
        ),
    ] {
        // Of the background that heard of the leave nothing is left.
        stage.browser.kill_background().await?;
        ask(stage, json!({"kind": "views"})).await?;
        stage.browser.press_notification(id).await?;
        let there = wait_until(format!("a tab with {leads}"), || async {
            for window in stage.browser.web.windows().await? {
                if window != popup {
                    stage.browser.web.switch_to_window(window).await?;
                    if stage.browser.web.current_url().await?.as_str() == leads {
                        return Ok(Some(()));
                    }
                }
            }
            Ok(None)
        });
        there.await?;
        stage.browser.web.close_window().await?;
        stage.browser.web.switch_to_window(popup.clone()).await?;
    }
    Ok(())
}

async fn exceptions(stage: &Stage) -> Result<Value> {
    Ok(kept(stage).await?["meetings"][0]["exceptions"].clone())
}

/// One date is moved, cancelled, led by somebody else, each in a form and with undo.
pub async fn one_date_is_otherwise(stage: &Stage) -> Result<()> {
    let mut one = call("a", "10:00", "UTC", "tuesday");
    one["rotation"] =
        json!({"from": "2026-06-02", "chairs": ["Ada", "Bo"], "note_takers": ["Bo", "Ada"]});
    open(stage, json!([one]), "2026-06-01T08:00:00Z", "UTC").await?;
    let usual = "Tuesday, June 2, 10:00 AM to 11:00 AM";
    let this = format!("This date, Support Call, {usual}");
    says(stage, ".next .when", usual).await?;
    press(stage, &this).await?;
    let at = "return document.activeElement.id;";
    let at = stage.browser.js(at, &[]).await?;
    ensure!(at == json!("date-how"), "the form begins with {at}");
    fill(stage, "date-how", "moved").await?;
    fill(stage, "date-to", "2026-06-03").await?;
    fill(stage, "date-time", "16:00").await?;
    for scheme in ["dark", "light"] {
        stage.browser.prefer_scheme(scheme).await?;
        stage
            .browser
            .keep_picture(&format!("popup-this-date-{scheme}"))
            .await?;
        stage.browser.axe().await?;
    }
    press(stage, "Save").await?;
    says(
        stage,
        ".next .when",
        "Wednesday, June 3, 4:00 PM to 5:00 PM",
    )
    .await?;
    says(stage, ".next .head", "moved").await?;
    let moved = json!([{"date": "2026-06-02", "moved_to": "2026-06-03T16:00"}]);
    ensure!(
        exceptions(stage).await? == moved,
        "kept is {}",
        exceptions(stage).await?
    );
    press(stage, "Undo").await?;
    says(stage, ".calls .said", "Undone.").await?;
    says(stage, ".next .when", usual).await?;
    ensure!(exceptions(stage).await? == json!([]), "it is not undone");

    press(stage, &this).await?;
    fill(stage, "date-how", "cancelled").await?;
    press(stage, "Save").await?;
    says(stage, ".next .when", "Tuesday, June 9").await?;
    press(stage, "All calls").await?;
    says(stage, ".cancelled", "Support Call, Tuesday, June 2").await?;
    stage.browser.keep_picture("popup-cancelled").await?;
    press(stage, "Take place after all, Support Call, Tuesday, June 2").await?;
    says(stage, ".next .when", usual).await?;
    ensure!(exceptions(stage).await? == json!([]), "it is still off");

    says(stage, ".next", "Chair: Ada · Notes: Bo").await?;
    press(stage, &this).await?;
    fill(stage, "date-chair", "Bo").await?;
    press(stage, "Save").await?;
    says(stage, ".next", "Chair: Bo · Notes: Ada").await?;
    let swaps = &kept(stage).await?["meetings"][0]["rotation"]["swaps"];
    ensure!(
        *swaps == json!([{"role": "chair", "dates": ["2026-06-02", "2026-06-09"]}]),
        "kept is {swaps}"
    );
    press(stage, &this).await?;
    fill(stage, "date-away", "Bo").await?;
    fill(stage, "away-to", "2026-06-01").await?;
    press(stage, "Save").await?;
    says(
        stage,
        "#call-wrong",
        "The last day has to be the first one or later.",
    )
    .await?;
    fill(stage, "away-to", "2026-06-05").await?;
    stage.browser.keep_picture("popup-away").await?;
    press(stage, "Save").await?;
    says(stage, ".next", "Chair: Ada · Notes: Ada").await?;
    press(stage, &this).await?;
    says(
        stage,
        ".set-time",
        "Bo is away from Tuesday, June 2 until Friday, June 5.",
    )
    .await?;
    press(
        stage,
        "Take back, Bo is away from Tuesday, June 2 until Friday, June 5.",
    )
    .await?;
    says(stage, ".next", "Chair: Bo · Notes: Ada").await?;

    // Who takes turns is named where the time is set.
    press(stage, &format!("Change, Support Call, {usual}")).await?;
    fill(stage, "call-chairs", " Cy, ,Ada ").await?;
    fill(stage, "call-note-takers", "").await?;
    press(stage, "Save").await?;
    says(stage, ".next", "Chair: Ada").await?;
    let rotation = &kept(stage).await?["meetings"][0]["rotation"];
    ensure!(
        (&rotation["chairs"], &rotation["note_takers"]) == (&json!(["Cy", "Ada"]), &json!([])),
        "kept is {rotation}"
    );
    Ok(())
}

/// A call has minutes of its own until these are taken away.
pub async fn minutes_of_one_call(stage: &Stage) -> Result<()> {
    open(
        stage,
        json!([call("a", "10:00", "UTC", "tuesday")]),
        "2026-06-01T08:00:00Z",
        "UTC",
    )
    .await?;
    press(stage, "All calls").await?;
    press(stage, "Reminders").await?;
    let own = "return JSON.stringify((await chrome.storage.local.get('settings')).settings?.reminders?.meetings?.a ?? null);";
    for (typed, said, kept) in [
        ("30", "Saved.", r#"{"minutes_before":30}"#),
        (
            "9999",
            "The minutes have to be 0 to 1440.",
            r#"{"minutes_before":30}"#,
        ),
        ("", "Saved.", "null"),
    ] {
        fill(stage, "minutes-of-a", typed).await?;
        says(stage, ".calls .said", said).await?;
        wait_until(format!("{kept} after {typed:?}"), || async {
            Ok((stage.browser.js_async(own, &[]).await? == json!(kept)).then_some(()))
        })
        .await?;
    }
    Ok(())
}
