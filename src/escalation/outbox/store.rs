//! An escalation as the text that it is kept as.
//!
//! Of an older version, what is missing has its value of a new record. What a newer version has
//! written is left alone.

use super::{
    hold::{Hold, Side, Why},
    record::{Action, Draft, Key, Record, Remark, State},
    trouble::Reason,
};
use crate::{time::Time, zendesk::Loose};

/// Of the text. Raised when an older version must not go on with it.
const VERSION: u64 = 1;

/// What was found under a key.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// It can be gone on with.
    Record(Box<Record>),
    /// It cannot.
    Unusable(Reason),
}

const STATES: [(State, &str); 6] = [
    (State::Draft, "draft"),
    (State::Creating, "creating"),
    (State::Created, "created"),
    (State::Writing, "writing"),
    (State::Done, "done"),
    (State::Cancelled, "cancelled"),
];
const REASONS: [(Reason, &str); 14] = [
    (Reason::Claimed, "claimed"),
    (Reason::Closed, "closed"),
    (Reason::NoTicket, "no ticket"),
    (Reason::TicketForbidden, "ticket forbidden"),
    (Reason::TicketRefused, "ticket refused"),
    (Reason::Session, "session"),
    (Reason::Token, "token"),
    (Reason::IssueForbidden, "issue forbidden"),
    (Reason::NoProject, "no project"),
    (Reason::IssueRefused, "issue refused"),
    (Reason::Host, "host"),
    (Reason::Stopped, "stopped"),
    (Reason::Elsewhere, "elsewhere"),
    (Reason::Unreadable, "unreadable"),
];
const WHYS: [(Why, &str); 9] = [
    (Why::Countdown, "countdown"),
    (Why::Lag, "lag"),
    (Why::Rate(Side::Zendesk), "zendesk rate"),
    (Why::Rate(Side::GitLab), "gitlab rate"),
    (Why::Failure(Side::Zendesk), "zendesk failure"),
    (Why::Failure(Side::GitLab), "gitlab failure"),
    (Why::Claimed, "claimed"),
    (Why::Stamp, "stamp"),
    (Why::Recheck, "recheck"),
];
const REMARKS: [(Remark, &str); 6] = [
    (Remark::Labels, "labels"),
    (Remark::Open, "open"),
    (Remark::Public, "public"),
    (Remark::Fields, "fields"),
    (Remark::TooLate, "too late"),
    (Remark::Twice, "twice"),
];

fn word<T: PartialEq>(table: &[(T, &'static str)], value: &T) -> &'static str {
    let found = table.iter().find(|(one, _)| one == value);
    found.map_or("", |(_, word)| word)
}

fn value<T: Copy>(table: &[(T, &'static str)], word: &str) -> Option<T> {
    let found = table.iter().find(|(_, one)| *one == word);
    found.map(|(value, _)| *value)
}

impl Record {
    pub(super) fn write(&self) -> String {
        let state = match &self.state {
            State::NeedsPerson(reason) => word(&REASONS, reason),
            state => word(&STATES, state),
        };
        let remarks = self.remarks.iter().map(|one| quote(word(&REMARKS, one)));
        let mut fields = vec![
            format!(r#""v":{VERSION}"#),
            format!(r#""key":{}"#, quote(&self.key.to_string())),
            format!(r#""gitlab":{}"#, quote(&self.gitlab)),
            format!(r#""draft":{}"#, self.draft.write()),
            format!(r#""action":{}"#, self.action.write()),
            format!(r#""state":{}"#, quote(state)),
            format!(
                r#""surplus":[{}]"#,
                list(self.surplus.iter().map(u64::to_string))
            ),
            format!(r#""remarks":[{}]"#, list(remarks)),
            format!(
                r#""misses":{},"failures":{},"rechecks":{}"#,
                self.misses, self.failures, self.rechecks
            ),
        ];
        for (name, flag) in self.flags() {
            fields.push(format!(r#""{name}":{flag}"#));
        }
        if let Some(iid) = self.issue {
            fields.push(format!(r#""issue":{iid}"#));
        }
        if let Some(stamp) = &self.young_stamp {
            fields.push(format!(r#""young_stamp":{}"#, quote(stamp)));
        }
        if let Some(hold) = self.hold {
            let why = quote(word(&WHYS, &hold.why));
            fields.push(format!(r#""hold":[{},{why}]"#, hold.until.0));
        }
        format!("{{{}}}", fields.join(","))
    }

    fn flags(&self) -> [(&'static str, bool); 6] {
        [
            ("unknown", self.unknown),
            ("labelled", self.labelled),
            ("cancelled", self.cancelled),
            ("take_over", self.take_over),
            ("dismissed", self.dismissed),
            ("claimed", self.claimed),
        ]
    }

    pub(super) fn read(text: &str) -> Kept {
        let kept = Loose::read(text).unwrap_or_default();
        if kept.get("v").integer() > Some(VERSION) {
            return Kept::Unusable(Reason::Newer);
        }
        match read(&kept) {
            Some(record) => Kept::Record(Box::new(record)),
            None => Kept::Unusable(Reason::Unreadable),
        }
    }
}

fn read(kept: &Loose<'_>) -> Option<Record> {
    let flag = |key: &str| kept.get(key).truth().unwrap_or_default();
    let count = |key: &str| kept.get(key).integer().unwrap_or_default();
    let mut record = Record::new(
        Key::parse(kept.get("key").text()?)?,
        kept.get("gitlab").text()?,
        Draft::read(kept.get("draft"))?,
        Action::read(kept.get("action"))?,
    );
    let state = kept.get("state").text()?;
    record.state =
        value(&STATES, state).or_else(|| value(&REASONS, state).map(State::NeedsPerson))?;
    record.issue = kept.get("issue").integer();
    // A record that does not say is one that may have posted.
    record.unknown = kept
        .get("unknown")
        .truth()
        .unwrap_or(record.state == State::Creating);
    record.misses = u8::try_from(count("misses")).unwrap_or_default();
    record.failures = u32::try_from(count("failures")).unwrap_or_default();
    record.rechecks = u8::try_from(count("rechecks")).unwrap_or_default();
    record.labelled = flag("labelled");
    record.cancelled = flag("cancelled");
    record.take_over = flag("take_over");
    record.dismissed = flag("dismissed");
    record.claimed = kept.get("claimed").truth().unwrap_or(true);
    let surplus = kept.get("surplus").items().iter();
    record.surplus = surplus.filter_map(Loose::integer).collect();
    let remarks = kept.get("remarks").items().iter().filter_map(Loose::text);
    record.remarks = remarks.filter_map(|one| value(&REMARKS, one)).collect();
    record.young_stamp = kept.get("young_stamp").text().map(str::to_owned);
    record.hold = read_hold(kept.get("hold"));
    Some(record)
}

impl Draft {
    pub(super) fn write(&self) -> String {
        format!(
            r#"{{"title":{},"description":{},"labels":[{}],"confidential":{}}}"#,
            quote(&self.title),
            quote(&self.description),
            list(self.labels.iter().map(|label| quote(label))),
            self.confidential
        )
    }

    pub(super) fn read(kept: &Loose<'_>) -> Option<Self> {
        let text = |key: &str| kept.get(key).text().map(str::to_owned);
        let labels = kept.get("labels").items().iter().filter_map(Loose::text);
        Some(Self {
            title: text("title")?,
            description: text("description")?,
            labels: labels.map(str::to_owned).collect(),
            // In doubt nobody else is to see it.
            confidential: kept.get("confidential").truth().unwrap_or(true),
        })
    }
}

impl Action {
    pub(super) fn write(self) -> String {
        match self {
            Self::File => "[]".to_owned(),
            Self::FileAfter(iid) => format!(r#"["after",{iid}]"#),
            Self::CommentOn(iid) => format!(r#"["comment",{iid}]"#),
            Self::Link(iid) => format!(r#"["link",{iid}]"#),
        }
    }

    pub(super) fn read(kept: &Loose<'_>) -> Option<Self> {
        match kept.items() {
            [] => Some(Self::File),
            [kind, iid] => match (kind.text()?, iid.integer()?) {
                ("after", iid) => Some(Self::FileAfter(iid)),
                ("comment", iid) => Some(Self::CommentOn(iid)),
                ("link", iid) => Some(Self::Link(iid)),
                _ => None,
            },
            _ => None,
        }
    }
}

fn read_hold(kept: &Loose<'_>) -> Option<Hold> {
    match kept.items() {
        [until, why] => Some(Hold {
            until: Time(until.whole()?),
            why: value(&WHYS, why.text()?)?,
        }),
        _ => None,
    }
}

pub(crate) fn list(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(",")
}

/// A JSON string. Writing one to memory cannot fail.
pub(crate) fn quote(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_else(|_| "\"\"".into())
}
