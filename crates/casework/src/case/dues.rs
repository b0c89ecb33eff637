//! The due days of a case's steps, derived: from when each began, the SOP's time and the office's calendar.
//!
//! An event keeps the due day as it was when the step began. A holiday declared later moves those that are still open;
//! a completed step is judged by the calendar that was in force when it was completed.

use jiff::Timestamp;
use jiff::civil::Date;

use super::Case;
use crate::office::{Calendar, Office};
use crate::sop::{Sop, StepId};

/// The last day on which a step that began at a moment is on time; nothing where the calendar does not reach that far or
/// the SOP has no such step.
pub fn due_of_step(sop: &Sop, step: &StepId, since: Timestamp, calendar: &Calendar) -> Option<Date> {
    sop.step(step)?.time.due_day(since, calendar).ok()
}

impl Case {
    /// The case with the due days of its steps as the office's calendars give them now.
    pub fn with_dues(mut self, office: &Office) -> Case {
        let Some(sop) = self.filing().and_then(|filing| office.catalogue.get(&filing.bundle)).cloned() else {
            return self;
        };
        for (step, open) in &mut self.open {
            open.due = due_of_step(&sop, step, open.since, &office.calendar).or(open.due);
        }
        for done in &mut self.done {
            done.due = due_of_step(&sop, &done.step, done.since, office.calendar_at(done.at)).or(done.due);
        }
        self
    }
}
