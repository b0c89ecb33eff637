//! One service: its page, and its SOP in the official form.

use askama::Template;
use axum::Extension;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use super::figures::{self, Figures};
use super::service_view::ServiceView;
use super::shelf::{Shelf, Tongue};
use crate::http::Visit;
use crate::ui::{self, Page, Stat, Trouble, tr};

/// What the page says of the service itself, as HTML.
#[derive(Template)]
#[template(path = "portal/service_body.html")]
pub struct Body {
    pub v: ServiceView,
    pub p: Tongue,
}

#[derive(Template)]
#[template(path = "portal/service.html")]
struct ServicePage<'a> {
    p: Page,
    id: &'a str,
    may_apply: bool,
    summary: &'a str,
    group: &'a str,
    facts: [(&'static str, String); 4],
    fee_note: &'a str,
    stats: Vec<Stat>,
    body: &'a str,
    /// Where an appointment about it is made, in an office with a hall.
    appointment: Option<String>,
}

#[derive(Template)]
#[template(path = "portal/sop.html")]
struct SopPage<'a> {
    p: Page,
    id: &'a str,
    matrix: &'a str,
}

/// `GET /layanan/{service}`.
pub async fn service(
    visit: Visit,
    Extension(shelf): Extension<Shelf>,
    Extension(figures): Extension<Figures>,
    Path(id): Path<String>,
) -> Response {
    let books = match shelf.books(&visit) {
        Ok(books) => books,
        Err(error) => return visit.failure(&error.into()),
    };
    let Some(book) = books.service(&id) else { return no_such_service(&visit) };
    let counted = match figures.of(&visit).await {
        Ok(counted) => counted,
        Err(error) => return visit.trouble(&error),
    };
    let p = visit.page().title(&book.card.title);
    let validity = book.sop.validity.as_ref().map(|validity| validity.text.get(visit.lang()).to_owned());
    let facts = [
        ("portal-fact-time", book.promise.clone()),
        ("portal-fact-fee", book.card.fee.clone()),
        ("portal-fact-product", book.sop.service.product.get(visit.lang()).to_owned()),
        ("portal-fact-validity", validity.unwrap_or_default()),
    ];
    let stats = figures::of_service(&counted, book, visit.lang());
    let (summary, group) = (book.card.text.as_str(), book.card.group.as_str());
    let fee_note = book.sop.fee.note.get(visit.lang());
    // Officers file at the counter, which those of the agencies have not.
    let office = visit.desk.office();
    let may_apply = visit.account.as_ref().is_none_or(|account| !account.is_officer() || account.is_of_front(&office));
    let appointment = office.hall.as_ref().and_then(|hall| hall.group_of(&book.sop.service.id));
    let appointment = appointment.map(|group| format!("/antrean/janji/baru/{}", group.letter));
    let body = &book.body;
    ui::render_public(ServicePage { p, id: &id, may_apply, summary, group, facts, fee_note, stats, body, appointment })
}

/// `GET /layanan/{service}/sop`.
pub async fn sop(visit: Visit, Extension(shelf): Extension<Shelf>, Path(id): Path<String>) -> Response {
    let books = match shelf.books(&visit) {
        Ok(books) => books,
        Err(error) => return visit.failure(&error.into()),
    };
    let Some(book) = books.service(&id) else { return no_such_service(&visit) };
    let p = visit.page();
    let title = p.tr1("portal-sop-title", "service", book.card.title.as_str());
    let p = p.title(title).crumb(tr(visit.lang(), "nav-services"), "/layanan");
    let p = p.crumb(&book.card.title, &book.card.href);
    ui::render_public(SopPage { p, id: &id, matrix: &book.matrix })
}

/// 404 that helps on: the service may have another name, or is not offered any more.
fn no_such_service(visit: &Visit) -> Response {
    let p = visit.page().titled("portal-no-service");
    let (why, search, ask) =
        (p.tr("portal-no-service-why"), p.tr("portal-no-service-step"), p.tr("portal-all-services"));
    Trouble::new(p, StatusCode::NOT_FOUND, why).step(search).way(ask, "/layanan").into_response()
}
