//! What a supervisor asks: does the process live, and can it do its work.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;

use crate::app::App;

/// `/livez` and `/readyz`: a word each, for machines.
pub fn routes() -> Router<App> {
    Router::new().route("/livez", get(async || "ok\n")).route("/readyz", get(ready))
}

/// Ready is who can read the database: without it every page would be an apology.
async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.db().ping().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n")
        }
    }
}
