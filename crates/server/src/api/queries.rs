//! What the slice reads and writes: which account has sent which file.

use casework::case::FileRef;
use jiff::Timestamp;
use store::{Row, Statement, StoreError};

use crate::app::Desk;

/// Keeps that an account has sent a file; the same file again only gets its newest name.
pub fn insert_upload(office: &str, account: i64, file: &FileRef, at: Timestamp) -> Statement {
    Statement::new(
        "insert into upload (office, account, sha256, name, media, size, at_us) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (office, account, sha256) do update set name = excluded.name, at_us = excluded.at_us",
        vec![
            office.into(),
            account.into(),
            file.sha256.as_str().into(),
            file.name.as_str().into(),
            file.media.as_str().into(),
            i64::try_from(file.size).unwrap_or(i64::MAX).into(),
            at.as_microsecond().into(),
        ],
    )
}

/// A file that an account has sent.
///
/// # Errors
/// The database does not answer.
pub async fn upload(desk: &Desk, account: i64, sha256: &str) -> Result<Option<FileRef>, StoreError> {
    let rows = desk
        .query(
            "select sha256, name, media, size from upload where office = $1 and account = $2 and sha256 = $3",
            vec![desk.id.as_str().into(), account.into(), sha256.into()],
        )
        .await?;
    Ok(rows.first().map(file))
}

/// How many bytes an account has sent since a moment.
///
/// # Errors
/// The database does not answer.
pub async fn sent_since(desk: &Desk, account: i64, since: Timestamp) -> Result<i64, StoreError> {
    let rows = desk
        .query(
            "select cast(coalesce(sum(size), 0) as bigint) from upload where office = $1 and account = $2 and at_us > $3",
            vec![desk.id.as_str().into(), account.into(), since.as_microsecond().into()],
        )
        .await?;
    Ok(rows.first().map_or(0, |row| row.int(0)))
}

fn file(row: &Row) -> FileRef {
    FileRef {
        sha256: row.text(0).to_owned(),
        name: row.text(1).to_owned(),
        media: row.text(2).to_owned(),
        size: u64::try_from(row.int(3)).unwrap_or(0),
    }
}
