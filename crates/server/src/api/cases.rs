//! Cases as officers work on them: the register, one case, its documents and letters, filing at the counter.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse as _, Response};
use casework::case::{Applicant, CaseId, Command, FileRef, FiledBy};
use casework::form::Fault;
use casework::id::{Email, Phone};
use casework::lang::Text;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use super::applications::{ApplicationItem, Own, load};
use super::case_shapes::whole_numbers;
use super::case_view::{CaseShape, view};
use super::document::{Changing, Reading};
use super::extract::{Asked, Body, Caller, Key, KeyHeader, Officer};
use super::filing::{bounded, current, submission};
use super::problem::{Kind, Problem};
use super::shapes::{Page, entries, short};
use super::{files, services};
use crate::app::Ask;
use crate::cases::{self, Access, CaseRow, RegisterFilter, RegisterKey};
use crate::people;

/// Which cases of the register.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Only this service.
    #[param(required = false, nullable = false)]
    service: Option<String>,
    /// Only this state: `open`, `granted`, `rejected` or `closed`.
    #[param(required = false, nullable = false, pattern = "^(open|granted|rejected|closed)$")]
    state: Option<String>,
    /// Words of the applicant's name, the number, or the whole tracking code.
    #[param(required = false, nullable = false, max_length = 200)]
    q: Option<String>,
    /// How many entries: 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50, required = false)]
    #[serde(default = "super::shapes::fifty")]
    limit: u16,
    /// The `next` of the page before.
    #[param(required = false, nullable = false, pattern = "^[0-9]+[.][0-9]+$")]
    after: Option<String>,
}

/// An application that an officer files at the counter for somebody.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CounterApplication {
    /// The service applied for.
    service: String,
    /// The applicant.
    applicant: Person,
    /// The answers, by field id.
    #[serde(default)]
    #[schema(value_type = Object, additional_properties, required = false)]
    answers: Map<String, Value>,
    /// The documents sent before, by requirement: their SHA-256.
    #[serde(default)]
    #[schema(required = false)]
    files: BTreeMap<String, String>,
}

/// Somebody at the counter. Where the form asks for these too, its answers count.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The name.
    #[schema(example = "Siti Rahma", max_length = 120)]
    name: String,
    /// Where messages go.
    #[serde(default)]
    #[schema(required = false)]
    email: Option<String>,
    /// A telephone number.
    #[serde(default)]
    #[schema(required = false)]
    phone: Option<String>,
}

/// Why personal numbers are to be seen whole.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WhyWhole {
    /// The reason, as the applicant may one day read it.
    #[schema(min_length = 5, max_length = 500, example = "Mencocokkan NIK dengan data Dukcapil")]
    reason: String,
}

/// Personal numbers, whole.
#[derive(Debug, Serialize, ToSchema)]
pub struct WholeNumbers {
    /// The numbers, by field.
    numbers: BTreeMap<String, String>,
}

/// Opens a case for an officer who has a part in it, and keeps that it was opened, or that somebody was refused.
pub async fn open(caller: &Caller, case: i64, what: &str, detail: Option<&str>) -> Result<Own, Problem> {
    let (visit, account) = (&caller.visit, &caller.account);
    let own = load(visit, CaseId(case)).await?;
    let allowed = people::takes_part(&visit.desk.office(), account, &own.sop);
    let looked = Access { case: own.id, account: Some(account.id), what, detail, allowed };
    let kept = cases::keep_look(&visit.desk, &looked, visit.app.now()).await;
    kept.map_err(|error| Problem::store(visit, &error))?;
    if allowed { Ok(own) } else { Err(Problem::new(Kind::NotFound)) }
}

/// The register of cases, newest first: all for the office itself, for an agency those of services that it has work in.
#[utoipa::path(get, operation_id = "listCases", path = "/cases", tag = "cases", params(Filter), responses((status = 200, body = Page<ApplicationItem>), Reading))]
pub async fn list(
    Officer(caller): Officer,
    Asked(asked): Asked<Filter>,
) -> Result<Json<Page<ApplicationItem>>, Problem> {
    let (visit, account) = (&caller.visit, &caller.account);
    let unreadable = || Problem::new(Kind::Unreadable);
    let limit = entries(asked.limit)?;
    let after = asked.after.as_deref().map(|after| RegisterKey::parse(after).ok_or_else(unreadable)).transpose()?;
    let plain = |text: Option<String>| text.map_or(Ok(String::new()), short);
    let own = people::services_with_part(&visit.desk.office(), account);
    let services = match (own, asked.service) {
        (own, None) => own,
        (None, Some(service)) => Some(vec![short(service)?]),
        (Some(own), Some(service)) => Some(own.into_iter().filter(|own| *own == service).collect()),
    };
    let filter =
        RegisterFilter { services, state: plain(asked.state)?, typed: plain(asked.q)?, from_us: 0, until_us: i64::MAX };
    let rows = cases::register(&visit.desk, &filter, after.unwrap_or(RegisterKey::START), limit + 1).await;
    let mut rows = rows.map_err(|error| Problem::store(visit, &error))?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let key = |row: &CaseRow| RegisterKey { submitted_us: row.submitted_us, case: row.id.0 }.text();
    let next = rows.last().filter(|_| more).map(key);
    Ok(Json(Page::of(rows.iter().map(|row| ApplicationItem::of(row, visit)).collect(), next)))
}

/// One case. That it was opened is kept in its access log.
#[utoipa::path(get, operation_id = "getCase", path = "/cases/{case}", tag = "cases", params(("case" = i64, Path, description = "The case's id.")),
    responses((status = 200, body = CaseShape), Reading))]
pub async fn one(Officer(caller): Officer, Path(case): Path<i64>) -> Result<Json<CaseShape>, Problem> {
    let own = open(&caller, case, "case", None).await?;
    Ok(Json(view(&own, &caller.visit)))
}

/// The personal numbers of a case, whole: with a reason, which is kept in its access log.
#[utoipa::path(post, operation_id = "revealNumbers", path = "/cases/{case}/numbers", tag = "cases", params(("case" = i64, Path, description = "The case's id.")),
    request_body = WhyWhole, responses((status = 200, body = WholeNumbers), Changing))]
pub async fn numbers(
    Officer(caller): Officer,
    Path(case): Path<i64>,
    Body(why): Body<WhyWhole>,
) -> Result<Json<WholeNumbers>, Problem> {
    let reason = bounded("reason", &why.reason)?;
    if !(5..=500).contains(&reason.chars().count()) {
        return Err(Problem::invalid(vec![Fault {
            field: "reason".to_owned(),
            message: Text::new(
                "Tulis alasannya dengan 5 sampai 500 huruf; pemohon berhak mengetahuinya.",
                "Write the reason in 5 to 500 characters; the applicant has a right to know it.",
            ),
        }]));
    }
    let own = open(&caller, case, "numbers", Some(&reason)).await?;
    Ok(Json(WholeNumbers { numbers: whole_numbers(&own.sop, &own.case.answers) }))
}

/// A document of a case: one that stands now, that a correction replaced, or that an officer added.
#[utoipa::path(get, operation_id = "getCaseFile", path = "/cases/{case}/files/{sha256}", tag = "cases",
    params(("case" = i64, Path, description = "The case's id."), ("sha256" = String, Path, description = "The file's SHA-256.")),
    responses((status = 200, description = "The document.", content_type = "application/octet-stream", body = String), Reading))]
pub async fn file(Officer(caller): Officer, Path((case, sha256)): Path<(i64, String)>) -> Result<Response, Problem> {
    let detail: String = sha256.chars().filter(char::is_ascii_hexdigit).take(64).collect();
    let own = open(&caller, case, "file", Some(&detail)).await?;
    let file = all_files(&own).find(|file| file.sha256 == sha256).ok_or_else(|| Problem::new(Kind::NotFound))?;
    files::download(&caller.visit, file).await
}

fn all_files(own: &Own) -> impl Iterator<Item = &FileRef> {
    let replaced = own.case.replaced.iter().flat_map(|replaced| replaced.files.values());
    let officers = own.case.done.iter().flat_map(|done| &done.files);
    let duties = own.case.duties.values().filter_map(|duty| duty.fulfilled.as_ref()?.1.as_ref());
    own.case.files.values().chain(replaced).chain(officers).chain(duties)
}

/// A letter of a case as PDF.
#[utoipa::path(get, operation_id = "getCaseLetter", path = "/cases/{case}/letters/{letter}/pdf", tag = "cases",
    params(("case" = i64, Path, description = "The case's id."), ("letter" = usize, Path, description = "The letter's place, from 1.")),
    responses((status = 200, description = "The letter.", content_type = "application/pdf", body = String), Reading))]
pub async fn pdf(Officer(caller): Officer, Path((case, letter)): Path<(i64, usize)>) -> Result<Response, Problem> {
    let own = open(&caller, case, "letter", None).await?;
    let letter = letter.checked_sub(1).and_then(|at| own.case.letters.get(at));
    super::letter_pdf(&caller.visit, letter.map(|letter| letter.number.as_str())).await
}

/// Files an application at the counter for somebody without an account. Only for officers of the office itself.
#[utoipa::path(post, operation_id = "fileAtCounter", path = "/cases", tag = "cases", params(KeyHeader), request_body = CounterApplication,
    responses((status = 201, body = CaseShape, headers(("Location" = String))), Changing))]
pub async fn submit(
    Officer(caller): Officer,
    key: Key,
    Body(new): Body<CounterApplication>,
) -> Result<Response, Problem> {
    let (visit, account) = (&caller.visit, &caller.account);
    if !account.is_of_front(&visit.desk.office()) {
        return Err(Problem::because(
            Kind::Forbidden,
            "Hanya petugas kantor pelayanan yang mengajukan permohonan di loket.",
            "Only officers of the service office file applications at the counter.",
        ));
    }
    if let Some(done) = super::answered(&caller, &key).await? {
        return Ok(created(&load(visit, done.case).await?, &caller));
    }
    let applicant = person(new.applicant)?;
    let sop = current(visit, &new.service).ok_or_else(services::unknown)?;
    let filed_by = FiledBy::Officer(account.officer_id());
    let submission = submission(visit, account, &sop, (&new.answers, &new.files), applicant, filed_by).await?;
    let ask = Ask { request_id: key.0, case: None, actor: account.actor(), command: Command::Submit(submission) };
    let done = visit.app.execute(&visit.desk, ask).await.map_err(|failed| Problem::of(visit, failed))?;
    Ok(created(&load(visit, done.case).await?, &caller))
}

fn created(own: &Own, caller: &Caller) -> Response {
    let location = format!("/api/v1/cases/{}", own.id.0);
    (StatusCode::CREATED, [(LOCATION, location)], Json(view(own, &caller.visit))).into_response()
}

/// Somebody at the counter, checked.
fn person(person: Person) -> Result<Applicant, Problem> {
    let mut faults = Vec::new();
    let mut wrong = |field: &str, message: Text| faults.push(Fault { field: format!("applicant.{field}"), message });
    let name = person.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 120 || name.chars().any(char::is_control) {
        wrong(
            "name",
            Text::new(
                "Tulis nama pemohon, paling banyak 120 huruf.",
                "Write the applicant's name, at most 120 characters.",
            ),
        );
    }
    let email = match person.email.as_deref().map(Email::parse).transpose() {
        Ok(email) => email.map(|email| email.to_string()),
        Err(fault) => {
            wrong("email", fault.0);
            None
        }
    };
    let phone = match person.phone.as_deref().map(Phone::parse).transpose() {
        Ok(phone) => phone.map(|phone| phone.to_string()),
        Err(fault) => {
            wrong("phone", fault.0);
            None
        }
    };
    if faults.is_empty() { Ok(Applicant { account: None, name, email, phone }) } else { Err(Problem::invalid(faults)) }
}
