//! The few places in which the two databases differ.
//!
//! The common dialect: types `text`, `bigint`, `bytea`; values `$1`, `$2` …; `on conflict`, `returning`, window
//! functions, recursive common table expressions. Truth is a `bigint` of 0 or 1.

use std::borrow::Cow;

/// The two databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// SQLite, embedded.
    Sqlite,
    /// PostgreSQL 15 or newer.
    Postgres,
}

/// One writer per office at a time, over all nodes: held until the transaction ends. SQLite needs none: `begin
/// immediate` is its lock.
pub const POSTGRES_LOCK: &str = "select pg_advisory_xact_lock(7302, hashtext(current_schema() || '.' || $1))";

/// The answers kept for some of these requests (`$2` is a list).
pub const POSTGRES_KEPT: &str = "select id, result from request where office = $1 and id = any($2)";

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

    /// How many tables of this name there are: 0 or 1.
    pub(crate) fn has_table(self) -> &'static str {
        match self {
            Dialect::Sqlite => "select count(*) from sqlite_master where type = 'table' and name = $1",
            Dialect::Postgres => {
                "select count(*) from pg_catalog.pg_tables where schemaname = current_schema() and tablename::text = $1"
            }
        }
    }
}

/// The statement as SQLite wants it: it would take `$1` for a name and number it by its first use.
pub fn for_sqlite(sql: &str) -> Cow<'_, str> {
    if !sql.contains('$') {
        return Cow::Borrowed(sql);
    }
    let mut out = String::with_capacity(sql.len());
    let mut quote: Option<char> = None;
    let mut chars = sql.chars().peekable();
    while let Some(c) = chars.next() {
        match quote {
            Some(end) if c == end => quote = None,
            Some(_) => {}
            None if c == '\'' || c == '"' => quote = Some(c),
            None => {}
        }
        let parameter = quote.is_none() && c == '$' && chars.peek().is_some_and(char::is_ascii_digit);
        out.push(if parameter { '?' } else { c });
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_parameters_are_rewritten() {
        let cases = [
            ("a = $12 and b = $1", "a = ?12 and b = ?1"),
            ("a = 'it''s $1' || $1", "a = 'it''s $1' || ?1"),
            ("\"$1\" = $1", "\"$1\" = ?1"),
            ("a = '$' || $2", "a = '$' || ?2"),
        ];
        for (written, wanted) in cases {
            assert_eq!(for_sqlite(written), wanted);
        }
    }
}
