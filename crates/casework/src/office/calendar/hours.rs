//! Opening hours by weekday, and the weeks of the year that have others.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, Time, Weekday, time};
use serde::{Deserialize, Serialize};

use crate::lang::Text;

/// The hours of one day: open from, closed from. Read from and written as `08:00-16:00`.
///
/// ```
/// use casework::office::calendar::Hours;
/// let hours: Hours = "08.00-16.30".parse().unwrap();
/// assert_eq!(hours.to_string(), "08:00-16:30");
/// assert!("16:00-08:00".parse::<Hours>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Hours {
    /// The first minute in which the office is open.
    pub open: Time,
    /// The first minute in which it is closed again.
    pub close: Time,
}

impl Hours {
    /// How many minutes the office is open.
    pub fn minutes(self) -> u32 {
        minute_of_day(self.close) - minute_of_day(self.open)
    }
}

fn minute_of_day(time: Time) -> u32 {
    u32::from(time.hour().unsigned_abs()) * 60 + u32::from(time.minute().unsigned_abs())
}

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Hours { open, close } = self;
        write!(f, "{:02}:{:02}-{:02}:{:02}", open.hour(), open.minute(), close.hour(), close.minute())
    }
}

/// What was given as opening hours is not two times of a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "jam layanan \"{0}\" tidak terbaca; tulis seperti 08:00-16:00 / opening hours \"{0}\" cannot be read; write 08:00-16:00"
)]
pub struct UnreadableHours(pub String);

impl FromStr for Hours {
    type Err = UnreadableHours;

    fn from_str(text: &str) -> Result<Hours, UnreadableHours> {
        let unreadable = || UnreadableHours(text.to_owned());
        let (open, close) = text.split_once(['-', '–']).ok_or_else(unreadable)?;
        let hours = Hours {
            open: time_of_day(open).ok_or_else(unreadable)?,
            close: time_of_day(close).ok_or_else(unreadable)?,
        };
        if hours.open < hours.close { Ok(hours) } else { Err(unreadable()) }
    }
}

fn time_of_day(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once([':', '.'])?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

impl From<Hours> for String {
    fn from(hours: Hours) -> String {
        hours.to_string()
    }
}

impl TryFrom<String> for Hours {
    type Error = UnreadableHours;

    fn try_from(text: String) -> Result<Hours, UnreadableHours> {
        text.parse()
    }
}

/// The opening hours of a week; a weekday without hours is not a working day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the names of the weekdays say it")]
pub struct Week {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub monday: Option<Hours>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tuesday: Option<Hours>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wednesday: Option<Hours>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thursday: Option<Hours>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub friday: Option<Hours>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saturday: Option<Hours>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sunday: Option<Hours>,
}

impl Week {
    /// A week of five days, 08:00 to 16:00 and on Fridays to 16:30: the counters' usual hours.
    pub fn five_days() -> Week {
        let day = Some(Hours { open: time(8, 0, 0, 0), close: time(16, 0, 0, 0) });
        let friday = Some(Hours { open: time(8, 0, 0, 0), close: time(16, 30, 0, 0) });
        Week { monday: day, tuesday: day, wednesday: day, thursday: day, friday, saturday: None, sunday: None }
    }

    /// The hours of a weekday.
    pub fn on(&self, day: Weekday) -> Option<Hours> {
        match day {
            Weekday::Monday => self.monday,
            Weekday::Tuesday => self.tuesday,
            Weekday::Wednesday => self.wednesday,
            Weekday::Thursday => self.thursday,
            Weekday::Friday => self.friday,
            Weekday::Saturday => self.saturday,
            Weekday::Sunday => self.sunday,
        }
    }

    /// The hours of the first weekday that has any: what a closed weekday has when it is opened for once.
    pub fn usual(&self) -> Option<Hours> {
        Weekday::Sunday.cycle_forward().skip(1).take(7).find_map(|day| self.on(day))
    }
}

impl Default for Week {
    fn default() -> Week {
        Week::five_days()
    }
}

/// Some weeks with other opening hours, as in Ramadan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// What it is called.
    pub name: Text,
    /// Its first day.
    #[serde(deserialize_with = "crate::written_day::day")]
    pub from: Date,
    /// Its last day.
    #[serde(deserialize_with = "crate::written_day::day")]
    pub until: Date,
    /// The hours of its weekdays.
    pub week: Week,
}

impl Period {
    /// Whether a day falls into it.
    pub fn contains(&self, date: Date) -> bool {
        (self.from..=self.until).contains(&date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_read_tolerantly_and_written_one_way() {
        for text in ["08:00-16:00", "8.00-16.00", "08:00 – 16:00"] {
            assert_eq!(text.parse::<Hours>().unwrap().to_string(), "08:00-16:00");
        }
        for wrong in ["", "08:00", "8-16", "08:00-25:00", "12:00-12:00", "08:00-16:61", "pagi-sore"] {
            let fault = wrong.parse::<Hours>().unwrap_err();
            assert!(fault.to_string().contains("08:00-16:00"), "{fault}");
        }
        assert_eq!("08:00-16:30".parse::<Hours>().unwrap().minutes(), 510);
    }

    #[test]
    fn a_week_names_its_days_and_refuses_others() {
        let week: Week = serde_json::from_str(r#"{"saturday": "08:00-12:00"}"#).unwrap();
        assert_eq!(week.on(Weekday::Monday), None);
        assert_eq!(week.usual(), week.saturday);
        assert!(serde_json::from_str::<Week>(r#"{"senin": "08:00-12:00"}"#).is_err());
        assert!(Week::five_days().on(Weekday::Sunday).is_none());
    }
}
