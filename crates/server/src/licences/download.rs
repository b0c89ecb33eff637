//! The PDF of a letter, for those whom it concerns.

use axum::extract::{Path, Query};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderValue, RETRY_AFTER,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use casework::id::Code;
use serde::Deserialize;

use super::queries::LetterRow;
use super::{access, jobs, queries, verify};
use crate::cases;
use crate::http::{Peer, Visit};
use crate::ui;

/// How the PDF is wanted.
#[derive(Deserialize)]
pub struct How {
    /// Present where it is to be saved and not shown.
    unduh: Option<String>,
}

/// `GET /surat/{code}.pdf`: the letter, for its owner and for officers who work on its service.
pub async fn download(visit: Visit, peer: Peer, Path(file): Path<String>, Query(how): Query<How>) -> Response {
    let code = file.strip_suffix(".pdf").and_then(|code| Code::parse(code).ok());
    let Some(code) = code else { return ui::not_found(visit.page()).into_response() };
    let letter = match queries::by_code(&visit.desk, &code.to_string()).await {
        Ok(Some(letter)) => letter,
        Ok(None) => return verify::unknown(&visit, peer, &code.to_string()),
        Err(error) => return visit.trouble(&error),
    };
    let account = match visit.someone() {
        Ok(account) => account,
        Err(sign_in) => return sign_in,
    };
    let allowed = match access::may_read(&visit, account, &letter).await {
        Ok(allowed) => allowed,
        Err(error) => return visit.trouble(&error),
    };
    let kept = cases::log_access(&visit.desk, letter.case, account.id, "letter", allowed, visit.app.now()).await;
    match (kept, allowed) {
        (Err(error), _) => visit.trouble(&error),
        (Ok(()), true) => send(&visit, &letter, how.unduh.is_some()).await,
        (Ok(()), false) => foreign(&visit, &letter),
    }
}

async fn send(visit: &Visit, letter: &LetterRow, save: bool) -> Response {
    match jobs::pdf(&visit.app, &visit.desk, &letter.number).await {
        Ok(Some((name, bytes))) => (headers(&name, save), bytes).into_response(),
        Ok(None) => not_yet(visit),
        Err(error) => visit.failure(&error),
    }
}

/// `name` is made of letters, digits and hyphens only; see `jobs::file_stem`.
fn headers(name: &str, save: bool) -> HeaderMap {
    let disposition = format!("{}; filename=\"{name}\"", if save { "attachment" } else { "inline" });
    let disposition = HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment"));
    HeaderMap::from_iter([
        (CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (CONTENT_DISPOSITION, disposition),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(ui::DOCUMENT_POLICY)),
    ])
}

/// The letter is issued, but its PDF is still being made.
fn not_yet(visit: &Visit) -> Response {
    let p = visit.page().titled("licences-not-yet-title");
    let (why, step, again) = (p.tr("licences-not-yet-why"), p.tr("licences-not-yet-step"), p.tr("try-again"));
    let here = p.prefs.here.clone();
    let page = ui::Trouble::new(p, StatusCode::CONFLICT, why).step(step).way(again, here);
    ([(RETRY_AFTER, "10")], page).into_response()
}

/// The letter is somebody else's: it can be verified all the same.
fn foreign(visit: &Visit, letter: &LetterRow) -> Response {
    let p = visit.page().titled("licences-foreign-title");
    let why = p.tr("licences-foreign-why");
    let (verify, owner) = (p.tr("licences-foreign-verify"), p.tr("licences-foreign-owner"));
    let way = p.tr("licences-verify-this");
    ui::Trouble::new(p, StatusCode::FORBIDDEN, why)
        .step(verify)
        .step(owner)
        .way(way, format!("/verifikasi/{}", letter.code))
        .into_response()
}
