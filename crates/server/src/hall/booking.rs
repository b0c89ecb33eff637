//! Making an appointment: for what, on which day, at which hour, for whom.

use askama::Template;
use axum::extract::{Form, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::case::{Refusal, RefusalKind};
use casework::date_text;
use casework::form::Typed;
use casework::hall::{Appointment, Booking, Change, Letter, Person};
use casework::id::{Code, Email, Phone};
use casework::lang::Lang;
use casework::sop::ServiceId;
use jiff::civil::{Date, Time};

use super::change::{Deed, Judged, change};
use super::days::{FreeDay, free_days};
use super::mails::{Told, mail};
use super::public::{named, too_often};
use super::view::{self, GroupView};
use super::{Today, jobs, queries, words};
use crate::app::{App, Desk, Failed};
use crate::http::{Peer, Visit};
use crate::ui::{self, Choice, Field, Kind, Page, Problem};

/// So many appointments may somebody have at once, by telephone number or address.
pub const MOST_APPOINTMENTS: i64 = 2;

#[derive(Template)]
#[template(path = "hall/groups.html")]
struct GroupsPage {
    p: Page,
    groups: Vec<GroupView>,
}

/// A day to choose from.
pub struct DayView {
    /// "Selasa, 13 Januari 2026".
    pub words: String,
    /// Where its hours are.
    pub href: String,
    /// How many places it has left.
    pub free: i64,
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
struct BookPage {
    p: Page,
    lead: String,
    problems: Vec<Problem>,
    fields: Vec<Field>,
    /// What the office does with what is typed.
    kept: String,
    submit: String,
}

/// `GET /antrean/janji`: for what.
pub async fn groups(visit: Visit) -> Response {
    let today = match Today::of(&visit, None).await {
        Ok(today) => today,
        Err(answer) => return answer,
    };
    let groups = view::groups(&today.hall(), visit.lang());
    let p = visit.page().titled("hall-book-title");
    let back = p.tr("hall-title").into_owned();
    ui::render(GroupsPage { p: p.back(back, "/antrean"), groups })
}

/// The group that an address names.
fn group(today: &Today, typed: &str) -> Option<Letter> {
    let letter = typed.parse().ok()?;
    today.rules.group(letter).map(|group| group.letter)
}

/// `GET /antrean/janji/baru/{letter}`: on which day.
pub async fn days(visit: Visit, Path(typed): Path<String>) -> Response {
    let today = match Today::of(&visit, None).await {
        Ok(today) => today,
        Err(answer) => return answer,
    };
    let Some(letter) = group(&today, &typed) else { return ui::not_found(visit.page()).into_response() };
    let free = match free_days(&visit.app, &visit.desk, letter, None).await {
        Ok(free) => free,
        Err(error) => return visit.trouble(&error),
    };
    let p = visit.page().titled("hall-book-day");
    let back = p.tr("hall-book-title").into_owned();
    let lead = name_of(&today, letter, visit.lang());
    let days = free.iter().map(|day| day_view(day, day.href(), visit.lang())).collect();
    ui::render(DaysPage { p: p.back(back, "/antrean/janji"), lead, days })
}

/// A day as a choice.
pub fn day_view(day: &FreeDay, href: String, lang: Lang) -> DayView {
    DayView { words: date_text::full_day(day.date, lang), href, free: i64::from(day.free()) }
}

fn name_of(today: &Today, letter: Letter, lang: Lang) -> String {
    let group = today.rules.group(letter);
    group.map_or_else(String::new, |group| format!("{letter} · {}", group.name.get(lang)))
}

/// `GET /antrean/janji/baru/{letter}/{date}`: at which hour, for whom.
pub async fn ask(visit: Visit, Path((letter, date)): Path<(String, String)>) -> Response {
    form(&visit, &letter, &date, &Typed::default(), None).await
}

/// The day and group of an address, with the day's hall.
async fn place(visit: &Visit, letter: &str, date: &str) -> Result<(Today, Letter), Response> {
    let date: Option<Date> = (date.len() == 10).then(|| date.parse().ok()).flatten();
    let Some(date) = date else { return Err(ui::not_found(visit.page()).into_response()) };
    let today = Today::of(visit, Some(date)).await?;
    match group(&today, letter) {
        Some(letter) => Ok((today, letter)),
        None => Err(ui::not_found(visit.page()).into_response()),
    }
}

async fn form(visit: &Visit, letter: &str, date: &str, typed: &Typed, refused: Option<&Refusal>) -> Response {
    let (today, letter) = match place(visit, letter, date).await {
        Ok(place) => place,
        Err(answer) => return answer,
    };
    let (hall, lang) = (today.hall(), visit.lang());
    if let Err(refusal) = hall.is_bookable() {
        return words::failed(visit, Failed::Refused(refusal), back(visit, letter));
    }
    let p = visit.page().titled("hall-book-hour").failed(refused.is_some());
    let choices = slot_choices(&hall.slots(letter), &p);
    if choices.is_empty() {
        let why = p.tr("hall-book-full").into_owned();
        return ui::refused(p, StatusCode::CONFLICT, why, back(visit, letter)).into_response();
    }
    let fields = fields(visit, &p, choices, typed, refused);
    let lead = format!("{} · {}", name_of(&today, letter, lang), p.weekday(&today.day.date));
    let kept = p.tr1("hall-book-kept", "days", i64::from(today.rules.keep_days));
    let status = refused.map_or(StatusCode::OK, words::status);
    let (link, submit) = (back(visit, letter), p.tr("hall-book-do").into_owned());
    let problems = ui::problems(&fields);
    ui::render_as(status, BookPage { p: p.back(link.label, link.href), lead, problems, fields, kept, submit })
}

fn back(visit: &Visit, letter: Letter) -> ui::Link {
    ui::Link::new(visit.page().tr("hall-book-other-day"), format!("/antrean/janji/baru/{letter}"))
}

/// The free slots to choose from.
pub fn slot_choices(slots: &[casework::hall::Slot], p: &Page) -> Vec<Choice> {
    let free = slots.iter().filter(|slot| slot.free > 0);
    free.map(|slot| {
        let words = words::clock(slot.begins, p.lang());
        Choice::new(words::clock(slot.begins, Lang::En), words).hint(p.tr1(
            "hall-places",
            "count",
            i64::from(slot.free),
        ))
    })
    .collect()
}

fn fields(visit: &Visit, p: &Page, slots: Vec<Choice>, typed: &Typed, refused: Option<&Refusal>) -> Vec<Field> {
    let lang = visit.lang();
    let fault = |field: &str| {
        let fault = refused?.faults.iter().find(|fault| fault.field == field)?;
        Some(fault.message.get(lang).to_owned())
    };
    // A refusal that names no field is about the hour.
    let hour = refused.filter(|refusal| refusal.faults.is_empty()).map(|refusal| refusal.text(lang).to_owned());
    let own = visit.account.as_ref();
    let known = |id: &str, own: Option<&str>| match typed.one(id) {
        "" if refused.is_none() => own.unwrap_or_default().to_owned(),
        typed => typed.to_owned(),
    };
    let first = vec![Choice::new("ya", p.tr("hall-first-box"))];
    let chosen: Vec<String> =
        Some(typed.one("dahulu").to_owned()).filter(|value| !value.is_empty()).into_iter().collect();
    vec![
        Field::new("pukul", p.tr("hall-book-slot"), Kind::Radio(slots))
            .value(typed.one("pukul"))
            .error(hour.or(fault("begins"))),
        Field::new("nama", p.tr("hall-book-name"), Kind::Text(Some(120)))
            .value(known("nama", own.map(|account| account.name.as_str())))
            .error(fault("name"))
            .autocomplete("name"),
        Field::new("telepon", p.tr("hall-book-phone"), Kind::Phone)
            .hint(p.tr("hall-book-phone-hint"))
            .value(known("telepon", own.and_then(|account| account.phone.as_deref())))
            .error(fault("phone"))
            .autocomplete("tel")
            .optional(),
        Field::new("surel", p.tr("hall-book-email"), Kind::Email)
            .hint(p.tr("hall-book-email-hint"))
            .value(known("surel", own.map(|account| account.email.as_str())))
            .error(fault("email"))
            .autocomplete("email")
            .optional(),
        Field::new("dahulu", p.tr("hall-first"), Kind::Checkboxes(first))
            .hint(p.tr("hall-first-hint"))
            .values(&chosen)
            .optional(),
    ]
}

/// A time of day as it is sent: `09:30`.
pub fn slot(typed: &str) -> Option<Time> {
    let (hour, minute) = typed.trim().split_once([':', '.'])?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// `POST /antrean/janji/baru/{letter}/{date}`.
pub async fn make(
    visit: Visit,
    Peer(from): Peer,
    Path((letter, date)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let typed = Typed::from_pairs(pairs);
    let (today, group) = match place(&visit, &letter, &date).await {
        Ok(place) => place,
        Err(answer) => return answer,
    };
    let Some(begins) = slot(typed.one("pukul")) else {
        let refusal =
            Refusal::new(RefusalKind::Invalid, "Pilih pukul berapa Anda datang.", "Choose the hour at which you come.");
        return form(&visit, &letter, &date, &typed, Some(&refusal)).await;
    };
    if !visit.app.limits().may_take(from) {
        return too_often(&visit);
    }
    let own = visit.account.as_ref().filter(|account| !account.is_officer());
    let booking = Booking {
        group,
        service: None,
        begins,
        priority: !typed.one("dahulu").is_empty(),
        person: Person {
            name: typed.one("nama").to_owned(),
            phone: typed.one("telepon").to_owned(),
            email: typed.one("surel").to_owned(),
        },
        account: own.map(|account| account.id),
        lang: visit.lang(),
        code: Code::from_bits(0),
    };
    match book(&visit.app, &visit.desk, &named(typed.one("request_id")), today.day.date, booking).await {
        Ok(code) => Redirect::to(&format!("/antrean/janji/{code}?baru")).into_response(),
        Err(Failed::Refused(refusal)) => form(&visit, &letter, &date, &typed, Some(&refusal)).await,
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}

/// Makes an appointment and gives its code; the mail and the reminder are written with it.
///
/// # Errors
/// Something is missing, the slot is full, somebody has enough appointments already, or the store does not answer.
pub async fn book(app: &App, desk: &Desk, request: &str, date: Date, booking: Booking) -> Result<Code, Failed> {
    let office = super::rules(desk)?;
    let Some(rules) = &office.hall else { return Err(gone()) };
    not_too_many(app, desk, request, &booking.person).await?;
    let made = change(app, desk, Deed::on(date, "book", request), |hall, _| {
        let code = Code::from_bits(app.chance().bits());
        let service = booking.service.clone().filter(|service| known(rules.group(booking.group), service));
        let made = hall.book(&Booking { code, service, ..booking.clone() })?;
        let mut also = mail(desk, rules, &made, Told::Made, hall.now);
        also.extend(jobs::reminder_of(desk, &made, hall.now));
        Ok(Judged { changes: vec![Change::Appointment(made)], subject: Some(code), also })
    });
    made.await?.ok_or_else(gone)
}

fn known(group: Option<&casework::hall::Group>, service: &ServiceId) -> bool {
    group.is_some_and(|group| group.services.contains(service))
}

/// Nobody holds many places at once.
async fn not_too_many(app: &App, desk: &Desk, request: &str, person: &Person) -> Result<(), Failed> {
    if queries::answered(desk, request).await?.is_some() {
        return Ok(());
    }
    let phone = Phone::parse(&person.phone).ok().map(|phone| phone.to_string());
    let email = Email::parse(&person.email).ok().map(|email| email.to_string().to_lowercase());
    let today = desk.office().calendar.zone().day(app.now());
    let many = queries::appointments_of_contact(desk, (phone.as_deref(), email.as_deref()), today).await?;
    if many < MOST_APPOINTMENTS {
        return Ok(());
    }
    Err(Failed::Refused(Refusal::new(
        RefusalKind::WrongState,
        format!(
            "Nomor telepon atau surel ini sudah mempunyai {many} janji temu. Batalkan atau pindahkan salah satunya dahulu, supaya orang lain juga mendapat tempat."
        ),
        format!(
            "This telephone number or address has {many} appointments already. Cancel or move one of them first, so that others get a place too."
        ),
    )))
}

/// Moves an appointment to another slot, which may be on another day.
///
/// # Errors
/// There is no such appointment, it was used or cancelled, the slot is full, or the store does not answer.
pub async fn move_to(app: &App, desk: &Desk, request: &str, code: Code, to: (Date, Time)) -> Result<(), Failed> {
    let made = queries::appointment_of(desk, code).await?.ok_or_else(gone)?;
    let office = super::rules(desk)?;
    let Some(rules) = &office.hall else { return Err(gone()) };
    let deed = Deed { from: Some(made.date), ..Deed::on(to.0, "move", request) };
    let moved = change(app, desk, deed, |hall, from| {
        let made = from.unwrap_or(hall).day.appointments.get(&code).ok_or_else(no_appointment)?;
        let moved = hall.move_here(made, to.1)?;
        let mut also = mail(desk, rules, &moved, Told::Moved, hall.now);
        also.extend(jobs::reminder_of(desk, &moved, hall.now));
        Ok(Judged { changes: vec![Change::Appointment(moved)], subject: Some(code), also })
    });
    moved.await.map(drop)
}

/// Cancels an appointment.
///
/// # Errors
/// There is no such appointment, it was used or cancelled, or the store does not answer.
pub async fn cancel(app: &App, desk: &Desk, request: &str, code: Code) -> Result<(), Failed> {
    let made = queries::appointment_of(desk, code).await?.ok_or_else(gone)?;
    let office = super::rules(desk)?;
    let Some(rules) = &office.hall else { return Err(gone()) };
    let cancelled = change(app, desk, Deed::on(made.date, "cancel", request), |hall, _| {
        let made: &Appointment = hall.day.appointments.get(&code).ok_or_else(no_appointment)?;
        let also = mail(desk, rules, made, Told::Cancelled, hall.now);
        Ok(Judged { changes: hall.cancel(made)?, subject: Some(code), also })
    });
    cancelled.await.map(drop)
}

fn no_appointment() -> Refusal {
    Refusal::new(
        RefusalKind::NotFound,
        "Tidak ada janji temu dengan kode itu.",
        "There is no appointment with that code.",
    )
}

fn gone() -> Failed {
    Failed::Refused(no_appointment())
}
