//! The kiosk in the hall: large buttons, a printed number. It has no account; its address is its key, which the office changes
//! by a number in its file.

use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::hall::Origin;
use casework::id::Code;
use serde::Deserialize;

use super::public::{Draw, named};
use super::ticket::{self, TicketView};
use super::view::{self, GroupView};
use super::{Today, take, words};
use crate::app::{App, Desk, Failed};
use crate::http::{Peer, Visit};
use crate::ui::{self, Notice, Page, Tone};

#[derive(Template)]
#[template(path = "hall/kiosk.html")]
struct KioskPage {
    p: Page,
    key: Code,
    giving: bool,
    groups: Vec<GroupView>,
    typed: String,
}

#[derive(Template)]
#[template(path = "hall/kiosk_ticket.html")]
struct PrintedPage {
    p: Page,
    key: Code,
    t: TicketView,
    code: Code,
    day: String,
}

/// The kiosk's key of an office.
pub fn key(app: &App, desk: &Desk, number: u32) -> Code {
    let made = app.secret().hmac(b"kiosk", format!("{}/{number}", desk.id).as_bytes());
    let bits = made.iter().take(8).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    Code::from_bits(bits)
}

/// The hall, if the key is the kiosk's.
async fn unlocked(visit: &Visit, place: std::net::IpAddr, typed: &str) -> Result<(Today, Code), Response> {
    let today = Today::of(visit, None).await?;
    let key = key(&visit.app, &visit.desk, today.rules.kiosk);
    if Code::parse(typed) == Ok(key) { Ok((today, key)) } else { Err(ticket::missed(visit, place)) }
}

/// `GET /antrean/kios/{key}`.
pub async fn show(visit: Visit, Peer(place): Peer, Path(typed): Path<String>) -> Response {
    match unlocked(&visit, place, &typed).await {
        Ok((today, key)) => page(&visit, &today, (key, ""), None, StatusCode::OK),
        Err(answer) => answer,
    }
}

fn page(
    visit: &Visit,
    today: &Today,
    (key, typed): (Code, &str),
    notice: Option<Notice>,
    status: StatusCode,
) -> Response {
    let (hall, lang) = (today.hall(), visit.lang());
    let closed = hall.is_giving().err();
    let giving = closed.is_none();
    let notice = notice.or_else(|| closed.map(|refusal| Notice::new(Tone::Warn, refusal.text(lang))));
    let p = visit.page_with(notice).titled("hall-kiosk-title");
    let typed = typed.chars().take(40).collect();
    ui::render_as(status, KioskPage { p, key, giving, groups: view::groups(&hall, lang), typed })
}

/// `POST /antrean/kios/{key}`: draws a number.
pub async fn draw(visit: Visit, Peer(place): Peer, Path(typed): Path<String>, Form(form): Form<Draw>) -> Response {
    let (today, key) = match unlocked(&visit, place, &typed).await {
        Ok(unlocked) => unlocked,
        Err(answer) => return answer,
    };
    let Some((group, priority)) = form.wish() else {
        let why = Notice::new(Tone::Bad, visit.page().tr("hall-choose-group"));
        return page(&visit, &today, (key, ""), Some(why), StatusCode::UNPROCESSABLE_ENTITY);
    };
    match take::draw(&visit.app, &visit.desk, &form.request(), (group, priority, Origin::Kiosk)).await {
        Ok(code) => Redirect::to(&format!("/antrean/kios/{key}/tiket/{code}")).into_response(),
        Err(Failed::Refused(refusal)) => {
            let mut notice = Notice::new(Tone::Bad, refusal.text(visit.lang()));
            match super::next_free(&visit.app, &visit.desk, group).await {
                // The kiosk takes no names: an appointment is made on a telephone or at a counter.
                Ok(Some(next)) => {
                    let words = next.words(visit.lang());
                    notice = notice.text(visit.page().tr1("hall-kiosk-next-free", "when", words));
                }
                Ok(None) => {}
                Err(error) => return visit.trouble(&error),
            }
            page(&visit, &today, (key, ""), Some(notice), words::status(&refusal))
        }
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}

/// The code of an appointment, typed or scanned.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Arrive {
    kode: String,
    request_id: String,
}

/// `POST /antrean/kios/{key}/janji`: the holder of an appointment has come.
pub async fn arrive(visit: Visit, Peer(place): Peer, Path(typed): Path<String>, Form(form): Form<Arrive>) -> Response {
    let (today, key) = match unlocked(&visit, place, &typed).await {
        Ok(unlocked) => unlocked,
        Err(answer) => return answer,
    };
    // A scanner types the address of the appointment's page; its last part is the code.
    let scanned = form.kode.trim().rsplit('/').next().unwrap_or_default();
    let arrived = match Code::parse(scanned) {
        Ok(code) => take::arrive(&visit.app, &visit.desk, &named(&form.request_id), code).await,
        Err(fault) => {
            let why = Notice::new(Tone::Bad, fault.0.get(visit.lang()));
            return page(&visit, &today, (key, &form.kode), Some(why), StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    match arrived {
        Ok(code) => Redirect::to(&format!("/antrean/kios/{key}/tiket/{code}")).into_response(),
        Err(Failed::Refused(refusal)) => {
            let why = Notice::new(Tone::Bad, refusal.text(visit.lang()));
            page(&visit, &today, (key, &form.kode), Some(why), words::status(&refusal))
        }
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}

/// `GET /antrean/kios/{key}/tiket/{code}`: the number on paper.
pub async fn ticket(visit: Visit, Peer(place): Peer, Path((typed, code)): Path<(String, String)>) -> Response {
    let key = match unlocked(&visit, place, &typed).await {
        Ok((_, key)) => key,
        Err(answer) => return answer,
    };
    let (today, ticket) = match ticket::find(&visit, place, &code).await {
        Ok(found) => found,
        Err(answer) => return answer,
    };
    let t = TicketView::of(&visit, &today, &ticket);
    let p = visit.page();
    let title = p.tr1("hall-ticket-title", "number", t.number.clone());
    let day = p.weekday(&today.day.date);
    ui::render(PrintedPage { p: p.title(title), key, t, code: ticket.code, day })
}
