//! Whether the read tables say what the log says: they are made anew in memory and compared, row by row.

use std::collections::HashMap;

use super::scratch::{self, Scratch};
use super::{EVENTS, Rebuild, Replay, whole};
use crate::{Db, StoreError, Value};

/// How a read table differs from what the log gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The table.
    pub table: &'static str,
    /// Rows that the log gives and the table lacks.
    pub missing: usize,
    /// Rows of the table that the log does not give.
    pub stray: usize,
}

/// The read tables of an office that differ from its log. Nobody should work in the office meanwhile: what comes in
/// between reading the log and reading a table looks like a difference.
///
/// # Errors
/// The database does not answer, or an event cannot be read.
pub async fn differences(db: &Db, rebuild: &Rebuild<'_>) -> Result<Vec<Difference>, StoreError> {
    let mut replay = Replay::new(rebuild);
    let scratch = Scratch::start()?;
    loop {
        let rows = db.query(EVENTS, rebuild.page(replay.place())).await?;
        if rows.is_empty() {
            break;
        }
        scratch.run(replay.page(whole(rows))?).await?;
    }
    scratch.run(replay.sequences()).await?;
    let mut differences = Vec::new();
    for statement in rebuild.clear() {
        let (Some(table), Some(select)) = (scratch::emptied(statement.sql), selecting(statement.sql)) else { continue };
        let mut counts: HashMap<Vec<Value>, i64> = HashMap::new();
        for row in scratch.rows(table).await? {
            *counts.entry(row).or_default() += 1;
        }
        for row in db.query(select, statement.params.clone()).await? {
            *counts.entry(row.values().to_vec()).or_default() -= 1;
        }
        let sum =
            |of: fn(i64) -> i64| usize::try_from(counts.values().map(|count| of(*count)).sum::<i64>()).unwrap_or(0);
        let difference = Difference { table, missing: sum(|count| count.max(0)), stray: sum(|count| (-count).max(0)) };
        if difference.missing + difference.stray > 0 {
            differences.push(difference);
        }
    }
    Ok(differences)
}

/// The statement that reads the rows which a clearing one would delete. It is made once for each table and kept: what is
/// asked of a database is known by the place of its text.
fn selecting(delete: &'static str) -> Option<&'static str> {
    let rest = delete.strip_prefix("delete")?;
    Some(Box::leak(format!("select *{rest}").into_boxed_str()))
}
