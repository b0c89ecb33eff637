//! The hall as everybody sees it, and drawing a number on a telephone.

use askama::Template;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::date_text;
use casework::hall::{Appointment, Letter, Origin};
use serde::Deserialize;

use super::view::{self, CounterView, GroupView};
use super::{Today, queries, take, words};
use crate::app::Failed;
use crate::http::{Peer, Visit};
use crate::ui::{self, Link, Notice, Page, Tone, Trouble};

#[derive(Template)]
#[template(path = "hall/public.html")]
struct PublicPage {
    p: Page,
    /// Numbers are given out now.
    giving: bool,
    groups: Vec<GroupView>,
    counters: Vec<CounterView>,
    own: Vec<Link>,
    refresh: bool,
}

/// `GET /antrean`.
pub async fn show(visit: Visit) -> Response {
    page(&visit, None, StatusCode::OK).await
}

async fn page(visit: &Visit, notice: Option<Notice>, status: StatusCode) -> Response {
    let today = match Today::of(visit, None).await {
        Ok(today) => today,
        Err(answer) => return answer,
    };
    let own = match own(visit, &today).await {
        Ok(own) => own,
        Err(error) => return visit.trouble(&error),
    };
    let (hall, lang) = (today.hall(), visit.lang());
    let closed = hall.is_giving().err();
    let giving = closed.is_none();
    let refresh = notice.is_none();
    let notice = notice.or_else(|| closed.map(|refusal| Notice::new(Tone::Warn, refusal.text(lang))));
    let p = visit.page_with(notice).titled("hall-title");
    let (groups, counters) = (view::groups(&hall, lang), view::counters(&hall, lang));
    ui::render_as(status, PublicPage { p, giving, groups, counters, own, refresh })
}

/// The appointments of who is signed in.
async fn own(visit: &Visit, today: &Today) -> Result<Vec<Link>, store::StoreError> {
    let Some(account) = &visit.account else { return Ok(Vec::new()) };
    let made = queries::own_appointments(&visit.desk, account.id, today.day.date).await?;
    let link = |made: &Appointment| {
        let day = date_text::full_day(made.date, visit.lang());
        let words = format!("{}, {day}, {}", made.group, words::clock(made.begins, visit.lang()));
        Link::new(words, format!("/antrean/janji/{}", made.code))
    };
    Ok(made.iter().map(link).collect())
}

/// The form that draws a number.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Draw {
    /// The group's letter.
    pub huruf: String,
    /// Not empty where the person is to go first.
    pub dahulu: String,
    /// Names the request.
    pub request_id: String,
}

impl Draw {
    /// The group and whether the person is to go first.
    pub fn wish(&self) -> Option<(Letter, bool)> {
        Some((self.huruf.parse().ok()?, !self.dahulu.is_empty()))
    }

    /// The request's name. A form that names none is a request of its own.
    pub fn request(&self) -> String {
        named(&self.request_id)
    }
}

/// The name of an anonymous request.
pub fn named(request_id: &str) -> String {
    match request_id {
        "" => format!("hall-{:032x}", rand::random::<u128>()),
        id => format!("hall-{}", id.chars().take(64).collect::<String>()),
    }
}

/// `POST /antrean/ambil`: draws a number on a telephone.
pub async fn draw(visit: Visit, Peer(place): Peer, Form(form): Form<Draw>) -> Response {
    let Some((group, priority)) = form.wish() else {
        let why = Notice::new(Tone::Bad, visit.page().tr("hall-choose-group"));
        return page(&visit, Some(why), StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    if !visit.app.limits().may_take(place) {
        return too_often(&visit);
    }
    match take::draw(&visit.app, &visit.desk, &form.request(), (group, priority, Origin::Phone)).await {
        Ok(code) => Redirect::to(&format!("/antrean/tiket/{code}")).into_response(),
        Err(Failed::Refused(refusal)) => {
            let notice = Notice::new(Tone::Bad, refusal.text(visit.lang()));
            let next = super::next_free(&visit.app, &visit.desk, group).await;
            let notice = match next {
                Ok(Some(next)) => {
                    let words = next.words(visit.lang());
                    notice.action(visit.page().tr1("hall-next-free", "when", words), next.href())
                }
                Ok(None) => notice,
                Err(error) => return visit.trouble(&error),
            };
            page(&visit, Some(notice), words::status(&refusal)).await
        }
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}

/// The page for a place that draws or books too often.
pub fn too_often(visit: &Visit) -> Response {
    let p = visit.page().titled("portal-too-often");
    let (why, wait) = (p.tr("hall-too-often-why"), p.tr("hall-too-often-wait"));
    Trouble::new(p, StatusCode::TOO_MANY_REQUESTS, why).step(wait).into_response()
}
