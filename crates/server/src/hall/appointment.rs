//! An appointment's own page: when and where, move it, cancel it. Whoever has the code may.

use askama::Template;
use axum::extract::{Form, Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::case::{Refusal, RefusalKind};
use casework::date_text;
use casework::form::Typed;
use casework::hall::{Appointment, Standing};
use casework::id::Code;
use jiff::civil::Date;
use serde::Deserialize;

use super::booking::{self, DayView, day_view, slot, slot_choices};
use super::days::free_days;
use super::public::named;
use super::ticket::{Named, missed};
use super::{Today, queries, words};
use crate::app::Failed;
use crate::http::{Peer, Visit};
use crate::ui::{self, Field, Kind, Link, Notice, Page, Problem, SummaryRow, Tag, Tone};

#[derive(Template)]
#[template(path = "hall/appointment.html")]
struct AppointmentPage {
    p: Page,
    tag: Tag,
    rows: Vec<SummaryRow>,
    code: Code,
    stands: bool,
    told: String,
}

#[derive(Template)]
#[template(path = "hall/days.html")]
struct DaysPage {
    p: Page,
    lead: String,
    days: Vec<DayView>,
}

#[derive(Template)]
#[template(path = "hall/book.html")]
struct MovePage {
    p: Page,
    lead: String,
    problems: Vec<Problem>,
    fields: Vec<Field>,
    kept: String,
    submit: String,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    baru: Option<String>,
}

async fn find(visit: &Visit, place: std::net::IpAddr, typed: &str) -> Result<Appointment, Response> {
    let Ok(code) = Code::parse(typed) else { return Err(missed(visit, place)) };
    match queries::appointment_of(&visit.desk, code).await {
        Ok(Some(appointment)) => Ok(appointment),
        Ok(None) => Err(missed(visit, place)),
        Err(error) => Err(visit.trouble(&error)),
    }
}

/// `GET /antrean/janji/{code}`.
pub async fn show(visit: Visit, Peer(place): Peer, Path(typed): Path<String>, Query(asked): Query<Asked>) -> Response {
    let made = match find(&visit, place, &typed).await {
        Ok(made) => made,
        Err(answer) => return answer,
    };
    let today = match Today::of(&visit, Some(made.date)).await {
        Ok(today) => today,
        Err(answer) => return answer,
    };
    let (hall, lang, p) = (today.hall(), visit.lang(), visit.page());
    let (key, tone) = match made.standing {
        Standing::Booked => ("hall-standing-booked", Tone::Active),
        Standing::Arrived => ("hall-standing-arrived", Tone::Good),
        Standing::Cancelled => ("hall-standing-cancelled", Tone::Plain),
        Standing::Missed => ("hall-standing-missed", Tone::Warn),
    };
    let group = today.rules.group(made.group);
    let office = &today.office.profile;
    let mut rows = vec![
        SummaryRow::new(p.tr("hall-row-day"), p.weekday(&made.date)),
        SummaryRow::new(p.tr("hall-row-hour"), super::hour(&hall, hall.begins(&made), lang)),
        SummaryRow::new(
            p.tr("hall-row-group"),
            group.map_or_else(String::new, |group| group.name.get(lang).to_owned()),
        ),
        SummaryRow::new(p.tr("hall-row-place"), format!("{}\n{}", office.name.get(lang), office.address)),
        SummaryRow::new(p.tr("hall-row-code"), made.code.to_string()),
    ];
    let drawn = made.ticket.and_then(|number| today.day.tickets.get(&number));
    rows.extend(drawn.map(|ticket| {
        SummaryRow::new(p.tr("hall-row-number"), ticket.number.to_string())
            .href(format!("/antrean/tiket/{}", ticket.code))
    }));
    let stands = made.standing == Standing::Booked && hall.kept_until(&made) > today.now;
    let notice = asked.baru.filter(|_| stands).map(|_| {
        let text = if made.email.is_some() { "hall-made-mailed" } else { "hall-made-write-down" };
        Notice::new(Tone::Good, p.tr("hall-made")).text(p.tr(text))
    });
    let told = if stands { p.tr1("hall-come", "grace", i64::from(today.rules.grace_minutes)) } else { String::new() };
    let tag = Tag::new(p.tr(key), tone);
    let back = p.tr("hall-title").into_owned();
    let p = p.titled("hall-appointment").back(back, "/antrean").notice(notice);
    ui::render(AppointmentPage { p, tag, rows, code: made.code, stands, told })
}

fn own(made: &Appointment) -> String {
    format!("/antrean/janji/{}", made.code)
}

fn back(visit: &Visit, made: &Appointment) -> Link {
    Link::new(visit.page().tr("hall-appointment"), own(made))
}

/// `POST /antrean/janji/{code}/batal`.
pub async fn cancel(visit: Visit, Peer(place): Peer, Path(typed): Path<String>, Form(form): Form<Named>) -> Response {
    let made = match find(&visit, place, &typed).await {
        Ok(made) => made,
        Err(answer) => return answer,
    };
    match booking::cancel(&visit.app, &visit.desk, &named(&form.request_id), made.code).await {
        Ok(()) => Redirect::to(&own(&made)).into_response(),
        Err(failed) => words::failed(&visit, failed, back(&visit, &made)),
    }
}

/// `GET /antrean/janji/{code}/pindah`: to which day.
pub async fn days(visit: Visit, Peer(place): Peer, Path(typed): Path<String>) -> Response {
    let made = match find(&visit, place, &typed).await {
        Ok(made) => made,
        Err(answer) => return answer,
    };
    let free = match free_days(&visit.app, &visit.desk, made.group, Some(made.code)).await {
        Ok(free) => free,
        Err(error) => return visit.trouble(&error),
    };
    let lang = visit.lang();
    let days = free.iter().map(|day| day_view(day, format!("{}/pindah/{}", own(&made), day.date), lang)).collect();
    let now = format!("{}, {}", date_text::full_day(made.date, lang), words::clock(made.begins, lang));
    let p = visit.page().titled("hall-move-title");
    let (lead, link) = (p.tr1("hall-move-from", "when", now), back(&visit, &made));
    ui::render(DaysPage { p: p.back(link.label, link.href), lead, days })
}

/// `GET /antrean/janji/{code}/pindah/{date}`: to which hour.
pub async fn ask(visit: Visit, Peer(place): Peer, Path((typed, date)): Path<(String, String)>) -> Response {
    match find(&visit, place, &typed).await {
        Ok(made) => form(&visit, &made, &date, &Typed::default(), None).await,
        Err(answer) => answer,
    }
}

fn day(typed: &str) -> Option<Date> {
    (typed.len() == 10).then(|| typed.parse().ok()).flatten()
}

async fn form(visit: &Visit, made: &Appointment, date: &str, typed: &Typed, refused: Option<&Refusal>) -> Response {
    let Some(date) = day(date) else { return ui::not_found(visit.page()).into_response() };
    let today = match Today::of(visit, Some(date)).await {
        Ok(today) => today,
        Err(answer) => return answer,
    };
    let hall = today.hall();
    if let Err(refusal) = hall.is_bookable() {
        return words::failed(visit, Failed::Refused(refusal), back(visit, made));
    }
    let p = visit.page().titled("hall-book-hour").failed(refused.is_some());
    let choices = slot_choices(&hall.slots_without(made.group, Some(made.code)), &p);
    if choices.is_empty() {
        let why = p.tr("hall-book-full").into_owned();
        return ui::refused(p, StatusCode::CONFLICT, why, back(visit, made)).into_response();
    }
    let error = refused.map(|refusal| refusal.text(visit.lang()).to_owned());
    let fields =
        vec![Field::new("pukul", p.tr("hall-book-slot"), Kind::Radio(choices)).value(typed.one("pukul")).error(error)];
    let (lead, submit) = (p.weekday(&date), p.tr("hall-move-do").into_owned());
    let other = Link::new(p.tr("hall-book-other-day"), format!("{}/pindah", own(made)));
    let problems = ui::problems(&fields);
    let status = refused.map_or(StatusCode::OK, words::status);
    let p = p.back(other.label, other.href);
    ui::render_as(status, MovePage { p, lead, problems, fields, kept: String::new(), submit })
}

/// `POST /antrean/janji/{code}/pindah/{date}`.
pub async fn move_it(
    visit: Visit,
    Peer(place): Peer,
    Path((typed, date)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let sent = Typed::from_pairs(pairs);
    let made = match find(&visit, place, &typed).await {
        Ok(made) => made,
        Err(answer) => return answer,
    };
    let to = day(&date).zip(slot(sent.one("pukul")));
    let Some(to) = to else {
        let refusal =
            Refusal::new(RefusalKind::Invalid, "Pilih pukul berapa Anda datang.", "Choose the hour at which you come.");
        return form(&visit, &made, &date, &sent, Some(&refusal)).await;
    };
    match booking::move_to(&visit.app, &visit.desk, &named(sent.one("request_id")), made.code, to).await {
        Ok(()) => Redirect::to(&format!("{}?baru", own(&made))).into_response(),
        Err(Failed::Refused(refusal)) => form(&visit, &made, &date, &sent, Some(&refusal)).await,
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}
