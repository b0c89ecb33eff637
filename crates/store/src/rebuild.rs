//! Rebuilding the read tables: they are emptied and written again from the log, and come out the same.

use std::collections::HashMap;
use std::sync::Arc;

use casework::case::{Case, CaseId, Recorded, evolve};
use casework::office::Office;

use crate::writer::{Change, Projection, sequences};
use crate::{Db, Row, Statement, StoreError, Writer, log};

/// How many events are read and written at a time.
const PAGE: i64 = 4_000;

/// What a rebuild needs to know of an office.
pub struct Rebuild<'a> {
    /// The office's id.
    pub office: &'a str,
    /// Its rules.
    pub rules: Arc<Office>,
    /// The read tables.
    pub rows: &'a Projection,
    /// The statements that empty them for this office.
    pub clear: Vec<Statement>,
}

/// Empties the read tables of an office and writes them again from its log. The office must not be worked in meanwhile.
/// Gives the number of events read.
///
/// # Errors
/// The database does not answer, or an event cannot be read; the tables are then incomplete and the rebuild must be
/// run again.
pub async fn rebuild(db: &Db, writer: &Writer, rebuild: &Rebuild<'_>) -> Result<i64, StoreError> {
    let mut clear = rebuild.clear.clone();
    clear.push(Statement::new("delete from sequence where office = $1", vec![rebuild.office.into()]));
    writer.write(clear).await?;
    let mut cases: HashMap<CaseId, Case> = HashMap::new();
    let mut position = 0;
    loop {
        let rows = page(db, rebuild.office, position).await?;
        let Some(last) = rows.last() else { return Ok(position) };
        position = last.int(4);
        let mut statements = Vec::new();
        for group in rows.chunk_by(|one, other| one.int(3) == other.int(3) && one.text(5) == other.text(5)) {
            let id = CaseId(group[0].int(3));
            let events = group.iter().map(log::recorded).collect::<Result<Vec<Recorded>, _>>()?;
            let before = cases.remove(&id).unwrap_or_default();
            let case = events.iter().fold(before, |case, recorded| evolve(case, &recorded.event, recorded.at));
            let change = Change { office: rebuild.office, case_id: id, events: &events, case: &case };
            statements.extend(sequences(&change));
            statements.extend((rebuild.rows)(&change, &rebuild.rules));
            cases.insert(id, case);
        }
        writer.write(statements).await?;
    }
}

/// The next events, cut where a command ends: a command's events are one change.
async fn page(db: &Db, office: &str, after: i64) -> Result<Vec<Row>, StoreError> {
    let rows = db
        .query(
            "select at_us, actor, payload, case_id, position, request_id from event
             where office = $1 and position > $2 order by position limit $3",
            vec![office.into(), after.into(), PAGE.into()],
        )
        .await?;
    let full = i64::try_from(rows.len()).is_ok_and(|count| count == PAGE);
    let whole = match rows.last().filter(|_| full).map(|row| row.text(5).to_owned()) {
        None => rows.len(),
        Some(last) => rows.iter().rposition(|row| row.text(5) != last).map_or(rows.len(), |at| at + 1),
    };
    let mut rows = rows;
    rows.truncate(whole);
    Ok(rows)
}
