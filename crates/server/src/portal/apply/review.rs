//! Checking one's answers, and sending: the last page before a draft becomes a case.

use askama::Template;
use axum::Form;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::case::{Applicant, Command, FiledBy, Refusal, RefusalKind, Submission};
use casework::clock::{self, Holder, Ledger, Promise, Reason};
use casework::form::{self, Fault, FieldKind, check_form};
use casework::sop::formula::Facts;
use serde::Deserialize;

use super::draft::{self, Work};
use super::queries;
use crate::app::{Ask, Failed};
use crate::fees;
use crate::http::Visit;
use crate::people::Account;
use crate::ui::{self, Field, Kind, Link, Page, SummaryRow, words};

#[derive(Template)]
#[template(path = "portal/apply/review.html")]
struct ReviewPage {
    p: Page,
    /// What keeps it from being sent, each with the place where it is put right.
    problems: Vec<Link>,
    groups: Vec<Group>,
    fee: String,
    fee_note: String,
    promise: String,
    because: String,
    /// The declaration; none while something is missing.
    declaration: Option<Field>,
}

/// One page of questions, or the documents.
struct Group {
    title: String,
    rows: Vec<SummaryRow>,
}

/// `GET /draf/{id}/periksa`: the answers, the documents, the fee, the promise.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Response {
    match draft::open(&visit, &id).await {
        Ok(work) => {
            let problems = unfinished(&visit, &work);
            page(&visit, &work, problems, None, StatusCode::OK)
        }
        Err(answer) => answer,
    }
}

/// What is sent from the page.
#[derive(Debug, Default, Deserialize)]
pub struct Declared {
    #[serde(default)]
    setuju: String,
}

/// `POST /draf/{id}/periksa`: sends the application.
pub async fn send(visit: Visit, Path(id): Path<String>, Form(form): Form<Declared>) -> Response {
    let work = match draft::open(&visit, &id).await {
        Ok(work) => work,
        Err(answer) => return answer,
    };
    let account = match visit.someone() {
        Ok(account) => account,
        Err(answer) => return answer,
    };
    let problems = unfinished(&visit, &work);
    if !problems.is_empty() {
        return page(&visit, &work, problems, None, StatusCode::UNPROCESSABLE_ENTITY);
    }
    if form.setuju != "yes" {
        let fault = visit.page().tr("portal-apply-declaration-fault").into_owned();
        let here = vec![Link::new(fault.clone(), "#f-setuju")];
        return page(&visit, &work, here, Some(fault), StatusCode::UNPROCESSABLE_ENTITY);
    }
    let submission = match submission(&visit, &work, account) {
        Ok(submission) => submission,
        Err(faults) => {
            let problems = places(&visit, &work, &faults);
            return page(&visit, &work, problems, None, StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    // Named by the draft and not by the page: however often it is sent, a draft becomes one case (S11).
    let request_id = format!("draft-{}", work.draft.id);
    let ask = Ask { request_id, case: None, actor: account.actor(), command: Command::Submit(submission) };
    let done = match visit.app.execute(&visit.desk, ask).await {
        Ok(done) => done,
        Err(Failed::Refused(refusal)) => return refused(&visit, &work, &refusal),
        Err(Failed::Store(error)) => return visit.trouble(&error),
    };
    // Should this write fail, sending once more gives the same case and makes up for it.
    let sent = queries::sent(&visit.desk.id, work.draft.id, done.case, visit.app.now());
    if let Err(error) = visit.desk.write(vec![sent]).await {
        tracing::warn!(case = done.case.0, %error, "a draft that was sent stays open for now");
    }
    Redirect::to(&format!("/permohonan/{}/tanda-terima", done.case.0)).into_response()
}

/// The application as it is filed: only what is asked, only files that are required or allowed by these answers.
fn submission(visit: &Visit, work: &Work, account: &Account) -> Result<Submission, Vec<Fault>> {
    let known = form::Answers::default();
    let desk = form::Desk { today: work.today, regions: visit.app.regions(), known: &known };
    let answers = check_form(&work.sop.sections, &work.draft.typed, &desk)?;
    let first = |wanted: fn(&FieldKind) -> bool| {
        let of_kind = work.sop.fields().filter(|field| wanted(&field.kind));
        of_kind.filter_map(|field| answers.text(&field.id)).next().map(str::to_owned)
    };
    let (email, phone) =
        (first(|kind| matches!(kind, FieldKind::Email)), first(|kind| matches!(kind, FieldKind::Phone)));
    let name = answers.text("nama").map(str::to_owned).or_else(|| work.draft.applicant.clone());
    let (owner, filed_by) = match work.draft.counter {
        true => (None, FiledBy::Officer(account.officer_id())),
        false => (Some(account.id), FiledBy::Applicant),
    };
    let applicant = Applicant {
        account: owner,
        name: name.unwrap_or_else(|| account.name.clone()),
        email: email.or_else(|| owner.map(|_| account.email.clone())),
        phone: phone.or_else(|| owner.and_then(|_| account.phone.clone())),
    };
    let required = work
        .sop
        .requirements_for(&answers)
        .filter_map(|requirement| Some((requirement.id.clone(), work.draft.files.get(&requirement.id)?.clone())));
    let files = required.collect();
    Ok(Submission { service: work.sop.service.id.clone(), applicant, filed_by, files, answers })
}

/// The engine's no: the same page, with every fault and the place where it is put right.
fn refused(visit: &Visit, work: &Work, refusal: &Refusal) -> Response {
    let mut problems = places(visit, work, &refusal.faults);
    if problems.is_empty() {
        problems.push(Link::new(refusal.text(visit.lang()), work.href("")));
    }
    page(visit, work, problems, None, status(refusal.kind))
}

/// The status that goes with a refusal.
pub fn status(kind: RefusalKind) -> StatusCode {
    match kind {
        RefusalKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        RefusalKind::Forbidden => StatusCode::FORBIDDEN,
        RefusalKind::Stale | RefusalKind::WrongState => StatusCode::CONFLICT,
        RefusalKind::NotFound => StatusCode::NOT_FOUND,
    }
}

/// What is missing or wrong still.
fn unfinished(visit: &Visit, work: &Work) -> Vec<Link> {
    let faults: Vec<Fault> = work.progress.sections.iter().flat_map(|asked| asked.faults.clone()).collect();
    let mut problems = places(visit, work, &faults);
    let p = visit.page();
    let missing = work.progress.requirements(&work.sop).filter(|(requirement, held)| !requirement.optional && !held);
    problems.extend(missing.map(|(requirement, _)| {
        let words = p.tr1("portal-apply-file-missing", "name", requirement.name.get(p.lang()));
        Link::new(words, work.href(&format!("/berkas#f-{}", requirement.id)))
    }));
    problems
}

/// Faults with the page and control where each is put right: a question, a document, or for a rule of the SOP the first
/// question that it looks at.
fn places(visit: &Visit, work: &Work, faults: &[Fault]) -> Vec<Link> {
    let sop = &work.sop;
    let question = |name: &str| {
        let id = name.split('.').next().unwrap_or(name);
        let section = sop.sections.iter().find(|section| section.fields.iter().any(|field| field.id == id))?;
        Some(work.href(&format!("/isian/{}?periksa&kembali=periksa#f-{name}", section.id)))
    };
    let place = |fault: &Fault| {
        let document = sop.requirements.iter().any(|requirement| requirement.id.0 == fault.field);
        let rule = sop.rules.iter().find(|rule| rule.id == fault.field);
        let by_rule = rule.and_then(|rule| rule.must.references().iter().find_map(|name| question(name)));
        match document {
            true => work.href(&format!("/berkas#f-{}", fault.field)),
            false => question(&fault.field).or(by_rule).unwrap_or_else(|| work.href("")),
        }
    };
    faults.iter().map(|fault| Link::new(fault.message.get(visit.lang()), place(fault))).collect()
}

fn page(visit: &Visit, work: &Work, problems: Vec<Link>, fault: Option<String>, status: StatusCode) -> Response {
    let lang = visit.lang();
    let office = visit.desk.office();
    let facts = Facts::new(&work.sop, &work.progress.answers).with_today(work.today);
    let worked = jiff::Timestamp::from_microsecond(work.draft.updated_us).unwrap_or_else(|_| visit.app.now());
    let days = (office.calendar.zone().day(worked), work.today);
    let p = work.page(visit).titled("portal-apply-check").failed(!problems.is_empty());
    let p = p.notice(fees::tariff_news(&work.sop, &facts, days, lang));
    let promise = Promise::of(work.sop.standard.promise, office.calendar.minutes_per_day());
    let mut ledger = Ledger::default();
    ledger.switch(visit.app.now(), Holder::FrontOffice, Reason::Work);
    let due = clock::due(&ledger, visit.app.now(), promise, &office.calendar).ok();
    let day = due.as_ref().and_then(|due| due.date).map(|day| words::weekday(lang, day)).unwrap_or_default();
    let fee = work.sop.fee.on(work.today).and_then(|tariff| tariff.amount(&facts).ok());
    let ready = work.progress.is_ready();
    let declaration = ready.then(|| {
        let sentence = p.tr(if work.draft.counter { "portal-apply-declare-counter" } else { "portal-apply-declare" });
        Field::new("setuju", p.tr("portal-apply-declaration"), Kind::Tick(sentence.into_owned())).error(fault)
    });
    let page = ReviewPage {
        problems,
        groups: groups(visit, work, &p),
        fee: fee.map(|fee| words::rupiah(lang, fee.0)).unwrap_or_default(),
        fee_note: work.sop.fee.note.get(lang).to_owned(),
        promise: p.tr2("portal-apply-promise-if-sent", ("days", promise.days.into()), ("day", day.into())),
        because: due.map(|due| clock::explain(&due, lang)).unwrap_or_default(),
        declaration,
        p,
    };
    ui::render_as(status, page)
}

fn groups(visit: &Visit, work: &Work, p: &Page) -> Vec<Group> {
    let (lang, regions) = (visit.lang(), visit.app.regions());
    let mut groups = Vec::new();
    for asked in &work.progress.sections {
        let section = &work.sop.sections[asked.at];
        let change = work.href(&format!("/isian/{}?kembali=periksa", section.id));
        let known = &work.progress.answers;
        let fields = section.fields.iter().filter(|field| form::is_asked(field.when.as_ref(), known, work.today));
        let row = |field: &form::Field| {
            let value = match known.get(&field.id) {
                Some(value) => form::shown(field, value, lang, regions),
                // A box that was left alone is an answer too.
                None if matches!(field.kind, FieldKind::Yes) => p.tr("action-no").into_owned(),
                None => String::new(),
            };
            SummaryRow::new(field.label.get(lang), value).change(format!("{change}#f-{}", field.id))
        };
        groups.push(Group { title: section.title.get(lang).to_owned(), rows: fields.map(row).collect() });
    }
    let documents = work.progress.requirements(&work.sop).map(|(requirement, _)| {
        let file = work.draft.files.get(&requirement.id);
        let name = file.map(|file| format!("{} ({})", file.name, words::size(lang, file.size))).unwrap_or_default();
        let row = SummaryRow::new(requirement.name.get(lang), name)
            .change(work.href(&format!("/berkas#f-{}", requirement.id)));
        match file {
            Some(_) => row.href(work.href(&format!("/berkas/{}", ui::encode(&requirement.id.0)))),
            None => row,
        }
    });
    groups.push(Group { title: p.tr("portal-apply-documents").into_owned(), rows: documents.collect() });
    groups
}
