//! What a gateway tells by itself: `POST /bayar/kabar/{provider}`. A genuine message makes the office ask the gateway; what
//! it says of money is not believed. So one that is doubled, late, out of order or wrong does no harm.

use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use serde::{Deserialize, Serialize};

use super::signature::{MOMENT, SIGNATURE, is_genuine};
use super::{jobs, queries};
use crate::http::Visit;

/// A message about a bill.
#[derive(Serialize, Deserialize)]
pub(super) struct Callback {
    /// Names the message: the same one makes the office ask once.
    pub id: String,
    /// The bill, as `<office>/<number>`.
    pub external_id: String,
}

/// Takes a message in.
pub async fn told(visit: Visit, Path(provider): Path<String>, headers: HeaderMap, body: Bytes) -> Response {
    let gateway = match visit.desk.gateway() {
        Some(gateway) if gateway.name == provider => gateway,
        Some(_) | None => return StatusCode::NOT_FOUND.into_response(),
    };
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !is_genuine(gateway.key(), visit.app.now(), (header(MOMENT), header(SIGNATURE)), &body) {
        tracing::warn!(provider, office = visit.desk.id, "a message with a forged or old signature was refused");
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let Ok(callback) = serde_json::from_slice::<Callback>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let number = callback.external_id.strip_prefix(&format!("{}/", visit.desk.id)).unwrap_or_default();
    let found = match queries::by_number(&visit.desk, number).await {
        Ok(found) => found,
        Err(error) => return visit.trouble(&error),
    };
    let Some(bill) = found else {
        tracing::warn!(provider, office = visit.desk.id, "a message about a bill of another office was refused");
        return StatusCode::NOT_FOUND.into_response();
    };
    let id: String = callback.id.chars().filter(|c| !c.is_control()).take(100).collect();
    let job = jobs::asked(&bill.number, bill.case, &format!("kabar-{id}"), visit.app.now());
    if let Err(error) = visit.desk.write(vec![job.enqueue(&visit.desk.id)]).await {
        return visit.trouble(&error);
    }
    visit.app.wake_worker();
    StatusCode::NO_CONTENT.into_response()
}
