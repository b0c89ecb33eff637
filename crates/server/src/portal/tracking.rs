//! Following a case by its tracking code: nothing personal, nothing internal.
//!
//! Only the whole code finds a case (60 random bits). Unknown codes all get the same answer, are counted for the place
//! that they come from, and end in a pause when there are many (S45).

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::case::CaseId;
use casework::id::Code;
use serde::Deserialize;

use super::progress::{Asked, Progress};
use crate::cases;
use crate::http::{Peer, Visit};
use crate::ui::{self, Field, Kind, Page, Problem, Trouble};

#[derive(Template)]
#[template(path = "portal/track_entry.html")]
struct EntryPage {
    p: Page,
    field: Field,
    problems: Vec<Problem>,
}

#[derive(Template)]
#[template(path = "portal/track.html")]
struct TrackPage {
    p: Page,
    t: Progress,
}

/// A code that was typed.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    kode: String,
}

/// `GET /lacak?kode=…`: the form, and from it to the page.
pub async fn entry(visit: Visit, Query(Typed { kode }): Query<Typed>) -> Response {
    if kode.trim().is_empty() {
        return form(&visit, "", None);
    }
    match Code::parse(&kode) {
        Ok(code) => Redirect::to(&format!("/lacak/{code}")).into_response(),
        Err(fault) => form(&visit, &kode, Some(fault.0.get(visit.lang()).to_owned())),
    }
}

fn form(visit: &Visit, typed: &str, error: Option<String>) -> Response {
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let p = visit.page().titled("portal-track").failed(error.is_some());
    let typed: String = typed.chars().take(40).collect();
    let field = Field::new("kode", p.tr("portal-track-label"), Kind::Text(Some(40)));
    let field = field.hint(p.tr("portal-track-hint")).value(&typed).error(error);
    let problems = ui::problems(std::slice::from_ref(&field));
    ui::render_as(status, EntryPage { p, field, problems })
}

/// `GET /lacak/{code}`.
pub async fn track(visit: Visit, Peer(place): Peer, Path(typed): Path<String>) -> Response {
    let Ok(code) = Code::parse(&typed) else { return missed(&visit, place) };
    let row = match cases::by_tracking(&visit.desk, &code.to_string()).await {
        Ok(Some(row)) => row,
        Ok(None) => return missed(&visit, place),
        Err(error) => return visit.trouble(&error),
    };
    show(&visit, row.id).await
}

async fn show(visit: &Visit, id: CaseId) -> Response {
    let case = match visit.desk.case(id).await {
        Ok(Some((case, _))) => case,
        Ok(None) => return ui::not_found(visit.page()).into_response(),
        Err(error) => return visit.trouble(&error),
    };
    let office = visit.desk.office();
    let known = case.filing().and_then(|filing| Some((filing, office.catalogue.get(&filing.bundle)?)));
    let Some((filing, sop)) = known else {
        return visit.failure(&anyhow::anyhow!("the case {} follows an SOP that the office does not have", id.0));
    };
    let asked = Asked { case: &case, filing, sop, office: &office, now: visit.app.now(), lang: visit.lang() };
    let t = match asked.progress() {
        Ok(progress) => progress,
        Err(gap) => return visit.failure(&anyhow::anyhow!("{gap}")),
    };
    let p = visit.page();
    let title = p.tr1("portal-track-title", "number", t.number.as_str());
    let back = p.tr("portal-track-other").into_owned();
    ui::render(TrackPage { p: p.title(title).back(back, "/lacak"), t })
}

/// The same answer for every code that leads nowhere.
fn missed(visit: &Visit, place: std::net::IpAddr) -> Response {
    if visit.app.limits().may_miss(place) {
        let p = visit.page().titled("portal-no-case");
        let (why, check, wait) = (p.tr("portal-no-case-why"), p.tr("portal-no-case-check"), p.tr("portal-no-case-ask"));
        let again = p.tr("portal-track-again");
        return Trouble::new(p, StatusCode::NOT_FOUND, why).step(check).step(wait).way(again, "/lacak").into_response();
    }
    let p = visit.page().titled("portal-too-often");
    let (why, wait) = (p.tr("portal-too-often-why"), p.tr("portal-too-often-wait"));
    Trouble::new(p, StatusCode::TOO_MANY_REQUESTS, why).step(wait).into_response()
}
