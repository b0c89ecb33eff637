//! Cases as officers and applicants see them: inbox, case page, decisions.

mod jobs;
mod projection;

use axum::Router;

pub use jobs::{TIMER, effects, fire_timer};
pub use projection::{clear, project};

use crate::app::App;

/// The addresses of this slice.
pub fn routes() -> Router<App> {
    Router::new()
}
