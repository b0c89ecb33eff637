//! One's own applications: filing, following, correcting, withdrawing, handing in what a duty asks for.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse as _, Response};
use casework::case::{Applicant, Case, CaseId, Command, FiledBy, Filing, reopening};
use casework::sop::Sop;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::case_shapes::{
    DutyState, HolderShape, LetterShape, OpenStep, ProgressShape, PromiseShape, correction_step, duties, files,
    letters, masked, open_steps, others, progress, state,
};
use super::document::{Changing, Reading};
use super::extract::{Asked, Body, Caller, Key, KeyHeader};
use super::filing::{corrected, submission};
use super::problem::{Kind, Problem};
use super::shapes::{FileInfo, Page, Part, Words, moment, moment_us};
use super::{files as uploads, services};
use crate::app::Ask;
use crate::cases::{self, CaseRow};
use crate::http::Visit;

/// An application in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicationItem {
    /// Its id.
    #[schema(example = 1042)]
    pub id: i64,
    /// The registration number.
    #[schema(example = "2026-000017")]
    number: String,
    /// The service.
    #[schema(example = "penelitian")]
    service: String,
    /// `open`, `granted`, `rejected` or `closed`.
    #[schema(example = "open")]
    state: String,
    /// The applicant.
    applicant: String,
    /// Who holds it; empty when it has ended.
    #[schema(example = "front_office")]
    holder: String,
    /// The promised day; null while the clock stands still.
    #[schema(format = Date)]
    due: Option<String>,
    /// When it was filed.
    #[schema(format = DateTime)]
    submitted: String,
    /// When it last changed.
    #[schema(format = DateTime)]
    updated: String,
}

impl ApplicationItem {
    /// A case of the register.
    pub fn of(row: &CaseRow, visit: &Visit) -> ApplicationItem {
        let zone = visit.desk.office().calendar.zone();
        ApplicationItem {
            id: row.id.0,
            number: row.number.clone(),
            service: row.service.clone(),
            state: row.state.clone(),
            applicant: row.applicant.clone(),
            holder: row.holder.clone(),
            due: row.due.map(|day| day.to_string()),
            submitted: moment_us(row.submitted_us, zone),
            updated: moment_us(row.updated_us, zone),
        }
    }
}

/// An application as its applicant sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Application {
    /// Its id.
    #[schema(example = 1042)]
    id: i64,
    /// The registration number.
    #[schema(example = "2026-000017")]
    number: String,
    /// The code by which anyone who has it can follow the application.
    #[schema(example = "7K3M-9PQ2-XW4T")]
    tracking: String,
    /// The service.
    #[schema(example = "penelitian")]
    service: String,
    /// What people call the service.
    service_name: Words,
    /// `open`, `granted`, `rejected` or `closed`.
    #[schema(example = "open")]
    state: &'static str,
    /// When it was filed.
    #[schema(format = DateTime)]
    submitted: String,
    /// What it costs, in whole rupiah.
    #[schema(example = 0)]
    fee: i64,
    /// The applicant's name.
    applicant: String,
    /// How it stands against its promise; null where the calendar does not reach that far.
    promise: Option<PromiseShape>,
    /// Who holds it now.
    holders: Vec<HolderShape>,
    /// The steps that are open now, with what is returned for correction.
    open: Vec<OpenStep>,
    /// What has been told so far, oldest first.
    progress: Vec<ProgressShape>,
    /// The answers, personal numbers masked.
    #[schema(value_type = Object, additional_properties)]
    answers: BTreeMap<String, Value>,
    /// The documents, by requirement.
    files: BTreeMap<String, FileInfo>,
    /// What those documents are called that no requirement asks for.
    others: BTreeMap<String, String>,
    /// The last day on which a case that silence has closed can be taken up again; null where it cannot be.
    #[schema(format = Date)]
    reopen_until: Option<String>,
    /// The letters for the applicant.
    letters: Vec<LetterShape>,
    /// The duties of the holder.
    duties: Vec<DutyState>,
}

/// An application to file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"service": "penelitian", "answers": {"nama": "Dinda Puspita Sari", "luas": 12.5},
    "files": {"ktp": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}}))]
pub struct NewApplication {
    /// The service applied for.
    service: String,
    /// The answers, by field id.
    #[serde(default)]
    #[schema(value_type = Object, additional_properties, required = false)]
    answers: Map<String, Value>,
    /// The documents sent before, by requirement: their SHA-256.
    #[serde(default)]
    #[schema(required = false)]
    files: BTreeMap<String, String>,
}

/// The answer to what was returned.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// New answers to the returned fields.
    #[serde(default)]
    #[schema(value_type = Object, additional_properties, required = false)]
    pub answers: Map<String, Value>,
    /// New documents for the returned requirements: their SHA-256.
    #[serde(default)]
    #[schema(required = false)]
    pub files: BTreeMap<String, String>,
}

/// Giving up.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// Why, if there is a reason to tell.
    #[serde(default)]
    #[schema(required = false, max_length = 2000)]
    reason: String,
}

/// What a duty asks for.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Fulfilment {
    /// The document to hand in, sent before: its SHA-256.
    #[serde(default)]
    #[schema(required = false)]
    file: Option<String>,
}

/// A case that the caller may act on as its applicant.
pub struct Own {
    /// Its id.
    pub id: CaseId,
    /// The case.
    pub case: Case,
    /// What was filed.
    pub filing: Filing,
    /// The SOP that it follows.
    pub sop: Arc<Sop>,
}

impl Own {
    /// Opens a case for its applicant, or for an officer of the office itself where the applicant has no account.
    ///
    /// # Errors
    /// There is no such case, or not for this account: the two look alike. A refusal is kept in the access log (S05).
    pub async fn open(caller: &Caller, id: i64, what: &str) -> Result<Own, Problem> {
        let Caller { visit, account } = caller;
        let id = CaseId(id);
        let own = load(visit, id).await?;
        let allowed = account.may_act_for(&own.filing, &visit.desk.office());
        if account.is_officer() || !allowed {
            let kept = cases::log_access(&visit.desk, id, account.id, what, allowed, visit.app.now()).await;
            kept.map_err(|error| Problem::store(visit, &error))?;
        }
        if allowed { Ok(own) } else { Err(Problem::new(Kind::NotFound)) }
    }

    /// The case as its applicant sees it.
    pub fn shape(&self, visit: &Visit) -> Application {
        let (office, now) = (visit.desk.office(), visit.app.now());
        let zone = office.calendar.zone();
        let Own { id, case, filing, sop } = self;
        Application {
            id: id.0,
            number: filing.number.clone(),
            tracking: filing.tracking.to_string(),
            service: filing.bundle.service.0.clone(),
            service_name: Words::from(&sop.service.name),
            state: state(case),
            submitted: moment(filing.at, zone),
            fee: filing.fee.0,
            applicant: filing.applicant.name.clone(),
            promise: PromiseShape::of(case, filing, &office, now),
            holders: HolderShape::of(case, &office),
            open: open_steps(case, sop, zone),
            progress: progress(case, filing, sop, zone),
            answers: masked(sop.fields(), &case.answers, visit.app.regions()),
            files: files(case),
            others: others(case),
            reopen_until: reopening(case, sop, &office).map(|day| day.to_string()),
            letters: letters(case, sop, false),
            duties: duties(case, sop, zone),
        }
    }
}

/// Reads a case with the SOP that it follows.
///
/// # Errors
/// There is none, or the database does not answer.
pub async fn load(visit: &Visit, id: CaseId) -> Result<Own, Problem> {
    let found = visit.desk.case(id).await.map_err(|error| Problem::store(visit, &error))?;
    let (case, filing) = found
        .and_then(|(case, _)| case.filing.clone().map(|filing| (case, filing)))
        .ok_or_else(|| Problem::new(Kind::NotFound))?;
    match visit.desk.office().catalogue.get(&filing.bundle) {
        Some(sop) => Ok(Own { id, sop: sop.clone(), case, filing }),
        None => Err(Problem::failure(visit, &anyhow::anyhow!("the SOP {} is not installed", filing.bundle))),
    }
}

/// One's own applications, newest first.
#[utoipa::path(get, operation_id = "listApplications", path = "/applications", tag = "applications", params(Part),
    responses((status = 200, body = Page<ApplicationItem>), Reading))]
pub async fn list(caller: Caller, Asked(part): Asked<Part>) -> Result<Json<Page<ApplicationItem>>, Problem> {
    let Caller { visit, account } = &caller;
    let limit = part.limit()?;
    let before = part.after.as_deref().map(|after| after.parse().map(CaseId)).transpose();
    let before = before.map_err(|_| Problem::new(Kind::Unreadable))?;
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let rows = cases::of_account(&visit.desk, account.id, before, most).await;
    let rows = rows.map_err(|error| Problem::store(visit, &error))?;
    let items = rows.iter().map(|row| ApplicationItem::of(row, visit)).collect();
    Ok(Json(Page::cut(items, limit, |item: &ApplicationItem| item.id.to_string())))
}

/// One of one's own applications.
#[utoipa::path(get, operation_id = "getApplication", path = "/applications/{case}", tag = "applications", params(("case" = i64, Path, description = "The application's id.")),
    responses((status = 200, body = Application), Reading))]
pub async fn one(caller: Caller, Path(case): Path<i64>) -> Result<Json<Application>, Problem> {
    let own = Own::open(&caller, case, "case").await?;
    Ok(Json(own.shape(&caller.visit)))
}

/// Files an application. Everything is checked at once; what is wrong comes back as `faults`.
#[utoipa::path(post, operation_id = "fileApplication", path = "/applications", tag = "applications", params(KeyHeader), request_body = NewApplication,
    responses((status = 201, body = Application, headers(("Location" = String))), Changing))]
pub async fn submit(caller: Caller, key: Key, Body(new): Body<NewApplication>) -> Result<Response, Problem> {
    let Caller { visit, account } = &caller;
    if account.is_officer() {
        return Err(Problem::because(
            Kind::Forbidden,
            "Akun petugas tidak mengajukan permohonan sendiri. Untuk warga di loket, gunakan POST /api/v1/cases.",
            "An officer's account files no application of its own. For a citizen at the counter use POST /api/v1/cases.",
        ));
    }
    if let Some(done) = super::answered(&caller, &key).await? {
        return Ok(created(&load(visit, done.case).await?, visit));
    }
    let sop = super::filing::current(visit, &new.service).ok_or_else(services::unknown)?;
    let applicant = Applicant {
        account: Some(account.id),
        name: account.name.clone(),
        email: Some(account.email.clone()),
        phone: account.phone.clone(),
    };
    let submission =
        submission(visit, account, &sop, (&new.answers, &new.files), applicant, FiledBy::Applicant).await?;
    let ask = Ask { request_id: key.0, case: None, actor: account.actor(), command: Command::Submit(submission) };
    let done = visit.app.execute(&visit.desk, ask).await.map_err(|failed| Problem::of(visit, failed))?;
    Ok(created(&load(visit, done.case).await?, visit))
}

fn created(own: &Own, visit: &Visit) -> Response {
    let location = format!("/api/v1/applications/{}", own.id.0);
    (StatusCode::CREATED, [(LOCATION, location)], Json(own.shape(visit))).into_response()
}

/// Answers what was returned: every returned item, and nothing else.
#[utoipa::path(post, operation_id = "correctApplication", path = "/applications/{case}/correction", tag = "applications", request_body = Correction,
    params(("case" = i64, Path, description = "The application's id."), KeyHeader), responses((status = 200, body = Application), Changing))]
pub async fn correct(
    caller: Caller,
    Path(case): Path<i64>,
    key: Key,
    Body(correction): Body<Correction>,
) -> Result<Json<Application>, Problem> {
    let own = Own::open(&caller, case, "correction").await?;
    if let Some(done) = super::answered(&caller, &key).await? {
        return Ok(Json(load(&caller.visit, done.case).await?.shape(&caller.visit)));
    }
    let step = correction_step(&own.case, &own.sop).ok_or_else(|| {
        Problem::because(
            Kind::WrongState,
            "Tidak ada yang perlu diperbaiki pada permohonan ini sekarang.",
            "Nothing in this application waits for a correction now.",
        )
    })?;
    let command = corrected(&caller, &own, step, &correction).await?;
    change(&caller, own, key, command).await
}

/// Gives up an application.
#[utoipa::path(post, operation_id = "withdrawApplication", path = "/applications/{case}/withdrawal", tag = "applications", request_body = Withdrawal,
    params(("case" = i64, Path, description = "The application's id."), KeyHeader), responses((status = 200, body = Application), Changing))]
pub async fn withdraw(
    caller: Caller,
    Path(case): Path<i64>,
    key: Key,
    Body(withdrawal): Body<Withdrawal>,
) -> Result<Json<Application>, Problem> {
    let own = Own::open(&caller, case, "withdrawal").await?;
    let reason = super::filing::bounded("reason", &withdrawal.reason)?;
    change(&caller, own, key, Command::Withdraw { reason }).await
}

/// Hands in what a duty asks for.
#[utoipa::path(post, operation_id = "fulfilDuty", path = "/applications/{case}/duties/{duty}", tag = "applications", request_body = Fulfilment,
    params(("case" = i64, Path, description = "The application's id."), ("duty" = String, Path, description = "The duty's id."), KeyHeader),
    responses((status = 200, body = Application), Changing))]
pub async fn fulfil(
    caller: Caller,
    Path((case, duty)): Path<(i64, String)>,
    key: Key,
    Body(fulfilment): Body<Fulfilment>,
) -> Result<Json<Application>, Problem> {
    let own = Own::open(&caller, case, "duty").await?;
    let file = match &fulfilment.file {
        None => None,
        Some(sha256) => {
            let sent = uploads::uploaded(&caller.visit, &caller.account, sha256).await?;
            Some(sent.ok_or_else(|| Problem::invalid(vec![uploads::not_sent("file")]))?)
        }
    };
    change(&caller, own, key, Command::FulfilDuty { duty, file }).await
}

/// Carries out a change and gives the application as it stands then.
pub(super) async fn change(
    caller: &Caller,
    own: Own,
    key: Key,
    command: Command,
) -> Result<Json<Application>, Problem> {
    let Caller { visit, account } = caller;
    let ask = Ask { request_id: key.0, case: Some(own.id), actor: account.actor(), command };
    match visit.app.execute(&visit.desk, ask).await {
        Ok(done) => Ok(Json(load(visit, done.case).await?.shape(visit))),
        Err(failed) => Err(Problem::of(visit, failed)),
    }
}

/// A document of one's own application.
#[utoipa::path(get, operation_id = "getApplicationFile", path = "/applications/{case}/files/{requirement}", tag = "applications",
    params(("case" = i64, Path, description = "The application's id."), ("requirement" = String, Path, description = "The requirement's id.")),
    responses((status = 200, description = "The document.", content_type = "application/octet-stream", body = String), Reading))]
pub async fn file(caller: Caller, Path((case, requirement)): Path<(i64, String)>) -> Result<Response, Problem> {
    let own = Own::open(&caller, case, "file").await?;
    let file = own.case.files.get(&casework::sop::RequirementId(requirement));
    uploads::download(&caller.visit, file.ok_or_else(|| Problem::new(Kind::NotFound))?).await
}

/// The letters of one's own application.
#[utoipa::path(get, operation_id = "listLetters", path = "/applications/{case}/letters", tag = "applications", params(("case" = i64, Path, description = "The application's id.")),
    responses((status = 200, body = Vec<LetterShape>), Reading))]
pub async fn own_letters(caller: Caller, Path(case): Path<i64>) -> Result<Json<Vec<LetterShape>>, Problem> {
    let own = Own::open(&caller, case, "letters").await?;
    Ok(Json(letters(&own.case, &own.sop, false)))
}

/// A letter of one's own application as PDF.
#[utoipa::path(get, operation_id = "getLetter", path = "/applications/{case}/letters/{letter}/pdf", tag = "applications",
    params(("case" = i64, Path, description = "The application's id."), ("letter" = usize, Path, description = "The letter's place, from 1.")),
    responses((status = 200, description = "The letter.", content_type = "application/pdf", body = String), Reading))]
pub async fn pdf(caller: Caller, Path((case, letter)): Path<(i64, usize)>) -> Result<Response, Problem> {
    let own = Own::open(&caller, case, "letter").await?;
    let found = letter.checked_sub(1).and_then(|at| own.case.letters.get(at));
    let found = found.filter(|letter| super::case_shapes::is_for_applicant(letter));
    super::letter_pdf(&caller.visit, found.map(|letter| letter.number.as_str())).await
}
