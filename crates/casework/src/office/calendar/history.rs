//! Every calendar that an office has had: which one was in force at a moment, and which one has a version.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Calendar, CalendarChange, CalendarFault};

/// The calendars of an office, oldest first, each from the moment at which it was decided. Empty where the office has
/// only ever had the one in force.
///
/// What ended is judged by the calendar of its time; only what is still open is judged by the one in force.
#[derive(Clone, Debug, Default)]
pub struct Calendars {
    versions: Vec<(Timestamp, Arc<Calendar>)>,
}

impl Calendars {
    /// Plays the changes of an office in their order; the first one is its base.
    ///
    /// A base that comes later (the office's file or the program's table has changed) is taken with the changes that were
    /// made before it on top; one of these that no longer changes anything is left out.
    ///
    /// # Errors
    /// The first change is no base, or one of them contradicts the calendar before it.
    pub fn replay<'a>(
        changes: impl IntoIterator<Item = (Timestamp, &'a CalendarChange)>,
    ) -> Result<Calendars, CalendarFault> {
        let mut versions: Vec<(Timestamp, Arc<Calendar>)> = Vec::new();
        let mut made: Vec<&CalendarChange> = Vec::new();
        for (at, change) in changes {
            let next = match (versions.last(), change) {
                (None, CalendarChange::Base { rules, holidays }) => Calendar::new((**rules).clone(), holidays)?,
                (Some((_, before)), CalendarChange::Base { .. }) => {
                    let base = before.changed(change)?;
                    let version = base.version();
                    made.iter()
                        .fold(base, |calendar, made| calendar.changed(made).unwrap_or(calendar))
                        .numbered(version)
                }
                (Some((_, before)), _) => before.changed(change)?,
                (None, _) => Calendar::new(Default::default(), "")?,
            };
            match change {
                CalendarChange::Base { .. } => {}
                CalendarChange::Closed { .. }
                | CalendarChange::Opened { .. }
                | CalendarChange::Hours { .. }
                | CalendarChange::HoursDropped { .. }
                | CalendarChange::Table { .. } => made.push(change),
            }
            versions.push((at, Arc::new(next)));
        }
        Ok(Calendars { versions })
    }

    /// The newest.
    pub fn newest(&self) -> Option<&Calendar> {
        self.versions.last().map(|(_, calendar)| &**calendar)
    }

    /// The one that was in force at a moment; before the first decision the first one.
    pub fn at(&self, moment: Timestamp) -> Option<&Calendar> {
        let later = self.versions.partition_point(|(from, _)| *from <= moment);
        self.versions.get(later.saturating_sub(1)).map(|(_, calendar)| &**calendar)
    }

    /// The one with a version.
    pub fn version(&self, version: u32) -> Option<&Calendar> {
        self.versions.iter().map(|(_, calendar)| &**calendar).find(|calendar| calendar.version() == version)
    }
}

impl Calendar {
    /// The same calendar under another number.
    fn numbered(mut self, version: u32) -> Calendar {
        self.rules.version = version;
        self
    }
}
