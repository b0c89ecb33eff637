//! The people of an office as the administrator sees them, and what was decided about them.

use casework::office::{RoleId, Staffing, Tenure};
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Row, Statement, StoreError};

use super::{Account, account, mandates, requests};
use crate::app::Desk;

/// An officer with how they stand.
#[derive(Clone, Debug)]
pub struct Person {
    /// The account; its roles are those held for good.
    pub account: Account,
    /// When and why somebody left; nothing while they work here.
    pub left: Option<(Timestamp, String)>,
}

fn person(row: &Row) -> Person {
    let left = row.opt_int(9).map(|at| {
        let at = Timestamp::from_microsecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
        (at, row.opt_text(10).unwrap_or_default().to_owned())
    });
    Person { account: account(row), left }
}

/// Every officer, those who have left too, by name.
pub async fn everybody(desk: &Desk) -> Result<Vec<Person>, StoreError> {
    let rows = desk
        .query(
            "select a.id, a.email, a.name, a.phone, a.kind, a.agency, a.lang, a.password,
                    (select string_agg(r.role, ',') from account_role r where r.office = a.office and r.account = a.id),
                    a.left_us, a.left_why
             from account a where a.office = $1 and a.kind = 'officer' order by a.name, a.id",
            vec![desk.id.as_str().into()],
        )
        .await?;
    Ok(rows.iter().map(person).collect())
}

/// An officer by number, also one who has left.
pub async fn one(desk: &Desk, id: i64) -> Result<Option<Person>, StoreError> {
    let rows = desk
        .query(
            "select a.id, a.email, a.name, a.phone, a.kind, a.agency, a.lang, a.password,
                    (select string_agg(r.role, ',') from account_role r where r.office = a.office and r.account = a.id),
                    a.left_us, a.left_why
             from account a where a.office = $1 and a.id = $2 and a.kind = 'officer'",
            vec![desk.id.as_str().into(), id.into()],
        )
        .await?;
    Ok(rows.first().map(person))
}

/// Whether an address is taken: by whom, and whether that account is still in use.
pub async fn holder_of(desk: &Desk, email: &str) -> Result<Option<(String, bool)>, StoreError> {
    let sql = "select name, active from account where office = $1 and email = $2";
    let rows = desk.query(sql, vec![desk.id.as_str().into(), email.into()]).await?;
    Ok(rows.first().map(|row| (row.text(0).to_owned(), row.int(1) == 1)))
}

/// How many changes there have been.
pub async fn version(desk: &Desk) -> Result<u64, StoreError> {
    let rows = desk.query("select count(*) from staff_change where office = $1", vec![desk.id.as_str().into()]).await?;
    Ok(rows.first().and_then(|row| u64::try_from(row.int(0)).ok()).unwrap_or(0))
}

/// The people of the office as the engine needs to know them.
pub async fn staffing(desk: &Desk, today: Date) -> Result<Staffing, StoreError> {
    // The version first: what changes meanwhile is taken in the next time.
    let version = version(desk).await?;
    let rows = desk
        .query(
            "select r.account, r.role from account_role r join account a on a.office = r.office and a.id = r.account
             where r.office = $1 and a.active = 1",
            vec![desk.id.as_str().into()],
        )
        .await?;
    let own = |row: &Row| Tenure { account: row.int(0), role: RoleId(row.text(1).to_owned()), lent: None };
    let mut tenures: Vec<Tenure> = rows.iter().map(own).collect();
    tenures.extend(requests::lent(desk, today).await?);
    Ok(Staffing { version, tenures, mandates: mandates::from_day(desk, today).await? })
}

/// A decision about somebody.
#[derive(Clone, Debug)]
pub struct Change {
    /// Who decided; nobody where a command line or a file did.
    pub by: (Option<i64>, String),
    /// About whom.
    pub about: (i64, String),
    /// `hired`, `changed`, `password`, `left`, `returned`, `mandate`, `revoked`, `lent` or `agency`.
    pub what: &'static str,
    /// What it was before and after, in short.
    pub detail: String,
    /// Why.
    pub reason: String,
}

/// Keeps a decision about somebody.
pub fn insert_change(office: &str, change: &Change, at: Timestamp) -> Statement {
    Statement::new(
        "insert into staff_change (office, id, at_us, by_account, by_name, about, about_name, what, detail, reason)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        vec![
            office.into(),
            i64::from_ne_bytes(rand::random::<[u8; 8]>()).saturating_abs().into(),
            at.as_microsecond().into(),
            change.by.0.into(),
            change.by.1.as_str().into(),
            change.about.0.into(),
            change.about.1.as_str().into(),
            change.what.into(),
            change.detail.as_str().into(),
            change.reason.as_str().into(),
        ],
    )
}

/// A decision as its history shows it.
pub struct ChangeRow {
    /// When.
    pub at: Timestamp,
    /// Who decided.
    pub by: String,
    /// What kind.
    pub what: String,
    /// In short.
    pub detail: String,
    /// Why.
    pub reason: String,
}

/// What was decided about somebody, the newest first.
pub async fn changes(desk: &Desk, about: i64) -> Result<Vec<ChangeRow>, StoreError> {
    let rows = desk
        .query(
            "select at_us, by_name, what, detail, reason from staff_change where office = $1 and about = $2
             order by at_us desc, id limit 50",
            vec![desk.id.as_str().into(), about.into()],
        )
        .await?;
    let change = |row: &Row| ChangeRow {
        at: Timestamp::from_microsecond(row.int(0)).unwrap_or(Timestamp::UNIX_EPOCH),
        by: row.text(1).to_owned(),
        what: row.text(2).to_owned(),
        detail: row.text(3).to_owned(),
        reason: row.text(4).to_owned(),
    };
    Ok(rows.iter().map(change).collect())
}

/// Changes name, agency and roles.
pub fn update_person(office: &str, id: i64, name: &str, agency: &str, roles: &[RoleId]) -> Vec<Statement> {
    let mut statements = vec![
        Statement::new(
            "update account set name = $3, agency = $4 where office = $1 and id = $2",
            vec![office.into(), id.into(), name.into(), agency.into()],
        ),
        Statement::new("delete from account_role where office = $1 and account = $2", vec![office.into(), id.into()]),
    ];
    statements.extend(roles.iter().map(|role| {
        Statement::new(
            "insert into account_role (office, account, role) values ($1, $2, $3)",
            vec![office.into(), id.into(), role.0.as_str().into()],
        )
    }));
    statements
}

/// Takes an account out of use: it signs in no more, sessions and tokens end, roles go. The name stays.
pub fn leave(office: &str, id: i64, why: &str, at: Timestamp) -> Vec<Statement> {
    let whose = || vec![office.into(), id.into()];
    vec![
        Statement::new(
            "update account set active = 0, password = null, left_us = $3, left_why = $4
             where office = $1 and id = $2 and active = 1",
            vec![office.into(), id.into(), at.as_microsecond().into(), why.into()],
        )
        .touching(1),
        Statement::new("delete from account_role where office = $1 and account = $2", whose()),
        Statement::new("delete from session where office = $1 and account = $2", whose()),
        Statement::new("delete from access_token where office = $1 and account = $2", whose()),
    ]
}

/// Takes an account into use again; roles are given anew.
pub fn come_back(office: &str, id: i64) -> Statement {
    Statement::new(
        "update account set active = 1, left_us = null, left_why = null where office = $1 and id = $2 and active = 0",
        vec![office.into(), id.into()],
    )
    .touching(1)
}

/// A password that nobody knows any more: the officer signs in by a mailed code and sets a new one.
pub fn forget_password(office: &str, id: i64) -> Vec<Statement> {
    vec![
        Statement::new(
            "update account set password = null where office = $1 and id = $2",
            vec![office.into(), id.into()],
        ),
        super::delete_sessions(office, id),
        Statement::new("delete from access_token where office = $1 and account = $2", vec![office.into(), id.into()]),
    ]
}

/// Moves everybody of one agency to another.
pub fn move_agency(office: &str, from: &str, to: &str) -> Statement {
    Statement::new(
        "update account set agency = $3 where office = $1 and agency = $2",
        vec![office.into(), from.into(), to.into()],
    )
}
