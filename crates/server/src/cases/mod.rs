//! Cases as officers see them: inbox, case page, work on a step, register; and the rows that everybody's lists are made of.

mod access;
mod acts;
mod bulk;
mod commands;
mod files;
mod filters;
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
pub use acts::{note_fault, write_note};
pub use filters::{drop_reason, keep_reason};
pub use jobs::{TIMER, effects, fire_timer};
pub use looks::{LookedAt, MOST as MOST_LOOKS, Seen, Who, looks};
pub use pages::{figures, has_board, reader};
pub use projection::{clear, project};
pub use queries::{
    Access, CaseRow, Decided, Inbox, InboxFilter, InboxKey, InboxPage, Note, Reader, ReasonText, RegisterFilter,
    RegisterKey, TaskRow, by_id, by_tracking, decided_since, inbox, notes, of_account, reason_texts, register,
    taken_by,
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
        .route("/meja/papan", get(pages::board))
        .route("/meja/alasan", get(pages::reasons).post(pages::put_reason))
        .route("/meja/alasan/hapus", post(pages::forget_reason))
        .route("/meja/massal", post(pages::preview))
        .route("/meja/massal/jalankan", post(pages::run))
        .route("/meja/saringan", post(filters::save))
        .route("/meja/saringan/hapus", post(filters::forget))
        .route("/meja/register", get(pages::register))
        .route("/meja/register.csv", get(pages::register_csv))
        .route("/meja/berkas/{case}", get(pages::case))
        .route("/meja/berkas/{case}/ambil/{step}", post(commands::claim))
        .route("/meja/berkas/{case}/lepas/{step}", post(commands::release))
        .route("/meja/berkas/{case}/serahkan/{step}", post(acts::hand_over))
        .route("/meja/berkas/{case}/ingatkan/{step}", post(acts::remind))
        .route("/meja/berkas/{case}/catatan", post(acts::note))
        .route("/meja/berkas/{case}/buka-lagi", post(acts::reopen))
        .route("/meja/berkas/{case}/banding", get(pages::compare))
        .route("/meja/berkas/{case}/mundur", post(commands::recuse))
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
