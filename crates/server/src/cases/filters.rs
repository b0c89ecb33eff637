//! What officers keep for themselves and for each other: filters of the inbox under a name, texts for reasons.

use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use jiff::Timestamp;
use serde::Deserialize;
use store::StoreError;

use super::pages::Asked;
use super::queries::{self, ReasonText, SavedFilter};
use crate::app::Desk;
use crate::http::Visit;
use crate::ui::{self, Link};

/// How many filters one officer may save: more would be a second inbox.
const MOST: usize = 20;
/// The longest name, in characters.
const NAME: usize = 60;

/// A filter as a form sends it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    nama: String,
    daftar: String,
}

/// `POST /meja/saringan`: saves the list that is shown under a name.
pub async fn save(visit: Visit, Form(sent): Form<Sent>) -> Response {
    let officer = match visit.officer() {
        Ok(officer) => officer.clone(),
        Err(answer) => return answer,
    };
    let office = visit.desk.office();
    let asked = Asked::read(&sent.daftar);
    // Written anew: nothing but a list can be saved, whatever the form says.
    let query = asked.query(asked.tab(&officer, &office));
    let name = sent.nama.trim();
    let known = match queries::filters(&visit.desk, officer.id).await {
        Ok(known) => known,
        Err(error) => return visit.trouble(&error),
    };
    let full = known.len() >= MOST && known.iter().all(|saved| saved.name != name);
    let fault = match (name.chars().count(), full) {
        (0, _) => Some("cases-filter-nameless"),
        (length, _) if length > NAME => Some("cases-filter-nameless"),
        (_, true) => Some("cases-filter-many"),
        (_, false) => None,
    };
    if let Some(key) = fault {
        let p = visit.page();
        let (why, back) = (p.tr(key).into_owned(), p.tr("cases-to-inbox").into_owned());
        let back = Link::new(back, format!("/meja?{query}"));
        return ui::refused(p, StatusCode::UNPROCESSABLE_ENTITY, why, back).into_response();
    }
    let filter = SavedFilter { name: name.to_owned(), query };
    match visit.desk.write(vec![queries::save_filter(&visit.desk.id, officer.id, &filter)]).await {
        Ok(()) => Redirect::to(&format!("/meja?{}&selesai=simpan", filter.query)).into_response(),
        Err(error) => visit.trouble(&error),
    }
}

/// Puts a text into the office's library of reasons, or changes it.
///
/// # Errors
/// The database does not answer.
pub async fn keep_reason(desk: &Desk, text: &ReasonText, account: i64, at: Timestamp) -> Result<(), StoreError> {
    desk.write(vec![queries::put_reason(&desk.id, text, account, at)]).await
}

/// Takes a text out of the office's library of reasons.
///
/// # Errors
/// The database does not answer.
pub async fn drop_reason(desk: &Desk, id: &str) -> Result<(), StoreError> {
    desk.write(vec![queries::delete_reason(&desk.id, id)]).await
}

/// `POST /meja/saringan/hapus`: forgets a filter.
pub async fn forget(visit: Visit, Form(sent): Form<Sent>) -> Response {
    let officer = match visit.officer() {
        Ok(officer) => officer,
        Err(answer) => return answer,
    };
    match visit.desk.write(vec![queries::delete_filter(&visit.desk.id, officer.id, sent.nama.trim())]).await {
        Ok(()) => Redirect::to("/meja?selesai=hapus").into_response(),
        Err(error) => visit.trouble(&error),
    }
}
