//! The forms in which a change is decided: their fields, and what was typed as a change.

use casework::form::Typed;
use casework::lang::Text;
use casework::office::Office;
use casework::office::calendar::{CalendarChange, Hours, Period, Week};
use jiff::civil::Date;

use crate::ui::{Choice, Field, Kind, Page, tr};

/// What can be decided, as it stands in the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Close the office on a day.
    Close,
    /// Work on a day that is closed.
    Open,
    /// Other hours for some weeks.
    Hours,
    /// Withdraw other hours.
    DropHours,
    /// Bring a table of holidays or joint leave.
    Table,
}

impl What {
    /// Reads the last part of the address.
    pub fn parse(text: &str) -> Option<What> {
        Some(match text {
            "tutup" => What::Close,
            "buka" => What::Open,
            "jam" => What::Hours,
            "cabut-jam" => What::DropHours,
            "tabel" => What::Table,
            _unknown => return None,
        })
    }

    /// The title of its form.
    pub fn title(self) -> &'static str {
        match self {
            What::Close => "calendar-close",
            What::Open => "calendar-open",
            What::Hours => "calendar-hours",
            What::DropHours => "calendar-drop-hours",
            What::Table => "calendar-import",
        }
    }

    /// What the form is for.
    pub fn lead(self) -> &'static str {
        match self {
            What::Close => "calendar-close-lead",
            What::Open => "calendar-open-lead",
            What::Hours => "calendar-hours-lead",
            What::DropHours => "calendar-drop-hours-lead",
            What::Table => "calendar-import-lead",
        }
    }

    /// The field beside which a refusal stands that names none.
    pub fn main_field(self) -> &'static str {
        match self {
            What::Close | What::Open => "tanggal",
            What::Hours | What::DropHours => "dari",
            What::Table => "tabel",
        }
    }
}

/// The names of the seven fields with hours, from Monday on.
const DAYS: [&str; 7] = ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"];

/// What is wrong with a field: its name, and the words.
pub type Faults = Vec<(String, Text)>;

/// The fields of a form, as they were typed, with what is wrong.
pub fn fields(what: What, p: &Page, office: &Office, typed: &Typed, faults: &Faults) -> Vec<Field> {
    let field = |id: &str, key: &str, kind: Kind| Field::new(id, p.tr(key), kind);
    let date = || Kind::Date(String::new(), String::new());
    let (first, last) = office.calendar.years();
    let within = || Kind::Date(format!("{first}-01-01"), format!("{last}-12-31"));
    let mut fields = match what {
        What::Close => {
            let kinds = vec![
                Choice::new("lokal", p.tr("calendar-kind-local")),
                Choice::new("cuti", p.tr("calendar-kind-leave")),
            ];
            vec![
                field("tanggal", "calendar-day", within()),
                field("jenis", "calendar-kind", Kind::Radio(kinds)),
                field("nama", "calendar-name", Kind::Text(Some(120))).hint(p.tr("calendar-name-hint")),
                field("nama_en", "calendar-name-en", Kind::Text(Some(120))).optional(),
            ]
        }
        What::Open => vec![field("tanggal", "calendar-day", within())],
        What::Hours => {
            let mut fields = vec![
                field("nama", "calendar-hours-name", Kind::Text(Some(120))).hint(p.tr("calendar-hours-name-hint")),
                field("dari", "calendar-from", date()),
                field("sampai", "calendar-until", date()).hint(p.tr("calendar-until-hint")).optional(),
            ];
            let names = super::year::weekdays(p.lang());
            fields.extend(DAYS.iter().zip(names).map(|(id, (_, name))| {
                Field::new(*id, name, Kind::Text(Some(13))).hint(p.tr("calendar-hours-hint")).optional()
            }));
            fields
        }
        What::DropHours => {
            let periods = office.calendar.rules().periods.iter();
            let choices = periods
                .map(|period| {
                    let name = period.name.get(p.lang());
                    Choice::new(period.from.to_string(), format!("{name}, {}", p.day(&period.from)))
                })
                .collect();
            vec![field("dari", "calendar-which-hours", Kind::Radio(choices))]
        }
        What::Table => {
            vec![field("tabel", "calendar-table", Kind::Paragraph(Some(20_000))).hint(p.tr("calendar-table-hint"))]
        }
    };
    fields.push(field("alasan", "calendar-reason", Kind::Paragraph(Some(500))).hint(p.tr("calendar-reason-hint")));
    fields.push(field("dasar", "calendar-basis", Kind::Text(Some(200))).hint(p.tr("calendar-basis-hint")));
    let filled = |field: Field| {
        let error = faults.iter().find(|(at, _)| *at == field.id).map(|(_, text)| text.get(p.lang()).to_owned());
        let value = typed.one(&field.id).to_owned();
        field.value(value).error(error)
    };
    fields.into_iter().map(filled).collect()
}

/// What was typed as a change, with reason and legal basis.
pub fn read(what: What, typed: &Typed) -> Result<(CalendarChange, String, String), Faults> {
    let mut reading = Reading { typed, faults: Vec::new() };
    let change = match what {
        What::Close => {
            let (date, name) = (reading.date("tanggal"), reading.name());
            let joint_leave = match typed.one("jenis") {
                "cuti" => true,
                "lokal" => false,
                _ => {
                    reading.fault("jenis", "calendar-fault-kind");
                    false
                }
            };
            CalendarChange::Closed { date, name, joint_leave }
        }
        What::Open => CalendarChange::Opened { date: reading.date("tanggal") },
        What::Hours => CalendarChange::Hours { period: reading.period() },
        What::DropHours => CalendarChange::HoursDropped { from: reading.date("dari") },
        What::Table => CalendarChange::Table { csv: reading.required("tabel", "calendar-fault-table") },
    };
    let reason = reading.required("alasan", "calendar-fault-reason");
    let basis = reading.required("dasar", "calendar-fault-basis");
    if reading.faults.is_empty() { Ok((change, reason, basis)) } else { Err(reading.faults) }
}

struct Reading<'t> {
    typed: &'t Typed,
    faults: Faults,
}

impl Reading<'_> {
    fn fault(&mut self, field: &str, key: &str) {
        let text = Text::new(tr(casework::lang::Lang::Id, key), tr(casework::lang::Lang::En, key));
        self.faults.push((field.to_owned(), text));
    }

    fn required(&mut self, field: &str, key: &str) -> String {
        let text = self.typed.one(field).trim().to_owned();
        if text.is_empty() {
            self.fault(field, key);
        }
        text
    }

    fn date(&mut self, field: &str) -> Date {
        let typed = self.typed.one(field).trim();
        let date = (typed.len() == 10).then(|| typed.parse().ok()).flatten();
        date.unwrap_or_else(|| {
            self.fault(field, "calendar-fault-day");
            Date::ZERO
        })
    }

    /// The name in both languages; the Indonesian one stands for both where there is no other.
    fn name(&mut self) -> Text {
        let id = self.required("nama", "calendar-fault-name");
        let en = self.typed.one("nama_en").trim();
        Text::new(id.as_str(), if en.is_empty() { id.as_str() } else { en })
    }

    fn period(&mut self) -> Period {
        let (name, from) = (self.name(), self.date("dari"));
        let until = match self.typed.one("sampai").trim() {
            "" => Date::MAX,
            _ => self.date("sampai"),
        };
        let mut hours = DAYS.map(|day| self.hours(day));
        if hours.iter().all(Option::is_none) && self.faults.is_empty() {
            self.fault(DAYS[0], "calendar-fault-no-hours");
        }
        let mut next = hours.iter_mut().map(Option::take);
        let mut day = || next.next().flatten();
        let week = Week {
            monday: day(),
            tuesday: day(),
            wednesday: day(),
            thursday: day(),
            friday: day(),
            saturday: day(),
            sunday: day(),
        };
        Period { name, from, until, week }
    }

    fn hours(&mut self, day: &str) -> Option<Hours> {
        let typed = self.typed.one(day).trim();
        if typed.is_empty() {
            return None;
        }
        let hours = typed.parse().ok();
        if hours.is_none() {
            self.fault(day, "calendar-fault-hours");
        }
        hours
    }
}
