//! The office's calendar: who changed it when and why, the page on which it is changed, and putting a change in force in
//! every process without a restart.

mod change;
mod commands;
mod form;
mod jobs;
mod pages;
mod queries;
mod words;
mod year;

use axum::Router;
use axum::routing::get;

pub use change::{ADMINISTRATOR, Decided, Failed, Ground, change, kept, load, refresh, settle};
pub use jobs::{RECOUNT, recount};
pub use queries::Kept;
pub use words::{change_words, missing_year, missing_year_notice};

use crate::app::App;

/// The addresses of this slice.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/meja/kalender", get(pages::show))
        .route("/meja/kalender/{what}", get(commands::ask).post(commands::put_in_force))
}
