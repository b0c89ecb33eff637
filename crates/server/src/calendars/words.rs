//! The calendar in words: what a change did, and that a year is missing.

use casework::lang::Lang;
use casework::office::Office;
use casework::office::calendar::CalendarChange;
use jiff::civil::Date;

use crate::ui::{Arg, Link, Notice, Tone, tr, tr_with, words};

/// From this month on, a missing next year is shown every day: the joint decree comes in September or October.
const DECREE_IS_OUT: i8 = 10;

/// What a change did, in one line.
pub fn change_words(change: &CalendarChange, lang: Lang) -> String {
    let day = |date: Date| Arg::from(words::weekday(lang, date));
    match change {
        CalendarChange::Base { .. } => tr(lang, "calendar-did-base").into_owned(),
        CalendarChange::Closed { date, name, joint_leave } => {
            let key = if *joint_leave { "calendar-did-leave" } else { "calendar-did-close" };
            tr_with(lang, key, &[("day", day(*date)), ("name", name.get(lang).into())])
        }
        CalendarChange::Opened { date } => tr_with(lang, "calendar-did-open", &[("day", day(*date))]),
        CalendarChange::Hours { period } => {
            let args = [
                ("name", period.name.get(lang).into()),
                ("from", Arg::from(words::day(lang, period.from))),
                ("until", Arg::from(words::day(lang, period.until))),
            ];
            tr_with(lang, "calendar-did-hours", &args)
        }
        CalendarChange::HoursDropped { from } => {
            tr_with(lang, "calendar-did-drop-hours", &[("from", Arg::from(words::day(lang, *from)))])
        }
        CalendarChange::Table { csv } => {
            let days = i64::try_from(csv.lines().skip(1).filter(|line| !line.trim().is_empty()).count());
            tr_with(lang, "calendar-did-table", &[("days", days.unwrap_or(0).into())])
        }
    }
}

/// The year that the calendar lacks and will soon need; nothing while there is time.
pub fn missing_year(office: &Office, today: Date) -> Option<i16> {
    let (_, last) = office.calendar.years();
    let soon = if today.month() >= DECREE_IS_OUT { today.year() + 1 } else { today.year() };
    (last < soon).then_some(last + 1)
}

/// What administrators are shown on their desk while a year is missing.
pub fn missing_year_notice(office: &Office, today: Date, lang: Lang) -> Option<Notice> {
    let year = missing_year(office, today)?;
    let args = [("year", Arg::from(year.to_string()))];
    let notice = Notice::new(Tone::Warn, tr_with(lang, "calendar-missing", &args)).text(tr_with(
        lang,
        "calendar-missing-text",
        &args,
    ));
    Some(Notice { action: Some(Link::new(tr(lang, "calendar-import"), "/meja/kalender/tabel")), ..notice })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::office_file::OfficeFile;

    #[test]
    fn a_missing_year_is_told_from_october_on() {
        let office = OfficeFile::read(include_str!("../../../../demo/office.toml")).unwrap().office().unwrap();
        let (_, last) = office.calendar.years();
        assert_eq!(missing_year(&office, date(last, 9, 30)), None);
        assert_eq!(missing_year(&office, date(last, 10, 1)), Some(last + 1));
        assert_eq!(missing_year(&office, date(last + 1, 1, 1)), Some(last + 1));
        assert!(missing_year_notice(&office, date(last, 10, 1), Lang::Id).unwrap().title.contains("2028"));
    }
}
