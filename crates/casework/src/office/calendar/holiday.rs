//! Holidays, joint leave and local closing days, and the table that the national ones come in.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::CalendarFault;
use crate::lang::Text;
use crate::table;

/// Why the office is closed on a day that would else be a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HolidayKind {
    /// A national holiday (libur nasional).
    National,
    /// Joint leave (cuti bersama).
    JointLeave,
    /// A closing day of this office alone.
    Local,
}

/// A day on which offices are closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holiday {
    /// The day.
    pub date: Date,
    /// Why.
    pub kind: HolidayKind,
    /// Its name.
    pub name: Text,
    /// Whether the day is an estimate that the decree may still move.
    pub estimated: bool,
}

/// A closing day of one office, in its settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    /// The day.
    #[serde(deserialize_with = "crate::written_day::day")]
    pub date: Date,
    /// Why.
    pub name: Text,
}

/// Reads the table of national holidays and joint leave: `tanggal,jenis,nama,perkiraan` and, where there is one, an
/// English name. Two lines may name one day; the national holiday wins.
pub(super) fn read_holidays(csv: &str) -> Result<BTreeMap<Date, Holiday>, CalendarFault> {
    let mut holidays = BTreeMap::<Date, Holiday>::new();
    for (number, line) in table::rows(csv) {
        let fault = |id: &str, en: &str| {
            CalendarFault(Text::new(
                format!("Tabel hari libur baris {number}: {id}"),
                format!("Table of holidays, line {number}: {en}"),
            ))
        };
        let cells: Vec<_> = table::cells(line).collect();
        let [date, kind, name, estimated, english @ ..] = cells.as_slice() else {
            return Err(fault("harus ada empat kolom: tanggal, jenis, nama, perkiraan", "must have four columns"));
        };
        let date: Date = date
            .parse()
            .map_err(|_| fault("tanggal tidak terbaca; tulis seperti 2026-01-16", "the day must be like 2026-01-16"))?;
        let kind = match kind.as_ref() {
            "libur_nasional" => HolidayKind::National,
            "cuti_bersama" => HolidayKind::JointLeave,
            _ => {
                return Err(fault(
                    "jenis harus libur_nasional atau cuti_bersama",
                    "the kind must be libur_nasional or cuti_bersama",
                ));
            }
        };
        let en = english.first().filter(|name| !name.is_empty()).unwrap_or(name);
        let name = Text::new(name.as_ref(), en.as_ref());
        let holiday = Holiday { date, kind, name, estimated: estimated == "1" };
        let first = holidays.get(&date).is_none_or(|there| kind < there.kind);
        if first {
            holidays.insert(date, holiday);
        }
    }
    Ok(holidays)
}
