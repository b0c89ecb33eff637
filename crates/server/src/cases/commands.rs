//! What officers do with a case: take a step, give it back, complete it, look at personal numbers.

use axum::extract::{Form, FromRequest as _, Multipart, Path, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::case::{Command, Completion, Refusal, RefusalKind};
use casework::form::{Desk, Fault, Typed};
use casework::sop::{Step, StepId};

use super::access::{self, Look, Opened};
use super::pages::{self, Showing};
use super::view::{self, Eyes};
use super::{acts, files, queries, work};
use crate::app::{Ask, Failed};
use crate::http::Visit;
use crate::licences;
use crate::portal::Sent;
use crate::ui::{Act, Link, Notice, Tone};

/// A form's names and texts.
pub(super) type Pairs = Vec<(String, String)>;

/// `POST /meja/berkas/{case}/ambil/{step}`: takes an open step.
pub async fn claim(visit: Visit, Path((id, step)): Path<(String, String)>, Form(form): Form<Pairs>) -> Response {
    let step = StepId(step);
    let command = Command::Claim { step: step.clone() };
    simple(&visit, &id, (step, command), Typed::from_pairs(form), "ambil").await
}

/// `POST /meja/berkas/{case}/lepas/{step}`: gives a step back to the others of the role.
pub async fn release(visit: Visit, Path((id, step)): Path<(String, String)>, Form(form): Form<Pairs>) -> Response {
    let step = StepId(step);
    let command = Command::Release { step: step.clone() };
    simple(&visit, &id, (step, command), Typed::from_pairs(form), "lepas").await
}

async fn simple(
    visit: &Visit,
    id: &str,
    (step, command): (StepId, Command),
    typed: Typed,
    done: &'static str,
) -> Response {
    let opened = match access::open(visit, id, Look::CASE).await {
        Ok(opened) => opened,
        Err(answer) => return answer,
    };
    match execute(visit, &opened, &typed, command).await {
        Ok(()) => {
            let list = acts::carried(&typed);
            let here =
                format!("/meja/berkas/{}?langkah={}&selesai={done}{list}", opened.id.0, crate::ui::encode(&step.0));
            Redirect::to(&here).into_response()
        }
        Err(Failed::Refused(refusal)) => {
            let list = (typed.one("daftar").to_owned(), typed.one("posisi").to_owned());
            let showing = Showing { step: Some(step), list, ..Showing::default() };
            refused(visit, opened, &refusal, showing).await
        }
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}

pub(super) async fn execute(visit: &Visit, opened: &Opened, typed: &Typed, command: Command) -> Result<(), Failed> {
    let ask = Ask {
        request_id: typed.one("request_id").to_owned(),
        case: Some(opened.id),
        actor: opened.officer.actor(),
        command,
    };
    visit.app.execute(&visit.desk, ask).await.map(|_| ())
}

/// `POST /meja/berkas/{case}/langkah/{step}`: completes a step. The form comes with files or without.
pub async fn complete(visit: Visit, Path((id, step)): Path<(String, String)>, request: Request) -> Response {
    let opened = match access::open(&visit, &id, Look::CASE).await {
        Ok(opened) => opened,
        Err(answer) => return answer,
    };
    let sop = opened.sop.clone();
    let Some(step) = sop.step(&StepId(step)) else { return crate::ui::not_found(visit.page()).into_response() };
    let sent = match read(&visit, request).await {
        Ok(sent) => sent,
        Err(answer) => return answer,
    };
    let (files, files_fault) = match work::take_in(&visit, opened.id, step, &sent).await {
        Ok(taken) => taken,
        Err(error) => return visit.failure(&error),
    };
    let sent = Typed::from_pairs(sent.texts);
    let pressed = Act::parse(sent.one(Act::NAME));
    let typed = work::taken(step, &sent, pressed.as_ref(), visit.app.regions());
    let own = match queries::own_reasons(&visit.desk, &opened.sop.service.id.0).await {
        Ok(own) => own,
        Err(error) => return visit.trouble(&error),
    };
    let list = (sent.one("daftar").to_owned(), sent.one("posisi").to_owned());
    let showing =
        Showing { step: Some(step.id.clone()), typed, files, files_fault, list, reasons: own, ..Showing::default() };
    if !sent.one(work::DRAFT).is_empty() {
        return preview(&visit, opened, step, showing).await;
    }
    if let Some(pressed) = pressed {
        return pages::show(&visit, &opened, Showing { search: searched(&pressed, &sent), ..showing }).await;
    }
    finish(&visit, opened, step, showing).await
}

/// The region that is searched for, and by which words.
fn searched(pressed: &Act, sent: &Typed) -> Option<(String, String)> {
    match pressed {
        Act::Search(name) => Some((name.clone(), sent.one(&format!("{name}.search")).to_owned())),
        Act::Level(_) | Act::AddRow(_) | Act::RemoveRow(..) => None,
    }
}

/// Reads a form with files or without.
async fn read(visit: &Visit, request: Request) -> Result<Sent, Response> {
    let damaged = |status: StatusCode| {
        let p = visit.page();
        let (why, again) = (p.tr("cases-form-damaged").into_owned(), p.tr("try-again").into_owned());
        let here = p.prefs.path.rsplit_once("/langkah/").map_or("/meja", |(case, _)| case).to_owned();
        crate::ui::refused(p, status, why, Link::new(again, here)).into_response()
    };
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    if !kind.starts_with("multipart/") {
        let form = Form::<Pairs>::from_request(request, &()).await;
        let Form(texts) = form.map_err(|_| damaged(StatusCode::BAD_REQUEST))?;
        return Ok(Sent { texts, files: Vec::new() });
    }
    let form = Multipart::from_request(request, &()).await.map_err(|_| damaged(StatusCode::BAD_REQUEST))?;
    let most = |field: &str| if field == work::FILES { usize::from(work::MOST_MB) * 1_000_000 } else { 0 };
    Sent::read(form, most).await.map_err(|error| damaged(error.status()))
}

/// Completes a step with what was typed and the files that were taken in.
async fn finish(visit: &Visit, opened: Opened, step: &Step, showing: Showing<'_>) -> Response {
    let completion = match completion(visit, &opened, step, &showing) {
        Ok(completion) => completion,
        Err(faults) => return incomplete(visit, &opened, showing, faults).await,
    };
    match execute(visit, &opened, &showing.typed, Command::Complete(completion)).await {
        Ok(()) => acts::done(&opened, &showing.typed, "langkah"),
        Err(failed) => not_done(visit, opened, step, showing, failed).await,
    }
}

/// The letter that this completion would issue, as a PDF; nothing is decided by looking at it.
async fn preview(visit: &Visit, opened: Opened, step: &Step, showing: Showing<'_>) -> Response {
    let completion = match completion(visit, &opened, step, &showing) {
        Ok(completion) => completion,
        Err(faults) => return incomplete(visit, &opened, showing, faults).await,
    };
    let sop = opened.sop.clone();
    let Some(letter) = step.outcome(&completion.outcome).and_then(|outcome| sop.letter_ahead(outcome)) else {
        let notice = Notice::new(Tone::Plain, crate::ui::tr(visit.lang(), "cases-draft-none"));
        return pages::show(visit, &opened, Showing { notice: Some(notice), ..showing }).await;
    };
    let request_id = showing.typed.one("request_id").to_owned();
    let (actor, command) = (opened.officer.actor(), Command::Complete(completion));
    let ask = Ask { request_id, case: Some(opened.id), actor, command };
    let would = match visit.app.rehearse(&visit.desk, &ask, opened.case.clone()).await {
        Ok(would) => would,
        Err(failed) => return not_done(visit, opened, step, showing, failed).await,
    };
    match licences::foreseen(&visit.app, &visit.desk, (opened.events, would), letter).await {
        Ok(pdf) => files::draft_pdf(pdf),
        Err(error) => visit.failure(&error),
    }
}

fn completion(visit: &Visit, opened: &Opened, step: &Step, showing: &Showing<'_>) -> Result<Completion, Vec<Fault>> {
    let today = opened.office.calendar.zone().day(visit.app.now());
    let desk = Desk { today, regions: visit.app.regions(), known: &opened.case.answers };
    let own = (&desk, showing.reasons.as_slice());
    let read = work::completion((&opened.sop, step), &opened.case, &showing.typed, showing.files.clone(), own);
    match (read, &showing.files_fault) {
        (Ok(completion), None) => Ok(completion),
        (read, _) => Err(read.err().unwrap_or_default()),
    }
}

async fn incomplete(visit: &Visit, opened: &Opened, showing: Showing<'_>, faults: Vec<Fault>) -> Response {
    pages::show(visit, opened, Showing { status: StatusCode::UNPROCESSABLE_ENTITY, faults, ..showing }).await
}

async fn not_done(visit: &Visit, opened: Opened, step: &Step, showing: Showing<'_>, failed: Failed) -> Response {
    match failed {
        Failed::Refused(refusal) => {
            let sop = opened.sop.clone();
            let control = |fault: &Fault| work::control_of(&sop, step, &showing.typed, fault);
            let faults = refusal.faults.iter().map(|fault| Fault { field: control(fault), ..fault.clone() }).collect();
            refused(visit, opened, &refusal, Showing { faults, ..showing }).await
        }
        Failed::Store(error) => visit.trouble(&error),
    }
}

/// The case as it is now, with why it was not done and with everything that was typed.
pub(super) async fn refused(visit: &Visit, mut opened: Opened, refusal: &Refusal, showing: Showing<'_>) -> Response {
    let seen: u64 = showing.typed.one(work::SEEN).parse().unwrap_or(opened.case.version);
    match visit.desk.case(opened.id).await {
        Ok(Some((case, events))) => (opened.case, opened.events) = (case, events),
        Ok(None) => {}
        Err(error) => return visit.trouble(&error),
    }
    let (status, key) = match refusal.kind {
        RefusalKind::Invalid => (StatusCode::UNPROCESSABLE_ENTITY, "cases-refused-invalid"),
        RefusalKind::Forbidden => (StatusCode::FORBIDDEN, "cases-refused-forbidden"),
        RefusalKind::Stale => (StatusCode::CONFLICT, "cases-refused-stale"),
        RefusalKind::NotFound => (StatusCode::NOT_FOUND, "cases-refused-state"),
        RefusalKind::WrongState => (StatusCode::CONFLICT, "cases-refused-state"),
    };
    let lang = visit.lang();
    let mut text = refusal.text(lang).to_owned();
    if refusal.kind == RefusalKind::Stale {
        let since = view::happened(Eyes { opened: &opened, lang, now: visit.app.now() }, seen);
        if !since.is_empty() {
            text = format!("{text}\n{since}");
        }
    }
    // With faults the summary over the form says it all.
    let notice = (refusal.kind != RefusalKind::Invalid || refusal.faults.is_empty())
        .then(|| Notice::new(Tone::Bad, crate::ui::tr(lang, key)).text(text));
    pages::show(visit, &opened, Showing { notice, status, ..showing }).await
}

/// `POST /meja/berkas/{case}/mundur`: the officer will have nothing to do with this case.
pub async fn recuse(visit: Visit, Path(id): Path<String>, Form(form): Form<Pairs>) -> Response {
    let opened = match access::open(&visit, &id, Look::CASE).await {
        Ok(opened) => opened,
        Err(answer) => return answer,
    };
    let typed = Typed::from_pairs(form);
    let reason = typed.one("recuse-reason").to_owned();
    match execute(&visit, &opened, &typed, Command::Recuse { reason: reason.clone() }).await {
        Ok(()) => Redirect::to(&format!("/meja/berkas/{}?selesai=mundur", opened.id.0)).into_response(),
        Err(Failed::Refused(refusal)) => {
            let fault = refusal.faults.first().map(|fault| fault.message.get(visit.lang()).to_owned());
            let recuse = fault.map(|fault| (reason, fault));
            refused(&visit, opened, &refusal, Showing { recuse, ..Showing::default() }).await
        }
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}

/// `POST /meja/berkas/{case}/nomor`: shows personal numbers in full; the reason is kept in the access log.
pub async fn numbers(visit: Visit, Path(id): Path<String>, Form(form): Form<Pairs>) -> Response {
    let typed = Typed::from_pairs(form);
    let reason: String = typed.one("reason").chars().filter(|c| !c.is_control()).take(200).collect();
    if reason.chars().count() < 5 {
        let opened = match access::open(&visit, &id, Look::CASE).await {
            Ok(opened) => opened,
            Err(answer) => return answer,
        };
        let fault = Some("cases-numbers-fault");
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return pages::show(&visit, &opened, Showing { numbers_fault: fault, status, ..Showing::default() }).await;
    }
    match access::open(&visit, &id, Look { what: "numbers", detail: Some(&reason) }).await {
        Ok(opened) => pages::show(&visit, &opened, Showing { whole: true, ..Showing::default() }).await,
        Err(answer) => answer,
    }
}
