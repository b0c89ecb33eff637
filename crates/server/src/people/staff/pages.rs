//! The list of people, and hiring.

use askama::Template;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::form::Typed;
use casework::office::{ADMINISTRATOR, AgencyId, Office, RoleId};
use serde::Deserialize;

use super::super::queries::staff::{Person, everybody};
use super::super::sheet::{self, Sheet, choices};
use super::super::{Account, AccountKind};
use super::About;
use crate::app::Failed;
use crate::http::Visit;
use crate::ui::{self, Field, Kind, Link, Page, Tab, Tag, Tone};

type Pairs = Vec<(String, String)>;

/// What the list's address says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `berhenti` for those who have left.
    daftar: String,
    /// Only this agency.
    instansi: String,
}

struct Row {
    href: String,
    name: String,
    email: String,
    roles: String,
    agency: String,
    state: Tag,
}

#[derive(Template)]
#[template(path = "people/staff.html")]
struct ListPage {
    p: Page,
    tabs: Vec<Tab>,
    agencies: Vec<ui::Choice>,
    daftar: String,
    rows: Vec<Row>,
}

/// The administrator who asks; others are told that this page is not theirs.
pub(super) fn administrator(visit: &Visit) -> Result<Account, Response> {
    let account = visit.officer()?;
    if account.holds(ADMINISTRATOR) {
        return Ok(account.clone());
    }
    let p = visit.page();
    let (why, home) = (p.tr("people-not-yours").into_owned(), Link::new(p.tr("nav-desk"), "/meja"));
    Err(ui::refused(p, StatusCode::FORBIDDEN, why, home).into_response())
}

/// `GET /meja/petugas`.
pub async fn list(visit: Visit, Query(asked): Query<Asked>) -> Response {
    if let Err(answer) = administrator(&visit) {
        return answer;
    }
    let people = match everybody(&visit.desk).await {
        Ok(people) => people,
        Err(error) => return visit.trouble(&error),
    };
    let office = visit.desk.office();
    let p = visit.page().titled("people-staff");
    let gone = asked.daftar == "berhenti";
    let count = |gone: bool| people.iter().filter(|person| person.left.is_some() == gone).count();
    let tab = |key: &str, href: &str, of_gone: bool| Tab {
        link: Link::new(p.tr(key), href),
        open: gone == of_gone,
        count: Some(u64::try_from(count(of_gone)).unwrap_or(0)),
    };
    let tabs = vec![
        tab("people-staff-here", "/meja/petugas", false),
        tab("people-staff-gone", "/meja/petugas?daftar=berhenti", true),
    ];
    let wanted = |person: &&Person| {
        person.left.is_some() == gone
            && (asked.instansi.is_empty() || agency_of(&person.account) == Some(asked.instansi.as_str()))
    };
    let rows = people.iter().filter(wanted).map(|person| row(&p, &office, person)).collect();
    let agencies = office.agencies.iter().map(|agency| ui::Choice {
        chosen: agency.id.0 == asked.instansi,
        ..ui::Choice::new(agency.id.0.clone(), agency.name.get(p.lang()))
    });
    ui::render(ListPage { tabs, agencies: agencies.collect(), daftar: asked.daftar, rows, p })
}

pub(super) fn agency_of(account: &Account) -> Option<&str> {
    match &account.kind {
        AccountKind::Officer { agency, .. } => Some(&agency.0),
        AccountKind::Applicant => None,
    }
}

fn row(p: &Page, office: &Office, person: &Person) -> Row {
    let lang = p.lang();
    let role = |role: &RoleId| crate::cases::role_words(office, &role.0, lang);
    let agency = agency_of(&person.account).map(|id| AgencyId(id.to_owned()));
    let agency = agency.and_then(|id| office.agency(&id)).map(|agency| agency.name.get(lang).to_owned());
    let (key, tone) =
        if person.left.is_some() { ("people-has-left", Tone::Plain) } else { ("people-works", Tone::Good) };
    Row {
        href: format!("/meja/petugas/{}", person.account.id),
        name: person.account.name.clone(),
        email: person.account.email.clone(),
        roles: person.account.roles().iter().map(role).collect::<Vec<_>>().join(", "),
        agency: agency.unwrap_or_default(),
        state: Tag::new(p.tr(key), tone),
    }
}

/// `GET /meja/petugas/baru`.
pub async fn ask(visit: Visit) -> Response {
    form(&visit, Sheet::default())
}

fn form(visit: &Visit, sheet: Sheet) -> Response {
    if let Err(answer) = administrator(visit) {
        return answer;
    }
    let p = visit.page().titled("people-hire");
    let back = p.tr("people-staff").into_owned();
    let p = p.crumb(back, "/meja/petugas");
    let office = visit.desk.office();
    let email = sheet.field(&p, "email", "people-email", Kind::Email).hint(p.tr("people-hire-email-hint"));
    let mut fields = vec![email];
    fields.extend(about_fields(&p, &office, &sheet, None));
    sheet::show(p, ("people-hire-lead", "people-hire-do", "/meja/petugas/baru".to_owned()), fields, sheet)
}

/// Name, agency and roles, as they are known or were typed.
pub(super) fn about_fields(p: &Page, office: &Office, sheet: &Sheet, known: Option<&Account>) -> Vec<Field> {
    let lang = p.lang();
    let agencies = office.agencies.iter().filter(|agency| agency.merged_into.is_none());
    let agencies = choices(agencies.map(|agency| (agency.id.0.clone(), agency.name.get(lang).to_owned())));
    let roles = office.roles.iter().map(|role| {
        let agency = office.agency(&role.agency).filter(|agency| !agency.front);
        let hint = agency.map_or(String::new(), |agency| agency.name.get(lang).to_owned());
        ui::Choice::new(role.id.0.clone(), role.name.get(lang)).hint(hint)
    });
    let (name, agency) = known.map_or(("", ""), |account| (account.name.as_str(), agency_of(account).unwrap_or("")));
    let mut held = sheet.field(p, "roles", "people-roles", Kind::Checkboxes(roles.collect()));
    if let Some(account) = known.filter(|_| sheet.typed.0.is_empty()) {
        held = held.values(&account.roles().iter().map(|role| role.0.clone()).collect::<Vec<_>>());
    }
    vec![
        sheet.known(p, "name", ("people-full-name", Kind::Text(Some(120))), name),
        sheet.known(p, "agency", ("people-agency", Kind::Select(agencies)), agency),
        held.hint(p.tr("people-roles-hint")),
    ]
}

/// What was typed about somebody.
pub(super) fn about(typed: &Typed) -> About {
    let roles = typed.0.get("roles").into_iter().flatten().filter(|role| !role.is_empty());
    About {
        name: typed.one("name").trim().to_owned(),
        agency: AgencyId(typed.one("agency").to_owned()),
        roles: roles.map(|role| RoleId(role.clone())).collect(),
    }
}

/// `POST /meja/petugas/baru`.
pub async fn hire(visit: Visit, Form(pairs): Form<Pairs>) -> Response {
    let by = match administrator(&visit) {
        Ok(by) => by,
        Err(answer) => return answer,
    };
    let typed = Typed::from_pairs(pairs);
    match super::hire(&visit.app, &visit.desk, &by, typed.one("email"), &about(&typed)).await {
        Ok(account) => Redirect::to(&format!("/meja/petugas/{}?pesan=baru", account.id)).into_response(),
        Err(Failed::Refused(refusal)) => form(&visit, Sheet::refused(&visit, typed, &refusal)),
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}
