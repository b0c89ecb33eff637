//! The calendar's page: a year, the hours, and every change with who decided it.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use casework::lang::Lang;
use casework::office::Calendar;
use jiff::civil::{DateTime, Weekday};
use serde::Deserialize;

use super::queries::{self, Kept};
use super::year::{self, Month};
use super::{ADMINISTRATOR, words};
use crate::http::Visit;
use crate::ui::{self, Link, Notice, Page, Tab, Tone};

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    tahun: String,
    versi: String,
}

#[derive(Template)]
#[template(path = "calendars/calendar.html")]
struct CalendarPage {
    p: Page,
    tabs: Vec<Tab>,
    year: i16,
    lead: String,
    weekdays: Vec<(String, String)>,
    months: Vec<Month>,
    hours: Vec<Hours>,
    changes: Vec<Change>,
    may_change: bool,
}

/// Opening hours that count from when until when.
struct Hours {
    name: String,
    days: String,
    week: Vec<(String, String)>,
}

/// One change, as the history shows it.
struct Change {
    version: u32,
    at: DateTime,
    who: String,
    what: String,
    reason: String,
    basis: String,
}

/// `GET /meja/kalender`.
pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Response {
    let may_change = match visit.officer() {
        Ok(account) => account.holds(ADMINISTRATOR),
        Err(answer) => return answer,
    };
    let changes = match queries::changes(visit.desk.db(), &visit.desk.id).await {
        Ok(changes) => changes,
        Err(error) => return visit.trouble(&error),
    };
    let office = visit.desk.office();
    let (calendar, lang) = (&office.calendar, visit.lang());
    let today = calendar.zone().day(visit.app.now());
    let (first, last) = calendar.years();
    let year = asked.tahun.parse().ok().filter(|year| (first..=last).contains(year)).unwrap_or(today.year().min(last));
    let p = visit.page_with(notice(&visit, &asked)).titled("calendar-title");
    let months = year::months(calendar, year, today, lang);
    let working: usize = months.iter().map(|month| month.working).sum();
    let days = i64::try_from(working).unwrap_or(0);
    let version = i64::from(calendar.version());
    let lead = p.tr2("calendar-lead", ("days", days.into()), ("version", version.into()));
    ui::render(CalendarPage {
        tabs: tabs(first.max(today.year() - 1), last, year),
        year,
        lead,
        weekdays: year::weekdays(lang),
        months,
        hours: hours(&p, calendar, lang),
        changes: changes.iter().rev().map(|kept| change(&visit, kept)).collect(),
        may_change,
        p,
    })
}

/// What has just been done, or what is missing.
fn notice(visit: &Visit, asked: &Asked) -> Option<Notice> {
    let office = visit.desk.office();
    let known = asked.versi.parse::<u32>().ok().filter(|version| *version <= office.calendar.version());
    let done = known.map(|version| {
        let title = ui::tr_with(visit.lang(), "calendar-changed", &[("version", i64::from(version).into())]);
        Notice::new(Tone::Good, title).text(ui::tr(visit.lang(), "calendar-changed-text"))
    });
    let today = office.calendar.zone().day(visit.app.now());
    done.or_else(|| words::missing_year_notice(&office, today, visit.lang()))
}

fn tabs(first: i16, last: i16, open: i16) -> Vec<Tab> {
    let tab = |year: i16| Tab {
        link: Link::new(year.to_string(), format!("/meja/kalender?tahun={year}")),
        open: year == open,
        count: None,
    };
    (first.min(open)..=last).map(tab).collect()
}

fn hours(p: &Page, calendar: &Calendar, lang: Lang) -> Vec<Hours> {
    let rules = calendar.rules();
    let names = year::weekdays(lang);
    let week = |week: &casework::office::calendar::Week| {
        let days = Weekday::Monday.cycle_forward().take(7).zip(&names);
        days.map(|(day, (_, name))| {
            let hours = week.on(day).map_or_else(|| p.tr("calendar-closed").into_owned(), |hours| hours.to_string());
            (name.clone(), hours)
        })
        .collect()
    };
    let usual = Hours { name: p.tr("calendar-usual-hours").into_owned(), days: String::new(), week: week(&rules.week) };
    let others = rules.periods.iter().map(|period| Hours {
        name: period.name.get(lang).to_owned(),
        days: p.tr2(
            "calendar-from-until",
            ("from", p.day(&period.from).into()),
            ("until", p.day(&period.until).into()),
        ),
        week: week(&period.week),
    });
    std::iter::once(usual).chain(others).collect()
}

fn change(visit: &Visit, kept: &Kept) -> Change {
    let zone = visit.desk.office().calendar.zone();
    Change {
        version: kept.version,
        at: zone.day(kept.at).to_datetime(zone.time(kept.at)),
        who: kept.name.clone(),
        what: words::change_words(&kept.change, visit.lang()),
        reason: kept.reason.clone(),
        basis: kept.basis.clone(),
    }
}
