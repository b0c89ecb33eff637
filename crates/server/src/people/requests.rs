//! Roles for a time: an officer asks that somebody may have the roles of a colleague for some days, an administrator
//! decides. Nothing has to end it: after the last day the roles do not count any more.

use askama::Template;
use axum::Router;
use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use casework::case::{Refusal, RefusalKind};
use casework::form::{Fault, Typed};
use casework::lang::Text;
use casework::office::{ADMINISTRATOR, RoleId};
use jiff::Span;
use jiff::civil::Date;
use serde::Deserialize;

use super::mandates::person_words;
use super::queries::requests::{self as kept, RoleRequest};
use super::queries::staff::{Change, Person, everybody, insert_change, one};
use super::sheet::{self, Sheet, choices, fault, request};
use super::{Account, AccountKind, staffing};
use crate::app::{App, Desk, Failed};
use crate::http::Visit;
use crate::ui::{self, Field, Kind, Notice, Page, Problem, Tag, Tone};

/// The longest time for which roles are lent, in days.
const LONGEST: i64 = 180;
/// How many requests the list shows.
const MOST: i64 = 200;

type Pairs = Vec<(String, String)>;

/// The addresses of this part.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/meja/peran-sementara", get(list))
        .route("/meja/peran-sementara/baru", get(ask_page).post(ask_post))
        .route("/meja/peran-sementara/{id}", post(decide_post))
}

/// What is asked for: `account` is to have the roles of `model` from a day on, for so many days.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// For whom.
    pub account: i64,
    /// Like whom.
    pub model: i64,
    /// The first day.
    pub from: Date,
    /// For how many days.
    pub days: i64,
    /// Why.
    pub reason: &'a str,
}

/// Asks for the roles of a colleague.
///
/// # Errors
/// Somebody does not work here, they work for different agencies, there is nothing to lend, the days are wrong; or the
/// database does not answer.
pub async fn ask(app: &App, desk: &Desk, by: &Account, wish: Wish<'_>, form: &str) -> Result<i64, Failed> {
    if let Some(id) = kept::made_by(desk, form).await? {
        return Ok(id);
    }
    let (person, model) = (one(desk, wish.account).await?, one(desk, wish.model).await?);
    let office = desk.office();
    let today = office.calendar.zone().day(app.now());
    let mut faults = days(wish, today);
    let roles = match (here(person.as_ref()), here(model.as_ref())) {
        (Some(person), Some(model)) => lendable(person, model, &mut faults),
        (person, _) => {
            faults.push(fault(if person.is_none() { "account" } else { "model" }, "people-gone-fault"));
            Vec::new()
        }
    };
    if !(5..=500).contains(&wish.reason.trim().chars().count()) {
        faults.push(fault("reason", "people-reason-fault"));
    }
    let (Some(person), Some(model), true) = (person, model, faults.is_empty()) else {
        return Err(Failed::Refused(Refusal::invalid(faults)));
    };
    let new = RoleRequest {
        id: i64::from(rand::random::<u32>()),
        account: (person.account.id, person.account.name),
        model: (model.account.id, model.account.name),
        roles,
        from: wish.from,
        until: wish.from.checked_add(Span::new().days(wish.days - 1)).unwrap_or(wish.from),
        reason: wish.reason.trim().to_owned(),
        asked: (by.id, by.name.clone()),
        asked_at: app.now(),
        state: "asked".to_owned(),
        decided: None,
    };
    desk.write(vec![kept::insert(&desk.id, &new, form)]).await?;
    Ok(new.id)
}

fn here(person: Option<&Person>) -> Option<&Account> {
    person.filter(|person| person.left.is_none()).map(|person| &person.account)
}

fn days(wish: Wish<'_>, today: Date) -> Vec<Fault> {
    let mut faults = Vec::new();
    if wish.from < today {
        faults.push(fault("from", "people-past-fault"));
    }
    if !(1..=LONGEST).contains(&wish.days) {
        let message = Text::new(
            format!("Tulis 1 sampai {LONGEST} hari. Untuk selamanya, minta administrator mengubah perannya."),
            format!("Write 1 to {LONGEST} days. For good, ask the administrator to change the roles."),
        );
        faults.push(Fault { field: "days".into(), message });
    }
    faults
}

/// The roles of one that the other lacks.
fn lendable(person: &Account, model: &Account, faults: &mut Vec<Fault>) -> Vec<RoleId> {
    let agency = |account: &Account| match &account.kind {
        AccountKind::Officer { agency, .. } => Some(agency.clone()),
        AccountKind::Applicant => None,
    };
    if agency(person) != agency(model) {
        faults.push(fault("model", "people-lend-agency-fault"));
    }
    let roles: Vec<RoleId> = model.roles().iter().filter(|role| !person.roles().contains(role)).cloned().collect();
    if roles.is_empty() {
        faults.push(fault("model", "people-lend-nothing-fault"));
    }
    roles
}

/// Grants or refuses what was asked for, or ends what was granted. Nobody decides on their own request, nor on one that
/// is for themselves.
///
/// # Errors
/// Only administrators may, it was decided already, no reason is given; or the database does not answer.
pub async fn settle(app: &App, desk: &Desk, by: &Account, id: i64, (to, why): (&str, &str)) -> Result<(), Failed> {
    let refused = |kind, id: &str, en: &str| Err(Failed::Refused(Refusal::new(kind, id, en)));
    let Some(found) = kept::one(desk, id).await? else {
        return refused(RefusalKind::NotFound, "Permintaan ini tidak ada.", "There is no such request.");
    };
    let own = [found.asked.0, found.account.0].contains(&by.id);
    if !by.holds(ADMINISTRATOR) || own && to == "granted" {
        return refused(
            RefusalKind::Forbidden,
            "Permintaan ini diputuskan oleh administrator lain: bukan oleh yang meminta, dan bukan oleh yang menerima.",
            "Another administrator decides on this request: not who asked for it, and not who is to benefit.",
        );
    }
    let from = match to {
        "granted" | "refused" => "asked",
        _ended => "granted",
    };
    if found.state != from {
        return refused(
            RefusalKind::WrongState,
            "Permintaan ini sudah diputuskan. Muat ulang halamannya untuk melihat hasilnya.",
            "This request was decided already. Load the page again to see how.",
        );
    }
    let why = why.trim();
    if !(5..=500).contains(&why.chars().count()) {
        return Err(Failed::Refused(Refusal::invalid(vec![fault("reason", "people-reason-fault")])));
    }
    let roles: Vec<&str> = found.roles.iter().map(|role| role.0.as_str()).collect();
    let change = Change {
        by: (Some(by.id), by.name.clone()),
        about: found.account.clone(),
        what: "lent",
        detail: format!("{}: {}, {} – {} ({to})", found.model.1, roles.join(", "), found.from, found.until),
        reason: why.to_owned(),
    };
    let decided = kept::move_on(&desk.id, id, (from, to), (&by.name, why), app.now()).touching(1);
    desk.write(vec![decided, insert_change(&desk.id, &change, app.now())]).await?;
    Ok(staffing::refresh(desk, app.now()).await?)
}

/// What the list's address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pesan: String,
}

struct Row {
    id: i64,
    who: String,
    title: String,
    roles: String,
    days: String,
    asked: String,
    reason: String,
    state: Tag,
    decided: String,
    decide: Option<Field>,
    /// It was granted and can be ended.
    granted: bool,
}

#[derive(Template)]
#[template(path = "people/requests.html")]
struct ListPage {
    p: Page,
    problems: Vec<Problem>,
    rows: Vec<Row>,
}

/// `GET /meja/peran-sementara`.
pub async fn list(visit: Visit, Query(asked): Query<Asked>) -> Response {
    let done = match asked.pesan.as_str() {
        "minta" => Some("people-lend-asked"),
        "putus" => Some("people-lend-decided"),
        _ => None,
    };
    let notice = done.map(|key| Notice::new(Tone::Good, ui::tr(visit.lang(), key)));
    draw(&visit, Sheet { notice, ..Sheet::default() }, 0).await
}

async fn draw(visit: &Visit, sheet: Sheet, wrong: i64) -> Response {
    let account = match visit.officer() {
        Ok(account) => account.clone(),
        Err(answer) => return answer,
    };
    let admin = account.holds(ADMINISTRATOR);
    let all = match kept::all(&visit.desk, (!admin).then_some(account.id), MOST).await {
        Ok(all) => all,
        Err(error) => return visit.trouble(&error),
    };
    let p = visit.page().titled("people-lend").failed(!sheet.faults.is_empty());
    let none = Sheet::default();
    let rows = all.iter().map(|one| row(&p, visit, one, if one.id == wrong { &sheet } else { &none }, &account));
    let rows: Vec<Row> = rows.collect();
    let problems = ui::problems(rows.iter().filter_map(|row| row.decide.as_ref()));
    let p = p.notice(sheet.notice);
    ui::render_as(sheet.status, ListPage { p, problems, rows })
}

fn row(p: &Page, visit: &Visit, one: &RoleRequest, sheet: &Sheet, account: &Account) -> Row {
    let office = visit.desk.office();
    let today = office.calendar.zone().day(visit.app.now());
    let roles: Vec<String> =
        one.roles.iter().map(|role| crate::cases::role_words(&office, &role.0, p.lang())).collect();
    let over = today > one.until;
    let (key, tone) = match (one.state.as_str(), over) {
        ("asked", _) => ("people-lend-state-asked", Tone::Warn),
        ("granted", false) => ("people-lend-state-granted", Tone::Good),
        ("granted", true) => ("people-mandate-state-over", Tone::Plain),
        ("refused", _) => ("people-lend-state-refused", Tone::Bad),
        (_ended, _) => ("people-lend-state-ended", Tone::Plain),
    };
    let own = [one.asked.0, one.account.0].contains(&account.id);
    let open = one.state == "asked" && !own || one.state == "granted" && !over;
    let decide = (account.holds(ADMINISTRATOR) && open).then(|| {
        let mut field = sheet.field(p, "reason", "people-reason", Kind::Text(Some(500)));
        field.id = format!("reason-{}", one.id);
        field
    });
    Row {
        id: one.id,
        who: one.account.1.clone(),
        title: p.tr2(
            "people-lend-like-whom",
            ("who", one.account.1.clone().into()),
            ("model", one.model.1.clone().into()),
        ),
        roles: roles.join(", "),
        days: p.tr2("people-from-until", ("from", p.day(&one.from).into()), ("until", p.day(&one.until).into())),
        asked: one.asked.1.clone(),
        reason: one.reason.clone(),
        state: Tag::new(p.tr(key), tone),
        decided: one.decided.as_ref().map_or(String::new(), |(who, why)| format!("{who}: {why}")),
        decide,
        granted: one.state == "granted",
    }
}

/// `GET /meja/peran-sementara/baru`.
pub async fn ask_page(visit: Visit) -> Response {
    form(&visit, Sheet::default()).await
}

async fn form(visit: &Visit, sheet: Sheet) -> Response {
    if let Err(answer) = visit.officer() {
        return answer;
    }
    let people = match everybody(&visit.desk).await {
        Ok(people) => people,
        Err(error) => return visit.trouble(&error),
    };
    let office = visit.desk.office();
    let today = office.calendar.zone().day(visit.app.now());
    let p = visit.page().titled("people-lend-new");
    let back = p.tr("people-lend").into_owned();
    let p = p.crumb(back, "/meja/peran-sementara");
    let here = people.iter().filter(|person| person.left.is_none());
    let named = |person: &Person| (person.account.id.to_string(), person_words(&office, &person.account, p.lang()));
    let list = choices(here.map(named));
    let fields = vec![
        sheet.field(&p, "account", "people-lend-for", Kind::Select(list.clone())),
        sheet.field(&p, "model", "people-lend-like", Kind::Select(list)).hint(p.tr("people-lend-like-hint")),
        sheet.field(&p, "from", "people-from", Kind::Date(today.to_string(), String::new())),
        sheet.field(&p, "days", "people-lend-days", Kind::Number(p.tr("people-lend-days-unit").into_owned())),
        sheet.field(&p, "reason", "people-reason", Kind::Paragraph(Some(500))).hint(p.tr("people-lend-reason-hint")),
    ];
    let action = "/meja/peran-sementara/baru".to_owned();
    sheet::show(p, ("people-lend-new-lead", "people-lend-ask", action), fields, sheet)
}

/// `POST /meja/peran-sementara/baru`.
pub async fn ask_post(visit: Visit, Form(pairs): Form<Pairs>) -> Response {
    let by = match visit.officer() {
        Ok(by) => by.clone(),
        Err(answer) => return answer,
    };
    let typed = Typed::from_pairs(pairs);
    let number = |field: &str| typed.one(field).trim().parse::<i64>().unwrap_or(0);
    let from = typed.one("from").trim().parse::<Date>();
    let asked = match from {
        Ok(from) => {
            let wish = Wish {
                account: number("account"),
                model: number("model"),
                from,
                days: number("days"),
                reason: typed.one("reason"),
            };
            ask(&visit.app, &visit.desk, &by, wish, &request(by.id, &typed)).await
        }
        Err(_) => Err(Failed::Refused(Refusal::invalid(vec![fault("from", "people-day-fault")]))),
    };
    match asked {
        Ok(_) => Redirect::to("/meja/peran-sementara?pesan=minta").into_response(),
        Err(Failed::Refused(refusal)) => form(&visit, Sheet::refused(&visit, typed, &refusal)).await,
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}

/// `POST /meja/peran-sementara/{id}`: grants, refuses or ends.
pub async fn decide_post(visit: Visit, Path(id): Path<i64>, Form(pairs): Form<Pairs>) -> Response {
    let by = match visit.officer() {
        Ok(by) => by.clone(),
        Err(answer) => return answer,
    };
    let typed = Typed::from_pairs(pairs);
    let why = typed.one(&format!("reason-{id}")).to_owned();
    let to = match typed.one("putusan") {
        "setuju" => "granted",
        "akhiri" => "ended",
        _refused => "refused",
    };
    match settle(&visit.app, &visit.desk, &by, id, (to, &why)).await {
        Ok(()) => Redirect::to("/meja/peran-sementara?pesan=putus").into_response(),
        Err(Failed::Refused(refusal)) => {
            let typed = Typed::from_pairs(vec![("reason".to_owned(), why)]);
            draw(&visit, Sheet::refused(&visit, typed, &refusal), id).await
        }
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}
