//! What the background said last: shown at once, while it wakes up and looks again.

use crate::{
    browser::{now, runtime},
    escalation::{
        follow::{Ask, Line},
        outbox::{self, View},
        overview::{Entry, overview},
    },
    time::Time,
};
use js_sys::{Array, Date};
use wasm_bindgen::JsCast;

/// Under which key it is kept: `[when in milliseconds, the escalations, what is followed]`, the latter as they were answered.
const KEY: &str = "popup";

/// All escalations, as they stood at this moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    pub entries: Vec<Entry>,
    pub as_of: Time,
}

impl Overview {
    /// What was heard last; `None` before anything was.
    pub async fn kept() -> Option<Self> {
        let kept: Array = runtime::kept(KEY).await.dyn_into().ok()?;
        let as_of = kept.get(0).as_f64()?;
        let text = |at: u32| kept.get(at).as_string();
        Some(Self::read(&text(1)?, &text(2)?, Time::from_millis(as_of)))
    }

    /// What the background says; `None` where it does not answer.
    pub async fn ask() -> Option<Self> {
        let views = runtime::ask(&outbox::Ask::Views.write()).await?;
        let lines = runtime::ask(&Ask::Lines.write()).await?;
        let as_of = now();
        let kept = Array::of3(
            &Date::now().into(),
            &views.as_str().into(),
            &lines.as_str().into(),
        );
        // The next popup asks again where this was not kept.
        let _ = runtime::keep(KEY, &kept).await;
        Some(Self::read(&views, &lines, as_of))
    }

    fn read(views: &str, lines: &str, as_of: Time) -> Self {
        Self {
            entries: overview(View::read_all(views), Line::read_all(lines)),
            as_of,
        }
    }
}
