//! Deciding a change of the calendar.

use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::form::Typed;

use super::change::{self, ADMINISTRATOR, Failed, Ground};
use super::form::{self, Faults, What};
use crate::http::Visit;
use crate::people::Account;
use crate::ui::{self, Field, Link, Page, Problem};

#[derive(Template)]
#[template(path = "calendars/decide.html")]
struct DecidePage {
    p: Page,
    lead: String,
    problems: Vec<Problem>,
    fields: Vec<Field>,
}

/// `GET /meja/kalender/{what}`: the form.
pub async fn ask(visit: Visit, Path(what): Path<String>) -> Response {
    match allowed(&visit, &what) {
        Ok((what, _)) => show(&visit, what, &Typed::default(), &Vec::new()),
        Err(answer) => answer,
    }
}

/// `POST /meja/kalender/{what}`: a new version of the calendar.
pub async fn put_in_force(visit: Visit, Path(what): Path<String>, Form(form): Form<Vec<(String, String)>>) -> Response {
    let (what, account) = match allowed(&visit, &what) {
        Ok(allowed) => allowed,
        Err(answer) => return answer,
    };
    let typed = Typed::from_pairs(form);
    let (decided, reason, basis) = match form::read(what, &typed) {
        Ok(read) => read,
        Err(faults) => return show(&visit, what, &typed, &faults),
    };
    let year = decided.first_day().map(|day| format!("tahun={}&", day.year())).unwrap_or_default();
    let ground = Ground {
        account: Some(account.id),
        name: account.name.clone(),
        reason,
        basis,
        request: request(account, &typed),
    };
    match change::change(&visit.app, &visit.desk, decided, ground).await {
        Ok(decided) => Redirect::to(&format!("/meja/kalender?{year}versi={}", decided.version)).into_response(),
        Err(Failed::Refused(fault)) => show(&visit, what, &typed, &vec![(what.main_field().to_owned(), fault.0)]),
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}

/// The request's name, with the account before it. A form that names none is a request of its own.
fn request(account: &Account, typed: &Typed) -> String {
    match typed.one("request_id") {
        "" => format!("{}/{:032x}", account.id, rand::random::<u128>()),
        id => format!("{}/{id}", account.id),
    }
}

/// What is to be decided, and by whom: an administrator.
fn allowed<'v>(visit: &'v Visit, what: &str) -> Result<(What, &'v Account), Response> {
    let account = visit.officer()?;
    let what = What::parse(what).ok_or_else(|| ui::not_found(visit.page()).into_response())?;
    if account.holds(ADMINISTRATOR) {
        return Ok((what, account));
    }
    let p = visit.page();
    let back = Link::new(p.tr("calendar-title"), "/meja/kalender");
    let why = p.tr("calendar-not-yours").into_owned();
    Err(ui::refused(p, StatusCode::FORBIDDEN, why, back).into_response())
}

fn show(visit: &Visit, what: What, typed: &Typed, faults: &Faults) -> Response {
    let p = visit.page().titled(what.title());
    let back = p.tr("calendar-title").into_owned();
    let p = p.crumb(back, "/meja/kalender").failed(!faults.is_empty());
    let fields = form::fields(what, &p, &visit.desk.office(), typed, faults);
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (problems, lead) = (ui::problems(&fields), p.tr(what.lead()).into_owned());
    ui::render_as(status, DecidePage { p, lead, problems, fields })
}
