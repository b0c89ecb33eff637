//! Rebuilding the read tables: they are emptied and written again from the log, and come out the same.
//!
//! The log is read case by case, so that only one case has to be in memory. That is the same as reading it in the order
//! of positions, because what a projection writes for one case does not depend on another.

mod compare;
mod replay;
mod scratch;

use std::sync::Arc;

use casework::office::Office;

use crate::postgres::{self, Postgres};
use crate::writer::Projection;
use crate::{Db, Row, Statement, StoreError, Value, Writer, dialect};
pub use compare::{Difference, differences};
use replay::Replay;
use scratch::Scratch;

/// How many events are read and written at a time.
const PAGE: i64 = 4_000;

const EVENTS: &str = "select at_us, actor, payload, case_id, seq, request_id from event
     where office = $1 and (case_id, seq) > ($2, $3) order by case_id, seq limit $4";

/// What a rebuild needs to know of an office.
pub struct Rebuild<'a> {
    /// The office's id.
    pub office: &'a str,
    /// Its rules.
    pub rules: Arc<Office>,
    /// The read tables.
    pub rows: &'a Projection,
    /// The statements that empty them for this office: `delete from TABLE where office = $1`.
    pub clear: Vec<Statement>,
}

impl Rebuild<'_> {
    /// The statements that empty everything that is to be written again.
    fn clear(&self) -> Vec<Statement> {
        let mut clear = self.clear.clone();
        clear.push(Statement::new("delete from sequence where office = $1", vec![self.office.into()]));
        clear
    }

    /// The parameters of [`EVENTS`] for the page after a place.
    fn page(&self, (case, seq): (i64, i64)) -> Vec<Value> {
        vec![self.office.into(), case.into(), seq.into(), PAGE.into()]
    }
}

/// Empties the read tables of an office and writes them again from its log. The office must not be worked in meanwhile.
/// Gives the number of events read.
///
/// On PostgreSQL it is one transaction: until it ends, everybody sees the old rows.
///
/// # Errors
/// The database does not answer, or an event cannot be read; on SQLite the tables are then incomplete and the rebuild
/// must be run again.
pub async fn rebuild(db: &Db, writer: &Writer, rebuild: &Rebuild<'_>) -> Result<i64, StoreError> {
    match db {
        Db::Sqlite(_) => through_the_writer(db, writer, rebuild).await,
        Db::Postgres(db) => through_a_scratch(db, rebuild).await,
    }
}

/// Page by page through the writer; while it writes one, the next is read and computed.
async fn through_the_writer(db: &Db, writer: &Writer, rebuild: &Rebuild<'_>) -> Result<i64, StoreError> {
    writer.write(rebuild.clear()).await?;
    let mut replay = Replay::new(rebuild);
    let mut writing = None;
    loop {
        let rows = db.query(EVENTS, rebuild.page(replay.place())).await?;
        let last = rows.is_empty();
        let statements = if last { replay.sequences() } else { replay.page(whole(rows))? };
        let next = Some({
            let writer = writer.clone();
            tokio::spawn(async move { writer.write(statements).await })
        });
        let before = std::mem::replace(&mut writing, next);
        for written in before.into_iter().chain(writing.take_if(|_| last)) {
            written.await.map_err(|error| StoreError::other(error.to_string()))??;
        }
        if last {
            return Ok(replay.events());
        }
    }
}

/// In the memory of this process first, with the same statements, and from there row by row in bulk: a server would
/// need a message for every statement, and a case has dozens of them.
async fn through_a_scratch(db: &Postgres, rebuild: &Rebuild<'_>) -> Result<i64, StoreError> {
    let client = db.maintain().await?;
    client.batch_execute("begin").await?;
    let lock = client.prepare(dialect::POSTGRES_LOCK).await?;
    client.query(&lock, &[&rebuild.office]).await?;
    let events = client.prepare(EVENTS).await?;
    let mut replay = Replay::new(rebuild);
    let scratch = Scratch::start()?;
    loop {
        let rows = postgres::query(&client, &events, &rebuild.page(replay.place())).await?;
        if rows.is_empty() {
            break;
        }
        scratch.run(replay.page(whole(rows))?).await?;
    }
    scratch.run(replay.sequences()).await?;
    let clear = rebuild.clear();
    for statement in &clear {
        postgres::query(&client, &client.prepare(statement.sql).await?, &statement.params).await?;
    }
    scratch.pour(&client, clear.iter().filter_map(|statement| scratch::emptied(statement.sql))).await?;
    client.batch_execute("commit").await?;
    Ok(replay.events())
}

/// A full page cut where a command ends: a command's events are one change.
fn whole(mut rows: Vec<Row>) -> Vec<Row> {
    if i64::try_from(rows.len()).is_ok_and(|count| count == PAGE) {
        let command = |row: &Row| (row.int(3), row.text(5).to_owned());
        let last = rows.last().map(command);
        let end = rows.iter().rposition(|row| Some(command(row)) != last).map_or(rows.len(), |at| at + 1);
        rows.truncate(end);
    }
    rows
}
