//! Adding a document that nobody has asked for, while the case is under way: a newer one of the service's list, or another
//! with a name of its own. The clock goes on; whoever holds the case sees it marked.

use askama::Template;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::Response;
use casework::case::{Command, FileRef, Refusal, RefusalKind, extra_id};
use casework::sop::{Requirement, RequirementId};

use super::access::{Own, own_case};
use super::{acts, documents, own, review, sealed};
use crate::app::Failed;
use crate::http::Visit;
use crate::ui::{self, Choice, Field, Kind, Notice, Page, Problem, Tone};

/// What the document is: a requirement, or something else.
const WHAT: &str = "untuk";
/// The choice of something else.
const ELSE: &str = "lain";
/// What that is called.
const NAME: &str = "nama";
/// The file.
const FILE: &str = "berkas";
/// What the applicant says of it.
const NOTE: &str = "keterangan";
/// The largest file that is read at all, in megabytes; the chosen requirement may take less.
const MOST_MB: u16 = 50;

#[derive(Template)]
#[template(path = "portal/apply/add.html")]
struct AddPage {
    p: Page,
    fields: Vec<Field>,
    sealed: Option<(String, String)>,
    problems: Vec<Problem>,
}

/// What was typed and chosen, and what is wrong with it.
#[derive(Default)]
struct Adding {
    what: String,
    name: String,
    note: String,
    file: Option<FileRef>,
    faults: Vec<(&'static str, String)>,
}

/// `GET /permohonan/{case}/tambah`: the page.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Response {
    match own_case(&visit, &id, "add").await {
        Ok(own) if own::takes_additions(&own.case) => page(&visit, &own, &Adding::default(), (None, StatusCode::OK)),
        // A link from before the decision leads to the case, which says so.
        Ok(own) => acts::told(&own, "putus"),
        Err(answer) => answer,
    }
}

/// `POST /permohonan/{case}/tambah`: adds the document.
pub async fn send(visit: Visit, Path(id): Path<String>, form: Result<Multipart, MultipartRejection>) -> Response {
    let own = match own_case(&visit, &id, "add").await {
        Ok(own) => own,
        Err(answer) => return answer,
    };
    let widest = Requirement { max_mb: MOST_MB, ..documents::named(RequirementId(FILE.to_owned()), FILE) };
    let sent = match documents::read(&visit, form, &[widest]).await {
        Ok(sent) => sent,
        Err(answer) => return answer,
    };
    let text = |name: &str| sent.text(name).trim().to_owned();
    let mut adding = Adding { what: text(WHAT), name: text(NAME), note: text(NOTE), ..Adding::default() };
    let chosen = chosen(&visit, &own, &mut adding);
    // A file is judged by what it is said to be; where that is not said, by what any document may be.
    let any = documents::named(RequirementId(FILE.to_owned()), FILE);
    let judged = Requirement { id: RequirementId(FILE.to_owned()), ..chosen.clone().unwrap_or(any) };
    adding.file = sealed::open(&visit, own.id, &judged.id, sent.text(&sealed::name(&judged.id)));
    match documents::take_in(&visit, std::slice::from_ref(&judged), &sent).await {
        Ok((taken, faults)) => {
            adding.file = taken.into_iter().map(|(_, file)| file).next_back().or(adding.file);
            adding.faults.extend(faults.into_iter().map(|(_, message)| (FILE, message)));
        }
        Err(error) => return visit.failure(&error),
    }
    if adding.file.is_none() && adding.faults.iter().all(|(field, _)| *field != FILE) {
        adding.faults.push((FILE, visit.page().tr("portal-apply-add-file-fault").into_owned()));
    }
    match (chosen, adding.file.clone(), adding.faults.is_empty()) {
        (Some(chosen), Some(file), true) => add(&visit, &own, adding, (chosen, file, sent.text("request_id"))).await,
        (_, _, _) => page(&visit, &own, &adding, (None, StatusCode::UNPROCESSABLE_ENTITY)),
    }
}

/// What the document is said to be.
fn chosen(visit: &Visit, own: &Own, adding: &mut Adding) -> Option<Requirement> {
    if adding.what == ELSE {
        if adding.name.is_empty() || adding.name.chars().count() > 120 {
            adding.faults.push((NAME, visit.page().tr("portal-apply-add-name-fault").into_owned()));
            return None;
        }
        return Some(documents::named(extra_id(&adding.name), &adding.name));
    }
    let known = own.sop.requirement(&RequirementId(adding.what.clone())).cloned();
    if known.is_none() {
        adding.faults.push((WHAT, visit.page().tr("portal-apply-add-what-fault").into_owned()));
    }
    known
}

async fn add(
    visit: &Visit,
    own: &Own,
    adding: Adding,
    (chosen, file, request_id): (Requirement, FileRef, &str),
) -> Response {
    let names = (adding.what == ELSE).then(|| (chosen.id.clone(), adding.name.clone())).into_iter().collect();
    let files = [(chosen.id, file)].into_iter().collect();
    let command = Command::Add { files, names, note: adding.note.clone() };
    match acts::execute(visit, own, request_id, command).await {
        Ok(_) => acts::told(own, "tambah"),
        Err(Failed::Refused(refusal)) => refused(visit, own, adding, &refusal),
        Err(Failed::Store(error)) => visit.trouble(&error),
    }
}

/// The page with the engine's no, and with everything that was typed.
fn refused(visit: &Visit, own: &Own, mut adding: Adding, refusal: &Refusal) -> Response {
    let lang = visit.lang();
    for fault in &refusal.faults {
        let field = match fault.field.as_str() {
            "note" => NOTE,
            "name" => NAME,
            _ => WHAT,
        };
        adding.faults.push((field, fault.message.get(lang).to_owned()));
    }
    let notice = (refusal.kind != RefusalKind::Invalid).then(|| Notice::new(Tone::Bad, refusal.text(lang)));
    page(visit, own, &adding, (notice, review::status(refusal.kind)))
}

fn page(visit: &Visit, own: &Own, adding: &Adding, (notice, status): (Option<Notice>, StatusCode)) -> Response {
    let lang = visit.lang();
    let p = own::own_page(visit, own).crumb(own.filing.number.clone(), own.href("")).titled("portal-apply-add");
    let fault = |name: &str| adding.faults.iter().find(|(field, _)| *field == name).map(|(_, message)| message.clone());
    let asked = own.sop.requirements.iter().map(|one| Choice::new(&one.id.0, one.name.get(lang)));
    let mut choices: Vec<Choice> = asked.collect();
    choices.push(Choice::new(ELSE, p.tr("portal-apply-add-else")));
    let what = Field::new(WHAT, p.tr("portal-apply-add-what"), Kind::Select(choices));
    let name = Field::new(NAME, p.tr("portal-apply-add-name"), Kind::Text(Some(120)))
        .hint(p.tr("portal-apply-add-name-hint"))
        .only_if(p.tr("portal-apply-add-name-only"))
        .when(WHAT, ELSE);
    let id = RequirementId(FILE.to_owned());
    let file = documents::file_field(&p, &id, p.tr("portal-apply-add-file").into_owned(), fault(FILE));
    let note = Field::new(NOTE, p.tr("portal-apply-add-note"), Kind::Paragraph(Some(500)));
    let fields = vec![
        what.value(adding.what.clone()).error(fault(WHAT)),
        name.value(adding.name.clone()).error(fault(NAME)),
        file,
        note.value(adding.note.clone()).error(fault(NOTE)).optional(),
    ];
    let sealed = adding.file.as_ref().map(|file| (sealed::name(&id), sealed::seal(visit, own.id, &id, file)));
    let problems = ui::problems(&fields);
    let p = p.failed(!problems.is_empty()).notice(notice);
    ui::render_as(status, AddPage { p, fields, sealed, problems })
}
