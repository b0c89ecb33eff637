//! The office's memory on SQLite or PostgreSQL: the log of events, read tables beside it, jobs, requests that act once.
//!
//! Absent on purpose: pages, rules, and any knowledge of what a table of the server means. Reads go through [`Db`];
//! everything that writes goes through the one [`Writer`] of a database, which commits in groups. SQL is written once,
//! in a dialect that both databases run: `text`, `bigint`, `bytea`, `$1`, `on conflict`, `returning`, window functions;
//! what differs is in `dialect`.

mod condition;
mod db;
mod dialect;
mod error;
mod job;
mod log;
mod migrate;
mod postgres;
mod rebuild;
mod sqlite;
mod value;
mod writer;

pub use condition::{Backlog, Condition, LogEnd};
pub use db::Db;
pub use dialect::Dialect;
pub use error::StoreError;
pub use job::{Job, Taken};
pub use log::Verified;
pub use migrate::{Migrated, migrate, pending};
pub use rebuild::{Difference, Rebuild, differences, rebuild};
pub use value::{Row, Statement, Value};
pub use writer::{Change, Done, Fact, Projection, Request, Rules, Writer};

impl Writer {
    /// Takes up to `most` jobs that are due and locks them for a while.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn take_jobs(
        &self,
        db: &Db,
        now: jiff::Timestamp,
        lock_s: i64,
        most: i64,
    ) -> Result<Vec<Taken>, StoreError> {
        let now = now.as_microsecond();
        let params = vec![now.into(), (now + lock_s * 1_000_000).into(), most.into()];
        let rows = self.returning(Statement::new(db.dialect().claim_jobs(), params)).await?;
        let mut taken: Vec<Taken> = rows.iter().map(Taken::from_row).collect();
        taken.sort_by(|one, other| (one.run_at_us, &one.id).cmp(&(other.run_at_us, &other.id)));
        Ok(taken)
    }
}
