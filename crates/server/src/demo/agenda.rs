//! What is still to happen in the year, in the order of its moments.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use casework::case::CaseId;
use casework::sop::{StepId, TimerId};
use jiff::Timestamp;

/// Something that is to happen.
#[derive(Debug)]
pub enum Due {
    /// Somebody applies: the number of the application.
    Apply(usize),
    /// An officer takes a step, in one of its visits.
    Claim(CaseId, StepId, u32),
    /// An officer completes a step.
    Work(CaseId, StepId, u32),
    /// The applicant answers what was returned.
    Answer(CaseId, StepId, u32),
    /// A timer's hour comes.
    Timer(CaseId, TimerId, StepId, u32),
    /// The applicant gives up.
    Withdraw(CaseId),
    /// A letter's PDF is made.
    Record(CaseId, String),
    /// The holder hands in what a duty asks for.
    Fulfil(CaseId, String),
    /// The applicant pays what a step waits for.
    Pay(CaseId, StepId, u32),
    /// What was paid twice goes back.
    Refund(CaseId),
}

/// An entry of the agenda: ordered by its moment, then by the order of writing.
struct Entry(Timestamp, u64, Due);

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        (self.0, self.1) == (other.0, other.1)
    }
}

impl Eq for Entry {}

impl PartialOrd for Entry {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Entry {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.0, self.1).cmp(&(other.0, other.1))
    }
}

/// What is to happen before the year ends.
pub struct Agenda {
    entries: BinaryHeap<Reverse<Entry>>,
    noted: u64,
    until: Timestamp,
}

impl Agenda {
    /// Nothing is to happen yet.
    pub fn new(until: Timestamp) -> Agenda {
        Agenda { entries: BinaryHeap::new(), noted: 0, until }
    }

    /// The moment at which the year ends.
    pub fn until(&self) -> Timestamp {
        self.until
    }

    /// Notes what is to happen; what would come after the year's end does not.
    pub fn note(&mut self, at: Timestamp, due: Due) {
        if at < self.until {
            self.noted += 1;
            self.entries.push(Reverse(Entry(at, self.noted, due)));
        }
    }

    /// What happens next.
    pub fn next(&mut self) -> Option<(Timestamp, Due)> {
        self.entries.pop().map(|Reverse(Entry(at, _, due))| (at, due))
    }
}

/// Why people give up.
pub const WITHDRAWN: [&str; 4] = [
    "Rencana saya berubah.",
    "Saya akan mengajukan lagi dengan berkas yang lebih lengkap.",
    "Tempatnya batal dipakai.",
    "Salah memilih layanan.",
];
