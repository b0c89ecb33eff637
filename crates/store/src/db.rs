//! The database as everybody else sees it: reads here, writes through the [`crate::Writer`].

use std::path::Path;

use crate::dialect::Dialect;
use crate::postgres::Postgres;
use crate::sqlite::{self, Sqlite};
use crate::{Row, Statement, StoreError, Value};

/// A database of either kind.
#[derive(Clone, Debug)]
pub enum Db {
    /// One file, embedded.
    Sqlite(Sqlite),
    /// A server.
    Postgres(Postgres),
}

impl Db {
    /// The database at an address: `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`, to whose query part
    /// `schema=NAME` may be added: everything then lives in that schema. Nothing is opened yet: a server may be down,
    /// and what is asked of it fails as unavailable until it is up.
    ///
    /// # Errors
    /// The address is neither, or the linked SQLite is unsafe.
    ///
    /// ```
    /// use store::Db;
    /// assert!(Db::open("sqlite:satupintu.db").is_ok());
    /// assert!(Db::open("postgres://satupintu@localhost/satupintu?schema=palembang").is_ok());
    /// assert!(Db::open("mysql://localhost").is_err());
    /// ```
    pub fn open(url: &str) -> Result<Db, StoreError> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            return Ok(Db::Sqlite(Sqlite::new(Path::new(path))?));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Db::Postgres(Postgres::new(url)?));
        }
        // Only its kind is repeated: the rest may hold a password.
        let kind = url.split(':').next().unwrap_or_default();
        Err(StoreError::other(format!("“{kind}” is no database; write sqlite:PATH or postgres://USER@HOST/NAME")))
    }

    /// Which of the two it is.
    pub fn dialect(&self) -> Dialect {
        match self {
            Db::Sqlite(_) => Dialect::Sqlite,
            Db::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs one reading statement.
    ///
    /// # Errors
    /// The database does not answer within four seconds, or the statement is wrong.
    pub async fn query(&self, sql: &'static str, params: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        match self {
            Db::Sqlite(db) => db.read(move |connection| sqlite::query(connection, sql, &params)).await,
            Db::Postgres(db) => Ok(db.read(&[Statement::new(sql, params)]).await?.pop().unwrap_or_default()),
        }
    }

    /// Whether the database answers at all.
    ///
    /// # Errors
    /// It does not.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.query("select 1", Vec::new()).await.map(|_| ())
    }

    /// Runs several reading statements on one snapshot of the database, so that they agree with each other.
    ///
    /// # Errors
    /// As [`Db::query`].
    pub async fn snapshot(&self, queries: Vec<Statement>) -> Result<Vec<Vec<Row>>, StoreError> {
        match self {
            Db::Sqlite(db) => {
                db.read(move |connection| {
                    connection.prepare_cached("begin")?.execute(())?;
                    let rows =
                        queries.iter().map(|query| sqlite::query(connection, query.sql, &query.params)).collect();
                    connection.prepare_cached("commit")?.execute(())?;
                    rows
                })
                .await
            }
            Db::Postgres(db) => db.read(&queries).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Handlers run on many threads; a future that cannot move between them fails to compile far away from here.
    #[test]
    fn what_is_asked_may_move_between_threads() {
        fn moves(_: impl Send) {}
        let db = Db::open("sqlite:nowhere.db").expect("an address");
        moves(db.query("select 1", Vec::new()));
        moves(db.snapshot(Vec::new()));
        moves(db.case("palembang", casework::case::CaseId(1)));
        moves(db.verify("palembang"));
        moves(crate::migrate(&db, 0));
        moves(crate::pending(&db));
    }
}
