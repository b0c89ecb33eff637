//! What the supervisor's board counts: open work by where it lies, in one statement over the open tasks, and open cases by
//! how they stand against their promise, in one for each service. What has ended has no part in either.

use jiff::civil::Date;
use store::{Row, Statement, StoreError};

use crate::app::Desk;
use crate::cases::projection::NO_DAY;

/// Open tasks of one step with one holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heap {
    /// The service.
    pub service: String,
    /// The step.
    pub step: String,
    /// The role that does it; `pemohon` where it waits for applicants.
    pub role: String,
    /// The officer who has taken them: account and name.
    pub officer: Option<(i64, String)>,
    /// How many.
    pub open: i64,
    /// How many of them are over their due day.
    pub late: i64,
    /// The earliest due day among them.
    pub oldest: Option<Date>,
}

/// Open cases of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenCases {
    /// The service.
    pub service: String,
    /// How many are open.
    pub open: i64,
    /// How many of them are over the promised day.
    pub late: i64,
    /// How many stand still, because somebody else than the office is awaited.
    pub paused: i64,
}

/// Where the open work lies, the latest first.
///
/// # Errors
/// The database does not answer.
pub async fn heaps(desk: &Desk, today: Date) -> Result<Vec<Heap>, StoreError> {
    let rows = desk
        .query(
            "select service, step, role, officer, officer_name, count(*), count(case when due < $2 then 1 end), min(due)
             from task where office = $1 group by service, step, role, officer, officer_name
             order by 7 desc, 6 desc, service, step",
            vec![desk.id.as_str().into(), today.to_string().into()],
        )
        .await?;
    let heap = |row: &Row| Heap {
        service: row.text(0).to_owned(),
        step: row.text(1).to_owned(),
        role: row.text(2).to_owned(),
        officer: row.opt_int(3).map(|officer| (officer, row.opt_text(4).unwrap_or_default().to_owned())),
        open: row.int(5),
        late: row.int(6),
        oldest: row.opt_text(7).filter(|day| *day != NO_DAY).and_then(|day| day.parse().ok()),
    };
    Ok(rows.iter().map(heap).collect())
}

/// How open cases stand against their promise, one statement for each of these services: so each reads the stretch of the
/// register's index that has its open cases, and nothing of those that have ended.
///
/// # Errors
/// The database does not answer.
pub async fn open_cases_of(desk: &Desk, services: &[String], today: Date) -> Result<Vec<OpenCases>, StoreError> {
    let statement = |service: &String| {
        Statement::new(
            "select count(*), count(case when due < $3 then 1 end), count(case when due is null then 1 end)
             from case_row where office = $1 and service = $2 and state = 'open'",
            vec![desk.id.as_str().into(), service.as_str().into(), today.to_string().into()],
        )
    };
    let answers = desk.snapshot(services.iter().map(statement).collect()).await?;
    let counted = services.iter().zip(&answers).filter_map(|(service, rows)| {
        let row = rows.first().filter(|row| row.int(0) > 0)?;
        Some(OpenCases { service: service.clone(), open: row.int(0), late: row.int(1), paused: row.int(2) })
    });
    Ok(counted.collect())
}
