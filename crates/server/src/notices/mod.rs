//! Messages to people: written with the event that causes them, sent by a job, readable on a page in the demo.
//!
//! A message says that there is news and where to read it. It never carries a personal number or an uploaded document.

mod attachment;
mod compose;
mod due;
mod jobs;
mod moved;
mod pages;
mod plain;
mod queries;
mod tell;

use axum::Router;
use axum::routing::get;
use casework::office::Office;
use store::{Change, Statement};

pub use compose::{case_code, sign_in_code};
pub use due::{Due, due_today};
pub use jobs::{MAIL, send};
pub use moved::{MOVED, MovedPromise, tell_moved, write_moved};
pub use plain::{Plain, plain};
pub use queries::all_sent;
pub use tell::{TELL, tell};

use crate::app::App;

/// The messages that follow from a command's events, to the applicant and to people of the office.
pub fn effects(change: &Change<'_>, office: &Office) -> Vec<Statement> {
    let mut statements = compose::effects(change, office);
    statements.extend(tell::effects(change, office));
    statements
}

/// The addresses of this slice: the demo shows what it would have mailed.
pub fn routes(demo: bool) -> Router<App> {
    if demo {
        Router::new().route("/surel", get(pages::outbox)).route("/surel/{id}", get(pages::message))
    } else {
        Router::new()
    }
}
