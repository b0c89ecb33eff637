//! Days and hours as people write them, in both languages.

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};

use crate::lang::Lang;
use crate::office::calendar::Zone;

const MONTHS: [(&str, &str); 12] = [
    ("Januari", "January"),
    ("Februari", "February"),
    ("Maret", "March"),
    ("April", "April"),
    ("Mei", "May"),
    ("Juni", "June"),
    ("Juli", "July"),
    ("Agustus", "August"),
    ("September", "September"),
    ("Oktober", "October"),
    ("November", "November"),
    ("Desember", "December"),
];

/// The name of a month, 1 to 12.
///
/// ```
/// use casework::{date_text, lang::Lang};
/// assert_eq!(date_text::month(8, Lang::Id), "Agustus");
/// ```
pub fn month(number: i8, lang: Lang) -> &'static str {
    let index = usize::try_from(number.clamp(1, 12) - 1).unwrap_or(0);
    let (id, en) = MONTHS[index];
    lang.pick(id, en)
}

/// The name of a weekday.
pub fn weekday(day: Weekday, lang: Lang) -> &'static str {
    let (id, en) = match day {
        Weekday::Monday => ("Senin", "Monday"),
        Weekday::Tuesday => ("Selasa", "Tuesday"),
        Weekday::Wednesday => ("Rabu", "Wednesday"),
        Weekday::Thursday => ("Kamis", "Thursday"),
        Weekday::Friday => ("Jumat", "Friday"),
        Weekday::Saturday => ("Sabtu", "Saturday"),
        Weekday::Sunday => ("Minggu", "Sunday"),
    };
    lang.pick(id, en)
}

/// A day, as in letters.
///
/// ```
/// use casework::{date_text, lang::Lang};
/// let day = jiff::civil::date(2026, 1, 9);
/// assert_eq!(date_text::day(day, Lang::Id), "9 Januari 2026");
/// assert_eq!(date_text::day(day, Lang::En), "9 January 2026");
/// ```
pub fn day(date: Date, lang: Lang) -> String {
    format!("{} {}", day_of_month(date, lang), date.year())
}

/// A day without its year, where the year is clear.
///
/// ```
/// use casework::{date_text, lang::Lang};
/// assert_eq!(date_text::day_of_month(jiff::civil::date(2026, 1, 16), Lang::Id), "16 Januari");
/// ```
pub fn day_of_month(date: Date, lang: Lang) -> String {
    format!("{} {}", date.day(), month(date.month(), lang))
}

/// A day with its weekday.
///
/// ```
/// use casework::{date_text, lang::Lang};
/// let day = jiff::civil::date(2026, 1, 9);
/// assert_eq!(date_text::full_day(day, Lang::Id), "Jumat, 9 Januari 2026");
/// ```
pub fn full_day(date: Date, lang: Lang) -> String {
    format!("{}, {}", weekday(date.weekday(), lang), self::day(date, lang))
}

/// A day in little room, as in tables.
///
/// ```
/// use casework::{date_text, lang::Lang};
/// assert_eq!(date_text::short_day(jiff::civil::date(2026, 8, 9), Lang::Id), "9 Agu 2026");
/// ```
pub fn short_day(date: Date, lang: Lang) -> String {
    format!("{} {} {}", date.day(), &month(date.month(), lang)[..3], date.year())
}

/// An hour of the day where the office is.
///
/// ```
/// use casework::{date_text, lang::Lang, office::calendar::Zone};
/// let moment = Zone::Wib.at(jiff::civil::date(2026, 1, 9), 14, 5);
/// assert_eq!(date_text::hour(moment, Zone::Wib, Lang::Id), "14.05 WIB");
/// assert_eq!(date_text::hour(moment, Zone::Wib, Lang::En), "14:05 WIB");
/// ```
pub fn hour(moment: Timestamp, zone: Zone, lang: Lang) -> String {
    let time = zone.time(moment);
    let colon = lang.pick(".", ":");
    format!("{:02}{colon}{:02} {zone}", time.hour(), time.minute())
}

/// A day and an hour.
///
/// ```
/// use casework::{date_text, lang::Lang, office::calendar::Zone};
/// let moment = Zone::Wit.at(jiff::civil::date(2026, 1, 9), 8, 0);
/// assert_eq!(date_text::moment(moment, Zone::Wit, Lang::Id), "9 Januari 2026 pukul 08.00 WIT");
/// assert_eq!(date_text::moment(moment, Zone::Wit, Lang::En), "9 January 2026 at 08:00 WIT");
/// ```
pub fn moment(moment: Timestamp, zone: Zone, lang: Lang) -> String {
    let at = lang.pick("pukul", "at");
    format!("{} {at} {}", day(zone.day(moment), lang), hour(moment, zone, lang))
}

/// How far a day is from today, in calendar days.
///
/// ```
/// use casework::{date_text, lang::Lang};
/// let today = jiff::civil::date(2026, 1, 9);
/// assert_eq!(date_text::relative(jiff::civil::date(2026, 1, 12), today, Lang::Id), "3 hari lagi");
/// assert_eq!(date_text::relative(jiff::civil::date(2026, 1, 8), today, Lang::Id), "kemarin");
/// ```
pub fn relative(date: Date, today: Date, lang: Lang) -> String {
    let days = today.duration_until(date).as_hours() / 24;
    match days {
        0 => lang.pick("hari ini", "today").to_owned(),
        1 => lang.pick("besok", "tomorrow").to_owned(),
        -1 => lang.pick("kemarin", "yesterday").to_owned(),
        2.. => match lang {
            Lang::Id => format!("{days} hari lagi"),
            Lang::En => format!("in {days} days"),
        },
        ..=-2 => match lang {
            Lang::Id => format!("{} hari yang lalu", days.unsigned_abs()),
            Lang::En => format!("{} days ago", days.unsigned_abs()),
        },
    }
}

/// A number of working days.
///
/// ```
/// use casework::{date_text, lang::Lang};
/// assert_eq!(date_text::working_days(1, Lang::Id), "1 hari kerja");
/// assert_eq!(date_text::working_days(1, Lang::En), "1 working day");
/// ```
pub fn working_days(days: u32, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{days} hari kerja"),
        Lang::En if days == 1 => "1 working day".to_owned(),
        Lang::En => format!("{days} working days"),
    }
}

/// Several things in one sentence.
///
/// ```
/// use casework::{date_text, lang::Lang};
/// let names = ["camat".to_owned(), "lurah".to_owned(), "RT".to_owned()];
/// assert_eq!(date_text::list(&names, Lang::Id), "camat, lurah, dan RT");
/// assert_eq!(date_text::list(&names[..2], Lang::En), "camat and lurah");
/// ```
pub fn list(items: &[String], lang: Lang) -> String {
    joined(items, lang.pick("dan", "and"))
}

/// One of several things in a sentence.
///
/// ```
/// use casework::{date_text, lang::Lang};
/// let kinds = ["PDF".to_owned(), "JPG".to_owned(), "PNG".to_owned()];
/// assert_eq!(date_text::either(&kinds, Lang::Id), "PDF, JPG, atau PNG");
/// ```
pub fn either(items: &[String], lang: Lang) -> String {
    joined(items, lang.pick("atau", "or"))
}

fn joined(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{one} {word} {two}"),
        [first @ .., last] => format!("{}, {word} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_month_and_weekday_has_a_name_in_both_languages() {
        for lang in Lang::ALL {
            let months: Vec<&str> = (1..=12).map(|number| month(number, lang)).collect();
            assert!(months.windows(2).all(|pair| pair[0] != pair[1]));
        }
        let week: Vec<&str> = (5..12).map(|day| weekday(date(2026, 1, day).weekday(), Lang::Id)).collect();
        assert_eq!(week, ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]);
    }

    #[test]
    fn distance_crosses_months_and_years() {
        let today = date(2025, 12, 31);
        assert_eq!(relative(today, today, Lang::En), "today");
        assert_eq!(relative(date(2026, 1, 1), today, Lang::Id), "besok");
        assert_eq!(relative(date(2026, 1, 30), today, Lang::En), "in 30 days");
        assert_eq!(relative(date(2025, 11, 30), today, Lang::Id), "31 hari yang lalu");
    }
}
