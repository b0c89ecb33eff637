//! The log as rows: how an event is written, hashed, and read back.
//!
//! The hash of a row is SHA-256 over the hash of the row before it (32 zero bytes for the first of an office) and, each
//! preceded by its length as eight bytes, big-endian: office, position, case, count, moment in microseconds, request,
//! actor, payload; numbers in decimal. Changing, removing or swapping rows breaks every hash after them.

use casework::case::{Actor, Case, CaseId, Event, Recorded, evolve};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::{Db, Row, Statement, StoreError};

/// SHA-256.
pub(crate) type Hash = [u8; 32];

/// The hash before the first event of an office.
pub(crate) const BEFORE_THE_FIRST: Hash = [0; 32];

/// The statement that appends an event. Its parameters are made by [`row`].
pub(crate) const INSERT: &str =
    "insert into event (office, position, case_id, seq, kind, at_us, actor, request_id, payload, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// Where an event stands.
pub(crate) struct Place<'a> {
    pub office: &'a str,
    pub position: i64,
    pub case: CaseId,
    pub seq: u64,
    pub request: &'a str,
    /// By whose hand, as [`actor`] writes it.
    pub actor: &'a str,
}

/// An actor as the log has it.
pub(crate) fn actor(actor: &Actor) -> Result<String, StoreError> {
    serde_json::to_string(actor).map_err(unwritable)
}

fn unwritable(error: serde_json::Error) -> StoreError {
    StoreError::other(format!("an event cannot be written: {error}"))
}

/// The row of an event, and its hash.
pub(crate) fn row(place: &Place<'_>, recorded: &Recorded, before: &Hash) -> Result<(Statement, Hash), StoreError> {
    let payload = serde_json::to_string(&recorded.event).map_err(unwritable)?;
    let at = recorded.at.as_microsecond();
    let seq = i64::try_from(place.seq).unwrap_or(i64::MAX);
    let numbers = [place.position, place.case.0, seq, at];
    let hash = chained(before, place.office, numbers, [place.request, place.actor, &payload]);
    let statement = Statement::new(
        INSERT,
        vec![
            place.office.into(),
            place.position.into(),
            place.case.0.into(),
            seq.into(),
            recorded.event.name().into(),
            at.into(),
            place.actor.into(),
            place.request.into(),
            payload.into(),
            hash.as_slice().into(),
        ],
    );
    Ok((statement, hash))
}

/// The hash of a row: see the head of this file.
fn chained(before: &Hash, office: &str, numbers: [i64; 4], texts: [&str; 3]) -> Hash {
    let mut hash = Sha256::new_with_prefix(before);
    let mut take = |part: &str| {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    };
    take(office);
    numbers.iter().for_each(|number| take(&number.to_string()));
    texts.into_iter().for_each(take);
    hash.finalize().into()
}

/// A hash from its column; one of another length is none of ours, and breaks the chain.
pub(crate) fn hash_from(bytes: &[u8]) -> Hash {
    bytes.try_into().unwrap_or([0xff; 32])
}

/// The columns of an event that [`recorded`] reads, in its order.
pub(crate) const OF_A_CASE: &str =
    "select at_us, actor, payload, case_id from event where office = $1 and case_id = $2 order by seq";

/// An event from its row.
pub(crate) fn recorded(row: &Row) -> Result<Recorded, StoreError> {
    let unreadable = |error: serde_json::Error| StoreError::other(format!("an event cannot be read: {error}"));
    let event: Event = serde_json::from_str(row.text(2)).map_err(unreadable)?;
    let actor: Actor = serde_json::from_str(row.text(1)).map_err(unreadable)?;
    let at = Timestamp::from_microsecond(row.int(0)).map_err(|error| StoreError::other(error.to_string()))?;
    Ok(Recorded { event, at, actor })
}

/// A case as its events make it.
pub(crate) fn fold(rows: &[Row]) -> Result<Case, StoreError> {
    rows.iter().try_fold(Case::default(), |case, row| {
        let recorded = recorded(row)?;
        Ok(evolve(case, &recorded.event, recorded.at))
    })
}

impl Db {
    /// A case and what has happened to it, oldest first; nothing where there is no such case.
    ///
    /// # Errors
    /// The database does not answer, or an event cannot be read.
    pub async fn case(&self, office: &str, case: CaseId) -> Result<Option<(Case, Vec<Recorded>)>, StoreError> {
        let rows = self.query(OF_A_CASE, vec![office.into(), case.0.into()]).await?;
        if rows.is_empty() {
            return Ok(None);
        }
        let history = rows.iter().map(recorded).collect::<Result<Vec<_>, _>>()?;
        let case = history.iter().fold(Case::default(), |case, recorded| evolve(case, &recorded.event, recorded.at));
        Ok(Some((case, history)))
    }

    /// Recomputes the hashes of an office's whole log.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn verify(&self, office: &str) -> Result<Verified, StoreError> {
        let mut verified = Verified { events: 0, broken_at: None, last: BEFORE_THE_FIRST };
        loop {
            let rows = self
                .query(
                    "select position, case_id, seq, at_us, request_id, actor, payload, hash from event
                     where office = $1 and position > $2 order by position limit 5000",
                    vec![office.into(), verified.events.into()],
                )
                .await?;
            for row in &rows {
                let numbers = [0, 1, 2, 3].map(|column| row.int(column));
                let hash = chained(&verified.last, office, numbers, [row.text(4), row.text(5), row.text(6)]);
                if row.int(0) != verified.events + 1 || hash != row.bytes(7) {
                    verified.broken_at = Some(verified.events + 1);
                    return Ok(verified);
                }
                verified.events += 1;
                verified.last = hash;
            }
            if rows.is_empty() {
                return Ok(verified);
            }
        }
    }
}

/// What [`Db::verify`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many events are as they were written, from the first on.
    pub events: i64,
    /// The first position at which the log is not as it was written.
    pub broken_at: Option<i64>,
    /// The hash of the last of these events. Noted outside the database together with their number, it shows later
    /// whether the log's end was cut off, which the log itself cannot.
    pub last: [u8; 32],
}
