//! A year as twelve small months: which days the office works, and why not on the others.

use casework::lang::Lang;
use casework::office::Calendar;
use casework::office::calendar::HolidayKind;
use jiff::Span;
use jiff::civil::Date;

use crate::ui::{tr, words};

/// One month.
pub struct Month {
    /// "Maret".
    pub name: String,
    /// Its weeks, from Monday on; days of other months are blank.
    pub weeks: Vec<Vec<Cell>>,
    /// The days on which the office is closed, with their names.
    pub notes: Vec<Note>,
    /// How many days the office works.
    pub working: usize,
}

/// One day of a week.
#[derive(Clone, Default)]
pub struct Cell {
    /// The day of the month; empty for a blank.
    pub day: String,
    /// How it is drawn.
    pub class: &'static str,
    /// What it is, for those who do not see the colour; empty for an ordinary working day.
    pub word: String,
}

/// A closed day and why.
pub struct Note {
    /// The day of the month.
    pub day: String,
    /// Its name.
    pub name: String,
    /// How the cell is drawn.
    pub class: &'static str,
    /// Whether the decree may still move it.
    pub estimated: bool,
}

/// The weekdays as the heads of columns: short, and whole for those who listen.
pub fn weekdays(lang: Lang) -> Vec<(String, String)> {
    let monday = jiff::civil::date(2026, 1, 5);
    let day = |after: i64| words::weekday(lang, monday.saturating_add(Span::new().days(after)));
    (0..7)
        .map(|after| {
            let whole = day(after).split(',').next().unwrap_or_default().to_owned();
            (whole.chars().take(3).collect(), whole)
        })
        .collect()
}

/// The months of a year that the calendar has; nothing for another.
pub fn months(calendar: &Calendar, year: i16, today: Date, lang: Lang) -> Vec<Month> {
    let (first, last) = calendar.years();
    if !(first..=last).contains(&year) {
        return Vec::new();
    }
    (1..=12).map(|month| one(calendar, jiff::civil::date(year, month, 1), today, lang)).collect()
}

fn one(calendar: &Calendar, first: Date, today: Date, lang: Lang) -> Month {
    let days = first.series(Span::new().days(1)).take_while(|day| day.month() == first.month());
    let blanks = usize::from(first.weekday().to_monday_zero_offset().unsigned_abs());
    let mut cells = vec![Cell::default(); blanks];
    let mut month = Month { name: name(first, lang), weeks: Vec::new(), notes: Vec::new(), working: 0 };
    for date in days {
        let works = calendar.is_working(date).unwrap_or(false);
        month.working += usize::from(works);
        let (class, word) = kind(calendar, date, works);
        if let Some(holiday) = calendar.holiday(date).filter(|_| !works) {
            let (day, name) = (date.day().to_string(), holiday.name.get(lang).to_owned());
            month.notes.push(Note { day, name, class, estimated: holiday.estimated });
        }
        let mut word = if word.is_empty() { String::new() } else { tr(lang, word).into_owned() };
        if date == today {
            word = format!("{word} {}", tr(lang, "calendar-today")).trim().to_owned();
        }
        let class = if date == today && class.is_empty() { "today" } else { class };
        cells.push(Cell { day: date.day().to_string(), class, word });
    }
    cells.resize(cells.len().next_multiple_of(7), Cell::default());
    month.weeks = cells.chunks(7).map(<[Cell]>::to_vec).collect();
    month
}

fn kind(calendar: &Calendar, date: Date, works: bool) -> (&'static str, &'static str) {
    if works {
        let other = calendar.rules().periods.iter().any(|period| period.contains(date));
        return if other { ("hours", "calendar-other-hours") } else { ("", "") };
    }
    match calendar.holiday(date).map(|holiday| holiday.kind) {
        Some(HolidayKind::National) => ("national", "calendar-national"),
        Some(HolidayKind::JointLeave) => ("leave", "calendar-leave"),
        Some(HolidayKind::Local) => ("local", "calendar-local"),
        None => ("off", "calendar-off"),
    }
}

fn name(first: Date, lang: Lang) -> String {
    words::day(lang, first).split(' ').nth(1).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office_file::OfficeFile;

    #[test]
    fn a_year_shows_every_day_once_and_names_the_closed_ones() {
        let office = OfficeFile::read(include_str!("../../../../demo/office.toml")).unwrap().office().unwrap();
        let months = months(&office.calendar, 2026, jiff::civil::date(2026, 3, 17), Lang::Id);
        let cells: Vec<&Cell> = months.iter().flat_map(|month| month.weeks.iter().flatten()).collect();
        assert_eq!(cells.iter().filter(|cell| !cell.day.is_empty()).count(), 365);
        assert!(months.iter().all(|month| month.weeks.iter().all(|week| week.len() == 7)));
        let march = &months[2];
        assert_eq!(march.name, "Maret");
        assert!(march.notes.iter().any(|note| note.day == "21" && note.name.contains("Idul Fitri")));
        let counted =
            office.calendar.working_days_between(jiff::civil::date(2025, 12, 31), jiff::civil::date(2026, 12, 31));
        assert_eq!(u32::try_from(months.iter().map(|month| month.working).sum::<usize>()).ok(), counted.ok());
        assert!(super::months(&office.calendar, 2031, jiff::civil::date(2026, 3, 17), Lang::Id).is_empty());
    }
}
