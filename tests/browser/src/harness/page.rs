//! The agent pages: what an agent does there.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use thirtyfour::{By, Key, WebElement};

use super::overlay::READ_ROWS;
use super::{Browser, wait_until};

/// The view that every agent starts with.
pub const MAIN_VIEW: &str = "/agent/filters/360001";
/// A page of the same host on which the extension does not run.
pub const QUIET_PAGE: &str = "/standin/";

const PAGING: &str = "[data-test-id='standin-paging']";

impl Browser {
    /// Sets the agent pages' preferences; takes effect with the next page.
    pub async fn prefer(&self, preferences: Value) -> Result<()> {
        self.open(QUIET_PAGE).await?;
        self.js(
            "localStorage.setItem('standin', arguments[0]);",
            &[preferences.to_string().into()],
        )
        .await?;
        Ok(())
    }

    /// Changes the agent pages' preferences while they are shown.
    pub async fn prefer_now(&self, preferences: Value) -> Result<()> {
        let script = "const newValue = JSON.stringify({ ...JSON.parse(localStorage.getItem('standin') ?? '{}'), ...arguments[0] });\
            localStorage.setItem('standin', newValue); dispatchEvent(new StorageEvent('storage', { key: 'standin', newValue }));";
        self.js(script, &[preferences]).await?;
        Ok(())
    }

    pub async fn open_list(&self, path: &str) -> Result<()> {
        self.open(path).await?;
        self.wait_for_rows().await?;
        Ok(())
    }

    /// The ids of the rows that are shown, once there are any.
    pub async fn wait_for_rows(&self) -> Result<Vec<String>> {
        let ids = self
            .wait_js(
                "rows to show",
                &format!(
                    "{READ_ROWS} const ids = shownRows().map(idOf); return ids.length > 0 && ids;"
                ),
                &[],
            )
            .await?;
        Ok(ids
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|id| id.as_str().map(str::to_string))
            .collect())
    }

    pub async fn click(&self, css: &str) -> Result<()> {
        let clicked = self.js("const found = document.querySelector(arguments[0]); (found?.querySelector('button') ?? found)?.click(); return found !== null;", &[css.into()]).await?;
        ensure!(clicked == true, "nothing matches {css}");
        Ok(())
    }

    /// Does something that re-creates or re-fills the rows, and waits until the first of them is another one.
    pub async fn rows_after(&self, what: &str, css: &str) -> Result<Vec<String>> {
        self.mark_rows().await?;
        self.click(css).await?;
        self.wait_for_other_rows(what).await
    }

    /// Remembers the rows as they are, nodes and tickets.
    pub async fn mark_rows(&self) -> Result<()> {
        self.js(
            &format!(
                "{READ_ROWS} window.vanguardMarked = shownRows().map(row => [row, idOf(row)]);"
            ),
            &[],
        )
        .await?;
        Ok(())
    }

    pub async fn wait_for_other_rows(&self, what: &str) -> Result<Vec<String>> {
        let script = format!(
            "{READ_ROWS} const rows = shownRows(); const marked = window.vanguardMarked;\
             return rows.length > 0 && (rows.length !== marked.length || rows.some((row, at) => row !== marked[at][0] || idOf(row) !== marked[at][1]));"
        );
        self.wait_js(&format!("other rows after {what}"), &script, &[])
            .await?;
        self.wait_for_rows().await
    }

    pub async fn sort(&self, column: &str) -> Result<Vec<String>> {
        self.rows_after(
            &format!("sorting by {column}"),
            &format!("[data-test-id=\"standin-sort-{column}\"]"),
        )
        .await
    }

    pub async fn refresh_list(&self) -> Result<Vec<String>> {
        self.rows_after("refreshing", "[data-test-id=\"standin-refresh\"]")
            .await
    }

    pub async fn next_page(&self) -> Result<Vec<String>> {
        self.rows_after("the next page", &format!("{PAGING} li:last-child > button"))
            .await
    }

    pub async fn previous_page(&self) -> Result<Vec<String>> {
        self.rows_after(
            "the previous page",
            &format!("{PAGING} li:first-child > button"),
        )
        .await
    }

    /// Follows a link of Zendesk's own, inside its application.
    pub async fn navigate(&self, to: &str) -> Result<()> {
        let script = "const link = document.createElement('a'); link.href = arguments[0]; document.body.append(link); link.click(); link.remove();";
        self.js(script, &[to.into()]).await?;
        Ok(())
    }

    /// Opens a ticket inside the application and waits until its pane shows.
    pub async fn open_ticket(&self, id: &str) -> Result<()> {
        self.navigate(&format!("/agent/tickets/{id}")).await?;
        self.wait_for_ticket(id).await
    }

    pub async fn wait_for_ticket(&self, id: &str) -> Result<()> {
        let script = "const id = arguments[0]; return location.pathname.startsWith(`/agent/tickets/${id}`) && document.querySelector(`[data-test-id=\"header-tab\"][data-entity-id=\"${id}\"][aria-selected=\"true\"]`) !== null\
            && [...document.querySelectorAll('.pane_header')].some(header => header.checkVisibility());";
        self.wait_js(&format!("ticket {id} to show"), script, &[id.into()])
            .await?;
        Ok(())
    }

    pub async fn path(&self) -> Result<String> {
        Ok(self
            .js("return location.pathname;", &[])
            .await?
            .as_str()
            .unwrap_or_default()
            .to_string())
    }

    pub async fn press(&self, key: Key) -> Result<()> {
        self.web
            .action_chain()
            .send_keys(key.value().to_string())
            .perform()
            .await?;
        Ok(())
    }

    pub async fn element(&self, css: &str) -> Result<WebElement> {
        wait_until(format!("an element {css}"), || async {
            Ok(Some(self.web.find(By::Css(css)).await?))
        })
        .await
    }

    pub async fn point_at(&self, css: &str) -> Result<()> {
        let element = self.element(css).await?;
        element.scroll_into_view().await?;
        // A page hears of its scrolling with the next frame, and a person points after that.
        let frames =
            "await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));";
        self.js_async(frames, &[]).await?;
        self.web
            .action_chain()
            .move_to_element_center(&element)
            .perform()
            .await?;
        Ok(())
    }

    /// Takes the pointer to a corner: where it rests already, pointing again would be no movement.
    pub async fn rest_pointer(&self) -> Result<()> {
        self.web.action_chain().move_to(0, 0).perform().await?;
        Ok(())
    }

    /// Starts watching for frames in which a known ticket has no badge.
    pub async fn start_probe(&self) -> Result<()> {
        self.js(
            &format!("{READ_ROWS} {}", include_str!("../js/probe.js")),
            &[],
        )
        .await?;
        Ok(())
    }

    /// Rows that came with a known ticket, and those of them that missed their badge in their first frame.
    pub async fn probed(&self) -> Result<(u64, Vec<String>)> {
        let probe = self
            .js(
                "return { rows: window.vanguardProbe.rows, misses: window.vanguardProbe.misses };",
                &[],
            )
            .await?;
        let misses = probe["misses"].as_array().context("the probe is gone")?;
        Ok((
            probe["rows"].as_u64().unwrap_or(0),
            misses
                .iter()
                .map(|id| id.as_str().unwrap_or("?").to_string())
                .collect(),
        ))
    }

    /// The body of an API call made from the page, as the agent's own browser gets it.
    pub async fn api(&self, path: &str) -> Result<String> {
        let body = self
            .js_async(
                "const answer = await fetch(args[0]); return await answer.text();",
                &[path.into()],
            )
            .await?;
        Ok(body.as_str().context("no body")?.to_string())
    }

    /// Switches to a new tab, which hides the one before.
    pub async fn new_tab(&self) -> Result<thirtyfour::WindowHandle> {
        let tab = self.web.new_tab().await?;
        self.web.switch_to_window(tab.clone()).await?;
        Ok(tab)
    }

    /// Closes every tab but the first and goes to it.
    pub async fn only_first_tab(&self) -> Result<()> {
        let tabs = self.web.windows().await?;
        let (first, others) = tabs.split_first().context("the browser has no tab")?;
        for tab in others {
            self.web.switch_to_window(tab.clone()).await?;
            self.web.close_window().await?;
        }
        self.web.switch_to_window(first.clone()).await?;
        Ok(())
    }
}
