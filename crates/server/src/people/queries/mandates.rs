//! Mandates as they are kept.

use casework::office::{Mandate, MandateKind, Party, RoleId};
use casework::sop::ServiceId;
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Row, Statement, StoreError};

use super::ids;
use crate::app::Desk;

/// A mandate with what became of it.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The mandate.
    pub mandate: Mandate,
    /// Who gave it, or had it written down.
    pub by: String,
    /// When, by whom and why it was revoked.
    pub revoked: Option<(Timestamp, String, String)>,
}

fn mandate(row: &Row) -> Result<Mandate, StoreError> {
    let unreadable = |what: &str| StoreError::other(format!("a mandate cannot be read: {what}"));
    let day = |column: usize| row.text(column).parse::<Date>().map_err(|_| unreadable(row.text(column)));
    Ok(Mandate {
        id: row.int(0),
        kind: MandateKind::parse(row.text(1)).ok_or_else(|| unreadable(row.text(1)))?,
        giver: Party { account: row.int(2), name: row.text(3).to_owned() },
        delegate: Party { account: row.int(4), name: row.text(5).to_owned() },
        role: RoleId(row.text(6).to_owned()),
        services: ids(row.opt_text(7)).map(ServiceId).collect(),
        from: day(8)?,
        until: day(9)?,
        basis: row.text(10).to_owned(),
    })
}

/// The mandates by which somebody acts on a day.
pub async fn of_delegate(desk: &Desk, account: i64, day: Date) -> Result<Vec<Mandate>, StoreError> {
    let rows = desk
        .query(
            "select id, kind, giver, giver_name, delegate, delegate_name, role, services, from_day, until_day, basis
             from mandate where office = $1 and delegate = $2 and revoked_us is null and from_day <= $3 and until_day >= $3
             order by from_day, id",
            vec![desk.id.as_str().into(), account.into(), day.to_string().into()],
        )
        .await?;
    rows.iter().map(mandate).collect()
}

/// The mandates that count on a day or later.
pub async fn from_day(desk: &Desk, day: Date) -> Result<Vec<Mandate>, StoreError> {
    let rows = desk
        .query(
            "select id, kind, giver, giver_name, delegate, delegate_name, role, services, from_day, until_day, basis
             from mandate where office = $1 and revoked_us is null and until_day >= $2 order by from_day, id",
            vec![desk.id.as_str().into(), day.to_string().into()],
        )
        .await?;
    rows.iter().map(mandate).collect()
}

/// Every mandate that somebody gave or got, or everybody's; the newest first, so many at most.
pub async fn all(desk: &Desk, account: Option<i64>, most: i64) -> Result<Vec<Kept>, StoreError> {
    let rows = desk
        .query(
            "select id, kind, giver, giver_name, delegate, delegate_name, role, services, from_day, until_day, basis,
                    by_name, revoked_us, revoked_by, revoked_why
             from mandate where office = $1 and (cast($2 as bigint) = 0 or giver = $2 or delegate = $2)
             order by from_day desc, id desc limit $3",
            vec![desk.id.as_str().into(), account.unwrap_or(0).into(), most.into()],
        )
        .await?;
    rows.iter().map(kept).collect()
}

/// One mandate.
pub async fn one(desk: &Desk, id: i64) -> Result<Option<Kept>, StoreError> {
    let rows = desk
        .query(
            "select id, kind, giver, giver_name, delegate, delegate_name, role, services, from_day, until_day, basis,
                    by_name, revoked_us, revoked_by, revoked_why
             from mandate where office = $1 and id = $2",
            vec![desk.id.as_str().into(), id.into()],
        )
        .await?;
    rows.first().map(kept).transpose()
}

fn kept(row: &Row) -> Result<Kept, StoreError> {
    let revoked = row.opt_int(12).map(|at| {
        let at = Timestamp::from_microsecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
        (at, row.opt_text(13).unwrap_or_default().to_owned(), row.opt_text(14).unwrap_or_default().to_owned())
    });
    Ok(Kept { mandate: mandate(row)?, by: row.text(11).to_owned(), revoked })
}

/// The mandate that a request has made already.
pub async fn made_by(desk: &Desk, request: &str) -> Result<Option<i64>, StoreError> {
    let sql = "select id from mandate where office = $1 and request = $2";
    let rows = desk.query(sql, vec![desk.id.as_str().into(), request.into()]).await?;
    Ok(rows.first().map(|row| row.int(0)))
}

/// Keeps a mandate.
pub fn insert(office: &str, mandate: &Mandate, by: &str, request: &str, at: Timestamp) -> Statement {
    let services: Vec<&str> = mandate.services.iter().map(|service| service.0.as_str()).collect();
    Statement::new(
        "insert into mandate (office, id, kind, giver, giver_name, delegate, delegate_name, role, services, from_day, until_day,
                              basis, by_name, at_us, request)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        vec![
            office.into(),
            mandate.id.into(),
            mandate.kind.code().into(),
            mandate.giver.account.into(),
            mandate.giver.name.as_str().into(),
            mandate.delegate.account.into(),
            mandate.delegate.name.as_str().into(),
            mandate.role.0.as_str().into(),
            services.join(",").into(),
            mandate.from.to_string().into(),
            mandate.until.to_string().into(),
            mandate.basis.as_str().into(),
            by.into(),
            at.as_microsecond().into(),
            request.into(),
        ],
    )
}

/// Ends a mandate that nobody has revoked yet.
pub fn revoke(office: &str, id: i64, by: &str, why: &str, at: Timestamp) -> Statement {
    Statement::new(
        "update mandate set revoked_us = $3, revoked_by = $4, revoked_why = $5
         where office = $1 and id = $2 and revoked_us is null",
        vec![office.into(), id.into(), at.as_microsecond().into(), by.into(), why.into()],
    )
}

/// Ends every mandate that somebody gave in a role which is not held any more, and every one that came to somebody who
/// has left: `role` empty for all roles.
pub fn revoke_of(office: &str, account: i64, role: &str, (by, why): (&str, &str), at: Timestamp) -> Statement {
    Statement::new(
        "update mandate set revoked_us = $4, revoked_by = $5, revoked_why = $6
         where office = $1 and revoked_us is null and ($3 = '' and delegate = $2 or giver = $2 and ($3 = '' or role = $3))",
        vec![office.into(), account.into(), role.into(), at.as_microsecond().into(), by.into(), why.into()],
    )
}
