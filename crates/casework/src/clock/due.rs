//! The due day, derived from the ledger, the promise and the calendar.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Ledger, Reason, WorkingTime};
use crate::office::calendar::{Calendar, CalendarGap, Holiday};

/// What was promised to the applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Promise {
    /// In working days.
    pub days: u16,
}

impl Promise {
    /// The promise of a published service time, hours rounded up to whole days.
    ///
    /// ```
    /// use casework::clock::{Promise, WorkingTime};
    /// assert_eq!(Promise::of(WorkingTime::Days(9), 450), Promise { days: 9 });
    /// assert_eq!(Promise::of(WorkingTime::Hours(8), 450), Promise { days: 2 });
    /// ```
    pub fn of(time: WorkingTime, minutes_per_day: u32) -> Promise {
        let days = match time {
            WorkingTime::Days(days) => u64::from(days),
            WorkingTime::Minutes(_) | WorkingTime::Hours(_) => {
                time.minutes(minutes_per_day).div_ceil(u64::from(minutes_per_day.max(1)))
            }
        };
        Promise { days: u16::try_from(days).unwrap_or(u16::MAX) }
    }
}

/// Working days that were added to the due day, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// Why the clock stood still.
    pub reason: Reason,
    /// For how many working days.
    pub days: u16,
}

/// How a case stands against its promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The day on which the application arrived.
    pub received: Date,
    /// The working day that it counts for; the day after it is day 1.
    pub start: Date,
    /// The promise.
    pub promise: Promise,
    /// The last day on which the promise is kept; nothing while the clock stands still.
    pub date: Option<Date>,
    /// Whether the clock stands still now.
    pub paused: bool,
    /// Since which day and why it stands still.
    pub pause: Option<(Date, Reason)>,
    /// Working days used until the ledger last changed hands; while the clock stands still or after the end, this is
    /// the whole count. For a running clock see [`Due::counted_by`].
    pub counted: u16,
    /// Working days that were added, by reason, in the order in which the reasons first came up.
    pub credited: Vec<Credit>,
    /// The promise less `counted`; negative by as many days as the promise is broken.
    pub left: i32,
    /// The day on which nobody held the case any more.
    pub closed: Option<Date>,
    /// The holidays on working weekdays between start and due day.
    pub skipped: Vec<Holiday>,
}

impl Due {
    /// All working days that were added.
    pub fn credit(&self) -> u32 {
        total(&self.credited)
    }

    /// Working days used by the end of a day: `counted` while the clock stands still or after the end, else up to
    /// that day.
    pub fn counted_by(&self, today: Date, calendar: &Calendar) -> Result<u16, CalendarGap> {
        if self.paused || self.closed.is_some() {
            return Ok(self.counted);
        }
        let passed = calendar.working_days_between(self.start, today)?;
        // An answer on a holiday is credited up to the next working day, which may still lie ahead of today.
        Ok(short(passed.saturating_sub(self.credit())).max(self.counted))
    }
}

/// A stretch of days on which the clock stood still: after `after`, until `until`; nothing while it lasts.
struct Pause {
    after: Date,
    until: Option<Date>,
    reason: Reason,
}

/// Derives the due day: `promise` working days after the day on which the application counts as arrived, and one more
/// for each working day on which the clock stood still. While it stands still there is no due day.
///
/// ```
/// use casework::clock::{Holder, Ledger, Promise, Reason, due};
/// use casework::office::calendar::{Calendar, CalendarRules, Zone};
/// use jiff::civil::date;
///
/// let holidays = include_str!("../../../../data/libur/libur_indonesia_2020_2027.csv");
/// let calendar = Calendar::new(CalendarRules::default(), holidays).unwrap();
/// let at = |day| Zone::Wib.at(date(2026, 1, day), 10, 0);
/// let mut ledger = Ledger::default();
/// ledger.switch(at(9), Holder::FrontOffice, Reason::Work);
/// ledger.switch(at(14), Holder::Applicant, Reason::Correction);
/// assert!(due(&ledger, at(9), Promise { days: 9 }, &calendar).unwrap().paused);
///
/// // Answered on the sixth working day after that; the 16th is a holiday.
/// ledger.switch(at(23), Holder::FrontOffice, Reason::Work);
/// let due = due(&ledger, at(9), Promise { days: 9 }, &calendar).unwrap();
/// assert_eq!((due.counted, due.credit(), due.date), (3, 6, Some(date(2026, 2, 2))));
/// ```
pub fn due(ledger: &Ledger, started: Timestamp, promise: Promise, calendar: &Calendar) -> Result<Due, CalendarGap> {
    let received = calendar.zone().day(started);
    let start = calendar.arrival_day(started)?;
    let pauses = pauses(ledger, started, calendar)?;
    let lasting = pauses.iter().filter(|pause| pause.until.is_none()).min_by_key(|pause| pause.after);
    let lasting = lasting.map(|pause| (pause.after.max(start), pause.reason.clone()));
    let limit = lasting.as_ref().map(|(after, _)| *after);
    let credited = credit_until(&pauses, start, limit, calendar)?;
    let credit = total(&credited);

    let closed = ledger.closed_at().map(|at| calendar.zone().day(at));
    let last_change = ledger.intervals.iter().map(|interval| interval.until.unwrap_or(interval.from)).max();
    let counted_until = limit.or(closed).or(last_change.map(|at| calendar.zone().day(at))).unwrap_or(start);
    let stood_still = total(&credit_until(&pauses, start, Some(counted_until), calendar)?);
    let counted = short(calendar.working_days_between(start, counted_until)?.saturating_sub(stood_still));
    let date = match limit {
        Some(_) => None,
        None => Some(calendar.add_working_days(start, u32::from(promise.days) + credit)?),
    };
    let skipped = calendar.closures_between(start, date.or(limit).unwrap_or(start)).cloned().collect();
    let left = i32::from(promise.days) - i32::from(counted);
    let paused = lasting.is_some();
    Ok(Due { received, start, promise, date, paused, pause: lasting, counted, credited, left, closed, skipped })
}

fn pauses(ledger: &Ledger, started: Timestamp, calendar: &Calendar) -> Result<Vec<Pause>, CalendarGap> {
    let held = ledger.intervals.iter().filter(|interval| interval.holder.pauses());
    let held = held.map(|interval| (interval.from, interval.until, interval.reason.clone()));
    let gaps = ledger.gaps().map(|(from, until)| (from, Some(until), Reason::Closed));
    let mut pauses = Vec::new();
    for (from, until, reason) in held.chain(gaps) {
        let from = from.max(started);
        let after = calendar.zone().day(from);
        let until = match until {
            None => None,
            Some(until) if until <= from || outside_hours(from, until, calendar)? => continue,
            Some(until) => Some(calendar.arrival_day(until)?),
        };
        pauses.push(Pause { after, until, reason });
    }
    pauses.sort_by_key(|pause| pause.after);
    Ok(pauses)
}

/// Whether no moment of opening time lies between the two.
fn outside_hours(from: Timestamp, until: Timestamp, calendar: &Calendar) -> Result<bool, CalendarGap> {
    let next = calendar.arrival_day(from)?;
    Ok(calendar.opens(next)?.is_none_or(|opens| until <= opens && from < opens))
}

/// Counts each paused working day after `start` (and until `limit`) once, for the pause that began first.
fn credit_until(
    pauses: &[Pause],
    start: Date,
    limit: Option<Date>,
    calendar: &Calendar,
) -> Result<Vec<Credit>, CalendarGap> {
    let mut credited: Vec<Credit> = Vec::new();
    let mut counted_until = start;
    for pause in pauses {
        let Some(until) = pause.until else { continue };
        let until = limit.map_or(until, |limit| until.min(limit));
        let from = pause.after.max(counted_until);
        let days = short(calendar.working_days_between(from, until)?);
        counted_until = counted_until.max(until);
        if days == 0 {
            continue;
        }
        match credited.iter_mut().find(|credit| credit.reason == pause.reason) {
            Some(credit) => credit.days = credit.days.saturating_add(days),
            None => credited.push(Credit { reason: pause.reason.clone(), days }),
        }
    }
    Ok(credited)
}

fn total(credited: &[Credit]) -> u32 {
    credited.iter().map(|credit| u32::from(credit.days)).sum()
}

fn short(days: u32) -> u16 {
    u16::try_from(days).unwrap_or(u16::MAX)
}

/// How a case stands today; derived, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lateness {
    /// The clock stands still, with so many working days left.
    Paused(u16),
    /// Within the promise, with so many working days left after today; 0 is the last day.
    OnTime(u16),
    /// So many working days over the promise.
    Late(u16),
}

impl Lateness {
    /// Whether the promise is broken.
    pub fn is_late(self) -> bool {
        match self {
            Lateness::Late(_) => true,
            Lateness::Paused(_) | Lateness::OnTime(_) => false,
        }
    }
}

/// How a case stands on a day: for a running case that day, for an ended one the day of its end.
///
/// A pause that begins when the promise is already broken does not mend it.
pub fn lateness(due: &Due, today: Date, calendar: &Calendar) -> Result<Lateness, CalendarGap> {
    let today = due.closed.map_or(today, |closed| closed.min(today));
    let left = i64::from(due.promise.days) - i64::from(due.counted_by(today, calendar)?);
    let days = u16::try_from(left.unsigned_abs()).unwrap_or(u16::MAX);
    Ok(match due.date {
        // On the weekend after the due day no working day has passed yet, and the promise is broken all the same.
        Some(date) if date < today => Lateness::Late(short(calendar.working_days_between(date, today)?).max(1)),
        Some(_) => Lateness::OnTime(if left < 0 { 0 } else { days }),
        None if left < 0 => Lateness::Late(days),
        None => Lateness::Paused(days),
    })
}
