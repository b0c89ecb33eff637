//! What a changed calendar and the daily look read of open cases, and what they write: by pages, so that other work goes on
//! between them.

use casework::case::CaseId;
use casework::clock::Clocks;
use casework::sop::{BundleId, ServiceId, StepId};
use jiff::Timestamp;
use store::{Row, Statement, StoreError, Value};

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

/// How many rows get the same day in one statement: what a statement costs is its message and its start, not its row.
const AT_ONCE: usize = 16;

/// Writes the days of cases anew that have the same ones, except of those that somebody has changed meanwhile: theirs are
/// already counted by the calendar in force.
pub fn recounted(office: &str, cases: &[&OpenCase], due: Option<&str>, limit: Option<&str>) -> Vec<Statement> {
    let sql = "update case_row set due = $2, limit_day = $3 where office = $1 and (
             id = $4 and version = $5 or id = $6 and version = $7 or id = $8 and version = $9
             or id = $10 and version = $11 or id = $12 and version = $13 or id = $14 and version = $15
             or id = $16 and version = $17 or id = $18 and version = $19 or id = $20 and version = $21
             or id = $22 and version = $23 or id = $24 and version = $25 or id = $26 and version = $27
             or id = $28 and version = $29 or id = $30 and version = $31 or id = $32 and version = $33
             or id = $34 and version = $35)";
    let row = |case: &&OpenCase| [case.id.0.into(), case.version.into()];
    let head = vec![office.into(), due.into(), limit.into()];
    cases.chunks(AT_ONCE).map(|some| Statement::new(sql, filled(head.clone(), some, row))).collect()
}

/// The parameters of a statement for [`AT_ONCE`] rows. Where there are fewer, the last one stands for the rest.
fn filled<T, const N: usize>(mut params: Vec<Value>, some: &[T], row: impl Fn(&T) -> [Value; N]) -> Vec<Value> {
    let rest = some.last().into_iter().cycle();
    params.extend(some.iter().chain(rest).take(AT_ONCE).flat_map(row));
    params
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

/// Writes the last day of steps anew that have the same one, except of those that were left and begun again meanwhile.
pub fn retimed(office: &str, tasks: &[&OpenTask], due: &str) -> Vec<Statement> {
    let sql = "update task set due = $2 where office = $1 and (
             case_id = $3 and step = $4 and visit = $5 or case_id = $6 and step = $7 and visit = $8
             or case_id = $9 and step = $10 and visit = $11 or case_id = $12 and step = $13 and visit = $14
             or case_id = $15 and step = $16 and visit = $17 or case_id = $18 and step = $19 and visit = $20
             or case_id = $21 and step = $22 and visit = $23 or case_id = $24 and step = $25 and visit = $26
             or case_id = $27 and step = $28 and visit = $29 or case_id = $30 and step = $31 and visit = $32
             or case_id = $33 and step = $34 and visit = $35 or case_id = $36 and step = $37 and visit = $38
             or case_id = $39 and step = $40 and visit = $41 or case_id = $42 and step = $43 and visit = $44
             or case_id = $45 and step = $46 and visit = $47 or case_id = $48 and step = $49 and visit = $50)";
    let row = |task: &&OpenTask| [task.case.0.into(), task.step.0.as_str().into(), task.visit.into()];
    tasks.chunks(AT_ONCE).map(|some| Statement::new(sql, filled(vec![office.into(), due.into()], some, row))).collect()
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
