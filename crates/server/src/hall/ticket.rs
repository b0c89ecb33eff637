//! A number's own page: how many are ahead, when the turn comes, to which counter. Whoever has the code sees it.

use askama::Template;
use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::hall::{State, Ticket};
use casework::id::Code;
use serde::Deserialize;

use super::public::named;
use super::reading::ticket_with_day;
use super::{Today, take, words};
use crate::http::{Peer, Visit};
use crate::ui::{self, Link, Page, Tag, Tone, Trouble};

#[derive(Template)]
#[template(path = "hall/ticket.html")]
struct TicketPage {
    p: Page,
    t: TicketView,
    code: Code,
    /// The page refreshes by itself.
    live: bool,
}

/// A number as its holder sees it.
pub struct TicketView {
    /// The number.
    pub number: String,
    /// The group for which it waits.
    pub group: String,
    /// How it stands.
    pub tag: Tag,
    /// What to do now, in one sentence.
    pub told: String,
    /// How many are ahead; nothing where it does not wait.
    pub ahead: Option<usize>,
    /// When the turn comes; empty where it does not wait.
    pub estimate: String,
    /// Where that comes from; empty while it is not known.
    pub source: String,
    /// The counter to go to; empty for none.
    pub counter: String,
    /// When it was drawn.
    pub drawn: String,
    /// It can be given up.
    pub waits: bool,
    /// The appointment's hour; empty for none.
    pub slot: String,
}

impl TicketView {
    /// A ticket of a day.
    pub fn of(visit: &Visit, today: &Today, ticket: &Ticket) -> TicketView {
        let (hall, lang, p) = (today.hall(), visit.lang(), visit.page());
        let expected = hall.expect(ticket.number);
        let counter = ticket.counter.as_deref().filter(|_| ticket.is_busy()).and_then(|id| hall.rules.counter(id));
        let counter = counter.map_or_else(String::new, |counter| counter.name.get(lang).to_owned());
        let (key, tone) = match ticket.state {
            State::Waiting => ("hall-told-waiting", Tone::Active),
            State::Called => ("hall-told-called", Tone::Warn),
            State::Serving => ("hall-told-serving", Tone::Good),
            State::Served => ("hall-told-served", Tone::Good),
            State::Missed => ("hall-told-missed", Tone::Bad),
            State::Left => ("hall-told-left", Tone::Plain),
        };
        let group = hall.rules.group(ticket.group);
        TicketView {
            number: ticket.number.to_string(),
            group: group.map_or_else(String::new, |group| group.name.get(lang).to_owned()),
            tag: Tag::new(words::state(ticket.state, lang), tone),
            told: p.tr1(key, "counter", counter.clone()),
            ahead: expected.map(|expected| expected.ahead),
            estimate: expected.map(|expected| words::estimate(&hall, &expected, lang)).unwrap_or_default(),
            source: expected
                .filter(|expected| expected.at.is_some())
                .map(|expected| words::source(expected.measured, lang))
                .unwrap_or_default(),
            counter,
            drawn: super::hour(&hall, ticket.issued, lang),
            waits: ticket.state == State::Waiting,
            slot: ticket.slot.map(|slot| words::clock(slot, lang)).unwrap_or_default(),
        }
    }
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The page is to stand still.
    diam: Option<String>,
}

/// The ticket with a code, on its day.
///
/// # Errors
/// The page that says that there is none: the same for every code that leads nowhere, and counted for the place it comes from.
pub async fn find(visit: &Visit, place: std::net::IpAddr, typed: &str) -> Result<(Today, Ticket), Response> {
    let Ok(code) = Code::parse(typed) else { return Err(missed(visit, place)) };
    match ticket_with_day(&visit.app, &visit.desk, code).await {
        Ok(Some(found)) => Ok(found),
        Ok(None) => Err(missed(visit, place)),
        Err(error) => Err(visit.trouble(&error)),
    }
}

/// `GET /antrean/tiket/{code}`.
pub async fn show(visit: Visit, Peer(place): Peer, Path(typed): Path<String>, Query(asked): Query<Asked>) -> Response {
    let (today, ticket) = match find(&visit, place, &typed).await {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let t = TicketView::of(&visit, &today, &ticket);
    let p = visit.page();
    let (title, back) = (p.tr1("hall-ticket-title", "number", t.number.clone()), p.tr("hall-title").into_owned());
    let live = asked.diam.is_none() && !ticket.is_over();
    ui::render(TicketPage { p: p.title(title).back(back, "/antrean"), t, code: ticket.code, live })
}

/// A form with nothing but its name.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Named {
    /// Names the request.
    pub request_id: String,
}

/// `POST /antrean/tiket/{code}/lepas`: gives the number up.
pub async fn leave(visit: Visit, Peer(place): Peer, Path(typed): Path<String>, Form(form): Form<Named>) -> Response {
    let (_, ticket) = match find(&visit, place, &typed).await {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let own = format!("/antrean/tiket/{}", ticket.code);
    match take::leave(&visit.app, &visit.desk, &named(&form.request_id), ticket.code).await {
        Ok(()) => Redirect::to(&own).into_response(),
        Err(failed) => {
            let back = Link::new(visit.page().tr("hall-ticket-back"), own);
            words::failed(&visit, failed, back)
        }
    }
}

/// `GET /antrean/tiket/{code}/qr.svg`: the page's address for a telephone.
pub async fn qr(visit: Visit, Path(typed): Path<String>) -> Response {
    let Ok(code) = Code::parse(&typed) else { return StatusCode::NOT_FOUND.into_response() };
    let address = format!("{}/antrean/tiket/{code}", visit.desk.office().profile.public_url);
    match documents::qr_svg(&address) {
        Ok(svg) => ([(CONTENT_TYPE, "image/svg+xml")], svg).into_response(),
        Err(error) => visit.failure(&error.into()),
    }
}

/// The same answer for every code that leads nowhere.
pub fn missed(visit: &Visit, place: std::net::IpAddr) -> Response {
    if !visit.app.limits().may_miss(place) {
        return super::public::too_often(visit);
    }
    let p = visit.page().titled("hall-no-code");
    let (why, check, all) = (p.tr("hall-no-code-why"), p.tr("hall-no-code-check"), p.tr("hall-title"));
    Trouble::new(p, StatusCode::NOT_FOUND, why).step(check).way(all, "/antrean").into_response()
}
