//! The public side: catalogue, application, tracking.

use axum::Router;

use crate::app::App;

/// The addresses of this slice.
pub fn routes() -> Router<App> {
    Router::new()
}
