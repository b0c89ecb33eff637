//! What the day clocks of a case are derived from, in one value: kept beside the case's row, so that a changed calendar can
//! count a hundred thousand cases anew without reading their histories.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Due, Ledger, Promise, due};
use crate::case::Case;
use crate::office::calendar::{Calendar, CalendarGap};
use crate::sop::Sop;

/// The clocks that count in whole days from the submission on: the promise to the applicant, and the limit of the law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clocks {
    /// When the application was filed.
    pub started: Timestamp,
    /// What was promised to the applicant.
    pub promise: Promise,
    /// Within how many working days the law wants a decision, where the SOP names such a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Promise>,
    /// Who held the case.
    pub ledger: Ledger,
}

impl Clocks {
    /// The clocks of a case under its SOP; nothing for a case that has not begun.
    pub fn of(case: &Case, sop: Option<&Sop>, calendar: &Calendar) -> Option<Clocks> {
        let filing = case.filing()?;
        let limit = sop.and_then(|sop| sop.standard.statutory);
        Some(Clocks {
            started: filing.at,
            promise: filing.promise,
            limit: limit.map(|time| Promise::of(time, calendar.minutes_per_day())),
            ledger: case.ledger.clone(),
        })
    }

    /// How the case stands against the promise.
    ///
    /// # Errors
    /// The calendar does not have a year that is needed.
    pub fn promise(&self, calendar: &Calendar) -> Result<Due, CalendarGap> {
        due(&self.ledger, self.started, self.promise, calendar)
    }

    /// How the case stands against the limit of the law, where there is one. What stops the promise stops it too: while
    /// the application is not complete, or the law or a payment is waited for, the office cannot decide.
    ///
    /// # Errors
    /// The calendar does not have a year that is needed.
    pub fn limit(&self, calendar: &Calendar) -> Result<Option<Due>, CalendarGap> {
        self.limit.map(|limit| due(&self.ledger, self.started, limit, calendar)).transpose()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::clock::{Holder, Reason};
    use crate::office::calendar::{CalendarRules, Zone};

    #[test]
    fn both_clocks_stand_still_together_and_survive_being_stored() {
        let holidays = include_str!("../../../../data/libur/libur_indonesia_2020_2027.csv");
        let calendar = Calendar::new(CalendarRules::default(), holidays).unwrap();
        let at = |day| Zone::Wib.at(date(2026, 4, day), 10, 0);
        let mut ledger = Ledger::default();
        ledger.switch(at(6), Holder::FrontOffice, Reason::Work);
        ledger.switch(at(8), Holder::Applicant, Reason::Correction);
        ledger.switch(at(13), Holder::FrontOffice, Reason::Work);
        let clocks = Clocks { started: at(6), promise: Promise { days: 5 }, limit: Some(Promise { days: 10 }), ledger };
        let stored: Clocks = serde_json::from_str(&serde_json::to_string(&clocks).unwrap()).unwrap();
        assert_eq!(stored, clocks);
        assert_eq!(stored.promise(&calendar).unwrap().date, Some(date(2026, 4, 16)));
        assert_eq!(stored.limit(&calendar).unwrap().unwrap().date, Some(date(2026, 4, 23)));
        let none = Clocks { limit: None, ..clocks };
        assert_eq!(none.limit(&calendar), Ok(None));
    }
}
