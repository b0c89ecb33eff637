//! The register of letters and licences: who holds what until when, and the public page that says whether it is true.

mod holder;
mod jobs;
mod letter;
mod projection;
mod queries;

use axum::Router;

pub use jobs::{LETTER, effects, make_letter, pdf};
pub use projection::{clear, project};
pub use queries::{ACTIVE, holdings_of_case, holdings_of_person};

use crate::app::App;

/// The addresses of this slice.
pub fn routes() -> Router<App> {
    Router::new()
}
