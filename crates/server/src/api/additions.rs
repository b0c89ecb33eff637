//! What comes to a case besides the answers that it waits for: documents that nobody asked for, and taking it up again after
//! silence has closed it.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::Path;
use casework::case::{Command, extra_id};
use casework::sop::{Requirement, RequirementId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::applications::{Application, Own, change, load};
use super::case_view::{CaseShape, view};
use super::document::Changing;
use super::extract::{Body, Caller, Key, KeyHeader, Officer};
use super::files;
use super::filing::bounded;
use super::problem::Problem;
use crate::app::Ask;
use crate::portal::named;

/// Documents that nobody has asked for.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Addition {
    /// Newer documents for the service's requirements: their SHA-256.
    #[serde(default)]
    #[schema(required = false)]
    files: BTreeMap<String, String>,
    /// Other documents, each with its name.
    #[serde(default)]
    #[schema(required = false, max_items = 10)]
    others: Vec<Other>,
    /// What the officer should know of them.
    #[serde(default)]
    #[schema(required = false, max_length = 500)]
    note: String,
}

/// A document that no requirement asks for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = OtherDocument)]
pub struct Other {
    /// What it is.
    #[schema(max_length = 120, example = "Surat perpanjangan sewa")]
    name: String,
    /// The document sent before: its SHA-256.
    file: String,
}

/// Taking up a case again.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reopening {
    /// Why; an officer must say it.
    #[serde(default)]
    #[schema(required = false, max_length = 500)]
    reason: String,
}

/// Adds documents that nobody has asked for, until the application is decided. The clock goes on; whoever holds the case
/// sees it marked, and the older documents are kept.
#[utoipa::path(post, operation_id = "addDocuments", path = "/applications/{case}/documents", tag = "applications", request_body = Addition,
    params(("case" = i64, Path, description = "The application's id."), KeyHeader), responses((status = 200, body = Application), Changing))]
pub async fn add(
    caller: Caller,
    Path(case): Path<i64>,
    key: Key,
    Body(sent): Body<Addition>,
) -> Result<Json<Application>, Problem> {
    let own = Own::open(&caller, case, "add").await?;
    if let Some(done) = super::answered(&caller, &key).await? {
        return Ok(Json(load(&caller.visit, done.case).await?.shape(&caller.visit)));
    }
    let note = bounded("note", &sent.note)?;
    let named_ones = sent.others.iter().map(|other| (extra_id(&other.name), other));
    let names: BTreeMap<RequirementId, String> =
        named_ones.clone().map(|(id, other)| (id, other.name.trim().to_owned())).collect();
    let others = names.iter().map(|(id, name)| named(id.clone(), name));
    let asked: Vec<Requirement> = own.sop.requirements.iter().cloned().chain(others).collect();
    let mut wanted = sent.files.clone();
    wanted.extend(named_ones.map(|(id, other)| (id.0, other.file.clone())));
    let (files, faults) = files::attached(&caller.visit, &caller.account, &asked, &wanted).await?;
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    change(&caller, own, key, Command::Add { files, names, note }).await
}

/// Takes up an application again that was closed because a correction was not answered, within the window of its SOP.
#[utoipa::path(post, operation_id = "reopenApplication", path = "/applications/{case}/reopening", tag = "applications", request_body = Reopening,
    params(("case" = i64, Path, description = "The application's id."), KeyHeader), responses((status = 200, body = Application), Changing))]
pub async fn reopen(
    caller: Caller,
    Path(case): Path<i64>,
    key: Key,
    Body(sent): Body<Reopening>,
) -> Result<Json<Application>, Problem> {
    let own = Own::open(&caller, case, "reopen").await?;
    let reason = bounded("reason", &sent.reason)?;
    change(&caller, own, key, Command::Reopen { reason }).await
}

/// Takes up a closed case again for somebody who has come to the counter. Only for officers of the office itself.
#[utoipa::path(post, operation_id = "reopenCase", path = "/cases/{case}/reopening", tag = "cases", request_body = Reopening,
    params(("case" = i64, Path, description = "The case's id."), KeyHeader), responses((status = 200, body = CaseShape), Changing))]
pub async fn reopen_case(
    Officer(caller): Officer,
    Path(case): Path<i64>,
    key: Key,
    Body(sent): Body<Reopening>,
) -> Result<Json<CaseShape>, Problem> {
    let own = super::cases::open(&caller, case, "reopen", None).await?;
    let reason = bounded("reason", &sent.reason)?;
    let (visit, account) = (&caller.visit, &caller.account);
    let command = Command::Reopen { reason };
    let ask = Ask { request_id: key.0, case: Some(own.id), actor: account.actor(), command };
    let done = visit.app.execute(&visit.desk, ask).await.map_err(|failed| Problem::of(visit, failed))?;
    Ok(Json(view(&load(visit, done.case).await?, visit)))
}
