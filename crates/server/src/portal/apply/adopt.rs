//! Taking a case that was filed at the counter into one's own account (S44): by its tracking code, and by a second code that
//! only the applicant gets, sent to the e-mail of the case or handed out at the counter against an identity card.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::case::Command;
use serde::Deserialize;

use super::access::own_case;
use super::acts;
use super::proof::{self, Found, Sought};
use crate::app::Failed;
use crate::http::{Peer, Visit};
use crate::people::Account;
use crate::ui::{self, Field, Kind, Link, Page, Problem};

/// The forms as they are typed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    kode: String,
    bukti: String,
    request_id: String,
}

#[derive(Template)]
#[template(path = "portal/apply/adopt.html")]
struct AdoptPage {
    p: Page,
    lead: String,
    action: &'static str,
    fields: Vec<Field>,
    problems: Vec<Problem>,
    submit: String,
}

/// What is wrong, by field.
type Faults = Vec<(&'static str, String)>;

/// A citizen who is signed in. Officers have their own way to cases of the counter.
fn citizen(visit: &Visit) -> Result<Account, Response> {
    let account = visit.someone()?;
    if account.is_officer() {
        return Err(Redirect::to("/meja/loket").into_response());
    }
    Ok(account.clone())
}

/// `GET /permohonan/ambil`: asks for the tracking code.
pub async fn begin(visit: Visit, Query(typed): Query<Typed>) -> Response {
    match citizen(&visit) {
        Ok(_) => first_page(&visit, &typed, Vec::new()),
        Err(answer) => answer,
    }
}

/// `POST /permohonan/ambil`: sends the second code, or takes the case at once where the account's own address is that of the
/// case: signing in has proved it already.
pub async fn ask(visit: Visit, Peer(place): Peer, Form(typed): Form<Typed>) -> Response {
    let account = match citizen(&visit) {
        Ok(account) => account,
        Err(answer) => return answer,
    };
    match proof::seek(&visit, &account, &typed.kode).await {
        Ok(Sought::Own(id)) => Redirect::to(&format!("/permohonan/{}", id.0)).into_response(),
        Ok(Sought::Theirs(found)) => adopt(&visit, *found, &typed).await,
        Ok(Sought::Mailed) => second_page(&visit, &typed, "mailed", Vec::new()),
        Ok(Sought::AtTheCounter) => second_page(&visit, &typed, "counter", Vec::new()),
        Ok(Sought::HandedOut) => second_page(&visit, &typed, "handed-out", Vec::new()),
        Ok(Sought::TooOften) => {
            let message = ui::tr(visit.lang(), "portal-adopt-too-often").into_owned();
            first_page(&visit, &typed, vec![("kode", message)])
        }
        Ok(Sought::Nowhere) => missed(&visit, &typed, place),
        Err(error) => visit.trouble(&error),
    }
}

/// `POST /permohonan/ambil/bukti`: takes the case with the second code.
pub async fn prove(visit: Visit, Form(typed): Form<Typed>) -> Response {
    if let Err(answer) = citizen(&visit) {
        return answer;
    }
    match proof::proven(&visit, &typed.kode, &typed.bukti).await {
        Ok(Some(found)) => adopt(&visit, found, &typed).await,
        Ok(None) => {
            let wrong = ui::tr(visit.lang(), "portal-adopt-wrong").into_owned();
            second_page(&visit, &typed, "mailed", vec![("bukti", wrong)])
        }
        Err(error) => visit.trouble(&error),
    }
}

/// The same answer for a code that leads nowhere and for a case that has an owner; counted, so that guessing ends in a pause.
fn missed(visit: &Visit, typed: &Typed, place: std::net::IpAddr) -> Response {
    let key = if visit.app.limits().may_miss(place) { "portal-adopt-unknown" } else { "portal-adopt-too-often" };
    first_page(visit, typed, vec![("kode", ui::tr(visit.lang(), key).into_owned())])
}

async fn adopt(visit: &Visit, Found { id, case, filing }: Found, typed: &Typed) -> Response {
    let Some(sop) = visit.desk.office().catalogue.get(&filing.bundle).cloned() else {
        return visit.failure(&anyhow::anyhow!("the SOP {} is not installed", filing.bundle));
    };
    let own = super::Own { id, case, filing, sop };
    match acts::execute(visit, &own, &typed.request_id, Command::Adopt).await {
        Ok(_) => acts::told(&own, "ambil"),
        Err(Failed::Refused(refusal)) => {
            first_page(visit, typed, vec![("kode", refusal.text(visit.lang()).to_owned())])
        }
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}

fn code_field(p: &Page, typed: &Typed, faults: &Faults) -> Field {
    Field::new("kode", p.tr("portal-apply-code"), Kind::Text(Some(20)))
        .hint(p.tr("portal-adopt-code-hint"))
        .value(&typed.kode)
        .error(fault(faults, "kode"))
        .autocomplete("off")
}

fn fault(faults: &Faults, id: &str) -> Option<String> {
    faults.iter().find(|(field, _)| *field == id).map(|(_, message)| message.clone())
}

fn first_page(visit: &Visit, typed: &Typed, faults: Faults) -> Response {
    let p = visit.page().titled("portal-adopt");
    let fields = vec![code_field(&p, typed, &faults)];
    let (lead, submit) = (p.tr("portal-adopt-lead").into_owned(), p.tr("action-continue").into_owned());
    page(p, (lead, submit), "/permohonan/ambil", fields)
}

/// Asks for the second code; `how` it comes: `mailed` or from the `counter`.
fn second_page(visit: &Visit, typed: &Typed, how: &str, faults: Faults) -> Response {
    let p = visit.page().titled("portal-adopt");
    let carried = Field::new("kode", "", Kind::Hidden).value(&typed.kode);
    let proof = Field::new("bukti", p.tr("portal-adopt-proof"), Kind::Digits(6))
        .error(fault(&faults, "bukti"))
        .autocomplete("one-time-code");
    let lead = p.tr(&format!("portal-adopt-{how}")).into_owned();
    let submit = p.tr("portal-adopt-do").into_owned();
    page(p, (lead, submit), "/permohonan/ambil/bukti", vec![carried, proof])
}

fn page(p: Page, (lead, submit): (String, String), action: &'static str, fields: Vec<Field>) -> Response {
    let problems = ui::problems(&fields);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mine = p.tr("nav-mine").into_owned();
    let p = p.crumb(mine, "/permohonan").failed(!problems.is_empty());
    ui::render_as(status, AdoptPage { p, lead, action, fields, problems, submit })
}

#[derive(Template)]
#[template(path = "portal/apply/handed.html")]
struct HandedPage {
    p: Page,
    number: String,
    tracking: String,
    code: String,
    way: String,
}

/// `POST /permohonan/{case}/kode-pemohon`: the counter makes a code for an applicant who stands there with an identity card:
/// shown once, to be printed with the receipt.
pub async fn hand_out(visit: Visit, Path(id): Path<String>) -> Response {
    let own = match own_case(&visit, &id, "case").await {
        Ok(own) => own,
        Err(answer) => return answer,
    };
    if own.filing.applicant.account.is_some() || !visit.account.as_ref().is_some_and(Account::is_officer) {
        let (p, back) = (visit.page(), Link::new(own.filing.number.clone(), own.href("")));
        let why = p.tr("portal-adopt-has-owner").into_owned();
        return ui::refused(p, StatusCode::CONFLICT, why, back).into_response();
    }
    let code = match proof::hand_out(&visit, own.id).await {
        Ok(code) => code,
        Err(error) => return visit.trouble(&error),
    };
    let p = visit.page().titled("portal-adopt-handed");
    let (counter, number) = (p.tr("nav-counter").into_owned(), own.filing.number.clone());
    let p = p.crumb(counter, "/meja/loket").crumb(number.clone(), own.href(""));
    let way = format!("{}/permohonan/ambil", visit.desk.office().profile.public_url);
    let tracking = own.filing.tracking.to_string();
    ui::render(HandedPage { p, number, tracking, code, way }).into_response()
}
