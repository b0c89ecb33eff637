//! Answering what an officer returned: only these parts can be changed, each beside its reason; the others are shown.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use casework::case::{Command, FileRef, Item, Objection, extra_id};
use casework::form::{self, Answers, Fault, Typed, check_fields};
use casework::sop::{Requirement, RequirementId, StepId};

use super::access::{Own, own_case};
use super::questions::Questions;
use super::{acts, documents, own, sealed, taking};
use crate::app::Failed;
use crate::http::Visit;
use crate::ui::{self, Act, Field, Held, Page, Problem, SummaryRow, words};

#[derive(Template)]
#[template(path = "portal/apply/correct.html")]
struct CorrectPage {
    p: Page,
    until: String,
    items: Vec<Returned>,
    problems: Vec<Problem>,
    others: Vec<SummaryRow>,
}

/// One returned item on the page.
struct Returned {
    reason: String,
    field: Field,
    /// A new file that was sent already, carried along under seal.
    sealed: Option<(String, String)>,
}

/// What is being changed: the returned questions and requirements, and what was given for them so far.
struct Work {
    own: Own,
    step: StepId,
    fields: Vec<form::Field>,
    requirements: Vec<Requirement>,
    typed: Typed,
    files: BTreeMap<RequirementId, FileRef>,
    faults: Vec<Fault>,
    file_faults: documents::Faults,
    search: Option<(String, String)>,
}

impl Work {
    /// What is returned of a case and not answered yet; the case itself where nothing is.
    fn of(own: Own) -> Result<Work, Box<Own>> {
        let awaited = own.awaiting().map(|(step, open)| (step.clone(), open.objections.clone()));
        let Some((step, objections)) = awaited else { return Err(Box::new(own)) };
        let (mut fields, mut requirements) = (Vec::new(), Vec::new());
        for objection in &objections {
            match &objection.item {
                // What was returned is asked for, whatever its condition said when it was filed.
                Item::Field(id) => {
                    fields.extend(own.sop.field(id).map(|field| form::Field { when: None, ..field.clone() }));
                }
                Item::File(id) => requirements.extend(own.sop.requirement(id).cloned()),
                Item::Other(name) => requirements.push(documents::named(extra_id(name), name)),
                // What officers give back to one another is none of the applicant's.
                Item::Finding { .. } => {}
            }
        }
        let answer = |field: &form::Field| Some((field.id.clone(), own.case.answers.get(&field.id)?.clone()));
        let answers = Answers(fields.iter().filter_map(answer).collect());
        let typed = Typed::from_json(&serde_json::to_value(&answers).unwrap_or_default());
        let (faults, file_faults) = (Vec::new(), Vec::new());
        Ok(Work { own, step, fields, requirements, typed, files: BTreeMap::new(), faults, file_faults, search: None })
    }
}

/// Nothing is returned: it was answered already, or the time is over.
fn nothing_returned(visit: &Visit, own: &Own) -> Response {
    let p = visit.page();
    let why = p.tr("portal-apply-nothing-returned").into_owned();
    ui::refused(p, StatusCode::CONFLICT, why, own::way_back(visit, own)).into_response()
}

/// `GET /permohonan/{case}/perbaiki`: the page.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Response {
    match own_case(&visit, &id, "correct").await.map(Work::of) {
        Ok(Ok(work)) => page(&visit, &work, StatusCode::OK),
        Ok(Err(own)) => nothing_returned(&visit, &own),
        Err(answer) => answer,
    }
}

/// `POST /permohonan/{case}/perbaiki`: sends the correction.
pub async fn send(visit: Visit, Path(id): Path<String>, form: Result<Multipart, MultipartRejection>) -> Response {
    let work = match own_case(&visit, &id, "correct").await.map(Work::of) {
        Ok(work) => work,
        Err(answer) => return answer,
    };
    let requirements = work.as_ref().map_or(&[][..], |work| work.requirements.as_slice());
    let sent = match documents::read(&visit, form, requirements).await {
        Ok(sent) => sent,
        Err(answer) => return answer,
    };
    let mut work = match work {
        Ok(work) => work,
        Err(own) => return sent_before(&visit, &own, sent.text("request_id")).await,
    };
    for requirement in &work.requirements {
        let seal = sent.text(&sealed::name(&requirement.id));
        if let Some(file) = sealed::open(&visit, work.own.id, &requirement.id, seal) {
            work.files.insert(requirement.id.clone(), file);
        }
    }
    match documents::take_in(&visit, &work.requirements, &sent).await {
        Ok((taken, faults)) => {
            work.files.extend(taken);
            work.file_faults = faults;
        }
        Err(error) => return visit.failure(&error),
    }
    let pressed = sent.text(Act::NAME).to_owned();
    let request_id = sent.text("request_id").to_owned();
    let texts = Typed::from_pairs(sent.texts);
    let fields: Vec<&form::Field> = work.fields.iter().collect();
    taking::take(&mut work.typed, &fields, &texts, visit.app.regions());
    if let Some(act) = Act::parse(&pressed) {
        taking::act(&mut work.typed, &fields, &act);
        if let Act::Search(name) = &act {
            work.search = Some((name.clone(), texts.one(&format!("{name}.search")).to_owned()));
        }
        return page(&visit, &work, StatusCode::OK);
    }
    let answers = judge(&visit, &mut work);
    if !work.faults.is_empty() || !work.file_faults.is_empty() {
        return page(&visit, &work, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let command = Command::Correct { step: work.step.clone(), answers, files: work.files.clone() };
    acts::ask(&visit, &work.own, &request_id, command, "perbaikan").await
}

/// Nothing is returned any more. Where this very request has corrected it, its answer is given once more (S11).
async fn sent_before(visit: &Visit, own: &Own, request_id: &str) -> Response {
    let step = own
        .case
        .done
        .iter()
        .rev()
        .find(|done| own.sop.step(&done.step).is_some_and(|step| step.task == casework::sop::TaskKind::Correct));
    let Some(step) = step.filter(|_| !request_id.is_empty()) else { return nothing_returned(visit, own) };
    let command = Command::Correct { step: step.step.clone(), answers: Answers::default(), files: BTreeMap::new() };
    match acts::execute(visit, own, request_id, command).await {
        Ok(_) => acts::told(own, "perbaikan"),
        Err(Failed::Refused(_)) => nothing_returned(visit, own),
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}

/// The new answers, and every fault: wrong ones, and documents that are still missing.
fn judge(visit: &Visit, work: &mut Work) -> Answers {
    let today = visit.desk.office().calendar.zone().day(visit.app.now());
    let desk = form::Desk { today, regions: visit.app.regions(), known: &work.own.case.answers };
    let mut answers = Answers::default();
    for field in &work.fields {
        match check_fields(std::slice::from_ref(field), &work.typed, &desk) {
            Ok(found) => answers.0.extend(found.0),
            Err(found) => work.faults.extend(found),
        }
    }
    let p = visit.page();
    for requirement in &work.requirements {
        let faulty = work.file_faults.iter().any(|(id, _)| id == &requirement.id.0);
        if !faulty && !work.files.contains_key(&requirement.id) {
            let had = work.own.case.files.contains_key(&requirement.id);
            let key = if had { "portal-apply-file-not-replaced" } else { "portal-apply-file-missing" };
            let missing = p.tr1(key, "name", requirement.name.get(visit.lang()));
            work.file_faults.push((requirement.id.0.clone(), missing));
        }
    }
    answers
}

fn page(visit: &Visit, work: &Work, status: StatusCode) -> Response {
    let own = &work.own;
    let p = own::own_page(visit, own).crumb(own.filing.number.clone(), own.href("")).titled("portal-apply-correct");
    let open = own.case.open.get(&work.step);
    let objections = open.map_or(&[][..], |open| open.objections.as_slice());
    let items: Vec<Returned> = objections.iter().filter_map(|objection| item(visit, work, &p, objection)).collect();
    let problems = ui::problems(items.iter().map(|item| &item.field));
    let until = open.and_then(|open| open.due).map_or_else(String::new, |day| words::weekday(visit.lang(), day));
    let p = p.failed(!problems.is_empty());
    ui::render_as(status, CorrectPage { until, items, problems, others: others(visit, work), p })
}

fn item(visit: &Visit, work: &Work, p: &Page, objection: &Objection) -> Option<Returned> {
    let reason = objection.why(&work.own.sop, visit.lang());
    match &objection.item {
        Item::Field(id) => {
            let field = work.fields.iter().find(|field| &field.id == id)?;
            let questions = Questions {
                lang: visit.lang(),
                today: visit.desk.office().calendar.zone().day(visit.app.now()),
                regions: visit.app.regions(),
                typed: &work.typed,
                faults: &work.faults,
                known: &work.own.case.answers,
                search: work.search.as_ref().map(|(name, words)| (name.as_str(), words.as_str())),
                own_data: work.own.filing.applicant.account.is_some(),
            };
            Some(Returned { reason, field: questions.field(field, id), sealed: None })
        }
        Item::Finding { .. } => None,
        Item::File(_) | Item::Other(_) => {
            let id = &RequirementId(objection.item.key());
            let requirement = work.requirements.iter().find(|requirement| &requirement.id == id)?;
            let error = work.file_faults.iter().find(|(of, _)| of == &id.0).map(|(_, message)| message.clone());
            let new = work.files.get(id);
            let old = work.own.case.files.get(id);
            let href = work.own.href(&format!("/berkas/{}", ui::encode(&id.0)));
            let held: Option<Held> = new.or(old).map(|file| documents::held(p, file, href));
            Some(Returned {
                reason,
                field: documents::field(p, requirement, held, error),
                sealed: new.map(|file| (sealed::name(id), sealed::seal(visit, work.own.id, id, file))),
            })
        }
    }
}

/// Everything else, as it was filed: to be read, not to be changed.
fn others(visit: &Visit, work: &Work) -> Vec<SummaryRow> {
    let (lang, regions, own) = (visit.lang(), visit.app.regions(), &work.own);
    let filed = visit.desk.office().calendar.zone().day(own.filing.at);
    let asked = form::only_asked(&own.sop.sections, &own.case.answers, filed);
    let answers = own.sop.fields().filter(|field| work.fields.iter().all(|returned| returned.id != field.id));
    let answers = answers.filter_map(|field| {
        Some(SummaryRow::new(field.label.get(lang), form::shown(field, asked.get(&field.id)?, lang, regions)))
    });
    let papers = own.sop.requirements.iter().filter(|one| work.requirements.iter().all(|other| other.id != one.id));
    let papers = papers.filter_map(|requirement| {
        let file = own.case.files.get(&requirement.id)?;
        let href = own.href(&format!("/berkas/{}", ui::encode(&requirement.id.0)));
        Some(SummaryRow::new(requirement.name.get(lang), &file.name).href(href))
    });
    let extras = own.case.extras().filter(|(id, ..)| work.requirements.iter().all(|other| &other.id != *id));
    let extras = extras.map(|(id, name, file)| {
        SummaryRow::new(name, &file.name).href(own.href(&format!("/berkas/{}", ui::encode(&id.0))))
    });
    answers.chain(papers).chain(extras).collect()
}
