//! How long work may take: minutes, hours or working days, always with the unit.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::date_text;
use crate::lang::{Lang, Text};
use crate::office::calendar::{Calendar, CalendarGap};

/// The time that a step may take (*mutu baku waktu*), or a whole service.
///
/// Read from text with its unit, in either language; written in Indonesian. A number alone is refused.
///
/// ```
/// use casework::clock::WorkingTime;
/// use casework::lang::Lang;
/// assert_eq!("15 menit".parse(), Ok(WorkingTime::Minutes(15)));
/// assert_eq!("3 working days".parse(), Ok(WorkingTime::Days(3)));
/// assert_eq!(WorkingTime::Days(3).to_string(), "3 hari kerja");
/// assert_eq!(WorkingTime::Hours(1).text(Lang::En), "1 hour");
/// assert!("3".parse::<WorkingTime>().unwrap_err().to_string().contains("3 hari kerja"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum WorkingTime {
    /// Minutes of opening time.
    Minutes(u32),
    /// Hours of opening time.
    Hours(u32),
    /// Working days.
    Days(u32),
}

impl WorkingTime {
    /// Its length in minutes of work, for sums; a day has as many as the office's calendar says.
    ///
    /// ```
    /// use casework::clock::WorkingTime;
    /// assert_eq!(WorkingTime::Days(2).minutes(450), 900);
    /// assert_eq!(WorkingTime::Hours(2).minutes(450), 120);
    /// ```
    pub fn minutes(self, minutes_per_day: u32) -> u64 {
        match self {
            WorkingTime::Minutes(minutes) => u64::from(minutes),
            WorkingTime::Hours(hours) => u64::from(hours) * 60,
            WorkingTime::Days(days) => u64::from(days) * u64::from(minutes_per_day),
        }
    }

    /// The words for it.
    pub fn text(self, lang: Lang) -> String {
        let (number, id, one, many) = match self {
            WorkingTime::Minutes(minutes) => (minutes, "menit", "minute", "minutes"),
            WorkingTime::Hours(hours) => (hours, "jam", "hour", "hours"),
            WorkingTime::Days(days) => return date_text::working_days(days, lang),
        };
        match lang {
            Lang::Id => format!("{number} {id}"),
            Lang::En => format!("{number} {}", if number == 1 { one } else { many }),
        }
    }

    /// The last day on which work that arrives at `from` is on time.
    pub fn due_day(self, from: Timestamp, calendar: &Calendar) -> Result<Date, CalendarGap> {
        match self {
            WorkingTime::Minutes(minutes) => Ok(calendar.zone().day(calendar.add_minutes(from, minutes)?)),
            WorkingTime::Hours(hours) => Ok(calendar.zone().day(calendar.add_minutes(from, hours.saturating_mul(60))?)),
            WorkingTime::Days(days) => calendar.add_working_days(calendar.arrival_day(from)?, days),
        }
    }

    /// The moment at which the time is surely over: for days, the opening of the first working day after the due day;
    /// for minutes and hours, when so much opening time has passed.
    ///
    /// A timer that closes a silent case after N working days therefore acts on day N + 1 and never on day N.
    pub fn over(self, from: Timestamp, calendar: &Calendar) -> Result<Timestamp, CalendarGap> {
        match self {
            WorkingTime::Minutes(minutes) => calendar.add_minutes(from, minutes),
            WorkingTime::Hours(hours) => calendar.add_minutes(from, hours.saturating_mul(60)),
            WorkingTime::Days(_) => {
                let next = calendar.next_working_day(self.due_day(from, calendar)?)?;
                Ok(calendar.opens(next)?.unwrap_or_else(|| calendar.zone().at(next, 0, 0)))
            }
        }
    }
}

impl fmt::Display for WorkingTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::Id))
    }
}

/// What was given as a time cannot be used: what, why, and what to write.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct UnreadableTime(pub Text);

impl UnreadableTime {
    fn without_unit(number: &str) -> UnreadableTime {
        UnreadableTime(Text::new(
            format!(
                "Waktu \"{number}\" tidak bersatuan, sehingga tidak jelas menit, jam, atau hari. Tulis \"{number} \
                 menit\", \"{number} jam\", atau \"{number} hari kerja\"."
            ),
            format!(
                "The time \"{number}\" has no unit, so it could be minutes, hours or days. Write \"{number} minutes\", \
                 \"{number} hours\" or \"{number} working days\"."
            ),
        ))
    }

    fn without_number(text: &str) -> UnreadableTime {
        UnreadableTime(Text::new(
            format!(
                "Waktu \"{text}\" harus dimulai dengan bilangan bulat, misalnya \"90 menit\" atau \"3 hari kerja\"."
            ),
            format!("The time \"{text}\" must begin with a whole number, as in \"90 minutes\" or \"3 working days\"."),
        ))
    }

    fn of_calendar_days(number: u32) -> UnreadableTime {
        UnreadableTime(Text::new(
            format!("Waktu pelayanan dihitung dalam hari kerja. Tulis \"{number} hari kerja\"."),
            format!("Service times count working days. Write \"{number} working days\"."),
        ))
    }

    fn of_unit(unit: &str) -> UnreadableTime {
        UnreadableTime(Text::new(
            format!("Satuan waktu \"{unit}\" tidak dikenal. Pakai menit, jam, atau hari kerja."),
            format!("The unit \"{unit}\" is not known. Use minutes, hours or working days."),
        ))
    }
}

impl FromStr for WorkingTime {
    type Err = UnreadableTime;

    fn from_str(text: &str) -> Result<WorkingTime, UnreadableTime> {
        let text = text.trim();
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (digits, unit) = text.split_at(end);
        let number: u32 = digits.parse().map_err(|_| UnreadableTime::without_number(text))?;
        let unit = unit.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ");
        match unit.as_str() {
            "" => Err(UnreadableTime::without_unit(digits)),
            "menit" | "minute" | "minutes" | "min" => Ok(WorkingTime::Minutes(number)),
            "jam" | "hour" | "hours" => Ok(WorkingTime::Hours(number)),
            "hari kerja" | "working day" | "working days" => Ok(WorkingTime::Days(number)),
            "hari" | "day" | "days" | "hari kalender" | "calendar days" => {
                Err(UnreadableTime::of_calendar_days(number))
            }
            other if other.starts_with([',', '.']) => Err(UnreadableTime::without_number(text)),
            other => Err(UnreadableTime::of_unit(other)),
        }
    }
}

impl From<WorkingTime> for String {
    fn from(time: WorkingTime) -> String {
        time.to_string()
    }
}

impl TryFrom<String> for WorkingTime {
    type Error = UnreadableTime;

    fn try_from(text: String) -> Result<WorkingTime, UnreadableTime> {
        text.parse()
    }
}
