//! The log as it is read again: from pages of rows to the statements that the projections give.

use casework::case::{Case, CaseId, Recorded, Sequences, evolve};

use super::Rebuild;
use crate::writer::{Change, given_out};
use crate::{Row, Statement, StoreError, log};

/// A log that is being read again.
pub struct Replay<'a> {
    rebuild: &'a Rebuild<'a>,
    case: (CaseId, Case),
    seq: i64,
    events: i64,
    sequences: Sequences,
}

impl<'a> Replay<'a> {
    /// At the beginning.
    pub fn new(rebuild: &'a Rebuild<'a>) -> Replay<'a> {
        let case = (CaseId::default(), Case::default());
        Replay { rebuild, case, seq: 0, events: 0, sequences: Sequences::default() }
    }

    /// The case and the place in it that was read last.
    pub fn place(&self) -> (i64, i64) {
        (self.case.0.0, self.seq)
    }

    /// How many events were read.
    pub fn events(&self) -> i64 {
        self.events
    }

    /// The statements of a page, command by command.
    pub fn page(&mut self, rows: Vec<Row>) -> Result<Vec<Statement>, StoreError> {
        let mut statements = Vec::new();
        for group in rows.chunk_by(|one, other| one.int(3) == other.int(3) && one.text(5) == other.text(5)) {
            let events = group.iter().map(log::recorded).collect::<Result<Vec<Recorded>, _>>()?;
            let id = CaseId(group[0].int(3));
            let (known, before) = std::mem::take(&mut self.case);
            let before = if known == id { before } else { Case::default() };
            let case = events.iter().fold(before, |case, recorded| evolve(case, &recorded.event, recorded.at));
            let change = Change { office: self.rebuild.office, case_id: id, events: &events, case: &case };
            statements.extend((self.rebuild.rows)(&change, &self.rebuild.rules));
            for (name, value) in events.iter().filter_map(|recorded| recorded.event.sequence()) {
                let last = self.sequences.0.entry(name.to_owned()).or_default();
                *last = value.max(*last);
            }
            self.events += i64::try_from(group.len()).unwrap_or(0);
            self.seq = group[group.len() - 1].int(4);
            self.case = (id, case);
        }
        Ok(statements)
    }

    /// The numbers given out, once all is read.
    pub fn sequences(&self) -> Vec<Statement> {
        self.sequences.0.iter().map(|(name, value)| given_out(self.rebuild.office, name, *value)).collect()
    }
}
