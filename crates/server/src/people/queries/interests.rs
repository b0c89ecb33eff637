//! What an officer has to do with applicants: their own NIK, the relations they have declared, and the marks of each
//! case's applicant.

use casework::case::{CONFLICT, CaseId};
use jiff::Timestamp;
use store::{Fact, Row, Statement, StoreError};

use crate::app::Desk;

/// A relation that an officer has declared.
#[derive(Clone, Debug)]
pub struct Relation {
    /// Its number within the office.
    pub id: i64,
    /// The name.
    pub name: String,
    /// What they are to one another.
    pub kind: String,
    /// Whether the NIK is known.
    pub has_nik: bool,
}

/// What an officer has to do with the applicant of a case, read in the transaction that lets the officer act. The numbers
/// are those of [`casework::case::Conflict`].
pub fn conflict(office: &str, case: CaseId, account: i64, name_key: &str) -> Fact {
    let query = Statement::new(
        "select cast(coalesce(max(case when m.nik = a.nik or m.email = a.email then 3
                     when a.nik is null and m.name_key = $4 then 2
                     when exists (select 1 from relation r where r.office = m.office and r.account = a.id
                                  and (r.nik = m.nik or (r.nik is null or m.nik is null) and r.name_key = m.name_key)) then 1
                     else 0 end), 0) as bigint)
         from applicant_mark m join account a on a.office = m.office and a.id = $3
         where m.office = $1 and m.case_id = $2",
        vec![
            office.into(),
            case.0.into(),
            account.into(),
            name_key.into(),
        ],
    );
    Fact { name: CONFLICT, query }
}

/// The relations of an officer.
pub async fn relations(desk: &Desk, account: i64) -> Result<Vec<Relation>, StoreError> {
    let rows = desk
        .query(
            "select id, name, kind, nik from relation where office = $1 and account = $2 order by name, id",
            vec![desk.id.as_str().into(), account.into()],
        )
        .await?;
    let relation = |row: &Row| Relation {
        id: row.int(0),
        name: row.text(1).to_owned(),
        kind: row.text(2).to_owned(),
        has_nik: !row.bytes(3).is_empty(),
    };
    Ok(rows.iter().map(relation).collect())
}

/// A relation, with the keyed hash of the NIK where it is known.
pub struct NewRelation<'a> {
    /// The officer.
    pub account: i64,
    /// The name.
    pub name: &'a str,
    /// The name as it is compared.
    pub name_key: String,
    /// The keyed hash.
    pub nik: Option<Vec<u8>>,
    /// What they are to one another.
    pub kind: &'a str,
}

/// Keeps a relation.
pub fn insert_relation(office: &str, id: i64, new: &NewRelation<'_>, at: Timestamp) -> Statement {
    Statement::new(
        "insert into relation (office, id, account, name, name_key, nik, kind, at_us) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        vec![
            office.into(),
            id.into(),
            new.account.into(),
            new.name.into(),
            new.name_key.as_str().into(),
            new.nik.clone().into(),
            new.kind.into(),
            at.as_microsecond().into(),
        ],
    )
}

/// Takes a relation back.
pub fn delete_relation(office: &str, id: i64, account: i64) -> Statement {
    Statement::new(
        "delete from relation where office = $1 and id = $2 and account = $3",
        vec![office.into(), id.into(), account.into()],
    )
}

/// Whether an officer's NIK is known.
pub async fn knows_nik(desk: &Desk, account: i64) -> Result<bool, StoreError> {
    let sql = "select nik from account where office = $1 and id = $2";
    let rows = desk.query(sql, vec![desk.id.as_str().into(), account.into()]).await?;
    Ok(rows.first().is_some_and(|row| !row.bytes(0).is_empty()))
}

/// Records the keyed hash of an officer's NIK.
pub fn set_nik(office: &str, account: i64, nik: &[u8]) -> Statement {
    Statement::new(
        "update account set nik = $3 where office = $1 and id = $2",
        vec![office.into(), account.into(), nik.into()],
    )
}
