//! In whose hands work is: withdrawing from a case, handing a step over, and who may do what.

use axum::Json;
use axum::extract::Path;
use casework::case::Command;
use casework::form::Fault;
use casework::lang::Text;
use casework::sop::StepId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::case_view::CaseShape;
use super::cases::open;
use super::document::{Changing, Reading};
use super::extract::{Body, Caller, Key, KeyHeader, Officer};
use super::problem::Problem;
use super::services::task;
use super::shapes::Words;
use super::steps::change;
use crate::people;

/// Why an officer withdraws.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Pemohon adalah ipar saya"}))]
pub struct Recusal {
    /// Why.
    #[schema(min_length = 5, max_length = 500)]
    reason: String,
}

/// Withdraws from a case because of an interest of one's own: steps that one has taken are free again, and the system gives
/// this officer none of the case any more.
#[utoipa::path(post, operation_id = "recuse", path = "/cases/{case}/recusal", tag = "cases",
    params(("case" = i64, Path, description = "The case's id."), KeyHeader),
    responses((status = 200, body = CaseShape), Changing))]
pub async fn recuse(
    Officer(caller): Officer,
    Path(case): Path<i64>,
    key: Key,
    Body(why): Body<Recusal>,
) -> Result<Json<CaseShape>, Problem> {
    let own = open(&caller, case, "recusal", None).await?;
    change(&caller, &own, key, &StepId(String::new()), Command::Recuse { reason: why.reason }).await
}

/// To whom a step is handed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": 117, "reason": "Petugas sebelumnya pindah tugas"}))]
pub struct Assignment {
    /// The officer, by account; null gives the step back to everybody of its role.
    #[serde(default)]
    #[schema(required = false)]
    to: Option<i64>,
    /// Why.
    #[schema(min_length = 5, max_length = 500)]
    reason: String,
}

/// Hands an open step to another officer, as an administrator.
#[utoipa::path(post, operation_id = "assignStep", path = "/cases/{case}/steps/{step}/assignment", tag = "cases",
    params(("case" = i64, Path, description = "The case's id."), ("step" = String, Path, description = "The step's id."), KeyHeader),
    responses((status = 200, body = CaseShape), Changing))]
pub async fn assign(
    Officer(caller): Officer,
    Path((case, step)): Path<(i64, String)>,
    key: Key,
    Body(assignment): Body<Assignment>,
) -> Result<Json<CaseShape>, Problem> {
    let own = open(&caller, case, "assignment", None).await?;
    let visit = &caller.visit;
    let to = match assignment.to {
        None => None,
        Some(id) => {
            let found = people::assignee(&visit.app, &visit.desk, id).await;
            let found = found.map_err(|error| Problem::store(visit, &error))?;
            Some(Box::new(found.ok_or_else(nobody)?))
        }
    };
    let step = StepId(step);
    let command = Command::Reassign { step: step.clone(), to, reason: assignment.reason };
    change(&caller, &own, key, &step, command).await
}

fn nobody() -> Problem {
    let message = Text::new(
        "Petugas ini tidak ada atau sudah berhenti. Sebutkan akun petugas yang bekerja.",
        "There is no such officer, or no more. Name the account of somebody who works here.",
    );
    Problem::invalid(vec![Fault { field: "to".to_owned(), message }])
}

/// A step of a service, and who may take it today.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Authority)]
pub struct AuthorityShape {
    /// The service.
    #[schema(example = "sip-dokter")]
    service: String,
    /// The step.
    #[schema(example = "keputusan")]
    step: String,
    /// What the step is called.
    name: Words,
    /// What kind of work it is.
    #[schema(example = "decide")]
    task: &'static str,
    /// Whether it approves or recommends.
    approves: bool,
    /// The role.
    #[schema(example = "kepala")]
    role: String,
    /// Who may take it.
    officers: Vec<HoldingShape>,
}

/// Somebody who may take a step.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Holding)]
pub struct HoldingShape {
    /// The account.
    account: i64,
    /// The name.
    name: String,
    /// `role`, `lent` (a role for a time) or `mandate`.
    #[schema(example = "mandate")]
    by: &'static str,
    /// The last day, where it has one.
    #[schema(format = Date)]
    until: Option<String>,
    /// For whom, where it is by a mandate.
    on_behalf_of: Option<String>,
}

/// Who may do and approve what.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuthorityList {
    /// The steps, service by service.
    items: Vec<AuthorityShape>,
}

/// Every step of the services in force with the officers who may take it today.
#[utoipa::path(get, operation_id = "listAuthorities", path = "/authorities", tag = "people", responses((status = 200, body = AuthorityList), Reading))]
pub async fn authorities(Officer(Caller { visit, account }): Officer) -> Result<Json<AuthorityList>, Problem> {
    let office = visit.desk.office();
    let today = office.calendar.zone().day(visit.app.now());
    let rows = people::authorities(&visit.desk, today).await.map_err(|error| Problem::store(&visit, &error))?;
    let part = people::services_with_part(&office, &account);
    let seen = |row: &people::Authority| part.as_ref().is_none_or(|services| services.contains(&row.service.0));
    let shape = |row: people::Authority| AuthorityShape {
        approves: row.approves(),
        service: row.service.0,
        step: row.step.0,
        name: Words::from(&row.step_name),
        task: task(row.task),
        role: row.role,
        officers: row.people.into_iter().map(holding).collect(),
    };
    Ok(Json(AuthorityList { items: rows.into_iter().filter(seen).map(shape).collect() }))
}

fn holding(one: people::Holding) -> HoldingShape {
    let by = match (&one.mandate, one.until) {
        (Some(_), _) => "mandate",
        (None, Some(_)) => "lent",
        (None, None) => "role",
    };
    HoldingShape {
        account: one.account,
        name: one.name,
        by,
        until: one.until.map(|day| day.to_string()),
        on_behalf_of: one.mandate.map(|(_, giver)| giver),
    }
}
