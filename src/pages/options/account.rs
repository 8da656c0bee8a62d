//! The GitLab account: signing in, testing, signing out.

use super::{
    super::dom::*,
    examine::{examine, examine_kept, oauth, revoke},
    parts::{Field, busy_button, sentences, text_field},
};
use crate::{
    browser::{access, now, runtime, vault, words::say},
    contribution::mine,
    escalation::outbox::{Ask, View as Standing, Wish},
    gitlab::{
        host,
        sign_in::{
            Kept, Line, Secret, Trouble, Weight, new_token_url, personal_token, say_kept,
            say_signed_out, tokens_url,
        },
    },
    settings::GitLab,
};
use sycamore_reactive::{ReadSignal, Signal, create_effect, create_selector, create_signal};
use wasm_bindgen_futures::spawn_local;

/// How the section stands.
#[derive(Clone, Copy)]
struct Account {
    gitlab: ReadSignal<GitLab>,
    kept: Signal<Option<Kept>>,
    /// Other GitLabs that a token is kept for.
    others: Signal<Vec<String>>,
    typed: Signal<String>,
    refused: Signal<Option<String>>,
    lines: Signal<Vec<Line>>,
    busy: Signal<bool>,
    /// How often something was begun.
    acts: Signal<u32>,
    /// The person was asked whether to end the token everywhere.
    asked: Signal<bool>,
    /// GitLab's answers cannot be read unless the person allows it.
    barred: Signal<bool>,
}

/// The section; it follows the settings to another GitLab.
pub fn view(gitlab: ReadSignal<GitLab>) -> El {
    view_telling(gitlab, create_signal(None))
}

/// The same, and `kept` follows how somebody is signed in.
pub fn view_telling(gitlab: ReadSignal<GitLab>, kept: Signal<Option<Kept>>) -> El {
    let account = Account {
        gitlab,
        kept,
        others: create_signal(Vec::new()),
        typed: create_signal(String::new()),
        refused: create_signal(None),
        lines: create_signal(Vec::new()),
        busy: create_signal(false),
        acts: create_signal(0),
        asked: create_signal(false),
        barred: create_signal(false),
    };
    create_effect(move || {
        gitlab.track();
        account.show_kept();
    });
    account.section()
}

impl Account {
    fn origin(self) -> String {
        self.gitlab.with(|gitlab| gitlab.origin.clone())
    }

    /// What is known without asking GitLab. A press in the meantime counts, and what comes of that is said instead.
    fn show_kept(self) {
        let acts = self.acts.get_untracked();
        spawn_local(async move {
            self.load().await;
            let kept = self.kept.get_clone();
            let said = kept.map(|kept| say_kept(&self.origin(), &kept, now(), say));
            if self.acts.get_untracked() == acts {
                self.lines.set(said.unwrap_or_default());
            }
        });
    }

    /// One thing at a time; what comes of it is said.
    fn run(self, act: impl Future<Output = Vec<Line>> + 'static) {
        self.busy.set(true);
        self.barred.set(false);
        self.acts.set(self.acts.get_untracked() + 1);
        spawn_local(async move {
            let lines = act.await;
            self.lines.set(lines);
            self.busy.set(false);
        });
    }

    /// What is said of it; where the person can lift it by a press, that is offered.
    fn line(self, trouble: &Trouble) -> Line {
        self.barred.set(matches!(trouble, Trouble::NotAllowed(_)));
        trouble.line(say)
    }

    async fn load(self) {
        let origin = self.origin();
        match vault::read(&origin).await {
            Ok(kept) => self.kept.set(kept),
            // A sign-in that cannot be read is one to do again.
            Err(_) => self.kept.set(Some(Kept::Ended)),
        }
        let mut others = vault::origins().await;
        others.retain(|other| *other != origin);
        self.others.set(others);
    }

    async fn keep(self, kept: Kept) -> Result<(), Trouble> {
        let origin = self.origin();
        let before = vault::keep(&origin, &kept).await?;
        // It may be somebody else's account.
        runtime::forget(mine::KEY).await;
        self.load().await;
        spawn_local(retry_what_waits());
        if let Some(before @ Kept::OAuth(_)) = before {
            // Nobody keeps these tokens any more, whether GitLab can be told of it or not.
            spawn_local(async move {
                let _ = revoke(&origin, &before).await;
            });
        }
        Ok(())
    }

    fn save(self) {
        self.asked.set(false);
        self.lines.set(Vec::new());
        let token = match personal_token(&self.typed.get_clone()) {
            Ok(token) => token,
            Err(error) => {
                self.refused.set(Some(error.sentence(say)));
                focus("token");
                return;
            }
        };
        self.run(self.check_typed(token));
    }

    async fn check_typed(self, token: Secret) -> Vec<Line> {
        self.refused.set(None);
        let kept = Kept::Personal { token, ends: None };
        match self.check_and_keep(kept).await {
            Ok(lines) => {
                self.typed.set(String::new());
                lines
            }
            // What was typed stays, and the error stands beside it.
            Err(trouble) => {
                self.refused.set(Some(self.line(&trouble).text));
                focus("token");
                Vec::new()
            }
        }
    }

    /// Asks for leave to read GitLab's answers, and tries again what they were wanted for.
    fn allow(self) {
        let allowed = access::ask(&self.origin());
        self.run(async move {
            if !allowed.await {
                let trouble = Trouble::NotAllowed(self.origin());
                return vec![self.line(&trouble)];
            }
            match personal_token(&self.typed.get_clone()) {
                Ok(token) => self.check_typed(token).await,
                Err(_) if self.kept.with(Option::is_some) => self.examine_kept().await,
                Err(_) => Vec::new(),
            }
        });
    }

    /// Only what GitLab takes is kept.
    async fn check_and_keep(self, kept: Kept) -> Result<Vec<Line>, Trouble> {
        let examined = examine(&self.origin(), &kept).await?;
        let kept = match kept {
            Kept::Personal { token, .. } => Kept::Personal {
                token,
                ends: examined.facts.and_then(|facts| facts.ends),
            },
            kept => kept,
        };
        self.keep(kept).await?;
        Ok(examined.lines)
    }

    fn sign_in(self) {
        let Some(application) = self.gitlab.with(|gitlab| gitlab.oauth_application.clone()) else {
            return;
        };
        self.lines.set(Vec::new());
        self.run(async move {
            let signed_in = async {
                let pair = oauth(&self.origin(), &application).await?;
                // Kept before it is tried: GitLab has given it out.
                self.keep(Kept::OAuth(pair)).await?;
                examine_kept(&self.origin()).await
            };
            signed_in
                .await
                .unwrap_or_else(|trouble| vec![self.line(&trouble)])
        });
    }

    fn test(self) {
        self.lines.set(Vec::new());
        self.run(self.examine_kept());
    }

    async fn examine_kept(self) -> Vec<Line> {
        let tested = examine_kept(&self.origin()).await;
        self.load().await;
        tested.unwrap_or_else(|trouble| vec![self.line(&trouble)])
    }

    /// Forgets first: whatever GitLab says, this browser is signed out.
    fn sign_out(self, origin: String, everywhere: bool) {
        self.asked.set(false);
        self.run(async move {
            let kept = match vault::take(&origin).await {
                Ok(kept) => kept.unwrap_or(Kept::Ended),
                Err(trouble) => return vec![trouble.line(say)],
            };
            runtime::forget(mine::KEY).await;
            self.load().await;
            let revoked = match kept {
                Kept::Personal { .. } if !everywhere => None,
                _ => Some(revoke(&origin, &kept).await),
            };
            vec![say_signed_out(&origin, &kept, revoked, say)]
        });
    }

    fn section(self) -> El {
        let is_kept = create_selector(move || self.kept.with(Option::is_some));
        let is_personal = create_selector(move || {
            self.kept
                .with(|kept| matches!(kept, Some(Kept::Personal { .. })))
        });
        let offers_oauth = create_selector(move || {
            self.gitlab
                .with(|gitlab| gitlab.oauth_application.is_some())
                && !self.kept.with(|kept| matches!(kept, Some(Kept::OAuth(_))))
        });
        let origin = el("strong").id("origin-in-force");
        let intro = el("p")
            .add(say("account_intro", &[]))
            .add(" ")
            .add(origin.add(live(move || self.origin())));
        let buttons = move || is_kept.get().then(|| self.buttons(is_personal));
        let others = move || {
            let others = self.others.get_clone().into_iter();
            others.map(|other| self.other(other)).collect::<Vec<_>>()
        };
        el("section")
            .attr("aria-labelledby", "account")
            .add(el("h2").id("account").add(say("account_title", &[])))
            .add(intro)
            .add(sentences("standing", *self.lines))
            .add(el("div").class("buttons").add(live(buttons)))
            .add(live(move || self.barred.get().then(|| self.access())))
            .add(live(move || self.asked.get().then(|| self.question())))
            .add(live(move || offers_oauth.get().then(|| self.oauth_form())))
            .add(self.token_form(is_personal))
            .add(live(others))
    }

    fn buttons(self, is_personal: ReadSignal<bool>) -> View {
        let sign_out = move || self.sign_out(self.origin(), false);
        let revoke = move || {
            busy_button(
                "revoke",
                &say("account_revoke", &[]),
                *self.busy,
                move || {
                    self.asked.set(true);
                    focus("keep");
                },
            )
        };
        [
            busy_button("test", &say("account_test", &[]), *self.busy, move || {
                self.test()
            })
            .into(),
            busy_button(
                "sign-out",
                &say("account_sign_out", &[]),
                *self.busy,
                sign_out,
            )
            .into(),
            live(move || is_personal.get().then(revoke)),
        ]
        .into()
    }

    fn access(self) -> El {
        let name = say("account_allow", &[host(&self.origin())]);
        let allow = busy_button("allow", &name, *self.busy, move || self.allow());
        el("div").class("buttons").add(allow.class("primary"))
    }

    fn question(self) -> El {
        let revoke = move || self.sign_out(self.origin(), true);
        let revoke = busy_button(
            "revoke-now",
            &say("account_revoke_now", &[]),
            *self.busy,
            revoke,
        )
        .class("danger");
        let keep = busy_button("keep", &say("account_keep", &[]), *self.busy, move || {
            self.asked.set(false)
        });
        el("div")
            .class("question")
            .attr("role", "group")
            .attr("aria-labelledby", "question")
            .add(el("p").id("question").add(say("account_question", &[])))
            .add(el("div").class("buttons").add(keep).add(revoke))
    }

    fn token_form(self, is_personal: ReadSignal<bool>) -> El {
        let field = Field {
            id: "token",
            label: say("account_token", &[]),
            hint: say("account_token_hint", &[]),
            kind: "password",
        };
        let fine = move || {
            let address = tokens_url(&self.origin());
            link(&address, say("account_token_fine", &[]))
        };
        let classic = move || {
            let address = new_token_url(&self.origin());
            link(&address, say("account_token_classic", &[]))
        };
        let hint = el("p")
            .class("hint")
            .add(say("account_token_best", &[]))
            .add(" ")
            .add(live(fine))
            .add(" · ")
            .add(live(classic));
        let says = move || match is_personal.get() {
            true => say("account_replace", &[]),
            false => say("account_save", &[]),
        };
        let save = el("button").id("save-token").attr("type", "submit");
        el("form")
            .on("submit", move |event| {
                event.prevent_default();
                if !self.busy.get() {
                    self.save();
                }
            })
            .add(text_field(field, self.typed, *self.refused))
            .add(hint)
            .add(
                el("div")
                    .class("buttons")
                    .add(save.class("primary").add(live(says))),
            )
    }

    fn oauth_form(self) -> El {
        let sign_in = move || self.sign_in();
        let button = busy_button("sign-in", &say("account_oauth", &[]), *self.busy, sign_in);
        el("div").class("buttons").add(button.class("primary"))
    }

    fn other(self, other: String) -> El {
        let text = Line::new(Weight::Warning, say("account_other", &[&other]));
        let lines = create_signal(vec![text]);
        let forget = move || self.sign_out(other.clone(), false);
        el("div")
            .class("other")
            .add(sentences("other", *lines))
            .add(busy_button(
                "forget",
                &say("account_forget", &[]),
                *self.busy,
                forget,
            ))
    }
}

/// What could not be filed for want of a token goes on.
async fn retry_what_waits() {
    let views = runtime::ask(&Ask::Views.write()).await.unwrap_or_default();
    for view in Standing::read_all(&views) {
        if view.code == "VG-TOKEN" {
            runtime::ask(&Ask::Wish(view.key, Wish::Retry).write()).await;
        }
    }
}
