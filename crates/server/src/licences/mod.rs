//! The register of letters and licences: who holds what until when, and the public page that says whether it is true.

mod access;
mod download;
mod draft;
mod duties;
mod holder;
mod jobs;
mod letter;
mod projection;
mod queries;
mod register;
mod verify;

use axum::Router;
use axum::routing::get;

pub use access::{sees_all, services};
pub use draft::{draft, foreseen};
pub use jobs::{LETTER, effects, file_stem, make_letter, pdf, set_letter, typeset};
pub use letter::{day as letter_day, office as letterhead, service as letter_service, signer};
pub use projection::{clear, kind, project};
pub use queries::{ACTIVE, LetterRow, Part, Place, Wanted, by_code, holdings_of_case, holdings_of_person, letters};
pub use verify::Standing;

use crate::app::App;

/// The addresses of this slice.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/verifikasi", get(verify::enter))
        .route("/verifikasi/{code}", get(verify::letter))
        .route("/surat/{file}", get(download::download))
        .route("/meja/izin", get(register::register))
        .route("/meja/izin.csv", get(register::export))
        .route("/meja/kewajiban", get(duties::duties))
}
