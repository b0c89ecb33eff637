//! The documents of a draft: what each proves, one file for each, kept under the hash of its content.

use askama::Template;
use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::case::FileRef;
use casework::date_text;
use casework::lang::Text;
use casework::sop::{FileType, Requirement, RequirementId};

use super::draft::{self, Work};
use super::photo;
use super::sent::{Sent, SentFile};
use crate::files::{self, Rejected};
use crate::http::Visit;
use crate::ui::{self, Field, Held, Kind, Page, Problem, Upload, words};

/// A refused file: the requirement, and the message.
pub type Faults = Vec<(String, String)>;

#[derive(Template)]
#[template(path = "portal/apply/documents.html")]
struct DocumentsPage {
    p: Page,
    papers: Vec<Paper>,
    problems: Vec<Problem>,
}

/// One requirement on the page.
struct Paper {
    field: Field,
    /// The value of the button that removes the file; none without one.
    remove: Option<String>,
}

/// `GET /draf/{id}/berkas`: the page.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Response {
    match draft::open(&visit, &id).await {
        Ok(work) => page(&visit, &work, &Vec::new(), StatusCode::OK),
        Err(answer) => answer,
    }
}

/// `POST /draf/{id}/berkas`: takes in what was sent, or removes a file.
pub async fn keep(visit: Visit, Path(id): Path<String>, form: Result<Multipart, MultipartRejection>) -> Response {
    let work = match draft::open(&visit, &id).await {
        Ok(work) => work,
        Err(answer) => return answer,
    };
    let sop = work.sop.clone();
    let sent = match read(&visit, form, &sop.requirements).await {
        Ok(sent) => sent,
        Err(answer) => return answer,
    };
    let (taken, faults) = match take_in(&visit, &sop.requirements, &sent).await {
        Ok(taken) => taken,
        Err(error) => return visit.failure(&error),
    };
    let removed = sent.text("_do").strip_prefix("unfile:").map(|id| RequirementId(id.to_owned()));
    let kept = work.change(&visit, |draft| {
        draft.files.extend(taken.iter().cloned());
        if let Some(id) = &removed {
            draft.files.remove(id);
        }
    });
    let work = match kept.await {
        Ok(work) => work,
        Err(error) => return visit.trouble(&error),
    };
    if !faults.is_empty() {
        return page(&visit, &work, &faults, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let next = match (removed, sent.text("_do"), work.progress.missing_documents) {
        (Some(id), _, _) => work.href(&format!("/berkas#f-{id}")),
        (None, "next", 0) if work.progress.is_ready() => work.href("/periksa"),
        (None, "next" | "later", _) => work.href(""),
        (None, _, _) => work.href("/berkas"),
    };
    Redirect::to(&next).into_response()
}

/// Reads a form with files for some requirements.
///
/// # Errors
/// The page that says that the form was too large altogether, or came in damaged.
pub async fn read(
    visit: &Visit,
    form: Result<Multipart, MultipartRejection>,
    requirements: &[Requirement],
) -> Result<Sent, Response> {
    let damaged = |status: StatusCode| {
        let p = visit.page();
        let key =
            if status == StatusCode::PAYLOAD_TOO_LARGE { "portal-apply-all-too-large" } else { "portal-apply-damaged" };
        let (why, again) = (p.tr(key).into_owned(), p.tr("try-again").into_owned());
        let here = p.prefs.path.clone();
        ui::refused(p, status, why, ui::Link::new(again, here)).into_response()
    };
    let form = form.map_err(|_| damaged(StatusCode::BAD_REQUEST))?;
    let most = |field: &str| {
        let requirement = requirements.iter().find(|requirement| requirement.id.0 == field);
        requirement.map_or(0, |requirement| usize::from(requirement.max_mb) * 1_000_000)
    };
    Sent::read(form, most).await.map_err(|error| damaged(error.status()))
}

/// Keeps the files that are in order and says what is wrong with the others. Files for what is not asked are dropped.
///
/// # Errors
/// A file cannot be stored.
pub async fn take_in(
    visit: &Visit,
    requirements: &[Requirement],
    sent: &Sent,
) -> anyhow::Result<(Vec<(RequirementId, FileRef)>, Faults)> {
    let (mut taken, mut faults) = (Vec::new(), Vec::new());
    for file in &sent.files {
        let Some(requirement) = requirements.iter().find(|one| one.id.0 == file.field) else { continue };
        match judge(requirement, file) {
            Ok(kind) => taken.push((requirement.id.clone(), store(visit, file, kind).await?)),
            Err(rejected) => faults.push((file.field.clone(), message(visit, requirement, rejected))),
        }
    }
    Ok((taken, faults))
}

fn judge(requirement: &Requirement, file: &SentFile) -> Result<FileType, Rejected> {
    if file.too_large {
        return Err(Rejected::TooLarge(requirement.max_mb));
    }
    files::accept(&file.bytes, &requirement.accept, requirement.max_mb)
}

/// Writing waits for the disk, so it is done beside the threads that answer others.
async fn store(visit: &Visit, file: &SentFile, kind: FileType) -> anyhow::Result<FileRef> {
    let (store, bytes, name) = (visit.app.files().clone(), file.bytes.clone(), file.name.clone());
    let kept = tokio::task::spawn_blocking(move || {
        let bytes = match kind {
            FileType::Jpg => photo::without_traces(bytes),
            FileType::Pdf | FileType::Png => bytes,
        };
        store.put(&bytes, &name, kind.media_type())
    });
    kept.await?
}

fn message(visit: &Visit, requirement: &Requirement, rejected: Rejected) -> String {
    let p = visit.page();
    let name = requirement.name.get(visit.lang());
    match rejected {
        Rejected::Empty => p.tr1("portal-apply-file-empty", "name", name),
        Rejected::TooLarge(most) => p.tr2("portal-apply-file-large", ("name", name.into()), ("most", most.into())),
        Rejected::WrongKind => {
            let kinds: Vec<String> = requirement.accept.iter().map(|kind| kind.name().to_owned()).collect();
            let kinds = date_text::either(&kinds, visit.lang());
            p.tr2("portal-apply-file-kind", ("name", name.into()), ("kinds", kinds.into()))
        }
        Rejected::CutOff => p.tr1("portal-apply-file-cut", "name", name),
    }
}

/// "PDF, JPG, PNG".
fn kinds(requirement: &Requirement) -> String {
    requirement.accept.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ")
}

/// The largest document that no requirement asks for, in megabytes.
const NAMED_MB: u16 = 10;

/// What a document may be that no requirement asks for: by its id within the case, and what people call it.
pub fn named(id: RequirementId, name: &str) -> Requirement {
    Requirement {
        id,
        name: Text::same(name),
        proves: Text::same(""),
        hint: None,
        accept: FileType::ALL.to_vec(),
        max_mb: NAMED_MB,
        optional: false,
        when: None,
        legal_basis: None,
        held_by: None,
    }
}

/// A control for one requirement's file.
pub fn field(p: &Page, requirement: &Requirement, held: Option<Held>, error: Option<String>) -> Field {
    let lang = p.lang();
    let proves = match requirement.proves.get(lang) {
        "" => String::new(),
        what => p.tr1("portal-apply-proves", "what", what),
    };
    let hint = requirement.hint.as_ref().map_or_else(String::new, |hint| format!(" {}", hint.get(lang)));
    let limits =
        p.tr2("portal-apply-limits", ("kinds", kinds(requirement).into()), ("most", requirement.max_mb.into()));
    let accept: Vec<String> = requirement
        .accept
        .iter()
        .map(|kind| match kind {
            FileType::Pdf => ".pdf,application/pdf".to_owned(),
            FileType::Jpg => ".jpg,.jpeg,image/jpeg".to_owned(),
            FileType::Png => ".png,image/png".to_owned(),
        })
        .collect();
    let upload = Upload { accept: accept.join(","), limits, held };
    let field = Field::new(&requirement.id.0, requirement.name.get(lang), Kind::File(upload))
        .hint(format!("{proves}{hint}"))
        .error(error);
    if requirement.optional { field.optional() } else { field }
}

/// A control for a file of any kind that documents may have.
pub fn file_field(p: &Page, id: &RequirementId, label: String, error: Option<String>) -> Field {
    let any = named(id.clone(), &label);
    field(p, &any, None, error)
}

/// A held file as a control shows it.
pub fn held(p: &Page, file: &FileRef, href: String) -> Held {
    Held { name: file.name.clone(), size: words::size(p.lang(), file.size), href }
}

fn page(visit: &Visit, work: &Work, faults: &Faults, status: StatusCode) -> Response {
    let p = work.page(visit).titled("portal-apply-documents");
    let papers: Vec<Paper> = work
        .progress
        .requirements(&work.sop)
        .map(|(requirement, is_held)| {
            let file = work.draft.files.get(&requirement.id);
            let href = work.href(&format!("/berkas/{}", ui::encode(&requirement.id.0)));
            let error = faults.iter().find(|(id, _)| id == &requirement.id.0).map(|(_, message)| message.clone());
            Paper {
                field: field(&p, requirement, file.map(|file| held(&p, file, href)), error),
                remove: is_held.then(|| format!("unfile:{}", requirement.id)),
            }
        })
        .collect();
    let problems = ui::problems(papers.iter().map(|paper| &paper.field));
    let p = p.failed(!problems.is_empty());
    ui::render_as(status, DocumentsPage { p, papers, problems })
}

/// `GET /draf/{id}/berkas/{requirement}`: one's own file.
pub async fn file(visit: Visit, Path((id, requirement)): Path<(String, String)>) -> Response {
    let work = match draft::open(&visit, &id).await {
        Ok(work) => work,
        Err(answer) => return answer,
    };
    match work.draft.files.get(&RequirementId(requirement)) {
        Some(file) => super::download::stored(&visit, file).await,
        None => ui::not_found(visit.page()).into_response(),
    }
}
