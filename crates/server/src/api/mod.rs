//! Everything a page can do, as JSON under `/api/v1`.
//!
//! One file for each resource; what answers say is given in shapes of their own, never in the types of the engine. Who may
//! see and do what is decided by the functions that the pages use. The OpenAPI document is made from the routes: a route that
//! is not in it does not exist.

mod additions;
mod adoption;
mod applications;
mod appointments;
mod calendar;
mod case_shapes;
mod case_view;
mod cases;
mod desk;
mod document;
mod extract;
mod fields;
mod files;
mod filing;
mod hall;
mod hall_desk;
mod language;
mod licences;
mod looks;
mod mandates;
mod me;
mod people;
mod problem;
mod queries;
mod reasons;
mod regions;
mod services;
mod shapes;
mod steps;
mod tasks;
mod tracking;
mod verification;

use std::sync::LazyLock;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::from_fn;
use axum::response::{IntoResponse as _, Response};
use store::Done;
use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use problem::{MEDIA, worded};

use crate::app::App;
use crate::http::Visit;
use extract::{Caller, Key};
use problem::{Kind, Problem};

/// The largest JSON body.
const JSON_LIMIT: usize = 1_000_000;
/// The largest upload: the largest file and the form around it.
const UPLOAD_LIMIT: usize = 25_100_000;

/// Every operation but those that take files, with its description.
fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(document::Head::openapi())
        .merge(public_operations())
        .merge(own_operations())
        .merge(desk_operations())
        .merge(people_operations())
        .layer(from_fn(extract::digested))
        .layer(DefaultBodyLimit::max(JSON_LIMIT))
}

/// What takes files.
fn file_operations() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(files::upload)).layer(DefaultBodyLimit::max(UPLOAD_LIMIT))
}

/// What needs no account.
fn public_operations() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(services::list))
        .routes(routes!(services::one))
        .routes(routes!(regions::search))
        .routes(routes!(calendar::one))
        .routes(routes!(regions::one))
        .routes(routes!(tracking::track))
        .routes(routes!(verification::verify))
        .merge(hall_operations())
        .routes(routes!(openapi))
}

/// The hall: whoever has the code of a number or an appointment may follow and change it.
fn hall_operations() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(hall::queue))
        .routes(routes!(hall::draw))
        .routes(routes!(hall::ticket))
        .routes(routes!(hall::leave))
        .routes(routes!(appointments::slots))
        .routes(routes!(appointments::make))
        .routes(routes!(appointments::one))
        .routes(routes!(appointments::move_it))
        .routes(routes!(appointments::cancel))
}

/// What people do with what is theirs.
fn own_operations() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(me::me))
        .routes(routes!(applications::list, applications::submit))
        .routes(routes!(applications::one))
        .routes(routes!(applications::correct))
        .routes(routes!(applications::withdraw))
        .routes(routes!(additions::add))
        .routes(routes!(adoption::adopt))
        .routes(routes!(additions::reopen))
        .routes(routes!(applications::fulfil))
        .routes(routes!(applications::file))
        .routes(routes!(looks::list))
        .routes(routes!(applications::own_letters))
        .routes(routes!(applications::pdf))
}

/// What officers do.
fn desk_operations() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(tasks::list))
        .routes(routes!(cases::list, cases::submit))
        .routes(routes!(cases::one))
        .routes(routes!(cases::numbers))
        .routes(routes!(cases::file))
        .routes(routes!(cases::pdf))
        .routes(routes!(additions::reopen_case))
        .routes(routes!(steps::claim))
        .routes(routes!(steps::release))
        .routes(routes!(steps::complete))
        .routes(routes!(desk::list_notes, desk::write_note))
        .routes(routes!(desk::hand_over))
        .routes(routes!(desk::remind))
        .routes(routes!(desk::board))
        .routes(routes!(reasons::list))
        .routes(routes!(reasons::put, reasons::delete))
        .routes(routes!(licences::list))
        .routes(routes!(calendar::changes, calendar::change))
        .routes(routes!(hall_desk::act))
        .routes(routes!(hall_desk::figures))
}

/// In whose hands work is, and who acts for whom.
fn people_operations() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(people::recuse))
        .routes(routes!(people::assign))
        .routes(routes!(people::authorities))
        .routes(routes!(mandates::list, mandates::give))
        .routes(routes!(mandates::revoke))
}

/// The OpenAPI document as text, as it is served, printed and kept in the repository.
pub fn document() -> &'static str {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        let (_, mut document) = operations().merge(file_operations()).split_for_parts();
        document::complete(&mut document);
        // It is made of plain maps and texts: it cannot fail.
        document.to_pretty_json().unwrap_or_default() + "\n"
    });
    &TEXT
}

/// The addresses of the API.
pub fn routes() -> Router<App> {
    let (operations, _) = operations().split_for_parts();
    Router::new()
        .nest("/api", Router::new().nest("/v1", operations).method_not_allowed_fallback(wrong_method).fallback(nowhere))
}

/// The addresses that take large files and may take their time.
pub fn uploads() -> Router<App> {
    let (operations, _) = file_operations().split_for_parts();
    Router::new().nest("/api/v1", operations.method_not_allowed_fallback(wrong_method))
}

/// This document.
#[utoipa::path(get, operation_id = "getDocument", path = "/openapi.json", tag = "public", security(()),
    responses((status = 200, description = "The OpenAPI document.", content_type = "application/json", body = serde_json::Value)))]
async fn openapi() -> Response {
    ([(CONTENT_TYPE, "application/json")], document()).into_response()
}

async fn nowhere() -> Problem {
    Problem::new(Kind::NotFound)
}

async fn wrong_method() -> Problem {
    Problem::new(Kind::WrongMethod)
}

/// What came of the request, where it has acted already under this key.
async fn answered(caller: &Caller, key: &Key) -> Result<Option<Done>, Problem> {
    let Caller { visit, account } = caller;
    let done = visit.app.answered(&visit.desk, &account.actor(), &key.0).await;
    done.map_err(|failed| Problem::of(visit, failed))
}

/// A letter's PDF; a letter that is not made yet is not found, and asking again helps.
async fn letter_pdf(visit: &Visit, number: Option<&str>) -> Result<Response, Problem> {
    let number = number.ok_or_else(|| Problem::new(Kind::NotFound))?;
    match crate::licences::pdf(&visit.app, &visit.desk, number).await {
        Ok(Some((name, bytes))) => Ok(files::attachment("application/pdf", &name, bytes)),
        Ok(None) => Err(Problem::because(
            Kind::NotFound,
            "Surat ini sedang dibuat. Coba lagi sebentar lagi.",
            "This letter is being made. Try again in a moment.",
        )),
        Err(error) => Err(Problem::failure(visit, &error)),
    }
}
