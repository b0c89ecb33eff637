//! Roles for a time: what was asked for, and what came of it.

use casework::office::{RoleId, Tenure};
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Row, Statement, StoreError};

use super::ids;
use crate::app::Desk;

/// Somebody is to have the roles of a colleague for some days.
#[derive(Clone, Debug)]
pub struct RoleRequest {
    /// Its number within the office.
    pub id: i64,
    /// For whom: account and name.
    pub account: (i64, String),
    /// Like whom.
    pub model: (i64, String),
    /// The roles.
    pub roles: Vec<RoleId>,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// Why.
    pub reason: String,
    /// Who asked.
    pub asked: (i64, String),
    /// When.
    pub asked_at: Timestamp,
    /// `asked`, `granted`, `refused` or `ended`.
    pub state: String,
    /// Who decided, and why.
    pub decided: Option<(String, String)>,
}

fn request(row: &Row) -> Result<RoleRequest, StoreError> {
    let day = |column: usize| {
        row.text(column).parse::<Date>().map_err(|_| StoreError::other("a request for roles has no day"))
    };
    Ok(RoleRequest {
        id: row.int(0),
        account: (row.int(1), row.text(2).to_owned()),
        model: (row.int(3), row.text(4).to_owned()),
        roles: ids(row.opt_text(5)).map(RoleId).collect(),
        from: day(6)?,
        until: day(7)?,
        reason: row.text(8).to_owned(),
        asked: (row.int(9), row.text(10).to_owned()),
        asked_at: Timestamp::from_microsecond(row.int(11)).unwrap_or(Timestamp::UNIX_EPOCH),
        state: row.text(12).to_owned(),
        decided: row.opt_text(13).map(|name| (name.to_owned(), row.opt_text(14).unwrap_or_default().to_owned())),
    })
}

/// The requests of an office, or those that somebody asked for or is to benefit from; the newest first, so many at most.
pub async fn all(desk: &Desk, account: Option<i64>, most: i64) -> Result<Vec<RoleRequest>, StoreError> {
    let rows = desk
        .query(
            "select id, account, name, model, model_name, roles, from_day, until_day, reason, asked_by, asked_name, asked_us,
                    state, decided_name, decided_why
             from role_request where office = $1 and (cast($2 as bigint) = 0 or account = $2 or asked_by = $2)
             order by asked_us desc, id limit $3",
            vec![desk.id.as_str().into(), account.unwrap_or(0).into(), most.into()],
        )
        .await?;
    rows.iter().map(request).collect()
}

/// One request.
pub async fn one(desk: &Desk, id: i64) -> Result<Option<RoleRequest>, StoreError> {
    let rows = desk
        .query(
            "select id, account, name, model, model_name, roles, from_day, until_day, reason, asked_by, asked_name, asked_us,
                    state, decided_name, decided_why
             from role_request where office = $1 and id = $2",
            vec![desk.id.as_str().into(), id.into()],
        )
        .await?;
    rows.first().map(request).transpose()
}

/// The roles that are lent on a day or later.
pub async fn lent(desk: &Desk, day: Date) -> Result<Vec<Tenure>, StoreError> {
    let rows = desk
        .query(
            "select q.account, q.roles, q.from_day, q.until_day
             from role_request q join account a on a.office = q.office and a.id = q.account
             where q.office = $1 and q.state = 'granted' and q.until_day >= $2 and a.active = 1",
            vec![desk.id.as_str().into(), day.to_string().into()],
        )
        .await?;
    let mut tenures = Vec::new();
    for row in &rows {
        let days = row.text(2).parse().ok().zip(row.text(3).parse().ok());
        tenures.extend(ids(row.opt_text(1)).map(|role| Tenure { account: row.int(0), role: RoleId(role), lent: days }));
    }
    Ok(tenures)
}

/// The request that a form has made already.
pub async fn made_by(desk: &Desk, form: &str) -> Result<Option<i64>, StoreError> {
    let sql = "select id from role_request where office = $1 and request = $2";
    let rows = desk.query(sql, vec![desk.id.as_str().into(), form.into()]).await?;
    Ok(rows.first().map(|row| row.int(0)))
}

/// Keeps what is asked for.
pub fn insert(office: &str, new: &RoleRequest, form: &str) -> Statement {
    let roles: Vec<&str> = new.roles.iter().map(|role| role.0.as_str()).collect();
    Statement::new(
        "insert into role_request (office, id, account, name, model, model_name, roles, from_day, until_day, reason, asked_by,
                                   asked_name, asked_us, state, request)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 'asked', $14)",
        vec![
            office.into(),
            new.id.into(),
            new.account.0.into(),
            new.account.1.as_str().into(),
            new.model.0.into(),
            new.model.1.as_str().into(),
            roles.join(",").into(),
            new.from.to_string().into(),
            new.until.to_string().into(),
            new.reason.as_str().into(),
            new.asked.0.into(),
            new.asked.1.as_str().into(),
            new.asked_at.as_microsecond().into(),
            form.into(),
        ],
    )
}

/// Moves a request from one state to another, by somebody with a reason.
pub fn move_on(office: &str, id: i64, (from, to): (&str, &str), (by, why): (&str, &str), at: Timestamp) -> Statement {
    Statement::new(
        "update role_request set state = $4, decided_name = $5, decided_why = $6, decided_us = $7
         where office = $1 and id = $2 and state = $3",
        vec![office.into(), id.into(), from.into(), to.into(), by.into(), why.into(), at.as_microsecond().into()],
    )
}

/// Ends whatever somebody was lent or has asked for, because they have left.
pub fn end_all(office: &str, account: i64, (by, why): (&str, &str), at: Timestamp) -> Statement {
    Statement::new(
        "update role_request set state = 'ended', decided_name = $3, decided_why = $4, decided_us = $5
         where office = $1 and account = $2 and state in ('asked', 'granted')",
        vec![office.into(), account.into(), by.into(), why.into(), at.as_microsecond().into()],
    )
}
