//! What the slice reads and writes of accounts, sessions, codes and tokens.

pub mod interests;
pub mod mandates;
pub mod requests;
pub mod staff;

use casework::lang::Lang;
use casework::office::{AgencyId, RoleId};
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Row, Statement, StoreError};

use super::{Account, AccountKind, NewAccount};
use crate::app::Desk;

/// The account of a session that has not expired.
pub async fn by_session(desk: &Desk, token: &[u8], now: Timestamp) -> Result<Option<Account>, StoreError> {
    let rows = desk
        .query(
            "select a.id, a.email, a.name, a.phone, a.kind, a.agency, a.lang, a.password,
                    (select string_agg(r.role, ',') from account_role r where r.office = a.office and r.account = a.id),
                    (select string_agg(q.roles, ',') from role_request q where q.office = a.office and q.account = a.id
                        and q.state = 'granted' and q.from_day <= $4 and q.until_day >= $4),
                    (select count(*) from mandate m where m.office = a.office and m.delegate = a.id
                        and m.revoked_us is null and m.from_day <= $4 and m.until_day >= $4)
             from session s join account a on a.office = s.office and a.id = s.account
             where s.office = $1 and s.token = $2 and s.expires_us > $3 and a.active = 1",
            vec![
                desk.id.as_str().into(),
                token.into(),
                now.as_microsecond().into(),
                today(desk, now).to_string().into(),
            ],
        )
        .await?;
    with_rights(desk, rows.first(), today(desk, now)).await
}

/// The account of an access token that has not expired.
pub async fn by_token(desk: &Desk, token: &[u8], now: Timestamp) -> Result<Option<Account>, StoreError> {
    let rows = desk
        .query(
            "select a.id, a.email, a.name, a.phone, a.kind, a.agency, a.lang, a.password,
                    (select string_agg(r.role, ',') from account_role r where r.office = a.office and r.account = a.id),
                    (select string_agg(q.roles, ',') from role_request q where q.office = a.office and q.account = a.id
                        and q.state = 'granted' and q.from_day <= $4 and q.until_day >= $4),
                    (select count(*) from mandate m where m.office = a.office and m.delegate = a.id
                        and m.revoked_us is null and m.from_day <= $4 and m.until_day >= $4)
             from access_token t join account a on a.office = t.office and a.id = t.account
             where t.office = $1 and t.token = $2 and t.expires_us > $3 and a.active = 1",
            vec![
                desk.id.as_str().into(),
                token.into(),
                now.as_microsecond().into(),
                today(desk, now).to_string().into(),
            ],
        )
        .await?;
    with_rights(desk, rows.first(), today(desk, now)).await
}

/// Today, where the office is.
fn today(desk: &Desk, now: Timestamp) -> Date {
    desk.office().calendar.zone().day(now)
}

/// An account with what it has besides its own roles today: roles for a time, and mandates.
async fn with_rights(desk: &Desk, row: Option<&Row>, today: Date) -> Result<Option<Account>, StoreError> {
    let Some(row) = row else { return Ok(None) };
    let mut found = account(row);
    if let AccountKind::Officer { roles, .. } = &mut found.kind {
        let lent: Vec<RoleId> = ids(row.opt_text(9)).map(RoleId).collect();
        roles.extend(lent.into_iter().filter(|role| !roles.contains(role)).collect::<Vec<_>>());
    }
    if row.int(10) > 0 {
        found.mandates = mandates::of_delegate(desk, found.id, today).await?;
    }
    Ok(Some(found))
}

/// Ids as they are stored, with commas between.
fn ids(text: Option<&str>) -> impl Iterator<Item = String> {
    text.unwrap_or_default().split(',').filter(|id| !id.is_empty()).map(str::to_owned)
}

/// The account with an address (lower case), and its password's hash.
pub async fn by_email(desk: &Desk, email: &str) -> Result<Option<(Account, Option<String>)>, StoreError> {
    let rows = desk
        .query(
            "select a.id, a.email, a.name, a.phone, a.kind, a.agency, a.lang, a.password,
                    (select string_agg(r.role, ',') from account_role r where r.office = a.office and r.account = a.id)
             from account a where a.office = $1 and a.email = $2 and a.active = 1",
            vec![desk.id.as_str().into(), email.into()],
        )
        .await?;
    Ok(rows.first().map(|row| (account(row), row.opt_text(7).map(str::to_owned))))
}

/// The account with a number.
pub async fn by_id(desk: &Desk, id: i64) -> Result<Option<Account>, StoreError> {
    let rows = desk
        .query(
            "select a.id, a.email, a.name, a.phone, a.kind, a.agency, a.lang, a.password,
                    (select string_agg(r.role, ',') from account_role r where r.office = a.office and r.account = a.id)
             from account a where a.office = $1 and a.id = $2 and a.active = 1",
            vec![desk.id.as_str().into(), id.into()],
        )
        .await?;
    Ok(rows.first().map(account))
}

/// The account with a number, with everything that it may do today.
pub async fn with_rights_today(desk: &Desk, id: i64, now: Timestamp) -> Result<Option<Account>, StoreError> {
    let today = today(desk, now);
    let rows = desk
        .query(
            "select a.id, a.email, a.name, a.phone, a.kind, a.agency, a.lang, a.password,
                    (select string_agg(r.role, ',') from account_role r where r.office = a.office and r.account = a.id),
                    (select string_agg(q.roles, ',') from role_request q where q.office = a.office and q.account = a.id
                        and q.state = 'granted' and q.from_day <= $3 and q.until_day >= $3),
                    (select count(*) from mandate m where m.office = a.office and m.delegate = a.id
                        and m.revoked_us is null and m.from_day <= $3 and m.until_day >= $3)
             from account a where a.office = $1 and a.id = $2 and a.active = 1",
            vec![desk.id.as_str().into(), id.into(), today.to_string().into()],
        )
        .await?;
    with_rights(desk, rows.first(), today).await
}

/// The officers who hold a role for good.
pub async fn holders(desk: &Desk, role: &str) -> Result<Vec<Account>, StoreError> {
    let rows = desk
        .query(
            "select a.id, a.email, a.name, a.phone, a.kind, a.agency, a.lang, a.password,
                    (select string_agg(r.role, ',') from account_role r where r.office = a.office and r.account = a.id)
             from account a join account_role h on h.office = a.office and h.account = a.id
             where a.office = $1 and h.role = $2 and a.active = 1 order by a.name",
            vec![desk.id.as_str().into(), role.into()],
        )
        .await?;
    Ok(rows.iter().map(account).collect())
}

fn account(row: &Row) -> Account {
    let kind = match row.text(4) {
        "officer" => AccountKind::Officer {
            agency: AgencyId(row.opt_text(5).unwrap_or_default().to_owned()),
            roles: ids(row.opt_text(8)).map(RoleId).collect(),
        },
        _applicant => AccountKind::Applicant,
    };
    Account {
        id: row.int(0),
        email: row.text(1).to_owned(),
        name: row.text(2).to_owned(),
        phone: row.opt_text(3).map(str::to_owned),
        kind,
        lang: if row.text(6) == "en" { Lang::En } else { Lang::Id },
        has_password: row.opt_text(7).is_some(),
        mandates: Vec::new(),
    }
}

/// The statements that make a new account; `password` is already hashed.
pub fn insert_account(
    office: &str,
    id: i64,
    new: &NewAccount,
    password: Option<&str>,
    now: Timestamp,
) -> Vec<Statement> {
    let (kind, agency, roles) = match &new.kind {
        AccountKind::Applicant => ("applicant", None, &[][..]),
        AccountKind::Officer { agency, roles } => ("officer", Some(agency.0.as_str()), roles.as_slice()),
    };
    let mut statements = vec![Statement::new(
        "insert into account (office, id, email, name, phone, kind, agency, password, lang, active, created_us)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10)",
        vec![
            office.into(),
            id.into(),
            new.email.as_str().into(),
            new.name.as_str().into(),
            new.phone.as_deref().into(),
            kind.into(),
            agency.into(),
            password.into(),
            new.lang.code().into(),
            now.as_microsecond().into(),
        ],
    )];
    statements.extend(roles.iter().map(|role| {
        Statement::new(
            "insert into account_role (office, account, role) values ($1, $2, $3)",
            vec![office.into(), id.into(), role.0.as_str().into()],
        )
    }));
    statements
}

/// Opens a session.
pub fn insert_session(office: &str, token: &[u8], account: i64, now: Timestamp, expires_us: i64) -> Statement {
    Statement::new(
        "insert into session (office, token, account, created_us, expires_us) values ($1, $2, $3, $4, $5)",
        vec![office.into(), token.into(), account.into(), now.as_microsecond().into(), expires_us.into()],
    )
}

/// Ends a session.
pub fn delete_session(office: &str, token: &[u8]) -> Statement {
    Statement::new("delete from session where office = $1 and token = $2", vec![office.into(), token.into()])
}

/// Ends every session of an account, as after a new password.
pub fn delete_sessions(office: &str, account: i64) -> Statement {
    Statement::new("delete from session where office = $1 and account = $2", vec![office.into(), account.into()])
}

/// Keeps the newest sign-in code of an address; an older one is dead at once.
pub fn put_code(office: &str, email: &str, code: &[u8], expires_us: i64) -> Statement {
    Statement::new(
        "insert into login_code (office, email, code, tries, expires_us) values ($1, $2, $3, 0, $4)
         on conflict (office, email) do update set code = excluded.code, tries = 0, expires_us = excluded.expires_us",
        vec![office.into(), email.into(), code.into(), expires_us.into()],
    )
}

/// Counts a wrong try against a code.
pub fn count_try(office: &str, email: &str) -> Statement {
    Statement::new(
        "update login_code set tries = tries + 1 where office = $1 and email = $2",
        vec![office.into(), email.into()],
    )
}

/// A used code is gone.
pub fn delete_code(office: &str, email: &str) -> Statement {
    Statement::new("delete from login_code where office = $1 and email = $2", vec![office.into(), email.into()])
}

/// A sign-in code as it waits: its hash, the wrong tries so far, when it dies.
pub async fn code(desk: &Desk, email: &str) -> Result<Option<(Vec<u8>, i64, i64)>, StoreError> {
    let rows = desk
        .query(
            "select code, tries, expires_us from login_code where office = $1 and email = $2",
            vec![desk.id.as_str().into(), email.into()],
        )
        .await?;
    Ok(rows.first().map(|row| (row.bytes(0).to_vec(), row.int(1), row.int(2))))
}

/// Changes what a person may change of their own account.
pub fn update_account(office: &str, id: i64, name: &str, phone: Option<&str>, lang: Lang) -> Statement {
    Statement::new(
        "update account set name = $3, phone = $4, lang = $5 where office = $1 and id = $2",
        vec![office.into(), id.into(), name.into(), phone.into(), lang.code().into()],
    )
}

/// Sets the hash of a new password.
pub fn update_password(office: &str, id: i64, password: &str) -> Statement {
    Statement::new(
        "update account set password = $3 where office = $1 and id = $2",
        vec![office.into(), id.into(), password.into()],
    )
}

/// An access token as its owner sees it: number, name, made, dies.
pub async fn tokens(desk: &Desk, account: i64) -> Result<Vec<(i64, String, i64, i64)>, StoreError> {
    let rows = desk
        .query(
            "select id, name, created_us, expires_us from access_token where office = $1 and account = $2 order by id",
            vec![desk.id.as_str().into(), account.into()],
        )
        .await?;
    Ok(rows.iter().map(|row| (row.int(0), row.text(1).to_owned(), row.int(2), row.int(3))).collect())
}

/// Makes an access token.
pub fn insert_token(office: &str, id: i64, account: i64, name: &str, token: &[u8], life: (i64, i64)) -> Statement {
    Statement::new(
        "insert into access_token (office, id, account, name, token, created_us, expires_us, last_used_us)
         values ($1, $2, $3, $4, $5, $6, $7, null)",
        vec![office.into(), id.into(), account.into(), name.into(), token.into(), life.0.into(), life.1.into()],
    )
}

/// Ends one of an account's own access tokens.
pub fn delete_token(office: &str, id: i64, account: i64) -> Statement {
    Statement::new(
        "delete from access_token where office = $1 and id = $2 and account = $3",
        vec![office.into(), id.into(), account.into()],
    )
}
