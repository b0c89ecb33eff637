//! The page of one officer: what they are, what they have in hand, and what can be decided about them.

use askama::Template;
use axum::extract::{Form, Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::case::CaseId;
use casework::form::Typed;
use casework::lang::Lang;
use casework::office::{Office, RoleId};
use casework::sop::StepId;
use serde::Deserialize;

use super::super::mandates::person_words;
use super::super::queries::staff::{ChangeRow, Person, changes, everybody, one};
use super::super::sheet::{Sheet, choices, request};
use super::pages::{about, about_fields, administrator};
use super::{Handing, Moved, Task, tasks_of};
use crate::app::Failed;
use crate::http::Visit;
use crate::ui::{self, Choice, Field, Kind, Notice, Page, Problem, Stage, Tag, TimelineEntry, Tone};

type Pairs = Vec<(String, String)>;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pesan: String,
    pindah: usize,
    lepas: usize,
}

/// Which of the page's forms was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    None,
    About,
    Tasks,
    Leaving,
}

#[derive(Template)]
#[template(path = "people/person.html")]
struct PersonPage {
    p: Page,
    id: i64,
    email: String,
    words: String,
    state: Tag,
    gone: bool,
    own: bool,
    left: String,
    problems: Vec<Problem>,
    about: Vec<Field>,
    tasks: Option<Vec<Field>>,
    leaving: Vec<Field>,
    leaving_open: bool,
    history: Vec<TimelineEntry>,
}

/// `GET /meja/petugas/{id}`.
pub async fn show(visit: Visit, Path(id): Path<i64>, Query(asked): Query<Asked>) -> Response {
    let lang = visit.lang();
    let count = |count: usize| ui::Arg::from(i64::try_from(count).unwrap_or(0));
    let title = match asked.pesan.as_str() {
        "baru" => Some(ui::tr(lang, "people-hired").into_owned()),
        "ubah" => Some(ui::tr(lang, "people-changed").into_owned()),
        "sandi" => Some(ui::tr(lang, "people-password-gone").into_owned()),
        "kembali" => Some(ui::tr(lang, "people-back-again").into_owned()),
        "pindah" => Some(ui::tr_with(lang, "people-moved", &[("count", count(asked.pindah))])),
        "berhenti" => {
            let args = [("moved", count(asked.pindah)), ("freed", count(asked.lepas))];
            Some(ui::tr_with(lang, "people-left-now", &args))
        }
        _ => None,
    };
    let notice = title.map(|title| Notice::new(Tone::Good, title));
    draw(&visit, id, Part::None, Sheet { notice, ..Sheet::default() }).await
}

async fn draw(visit: &Visit, id: i64, part: Part, sheet: Sheet) -> Response {
    let by = match administrator(visit) {
        Ok(by) => by,
        Err(answer) => return answer,
    };
    let read = async {
        let tasks = tasks_of(&visit.desk, id).await?;
        let history = changes(&visit.desk, id).await?;
        Ok::<_, store::StoreError>((one(&visit.desk, id).await?, everybody(&visit.desk).await?, tasks, history))
    };
    let (person, people, tasks, changes) = match read.await {
        Ok(read) => read,
        Err(error) => return visit.trouble(&error),
    };
    let Some(person) = person else { return ui::not_found(visit.page()).into_response() };
    let office = visit.desk.office();
    let (zone, lang) = (office.calendar.zone(), visit.lang());
    let p = visit.page().title(person.account.name.clone()).failed(!sheet.faults.is_empty());
    let back = p.tr("people-staff").into_owned();
    let p = p.crumb(back, "/meja/petugas");
    let none = Sheet::default();
    let of = |one: Part| if one == part { &sheet } else { &none };
    let mut fields = about_fields(&p, &office, of(Part::About), Some(&person.account));
    fields.push(reason(&p, of(Part::About), "about"));
    let others: Vec<&Person> =
        people.iter().filter(|other| other.left.is_none() && other.account.id != person.account.id).collect();
    let moving = (!tasks.is_empty()).then(|| tasks_fields(&p, visit, &tasks, &others, of(Part::Tasks)));
    let leaving = vec![to(&p, visit, &others, of(Part::Leaving), "leave"), reason(&p, of(Part::Leaving), "leave")];
    let mut problems = ui::problems(&fields);
    problems.extend(ui::problems(moving.iter().flatten()));
    problems.extend(ui::problems(&leaving));
    let left = person.left.as_ref().map_or(String::new(), |(at, why)| {
        p.tr2("people-left-on", ("day", p.day(&zone.day(*at)).into()), ("why", why.clone().into()))
    });
    let history = changes.into_iter().rev().map(|change| decided(&p, visit, change)).collect();
    let gone = person.left.is_some();
    let (key, tone) = if gone { ("people-has-left", Tone::Plain) } else { ("people-works", Tone::Good) };
    let template = PersonPage {
        id,
        email: person.account.email.clone(),
        words: roles_words(&office, &person, lang),
        state: Tag::new(p.tr(key), tone),
        gone,
        own: by.id == id,
        left,
        problems,
        about: fields,
        tasks: moving,
        leaving_open: leaving.iter().any(|field| field.error.is_some()),
        leaving,
        history,
        p: p.notice(sheet.notice),
    };
    ui::render_as(sheet.status, template)
}

/// The roles of somebody, in words.
fn roles_words(office: &Office, person: &Person, lang: Lang) -> String {
    let role = |role: &RoleId| crate::cases::role_words(office, &role.0, lang);
    person.account.roles().iter().map(role).collect::<Vec<_>>().join(", ")
}

/// Something that was decided about somebody.
fn decided(p: &Page, visit: &Visit, change: ChangeRow) -> TimelineEntry {
    let zone = visit.desk.office().calendar.zone();
    let text = [change.detail, change.reason];
    TimelineEntry {
        title: p.tr(&format!("people-change-{}", change.what)).into_owned(),
        when: p.moment(&zone.day(change.at).to_datetime(zone.time(change.at))),
        machine_time: change.at.to_string(),
        who: change.by,
        text: text.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n"),
        stage: Stage::Done,
    }
}

/// A field under a name of its own: three forms of the page ask for a reason.
fn own(mut field: Field, part: &str) -> Field {
    field.id = format!("{}-{part}", field.id);
    field
}

fn reason(p: &Page, sheet: &Sheet, part: &str) -> Field {
    own(sheet.field(p, "reason", "people-reason", Kind::Paragraph(Some(500))).hint(p.tr("people-reason-hint")), part)
}

/// To whom work goes.
fn to(p: &Page, visit: &Visit, others: &[&Person], sheet: &Sheet, part: &str) -> Field {
    let office = visit.desk.office();
    let named = |other: &&Person| (other.account.id.to_string(), person_words(&office, &other.account, p.lang()));
    let field = sheet.field(p, "to", "people-hand-to", Kind::Select(choices(others.iter().map(named))));
    own(field.hint(p.tr("people-hand-to-hint")).optional(), part)
}

fn tasks_fields(p: &Page, visit: &Visit, tasks: &[Task], others: &[&Person], sheet: &Sheet) -> Vec<Field> {
    let office = visit.desk.office();
    let boxes = tasks.iter().map(|task| {
        let role = crate::cases::role_words(&office, &task.role, p.lang());
        let service = crate::cases::service_words(&office, &task.service, p.lang());
        Choice::new(name_of(task), format!("{} · {}", task.number, task.applicant)).hint(format!("{service} · {role}"))
    });
    let mut which = sheet.field(p, "tasks", "people-tasks", Kind::Checkboxes(boxes.collect()));
    if sheet.typed.0.is_empty() {
        which = which.values(&tasks.iter().map(name_of).collect::<Vec<_>>());
    }
    vec![which, to(p, visit, others, sheet, "tasks"), reason(p, sheet, "tasks")]
}

fn name_of(task: &Task) -> String {
    format!("{}.{}", task.case.0, task.step)
}

/// The texts of one of the page's forms, its fields under their plain names.
fn typed_of(pairs: Pairs, part: &str) -> Typed {
    let mark = format!("-{part}");
    Typed::from_pairs(
        pairs.into_iter().map(|(name, text)| (name.strip_suffix(&mark).unwrap_or(&name).to_owned(), text)),
    )
}

/// Back to the page with what was done, or the page with why it was not.
async fn answer(visit: &Visit, id: i64, done: Result<String, Failed>, part: Part, typed: Typed) -> Response {
    match done {
        Ok(done) => Redirect::to(&format!("/meja/petugas/{id}?pesan={done}")).into_response(),
        Err(Failed::Refused(refusal)) => draw(visit, id, part, Sheet::refused(visit, typed, &refusal)).await,
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}

/// `POST /meja/petugas/{id}`: name, agency, roles.
pub async fn change(visit: Visit, Path(id): Path<i64>, Form(pairs): Form<Pairs>) -> Response {
    let by = match administrator(&visit) {
        Ok(by) => by,
        Err(answer) => return answer,
    };
    let typed = typed_of(pairs, "about");
    let why = typed.one("reason").to_owned();
    let done = super::change(&visit.app, &visit.desk, &by, id, &about(&typed), &why).await;
    answer(&visit, id, done.map(|()| "ubah".to_owned()), Part::About, typed).await
}

/// `POST /meja/petugas/{id}/sandi`: the password counts no more.
pub async fn reset(visit: Visit, Path(id): Path<i64>) -> Response {
    let by = match administrator(&visit) {
        Ok(by) => by,
        Err(answer) => return answer,
    };
    let done = super::reset(&visit.app, &visit.desk, &by, id).await;
    answer(&visit, id, done.map(|()| "sandi".to_owned()), Part::None, Typed::default()).await
}

/// `POST /meja/petugas/{id}/tugas`: tasks go to somebody else.
pub async fn hand_over(visit: Visit, Path(id): Path<i64>, Form(pairs): Form<Pairs>) -> Response {
    let by = match administrator(&visit) {
        Ok(by) => by,
        Err(answer) => return answer,
    };
    let typed = typed_of(pairs, "tasks");
    let chosen: Vec<(CaseId, StepId)> =
        typed.0.get("tasks").into_iter().flatten().filter_map(|name| read(name)).collect();
    let tasks = match tasks_of(&visit.desk, id).await {
        Ok(tasks) => tasks,
        Err(error) => return visit.trouble(&error),
    };
    let tasks: Vec<Task> = tasks.into_iter().filter(|task| chosen.contains(&(task.case, task.step.clone()))).collect();
    let handing = Handing {
        tasks: &tasks,
        to: typed.one("to").parse().ok(),
        reason: typed.one("reason"),
        request: &request(by.id, &typed),
    };
    match super::hand_over(&visit.app, &visit.desk, &by, handing).await {
        Ok(moved) if moved.refused.is_empty() => answer(&visit, id, Ok(told(&moved)), Part::Tasks, typed).await,
        Ok(moved) => {
            let sheet = Sheet { notice: Some(partly(&visit, &moved)), ..Sheet::default() };
            draw(&visit, id, Part::None, sheet).await
        }
        Err(failed) => answer(&visit, id, Err(failed), Part::Tasks, typed).await,
    }
}

fn read(name: &str) -> Option<(CaseId, StepId)> {
    let (case, step) = name.split_once('.')?;
    Some((CaseId(case.parse().ok()?), StepId(step.to_owned())))
}

fn told(moved: &Moved) -> String {
    format!("pindah&pindah={}", moved.done)
}

/// Some tasks went and others did not: which, and why.
fn partly(visit: &Visit, moved: &Moved) -> Notice {
    let lang = visit.lang();
    let count = i64::try_from(moved.done).unwrap_or(0);
    let lines = moved.refused.iter().map(|(number, why)| format!("{number}: {}", why.get(lang)));
    let title = ui::tr_with(lang, "people-moved-partly", &[("count", count.into())]);
    Notice::new(Tone::Warn, title).text(lines.collect::<Vec<_>>().join("\n"))
}

/// `POST /meja/petugas/{id}/berhenti`: leaves for good.
pub async fn leave(visit: Visit, Path(id): Path<i64>, Form(pairs): Form<Pairs>) -> Response {
    let by = match administrator(&visit) {
        Ok(by) => by,
        Err(answer) => return answer,
    };
    let typed = typed_of(pairs, "leave");
    let whom = (typed.one("to").parse().ok(), typed.one("reason"));
    let done = super::leave(&visit.app, &visit.desk, &by, id, whom).await;
    let done = done.map(|moved| format!("berhenti&pindah={}&lepas={}", moved.done, moved.freed));
    answer(&visit, id, done, Part::Leaving, typed).await
}

/// `POST /meja/petugas/{id}/kembali`: works here again.
pub async fn come_back(visit: Visit, Path(id): Path<i64>, Form(pairs): Form<Pairs>) -> Response {
    let by = match administrator(&visit) {
        Ok(by) => by,
        Err(answer) => return answer,
    };
    let typed = typed_of(pairs, "about");
    let why = typed.one("reason").to_owned();
    let done = super::come_back(&visit.app, &visit.desk, &by, id, &about(&typed), &why).await;
    answer(&visit, id, done.map(|()| "kembali".to_owned()), Part::About, typed).await
}
