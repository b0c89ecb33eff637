//! From a command to the statements that write it. Pure: neither database is known here.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use casework::case::{self, CaseId, Context, Recorded, Refusal, evolve};

use super::head::Head;
use super::{Change, Done, Request, Rules};
use crate::log::{self, Hash, Place};
use crate::{Row, Statement, StoreError, Value};

/// The kept answer to a request.
pub const KEPT: &str = "select result from request where office = $1 and id = $2";

/// A command decided but not yet written. The head has taken it in already: when it cannot be written, the head must
/// be forgotten.
pub struct Planned {
    pub statements: Vec<Statement>,
    pub done: Done,
}

/// Decides a command and says what is to be written. The case must be in the head, where the request names one.
///
/// A refusal changes nothing and is not kept: asked again, it is decided again.
pub fn plan(
    head: &mut Head,
    rules: &Rules,
    request: &Request,
    facts: &BTreeMap<String, i64>,
) -> Result<Result<Planned, Refusal>, StoreError> {
    // A fault in a rule or a projection fails its own command; the writer goes on for the others.
    catch_unwind(AssertUnwindSafe(|| decided(head, rules, request, facts)))
        .unwrap_or_else(|_| Err(StoreError::other("a rule or a projection broke off")))
}

fn decided(
    head: &mut Head,
    rules: &Rules,
    request: &Request,
    facts: &BTreeMap<String, i64>,
) -> Result<Result<Planned, Refusal>, StoreError> {
    let office = (rules.office)();
    let before = request.case.map(|id| head.take(id)).unwrap_or_default();
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
        Err(refusal) => {
            head.keep(request.case, before);
            return Ok(Err(refusal));
        }
    };
    let record = |event| Recorded { event, at: request.at, actor: request.actor.clone() };
    let events: Vec<Recorded> = events.into_iter().map(record).collect();
    let id = request.case.filter(|_| before.version > 0).unwrap_or(CaseId(head.position + 1));
    let (mut statements, hash) = appended(head, request, id, before.version, &events)?;
    let case = events.iter().fold(before, |case, recorded| evolve(case, &recorded.event, recorded.at));
    if !events.is_empty() {
        let change = Change { office: &request.office, case_id: id, events: &events, case: &case };
        statements.extend(sequences(&change));
        statements.extend((rules.rows)(&change, &office));
        statements.extend((rules.effects)(&change, &office));
    }
    let done = Done { case: id, version: case.version, content: request.content.clone() };
    statements.push(keep(request, &done)?);
    head.advance(&events, hash);
    head.keep(Some(id), case);
    Ok(Ok(Planned { statements, done }))
}

/// The rows of the events, and the hash of the last.
fn appended(
    head: &Head,
    request: &Request,
    case: CaseId,
    version: u64,
    events: &[Recorded],
) -> Result<(Vec<Statement>, Hash), StoreError> {
    let mut hash = head.hash;
    let mut statements = Vec::with_capacity(events.len() + 12);
    let actor = log::actor(&request.actor)?;
    for (position, (seq, recorded)) in (head.position + 1..).zip((version + 1..).zip(events)) {
        let place = Place { office: &request.office, position, case, seq, request: &request.id, actor: &actor };
        let (statement, next) = log::row(&place, recorded, &hash)?;
        statements.push(statement);
        hash = next;
    }
    Ok((statements, hash))
}

/// The numbers that were given out.
fn sequences(change: &Change<'_>) -> impl Iterator<Item = Statement> {
    let given = change.events.iter().filter_map(|recorded| recorded.event.sequence());
    given.map(|(name, value)| given_out(change.office, name, value))
}

/// The last number of a sequence. A rebuild writes these too.
pub fn given_out(office: &str, name: &str, value: u64) -> Statement {
    Statement::new(
        "insert into sequence (office, name, value) values ($1, $2, $3)
         on conflict (office, name) do update set value = excluded.value",
        vec![office.into(), name.into(), i64::try_from(value).unwrap_or(i64::MAX).into()],
    )
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

/// A kept answer from the text in its row.
pub fn kept(text: &str) -> Result<Done, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::other(format!("a kept answer cannot be read: {error}")))
}

/// A fact from the answer to its query: the number in the first row, or 0.
pub fn fact(rows: &[Row]) -> Result<i64, StoreError> {
    match rows.first().and_then(|row| row.values().first()) {
        None | Some(Value::Null) => Ok(0),
        Some(Value::Int(number)) => Ok(*number),
        Some(Value::Text(_) | Value::Bytes(_)) => {
            Err(StoreError::other("a fact is a whole number; its query gives none"))
        }
    }
}
