//! What the past days say, for who looks after the hall: waits and service times by group and by hour, and every number as CSV.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use casework::hall::{Figures, Row, Ticket, figures};
use casework::lang::Lang;
use casework::office::calendar::Zone;
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use serde::Deserialize;
use store::StoreError;

use super::{Today, queries, supervises, words};
use crate::app::Desk;
use crate::csv_export;
use crate::http::Visit;
use crate::ui::{self, Field, Kind, Link, Page, Stat, Tone, tr_with};

/// The longest time over which figures are made.
const LONGEST: i64 = 366;

#[derive(Template)]
#[template(path = "hall/figures.html")]
struct FiguresPage {
    p: Page,
    fields: Vec<Field>,
    csv: String,
    stats: Vec<Stat>,
    groups: Vec<Line>,
    hours: Vec<Line>,
}

/// A line of the tables.
struct Line {
    name: String,
    drawn: usize,
    served: usize,
    missed: usize,
    left: usize,
    wait: String,
    long_wait: String,
    service: String,
}

/// Which days.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    dari: String,
    sampai: String,
}

impl Asked {
    /// The days, today and the week before where none are named; never more than a year.
    fn span(&self, today: Date) -> (Date, Date) {
        let day = |text: &str| (text.len() == 10).then(|| text.parse::<Date>().ok()).flatten();
        let until = day(&self.sampai).unwrap_or(today);
        let from = day(&self.dari).unwrap_or_else(|| until.saturating_sub(Span::new().days(6)));
        (from.min(until).max(until.saturating_sub(Span::new().days(LONGEST))), until)
    }
}

/// Who looks after the hall, with the hall.
async fn supervisor(visit: &Visit) -> Result<Today, Response> {
    let account = visit.officer()?;
    let today = Today::of(visit, None).await?;
    if supervises(&today.rules, account) {
        return Ok(today);
    }
    let p = visit.page();
    let (why, back) = (p.tr("hall-figures-not-yours").into_owned(), p.tr("nav-desk").into_owned());
    Err(ui::refused(p, StatusCode::FORBIDDEN, why, Link::new(back, "/meja")).into_response())
}

/// The figures of some days.
///
/// # Errors
/// The database does not answer.
pub async fn of_days(desk: &Desk, from: Date, until: Date) -> Result<Figures, StoreError> {
    let tickets = queries::tickets_between(desk, from, until).await?;
    Ok(figures(tickets.iter().map(|(_, ticket)| ticket), desk.office().calendar.zone()))
}

/// `GET /meja/loket/antrean/angka`.
pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Response {
    let today = match supervisor(&visit).await {
        Ok(today) => today,
        Err(answer) => return answer,
    };
    let (from, until) = asked.span(today.day.date);
    let figures = match of_days(&visit.desk, from, until).await {
        Ok(figures) => figures,
        Err(error) => return visit.trouble(&error),
    };
    let lang = visit.lang();
    let p = visit.page().titled("hall-figures-title");
    let any = || Kind::Date(String::new(), String::new());
    let fields = vec![
        Field::new("dari", p.tr("hall-figures-from"), any()).value(from.to_string()),
        Field::new("sampai", p.tr("hall-figures-until"), any()).value(until.to_string()),
    ];
    let name = |letter| {
        let group = today.rules.group(letter);
        group.map_or_else(|| letter.to_string(), |group| format!("{letter} · {}", group.name.get(lang)))
    };
    let groups = figures.groups.iter().map(|(letter, row)| line(name(*letter), row, lang)).collect();
    let hours = figures.hours.iter().map(|(hour, row)| line(format!("{hour:02}–{:02}", hour + 1), row, lang)).collect();
    let back = p.tr("hall-counter-title").into_owned();
    let p = p.crumb(back, "/meja/loket/antrean");
    let csv = format!("/meja/loket/antrean/angka.csv?dari={from}&sampai={until}");
    ui::render(FiguresPage { stats: stats(&p, &figures.all), p, fields, csv, groups, hours })
}

fn stats(p: &Page, all: &Row) -> Vec<Stat> {
    let lang = p.lang();
    let stat = |key: &str, figure: String| Stat {
        figure,
        label: p.tr(key).into_owned(),
        note: String::new(),
        tone: Tone::Plain,
    };
    vec![
        stat("hall-figures-served", all.served.to_string()),
        stat("hall-figures-wait", minutes(all.wait, lang)),
        stat("hall-figures-long-wait", minutes(all.long_wait, lang)),
        stat("hall-figures-service", minutes(all.service, lang)),
    ]
}

/// "12 menit"; a dash where nobody gave a time.
fn minutes(seconds: Option<i64>, lang: Lang) -> String {
    let Some(seconds) = seconds else { return "–".to_owned() };
    tr_with(lang, "hall-minutes", &[("minutes", ((seconds + 30) / 60).into())])
}

fn line(name: String, row: &Row, lang: Lang) -> Line {
    Line {
        name,
        drawn: row.drawn,
        served: row.served,
        missed: row.missed,
        left: row.left,
        wait: minutes(row.wait, lang),
        long_wait: minutes(row.long_wait, lang),
        service: minutes(row.service, lang),
    }
}

/// `GET /meja/loket/antrean/angka.csv`: every number of the days. It holds nothing of people.
pub async fn csv(visit: Visit, Query(asked): Query<Asked>) -> Response {
    let today = match supervisor(&visit).await {
        Ok(today) => today,
        Err(answer) => return answer,
    };
    let (from, until) = asked.span(today.day.date);
    match queries::tickets_between(&visit.desk, from, until).await {
        Ok(tickets) => download(&tickets, today.office.calendar.zone(), visit.lang()),
        Err(error) => visit.trouble(&error),
    }
}

/// Every number as a file for spreadsheets.
pub fn download(tickets: &[(Date, Ticket)], zone: Zone, lang: Lang) -> Response {
    let heading = match lang {
        Lang::Id => [
            "hari",
            "nomor",
            "kelompok",
            "asal",
            "didahulukan",
            "keadaan",
            "diambil",
            "dipanggil",
            "dilayani",
            "selesai",
            "loket",
            "menunggu_detik",
            "dilayani_detik",
        ],
        Lang::En => [
            "day",
            "number",
            "group",
            "origin",
            "first",
            "state",
            "drawn",
            "called",
            "serving",
            "ended",
            "counter",
            "wait_seconds",
            "service_seconds",
        ],
    };
    let lines: Vec<Result<String, axum::BoxError>> =
        tickets.iter().map(|(date, ticket)| Ok(cells(*date, ticket, zone, lang))).collect();
    csv_export::download("antrean.csv", &heading, futures_util::stream::iter(lines))
}

fn cells(date: Date, ticket: &Ticket, zone: Zone, lang: Lang) -> String {
    let at = |moment: Option<Timestamp>| {
        moment.map_or_else(String::new, |moment| {
            let time = zone.time(moment);
            format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
        })
    };
    let between = |from: Option<Timestamp>, until: Option<Timestamp>| {
        let span = from.zip(until).map(|(from, until)| from.duration_until(until).as_secs().max(0));
        span.map_or_else(String::new, |seconds| seconds.to_string())
    };
    let cells = [
        date.to_string(),
        ticket.number.to_string(),
        ticket.group.to_string(),
        ticket.origin.word().to_owned(),
        if ticket.priority { "1" } else { "0" }.to_owned(),
        words::state(ticket.state, lang),
        at(Some(ticket.issued)),
        at(ticket.first_called),
        at(ticket.serving),
        at(ticket.ended),
        ticket.counter.clone().unwrap_or_default(),
        between(Some(ticket.issued), ticket.first_called),
        between(ticket.serving, ticket.ended),
    ];
    csv_export::row(&cells.each_ref().map(String::as_str))
}
