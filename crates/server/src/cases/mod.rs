//! Cases as officers and applicants see them: inbox, case page, decisions.

mod access;
mod jobs;
mod projection;
mod queries;

use axum::Router;

pub use access::log_access;
pub use jobs::{TIMER, effects, fire_timer};
pub use projection::{clear, project};
pub use queries::{CaseRow, Decided, TaskRow, by_id, by_tracking, decided_since, of_account, tasks_of_role};

use crate::app::App;

/// The addresses of this slice.
pub fn routes() -> Router<App> {
    Router::new()
}
