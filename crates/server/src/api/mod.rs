//! Everything a page can do, as JSON under `/api/v1`.

use axum::Router;

use crate::app::App;

/// The addresses of the API.
pub fn routes() -> Router<App> {
    Router::new()
}
