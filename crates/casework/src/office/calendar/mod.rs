//! The office's calendar: which days are working days, when the office is open, and counting in working days.
//!
//! A day is a [`jiff::civil::Date`], a moment a [`jiff::Timestamp`]; [`Zone`] leads from one to the other. Counting
//! looks up two tables that are made once, so it costs nanoseconds. A year that the table of holidays does not have is
//! unknown and stops the counting with a [`CalendarGap`]: it is never taken for a year without holidays.

mod change;
mod history;
mod holiday;
mod hours;
mod opening;
mod table;
#[cfg(test)]
mod tests;
mod zone;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use change::CalendarChange;
pub use history::Calendars;
pub use holiday::{Closing, Holiday, HolidayKind};
pub use hours::{Hours, Period, UnreadableHours, Week};
pub use table::LineFault;
pub use zone::Zone;

use crate::lang::Text;

/// What an office decides about its calendar; the national holidays come beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarRules {
    /// Counts the changes of the calendar, from 1: reports say by which version they were counted.
    #[serde(default = "CalendarRules::first_version")]
    pub version: u32,
    /// The office's time zone.
    #[serde(default)]
    pub zone: Zone,
    /// How many minutes of work a working day has when times are added up. Perpres 21/2023: 37.5 hours in five days,
    /// so 450.
    #[serde(default = "CalendarRules::usual_minutes_per_day")]
    pub minutes_per_day: u32,
    /// The opening hours; a weekday without hours is not a working day.
    #[serde(default)]
    pub week: Week,
    /// Weeks with other hours, as in Ramadan.
    #[serde(default, rename = "period", skip_serializing_if = "Vec::is_empty")]
    pub periods: Vec<Period>,
    /// Days on which this office is closed.
    #[serde(default, rename = "closing", skip_serializing_if = "Vec::is_empty")]
    pub closings: Vec<Closing>,
    /// Days on which this office works although they are holidays, joint leave or weekend.
    #[serde(default, deserialize_with = "crate::written_day::days", skip_serializing_if = "Vec::is_empty")]
    pub openings: Vec<Date>,
}

impl CalendarRules {
    fn first_version() -> u32 {
        1
    }

    fn usual_minutes_per_day() -> u32 {
        450
    }

    fn week_on(&self, date: Date) -> &Week {
        self.periods.iter().find(|period| period.contains(date)).map_or(&self.week, |period| &period.week)
    }
}

impl Default for CalendarRules {
    /// Version 1, WIB, five days of 7.5 hours, no days of its own.
    fn default() -> CalendarRules {
        CalendarRules {
            version: CalendarRules::first_version(),
            zone: Zone::default(),
            minutes_per_day: CalendarRules::usual_minutes_per_day(),
            week: Week::default(),
            periods: Vec::new(),
            closings: Vec::new(),
            openings: Vec::new(),
        }
    }
}

/// The calendar was asked about a year that its table of holidays does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalendarGap {
    /// The year asked about.
    pub year: i16,
    /// The first year in the table.
    pub first: i16,
    /// The last year in the table.
    pub last: i16,
}

impl CalendarGap {
    /// What is missing, why it matters and what to do.
    pub fn text(&self) -> Text {
        let CalendarGap { year, first, last } = self;
        Text::new(
            format!(
                "Kalender kantor belum memuat tahun {year} (yang ada: {first}–{last}), sehingga hari kerja tidak dapat \
                 dihitung. Tambahkan hari libur dan cuti bersama tahun {year} menurut SKB Tiga Menteri ke tabel hari \
                 libur, lalu ulangi."
            ),
            format!(
                "The office calendar does not have the year {year} (it has {first}–{last}), so working days cannot be \
                 counted. Add the holidays and joint leave of {year} from the joint decree to the table of holidays, \
                 then try again."
            ),
        )
    }
}

impl std::fmt::Display for CalendarGap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.text().fmt(f)
    }
}

impl std::error::Error for CalendarGap {}

/// The table of holidays or the office's rules make no calendar: what is wrong, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct CalendarFault(pub Text);

/// The calendar of one office.
///
/// ```
/// use casework::office::calendar::{Calendar, CalendarRules};
/// use jiff::civil::date;
///
/// let holidays = include_str!("../../../../../data/libur/libur_indonesia_2020_2027.csv");
/// let calendar = Calendar::new(CalendarRules::default(), holidays).unwrap();
/// // Friday the 16th is Isra Mikraj, so nine working days take until the 23rd.
/// assert_eq!(calendar.add_working_days(date(2026, 1, 9), 9), Ok(date(2026, 1, 23)));
/// assert_eq!(calendar.working_days_between(date(2026, 1, 9), date(2026, 1, 23)), Ok(9));
/// assert!(calendar.is_working(date(2028, 1, 3)).unwrap_err().to_string().contains("2028"));
/// ```
#[derive(Clone, Debug)]
pub struct Calendar {
    rules: CalendarRules,
    holidays: BTreeMap<Date, Holiday>,
    /// Holidays that take a day from the week; those on a closed weekday take none.
    closures: BTreeMap<Date, Holiday>,
    first: i16,
    last: i16,
    /// For each day of the covered years, how many working days lie before it or on it.
    rank: Vec<u32>,
    /// Where each covered year begins in `rank`.
    starts: Vec<u32>,
    /// Every working day of the covered years.
    working: Vec<Date>,
}

impl Calendar {
    /// Makes a calendar from the office's rules and the table of holidays (`tanggal,jenis,nama,perkiraan[,name_en]`).
    ///
    /// The years covered are those in which the table has a national holiday; they must follow one another.
    pub fn new(rules: CalendarRules, holidays: &str) -> Result<Calendar, CalendarFault> {
        Calendar::build(rules, holiday::read_holidays(holidays)?)
    }

    fn build(rules: CalendarRules, mut holidays: BTreeMap<Date, Holiday>) -> Result<Calendar, CalendarFault> {
        let (first, last) = covered_years(&holidays)?;
        check_rules(&rules, first, last)?;
        for Closing { date, name } in &rules.closings {
            let (date, name) = (*date, name.clone());
            holidays.entry(date).or_insert(Holiday { date, kind: HolidayKind::Local, name, estimated: false });
        }
        let closures = BTreeMap::new();
        let (rank, starts, working) = (Vec::new(), Vec::new(), Vec::new());
        let mut calendar = Calendar { rules, holidays, closures, first, last, rank, starts, working };
        calendar.count();
        Ok(calendar)
    }

    fn count(&mut self) {
        for year in self.first..=self.last {
            self.starts.push(u32::try_from(self.rank.len()).unwrap_or(u32::MAX));
            for date in jiff::civil::date(year, 1, 1).series(jiff::Span::new().days(1)).take_while(|d| d.year() == year)
            {
                let opened = self.rules.openings.contains(&date);
                let in_week = self.rules.week_on(date).on(date.weekday()).is_some();
                let holiday = self.holidays.get(&date);
                if opened || (in_week && holiday.is_none()) {
                    self.working.push(date);
                } else if let (true, Some(holiday)) = (in_week, holiday) {
                    self.closures.insert(date, holiday.clone());
                }
                self.rank.push(u32::try_from(self.working.len()).unwrap_or(u32::MAX));
            }
        }
    }

    /// The office's rules that it was made from.
    pub fn rules(&self) -> &CalendarRules {
        &self.rules
    }

    /// Counts the changes of the calendar.
    pub fn version(&self) -> u32 {
        self.rules.version
    }

    /// The office's time zone.
    pub fn zone(&self) -> Zone {
        self.rules.zone
    }

    /// How many minutes of work a working day has when times are added up.
    pub fn minutes_per_day(&self) -> u32 {
        self.rules.minutes_per_day
    }

    /// The first and the last year that it can count in.
    pub fn years(&self) -> (i16, i16) {
        (self.first, self.last)
    }

    /// Every holiday, joint leave and closing day that it knows, by day.
    pub fn holidays(&self) -> impl Iterator<Item = &Holiday> {
        self.holidays.values()
    }

    /// The holiday on a day.
    pub fn holiday(&self, date: Date) -> Option<&Holiday> {
        self.holidays.get(&date)
    }

    /// The holidays after `a` and until `b` that took a day from the working week.
    pub fn closures_between(&self, a: Date, b: Date) -> impl Iterator<Item = &Holiday> {
        let from = std::ops::Bound::Excluded(a);
        let range = (a < b).then(|| self.closures.range((from, std::ops::Bound::Included(b))));
        range.into_iter().flatten().map(|(_, holiday)| holiday)
    }

    fn gap(&self, year: i16) -> CalendarGap {
        CalendarGap { year, first: self.first, last: self.last }
    }

    /// How many working days lie before a day or on it, from the first covered year on.
    fn rank(&self, date: Date) -> Result<u32, CalendarGap> {
        let year = usize::try_from(date.year() - self.first).ok().and_then(|index| self.starts.get(index));
        let start = year.copied().ok_or_else(|| self.gap(date.year()))?;
        let index = start + u32::from(date.day_of_year().unsigned_abs()) - 1;
        usize::try_from(index).ok().and_then(|at| self.rank.get(at)).copied().ok_or_else(|| self.gap(date.year()))
    }

    /// The working day with this rank, counted from 1.
    fn ranked(&self, rank: u32) -> Result<Date, CalendarGap> {
        let index = usize::try_from(rank).ok().and_then(|rank| rank.checked_sub(1));
        index.and_then(|at| self.working.get(at)).copied().ok_or_else(|| self.gap(self.last + 1))
    }

    /// Whether the office works on a day.
    pub fn is_working(&self, date: Date) -> Result<bool, CalendarGap> {
        let rank = self.rank(date)?;
        Ok(rank > 0 && self.ranked(rank)? == date)
    }

    /// The `n`-th working day after a day. For `n` = 0 the day itself, or the next working day if it is none.
    pub fn add_working_days(&self, date: Date, n: u32) -> Result<Date, CalendarGap> {
        if n == 0 && self.is_working(date)? {
            return Ok(date);
        }
        self.ranked(self.rank(date)?.saturating_add(n.max(1)))
    }

    /// How many working days lie after `a` and until `b`, `b` included; 0 where `b` is not after `a`.
    pub fn working_days_between(&self, a: Date, b: Date) -> Result<u32, CalendarGap> {
        Ok(self.rank(b)?.saturating_sub(self.rank(a)?))
    }

    /// The first working day after a day.
    pub fn next_working_day(&self, date: Date) -> Result<Date, CalendarGap> {
        self.add_working_days(date, 1)
    }
}

fn covered_years(holidays: &BTreeMap<Date, Holiday>) -> Result<(i16, i16), CalendarFault> {
    let national = holidays.values().filter(|holiday| holiday.kind == HolidayKind::National);
    let mut years: Vec<i16> = national.map(|holiday| holiday.date.year()).collect();
    years.dedup();
    let (Some(&first), Some(&last)) = (years.first(), years.last()) else {
        let id = "Tabel hari libur kosong. Tanpa hari libur nasional, hari kerja tidak dapat dihitung.";
        let en = "The table of holidays is empty. Working days cannot be counted without national holidays.";
        return Err(CalendarFault(Text::new(id, en)));
    };
    if let Some(year) = (first..=last).find(|year| !years.contains(year)) {
        return Err(CalendarFault(Text::new(
            format!("Tabel hari libur melompati tahun {year}. Tambahkan hari libur tahun itu."),
            format!("The table of holidays leaves out the year {year}. Add the holidays of that year."),
        )));
    }
    Ok((first, last))
}

fn check_rules(rules: &CalendarRules, first: i16, last: i16) -> Result<(), CalendarFault> {
    let fault = |id: String, en: String| Err(CalendarFault(Text::new(id, en)));
    if rules.week.usual().is_none() || rules.periods.iter().any(|period| period.week.usual().is_none()) {
        let id = "Setiap minggu harus memiliki paling sedikit satu hari buka, misalnya monday = \"08:00-16:00\".";
        let en = "A week must have at least one day with hours, as in monday = \"08:00-16:00\".";
        return fault(id.to_owned(), en.to_owned());
    }
    if !(1..=1440).contains(&rules.minutes_per_day) {
        let id = "minutes_per_day harus antara 1 dan 1440; menurut Perpres 21/2023 450.";
        let en = "minutes_per_day must be from 1 to 1440; by Perpres 21/2023 it is 450.";
        return fault(id.to_owned(), en.to_owned());
    }
    if let Some(period) = rules.periods.iter().find(|period| period.until < period.from) {
        let Text { id, en } = &period.name;
        return fault(
            format!("Jam khusus \"{id}\" berakhir sebelum mulai. Periksa from dan until."),
            format!("The period \"{en}\" ends before it begins. Check from and until."),
        );
    }
    let days = rules.closings.iter().map(|closing| closing.date).chain(rules.openings.iter().copied());
    if let Some(day) = days.into_iter().find(|day| !(first..=last).contains(&day.year())) {
        return fault(
            format!("Hari {day} di luar tabel hari libur ({first}–{last}). Lengkapi tabel itu lebih dahulu."),
            format!("The day {day} lies outside the table of holidays ({first}–{last}). Complete that table first."),
        );
    }
    Ok(())
}
