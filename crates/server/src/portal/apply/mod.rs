//! The applicant's way: draft, questions, documents, check, receipt; afterwards one's own applications.

mod access;
mod acts;
mod add;
mod adopt;
mod correct;
mod documents;
mod download;
mod draft;
mod mine;
mod own;
mod photo;
mod progress;
mod proof;
mod queries;
mod questions;
mod receipt;
mod receipt_pdf;
mod region;
mod review;
mod sealed;
mod section;
mod seen;
mod sent;
mod start;
mod taking;
mod tasks;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use jiff::Timestamp;

pub use access::{Own, own_case};
pub use documents::named;
pub use download::attachment;
pub use photo::without_traces;
pub use proof::{Found, Sought, proven, seek};
pub use questions::Questions;
pub use receipt_pdf::receipt;
pub use sent::{Sent, SentFile};
pub use taking::{act, take};

use crate::app::App;
use crate::http::Visit;
use crate::ui::words;

/// The largest page of typed answers.
const TYPED_LIMIT: usize = 2_000_000;
/// How much of a form with files is read before the connection is given up: enough that somebody who chose a film gets a
/// page that says so.
const FILES_LIMIT: usize = 300_000_000;

/// The addresses of this part.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/ajukan/{service}", get(start::begin).post(start::make))
        .route("/meja/loket", get(start::counter_page).post(start::counter_make))
        .route("/meja/loket/kode", post(start::counter_find))
        .route("/draf/{id}", get(tasks::show))
        .route("/draf/{id}/hapus", post(tasks::delete))
        .route("/draf/{id}/isian/{section}", get(section::show).post(section::keep))
        .route("/draf/{id}/berkas/{requirement}", get(documents::file))
        .route("/draf/{id}/periksa", get(review::show).post(review::send))
        .route("/permohonan", get(mine::show))
        .route("/permohonan/ambil", get(adopt::begin).post(adopt::ask))
        .route("/permohonan/ambil/bukti", post(adopt::prove))
        .route("/permohonan/{case}/kode-pemohon", post(adopt::hand_out))
        .route("/permohonan/{case}", get(own::show))
        .route("/permohonan/{case}/tanda-terima", get(receipt::show))
        .route("/permohonan/{case}/tanda-terima.pdf", get(receipt_pdf::show))
        .route("/permohonan/{case}/berkas/{requirement}", get(own::file))
        .route("/permohonan/{case}/akses", get(seen::show))
        .route("/permohonan/{case}/tarik", post(acts::withdraw))
        .route("/permohonan/{case}/buka-lagi", post(acts::reopen))
        .layer(DefaultBodyLimit::max(TYPED_LIMIT))
}

/// The addresses that take files: they may be large, and a telephone may take long to send them.
pub fn uploads() -> Router<App> {
    Router::new()
        .route("/draf/{id}/berkas", get(documents::show).post(documents::keep))
        .route("/permohonan/{case}/perbaiki", get(correct::show).post(correct::send))
        .route("/permohonan/{case}/tambah", get(add::show).post(add::send))
        .route("/permohonan/{case}/kewajiban/{duty}", get(acts::duty).post(acts::fulfil))
        .layer(DefaultBodyLimit::max(FILES_LIMIT))
}

/// A moment in words, by the office's clock.
fn moment(visit: &Visit, at: Timestamp) -> String {
    let zone = visit.desk.office().calendar.zone();
    words::moment(visit.lang(), zone.day(at).to_datetime(zone.time(at)))
}
