//! What a changed calendar and the daily look read of open cases, and what they write: by pages, so that other work goes on
//! between them.

use casework::case::CaseId;
use casework::clock::Clocks;
use casework::sop::{BundleId, ServiceId, StepId};
use jiff::Timestamp;
use store::{Row, Statement, StoreError};

use crate::app::Desk;

/// How many rows are looked at between two writes.
const PAGE: i64 = 1_000;

/// An open case with what its days are derived from.
pub struct OpenCase {
    /// The case.
    pub id: CaseId,
    /// When it was filed: with the id the place in the list.
    pub submitted_us: i64,
    /// How often it had changed when this was read.
    pub version: i64,
    /// The promised day as the row has it.
    pub due: Option<String>,
    /// The last day by law as the row has it.
    pub limit: Option<String>,
    /// What both are derived from; nothing in a row from before this was kept.
    pub clocks: Option<Clocks>,
}

/// The open cases after a place, in the order of their submission.
pub async fn open_cases(desk: &Desk, after: (i64, CaseId)) -> Result<Vec<OpenCase>, StoreError> {
    let rows = desk
        .query(
            "select id, submitted_us, version, due, limit_day, clock from case_row
             where office = $1 and state = 'open' and (submitted_us, id) > ($2, $3)
             order by submitted_us, id limit $4",
            vec![desk.id.as_str().into(), after.0.into(), after.1.0.into(), PAGE.into()],
        )
        .await?;
    let open = |row: &Row| OpenCase {
        id: CaseId(row.int(0)),
        submitted_us: row.int(1),
        version: row.int(2),
        due: row.opt_text(3).map(str::to_owned),
        limit: row.opt_text(4).map(str::to_owned),
        clocks: row.opt_text(5).and_then(|text| serde_json::from_str(text).ok()),
    };
    Ok(rows.iter().map(open).collect())
}

/// Writes the days of a case anew, unless somebody has changed it meanwhile: then these are already counted by the calendar
/// in force.
pub fn recounted(office: &str, case: &OpenCase, due: Option<&str>, limit: Option<&str>) -> Statement {
    Statement::new(
        "update case_row set due = $4, limit_day = $5 where office = $1 and id = $2 and version = $3",
        vec![office.into(), case.id.0.into(), case.version.into(), due.into(), limit.into()],
    )
}

/// An open step.
pub struct OpenTask {
    /// The case.
    pub case: CaseId,
    /// The step.
    pub step: StepId,
    /// Which visit of it.
    pub visit: i64,
    /// Since when it is open.
    pub since: Timestamp,
    /// Its last day as the row has it.
    pub due: String,
    /// The SOP that it belongs to.
    pub bundle: BundleId,
}

/// The open steps after a place, in the order of cases and steps.
pub async fn open_tasks(desk: &Desk, after: &(CaseId, StepId)) -> Result<Vec<OpenTask>, StoreError> {
    let rows = desk
        .query(
            "select t.case_id, t.step, t.visit, t.since_us, t.due, t.service, c.service_version
             from task t join case_row c on c.office = t.office and c.id = t.case_id
             where t.office = $1 and (t.case_id, t.step) > ($2, $3) order by t.case_id, t.step limit $4",
            vec![desk.id.as_str().into(), after.0.0.into(), after.1.0.as_str().into(), PAGE.into()],
        )
        .await?;
    let open = |row: &Row| OpenTask {
        case: CaseId(row.int(0)),
        step: StepId(row.text(1).to_owned()),
        visit: row.int(2),
        since: Timestamp::from_microsecond(row.int(3)).unwrap_or(Timestamp::UNIX_EPOCH),
        due: row.text(4).to_owned(),
        bundle: BundleId {
            service: ServiceId(row.text(5).to_owned()),
            version: u32::try_from(row.int(6)).unwrap_or(0),
        },
    };
    Ok(rows.iter().map(open).collect())
}

/// Writes the last day of a step anew, unless it was left and begun again meanwhile.
pub fn retimed(office: &str, task: &OpenTask, due: &str) -> Statement {
    Statement::new(
        "update task set due = $5 where office = $1 and case_id = $2 and step = $3 and visit = $4",
        vec![office.into(), task.case.0.into(), task.step.0.as_str().into(), task.visit.into(), due.into()],
    )
}

/// The open cases after a case whose last day by law comes until a day, or has passed.
pub async fn near_limit(desk: &Desk, until: jiff::civil::Date, after: CaseId) -> Result<Vec<CaseId>, StoreError> {
    let rows = desk
        .query(
            "select id from case_row where office = $1 and state = 'open' and limit_day <= $2 and id > $3
             order by id limit $4",
            vec![desk.id.as_str().into(), until.to_string().into(), after.0.into(), PAGE.into()],
        )
        .await?;
    Ok(rows.iter().map(|row| CaseId(row.int(0))).collect())
}

/// How much waits for an officer, or for a role where nobody has taken it.
pub struct Waiting {
    /// The role.
    pub role: String,
    /// The officer who has taken it.
    pub officer: Option<i64>,
    /// How many steps are to be done until a day, or whose case is promised until then.
    pub near: i64,
    /// How many of these are late by now.
    pub late: i64,
}

/// What is due until a day, by who has it. One statement over the open work, whatever there is besides.
pub async fn due_until(
    desk: &Desk,
    until: jiff::civil::Date,
    today: jiff::civil::Date,
) -> Result<Vec<Waiting>, StoreError> {
    let rows = desk
        .query(
            "select t.role, t.officer, count(*), count(case when t.due < $3 or c.due < $3 then 1 end)
             from task t join case_row c on c.office = t.office and c.id = t.case_id
             where t.office = $1 and t.role <> 'pemohon' and (t.due <= $2 or c.due <= $2)
             group by t.role, t.officer order by t.role, t.officer",
            vec![desk.id.as_str().into(), until.to_string().into(), today.to_string().into()],
        )
        .await?;
    let waiting = |row: &Row| Waiting {
        role: row.text(0).to_owned(),
        officer: row.opt_int(1),
        near: row.int(2),
        late: row.int(3),
    };
    Ok(rows.iter().map(waiting).collect())
}
