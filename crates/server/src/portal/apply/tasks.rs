//! The draft's own page: what is to be done until it can be sent, and how far each part is.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::draft::{self, Work};
use super::progress::{Asked, State};
use super::queries;
use crate::http::Visit;
use crate::ui::{self, Notice, Page, Tag, TaskItem, Tone};

#[derive(Template)]
#[template(path = "portal/apply/tasks.html")]
struct TasksPage {
    p: Page,
    lead: String,
    sections: Vec<TaskItem>,
    documents: Vec<TaskItem>,
    check: Vec<TaskItem>,
    delete: String,
}

/// `GET /draf/{id}`: the task list.
pub async fn show(visit: Visit, Path(id): Path<String>) -> Response {
    let work = match draft::open(&visit, &id).await {
        Ok(work) => work,
        Err(answer) => return answer,
    };
    let lang = visit.lang();
    let name = work.sop.service.name.get(lang);
    let p = work.page(&visit).title(name).notice(changed(&visit, &work));
    let mut p = p;
    p.crumbs.pop();
    let lead = match &work.draft.applicant {
        Some(applicant) => p.tr1("portal-apply-for", "name", applicant.as_str()),
        None => p.tr("portal-apply-tasks-lead").into_owned(),
    };
    let sections = work.progress.sections.iter().map(|asked| section(&p, &work, asked)).collect();
    let (documents, check) = (documents(&p, &work), vec![check(&p, &work)]);
    ui::render(TasksPage { lead, sections, documents, check, delete: work.href("/hapus"), p })
}

/// The SOP has changed since the draft was last worked on: it may ask for more now.
fn changed(visit: &Visit, work: &Work) -> Option<Notice> {
    let p = visit.page();
    (work.draft.version != work.sop.identity.version)
        .then(|| Notice::new(Tone::Warn, p.tr("portal-apply-sop-changed")).text(p.tr("portal-apply-sop-changed-text")))
}

fn section(p: &Page, work: &Work, asked: &Asked) -> TaskItem {
    let section = &work.sop.sections[asked.at];
    let (key, tone, query) = match asked.state {
        State::New => ("portal-apply-state-new", Tone::Plain, ""),
        State::Faulty => ("portal-apply-state-faulty", Tone::Warn, "?periksa"),
        State::Done => ("portal-apply-state-done", Tone::Good, ""),
        State::Optional => ("portal-apply-state-optional", Tone::Plain, ""),
    };
    TaskItem {
        title: section.title.get(p.lang()).to_owned(),
        hint: String::new(),
        href: Some(format!("{}{query}", work.href(&format!("/isian/{}", section.id)))),
        tag: Tag::new(p.tr(key), tone),
    }
}

fn documents(p: &Page, work: &Work) -> Vec<TaskItem> {
    let all = work.progress.documents.len();
    if all == 0 {
        return Vec::new();
    }
    let held = work.progress.documents.iter().filter(|(_, held)| *held).count();
    let (key, tone) = match (held, work.progress.missing_documents) {
        (_, 0) => ("portal-apply-state-done", Tone::Good),
        (0, _) => ("portal-apply-state-new", Tone::Plain),
        (_, _) => ("portal-apply-state-faulty", Tone::Warn),
    };
    vec![TaskItem {
        title: p.tr("portal-apply-upload-all").into_owned(),
        hint: p.tr2("portal-apply-documents-count", ("held", held.into()), ("all", all.into())),
        href: Some(work.href("/berkas")),
        tag: Tag::new(p.tr(key), tone),
    }]
}

fn check(p: &Page, work: &Work) -> TaskItem {
    let ready = work.progress.is_ready();
    TaskItem {
        title: p.tr("portal-apply-check").into_owned(),
        hint: if ready { String::new() } else { p.tr("portal-apply-check-later").into_owned() },
        href: ready.then(|| work.href("/periksa")),
        tag: match ready {
            true => Tag::new(p.tr("portal-apply-state-new"), Tone::Plain),
            false => Tag::new(p.tr("portal-apply-state-closed"), Tone::Plain),
        },
    }
}

/// `POST /draf/{id}/hapus`: throws the draft away.
pub async fn delete(visit: Visit, Path(id): Path<String>) -> Response {
    let work = match draft::open(&visit, &id).await {
        Ok(work) => work,
        Err(answer) => return answer,
    };
    match visit.desk.write(vec![queries::delete(&visit.desk.id, work.draft.id)]).await {
        Ok(()) => Redirect::to(if work.draft.counter { "/meja/loket" } else { "/permohonan" }).into_response(),
        Err(error) => visit.trouble(&error),
    }
}
