//! The office's calendar: the days of a year on which it is closed, its hours, and changing them.

use std::collections::BTreeMap;

use axum::Json;
use casework::form::Fault;
use casework::lang::Text;
use casework::office::Calendar;
use casework::office::calendar::{CalendarChange, HolidayKind, Hours, Period, Week};
use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::document::{Changing, NotFound, Reading};
use super::extract::{Anyone, Asked, Body, Caller, Key, KeyHeader, Officer};
use super::problem::{Kind, Problem};
use super::shapes::{Words, moment};
use crate::calendars::{self, ADMINISTRATOR, Failed, Ground};

/// Which year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// The year; this year without it.
    #[param(required = false, nullable = false, minimum = 1900, maximum = 2999)]
    year: Option<i16>,
}

/// A year of the calendar.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Calendar)]
pub struct CalendarShape {
    /// Counts the changes of the calendar: reports say by which version they were counted.
    #[schema(example = 3)]
    version: u32,
    /// The year.
    #[schema(example = 2026)]
    year: i16,
    /// The first and the last year that the calendar has.
    years: [i16; 2],
    /// How many days the office works in the year.
    #[schema(example = 240)]
    working_days: u32,
    /// The days on which the office is closed although it is a weekday of work.
    closed: Vec<ClosedDay>,
    /// The usual opening hours.
    hours: WeekShape,
    /// Weeks with other hours; where two overlap, the first counts.
    other_hours: Vec<OtherHours>,
}

/// A closed day.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosedDay {
    /// The day.
    #[schema(format = Date)]
    date: String,
    /// `national`, `joint_leave` or `local`.
    #[schema(example = "joint_leave")]
    kind: &'static str,
    /// Its name.
    name: Words,
    /// Whether the decree may still move it.
    estimated: bool,
}

/// Opening hours by weekday: `monday` … `sunday`, each as `08:00-16:00`; a weekday that is missing is no working day.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[schema(as = Week, example = json!({"monday": "08:00-16:00", "friday": "08:00-16:30"}))]
pub struct WeekShape(BTreeMap<String, String>);

/// Weeks with other hours.
#[derive(Debug, Serialize, ToSchema)]
pub struct OtherHours {
    /// What they are called.
    name: Words,
    /// The first day.
    #[schema(format = Date)]
    from: String,
    /// The last day.
    #[schema(format = Date)]
    until: String,
    /// The hours.
    hours: WeekShape,
}

/// A year of the office's calendar.
#[utoipa::path(get, operation_id = "getCalendar", path = "/calendar", tag = "calendar", params(Year), security(()),
    responses((status = 200, body = CalendarShape), NotFound))]
pub async fn one(Anyone(visit): Anyone, Asked(asked): Asked<Year>) -> Result<Json<CalendarShape>, Problem> {
    let office = visit.desk.office();
    let calendar = &office.calendar;
    let year = asked.year.unwrap_or_else(|| calendar.zone().day(visit.app.now()).year());
    let (first, last) = calendar.years();
    if !(first..=last).contains(&year) {
        return Err(Problem::because(
            Kind::NotFound,
            format!("Kalender kantor belum memuat tahun {year}; yang ada {first} sampai {last}."),
            format!("The office's calendar does not have the year {year}; it has {first} to {last}."),
        ));
    }
    let (begin, end) = (jiff::civil::date(year - 1, 12, 31), jiff::civil::date(year, 12, 31));
    // The first of January is a holiday in every year.
    let working = if year == first { jiff::civil::date(year, 1, 1) } else { begin };
    let closed = calendar.closures_between(begin, end).map(|holiday| ClosedDay {
        date: holiday.date.to_string(),
        kind: match holiday.kind {
            HolidayKind::National => "national",
            HolidayKind::JointLeave => "joint_leave",
            HolidayKind::Local => "local",
        },
        name: Words::from(&holiday.name),
        estimated: holiday.estimated,
    });
    Ok(Json(CalendarShape {
        version: calendar.version(),
        year,
        years: [first, last],
        working_days: calendar.working_days_between(working, end).unwrap_or(0),
        closed: closed.collect(),
        hours: week(&calendar.rules().week),
        other_hours: other_hours(calendar),
    }))
}

fn other_hours(calendar: &Calendar) -> Vec<OtherHours> {
    let shape = |period: &Period| OtherHours {
        name: Words::from(&period.name),
        from: period.from.to_string(),
        until: period.until.to_string(),
        hours: week(&period.week),
    };
    calendar.rules().periods.iter().map(shape).collect()
}

const DAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

fn week(week: &Week) -> WeekShape {
    let hours = |(name, day): (&str, Weekday)| Some((name.to_owned(), week.on(day)?.to_string()));
    WeekShape(DAYS.into_iter().filter_map(hours).collect())
}

/// What is to change. Fields that the kind does not use are left out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "joint_leave", "date": "2026-08-18", "name": {"id": "Cuti bersama", "en": "Joint leave"},
    "reason": "SKB baru", "legal_basis": "SKB 12/2026"}))]
pub struct NewCalendarChange {
    /// `closing`: this office is closed on `date`. `joint_leave`: all offices are. `opening`: the office works on `date`, which
    /// withdraws a closing day. `hours`: from `date` until `until` the office has these `hours`. `hours_withdrawn`: the hours
    /// that begin on `date` are withdrawn. `table`: the lines of `table` replace the days of the same years and kinds.
    kind: ChangeKind,
    /// The day, or the first day.
    #[serde(default)]
    #[schema(value_type = String, required = false, format = Date)]
    date: Option<Date>,
    /// The last day of other hours; without it they have no end.
    #[serde(default)]
    #[schema(value_type = String, required = false, format = Date)]
    until: Option<Date>,
    /// The name of the day or of the weeks.
    #[serde(default)]
    #[schema(required = false)]
    name: Option<NewName>,
    /// Opening hours by weekday.
    #[serde(default)]
    #[schema(required = false)]
    hours: WeekShape,
    /// A table: `tanggal,jenis,nama,perkiraan`, a heading first.
    #[serde(default)]
    #[schema(required = false, max_length = 20000)]
    table: String,
    /// Why.
    #[schema(max_length = 500)]
    reason: String,
    /// The decree that it rests on.
    #[schema(max_length = 200)]
    legal_basis: String,
}

/// What kind of change.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CalendarChangeKind)]
pub enum ChangeKind {
    /// A closing day of this office.
    Closing,
    /// Joint leave.
    JointLeave,
    /// A day of work.
    Opening,
    /// Other hours.
    Hours,
    /// Other hours no more.
    HoursWithdrawn,
    /// A table of holidays.
    Table,
}

/// A name in both languages.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewName {
    /// Indonesian.
    #[schema(max_length = 120)]
    id: String,
    /// English.
    #[schema(max_length = 120)]
    en: String,
}

/// What came of a change.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarDecided {
    /// The version in force now.
    #[schema(example = 4)]
    version: u32,
}

/// Changes the calendar, as an administrator: a new version, in force at once. Due days of running cases are computed anew
/// and applicants whose due day moves are told; what has ended does not change.
#[utoipa::path(post, operation_id = "changeCalendar", path = "/calendar/changes", tag = "calendar", params(KeyHeader),
    responses((status = 200, body = CalendarDecided), Changing))]
pub async fn change(
    Officer(Caller { visit, account }): Officer,
    key: Key,
    Body(new): Body<NewCalendarChange>,
) -> Result<Json<CalendarDecided>, Problem> {
    if !account.holds(ADMINISTRATOR) {
        return Err(Problem::because(
            Kind::Forbidden,
            "Hanya administrator aplikasi yang dapat mengubah kalender.",
            "Only the application administrator can change the calendar.",
        ));
    }
    let ground = Ground {
        account: Some(account.id),
        name: account.name.clone(),
        reason: new.reason.trim().to_owned(),
        basis: new.legal_basis.trim().to_owned(),
        request: format!("{}/{}", account.id, key.0),
    };
    let decided = read(new, &ground)?;
    match calendars::change(&visit.app, &visit.desk, decided, ground).await {
        Ok(decided) => Ok(Json(CalendarDecided { version: decided.version })),
        Err(Failed::Refused(fault)) => {
            Err(Problem::invalid(vec![Fault { field: "date".to_owned(), message: fault.0 }]))
        }
        Err(Failed::Store(error)) => Err(Problem::store(&visit, &error)),
    }
}

fn read(new: NewCalendarChange, ground: &Ground) -> Result<CalendarChange, Problem> {
    let mut missing = Vec::new();
    for (field, text) in [("reason", &ground.reason), ("legal_basis", &ground.basis)] {
        if text.is_empty() || text.chars().count() > 500 {
            missing.push(field);
        }
    }
    let (named, dated) = match new.kind {
        ChangeKind::Closing | ChangeKind::JointLeave | ChangeKind::Hours => (true, true),
        ChangeKind::Opening | ChangeKind::HoursWithdrawn => (false, true),
        ChangeKind::Table => (false, false),
    };
    let name = new.name.map(|name| Text::new(name.id.trim(), name.en.trim())).filter(|name| !name.lacks_words());
    if named && name.is_none() {
        missing.push("name");
    }
    if dated && new.date.is_none() {
        missing.push("date");
    }
    let (name, date) = (name.unwrap_or_else(|| Text::same("")), new.date.unwrap_or(Date::ZERO));
    let change = match new.kind {
        ChangeKind::Closing => CalendarChange::Closed { date, name, joint_leave: false },
        ChangeKind::JointLeave => CalendarChange::Closed { date, name, joint_leave: true },
        ChangeKind::Opening => CalendarChange::Opened { date },
        ChangeKind::HoursWithdrawn => CalendarChange::HoursDropped { from: date },
        ChangeKind::Table => CalendarChange::Table { csv: new.table },
        ChangeKind::Hours => {
            let week = new_week(&new.hours);
            if week.is_none() {
                missing.push("hours");
            }
            let (until, week) = (new.until.unwrap_or(Date::MAX), week.unwrap_or_default());
            CalendarChange::Hours { period: Period { name, from: date, until, week } }
        }
    };
    let fault = |field: &str| Fault {
        field: field.to_owned(),
        message: Text::new(
            format!("“{field}” belum diisi atau tidak terbaca."),
            format!("“{field}” is missing or cannot be read."),
        ),
    };
    if missing.is_empty() { Ok(change) } else { Err(Problem::invalid(missing.into_iter().map(fault).collect())) }
}

/// The hours of a week; nothing where a name or a time cannot be read.
fn new_week(shape: &WeekShape) -> Option<Week> {
    let mut week = Week {
        monday: None,
        tuesday: None,
        wednesday: None,
        thursday: None,
        friday: None,
        saturday: None,
        sunday: None,
    };
    for (name, hours) in &shape.0 {
        let hours: Hours = hours.parse().ok()?;
        let day = match name.as_str() {
            "monday" => &mut week.monday,
            "tuesday" => &mut week.tuesday,
            "wednesday" => &mut week.wednesday,
            "thursday" => &mut week.thursday,
            "friday" => &mut week.friday,
            "saturday" => &mut week.saturday,
            "sunday" => &mut week.sunday,
            _unknown => return None,
        };
        *day = Some(hours);
    }
    week.usual().map(|_| week)
}

/// One change of the calendar.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarChangeShape {
    /// The version that it made.
    version: u32,
    /// When it was decided: from then on it counts.
    #[schema(format = DateTime)]
    at: String,
    /// Who decided it; null where the office's file or the program's table changed.
    by: Option<String>,
    /// What changed.
    what: Words,
    /// Why.
    reason: String,
    /// The decree that it rests on.
    legal_basis: String,
}

/// Every change of the calendar, newest first.
#[utoipa::path(get, operation_id = "listCalendarChanges", path = "/calendar/changes", tag = "calendar",
    responses((status = 200, body = Vec<CalendarChangeShape>), Reading))]
pub async fn changes(Officer(Caller { visit, .. }): Officer) -> Result<Json<Vec<CalendarChangeShape>>, Problem> {
    let kept = calendars::kept(&visit.desk).await.map_err(|error| Problem::store(&visit, &error))?;
    let zone = visit.desk.office().calendar.zone();
    let shape = |kept: calendars::Kept| CalendarChangeShape {
        version: kept.version,
        at: moment(kept.at, zone),
        by: kept.account.map(|_| kept.name.clone()),
        what: Words::of(|lang| calendars::change_words(&kept.change, lang)),
        reason: kept.reason,
        legal_basis: kept.basis,
    };
    Ok(Json(kept.into_iter().rev().map(shape).collect()))
}
