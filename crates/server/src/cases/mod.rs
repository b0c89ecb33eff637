//! Cases as officers see them: inbox, case page, work on a step, register; and the rows that everybody's lists are made of.

mod access;
mod commands;
mod files;
mod jobs;
mod looks;
mod pages;
mod projection;
mod queries;
mod recount;
mod search;
mod view;
mod watch;
mod words;
mod work;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

pub use access::{keep_look, log_access};
pub use jobs::{TIMER, effects, fire_timer};
pub use looks::{LookedAt, MOST as MOST_LOOKS, Seen, Who, looks};
pub use projection::{clear, project};
pub use queries::{
    Access, CaseRow, Decided, Inbox, InboxFilter, InboxKey, InboxPage, RegisterFilter, RegisterKey, TaskRow, by_id,
    by_tracking, decided_since, inbox, of_account, register,
};
pub use recount::{Change, Moved, recount};
pub use watch::{WATCH, look_of, watch};
pub use words::{
    due_tag, holder_words, lateness_tag, role_words, service_words, state_of, state_tag, step_words, words_of_holder,
};

use crate::app::App;

/// How much of a form with photos is read before the connection is given up: all that one step may take, and some more.
const FILES_LIMIT: usize = 250_000_000;

/// The addresses of this slice.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/meja", get(pages::inbox))
        .route("/meja/register", get(pages::register))
        .route("/meja/register.csv", get(pages::register_csv))
        .route("/meja/berkas/{case}", get(pages::case))
        .route("/meja/berkas/{case}/ambil/{step}", post(commands::claim))
        .route("/meja/berkas/{case}/lepas/{step}", post(commands::release))
        .route("/meja/berkas/{case}/nomor", post(commands::numbers))
        .route("/meja/berkas/{case}/file/{sha256}", get(files::file))
        .route("/meja/berkas/{case}/konsep", get(files::draft))
}

/// The addresses that take large files and may take their time.
pub fn uploads() -> Router<App> {
    Router::new()
        .route("/meja/berkas/{case}/langkah/{step}", post(commands::complete))
        .layer(DefaultBodyLimit::max(FILES_LIMIT))
}
