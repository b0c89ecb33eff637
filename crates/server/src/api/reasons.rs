//! The office's own library of reasons: texts that officers choose in forms.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use casework::form::Fault;
use casework::lang::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::document::{Changing, Reading};
use super::extract::{Body, Caller, Officer};
use super::filing::bounded;
use super::problem::{Kind, Problem};
use crate::cases::{self, ReasonText};

/// A text of the library.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReasonText)]
pub struct ReasonShape {
    /// The service; null for all.
    #[serde(default)]
    #[schema(required = false, example = "penelitian")]
    service: Option<String>,
    /// A few words, as the officer chooses it.
    #[schema(max_length = 80, example = "Belum dicap kampus")]
    label: String,
    /// What the applicant reads.
    #[schema(max_length = 500)]
    text: String,
}

/// A text of the library under its name.
#[derive(Debug, Serialize, ToSchema)]
pub struct NamedReason {
    /// Names it.
    #[schema(example = "cap-kampus")]
    id: String,
    /// What it is.
    #[serde(flatten)]
    reason: ReasonShape,
}

/// An officer of the office itself; `keeps` where only a supervisor will do.
fn allowed(caller: &Caller, keeps: bool) -> Result<(), Problem> {
    let office = caller.visit.desk.office();
    if caller.account.is_of_front(&office) && (!keeps || cases::has_board(&caller.account, &office)) {
        return Ok(());
    }
    Err(Problem::because(
        Kind::Forbidden,
        "Teks alasan dibaca petugas kantor pelayanan dan disusun oleh atasannya.",
        "Reason texts are read by officers of the service office and kept by its supervisors.",
    ))
}

/// The office's own texts for reasons, beside those of each SOP.
#[utoipa::path(get, operation_id = "listReasons", path = "/reasons", tag = "cases", responses((status = 200, body = Vec<NamedReason>), Reading))]
pub async fn list(Officer(caller): Officer) -> Result<Json<Vec<NamedReason>>, Problem> {
    allowed(&caller, false)?;
    let texts = cases::reason_texts(&caller.visit.desk).await;
    let texts = texts.map_err(|error| Problem::store(&caller.visit, &error))?;
    let named = |text: ReasonText| NamedReason {
        id: text.id,
        reason: ReasonShape {
            service: Some(text.service).filter(|service| !service.is_empty()),
            label: text.label,
            text: text.text,
        },
    };
    Ok(Json(texts.into_iter().map(named).collect()))
}

/// Puts a text into the library under a name, or changes it. Only for supervisors of the office itself.
#[utoipa::path(put, operation_id = "putReason", path = "/reasons/{id}", tag = "cases", request_body = ReasonShape,
    params(("id" = String, Path, description = "The text's name: at most 64 letters, digits and hyphens.")), responses((status = 204), Changing))]
pub async fn put(
    Officer(caller): Officer,
    Path(id): Path<String>,
    Body(new): Body<ReasonShape>,
) -> Result<StatusCode, Problem> {
    allowed(&caller, true)?;
    let office = caller.visit.desk.office();
    let service = new.service.unwrap_or_default();
    let mut faults = Vec::new();
    let mut wrong = |field: &str, id: &str, en: &str| {
        faults.push(Fault { field: field.to_owned(), message: Text::new(id, en) });
    };
    if id.len() > 64 || !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        wrong(
            "id",
            "Nama teks: paling banyak 64 huruf, angka, dan tanda hubung.",
            "At most 64 letters, digits and hyphens.",
        );
    }
    if !service.is_empty() && !office.catalogue.all().any(|sop| sop.service.id.0 == service) {
        wrong("service", "Layanan itu tidak ada.", "There is no such service.");
    }
    let (label, text) = (bounded("label", &new.label)?, bounded("text", &new.text)?);
    if !(1..=80).contains(&label.chars().count()) {
        wrong(
            "label",
            "Tulis nama pendeknya, paling panjang 80 huruf.",
            "Write the short name, in at most 80 characters.",
        );
    }
    if !(1..=500).contains(&text.chars().count()) {
        wrong("text", "Tulis isinya, paling panjang 500 huruf.", "Write the text, in at most 500 characters.");
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let reason = ReasonText { id, service, label, text };
    let kept = cases::keep_reason(&caller.visit.desk, &reason, caller.account.id, caller.visit.app.now()).await;
    kept.map_err(|error| Problem::store(&caller.visit, &error))?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a text out of the library; what was written with it stays. Only for supervisors of the office itself.
#[utoipa::path(delete, operation_id = "deleteReason", path = "/reasons/{id}", tag = "cases",
    params(("id" = String, Path, description = "The text's name.")), responses((status = 204), Changing))]
pub async fn delete(Officer(caller): Officer, Path(id): Path<String>) -> Result<StatusCode, Problem> {
    allowed(&caller, true)?;
    let dropped = cases::drop_reason(&caller.visit.desk, &id).await;
    dropped.map_err(|error| Problem::store(&caller.visit, &error))?;
    Ok(StatusCode::NO_CONTENT)
}
