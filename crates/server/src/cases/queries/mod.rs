//! What the slice reads of cases and tasks.

use casework::case::CaseId;
use jiff::civil::Date;
use store::{Row, StoreError};

use crate::app::Desk;

mod access;
mod board;
pub(super) mod clocks;
mod filters;
mod inbox;
mod notes;
mod register;

pub use access::{Access, insert_access, looks, refused_looks};
pub use board::{Heap, OpenCases, heaps, open_cases_of};
pub use filters::{
    ReasonText, SavedFilter, delete_filter, delete_reason, filters, own_reasons, put_reason, reason_texts, save_filter,
};
pub use inbox::{Inbox, InboxFilter, InboxKey, InboxPage, Reader, TaskRow, inbox, neighbours, taken_by, tasks};
pub use notes::{Note, has_seen, insert_note, notes};
pub use register::{RegisterFilter, RegisterKey, register};

/// A case as lists show it.
#[derive(Clone, Debug)]
pub struct CaseRow {
    /// Its id.
    pub id: CaseId,
    /// The registration number.
    pub number: String,
    /// The tracking code.
    pub tracking: String,
    /// The service.
    pub service: String,
    /// The revision of its SOP.
    pub service_version: i64,
    /// The account that owns it; none where it was filed at the counter for somebody without one.
    pub account: Option<i64>,
    /// The applicant's name.
    pub applicant: String,
    /// When it was filed, in microseconds since 1970.
    pub submitted_us: i64,
    /// When it last changed.
    pub updated_us: i64,
    /// The promised day; none while the clock stands still.
    pub due: Option<Date>,
    /// Who holds it, as `Holder::code` writes it; empty when it has ended.
    pub holder: String,
    /// `open`, `granted`, `rejected` or `closed`.
    pub state: String,
    /// The version of the calendar by which an ended case is judged.
    pub calendar: Option<i64>,
}

fn case_row(row: &Row) -> CaseRow {
    CaseRow {
        id: CaseId(row.int(0)),
        number: row.text(1).to_owned(),
        tracking: row.text(2).to_owned(),
        service: row.text(3).to_owned(),
        service_version: row.int(4),
        account: row.opt_int(5),
        applicant: row.text(6).to_owned(),
        submitted_us: row.int(7),
        updated_us: row.int(8),
        due: row.opt_text(9).and_then(|day| day.parse().ok()),
        holder: row.text(10).to_owned(),
        state: row.text(11).to_owned(),
        calendar: row.opt_int(12),
    }
}

/// The case that a tracking code belongs to; only the whole code finds one (S45).
///
/// # Errors
/// The database does not answer.
pub async fn by_tracking(desk: &Desk, tracking: &str) -> Result<Option<CaseRow>, StoreError> {
    let rows = desk
        .query(
            "select id, number, tracking, service, service_version, account, applicant, submitted_us, updated_us, due, holder, state, calendar
             from case_row where office = $1 and tracking = $2",
            vec![desk.id.as_str().into(), tracking.into()],
        )
        .await?;
    Ok(rows.first().map(case_row))
}

/// The case with an id.
///
/// # Errors
/// The database does not answer.
pub async fn by_id(desk: &Desk, case: CaseId) -> Result<Option<CaseRow>, StoreError> {
    let rows = desk
        .query(
            "select id, number, tracking, service, service_version, account, applicant, submitted_us, updated_us, due, holder, state, calendar
             from case_row where office = $1 and id = $2",
            vec![desk.id.as_str().into(), case.0.into()],
        )
        .await?;
    Ok(rows.first().map(case_row))
}

/// An account's cases, newest first, older than the case `before` where one is given.
///
/// # Errors
/// The database does not answer.
pub async fn of_account(
    desk: &Desk,
    account: i64,
    before: Option<CaseId>,
    most: i64,
) -> Result<Vec<CaseRow>, StoreError> {
    let before = before.map_or(i64::MAX, |case| case.0);
    let rows = desk
        .query(
            "select id, number, tracking, service, service_version, account, applicant, submitted_us, updated_us, due, holder, state, calendar
             from case_row where office = $1 and account = $2 and id < $3 order by id desc limit $4",
            vec![desk.id.as_str().into(), account.into(), before.into(), most.into()],
        )
        .await?;
    Ok(rows.iter().map(case_row).collect())
}

/// Decided cases that took the same number of working days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The service.
    pub service: String,
    /// Working days that the office took.
    pub days: i64,
    /// How many cases.
    pub finished: i64,
    /// How many of them within their promise.
    pub on_time: i64,
}

/// The cases decided since a day, by service and by the working days they took, the quickest first. Read from counts by
/// day, so the cost grows with the days asked for and not with the cases.
///
/// # Errors
/// The database does not answer.
pub async fn decided_since(desk: &Desk, day: Date) -> Result<Vec<Decided>, StoreError> {
    let rows = desk
        .query(
            "select service, days, cast(sum(finished) as bigint), cast(sum(on_time) as bigint) from case_count
             where office = $1 and day >= $2 group by service, days order by service, days",
            vec![desk.id.as_str().into(), day.to_string().into()],
        )
        .await?;
    let decided = |row: &Row| Decided {
        service: row.text(0).to_owned(),
        days: row.int(1),
        finished: row.int(2),
        on_time: row.int(3),
    };
    Ok(rows.iter().map(decided).collect())
}
