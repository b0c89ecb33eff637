//! What an applicant does to a case besides correcting it: giving up, taking up again, fulfilling a duty.

use std::sync::LazyLock;

use askama::Template;
use axum::Form;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::case::{Actor, Command};
use casework::lang::Text;
use casework::sop::{FileType, Requirement, RequirementId};
use serde::Deserialize;
use store::Done;

use super::access::{Own, own_case};
use super::{documents, own};
use crate::app::{Ask, Failed};
use crate::http::Visit;
use crate::ui::{self, Field, Page, Problem, words};

/// The largest proof that a duty was fulfilled, in megabytes.
const PROOF_MB: u16 = 20;

/// Giving up or taking up again, as it is sent.
#[derive(Debug, Default, Deserialize)]
pub struct Withdrawal {
    #[serde(default)]
    alasan: String,
    #[serde(default)]
    request_id: String,
}

/// Who acts on a case.
fn actor(visit: &Visit) -> Actor {
    visit.account.as_ref().map_or(Actor::System, |account| account.actor())
}

/// Carries out what an applicant asks of a case, once for each name that a form gave its request.
///
/// # Errors
/// The engine's no, or the store's failure.
pub async fn execute(visit: &Visit, own: &Own, request_id: &str, command: Command) -> Result<Done, Failed> {
    // A form without a name of its own is a request of its own.
    let fresh = || format!("{:032x}", rand::random::<u128>());
    let request_id = if request_id.is_empty() { fresh() } else { format!("{}/{request_id}", own.id.0) };
    visit.app.execute(&visit.desk, Ask { request_id, case: Some(own.id), actor: actor(visit), command }).await
}

/// Back to the case's page, which says what was done.
pub fn told(own: &Own, what: &str) -> Response {
    Redirect::to(&own.href(&format!("?pesan={what}"))).into_response()
}

/// Carries out what is asked and answers with the case's page, whichever way it went.
pub async fn ask(visit: &Visit, own: &Own, request_id: &str, command: Command, what: &str) -> Response {
    match execute(visit, own, request_id, command).await {
        Ok(_) => told(own, what),
        Err(Failed::Refused(refusal)) => own::refused(visit, own, &refusal),
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}

/// `POST /permohonan/{case}/tarik`: gives up.
pub async fn withdraw(visit: Visit, Path(id): Path<String>, Form(form): Form<Withdrawal>) -> Response {
    let own = match own_case(&visit, &id, "withdraw").await {
        Ok(own) => own,
        Err(answer) => return answer,
    };
    let reason = form.alasan.trim().chars().take(500).collect();
    ask(&visit, &own, &form.request_id, Command::Withdraw { reason }, "tarik").await
}

/// `POST /permohonan/{case}/buka-lagi`: takes up a case again that silence has closed.
pub async fn reopen(visit: Visit, Path(id): Path<String>, Form(form): Form<Withdrawal>) -> Response {
    let own = match own_case(&visit, &id, "reopen").await {
        Ok(own) => own,
        Err(answer) => return answer,
    };
    let reason = form.alasan.trim().chars().take(500).collect();
    ask(&visit, &own, &form.request_id, Command::Reopen { reason }, "buka").await
}

#[derive(Template)]
#[template(path = "portal/apply/duty.html")]
struct DutyPage {
    p: Page,
    lead: String,
    field: Field,
    problems: Vec<Problem>,
}

/// What every proof of a duty may be: an SOP does not say it.
static PROOF: LazyLock<Vec<Requirement>> = LazyLock::new(|| {
    vec![Requirement {
        id: RequirementId("bukti".to_owned()),
        name: Text::new("Bukti", "Proof"),
        proves: Text::new("Kewajiban ini sudah dipenuhi", "That this duty is fulfilled"),
        hint: None,
        accept: FileType::ALL.to_vec(),
        max_mb: PROOF_MB,
        optional: false,
        when: None,
        legal_basis: None,
        held_by: None,
    }]
});

/// `GET /permohonan/{case}/kewajiban/{duty}`: the page of a duty.
pub async fn duty(visit: Visit, Path((id, duty)): Path<(String, String)>) -> Response {
    match own_case(&visit, &id, "duty").await {
        Ok(own) => duty_page(&visit, &own, &duty, None, StatusCode::OK),
        Err(answer) => answer,
    }
}

fn duty_page(visit: &Visit, own: &Own, duty: &str, fault: Option<String>, status: StatusCode) -> Response {
    let lang = visit.lang();
    let rules = own.sop.duties.iter().find(|rules| rules.id == duty);
    let open = own.case.duties.get(duty).filter(|open| open.fulfilled.is_none());
    let (Some(rules), Some(open), Some(proof)) = (rules, open, PROOF.first()) else {
        return ui::not_found(visit.page()).into_response();
    };
    let p = own::own_page(visit, own).crumb(own.filing.number.clone(), own.href("")).title(rules.name.get(lang));
    let day = words::weekday(lang, open.due);
    let lead = p.tr2("portal-apply-duty-by", ("day", day.into()), ("otherwise", rules.otherwise.get(lang).into()));
    let field = documents::field(&p, proof, None, fault);
    let problems = ui::problems([&field]);
    let p = p.failed(!problems.is_empty());
    ui::render_as(status, DutyPage { p, lead, field, problems })
}

/// `POST /permohonan/{case}/kewajiban/{duty}`: hands in the proof.
pub async fn fulfil(
    visit: Visit,
    Path((id, duty)): Path<(String, String)>,
    form: Result<Multipart, MultipartRejection>,
) -> Response {
    let own = match own_case(&visit, &id, "duty").await {
        Ok(own) => own,
        Err(answer) => return answer,
    };
    let sent = match documents::read(&visit, form, &PROOF).await {
        Ok(sent) => sent,
        Err(answer) => return answer,
    };
    let (mut taken, faults) = match documents::take_in(&visit, &PROOF, &sent).await {
        Ok(taken) => taken,
        Err(error) => return visit.failure(&error),
    };
    let fault = faults.into_iter().next().map(|(_, message)| message);
    match (taken.pop(), fault) {
        (Some((_, file)), None) => {
            let command = Command::FulfilDuty { duty, file: Some(file) };
            ask(&visit, &own, sent.text("request_id"), command, "kewajiban").await
        }
        (_, fault) => {
            let name = visit.page().tr("portal-apply-proof").into_owned();
            let missing = || visit.page().tr1("portal-apply-file-missing", "name", name);
            let fault = fault.unwrap_or_else(missing);
            duty_page(&visit, &own, &duty, Some(fault), StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}
