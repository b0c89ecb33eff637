//! Indonesia's three time zones. Offsets are fixed: there is no summer time.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{self, Offset};
use serde::{Deserialize, Serialize};

/// The time zone of an office (Keppres 41/1987).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Zone {
    /// Western Indonesia Time, UTC+7: Sumatra, Java, West and Central Kalimantan.
    #[default]
    #[serde(rename = "WIB")]
    Wib,
    /// Central Indonesia Time, UTC+8: the rest of Kalimantan, Bali, Nusa Tenggara, Sulawesi.
    #[serde(rename = "WITA")]
    Wita,
    /// Eastern Indonesia Time, UTC+9: Maluku and Papua.
    #[serde(rename = "WIT")]
    Wit,
}

impl Zone {
    /// Its distance from UTC.
    pub fn offset(self) -> Offset {
        match self {
            Zone::Wib => tz::offset(7),
            Zone::Wita => tz::offset(8),
            Zone::Wit => tz::offset(9),
        }
    }

    /// The day that a moment falls on here.
    ///
    /// ```
    /// use casework::office::calendar::Zone;
    /// let moment = "2026-01-09T17:30:00Z".parse().unwrap();
    /// assert_eq!(Zone::Wib.day(moment), jiff::civil::date(2026, 1, 10));
    /// ```
    pub fn day(self, moment: Timestamp) -> Date {
        self.offset().to_datetime(moment).date()
    }

    /// The time of day that a moment falls on here.
    pub fn time(self, moment: Timestamp) -> Time {
        self.offset().to_datetime(moment).time()
    }

    /// The moment of an hour and minute of a day here; hours beyond 23 and minutes beyond 59 run into what follows.
    ///
    /// ```
    /// use casework::office::calendar::Zone;
    /// let day = jiff::civil::date(2026, 1, 9);
    /// assert_eq!(Zone::Wit.at(day, 8, 30).to_string(), "2026-01-08T23:30:00Z");
    /// assert_eq!(Zone::Wib.at(day, 24, 0), Zone::Wib.at(jiff::civil::date(2026, 1, 10), 0, 0));
    /// ```
    pub fn at(self, date: Date, hour: u8, minute: u8) -> Timestamp {
        let seconds = (i64::from(hour) * 60 + i64::from(minute)) * 60;
        let ends = if date.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
        let midnight = self.offset().to_timestamp(date.to_datetime(Time::midnight())).unwrap_or(ends);
        Timestamp::from_second(midnight.as_second() + seconds).unwrap_or(ends)
    }

    /// The moment of a time of day here.
    pub fn moment(self, date: Date, time: Time) -> Timestamp {
        self.at(date, time.hour().unsigned_abs(), time.minute().unsigned_abs())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Zone::Wib => "WIB",
            Zone::Wita => "WITA",
            Zone::Wit => "WIT",
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn one_moment_is_three_hours_of_the_day() {
        let moment = Zone::Wib.at(date(2026, 1, 9), 23, 30);
        assert_eq!(Zone::Wita.day(moment), date(2026, 1, 10));
        assert_eq!(Zone::Wita.time(moment), jiff::civil::time(0, 30, 0, 0));
        assert_eq!(Zone::Wit.at(date(2026, 1, 10), 1, 30), moment);
    }

    #[test]
    fn the_ends_of_time_do_not_panic() {
        assert!(Zone::Wib.at(Date::MIN, 0, 0) < Zone::Wib.at(Date::MAX, 255, 255));
    }

    #[test]
    fn it_is_written_as_people_say_it() {
        assert_eq!(serde_json::to_string(&Zone::Wita).unwrap(), "\"WITA\"");
        assert_eq!(serde_json::from_str::<Zone>("\"WIT\"").unwrap(), Zone::Wit);
    }
}
