//! What the slice writes and reads of changes.

use casework::office::calendar::CalendarChange;
use jiff::Timestamp;
use store::{Db, Row, Statement, StoreError};

use crate::app::Desk;

/// A change as it is kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The calendar's version that it made.
    pub version: u32,
    /// When it was decided.
    pub at: Timestamp,
    /// Whose account; none where the office's file or the program's table changed.
    pub account: Option<i64>,
    /// The name at that time.
    pub name: String,
    /// The change.
    pub change: CalendarChange,
    /// Why.
    pub reason: String,
    /// The decree that it rests on.
    pub basis: String,
}

/// Every change of an office, oldest first.
pub async fn changes(db: &Db, office: &str) -> Result<Vec<Kept>, StoreError> {
    let rows = db
        .query(
            "select version, at_us, account, name, change, reason, basis from calendar_change
             where office = $1 order by version",
            vec![office.into()],
        )
        .await?;
    rows.iter().map(kept).collect()
}

fn kept(row: &Row) -> Result<Kept, StoreError> {
    let unreadable = |error: String| StoreError::other(format!("a change of the calendar cannot be read: {error}"));
    Ok(Kept {
        version: u32::try_from(row.int(0)).map_err(|error| unreadable(error.to_string()))?,
        at: Timestamp::from_microsecond(row.int(1)).map_err(|error| unreadable(error.to_string()))?,
        account: row.opt_int(2),
        name: row.text(3).to_owned(),
        change: serde_json::from_str(row.text(4)).map_err(|error| unreadable(error.to_string()))?,
        reason: row.text(5).to_owned(),
        basis: row.text(6).to_owned(),
    })
}

/// The newest version of an office's calendar; 0 where no change is kept yet.
pub async fn newest(desk: &Desk) -> Result<u32, StoreError> {
    let sql = "select coalesce(max(version), 0) from calendar_change where office = $1";
    let rows = desk.query(sql, vec![desk.id.as_str().into()]).await?;
    Ok(rows.first().and_then(|row| u32::try_from(row.int(0)).ok()).unwrap_or(0))
}

/// The version that a request has made already.
pub async fn made_by(desk: &Desk, request: &str) -> Result<Option<u32>, StoreError> {
    let sql = "select version from calendar_change where office = $1 and request = $2";
    let rows = desk.query(sql, vec![desk.id.as_str().into(), request.into()]).await?;
    Ok(rows.first().and_then(|row| u32::try_from(row.int(0)).ok()))
}

/// Keeps a change; it fails where another one has the version, or the request has acted already.
pub fn insert(office: &str, kept: &Kept, request: &str) -> Result<Statement, StoreError> {
    let change = serde_json::to_string(&kept.change)
        .map_err(|error| StoreError::other(format!("a change of the calendar cannot be written: {error}")))?;
    let sql = "insert into calendar_change (office, version, at_us, account, name, change, reason, basis, request)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let params = vec![
        office.into(),
        i64::from(kept.version).into(),
        kept.at.as_microsecond().into(),
        kept.account.into(),
        kept.name.as_str().into(),
        change.into(),
        kept.reason.as_str().into(),
        kept.basis.as_str().into(),
        request.into(),
    ];
    Ok(Statement::new(sql, params))
}
