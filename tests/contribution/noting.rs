//! The note that asks for documentation, against the stand-in: once, whatever happens. A table's step is `event -> what it comes
//! to`: the request that is made, or else the code of what is said.

use crate::{
    chance::Chance,
    servers::{Fate, HOST, Servers, Weather, answer, refusal},
};
use standin::world::{Request, Ticket};
use vanguard::{
    contribution::note::{Next, Writer},
    escalation::{
        case::{Author, Case},
        outbox::Answer,
    },
    ticket::TicketId,
    time::Time,
    words::english,
};

const TICKET: u64 = 11;
const NOON: i64 = 1_772_625_600;
const NOTE: &str = "Please document this.";

fn writer(seed: u64) -> Writer {
    let mut case = super::ticket("Help", "How?", &[]);
    case.ticket.id = TicketId(TICKET);
    Writer::new(HOST, &case, "Gitaly", seed)
}

fn servers(chance: &mut Chance) -> Servers {
    let mut servers = Servers::new(1, NOON, 2, &[TICKET], chance);
    servers.zendesk.limits.updates_per_ten_minutes = 300;
    servers
}

/// As the content script of this agent makes it.
fn request_of(
    servers: &Servers,
    agent: usize,
    next: vanguard::zendesk::write_back::Request,
) -> Request {
    let cookie = format!("_zendesk_session={}", servers.cookies[agent]);
    let mut request = Request::new(next.method, HOST, &next.path)
        .with_header("cookie", &cookie)
        .with_header("x-csrf-token", &next.csrf.unwrap_or_default());
    request.body = next.body.unwrap_or_default().into();
    request
}

fn ticket_of(servers: &Servers) -> &Ticket {
    servers.zendesk.ticket(TICKET).expect("the ticket")
}

/// Bodies of our notes, and whether customers read them.
fn notes(servers: &Servers) -> Vec<(String, bool)> {
    let comments = ticket_of(servers).comments.iter();
    comments
        .filter(|comment| comment.body.starts_with(NOTE))
        .map(|comment| (comment.body.clone(), comment.public))
        .collect()
}

struct Play {
    now: i64,
    servers: Servers,
    writer: Writer,
    asked: Option<Request>,
}

impl Play {
    fn new() -> Self {
        Self {
            now: NOON,
            servers: servers(&mut Chance::new(3)),
            writer: writer(7),
            asked: None,
        }
    }

    fn step(&mut self, event: &str) -> String {
        self.now += 1;
        match event {
            "press" => self.writer.press(NOTE),
            "wait" => {
                if let Next::Wait(until) = self.writer.next(Time(self.now)) {
                    self.now = until.0;
                }
            }
            "customer" => self.servers.customer_replies(self.now, TICKET),
            "closed" => self.servers.close(self.now, TICKET),
            "again" => self.writer = writer(8),
            how => self.answer(how),
        }
        if self.asked.is_none()
            && let Next::Ask(request) = self.writer.next(Time(self.now))
        {
            self.asked = Some(request_of(&self.servers, 0, request));
        }
        match &self.asked {
            Some(request) => name(request).to_owned(),
            None => self
                .writer
                .said(english)
                .map_or_else(String::new, |said| said.code.to_owned()),
        }
    }

    fn answer(&mut self, how: &str) {
        let request = self.asked.take().expect("a request");
        let fate = match how {
            "ok" => Fate::Answered,
            "lost" => Fate::LostAfter,
            "gone" => Fate::LostBefore,
            "half" => Fate::Truncated,
            "html" => Fate::Html,
            "502 after all" => Fate::HtmlAfter,
            "429 7" => Fate::Refused(429, Some("7")),
            "not sent" => return self.writer.take(Time(self.now), &Answer::NotSent),
            status => Fate::Refused(status.parse().expect("a status"), None),
        };
        let answered = met(&mut self.servers, self.now, &request, &fate);
        self.writer.take(Time(self.now), &answered);
    }
}

/// What comes of a request that meets this.
fn met(servers: &mut Servers, now: i64, request: &Request, fate: &Fate) -> Answer {
    if !fate.arrives() {
        return refusal(now, fate);
    }
    let response = servers.handle(now, request);
    match fate {
        Fate::LostAfter | Fate::Late => Answer::Lost,
        _ => answer(now, &response, fate),
    }
}

fn name(request: &Request) -> &'static str {
    match request.path.as_str() {
        _ if request.method == "PUT" => "note",
        path if path.ends_with("/me.json") => "session",
        path if path.ends_with("/comments.json") => "comments",
        _ => "ticket",
    }
}

/// Plays `event -> what it comes to, …`; gives how many notes there are then.
fn after(steps: &str) -> usize {
    let mut play = Play::new();
    for step in steps.split(", ") {
        let (event, expected) = step.split_once(" -> ").unwrap_or((step, ""));
        let came = play.step(event);
        if step.contains(" -> ") {
            assert_eq!(came, expected, "after `{event}` in `{steps}`");
        }
    }
    for (note, public) in notes(&play.servers) {
        assert!(!public, "{note}");
        assert_eq!(ticket_of(&play.servers).tags, ["from_before"]);
    }
    notes(&play.servers).len()
}

/// From the press to the note.
const TO_NOTE: &str = "press -> session, ok -> ticket, ok -> comments, ok -> note";

#[test]
fn nothing_is_written_before_somebody_presses() {
    assert_eq!(writer(7).said(english), None);
    assert_eq!(writer(7).next(Time(NOON)), Next::Rest);
}

#[test]
fn one_press_one_internal_note() {
    assert_eq!(
        after(&format!("{TO_NOTE}, ok -> VG-NOTED, press -> VG-NOTED")),
        1
    );
}

#[test]
fn a_note_that_is_there_is_found_by_whoever_presses_next() {
    let steps = format!(
        "{TO_NOTE}, ok -> VG-NOTED, again, {}",
        TO_NOTE.replace("ok -> note", "ok -> VG-NOTED")
    );
    assert_eq!(after(&steps), 1);
    let mut play = Play::new();
    for event in ["press", "ok", "ok", "ok", "ok"] {
        play.step(event);
    }
    let (note, _) = notes(&play.servers).remove(0);
    let mut case = super::ticket("Help", "How?", &[]);
    case.ticket.id = TicketId(TICKET);
    case.messages.push(super::said(Author::Agent, false, &note));
    let said = |case: &Case| Writer::new(HOST, case, "Gitaly", 7).said(english);
    assert_eq!(said(&case).map(|said| said.code), Some("VG-NOTED"));
    // What customers write is no note, and another component's is another.
    case.messages.last_mut().expect("the note").public = true;
    assert_eq!(said(&case), None);
}

#[test]
fn an_unknown_outcome_is_looked_for_before_a_second_note() {
    for unknown in ["lost", "half", "502 after all"] {
        let steps = format!(
            "{TO_NOTE}, {unknown} -> VG-SERVER, wait -> ticket, ok -> comments, ok -> VG-NOTED"
        );
        assert_eq!(after(&steps), 1, "{unknown}");
    }
    for nothing in ["gone", "500"] {
        let steps = format!(
            "{TO_NOTE}, {nothing} -> VG-SERVER, press -> ticket, ok -> comments, ok -> note, ok -> VG-NOTED"
        );
        assert_eq!(after(&steps), 1, "{nothing}");
    }
}

#[test]
fn what_changed_meanwhile_is_read_again() {
    let steps = format!(
        "{TO_NOTE}, customer -> note, ok -> ticket, ok -> comments, ok -> note, ok -> VG-NOTED"
    );
    assert_eq!(after(&steps), 1);
}

#[test]
fn patience_is_kept_whoever_presses() {
    let steps = format!(
        "{TO_NOTE}, 429 7 -> VG-RATE, press -> VG-RATE, wait -> ticket, ok -> comments, ok -> note, ok -> VG-NOTED"
    );
    assert_eq!(after(&steps), 1);
}

#[test]
fn a_stamp_of_this_second_is_waited_out() {
    let steps = "press -> session, ok -> ticket, customer, ok -> VG-WRITING, wait -> ticket, ok -> comments, ok -> note, ok -> VG-NOTED";
    let mut play = Play::new();
    for step in steps.split(", ") {
        let (event, expected) = step.split_once(" -> ").unwrap_or((step, ""));
        if event == "customer" {
            // In the second in which the ticket is read.
            play.servers.customer_replies(play.now + 1, TICKET);
            continue;
        }
        assert_eq!(play.step(event), expected, "after `{event}`");
    }
    assert_eq!(notes(&play.servers).len(), 1);
}

#[test]
fn a_refusal_says_what_a_person_can_do() {
    for (steps, code) in [
        ("not sent", "VG-TAB"),
        ("401", "VG-SESSION"),
        ("404", "VG-NO-TICKET"),
        ("403 -> session, 403", "VG-FORBIDDEN"),
        (
            "422 -> session, ok -> ticket, ok -> comments, ok -> note, 422",
            "VG-UPDATE",
        ),
        (
            "closed -> note, ok -> session, ok -> ticket, ok",
            "VG-CLOSED",
        ),
    ] {
        assert_eq!(
            after(&format!("{TO_NOTE}, {steps} -> {code}")),
            0,
            "{steps}"
        );
    }
    after("press -> session, html -> VG-SESSION, press -> session");
}

/// A rule that a seed is played without.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Without {
    Nothing,
    /// The update overwrites whatever was written meanwhile.
    Stamp,
    /// A stamp of this second counts as any other.
    WaitForStamp,
    /// No note is looked for.
    Look,
}

/// A window: its writer, and the request under way with what becomes of it and when.
struct Window {
    writer: Writer,
    asked: Option<(Request, Fate, i64)>,
}

/// Two windows of two agents in a bad network, closed and opened again at will; then it clears up. How many notes there are.
fn play(seed: u64, without: Without) -> usize {
    let mut chance = Chance::new(seed);
    let mut servers = servers(&mut chance);
    let weather = Weather::draw(&mut chance);
    let mut now = NOON;
    let open = |seed| Window {
        writer: writer(seed),
        asked: None,
    };
    let mut windows = [open(1), open(2)];
    let mut late: Vec<(i64, Request)> = Vec::new();
    for turn in 0..2_000 {
        let calm = turn >= 120;
        now += match weather.swift {
            true => i64::from(chance.percent(8)),
            false => i64::try_from(chance.below(4)).expect("small"),
        };
        while let Some(at) = late.iter().position(|(due, _)| *due <= now) {
            let (_, request) = late.swap_remove(at);
            servers.handle(now, &request);
        }
        if !calm && chance.percent(4) {
            servers.customer_replies(now, TICKET);
        }
        let agent = usize::from(chance.percent(50));
        let window = &mut windows[agent];
        if !calm && chance.percent(3) {
            // What is under way still arrives.
            late.extend(
                window
                    .asked
                    .take()
                    .map(|(request, _, _)| (now + 1, request)),
            );
            *window = open(seed ^ turn);
        }
        match window.asked.take() {
            Some((request, fate, due)) if due <= now => {
                let mut answered = match fate {
                    Fate::Late => {
                        let due = now + i64::try_from(chance.below(240)).expect("small");
                        late.push((due, request.clone()));
                        Answer::Lost
                    }
                    fate => met(&mut servers, now, &request, &fate),
                };
                blind(&mut answered, &request, without);
                window.writer.take(Time(now), &answered);
            }
            asked @ Some(_) => window.asked = asked,
            None => match window.writer.next(Time(now)) {
                Next::Ask(request) => {
                    let mut request = request_of(&servers, agent, request);
                    if without == Without::Stamp {
                        let body = String::from_utf8_lossy(&request.body);
                        request.body = body.replace("\"safe_update\":true,", "").into();
                    }
                    let weather = if calm { Weather::CALM } else { weather };
                    let fate = Fate::draw(&mut chance, weather);
                    let longest = if weather.swift { 1 } else { 4 };
                    let due = now + i64::try_from(chance.below(longest)).expect("small");
                    window.asked = Some((request, fate, due));
                }
                Next::Wait(until) if calm => now = now.max(until.0),
                Next::Wait(_) | Next::Rest => window.writer.press(NOTE),
            },
        }
        let done = |window: &Window| window.writer.said(english).is_some_and(|said| said.is_over);
        if calm && late.is_empty() && windows.iter().all(done) {
            break;
        }
    }
    for window in &windows {
        let said = window.writer.said(english);
        assert!(
            said.as_ref().is_some_and(|said| said.is_over),
            "seed {seed}: {said:?}"
        );
    }
    let notes = notes(&servers);
    assert!(notes.iter().all(|(_, public)| !public), "seed {seed}");
    notes.len()
}

/// Takes away what a rule goes by.
fn blind(answer: &mut Answer, request: &Request, without: Without) {
    let Answer::Http { date, body, .. } = answer else {
        return;
    };
    match (without, name(request)) {
        (Without::Look, "comments") => *body = r#"{"comments": []}"#.into(),
        (Without::WaitForStamp, "ticket") => *date = Some("Wed, 04 Mar 2099 12:00:00 GMT".into()),
        _ => {}
    }
}

#[test]
fn once_whatever_happens() {
    for seed in 0..1_000 {
        assert_eq!(play(seed, Without::Nothing), 1, "seed {seed}");
    }
}

#[test]
fn each_rule_is_needed() {
    for without in [Without::Stamp, Without::WaitForStamp, Without::Look] {
        let twice = (0..1_000).find(|seed| play(*seed, without) > 1);
        assert!(
            twice.is_some(),
            "without {without:?} nothing is written twice"
        );
    }
}
