//! What the slice reads and writes of drafts.

use jiff::Timestamp;
use store::{Row, Statement, StoreError};

use super::draft::Draft;
use crate::app::Desk;
use casework::case::CaseId;
use casework::sop::ServiceId;

fn draft(row: &Row) -> Result<Draft, StoreError> {
    let unreadable =
        |error: serde_json::Error| StoreError::other(format!("draft {} cannot be read: {error}", row.int(0)));
    Ok(Draft {
        id: row.int(0),
        account: row.int(1),
        counter: row.int(2) != 0,
        applicant: row.opt_text(3).map(str::to_owned),
        service: ServiceId(row.text(4).to_owned()),
        version: u32::try_from(row.int(5)).unwrap_or_default(),
        typed: serde_json::from_str(row.text(6)).map_err(unreadable)?,
        files: serde_json::from_str(row.text(7)).map_err(unreadable)?,
        case: row.opt_int(8).map(CaseId),
        revision: row.int(9),
        updated_us: row.int(10),
    })
}

/// The draft with a number.
pub async fn by_id(desk: &Desk, id: i64) -> Result<Option<Draft>, StoreError> {
    let rows = desk
        .query(
            "select id, account, counter, applicant, service, version, typed, files, case_id, revision, updated_us
             from draft where office = $1 and id = $2",
            vec![desk.id.as_str().into(), id.into()],
        )
        .await?;
    rows.first().map(draft).transpose()
}

/// An account's open drafts, the one last worked on first: its own, or those that it writes at the counter.
pub async fn open_of(desk: &Desk, account: i64, counter: bool) -> Result<Vec<Draft>, StoreError> {
    let rows = desk
        .query(
            "select id, account, counter, applicant, service, version, typed, files, case_id, revision, updated_us
             from draft where office = $1 and account = $2 and counter = $3 and case_id is null
             order by updated_us desc, id limit 50",
            vec![desk.id.as_str().into(), account.into(), counter.into()],
        )
        .await?;
    rows.iter().map(draft).collect()
}

/// A new draft.
pub fn insert(office: &str, draft: &Draft, now: Timestamp) -> Statement {
    Statement::new(
        "insert into draft (office, id, account, counter, applicant, service, version, typed, files, case_id, revision,
                            created_us, updated_us)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, 1, $10, $10)",
        vec![
            office.into(),
            draft.id.into(),
            draft.account.into(),
            draft.counter.into(),
            draft.applicant.as_deref().into(),
            draft.service.0.as_str().into(),
            i64::from(draft.version).into(),
            json(&draft.typed).into(),
            json(&draft.files).into(),
            now.as_microsecond().into(),
        ],
    )
}

/// Keeps a changed draft, if nobody changed or sent it meanwhile; gives no row otherwise.
pub fn save(office: &str, draft: &Draft, now: Timestamp) -> Statement {
    Statement::new(
        "update draft set version = $4, typed = $5, files = $6, revision = revision + 1, updated_us = $7
         where office = $1 and id = $2 and revision = $3 and case_id is null returning revision",
        vec![
            office.into(),
            draft.id.into(),
            draft.revision.into(),
            i64::from(draft.version).into(),
            json(&draft.typed).into(),
            json(&draft.files).into(),
            now.as_microsecond().into(),
        ],
    )
}

/// A draft became a case: what was typed stands in the case from now on and nowhere else.
pub fn sent(office: &str, id: i64, case: CaseId, now: Timestamp) -> Statement {
    Statement::new(
        "update draft set case_id = $3, applicant = null, typed = '{}', files = '{}', revision = revision + 1, updated_us = $4
         where office = $1 and id = $2",
        vec![office.into(), id.into(), case.0.into(), now.as_microsecond().into()],
    )
}

/// Throws an open draft away.
pub fn delete(office: &str, id: i64) -> Statement {
    Statement::new(
        "delete from draft where office = $1 and id = $2 and case_id is null",
        vec![office.into(), id.into()],
    )
}

/// Texts and file references always have a JSON form.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// Keeps the code by which an applicant proves that a case is theirs; an older one is worth nothing any more.
pub fn put_case_code(office: &str, case: CaseId, code: &[u8], expires_us: i64) -> Statement {
    Statement::new(
        "insert into case_code (office, case_id, code, tries, expires_us) values ($1, $2, $3, 0, $4)
         on conflict (office, case_id) do update set code = excluded.code, tries = 0, expires_us = excluded.expires_us",
        vec![office.into(), case.0.into(), code.into(), expires_us.into()],
    )
}

/// The code of a case, how often it was tried, and until when it lives.
pub async fn case_code(desk: &Desk, case: CaseId) -> Result<Option<(Vec<u8>, i64, i64)>, StoreError> {
    let rows = desk
        .query(
            "select code, tries, expires_us from case_code where office = $1 and case_id = $2",
            vec![desk.id.as_str().into(), case.0.into()],
        )
        .await?;
    Ok(rows.first().map(|row| (row.bytes(0).to_vec(), row.int(1), row.int(2))))
}

/// Counts a wrong try.
pub fn count_case_try(office: &str, case: CaseId) -> Statement {
    Statement::new(
        "update case_code set tries = tries + 1 where office = $1 and case_id = $2",
        vec![office.into(), case.0.into()],
    )
}

/// A code is used up.
pub fn delete_case_code(office: &str, case: CaseId) -> Statement {
    Statement::new("delete from case_code where office = $1 and case_id = $2", vec![office.into(), case.0.into()])
}
