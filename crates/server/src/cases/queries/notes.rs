//! What officers write to each other about a case, and how much of a case each of them has seen.

use casework::case::CaseId;
use jiff::Timestamp;
use store::{Row, Statement, StoreError};

use crate::app::Desk;

/// The most notes that one page shows, newest first.
pub const MOST: i64 = 200;

/// An internal note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Who wrote it.
    pub account: i64,
    /// The name as it was then.
    pub author: String,
    /// The roles held then, separated by commas.
    pub roles: String,
    /// The agency that alone reads it; empty for every agency with a part in the case.
    pub audience: String,
    /// The text; line breaks are kept.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// Writes a note; the same request writes it once.
pub fn insert_note(office: &str, request_id: &str, case: CaseId, note: &Note) -> Statement {
    Statement::new(
        "insert into note (office, id, case_id, account, author, roles, audience, text, at_us)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (office, id) do nothing",
        vec![
            office.into(),
            format!("{}/{}/{request_id}", note.account, case.0).into(),
            case.0.into(),
            note.account.into(),
            note.author.as_str().into(),
            note.roles.as_str().into(),
            note.audience.as_str().into(),
            note.text.as_str().into(),
            note.at.as_microsecond().into(),
        ],
    )
}

/// The notes on a case that an officer of an agency reads, oldest first, the newest [`MOST`] of them.
///
/// # Errors
/// The database does not answer.
pub async fn notes(desk: &Desk, case: CaseId, agency: &str) -> Result<Vec<Note>, StoreError> {
    let rows = desk
        .query(
            "select account, author, roles, audience, text, at_us from note
             where office = $1 and case_id = $2 and audience in ('', $3) order by at_us desc, id limit $4",
            vec![desk.id.as_str().into(), case.0.into(), agency.into(), MOST.into()],
        )
        .await?;
    Ok(rows.iter().rev().map(note).collect())
}

fn note(row: &Row) -> Note {
    Note {
        account: row.int(0),
        author: row.text(1).to_owned(),
        roles: row.text(2).to_owned(),
        audience: row.text(3).to_owned(),
        text: row.text(4).to_owned(),
        at: Timestamp::from_microsecond(row.int(5)).unwrap_or(Timestamp::UNIX_EPOCH),
    }
}

/// Keeps how much of a case an officer has seen.
pub fn has_seen(office: &str, account: i64, case: CaseId, version: u64, at: Timestamp) -> Statement {
    Statement::new(
        "insert into case_seen (office, account, case_id, version, at_us) values ($1, $2, $3, $4, $5)
         on conflict (office, account, case_id) do update set version = excluded.version, at_us = excluded.at_us",
        vec![
            office.into(),
            account.into(),
            case.0.into(),
            i64::try_from(version).unwrap_or(i64::MAX).into(),
            at.as_microsecond().into(),
        ],
    )
}
