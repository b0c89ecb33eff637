//! A table of holidays or joint leave as an administrator brings it: read line by line, refused line by line.
//!
//! The table that the program carries is read tolerantly (two lines may name one day). Here a person is at hand who can
//! mend the line, so nothing is guessed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Calendar, CalendarFault, Holiday, HolidayKind};
use crate::lang::Text;
use crate::table;

/// What is wrong in one line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineFault {
    /// The line, counted from 1, the heading's own.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: Text,
}

impl LineFault {
    fn new(line: usize, id: impl Into<String>, en: impl Into<String>) -> LineFault {
        LineFault { line, message: Text::new(id, en) }
    }

    /// The message with its line before it.
    pub fn text(&self) -> Text {
        let LineFault { line, message } = self;
        Text::new(format!("Baris {line}: {}", message.id), format!("Line {line}: {}", message.en))
    }
}

/// All faults of a table as one, a line each.
pub(super) fn as_one(faults: &[LineFault]) -> CalendarFault {
    let texts: Vec<Text> = faults.iter().map(LineFault::text).collect();
    let lines = |pick: fn(&Text) -> &str| texts.iter().map(pick).collect::<Vec<_>>().join("\n");
    CalendarFault(Text::new(lines(|text| &text.id), lines(|text| &text.en)))
}

impl Calendar {
    /// Reads a table (`tanggal,jenis,nama,perkiraan[,name_en]`, a heading first) that is to replace what the calendar has
    /// of the same years and kinds.
    ///
    /// ```
    /// use casework::office::calendar::{Calendar, CalendarRules};
    /// let holidays = include_str!("../../../../../data/libur/libur_indonesia_2020_2027.csv");
    /// let calendar = Calendar::new(CalendarRules::default(), holidays).unwrap();
    /// let table = "tanggal,jenis,nama,perkiraan\n2026-08-17,cuti_bersama,Cuti bersama,0\n2026-13-01,cuti_bersama,x,0\n";
    /// let faults = calendar.read_table(table).unwrap_err();
    /// assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [3, 2], "no day, and on a national holiday");
    /// ```
    ///
    /// # Errors
    /// Every line that cannot be read, repeats a day, or puts joint leave on a national holiday; and every year that
    /// would have joint leave but no national holidays.
    pub fn read_table(&self, csv: &str) -> Result<BTreeMap<Date, Holiday>, Vec<LineFault>> {
        let mut faults = Vec::new();
        let mut lines: BTreeMap<Date, (usize, Holiday)> = BTreeMap::new();
        for (line, text) in table::rows(csv) {
            match read_line(line, text) {
                Err(fault) => faults.push(fault),
                Ok(holiday) => match lines.get(&holiday.date) {
                    Some((first, _)) => faults.push(LineFault::new(
                        line,
                        format!("tanggal {} sudah ada di baris {first}. Hapus salah satunya.", holiday.date),
                        format!("the day {} is in line {first} already. Take one of them out.", holiday.date),
                    )),
                    None => drop(lines.insert(holiday.date, (line, holiday))),
                },
            }
        }
        faults.extend(self.overlaps(&lines));
        if lines.is_empty() && faults.is_empty() {
            faults.push(LineFault::new(
                1,
                "tabel tidak memuat satu hari pun. Isinya: tanggal,jenis,nama,perkiraan",
                "the table has no day. It holds: tanggal,jenis,nama,perkiraan",
            ));
        }
        if faults.is_empty() {
            Ok(lines.into_iter().map(|(date, (_, holiday))| (date, holiday)).collect())
        } else {
            Err(faults)
        }
    }

    /// Joint leave on a national holiday, and years without national holidays.
    fn overlaps(&self, lines: &BTreeMap<Date, (usize, Holiday)>) -> Vec<LineFault> {
        let new_years: BTreeSet<i16> = years(lines, HolidayKind::National);
        let national = |date: &Date| {
            let known = self.holidays.get(date).filter(|known| known.kind == HolidayKind::National);
            known.filter(|_| !new_years.contains(&date.year()))
        };
        let mut faults = Vec::new();
        for (date, (line, holiday)) in lines {
            if holiday.kind != HolidayKind::JointLeave {
                continue;
            }
            if let Some(known) = national(date) {
                faults.push(LineFault::new(
                    *line,
                    format!("{date} sudah libur nasional ({}). Hapus baris ini.", known.name.id),
                    format!("{date} is a national holiday already ({}). Take this line out.", known.name.en),
                ));
            }
            let year = date.year();
            if !new_years.contains(&year) && !(self.first..=self.last).contains(&year) {
                faults.push(LineFault::new(
                    *line,
                    format!("tahun {year} belum punya libur nasional. Masukkan libur nasional tahun itu dalam tabel yang sama."),
                    format!("the year {year} has no national holidays yet. Bring those of that year in the same table."),
                ));
            }
        }
        faults
    }
}

/// The years of which a table has days of a kind.
pub(super) fn years_of(table: &BTreeMap<Date, Holiday>, kind: HolidayKind) -> BTreeSet<i16> {
    table.values().filter(|holiday| holiday.kind == kind).map(|holiday| holiday.date.year()).collect()
}

fn years(lines: &BTreeMap<Date, (usize, Holiday)>, kind: HolidayKind) -> BTreeSet<i16> {
    lines.values().filter(|(_, holiday)| holiday.kind == kind).map(|(_, holiday)| holiday.date.year()).collect()
}

fn read_line(line: usize, text: &str) -> Result<Holiday, LineFault> {
    let fault = |id: &str, en: &str| Err(LineFault::new(line, id, en));
    let cells: Vec<_> = table::cells(text).map(|cell| cell.trim().to_owned()).collect();
    let [date, kind, name, estimated, english @ ..] = cells.as_slice() else {
        return fault(
            "harus ada empat kolom: tanggal,jenis,nama,perkiraan",
            "there must be four columns: tanggal,jenis,nama,perkiraan",
        );
    };
    let day = (date.len() == 10).then(|| date.parse::<Date>().ok()).flatten();
    let Some(date) = day else {
        return fault("tanggal tidak terbaca; tulis seperti 2026-01-16", "the day cannot be read; write 2026-01-16");
    };
    let kind = match kind.as_str() {
        "libur_nasional" => HolidayKind::National,
        "cuti_bersama" => HolidayKind::JointLeave,
        _ => {
            return fault(
                "jenis harus libur_nasional atau cuti_bersama",
                "the kind must be libur_nasional or cuti_bersama",
            );
        }
    };
    if name.is_empty() || name.chars().any(char::is_control) {
        return fault("nama hari belum diisi", "the day has no name");
    }
    let estimated = match estimated.as_str() {
        "0" | "" => false,
        "1" => true,
        _ => return fault("perkiraan harus 0 atau 1", "perkiraan must be 0 or 1"),
    };
    let en = english.first().filter(|name| !name.is_empty()).unwrap_or(name);
    Ok(Holiday { date, kind, name: Text::new(name.as_str(), en.as_str()), estimated })
}
