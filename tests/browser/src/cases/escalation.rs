//! From a press on the ticket to one issue and one note, whatever happens in between.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use standin::{Fault, Match, What};
use thirtyfour::WindowHandle;
use vanguard::{escalation::outbox::Key, ticket::TicketId};

use crate::harness::page::{MAIN_VIEW, QUIET_PAGE};
use crate::harness::{wait_until, wait_within};
use crate::stage::Stage;

const HOST: &str = "gitlab.zendesk.com";
pub(super) const PROJECT: &str = "gitlab-org/gitlab";
pub(super) const TOKEN: &str = "glpat-standin-classic";
const HELD: What = What::Slow { ms: 60_000 };
/// Two rounds of looking up, a stamp waited out, a background that starts.
const PATIENCE: Duration = Duration::from_secs(40);

/// A ticket on view, and a page of the extension in a tab of its own, which is the one on view.
pub struct Scene<'a> {
    pub stage: &'a Stage,
    key: Key,
    pub zendesk: WindowHandle,
    pub page: WindowHandle,
}

impl<'a> Scene<'a> {
    pub async fn new(stage: &'a Stage) -> Result<Scene<'a>> {
        // GitLab's search is as quick here as the settings say.
        stage
            .control
            .with_gitlab(|gitlab| gitlab.search_lag_seconds = 0);
        let (zendesk, ticket) = open_ticket(stage).await?;
        let page = stage.browser.new_tab().await?;
        stage.browser.open_own("options.html").await?;
        stage.browser.sign_in(TOKEN).await?;
        stage.control.clear_requests();
        let settings = json!({"filing": {"search_lag_seconds": 1}});
        stage
            .browser
            .js_async(
                "await chrome.storage.local.set({ settings: args[0] });",
                &[settings],
            )
            .await?;
        Ok(Scene {
            stage,
            key: key(&ticket)?,
            zendesk,
            page,
        })
    }

    pub async fn switch_to(&self, window: &WindowHandle) -> Result<()> {
        let web = &self.stage.browser.web;
        Ok(web.switch_to_window(window.clone()).await?)
    }

    pub async fn ask(&self, message: Value) -> Result<Value> {
        ask(self.stage, message).await
    }

    pub fn file(&self) -> Value {
        let draft = json!({"title": "Pushes fail", "description": "They do.", "labels": ["type::bug", "customer"], "confidential": false});
        json!({"kind": "wish", "key": self.key.to_string(), "wish": "file", "draft": draft, "action": [], "undo": false})
    }

    pub async fn view(&self) -> Result<Value> {
        let views = self.ask(json!({"kind": "views"})).await?;
        let views: Vec<Value> = serde_json::from_str(views.as_str().unwrap_or("[]"))?;
        let key = self.key.to_string();
        Ok(views
            .into_iter()
            .find(|view| view["key"] == key)
            .unwrap_or_default())
    }

    async fn wait_for_code(&self, code: &str) -> Result<Value> {
        wait_within(PATIENCE, format!("{code} to be shown"), || async {
            let view = self.view().await?;
            ensure!(view["code"] == code, "it stands at {view}");
            Ok(Some(view))
        })
        .await
    }

    /// Nothing is waited for that a person may shorten.
    async fn wait_until_filed(&self) -> Result<()> {
        wait_within(PATIENCE, "the escalation to be over", || async {
            let view = self.view().await?;
            if view["retry"] == true {
                self.ask(json!({"kind": "wish", "key": self.key.to_string(), "wish": "retry"}))
                    .await?;
            }
            ensure!(view["code"] == "VG-FILED", "it stands at {view}");
            Ok(Some(()))
        })
        .await
    }

    /// One issue in GitLab, one internal note with its address on the ticket.
    fn check_once(&self) -> Result<String> {
        let issues = issues(self.stage, &self.key.marker());
        ensure!(issues.len() == 1, "it was filed as {issues:?}");
        let address = format!("https://gitlab.com/{PROJECT}/-/issues/{}", issues[0]);
        let notes: Vec<bool> = self.stage.control.with_world(|world| {
            let ticket = world.tickets.get(&self.key.ticket.0);
            let comments = ticket.into_iter().flat_map(|ticket| &ticket.comments);
            comments
                .filter(|comment| comment.body.contains(&address))
                .map(|comment| comment.public)
                .collect()
        });
        ensure!(notes == [false], "its notes are {notes:?}");
        Ok(address)
    }

    fn asked(&self, method: &str, path: &str) -> usize {
        let (zendesk, gitlab) = (
            self.stage.control.requests(),
            self.stage.control.gitlab_requests(),
        );
        let all = zendesk.iter().chain(&gitlab);
        all.filter(|one| one.method == method && one.path.starts_with(path))
            .count()
    }

    async fn wait_for_request(&self, method: &str, path: &str, nth: usize) -> Result<()> {
        wait_within(PATIENCE, format!("{method} {path}, time {nth}"), || async {
            Ok((self.asked(method, path) >= nth).then_some(()))
        })
        .await
    }
}

/// Asks the background from the page of the extension that is on view.
pub(super) async fn ask(stage: &Stage, message: Value) -> Result<Value> {
    let script = "return await chrome.runtime.sendMessage(JSON.stringify(args[0])) ?? null;";
    stage.browser.js_async(script, &[message]).await
}

/// Numbers of the issues whose text holds the marker.
pub(super) fn issues(stage: &Stage, marker: &str) -> Vec<u64> {
    stage.control.with_gitlab(|gitlab| {
        let project = gitlab.project(PROJECT);
        let issues = project.into_iter().flat_map(|project| &project.issues);
        issues
            .filter(|(_, issue)| issue.description.contains(marker))
            .map(|(iid, _)| *iid)
            .collect()
    })
}

pub(super) fn key(ticket: &str) -> Result<Key> {
    Ok(Key {
        host: HOST.into(),
        ticket: TicketId::parse(ticket).context("an id")?,
        project: PROJECT.into(),
    })
}

/// The first ticket of the list that no case before has escalated: what it left on the ticket is there for good.
pub(super) async fn open_ticket(stage: &Stage) -> Result<(WindowHandle, String)> {
    stage.browser.open_list(MAIN_VIEW).await?;
    let rows = stage.browser.painted_rows().await?;
    let is_untouched = |id: &str| {
        let Ok(key) = key(id) else { return false };
        stage.control.with_world(|world| {
            let ticket = world.tickets.get(&key.ticket.0);
            ticket.is_some_and(|ticket| {
                let mut tags = ticket.tags.iter();
                !tags.any(|tag| tag.starts_with("gitlab_issue") || tag.starts_with("vg"))
            })
        })
    };
    let id = rows
        .into_iter()
        .map(|row| row.id)
        .find(|id| is_untouched(id));
    let id = id.context("every ticket of the list was escalated")?;
    stage.browser.open_ticket(&id).await?;
    Ok((stage.browser.web.window().await?, id))
}

async fn review_of(stage: &Stage, ticket: &str) -> Result<()> {
    stage.browser.switch_to_own("panel.html").await?;
    let address = stage.browser.web.current_url().await?;
    ensure!(
        address.fragment() == Some(&format!("host={HOST}&ticket={ticket}&purpose=issue")),
        "it is about {address}"
    );
    Ok(())
}

/// The press opens a window of the browser's own, and does nothing else.
pub async fn button_opens_the_review(stage: &Stage) -> Result<()> {
    let (_, id) = open_ticket(stage).await?;
    stage
        .browser
        .element("vanguard-ticket button")
        .await?
        .click()
        .await?;
    review_of(stage, &id).await
}

pub async fn card_opens_the_review(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    let rows = stage.browser.painted_rows().await?;
    let id = rows.first().context("no rows")?.id.clone();
    let badge = format!("vanguard-badge[data-size=row][data-ticket='{id}']");
    stage.browser.point_at(&badge).await?;
    wait_until("the explanation", || stage.browser.card()).await?;
    stage
        .browser
        .click_in_surface("[part~=card] button")
        .await?;
    review_of(stage, &id).await
}

pub async fn command_opens_the_review(stage: &Stage) -> Result<()> {
    let (_, id) = open_ticket(stage).await?;
    stage.browser.press_command("escalate").await?;
    review_of(stage, &id).await
}

/// Typed in the popup, by its keyboard alone.
pub async fn palette_opens_the_review(stage: &Stage) -> Result<()> {
    let (_, id) = open_ticket(stage).await?;
    stage.browser.new_tab().await?;
    stage.browser.open_own("popup.html").await?;
    let field = stage.browser.element("#palette").await?;
    let listed = async |wanted: &[&str]| {
        let script = "const all = [...document.querySelectorAll('.palette li')].map(one => one.textContent); return JSON.stringify(all) === JSON.stringify(arguments[0]);";
        let what = format!("the commands {wanted:?}");
        stage.browser.wait_js(&what, script, &[wanted.into()]).await
    };
    field.send_keys("no such thing").await?;
    let none = "return document.querySelector('.palette p').textContent !== '';";
    stage.browser.wait_js("word of none", none, &[]).await?;
    field.clear().await?;
    listed(&[]).await?;
    field.send_keys("T").await?;
    stage.browser.keep_picture("popup-palette").await?;
    stage.browser.axe().await?;
    field.send_keys("icket GITLAB").await?;
    listed(&["Escalate the ticket to GitLab"]).await?;
    stage.browser.press(thirtyfour::Key::Enter).await?;
    review_of(stage, &id).await
}

/// Not opened a second time, but brought to the front.
pub async fn one_review_per_ticket(stage: &Stage) -> Result<()> {
    let (zendesk, id) = open_ticket(stage).await?;
    stage.browser.press_command("escalate").await?;
    review_of(stage, &id).await?;
    let windows = stage.browser.web.windows().await?.len();
    stage.browser.web.switch_to_window(zendesk).await?;
    let button = stage.browser.element("vanguard-ticket button").await?;
    button.click().await?;
    button.click().await?;
    // Another one would have been opened before this is answered.
    stage.browser.new_tab().await?;
    stage.browser.open_own("options.html").await?;
    let script = "return await chrome.runtime.sendMessage(JSON.stringify({ kind: 'views' }));";
    stage.browser.js_async(script, &[]).await?;
    stage.browser.web.close_window().await?;
    let now = stage.browser.web.windows().await?.len();
    ensure!(now == windows, "{now} windows instead of {windows}");
    Ok(())
}

pub async fn filed_and_written_back(stage: &Stage) -> Result<()> {
    let scene = Scene::new(stage).await?;
    scene.ask(scene.file()).await?;
    scene.wait_until_filed().await?;
    let address = scene.check_once()?;
    scene.switch_to(&scene.zendesk).await?;
    let link = stage.browser.element("vanguard-ticket a[href]").await?;
    let shown = link.attr("href").await?.unwrap_or_default();
    ensure!(shown == address, "the ticket links {shown}");
    Ok(())
}

/// Twice from one page, and from another window at the same time.
pub async fn pressed_again_and_again(stage: &Stage) -> Result<()> {
    let scene = Scene::new(stage).await?;
    stage.browser.new_tab().await?;
    stage.browser.open_own("options.html").await?;
    let script = "return await Promise.all([1, 2, 3].map(() => chrome.runtime.sendMessage(JSON.stringify(args[0])))).then(() => true);";
    stage.browser.js_async(script, &[scene.file()]).await?;
    scene.switch_to(&scene.page).await?;
    stage.browser.js_async(script, &[scene.file()]).await?;
    scene.wait_until_filed().await?;
    scene.ask(scene.file()).await?;
    scene.wait_until_filed().await?;
    scene.check_once()?;
    Ok(())
}

/// The background dies while each of its requests is under way, the first of its kind or a later one.
async fn killed_at(stage: &Stage, method: &str, path: &str, nth: usize, held: What) -> Result<()> {
    let scene = Scene::new(stage).await?;
    stage.control.clear_requests();
    let path = path.replace("{id}", &scene.key.ticket.to_string());
    let at = Match::path(&path).method(method).nth(nth as u64).times(1);
    stage.control.set_faults(vec![Fault::new(at, held)]);
    scene.ask(scene.file()).await?;
    scene.wait_for_request(method, &path, nth).await?;
    stage.browser.kill_background().await?;
    stage.control.set_faults(vec![]);
    scene.wait_until_filed().await?;
    scene.check_once()?;
    Ok(())
}

/// Of what the browser itself says about a connection that broke.
async fn expect_problems(stage: &Stage, text: &str) -> Result<()> {
    for problem in stage.browser.take_problems().await? {
        ensure!(
            problem.to_string().contains(text),
            "the console says {problem}"
        );
    }
    Ok(())
}

const TICKET: &str = "/api/v2/tickets/{id}.json";
const ISSUES: &str = "/api/v4/projects/gitlab-org%2Fgitlab/issues";

pub async fn killed_reading_the_ticket(stage: &Stage) -> Result<()> {
    killed_at(stage, "GET", TICKET, 1, HELD).await
}

pub async fn killed_claiming(stage: &Stage) -> Result<()> {
    killed_at(stage, "PUT", TICKET, 1, HELD).await
}

pub async fn killed_after_claiming(stage: &Stage) -> Result<()> {
    killed_at(stage, "PUT", TICKET, 1, What::SlowAfter { ms: 60_000 }).await
}

pub async fn killed_posting(stage: &Stage) -> Result<()> {
    killed_at(stage, "POST", ISSUES, 1, HELD).await
}

pub async fn killed_after_posting(stage: &Stage) -> Result<()> {
    killed_at(stage, "POST", ISSUES, 1, What::SlowAfter { ms: 60_000 }).await
}

pub async fn killed_writing_back(stage: &Stage) -> Result<()> {
    killed_at(stage, "PUT", TICKET, 2, HELD).await
}

pub async fn killed_after_writing_back(stage: &Stage) -> Result<()> {
    killed_at(stage, "PUT", TICKET, 2, What::SlowAfter { ms: 60_000 }).await
}

/// An answer that says nothing of what was done.
async fn answered(stage: &Stage, method: &str, path: &str, nth: u64, what: What) -> Result<()> {
    let scene = Scene::new(stage).await?;
    stage.control.clear_requests();
    let path = path.replace("{id}", &scene.key.ticket.to_string());
    let at = Match::path(&path).method(method).nth(nth).times(1);
    stage.control.set_faults(vec![Fault::new(at, what)]);
    scene.ask(scene.file()).await?;
    scene.wait_until_filed().await?;
    scene.check_once()?;
    Ok(())
}

pub async fn post_without_an_answer(stage: &Stage) -> Result<()> {
    answered(stage, "POST", ISSUES, 1, What::Drop).await?;
    expect_problems(stage, "CORS request did not succeed").await
}

pub async fn post_answered_by_half(stage: &Stage) -> Result<()> {
    answered(stage, "POST", ISSUES, 1, What::Truncated).await
}

pub async fn post_answered_by_html(stage: &Stage) -> Result<()> {
    answered(stage, "POST", ISSUES, 1, What::HtmlError(502)).await?;
    // As from a front door that knows nothing of CORS.
    expect_problems(stage, "CORS").await
}

pub async fn note_without_an_answer(stage: &Stage) -> Result<()> {
    answered(stage, "PUT", TICKET, 2, What::Drop).await
}

pub async fn note_refused_for_a_conflict(stage: &Stage) -> Result<()> {
    answered(stage, "PUT", TICKET, 2, What::Status(409)).await
}

/// Nobody can write to the ticket: it says so, and goes on as soon as a tab is there.
pub async fn waits_for_a_tab(stage: &Stage) -> Result<()> {
    let scene = Scene::new(stage).await?;
    let at = Match::path(ISSUES).method("POST").times(1);
    stage.control.set_faults(vec![Fault::new(at, HELD)]);
    scene.ask(scene.file()).await?;
    scene.wait_for_request("POST", ISSUES, 1).await?;
    scene.switch_to(&scene.zendesk).await?;
    stage.browser.open(QUIET_PAGE).await?;
    scene.switch_to(&scene.page).await?;
    stage.control.set_faults(vec![]);
    scene.wait_for_code("VG-TAB").await?;
    scene.switch_to(&scene.zendesk).await?;
    stage.browser.open_list(MAIN_VIEW).await?;
    scene.switch_to(&scene.page).await?;
    scene.wait_until_filed().await?;
    scene.check_once()?;
    Ok(())
}

/// A person is told what to do, and once that is done it goes on.
pub async fn signed_out(stage: &Stage) -> Result<()> {
    let scene = Scene::new(stage).await?;
    stage.browser.sign_out().await?;
    scene.ask(scene.file()).await?;
    let view = scene.wait_for_code("VG-TOKEN").await?;
    ensure!(view["retry"] == true, "there is no retry: {view}");
    stage.browser.sign_in(TOKEN).await?;
    scene.wait_for_code("VG-FILED").await?;
    scene.check_once()?;
    Ok(())
}

/// Filed without review: ten seconds in which nothing was sent.
pub async fn undone_within_the_countdown(stage: &Stage) -> Result<()> {
    let scene = Scene::new(stage).await?;
    let mut wish = scene.file();
    wish["undo"] = true.into();
    scene.ask(wish.clone()).await?;
    scene.wait_for_code("VG-COUNTDOWN").await?;
    scene
        .ask(json!({"kind": "wish", "key": scene.key.to_string(), "wish": "cancel"}))
        .await?;
    scene.wait_for_code("VG-CANCELLED").await?;
    ensure!(scene.asked("POST", ISSUES) == 0, "it was sent");
    scene.ask(wish).await?;
    wait_until("the countdown", || async {
        Ok((scene.view().await?["code"] == "VG-COUNTDOWN").then_some(()))
    })
    .await?;
    scene.wait_for_code("VG-FILED").await?;
    scene.check_once()?;
    Ok(())
}
