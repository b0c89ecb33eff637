//! The counter's page: call, call again, serve, pass over, finish, send on; open, break, close.

use askama::Template;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::case::{Refusal, RefusalKind};
use casework::hall::{Act, Attendant, Letter, Number, State};
use serde::Deserialize;

use super::change::{Deed, Judged, change};
use super::view::{self, CounterView, GroupView};
use super::{Today, attends, kiosk, supervises, words};
use crate::app::{App, Desk, Failed};
use crate::http::Visit;
use crate::people::Account;
use crate::ui::{self, Link, Notice, Page, Tone};

#[derive(Template)]
#[template(path = "hall/counter.html")]
struct CounterPage {
    p: Page,
    counters: Vec<CounterView>,
    groups: Vec<GroupView>,
    /// The counter that is worked at.
    own: Option<Own>,
    supervises: bool,
    kiosk: String,
}

/// The counter that is worked at, with what can be done at it.
struct Own {
    view: CounterView,
    /// It is open and this officer's.
    open: bool,
    /// Somebody else works at it.
    taken: bool,
    current: Option<Current>,
    /// How many wait for this counter.
    waiting: usize,
    /// The groups to which somebody can be sent on.
    others: Vec<(String, String)>,
    /// Those who were called and not there.
    missed: Vec<String>,
}

/// The number at a counter.
struct Current {
    number: String,
    group: String,
    state: String,
    called: bool,
    calls: u16,
    /// It may be passed over.
    passable: bool,
    priority: bool,
    since: String,
    /// Who has the appointment, and for what; empty for who just came.
    holder: String,
    /// Where an application is filed for this person.
    filing: String,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    loket: String,
}

/// Who may work here, with the hall.
async fn officer(visit: &Visit) -> Result<(Account, Today), Response> {
    let account = visit.officer()?;
    let today = Today::of(visit, None).await?;
    if attends(&today.rules, account) || supervises(&today.rules, account) {
        return Ok((account.clone(), today));
    }
    let p = visit.page();
    let (why, desk) = (p.tr("hall-not-yours").into_owned(), p.tr("nav-desk").into_owned());
    Err(ui::refused(p, StatusCode::FORBIDDEN, why, Link::new(desk, "/meja")).into_response())
}

/// `GET /meja/loket/antrean`.
pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Response {
    match officer(&visit).await {
        Ok((account, today)) => page(&visit, &account, &today, &asked.loket, None),
        Err(answer) => answer,
    }
}

fn page(visit: &Visit, account: &Account, today: &Today, wanted: &str, refused: Option<&Refusal>) -> Response {
    let (hall, lang) = (today.hall(), visit.lang());
    let attended = today
        .day
        .counters
        .values()
        .find(|counter| counter.officer.0 == account.id && counter.status != casework::hall::Status::Closed);
    let id = if wanted.is_empty() { attended.map(|counter| counter.id.as_str()) } else { Some(wanted) };
    let counters = view::counters(&hall, lang);
    let own = id.filter(|_| attends(&today.rules, account)).and_then(|id| own(visit, account, today, id));
    let status = refused.map_or(StatusCode::OK, words::status);
    let notice = refused.map(|refusal| Notice::new(Tone::Bad, refusal.text(lang)));
    let closed = hall.hours().is_none().then(|| hall.is_giving().err()).flatten();
    let notice = notice.or_else(|| closed.map(|refusal| Notice::new(Tone::Warn, refusal.text(lang))));
    let supervises = supervises(&today.rules, account);
    let key = kiosk::key(&visit.app, &visit.desk, today.rules.kiosk);
    let groups = view::groups(&hall, lang);
    let p = visit.page_with(notice).titled("hall-counter-title");
    let kiosk = format!("/antrean/kios/{key}");
    ui::render_as(status, CounterPage { p, counters, groups, own, supervises, kiosk })
}

fn own(visit: &Visit, account: &Account, today: &Today, id: &str) -> Option<Own> {
    let (hall, lang) = (today.hall(), visit.lang());
    let rules = today.rules.counter(id)?;
    let view = view::counters(&hall, lang).into_iter().find(|counter| counter.id == id)?;
    let kept = today.day.counters.get(id);
    let is_open = kept.is_some_and(|kept| kept.status == casework::hall::Status::Open);
    let is_mine = kept.is_some_and(|kept| kept.officer.0 == account.id);
    let current = today.day.at(id);
    let served = |letter: Letter| rules.groups.contains(&letter);
    let others = today.rules.groups.iter().filter(|group| current.is_some_and(|ticket| ticket.group != group.letter));
    let missed = today.day.tickets.values().filter(|ticket| ticket.state == State::Missed && served(ticket.group));
    Some(Own {
        view,
        open: is_open && is_mine,
        taken: is_open && !is_mine,
        current: current.map(|ticket| self::current(visit, today, ticket)),
        waiting: today.day.waiting().filter(|ticket| served(ticket.group)).count(),
        others: others.map(|group| (group.letter.to_string(), group.name.get(lang).to_owned())).collect(),
        missed: missed.map(|ticket| ticket.number.to_string()).collect(),
    })
}

fn current(visit: &Visit, today: &Today, ticket: &casework::hall::Ticket) -> Current {
    let (hall, lang) = (today.hall(), visit.lang());
    let group = hall.rules.group(ticket.group);
    let made = today.day.appointments.values().find(|made| made.ticket == Some(ticket.number));
    let service = made.and_then(|made| made.service.clone()).or_else(|| {
        // Where the group is one service, that is what the person came for.
        group.filter(|group| group.services.len() == 1).and_then(|group| group.services.first().cloned())
    });
    let filing = service
        .map_or_else(|| "/meja/loket".to_owned(), |service| format!("/meja/loket?layanan={}", ui::encode(&service.0)));
    let since = ticket.serving.or(ticket.called).unwrap_or(ticket.issued);
    let reach = |made: &casework::hall::Appointment| {
        let parts = [Some(made.name.clone()), made.phone.clone(), made.email.clone()];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    Current {
        number: ticket.number.to_string(),
        group: group.map_or_else(String::new, |group| group.name.get(lang).to_owned()),
        state: words::state(ticket.state, lang),
        called: ticket.state == State::Called,
        calls: ticket.calls,
        passable: ticket.calls >= hall.rules.calls,
        priority: ticket.priority,
        since: super::hour(&hall, since, lang),
        holder: made.map(reach).unwrap_or_default(),
        filing,
    }
}

/// What is done at a counter, as it was sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    loket: String,
    lakukan: String,
    /// The number that the page showed at the counter.
    nomor: String,
    /// The group to send on to, or the number to call again.
    ke: String,
    menit: String,
    request_id: String,
}

impl Sent {
    fn act(&self) -> Option<Act> {
        Some(match self.lakukan.as_str() {
            "buka" => Act::Open,
            "istirahat" => Act::Rest { minutes: self.menit.trim().parse().unwrap_or(0) },
            "tutup" => Act::Close,
            "panggil" => Act::CallNext,
            "ulang" => Act::CallAgain,
            "layani" => Act::Serve,
            "lewati" => Act::NoShow,
            "selesai" => Act::Finish,
            "selesai-panggil" => Act::FinishAndCall,
            "pindah" => Act::SendOn { to: self.ke.parse().ok()? },
            "susul" => Act::Recall { number: self.ke.parse().ok()? },
            _unknown => return None,
        })
    }
}

/// `POST /meja/loket/antrean`.
pub async fn post(visit: Visit, Form(sent): Form<Sent>) -> Response {
    let (account, today) = match officer(&visit).await {
        Ok(allowed) => allowed,
        Err(answer) => return answer,
    };
    let Some(wanted) = sent.act() else {
        let refusal = Refusal::new(
            RefusalKind::Invalid,
            "Pilih apa yang dilakukan di loket ini.",
            "Choose what to do at this counter.",
        );
        return page(&visit, &account, &today, &sent.loket, Some(&refusal));
    };
    let seen = sent.nomor.parse().ok();
    let request = match sent.request_id.as_str() {
        "" => format!("{:032x}", rand::random::<u128>()),
        id => id.to_owned(),
    };
    match act(&visit.app, &visit.desk, (&account, &request), (&sent.loket, seen), wanted).await {
        Ok(()) => Redirect::to(&format!("/meja/loket/antrean?loket={}", ui::encode(&sent.loket))).into_response(),
        Err(Failed::Refused(refusal)) => match Today::of(&visit, None).await {
            // What it is now, not what it was when the button was pressed.
            Ok(today) => page(&visit, &account, &today, &sent.loket, Some(&refusal)),
            Err(answer) => answer,
        },
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}

/// Does something at a counter.
///
/// # Errors
/// The officer may not, the counter is not in a state for it, somebody was faster, or the store does not answer.
pub async fn act(
    app: &App,
    desk: &Desk,
    (account, request): (&Account, &str),
    (counter, seen): (&str, Option<Number>),
    wanted: Act,
) -> Result<(), Failed> {
    let office = super::rules(desk)?;
    if !office.hall.as_ref().is_some_and(|rules| attends(rules, account)) {
        return Err(Failed::Refused(Refusal::new(
            RefusalKind::Forbidden,
            "Akun ini tidak bertugas di loket antrean.",
            "This account does not work at the counters of the hall.",
        )));
    }
    let name: String = request.chars().take(80).collect();
    let request = format!("{}/{name}", account.id);
    let deed = Deed {
        request: &request,
        kind: word(wanted),
        date: office.calendar.zone().day(app.now()),
        from: None,
        counter: Some(counter),
        account: Some(account.id),
    };
    let who = Attendant { officer: (account.id, account.name.clone()), seen };
    let done = change(app, desk, deed, |hall, _| {
        let changes = hall.act(counter, wanted, &who)?;
        let subject = hall.day.at(counter).map(|ticket| ticket.code);
        Ok(Judged::of(changes, subject))
    });
    done.await.map(drop)
}

/// The word under which it is kept what was done.
fn word(act: Act) -> &'static str {
    match act {
        Act::Open => "open",
        Act::Rest { .. } => "break",
        Act::Close => "close",
        Act::CallNext => "call",
        Act::CallAgain => "call_again",
        Act::Serve => "serve",
        Act::NoShow => "no_show",
        Act::Finish => "finish",
        Act::FinishAndCall => "finish_and_call",
        Act::SendOn { .. } => "send_on",
        Act::Recall { .. } => "recall",
    }
}
