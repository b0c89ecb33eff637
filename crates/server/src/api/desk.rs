//! What officers do with a case besides its steps: internal notes, handing work over, reminding; and the supervisor's board.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use casework::case::{Command, OfficerId};
use casework::form::Fault;
use casework::sop::StepId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::applications::load;
use super::case_view::{CaseShape, view};
use super::cases::open;
use super::document::{Changing, Reading};
use super::extract::{Body, Caller, Key, KeyHeader, Officer};
use super::filing::bounded;
use super::problem::{Kind, Problem};
use super::shapes::{OfficerShape, moment};
use crate::app::Ask;
use crate::cases::{self, Note};
use crate::people;

/// What officers have written to each other about a case. Its applicant never reads it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Note)]
pub struct NoteShape {
    /// Who wrote it.
    author: OfficerShape,
    /// The agency that alone reads it; null where every agency with a part in the case does.
    #[schema(example = "dpmptsp")]
    only: Option<String>,
    /// The text.
    text: String,
    /// When.
    #[schema(format = DateTime)]
    at: String,
}

/// A note to be written.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNote {
    /// The text.
    #[schema(min_length = 1, max_length = 2000, example = "Pemohon ditelepon, berkas dikirim Jumat.")]
    text: String,
    /// Whether every agency with a part in the case reads it; else the writer's own agency alone.
    #[serde(default)]
    #[schema(required = false, default = false)]
    everybody: bool,
}

/// To whom a step is handed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandingOver {
    /// The colleague's account.
    #[schema(example = 105)]
    officer: i64,
    /// Why.
    #[schema(max_length = 300, example = "Cuti sampai Jumat")]
    reason: String,
}

/// Open tasks of one step with one holder.
#[derive(Debug, Serialize, ToSchema)]
pub struct BoardTasks {
    /// The service.
    service: String,
    /// The step.
    step: String,
    /// The role that does it; `pemohon` is the applicant.
    role: String,
    /// The officer who has taken them; null while they are free.
    officer: Option<OfficerShape>,
    /// How many.
    open: i64,
    /// How many of them are over their due day.
    late: i64,
    /// The earliest due day among them.
    #[schema(format = Date)]
    oldest: Option<String>,
}

/// Open cases of a service against their promise.
#[derive(Debug, Serialize, ToSchema)]
pub struct BoardCases {
    /// The service.
    service: String,
    /// How many are open.
    open: i64,
    /// How many of them are over the promised day.
    late: i64,
    /// How many stand still, because somebody else than the office is awaited.
    paused: i64,
}

/// What is late, where, and with whom.
#[derive(Debug, Serialize, ToSchema)]
pub struct Board {
    /// Open tasks by step and holder.
    tasks: Vec<BoardTasks>,
    /// Open cases by service; empty for supervisors of other agencies than the office itself.
    cases: Vec<BoardCases>,
}

fn shape(note: &Note, caller: &Caller) -> NoteShape {
    let author = OfficerId::new(note.account, note.author.clone());
    NoteShape {
        author: OfficerShape::from(&author),
        only: Some(note.audience.clone()).filter(|audience| !audience.is_empty()),
        text: note.text.clone(),
        at: moment(note.at, caller.visit.desk.office().calendar.zone()),
    }
}

/// The internal notes on a case that the officer's agency may read, oldest first.
#[utoipa::path(get, operation_id = "listNotes", path = "/cases/{case}/notes", tag = "cases", params(("case" = i64, Path, description = "The case's id.")),
    responses((status = 200, body = Vec<NoteShape>), Reading))]
pub async fn list_notes(Officer(caller): Officer, Path(case): Path<i64>) -> Result<Json<Vec<NoteShape>>, Problem> {
    let own = open(&caller, case, "case", None).await?;
    let agency = cases::reader(&caller.account).agency;
    let notes = cases::notes(&caller.visit.desk, own.id, agency).await;
    let notes = notes.map_err(|error| Problem::store(&caller.visit, &error))?;
    Ok(Json(notes.iter().map(|note| shape(note, &caller)).collect()))
}

/// Writes an internal note. It is never changed, and neither the applicant nor anybody outside reads it.
#[utoipa::path(post, operation_id = "writeNote", path = "/cases/{case}/notes", tag = "cases", request_body = NewNote,
    params(("case" = i64, Path, description = "The case's id."), KeyHeader), responses((status = 201, body = NoteShape), Changing))]
pub async fn write_note(
    Officer(caller): Officer,
    Path(case): Path<i64>,
    key: Key,
    Body(new): Body<NewNote>,
) -> Result<Response, Problem> {
    let own = open(&caller, case, "case", None).await?;
    if let Some(message) = cases::note_fault(&new.text) {
        return Err(Problem::invalid(vec![Fault { field: "text".to_owned(), message }]));
    }
    let (visit, account) = (&caller.visit, &caller.account);
    let what = (key.0.as_str(), new.text.as_str());
    let note = cases::write_note(&visit.desk, (account, own.id), what, new.everybody, visit.app.now()).await;
    let note = note.map_err(|error| Problem::store(visit, &error))?;
    Ok((StatusCode::CREATED, Json(shape(&note, &caller))).into_response())
}

/// Hands an open step to a colleague who holds its role: its holder does it, a superior, or anybody of the role while it is
/// free.
#[utoipa::path(post, operation_id = "handOverStep", path = "/cases/{case}/steps/{step}/handover", tag = "cases", request_body = HandingOver,
    params(("case" = i64, Path, description = "The case's id."), ("step" = String, Path, description = "The step's id."), KeyHeader),
    responses((status = 200, body = CaseShape), Changing))]
pub async fn hand_over(
    Officer(caller): Officer,
    Path((case, step)): Path<(i64, String)>,
    key: Key,
    Body(new): Body<HandingOver>,
) -> Result<Json<CaseShape>, Problem> {
    let own = open(&caller, case, "claim", None).await?;
    let reason = bounded("reason", &new.reason)?;
    let found = people::by_id(&caller.visit.desk, new.officer).await;
    let found = found.map_err(|error| Problem::store(&caller.visit, &error))?;
    // Somebody who is no officer holds no role: the engine says so in the same words.
    let (to, roles) = match found {
        Some(person) => (person.officer_id(), person.roles().to_vec()),
        None => (OfficerId::new(new.officer, new.officer.to_string()), Vec::new()),
    };
    let command = Command::HandOver { step: StepId(step), to, roles, reason };
    change(&caller, own.id, key, command).await
}

/// Reminds whoever has an open step, at most once a day: applicants by the office itself, officers by their superiors.
#[utoipa::path(post, operation_id = "remindOfStep", path = "/cases/{case}/steps/{step}/reminder", tag = "cases",
    params(("case" = i64, Path, description = "The case's id."), ("step" = String, Path, description = "The step's id."), KeyHeader),
    responses((status = 200, body = CaseShape), Changing))]
pub async fn remind(
    Officer(caller): Officer,
    Path((case, step)): Path<(i64, String)>,
    key: Key,
) -> Result<Json<CaseShape>, Problem> {
    let own = open(&caller, case, "claim", None).await?;
    change(&caller, own.id, key, Command::Remind { step: StepId(step) }).await
}

async fn change(
    caller: &Caller,
    case: casework::case::CaseId,
    key: Key,
    command: Command,
) -> Result<Json<CaseShape>, Problem> {
    let (visit, account) = (&caller.visit, &caller.account);
    let ask = Ask { request_id: key.0, case: Some(case), actor: account.actor(), command };
    let done = visit.app.execute(&visit.desk, ask).await.map_err(|failed| Problem::of(visit, failed))?;
    Ok(Json(view(&load(visit, done.case).await?, visit)))
}

/// What is late, where, and with whom: for supervisors. Those of the office itself see everything, others their own agency.
#[utoipa::path(get, operation_id = "getBoard", path = "/board", tag = "tasks", responses((status = 200, body = Board), Reading))]
pub async fn board(Officer(caller): Officer) -> Result<Json<Board>, Problem> {
    let (visit, account) = (&caller.visit, &caller.account);
    let office = visit.desk.office();
    if !cases::has_board(account, &office) {
        return Err(Problem::because(Kind::Forbidden, "Papan ini untuk atasan.", "This board is for supervisors."));
    }
    let today = office.calendar.zone().day(visit.app.now());
    let figures = cases::figures(visit, account, today).await;
    let (heaps, open) = figures.map_err(|error| Problem::store(visit, &error))?;
    let tasks = heaps.into_iter().map(|heap| BoardTasks {
        service: heap.service,
        step: heap.step,
        role: heap.role,
        officer: heap.officer.map(|(account, name)| OfficerShape { account, name, on_behalf_of: None }),
        open: heap.open,
        late: heap.late,
        oldest: heap.oldest.map(|day| day.to_string()),
    });
    let cases = open.into_iter().map(|one| BoardCases {
        service: one.service,
        open: one.open,
        late: one.late,
        paused: one.paused,
    });
    Ok(Json(Board { tasks: tasks.collect(), cases: cases.collect() }))
}
