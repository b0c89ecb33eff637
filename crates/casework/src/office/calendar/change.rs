//! What may be changed about an office's calendar, and what each change makes of the calendar before it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::table::{as_one, years_of};
use super::{Calendar, CalendarFault, CalendarRules, Closing, Holiday, HolidayKind, Period};
use crate::lang::Text;

/// One change, as the history of a calendar keeps it. The stored form is frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CalendarChange {
    /// What the office's file and the table of the program say. Changes made before it stay in force on top of it.
    Base {
        /// The office's file.
        rules: Box<CalendarRules>,
        /// The table: `tanggal,jenis,nama,perkiraan[,name_en]`.
        holidays: String,
    },
    /// The office is closed on a day.
    Closed {
        /// The day.
        date: Date,
        /// Why.
        name: Text,
        /// Whether it is joint leave (cuti bersama), which all offices have, and no closing day of this one alone.
        joint_leave: bool,
    },
    /// The office works on a day on which it would be closed; a closing day is withdrawn by it.
    Opened {
        /// The day.
        date: Date,
    },
    /// Some weeks have other opening hours; where two such times overlap, the later decision counts.
    Hours {
        /// The weeks and their hours.
        period: Period,
    },
    /// Other hours are withdrawn.
    HoursDropped {
        /// The first day of the weeks that had them.
        from: Date,
    },
    /// A table of holidays or joint leave takes the place of what was known of the same years and kinds.
    Table {
        /// The lines, with a heading.
        csv: String,
    },
}

impl CalendarChange {
    /// The day from which on the change can make a difference; nothing where it may be any.
    pub fn first_day(&self) -> Option<Date> {
        match self {
            CalendarChange::Closed { date, .. } | CalendarChange::Opened { date } => Some(*date),
            CalendarChange::Hours { period } => Some(period.from),
            CalendarChange::HoursDropped { from } => Some(*from),
            CalendarChange::Base { .. } | CalendarChange::Table { .. } => None,
        }
    }
}

impl Calendar {
    /// The calendar after a change, its version one higher.
    ///
    /// ```
    /// use casework::lang::Text;
    /// use casework::office::calendar::{Calendar, CalendarChange, CalendarRules};
    /// use jiff::civil::date;
    ///
    /// let holidays = include_str!("../../../../../data/libur/libur_indonesia_2020_2027.csv");
    /// let before = Calendar::new(CalendarRules::default(), holidays).unwrap();
    /// let (day, name) = (date(2026, 4, 16), Text::new("Hari jadi kota", "City anniversary"));
    /// let after = before.changed(&CalendarChange::Closed { date: day, name, joint_leave: false }).unwrap();
    /// assert_eq!((before.is_working(day), after.is_working(day)), (Ok(true), Ok(false)));
    /// assert_eq!((before.version(), after.version()), (1, 2));
    /// ```
    ///
    /// # Errors
    /// The change changes nothing, contradicts the calendar, or its table has faulty lines.
    pub fn changed(&self, change: &CalendarChange) -> Result<Calendar, CalendarFault> {
        let mut rules = self.rules.clone();
        rules.version += 1;
        // Closing days of the office come back from the rules.
        let mut holidays = self.holidays.clone();
        holidays.retain(|_, holiday| holiday.kind != HolidayKind::Local);
        match change {
            CalendarChange::Base { rules: base, holidays } => {
                let rules = CalendarRules { version: rules.version, ..(**base).clone() };
                return Calendar::new(rules, holidays);
            }
            CalendarChange::Closed { date, name, joint_leave } => {
                self.must_work(*date)?;
                rules.openings.retain(|day| day != date);
                if *joint_leave {
                    let (date, name) = (*date, name.clone());
                    holidays.insert(date, Holiday { date, kind: HolidayKind::JointLeave, name, estimated: false });
                } else if !holidays.contains_key(date) {
                    rules.closings.push(Closing { date: *date, name: name.clone() });
                }
            }
            CalendarChange::Opened { date } => {
                self.must_be_closed(*date)?;
                rules.closings.retain(|closing| closing.date != *date);
                let in_week = rules.week_on(*date).on(date.weekday()).is_some();
                if holidays.contains_key(date) || !in_week {
                    rules.openings.push(*date);
                }
            }
            CalendarChange::Hours { period } => rules.periods.insert(0, period.clone()),
            CalendarChange::HoursDropped { from } => {
                let at = rules.periods.iter().position(|period| period.from == *from);
                rules.periods.remove(at.ok_or_else(|| no_hours(*from))?);
            }
            CalendarChange::Table { csv } => {
                let table = self.read_table(csv).map_err(|faults| as_one(&faults))?;
                for kind in [HolidayKind::National, HolidayKind::JointLeave] {
                    let years = years_of(&table, kind);
                    holidays.retain(|date, holiday| holiday.kind != kind || !years.contains(&date.year()));
                }
                // A national holiday stands before joint leave on the same day.
                for (date, holiday) in table {
                    if holidays.get(&date).is_none_or(|known| holiday.kind <= known.kind) {
                        holidays.insert(date, holiday);
                    }
                }
            }
        }
        Calendar::build(rules, holidays)
    }

    fn covers(&self, date: Date) -> Result<bool, CalendarFault> {
        self.is_working(date).map_err(|gap| CalendarFault(gap.text()))
    }

    fn must_work(&self, date: Date) -> Result<(), CalendarFault> {
        if self.covers(date)? {
            return Ok(());
        }
        let known = self.holidays.get(&date).map(|holiday| holiday.name.clone());
        let name = known.unwrap_or_else(|| Text::new("bukan hari kerja", "no working day"));
        Err(CalendarFault(Text::new(
            format!(
                "Pada {date} kantor memang sudah tutup ({}), jadi tidak ada yang berubah. Periksa tanggalnya.",
                name.id
            ),
            format!("The office is closed on {date} already ({}), so nothing would change. Check the day.", name.en),
        )))
    }

    fn must_be_closed(&self, date: Date) -> Result<(), CalendarFault> {
        if !self.covers(date)? {
            return Ok(());
        }
        Err(CalendarFault(Text::new(
            format!("Pada {date} kantor memang buka, jadi tidak ada yang berubah. Periksa tanggalnya."),
            format!("The office works on {date} already, so nothing would change. Check the day."),
        )))
    }
}

fn no_hours(from: Date) -> CalendarFault {
    CalendarFault(Text::new(
        format!("Tidak ada jam khusus yang mulai {from}. Muat ulang halaman kalender untuk melihat yang berlaku."),
        format!("No other hours begin on {from}. Load the calendar's page anew to see those in force."),
    ))
}
