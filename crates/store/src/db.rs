//! The database as everybody else sees it: reads here, writes through the [`crate::Writer`].

use std::path::Path;

use futures_util::future::try_join_all;

use crate::dialect::Dialect;
use crate::postgres::{self, Postgres};
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
    /// The database at an address: `sqlite:PATH` or `postgres://…`.
    ///
    /// # Errors
    /// The address is neither, or the linked SQLite is unsafe.
    pub fn open(url: &str) -> Result<Db, StoreError> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            return Ok(Db::Sqlite(Sqlite::new(Path::new(path))?));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Db::Postgres(Postgres::new(url)?));
        }
        Err(StoreError::other(format!("“{url}” is no database; write sqlite:PATH or postgres://USER@HOST/NAME")))
    }

    /// Which of the two it is.
    pub fn dialect(&self) -> Dialect {
        match self {
            Db::Sqlite(_) => Dialect::Sqlite,
            Db::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs one reading statement.
    pub async fn query(&self, sql: &'static str, params: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        match self {
            Db::Sqlite(db) => db.read(move |connection| sqlite::query(connection, sql, &params)).await,
            Db::Postgres(db) => {
                let client = db.reader().await?;
                let statement = client.prepare_cached(sql).await?;
                let rows = client.query(&statement, &postgres::params(&params)).await?;
                rows.iter().map(postgres::row).collect()
            }
        }
    }

    /// Runs several reading statements on one snapshot of the database, so that they agree with each other.
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
            Db::Postgres(db) => {
                let mut client = db.reader().await?;
                let transaction = client
                    .build_transaction()
                    .isolation_level(deadpool_postgres::tokio_postgres::IsolationLevel::RepeatableRead)
                    .read_only(true)
                    .start()
                    .await?;
                let rows = try_join_all(queries.iter().map(async |query| {
                    let statement = transaction.prepare_cached(query.sql).await?;
                    let rows = transaction.query(&statement, &postgres::params(&query.params)).await?;
                    rows.iter().map(postgres::row).collect::<Result<Vec<_>, _>>()
                }))
                .await?;
                transaction.commit().await?;
                Ok(rows)
            }
        }
    }

    /// Runs a script that is no migration: the table of migrations itself.
    pub(crate) async fn script(&self, sql: &'static str) -> Result<(), StoreError> {
        match self {
            Db::Sqlite(db) => Ok(db.writer()?.execute_batch(sql)?),
            Db::Postgres(db) => Ok(db.reader().await?.batch_execute(sql).await?),
        }
    }

    /// Applies one migration with its record, both or neither. Two programs that start at once wait for each other.
    pub(crate) async fn migration(&self, text: &'static str, record: Statement) -> Result<(), StoreError> {
        match self {
            Db::Sqlite(db) => {
                let connection = db.writer()?;
                connection.execute_batch("begin immediate")?;
                let done = connection
                    .execute_batch(text)
                    .map_err(StoreError::from)
                    .and_then(|()| sqlite::execute(&connection, record.sql, &record.params));
                connection.execute_batch(if done.is_ok() { "commit" } else { "rollback" })?;
                done.map(|_| ())
            }
            Db::Postgres(db) => {
                let mut client = db.reader().await?;
                let transaction = client.transaction().await?;
                transaction.batch_execute("select pg_advisory_xact_lock(7301)").await?;
                transaction.batch_execute(text).await?;
                transaction.execute(record.sql, &postgres::params(&record.params)).await?;
                Ok(transaction.commit().await?)
            }
        }
    }
}
