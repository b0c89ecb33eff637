//! How a database is doing: what `satupintu doctor` asks of it. Nothing here writes.

use casework::case::Recorded;
use jiff::Timestamp;

use crate::{Db, StoreError, log};

/// The database program, and whether it keeps what it acknowledged when the power fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Program and version.
    pub program: String,
    /// The settings that durability depends on, as the database tells them.
    pub settings: String,
    /// Whether these are as they must be.
    pub durable: bool,
}

/// Where an office's log ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogEnd {
    /// How many events it has.
    pub events: i64,
    /// The last position: the same number, or the log has gaps.
    pub last: i64,
    /// When the newest event happened.
    pub newest: Option<Timestamp>,
}

/// The jobs of an office that are not done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Those that have failed too often and wait for a person: name, and what went wrong last.
    pub dead: Vec<(String, String)>,
    /// How many are due.
    pub due: i64,
    /// Since when the oldest of them is due.
    pub oldest: Option<Timestamp>,
}

impl Db {
    /// Program, version and settings.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn condition(&self) -> Result<Condition, StoreError> {
        match self {
            Db::Sqlite(_) => {
                let journal = self.text("pragma journal_mode").await?;
                Ok(Condition {
                    program: format!("SQLite {}", rusqlite::version()),
                    durable: journal == "wal",
                    settings: format!("journal_mode={journal}, synchronous=full"),
                })
            }
            Db::Postgres(_) => {
                let version = self.text("show server_version").await?;
                let fsync = self.text("show fsync").await?;
                let pages = self.text("show full_page_writes").await?;
                let commit = self.text("show synchronous_commit").await?;
                let major = version.split('.').next().and_then(|major| major.trim().parse::<u32>().ok()).unwrap_or(0);
                Ok(Condition {
                    program: format!("PostgreSQL {version}"),
                    durable: major >= 15 && fsync == "on" && pages == "on" && commit != "off",
                    settings: format!("fsync={fsync}, full_page_writes={pages}, synchronous_commit={commit}"),
                })
            }
        }
    }

    /// What is damaged in the database's file, where the program can tell; it reads all of it.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn damage(&self) -> Result<Option<String>, StoreError> {
        match self {
            Db::Sqlite(_) => Ok(Some(self.text("pragma integrity_check(1)").await?).filter(|told| told != "ok")),
            Db::Postgres(_) => Ok(None),
        }
    }

    async fn text(&self, sql: &'static str) -> Result<String, StoreError> {
        let rows = self.query(sql, Vec::new()).await?;
        Ok(rows.first().map_or_else(String::new, |row| row.text(0).to_owned()))
    }

    /// Where an office's log ends.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn log_end(&self, office: &str) -> Result<LogEnd, StoreError> {
        let rows = self
            .query(
                "select count(*), coalesce(max(position), 0), max(at_us) from event where office = $1",
                vec![office.into()],
            )
            .await?;
        let row = rows.first().ok_or_else(|| StoreError::other("counting gave no row"))?;
        let newest = row.opt_int(2).and_then(|at| Timestamp::from_microsecond(at).ok());
        Ok(LogEnd { events: row.int(0), last: row.int(1), newest })
    }

    /// The events after a position, with theirs, in order; an empty page is the end.
    ///
    /// # Errors
    /// The database does not answer, or an event cannot be read.
    pub async fn log_page(&self, office: &str, after: i64) -> Result<Vec<(i64, Recorded)>, StoreError> {
        let rows = self
            .query(
                "select at_us, actor, payload, position from event
                 where office = $1 and position > $2 order by position limit 2000",
                vec![office.into(), after.into()],
            )
            .await?;
        rows.iter().map(|row| Ok((row.int(3), log::recorded(row)?))).collect()
    }

    /// The jobs of an office that are not done.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn backlog(&self, office: &str, now: Timestamp) -> Result<Backlog, StoreError> {
        let dead = self
            .query(
                "select id, coalesce(last_error, '') from job where office = $1 and dead = 1 order by run_at_us limit 20",
                vec![office.into()],
            )
            .await?;
        let due = self
            .query(
                "select count(*), min(run_at_us) from job
                 where office = $1 and done_us is null and dead = 0 and run_at_us <= $2",
                vec![office.into(), now.as_microsecond().into()],
            )
            .await?;
        let first = due.first();
        Ok(Backlog {
            dead: dead.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect(),
            due: first.map_or(0, |row| row.int(0)),
            oldest: first.and_then(|row| row.opt_int(1)).and_then(|at| Timestamp::from_microsecond(at).ok()),
        })
    }
}
