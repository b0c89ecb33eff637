//! From a command to the statements that write it. Pure: neither database is known here.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use casework::case::{self, Case, CaseId, Context, Recorded, Refusal, Sequences, evolve};

use super::{Change, Done, Request, Rules};
use crate::log::{self, BEFORE_THE_FIRST, Place};
use crate::{Row, Statement, StoreError};

/// How many cases are remembered between commands.
const REMEMBERED: usize = 20_000;

/// What the writer remembers of an office: where its log ends, its sequences, the cases it touched lately.
#[derive(Debug, Default)]
pub struct Head {
    pub position: i64,
    pub hash: Vec<u8>,
    pub sequences: Sequences,
    pub cases: HashMap<CaseId, Arc<Case>>,
}

/// What has to be known of an office before its first command: where its log ends.
pub const END_OF_LOG: &str = "select position, hash from event where office = $1 order by position desc limit 1";
/// The sequences of an office.
pub const SEQUENCES: &str = "select name, value from sequence where office = $1";
/// The kept answer to a request.
pub const KEPT: &str = "select result from request where office = $1 and id = $2";

impl Head {
    /// From the answers to [`END_OF_LOG`] and [`SEQUENCES`].
    pub fn from_rows(end: &[Row], sequences: &[Row]) -> Head {
        let (position, hash) =
            end.first().map_or((0, BEFORE_THE_FIRST.to_vec()), |row| (row.int(0), row.bytes(1).to_vec()));
        let last = |row: &Row| (row.text(0).to_owned(), u64::try_from(row.int(1)).unwrap_or(0));
        let sequences = Sequences(sequences.iter().map(last).collect());
        Head { position, hash, sequences, cases: HashMap::new() }
    }

    /// Takes in what was written.
    pub fn advance(&mut self, planned: Planned) {
        self.position += i64::try_from(planned.events.len()).unwrap_or(0);
        self.hash = planned.hash;
        for recorded in &planned.events {
            self.sequences.apply(&recorded.event);
        }
        if self.cases.len() >= REMEMBERED {
            self.cases.clear();
        }
        self.cases.insert(planned.done.case, Arc::new(planned.case));
    }
}

/// A command decided but not yet written.
pub struct Planned {
    pub statements: Vec<Statement>,
    pub done: Done,
    events: Vec<Recorded>,
    case: Case,
    hash: Vec<u8>,
}

/// Decides a command and says what is to be written.
pub fn plan(
    head: &Head,
    rules: &Rules,
    request: &Request,
    case: Option<&Case>,
    facts: &BTreeMap<String, i64>,
) -> Result<Result<Planned, Refusal>, StoreError> {
    let office = (rules.office)();
    let before = case.cloned().unwrap_or_default();
    let context = Context {
        at: request.at,
        actor: &request.actor,
        office: &office,
        sequences: &head.sequences,
        random: request.random,
        facts,
    };
    let events = match case::decide(&before, &request.command, &context) {
        Ok(events) => events,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let id = request.case.unwrap_or(CaseId(head.position + 1));
    let events: Vec<Recorded> =
        events.into_iter().map(|event| Recorded { event, at: request.at, actor: request.actor.clone() }).collect();
    let (mut statements, hash) = appended(head, request, id, before.version, &events)?;
    let case = events.iter().fold(before, |case, recorded| evolve(case, &recorded.event, recorded.at));
    let done = Done { case: id, version: case.version };
    let change = Change { office: &request.office, case_id: id, events: &events, case: &case };
    statements.extend(sequences(&change));
    statements.extend((rules.rows)(&change, &office));
    statements.extend((rules.effects)(&change, &office));
    statements.push(keep(request, &done)?);
    Ok(Ok(Planned { statements, done, events, case, hash }))
}

/// The rows of the events, and the hash of the last.
fn appended(
    head: &Head,
    request: &Request,
    case: CaseId,
    version: u64,
    events: &[Recorded],
) -> Result<(Vec<Statement>, Vec<u8>), StoreError> {
    let mut hash = head.hash.clone();
    let mut statements = Vec::with_capacity(events.len() + 8);
    for (count, recorded) in (1..).zip(events) {
        let place = Place {
            office: &request.office,
            position: head.position + count,
            case,
            seq: version + u64::try_from(count).unwrap_or(0),
            request: &request.id,
        };
        let (statement, next) = log::row(&place, recorded, &hash)?;
        statements.push(statement);
        hash = next;
    }
    Ok((statements, hash))
}

/// The numbers that were given out. A rebuild writes these too.
pub fn sequences(change: &Change<'_>) -> Vec<Statement> {
    let given = change.events.iter().filter_map(|recorded| recorded.event.sequence());
    given
        .map(|(name, value)| {
            Statement::new(
                "insert into sequence (office, name, value) values ($1, $2, $3)
                 on conflict (office, name) do update set value = excluded.value",
                vec![change.office.into(), name.into(), i64::try_from(value).unwrap_or(i64::MAX).into()],
            )
        })
        .collect()
}

fn keep(request: &Request, done: &Done) -> Result<Statement, StoreError> {
    let result = serde_json::to_string(done).map_err(|error| StoreError::other(error.to_string()))?;
    Ok(Statement::new(
        "insert into request (office, id, result, at_us) values ($1, $2, $3, $4)",
        vec![
            request.office.as_str().into(),
            request.id.as_str().into(),
            result.into(),
            request.at.as_microsecond().into(),
        ],
    ))
}

/// A kept answer from its row.
pub fn kept(rows: &[Row]) -> Option<Done> {
    rows.first().and_then(|row| serde_json::from_str(row.text(0)).ok())
}
