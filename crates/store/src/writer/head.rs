//! What the writer remembers of an office: where its log ends, the numbers it gave, the cases it touched lately.

use std::collections::HashMap;
use std::mem;

use casework::case::{Case, CaseId, Recorded, Sequences, evolve};

use crate::log::{self, BEFORE_THE_FIRST, Hash};
use crate::{Row, StoreError};

/// How many cases each half of the memory holds.
const REMEMBERED: usize = 2_000;

/// Where the log of an office ends.
pub const END_OF_LOG: &str = "select position, hash from event where office = $1 order by position desc limit 1";
/// The sequences of an office.
pub const SEQUENCES: &str = "select name, value from sequence where office = $1";
/// What was appended after a position; [`Head::catch_up`] reads it.
pub const NEWS: &str = "select at_us, actor, payload, case_id, position, hash from event
     where office = $1 and position > $2 order by position limit 500";
/// How many events [`NEWS`] gives at most: with so many, the head is read anew.
pub const MOST_NEWS: usize = 500;

/// What the writer remembers of an office. It runs ahead of the database within a batch; when the batch fails, it must
/// be forgotten.
#[derive(Debug)]
pub struct Head {
    /// The position of the last event.
    pub position: i64,
    /// Its hash.
    pub hash: Hash,
    /// The last numbers given.
    pub sequences: Sequences,
    /// The cases touched lately, and those before them: when the first half is full, the second is forgotten.
    young: HashMap<CaseId, Case>,
    old: HashMap<CaseId, Case>,
}

impl Head {
    /// From the answers to [`END_OF_LOG`] and [`SEQUENCES`].
    pub fn from_rows(end: &[Row], sequences: &[Row]) -> Head {
        let (position, hash) =
            end.first().map_or((0, BEFORE_THE_FIRST), |row| (row.int(0), log::hash_from(row.bytes(1))));
        let last = |row: &Row| (row.text(0).to_owned(), u64::try_from(row.int(1)).unwrap_or(0));
        let sequences = Sequences(sequences.iter().map(last).collect());
        Head { position, hash, sequences, young: HashMap::new(), old: HashMap::new() }
    }

    /// Takes in what other processes appended: the answer to [`NEWS`].
    pub fn catch_up(&mut self, news: &[Row]) -> Result<(), StoreError> {
        for row in news {
            let recorded = log::recorded(row)?;
            let case = CaseId(row.int(3));
            if self.remembers(case) {
                let before = self.take(case);
                self.keep(Some(case), evolve(before, &recorded.event, recorded.at));
            }
            self.sequences.apply(&recorded.event);
            self.position = row.int(4);
            self.hash = log::hash_from(row.bytes(5));
        }
        Ok(())
    }

    /// Takes in what was appended by this process.
    pub fn advance(&mut self, events: &[Recorded], hash: Hash) {
        self.position += i64::try_from(events.len()).unwrap_or(0);
        self.hash = hash;
        for recorded in events {
            self.sequences.apply(&recorded.event);
        }
    }

    /// Whether a case is remembered.
    pub fn remembers(&self, id: CaseId) -> bool {
        self.young.contains_key(&id) || self.old.contains_key(&id)
    }

    /// Takes a case out of the memory; one of version 0 where it is not in it.
    pub fn take(&mut self, id: CaseId) -> Case {
        self.young.remove(&id).or_else(|| self.old.remove(&id)).unwrap_or_default()
    }

    /// Remembers a case; one of version 0 is none.
    pub fn keep(&mut self, id: Option<CaseId>, case: Case) {
        let Some(id) = id.filter(|_| case.version > 0) else { return };
        self.old.remove(&id);
        if self.young.len() >= REMEMBERED && !self.young.contains_key(&id) {
            self.old = mem::take(&mut self.young);
        }
        self.young.insert(id, case);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_has_a_bound_and_forgets_the_oldest_first() {
        let mut head = Head::from_rows(&[], &[]);
        let case = |version| Case { version, ..Case::default() };
        for id in 1..=3 * REMEMBERED as i64 {
            head.keep(Some(CaseId(id)), case(1));
            head.keep(Some(CaseId(1)), case(2));
        }
        assert!(head.young.len() + head.old.len() <= 2 * REMEMBERED);
        assert!(!head.remembers(CaseId(2)));
        assert!(head.remembers(CaseId(3 * REMEMBERED as i64)));
        assert_eq!(head.take(CaseId(1)).version, 2);
        assert!(!head.remembers(CaseId(1)));
    }

    #[test]
    fn a_case_that_is_none_is_not_remembered() {
        let mut head = Head::from_rows(&[], &[]);
        head.keep(Some(CaseId(7)), Case::default());
        assert!(!head.remembers(CaseId(7)));
        assert_eq!(head.take(CaseId(7)).version, 0);
    }
}
