//! The inbox's filters that officers have given names, and the office's own texts for reasons.

use jiff::Timestamp;
use store::{Row, Statement, StoreError};

use crate::app::Desk;
use crate::cases::work::OwnReason;

/// A filter of the inbox under its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFilter {
    /// What the officer calls it.
    pub name: String,
    /// The inbox's address without its path.
    pub query: String,
}

/// An officer's saved filters, by name.
///
/// # Errors
/// The database does not answer.
pub async fn filters(desk: &Desk, account: i64) -> Result<Vec<SavedFilter>, StoreError> {
    let rows = desk
        .query(
            "select name, query from saved_filter where office = $1 and account = $2 order by name",
            vec![desk.id.as_str().into(), account.into()],
        )
        .await?;
    Ok(rows.iter().map(|row| SavedFilter { name: row.text(0).to_owned(), query: row.text(1).to_owned() }).collect())
}

/// Saves a filter; one of the same name gives way.
pub fn save_filter(office: &str, account: i64, filter: &SavedFilter) -> Statement {
    Statement::new(
        "insert into saved_filter (office, account, name, query) values ($1, $2, $3, $4)
         on conflict (office, account, name) do update set query = excluded.query",
        vec![office.into(), account.into(), filter.name.as_str().into(), filter.query.as_str().into()],
    )
}

/// Forgets a filter.
pub fn delete_filter(office: &str, account: i64, name: &str) -> Statement {
    Statement::new(
        "delete from saved_filter where office = $1 and account = $2 and name = $3",
        vec![office.into(), account.into(), name.into()],
    )
}

/// A text of the office's library of reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonText {
    /// Names it.
    pub id: String,
    /// The service; empty for all.
    pub service: String,
    /// A few words, as the officer chooses it.
    pub label: String,
    /// What the applicant reads.
    pub text: String,
}

/// The office's whole library, by service and label.
///
/// # Errors
/// The database does not answer.
pub async fn reason_texts(desk: &Desk) -> Result<Vec<ReasonText>, StoreError> {
    let rows = desk
        .query(
            "select id, service, label, text from reason_text where office = $1 order by service, label, id",
            vec![desk.id.as_str().into()],
        )
        .await?;
    let text = |row: &Row| ReasonText {
        id: row.text(0).to_owned(),
        service: row.text(1).to_owned(),
        label: row.text(2).to_owned(),
        text: row.text(3).to_owned(),
    };
    Ok(rows.iter().map(text).collect())
}

/// The texts that fit a service: its own and those for all.
///
/// # Errors
/// The database does not answer.
pub async fn own_reasons(desk: &Desk, service: &str) -> Result<Vec<OwnReason>, StoreError> {
    let rows = desk
        .query(
            "select id, label, text from reason_text where office = $1 and service in ('', $2) order by label, id",
            vec![desk.id.as_str().into(), service.into()],
        )
        .await?;
    let reason = |row: &Row| OwnReason {
        id: row.text(0).to_owned(),
        label: row.text(1).to_owned(),
        text: row.text(2).to_owned(),
    };
    Ok(rows.iter().map(reason).collect())
}

/// Puts a text into the library, or changes it.
pub fn put_reason(office: &str, text: &ReasonText, account: i64, at: Timestamp) -> Statement {
    Statement::new(
        "insert into reason_text (office, id, service, label, text, account, at_us) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (office, id) do update set service = excluded.service, label = excluded.label, text = excluded.text,
             account = excluded.account, at_us = excluded.at_us",
        vec![
            office.into(),
            text.id.as_str().into(),
            text.service.as_str().into(),
            text.label.as_str().into(),
            text.text.as_str().into(),
            account.into(),
            at.as_microsecond().into(),
        ],
    )
}

/// Takes a text out of the library; what was written with it stays as it is.
pub fn delete_reason(office: &str, id: &str) -> Statement {
    Statement::new("delete from reason_text where office = $1 and id = $2", vec![office.into(), id.into()])
}
