//! Who may do and approve what: every step of every service with the people who may take it today, and by what right.

use askama::Template;
use axum::Router;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use casework::lang::{Lang, Text};
use casework::office::{MandateKind, Office};
use casework::sop::{ServiceId, StepId, TaskKind};
use jiff::civil::Date;
use store::StoreError;

use super::queries::staff::{Person, everybody};
use super::queries::{mandates, requests};
use crate::app::{App, Desk};
use crate::csv_export;
use crate::http::Visit;
use crate::ui::{self, Page};

/// The addresses of this part.
pub fn routes() -> Router<App> {
    Router::new().route("/meja/wewenang", get(show)).route("/meja/wewenang.csv", get(export))
}

/// A step, and who may take it.
#[derive(Clone, Debug)]
pub struct Authority {
    /// The service.
    pub service: ServiceId,
    /// What the service is called.
    pub service_name: Text,
    /// The step.
    pub step: StepId,
    /// What the step is called.
    pub step_name: Text,
    /// What kind of work it is.
    pub task: TaskKind,
    /// The role.
    pub role: String,
    /// What the role is called.
    pub role_name: Text,
    /// Its agency.
    pub agency_name: Text,
    /// The people.
    pub people: Vec<Holding>,
}

impl Authority {
    /// Whether this step approves or advises: what an auditor asks for first.
    pub fn approves(&self) -> bool {
        match self.task {
            TaskKind::Recommend | TaskKind::Decide => true,
            TaskKind::Verify
            | TaskKind::Inspect
            | TaskKind::Deliver
            | TaskKind::Work
            | TaskKind::Correct
            | TaskKind::Pay => false,
        }
    }
}

/// Somebody who may take a step today.
#[derive(Clone, Debug)]
pub struct Holding {
    /// The account.
    pub account: i64,
    /// The name.
    pub name: String,
    /// The last day, where it has one.
    pub until: Option<Date>,
    /// For whom, and how, where it is by a mandate.
    pub mandate: Option<(MandateKind, String)>,
}

impl Holding {
    /// By what right, in words: "peran", "peran sementara sampai …", "Plh., atas nama …, sampai …".
    pub fn right(&self, lang: Lang) -> String {
        let day = self.until.map(|day| ui::words::day(lang, day)).unwrap_or_default();
        match (&self.mandate, self.until) {
            (Some((kind, giver)), _) => {
                let args = [("kind", kind.before().into()), ("giver", giver.as_str().into()), ("day", day.into())];
                ui::tr_with(lang, "people-right-mandate", &args)
            }
            (None, Some(_)) => ui::tr_with(lang, "people-right-lent", &[("day", day.into())]),
            (None, None) => ui::tr(lang, "people-right-role").into_owned(),
        }
    }
}

/// The report of an office on a day.
///
/// # Errors
/// The database does not answer.
pub async fn authorities(desk: &Desk, today: Date) -> Result<Vec<Authority>, StoreError> {
    let office = desk.office();
    let people = everybody(desk).await?;
    let lent = requests::lent(desk, today).await?;
    let mandates = mandates::from_day(desk, today).await?;
    let mut rows = Vec::new();
    for sop in office.catalogue.services(today) {
        for step in sop.steps.iter().filter(|step| !step.task.is_applicants()) {
            let own = own(&people, &step.role);
            let for_a_time = lent.iter().filter_map(|tenure| {
                let (from, until) = tenure.lent.filter(|_| tenure.role.0 == step.role)?;
                let person = people.iter().find(|person| person.account.id == tenure.account)?;
                let now = (from..=until).contains(&today);
                now.then(|| holding(person, Some(until)))
            });
            let by_mandate = mandates.iter().filter(|one| one.covers(&step.role, &sop.service.id, today));
            let by_mandate = by_mandate.map(|one| Holding {
                account: one.delegate.account,
                name: one.delegate.name.clone(),
                until: Some(one.until),
                mandate: Some((one.kind, one.giver.name.clone())),
            });
            rows.push(Authority {
                service: sop.service.id.clone(),
                service_name: sop.service.name.clone(),
                step: step.id.clone(),
                step_name: step.name.clone(),
                task: step.task,
                role: step.role.clone(),
                role_name: role_name(&office, &step.role),
                agency_name: agency_name(&office, &step.role),
                people: own.chain(for_a_time).chain(by_mandate).collect(),
            });
        }
    }
    Ok(rows)
}

fn own<'a>(people: &'a [Person], role: &'a str) -> impl Iterator<Item = Holding> + 'a {
    let holds = move |person: &&Person| person.left.is_none() && person.account.holds(role);
    people.iter().filter(holds).map(|person| holding(person, None))
}

fn holding(person: &Person, until: Option<Date>) -> Holding {
    Holding { account: person.account.id, name: person.account.name.clone(), until, mandate: None }
}

fn role_name(office: &Office, role: &str) -> Text {
    office.role(role).map_or_else(|| Text::same(role), |role| role.name.clone())
}

fn agency_name(office: &Office, role: &str) -> Text {
    let agency = office.role(role).and_then(|role| office.agency(&role.agency));
    agency.map_or_else(|| Text::same(""), |agency| agency.name.clone())
}

struct Row {
    step: String,
    kind: String,
    approves: bool,
    role: String,
    people: Vec<(String, String)>,
}

struct Group {
    service: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "people/authority.html")]
struct ReportPage {
    p: Page,
    lead: String,
    groups: Vec<Group>,
}

/// The report, for officers of the office itself; those of agencies see what their agency has a part in.
async fn report(visit: &Visit) -> Result<(Vec<Authority>, Date), Response> {
    let account = visit.officer()?;
    let office = visit.desk.office();
    let today = office.calendar.zone().day(visit.app.now());
    let rows = authorities(&visit.desk, today).await.map_err(|error| visit.trouble(&error))?;
    let part = super::services_with_part(&office, account);
    let seen = |row: &Authority| part.as_ref().is_none_or(|services| services.contains(&row.service.0));
    Ok((rows.into_iter().filter(seen).collect(), today))
}

/// `GET /meja/wewenang`.
pub async fn show(visit: Visit) -> Response {
    let (rows, today) = match report(&visit).await {
        Ok(report) => report,
        Err(answer) => return answer,
    };
    let p = visit.page().titled("people-authority");
    let lang = p.lang();
    let mut groups: Vec<Group> = Vec::new();
    for row in &rows {
        let service = row.service_name.get(lang);
        if groups.last().is_none_or(|group| group.service != service) {
            groups.push(Group { service: service.to_owned(), rows: Vec::new() });
        }
        let people = row.people.iter().map(|one| (one.name.clone(), one.right(lang))).collect();
        let drawn = Row {
            step: row.step_name.get(lang).to_owned(),
            kind: p.tr(kind_key(row.task)).into_owned(),
            approves: row.approves(),
            role: row.role_name.get(lang).to_owned(),
            people,
        };
        if let Some(group) = groups.last_mut() {
            group.rows.push(drawn);
        }
    }
    let lead = p.tr1("people-authority-lead", "day", p.day(&today));
    ui::render(ReportPage { p, lead, groups })
}

/// The wording of a kind of work.
fn kind_key(task: TaskKind) -> &'static str {
    match task {
        TaskKind::Verify => "people-task-verify",
        TaskKind::Recommend => "people-task-recommend",
        TaskKind::Inspect => "people-task-inspect",
        TaskKind::Decide => "people-task-decide",
        TaskKind::Deliver => "people-task-deliver",
        TaskKind::Work | TaskKind::Correct | TaskKind::Pay => "people-task-work",
    }
}

/// `GET /meja/wewenang.csv`: a line for each step and person; a step that nobody may take has a line too.
pub async fn export(visit: Visit) -> Response {
    let (rows, today) = match report(&visit).await {
        Ok(report) => report,
        Err(answer) => return answer,
    };
    let lang = visit.lang();
    let word = |key: &str| ui::tr(lang, key).into_owned();
    let keys = [
        "people-service",
        "people-step",
        "people-kind",
        "people-role",
        "people-agency",
        "people-officer",
        "people-right",
    ];
    let heading = keys.map(word);
    let mut lines = Vec::new();
    for row in &rows {
        let nobody = Holding { account: 0, name: word("people-nobody"), until: None, mandate: None };
        let people = if row.people.is_empty() { std::slice::from_ref(&nobody) } else { row.people.as_slice() };
        for one in people {
            let right = if one.account == 0 { String::new() } else { one.right(lang) };
            lines.push(csv_export::row(&[
                row.service_name.get(lang),
                row.step_name.get(lang),
                &word(kind_key(row.task)),
                row.role_name.get(lang),
                row.agency_name.get(lang),
                &one.name,
                &right,
            ]));
        }
    }
    let name = format!("wewenang-{today}.csv");
    let heading: Vec<&str> = heading.iter().map(String::as_str).collect();
    let pieces = futures_util::stream::iter(lines.into_iter().map(Ok::<String, axum::BoxError>));
    csv_export::download(&name, &heading, pieces).into_response()
}
