//! The few places in which the two databases differ.

use std::borrow::Cow;

/// The two databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite, embedded.
    Sqlite,
    /// PostgreSQL 15 or newer.
    Postgres,
}

impl Dialect {
    /// Takes the next jobs that are due and locks them, oldest first.
    pub fn claim_jobs(self) -> &'static str {
        match self {
            Dialect::Sqlite => {
                "update job set locked_until_us = $2, attempts = attempts + 1 where (office, id) in (
                     select office, id from job
                     where done_us is null and dead = 0 and run_at_us <= $1 and locked_until_us <= $1
                     order by run_at_us limit $3)
                 returning office, id, kind, payload, attempts, run_at_us"
            }
            Dialect::Postgres => {
                "update job set locked_until_us = $2, attempts = attempts + 1 where (office, id) in (
                     select office, id from job
                     where done_us is null and dead = 0 and run_at_us <= $1 and locked_until_us <= $1
                     order by run_at_us limit $3 for update skip locked)
                 returning office, id, kind, payload, attempts, run_at_us"
            }
        }
    }
}

/// `$1` as SQLite counts parameters: `?1`.
pub fn for_sqlite(sql: &str) -> Cow<'_, str> {
    if sql.contains('$') { Cow::Owned(sql.replace('$', "?")) } else { Cow::Borrowed(sql) }
}
