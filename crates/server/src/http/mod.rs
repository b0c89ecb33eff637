//! HTTP as such: the table of all routes, our own accept loop, what a handler is given, who may send what.

mod health;
mod origin;
mod peer;
mod serve;
mod visit;

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, MatchedPath};
use axum::http::{Request, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::TimeoutLayer;
use tower_http::trace::TraceLayer;

pub use peer::Peer;
pub use serve::{Stop, serve};
pub use visit::Visit;

use crate::app::App;
use crate::{api, calendars, cases, fees, hall, licences, notices, people, portal, sops, ui};

/// The largest request: a form with the largest file that any service asks for.
const BODY_LIMIT: usize = 26_000_000;
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long it may take where files come in: 20 MB at the speed of a village.
const PATIENCE_FOR_FILES: Duration = Duration::from_secs(600);

/// The whole site: every slice has one line here.
pub fn router(app: App) -> Router {
    Router::new()
        .merge(portal::routes())
        .merge(cases::routes())
        .merge(licences::routes())
        .merge(fees::routes())
        .merge(sops::routes())
        .merge(calendars::routes())
        .merge(hall::routes())
        .merge(people::routes())
        .merge(notices::routes(app.is_demo()))
        .merge(api::routes())
        .merge(ui::routes())
        .merge(if app.is_demo() { ui::styleguide::routes() } else { Router::new() })
        .merge(health::routes())
        .fallback(nowhere)
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE))
        .merge(files(portal::uploads().merge(cases::uploads()).merge(api::uploads())))
        .layer(from_fn_with_state(app.clone(), origin::own_pages_only))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(from_fn(api::worded))
        .layer(from_fn(ui::security_headers))
        .layer(TraceLayer::new_for_http().make_span_with(span))
        .with_state(app)
}

/// Routes that take files, with the patience that these need.
fn files(routes: Router<App>) -> Router<App> {
    routes.layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, PATIENCE_FOR_FILES))
}

/// What the log calls a request: the route's pattern and never the address itself, which may hold a secret code, or a
/// personal number that somebody has searched for.
fn span(request: &Request<Body>) -> tracing::Span {
    let route = request.extensions().get::<MatchedPath>().map_or("unknown", MatchedPath::as_str);
    tracing::debug_span!("request", method = %request.method(), route)
}

async fn nowhere(visit: Visit) -> Response {
    ui::not_found(visit.page()).into_response()
}
