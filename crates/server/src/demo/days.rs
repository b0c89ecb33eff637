//! When things happen: arrivals over the year, how long officers take, when applicants answer.

use casework::clock::WorkingTime;
use casework::office::calendar::{Calendar, CalendarGap};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::dice::Dice;

/// How many more or fewer apply by month: after the new year and in the thesis season many, in the fasting month few.
const BY_MONTH: [f64; 12] = [1.15, 1.1, 0.75, 0.85, 1.1, 1.05, 1.2, 1.15, 1.0, 1.05, 1.0, 0.8];
/// And by weekday, from Monday; weekends and holidays only from home.
const BY_WEEKDAY: [f64; 7] = [1.3, 1.15, 1.0, 0.95, 0.8, 0.22, 0.18];
/// How many more apply in the last weeks: the office has a campaign, and its tables are full.
const LATELY: (i64, f64) = (16, 3.4);

/// The moments at which so many applications arrive between two moments, in order, and whether each is brought to the
/// counter.
///
/// # Errors
/// The calendar does not have a year in between.
pub fn arrivals(
    dice: &mut Dice,
    calendar: &Calendar,
    count: u32,
    (from, until): (Timestamp, Timestamp),
) -> Result<Vec<(Timestamp, bool)>, CalendarGap> {
    let zone = calendar.zone();
    let (first, last) = (zone.day(from), zone.day(until));
    let days: Vec<Date> = first.series(jiff::Span::new().days(1)).take_while(|day| *day <= last).collect();
    let mut weights = Vec::with_capacity(days.len());
    for day in &days {
        weights.push(weight(calendar, *day, last)?);
    }
    let mut arrivals = Vec::new();
    while arrivals.len() < usize::try_from(count).unwrap_or(0) {
        let day = days[dice.weighted(&weights)];
        let (at, counter) = moment(dice, calendar, day)?;
        if at > from && at < until {
            arrivals.push((at, counter));
        }
    }
    arrivals.sort_unstable();
    Ok(arrivals)
}

fn weight(calendar: &Calendar, day: Date, last: Date) -> Result<f64, CalendarGap> {
    let weekday = usize::from(day.weekday().to_monday_zero_offset().unsigned_abs());
    let open = calendar.is_working(day)?;
    let by_day = if open { BY_WEEKDAY[weekday] } else { BY_WEEKDAY[6] };
    let since = day.until(last).map_or(0, |span| i64::from(span.get_days()));
    let lately = if since <= LATELY.0 { LATELY.1 } else { 1.0 };
    Ok(by_day * lately * BY_MONTH[usize::from(day.month().unsigned_abs()) - 1])
}

/// Most apply while the office is open, some of them at the counter; the others in the evening.
fn moment(dice: &mut Dice, calendar: &Calendar, day: Date) -> Result<(Timestamp, bool), CalendarGap> {
    let open = calendar.is_working(day)?;
    if open && dice.percent(78) {
        let at = calendar.zone().at(day, 8, 0);
        return Ok((later(at, dice.number(5 * 60, 7 * 3600)), dice.percent(18)));
    }
    Ok((later(calendar.zone().at(day, 17, 0), dice.number(0, 5 * 3600)), false))
}

/// How swiftly people work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// As people do: mostly within the SOP's time, sometimes not.
    Usual,
    /// A case that lies under others, step after step.
    Slow,
    /// At once: for cases that must come far in a few days.
    Swift,
}

/// When an officer is done with a step that began at a moment: within opening hours.
///
/// # Errors
/// The calendar does not have the year.
pub fn done(
    dice: &mut Dice,
    calendar: &Calendar,
    (from, time): (Timestamp, WorkingTime),
    pace: Pace,
) -> Result<Timestamp, CalendarGap> {
    let share = match pace {
        Pace::Swift => 0.08 + 0.1 * dice.part(),
        Pace::Usual => match dice.number(1, 100) {
            1..=55 => 0.2 + 0.5 * dice.part(),
            56..=88 => 0.7 + 0.28 * dice.part(),
            89..=97 => 1.1 + 1.2 * dice.part(),
            _ => 2.5 + 2.5 * dice.part(),
        },
        Pace::Slow => 0.9 + 1.3 * dice.part(),
    };
    let allowed = f64::from(u32::try_from(time.minutes(calendar.minutes_per_day())).unwrap_or(u32::MAX));
    // Nobody is done before the file is read.
    let minutes = (allowed * share).max(9.0 + 20.0 * dice.part());
    let at = calendar.add_minutes(from, minutes.round() as u32)?;
    Ok(later(at, -dice.number(1, 59)))
}

/// When an applicant answers: some days later, at any hour at which people are awake.
pub fn answered(dice: &mut Dice, calendar: &Calendar, from: Timestamp) -> Timestamp {
    let zone = calendar.zone();
    let days = [0, 1, 1, 2, 2, 3, 4, 5, 7, 9][usize::try_from(dice.number(0, 9)).unwrap_or(0)];
    let day = super::forms::after(zone.day(from), days);
    let at = later(zone.at(day, 7, 30), dice.number(0, 14 * 3600));
    // The same day, if that hour has passed already: after a while.
    if at > from { at } else { later(from, dice.number(1_800, 4 * 3600)) }
}

/// A moment so many seconds later; earlier where they are negative.
pub fn later(at: Timestamp, seconds: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(at)
}
