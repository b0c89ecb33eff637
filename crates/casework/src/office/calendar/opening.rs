//! The hours of a day: when the office is open, which day an arrival counts for, and times in working hours.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::{Calendar, CalendarGap, Hours};

impl Calendar {
    /// The opening hours of a day; nothing where the office is closed all day.
    pub fn hours(&self, date: Date) -> Result<Option<Hours>, CalendarGap> {
        if !self.is_working(date)? {
            return Ok(None);
        }
        let week = self.rules.week_on(date);
        Ok(week.on(date.weekday()).or_else(|| week.usual()))
    }

    /// The moment at which the office opens on a day.
    pub fn opens(&self, date: Date) -> Result<Option<Timestamp>, CalendarGap> {
        Ok(self.hours(date)?.map(|hours| self.zone().moment(date, hours.open)))
    }

    /// The moment at which the office closes on a day.
    pub fn closes(&self, date: Date) -> Result<Option<Timestamp>, CalendarGap> {
        Ok(self.hours(date)?.map(|hours| self.zone().moment(date, hours.close)))
    }

    /// Whether the office is open at a moment.
    pub fn is_open(&self, at: Timestamp) -> Result<bool, CalendarGap> {
        let time = self.zone().time(at);
        Ok(self.hours(self.zone().day(at))?.is_some_and(|hours| hours.open <= time && time < hours.close))
    }

    /// The working day that something counts for which arrives at a moment: that day if it comes before closing, else
    /// the next working day.
    ///
    /// ```
    /// use casework::office::calendar::{Calendar, CalendarRules, Zone};
    /// use jiff::civil::date;
    /// let holidays = include_str!("../../../../../data/libur/libur_indonesia_2020_2027.csv");
    /// let calendar = Calendar::new(CalendarRules::default(), holidays).unwrap();
    /// let friday = date(2026, 1, 9);
    /// assert_eq!(calendar.arrival_day(Zone::Wib.at(friday, 16, 29)), Ok(friday));
    /// assert_eq!(calendar.arrival_day(Zone::Wib.at(friday, 16, 30)), Ok(date(2026, 1, 12)));
    /// ```
    pub fn arrival_day(&self, at: Timestamp) -> Result<Date, CalendarGap> {
        let date = self.zone().day(at);
        match self.closes(date)? {
            Some(close) if at < close => Ok(date),
            Some(_) | None => self.next_working_day(date),
        }
    }

    /// The moment at which so many minutes of opening time have passed.
    ///
    /// ```
    /// use casework::office::calendar::{Calendar, CalendarRules, Zone};
    /// use jiff::civil::date;
    /// let holidays = include_str!("../../../../../data/libur/libur_indonesia_2020_2027.csv");
    /// let calendar = Calendar::new(CalendarRules::default(), holidays).unwrap();
    /// let thursday = Zone::Wib.at(date(2026, 1, 15), 15, 0);
    /// // One hour on Thursday; Friday is a holiday; the other hour on Monday.
    /// assert_eq!(calendar.add_minutes(thursday, 120), Ok(Zone::Wib.at(date(2026, 1, 19), 9, 0)));
    /// ```
    pub fn add_minutes(&self, at: Timestamp, minutes: u32) -> Result<Timestamp, CalendarGap> {
        let mut left = SignedDuration::from_mins(i64::from(minutes));
        let mut day = self.arrival_day(at)?;
        let mut from = at;
        loop {
            if let (Some(open), Some(close)) = (self.opens(day)?, self.closes(day)?) {
                from = from.max(open);
                let available = from.duration_until(close);
                if left <= available {
                    return Ok(from.saturating_add(left).unwrap_or(close));
                }
                left -= available;
            }
            day = self.next_working_day(day)?;
        }
    }
}
