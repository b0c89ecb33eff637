//! What somebody has applied for: open drafts, running and ended applications.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::case::CaseId;
use casework::sop::{BundleId, ServiceId};
use jiff::Timestamp;
use serde::Deserialize;

use super::draft::Draft;
use super::queries;
use crate::cases::{self, CaseRow};
use crate::http::Visit;
use crate::ui::{self, Page, Pager, Tag, Tone, words};

/// How many applications a page shows.
const PAGE: i64 = 20;

#[derive(Template)]
#[template(path = "portal/apply/mine.html")]
struct MinePage {
    p: Page,
    drafts: Vec<Listed>,
    running: Vec<Listed>,
    ended: Vec<Listed>,
    pages: Pager,
    is_empty: bool,
}

/// A draft or an application in a list.
pub struct Listed {
    /// The service.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Number, day, applicant: what tells it from others.
    pub about: String,
    /// How it stands.
    pub tag: Tag,
    /// What was promised; empty where nothing is to be said.
    pub promise: String,
}

/// From which application on the list goes on.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    sebelum: Option<i64>,
}

/// `GET /permohonan`: the list, newest first.
pub async fn show(visit: Visit, Query(from): Query<From>) -> Response {
    let account = match visit.someone() {
        Ok(account) => account,
        Err(answer) => return answer,
    };
    if account.is_officer() {
        return Redirect::to("/meja").into_response();
    }
    let drafts = queries::open_of(&visit.desk, account.id, false).await;
    let rows = cases::of_account(&visit.desk, account.id, from.sebelum.map(CaseId), PAGE + 1).await;
    let (drafts, mut rows) = match (drafts, rows) {
        (Ok(drafts), Ok(rows)) => (drafts, rows),
        (Err(error), _) | (_, Err(error)) => return visit.trouble(&error),
    };
    let p = visit.page().titled("nav-mine");
    let more = rows.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    rows.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let next = rows.last().filter(|_| more).map(|row| format!("/permohonan?sebelum={}", row.id.0));
    let first = from.sebelum.map(|_| "/permohonan".to_owned());
    let (running, ended): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.state == "open");
    let listed = |rows: Vec<&CaseRow>| rows.into_iter().map(|row| case(&visit, &p, row)).collect::<Vec<_>>();
    let page = MinePage {
        drafts: if from.sebelum.is_none() {
            drafts.iter().map(|one| draft(&visit, &p, one)).collect()
        } else {
            Vec::new()
        },
        is_empty: rows.is_empty() && drafts.is_empty(),
        running: listed(running),
        ended: listed(ended),
        pages: Pager { previous: first, next, words: String::new() },
        p,
    };
    ui::render(page)
}

/// A draft in a list.
pub fn draft(visit: &Visit, p: &Page, draft: &Draft) -> Listed {
    let lang = visit.lang();
    let office = visit.desk.office();
    let today = office.calendar.zone().day(visit.app.now());
    let sop = office.catalogue.current(&draft.service, today);
    let changed = Timestamp::from_microsecond(draft.updated_us).unwrap_or_default();
    let at = super::moment(visit, changed);
    let saved = p.tr1("portal-apply-saved", "at", at);
    Listed {
        title: sop.map_or_else(|| draft.service.0.clone(), |sop| sop.service.name.get(lang).to_owned()),
        href: format!("/draf/{}", draft.id),
        about: draft.applicant.as_ref().map_or_else(|| saved.clone(), |name| format!("{name} · {saved}")),
        tag: Tag::new(p.tr("portal-apply-draft"), Tone::Plain),
        promise: String::new(),
    }
}

fn case(visit: &Visit, p: &Page, row: &CaseRow) -> Listed {
    let lang = visit.lang();
    let office = visit.desk.office();
    let version = u32::try_from(row.service_version).unwrap_or_default();
    let sop = office.catalogue.get(&BundleId { service: ServiceId(row.service.clone()), version });
    let sent = Timestamp::from_microsecond(row.submitted_us).unwrap_or_default();
    let day = words::day(lang, office.calendar.zone().day(sent));
    let (key, tone) = match (row.state.as_str(), row.holder.as_str()) {
        ("granted", _) => ("portal-apply-granted", Tone::Good),
        ("rejected", _) => ("portal-apply-rejected", Tone::Bad),
        ("closed", _) => ("portal-apply-ended", Tone::Plain),
        (_, "applicant") => ("portal-apply-your-turn", Tone::Warn),
        (_, _) => ("portal-apply-running", Tone::Active),
    };
    let promise = match (row.state.as_str(), row.due) {
        ("open", Some(due)) => p.tr1("portal-apply-promised", "day", words::day(lang, due)),
        (_, _) => String::new(),
    };
    Listed {
        title: sop.map_or_else(|| row.service.clone(), |sop| sop.service.name.get(lang).to_owned()),
        href: format!("/permohonan/{}", row.id.0),
        about: p.tr2("portal-apply-sent-on", ("number", row.number.as_str().into()), ("day", day.into())),
        tag: Tag::new(p.tr(key), tone),
        promise,
    }
}
