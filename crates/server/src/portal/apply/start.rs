//! Beginning an application: a citizen for themselves, an officer at the counter for a citizen.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::id::{Email, Phone};
use casework::sop::{ServiceId, Sop};
use serde::Deserialize;

use super::draft::{Caller, Draft};
use super::mine::{self, Listed};
use super::queries;
use crate::cases;
use crate::http::Visit;
use crate::people::Account;
use crate::ui::{self, Choice, Field, Kind, Page, Problem, Trouble};

/// The page for a service that is not open.
pub fn closed(visit: &Visit) -> Response {
    let p = visit.page().titled("portal-apply-closed");
    let (why, way) = (p.tr("portal-apply-closed-why").into_owned(), p.tr("nav-services").into_owned());
    Trouble::new(p, StatusCode::NOT_FOUND, why).way(way, "/layanan").into_response()
}

fn service(visit: &Visit, id: &str) -> Option<Arc<Sop>> {
    let office = visit.desk.office();
    let today = office.calendar.zone().day(visit.app.now());
    office.catalogue.current(&ServiceId(id.to_owned()), today).cloned()
}

#[derive(Template)]
#[template(path = "portal/apply/start.html")]
struct StartPage {
    p: Page,
    action: String,
    drafts: Vec<Listed>,
}

/// `GET /ajukan/{service}`: begins, or offers to go on with a draft that is open.
pub async fn begin(visit: Visit, Path(id): Path<String>) -> Response {
    let Some(sop) = service(&visit, &id) else { return closed(&visit) };
    let account = match visit.someone() {
        Ok(account) => account,
        Err(answer) => return answer,
    };
    if account.is_officer() {
        return Redirect::to(&format!("/meja/loket?layanan={}", ui::encode(&id))).into_response();
    }
    let open = match queries::open_of(&visit.desk, account.id, false).await {
        Ok(open) => open,
        Err(error) => return visit.trouble(&error),
    };
    let mut own = open;
    own.retain(|draft| draft.service == sop.service.id);
    let p = visit.page().title(sop.service.name.get(visit.lang()));
    let services = p.tr("nav-services").into_owned();
    let p = p.crumb(services, "/layanan");
    let drafts = own.iter().map(|draft| mine::draft(&visit, &p, draft)).collect();
    ui::render(StartPage { action: format!("/ajukan/{}", ui::encode(&id)), p, drafts })
}

/// `POST /ajukan/{service}`: a new draft.
pub async fn make(visit: Visit, Path(id): Path<String>) -> Response {
    let Some(sop) = service(&visit, &id) else { return closed(&visit) };
    let account = match visit.someone() {
        Ok(account) => account,
        Err(answer) => return answer,
    };
    if account.is_officer() {
        return Redirect::to(&format!("/meja/loket?layanan={}", ui::encode(&id))).into_response();
    }
    open_new(&visit, &Draft::new(account, &sop, None)).await
}

async fn open_new(visit: &Visit, draft: &Draft) -> Response {
    match visit.desk.write(vec![queries::insert(&visit.desk.id, draft, visit.app.now())]).await {
        Ok(()) => Redirect::to(&format!("/draf/{}", draft.id)).into_response(),
        Err(error) => visit.trouble(&error),
    }
}

/// The counter's form as typed.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Counter {
    #[serde(default)]
    layanan: String,
    #[serde(default)]
    nama: String,
    #[serde(default)]
    telepon: String,
    #[serde(default)]
    surel: String,
    #[serde(default)]
    kode: String,
}

#[derive(Template)]
#[template(path = "portal/apply/counter.html")]
struct CounterPage {
    p: Page,
    fields: Vec<Field>,
    code: Field,
    problems: Vec<Problem>,
    drafts: Vec<Listed>,
}

/// What is wrong in the counter's form, by field.
type Faults = Vec<(&'static str, String)>;

/// The officer at the counter.
fn counter(visit: &Visit) -> Result<&Account, Response> {
    let account = visit.officer()?;
    if account.is_of_front(&visit.desk.office()) {
        return Ok(account);
    }
    let p = visit.page();
    let (why, desk) = (p.tr("portal-apply-not-counter").into_owned(), p.tr("nav-desk").into_owned());
    Err(ui::refused(p, StatusCode::FORBIDDEN, why, ui::Link::new(desk, "/meja")).into_response())
}

/// `GET /meja/loket`: file for a citizen, go on with a draft, or open a case that was filed here.
pub async fn counter_page(visit: Visit, Query(form): Query<Counter>) -> Response {
    counter_form(&visit, &form, &Vec::new(), StatusCode::OK).await
}

async fn counter_form(visit: &Visit, form: &Counter, faults: &Faults, status: StatusCode) -> Response {
    let account = match counter(visit) {
        Ok(account) => account,
        Err(answer) => return answer,
    };
    let open = match queries::open_of(&visit.desk, account.id, true).await {
        Ok(open) => open,
        Err(error) => return visit.trouble(&error),
    };
    let p = visit.page().titled("nav-counter");
    let fields = counter_fields(visit, &p, form, faults);
    let fault = |id: &str| faults.iter().find(|(field, _)| *field == id).map(|(_, message)| message.clone());
    let code = Field::new("kode", p.tr("portal-apply-code"), Kind::Text(Some(20)))
        .hint(p.tr("portal-apply-code-hint"))
        .value(&form.kode)
        .error(fault("kode"))
        .autocomplete("off");
    let problems = ui::problems(fields.iter().chain([&code]));
    let drafts = open.iter().map(|draft| mine::draft(visit, &p, draft)).collect();
    let p = p.failed(!problems.is_empty());
    ui::render_as(status, CounterPage { p, fields, code, problems, drafts })
}

fn counter_fields(visit: &Visit, p: &Page, form: &Counter, faults: &Faults) -> Vec<Field> {
    let office = visit.desk.office();
    let today = office.calendar.zone().day(visit.app.now());
    let lang = visit.lang();
    let services = office.catalogue.services(today);
    let services = services.map(|sop| Choice::new(&sop.service.id.0, sop.service.name.get(lang))).collect();
    let fault = |id: &str| faults.iter().find(|(field, _)| *field == id).map(|(_, message)| message.clone());
    vec![
        Field::new("layanan", p.tr("portal-apply-which-service"), Kind::Radio(services))
            .value(&form.layanan)
            .error(fault("layanan")),
        Field::new("nama", p.tr("portal-apply-applicant-name"), Kind::Text(Some(120)))
            .hint(p.tr("portal-apply-applicant-name-hint"))
            .value(&form.nama)
            .error(fault("nama"))
            .autocomplete("off"),
        Field::new("telepon", p.tr("portal-apply-applicant-phone"), Kind::Phone)
            .value(&form.telepon)
            .error(fault("telepon"))
            .autocomplete("off")
            .optional(),
        Field::new("surel", p.tr("portal-apply-applicant-email"), Kind::Email)
            .hint(p.tr("portal-apply-applicant-email-hint"))
            .value(&form.surel)
            .error(fault("surel"))
            .autocomplete("off")
            .optional(),
    ]
}

/// `POST /meja/loket`: a new draft for the citizen at the counter.
pub async fn counter_make(visit: Visit, Form(form): Form<Counter>) -> Response {
    let account = match counter(&visit) {
        Ok(account) => account,
        Err(answer) => return answer,
    };
    let p = visit.page();
    let lang = visit.lang();
    let mut faults = Faults::new();
    let sop = service(&visit, &form.layanan);
    if sop.is_none() {
        faults.push(("layanan", p.tr("portal-apply-which-service-fault").into_owned()));
    }
    let name = form.nama.trim();
    if name.is_empty() || name.chars().count() > 120 || name.chars().any(char::is_control) {
        faults.push(("nama", p.tr("portal-apply-applicant-name-fault").into_owned()));
    }
    let phone = Some(form.telepon.trim()).filter(|typed| !typed.is_empty()).map(Phone::parse).transpose();
    if let Err(fault) = &phone {
        faults.push(("telepon", fault.0.get(lang).to_owned()));
    }
    let email = Some(form.surel.trim()).filter(|typed| !typed.is_empty()).map(Email::parse).transpose();
    if let Err(fault) = &email {
        faults.push(("surel", fault.0.get(lang).to_owned()));
    }
    match (sop, phone, email, faults.is_empty()) {
        (Some(sop), Ok(phone), Ok(email), true) => {
            let (phone, email) = (phone.map(|phone| phone.to_string()), email.map(|email| email.to_string()));
            let caller = Caller { name: Some(name.to_owned()), phone, email };
            open_new(&visit, &Draft::new(account, &sop, Some(&caller))).await
        }
        (_, _, _, _) => counter_form(&visit, &form, &faults, StatusCode::UNPROCESSABLE_ENTITY).await,
    }
}

/// `POST /meja/loket/kode`: opens a case that was filed at the counter, by the code on its receipt.
pub async fn counter_find(visit: Visit, Form(form): Form<Counter>) -> Response {
    if let Err(answer) = counter(&visit) {
        return answer;
    }
    let code = casework::id::Code::parse(&form.kode);
    let found = match &code {
        Ok(code) => cases::by_tracking(&visit.desk, &code.to_string()).await,
        Err(_) => Ok(None),
    };
    let message = match (found, code) {
        (Err(error), _) => return visit.trouble(&error),
        (Ok(Some(row)), _) if row.account.is_none() => {
            return Redirect::to(&format!("/permohonan/{}", row.id.0)).into_response();
        }
        (Ok(Some(row)), _) => return Redirect::to(&format!("/meja/berkas/{}", row.id.0)).into_response(),
        (Ok(None), Err(fault)) => fault.0.get(visit.lang()).to_owned(),
        (Ok(None), Ok(_)) => visit.page().tr("portal-apply-code-unknown").into_owned(),
    };
    counter_form(&visit, &form, &vec![("kode", message)], StatusCode::UNPROCESSABLE_ENTITY).await
}
