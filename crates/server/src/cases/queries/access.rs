//! Who opened whose case, and who was refused.

use casework::case::CaseId;
use jiff::Timestamp;
use store::{Row, Statement, StoreError};

use crate::app::Desk;

/// One look at a case.
#[derive(Clone, Debug)]
pub struct Access<'a> {
    /// The case; 0 for the register as a whole.
    pub case: CaseId,
    /// Who looked.
    pub account: Option<i64>,
    /// At what: `case`, `file`, `numbers` or `register`.
    pub what: &'a str,
    /// Why, or at which file.
    pub detail: Option<&'a str>,
    /// Whether it was shown.
    pub allowed: bool,
}

/// Keeps a look for the applicant's right to know (UU 27/2022 art. 32).
pub fn insert_access(office: &str, access: &Access<'_>, at: Timestamp) -> Statement {
    Statement::new(
        "insert into access_log (office, id, case_id, account, what, detail, allowed, at_us)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        vec![
            office.into(),
            i64::from_ne_bytes(rand::random::<[u8; 8]>()).saturating_abs().into(),
            access.case.0.into(),
            access.account.into(),
            access.what.into(),
            access.detail.into(),
            access.allowed.into(),
            at.as_microsecond().into(),
        ],
    )
}

/// A look as it was kept.
pub struct LookRow {
    /// When.
    pub at: Timestamp,
    /// Who looked.
    pub account: Option<i64>,
    /// At what.
    pub what: String,
    /// Why, or at which file.
    pub detail: Option<String>,
    /// Whether it was shown.
    pub allowed: bool,
}

/// The looks at a case, newest first, so many at most.
///
/// # Errors
/// The database does not answer.
pub async fn looks(desk: &Desk, case: CaseId, most: usize) -> Result<Vec<LookRow>, StoreError> {
    let rows = desk
        .query(
            "select at_us, account, what, detail, allowed from access_log where office = $1 and case_id = $2
             order by at_us desc, id limit $3",
            vec![desk.id.as_str().into(), case.0.into(), i64::try_from(most).unwrap_or(i64::MAX).into()],
        )
        .await?;
    Ok(rows.iter().map(look).collect())
}

/// The looks at a case that were refused, newest first, so many at most (S05).
///
/// # Errors
/// The database does not answer.
pub async fn refused_looks(desk: &Desk, case: CaseId, most: usize) -> Result<Vec<LookRow>, StoreError> {
    let rows = desk
        .query(
            "select at_us, account, what, detail, allowed from access_log where office = $1 and case_id = $2 and allowed = 0
             order by at_us desc, id limit $3",
            vec![desk.id.as_str().into(), case.0.into(), i64::try_from(most).unwrap_or(i64::MAX).into()],
        )
        .await?;
    Ok(rows.iter().map(look).collect())
}

fn look(row: &Row) -> LookRow {
    LookRow {
        at: Timestamp::from_microsecond(row.int(0)).unwrap_or(Timestamp::UNIX_EPOCH),
        account: row.opt_int(1),
        what: row.text(2).to_owned(),
        detail: row.opt_text(3).map(str::to_owned),
        allowed: row.int(4) != 0,
    }
}
