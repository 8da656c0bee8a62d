//! What is asked, and that the figures are the account's own.

use super::*;
use play::{HOST, NOON};
use standin::world::{Metric, Rating, Ticket};
use vanguard::{
    metrics::{Event, Figure, Kind, Replies},
    time::Time,
};

const MONTH: i64 = 30 * 86_400;

#[test]
fn five_figures_of_each_channel_are_asked_for() {
    check(
        &mut Play::new(),
        "look -> created via:mail; ok -> solved via:mail; ok -> solved good via:mail; ok -> solved bad via:mail; \
         ok -> replies via:mail; ok -> created via:web; ok; ok; ok; ok -> replies via:web; \
         ok -> created via:chat via:native_messaging; ok; ok; ok; ok; \
         ok; ok; ok; ok -> solved bad -via:mail -via:web -via:chat -via:native_messaging; ok; ok -> done",
    );
}

#[test]
fn the_requests_are_those_of_zendesks_search() {
    let play = after(&["look; all"]);
    let paths: Vec<&str> = play
        .requests
        .iter()
        .map(|(_, path)| path.as_str())
        .collect();
    assert_eq!(
        [paths[0], paths[2], paths[4]],
        [
            "/api/v2/search/count.json?query=type%3Aticket%20created%3E%3D2026-02-02T12%3A00%3A00Z%20via%3Amail",
            "/api/v2/search/count.json?query=type%3Aticket%20solved%3E%3D2026-02-02T12%3A00%3A00Z%20satisfaction%3Agood%20satisfaction%3Agoodwithcomment%20via%3Amail",
            "/api/v2/search.json?query=type%3Aticket%20solved%3E%3D2026-02-02T12%3A00%3A00Z%20via%3Amail&sort_by=updated_at&sort_order=desc&per_page=100&include=tickets(metric_sets,slas)",
        ]
    );
}

/// The same figure, counted from the tickets themselves.
fn counted(play: &Play, kind: Kind, is_of: &dyn Fn(&str) -> bool) -> Figure {
    let since = NOON - MONTH;
    let all = play.world.tickets.values();
    let its: Vec<&Ticket> = all.filter(|ticket| is_of(&ticket.channel)).collect();
    let is_in = |at: Option<jiff::Timestamp>| at.is_some_and(|at| at.as_second() >= since);
    let rated = |wanted: [Rating; 2]| {
        let is_so = |ticket: &&&Ticket| {
            is_in(ticket.metrics.solved_at) && ticket.rating.is_some_and(|it| wanted.contains(&it))
        };
        Figure::Count(its.iter().filter(is_so).count() as u64)
    };
    match kind {
        Kind::Created => {
            let created = its.iter().filter(|one| is_in(Some(one.created_at)));
            Figure::Count(created.count() as u64)
        }
        Kind::Solved => {
            let solved = its.iter().filter(|one| is_in(one.metrics.solved_at));
            Figure::Count(solved.count() as u64)
        }
        Kind::Good => rated([Rating::Good, Rating::GoodWithComment]),
        Kind::Bad => rated([Rating::Bad, Rating::BadWithComment]),
        Kind::FirstReplies => {
            let solved = its.iter().filter(|one| is_in(one.metrics.solved_at));
            let mut solved: Vec<&&Ticket> = solved.collect();
            let of = solved.len() as u64;
            solved.sort_by_key(|ticket| std::cmp::Reverse(ticket.updated_at));
            solved.truncate(100);
            let mut replies = Replies {
                looked_at: solved.len() as u64,
                of,
                ..Replies::default()
            };
            for ticket in solved {
                let sla = ticket.sla.iter();
                let mut moments = sla
                    .filter(|one| one.metric == Metric::FirstReply)
                    .filter_map(|one| one.breach_at);
                let Some(breach_at) = moments.next() else {
                    continue;
                };
                let mut answers = ticket.comments.iter();
                let first = answers.find(|one| one.public && one.author_id != ticket.requester_id);
                let is_over = first.is_some() || breach_at.as_second() < play.now;
                replies.applicable += u64::from(is_over);
                replies.met += u64::from(first.is_some_and(|one| one.created_at <= breach_at));
            }
            Figure::Replies(replies)
        }
    }
}

#[test]
fn the_figures_are_those_of_the_account() {
    let play = after(&["look; all -> done"]);
    let channels: [&dyn Fn(&str) -> bool; 4] = [
        &|channel| channel == "email",
        &|channel| channel == "web",
        &|channel| channel == "chat" || channel == "native_messaging",
        &|channel| channel == "api",
    ];
    for (at, is_of) in channels.into_iter().enumerate() {
        for kind in Kind::ALL {
            let figure = play.figure(at, kind);
            assert_eq!(figure, counted(&play, kind, is_of), "{kind:?} of {at}");
            let is_some = !matches!(figure, Figure::Count(0));
            assert!(is_some || at == 2, "the stand-in has no {kind:?} of {at}");
        }
    }
    assert_eq!(play.shown().since(), Time(NOON - MONTH));
}

#[test]
fn channels_are_the_teams() {
    let phone = r#"{"results":{"channels":[{"name":"Phone","via":["phone","voicemail"]}]}}"#;
    let mut play = Play::with(phone);
    check(
        &mut play,
        "look -> created via:phone via:voicemail; all -> done",
    );
    assert_eq!(play.shown().channels, ["Phone"]);
    assert_eq!(play.requests.len(), 5);
}

#[test]
fn other_channels_are_counted_anew() {
    let api = r#"{"results":{"channels":[{"name":"API","via":["api"]}]}}"#;
    check(
        &mut Play::new(),
        &format!(
            "look; all -> done; minutes 120; settings {api} -> done; look -> created via:api; ok -> solved via:api; \
             settings {{}} -> solved via:api; ok -> done; look -> done"
        ),
    );
}

#[test]
fn a_host_that_is_not_configured_is_not_asked() {
    let mut play = Play::new();
    for host in ["evil.zendesk.com", "", "gitlab.zendesk.com.evil.example"] {
        play.say(Event::Wanted {
            host: host.into(),
            anew: true,
        });
    }
    assert_eq!(
        (play.requests.len(), play.step("look").as_str()),
        (0, "created via:mail")
    );
    assert_eq!(play.kept.keys().collect::<Vec<_>>(), [HOST]);
}
