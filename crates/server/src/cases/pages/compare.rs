//! Two versions of a document of a case, side by side.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use crate::cases::access::{self, Look};
use crate::cases::files::belongs;
use crate::cases::view::{self, Eyes};
use crate::http::Visit;
use crate::ui::{self, Page};

/// The two files, by their hashes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    lama: String,
    baru: String,
}

/// One version as it is shown.
struct Side {
    title: String,
    name: String,
    href: String,
}

#[derive(Template)]
#[template(path = "cases/compare.html")]
struct CompareTemplate {
    p: Page,
    /// Why the new one was asked for; empty where it was not.
    why: String,
    sides: [Side; 2],
}

/// `GET /meja/berkas/{case}/banding`: a document before and after it was replaced.
pub async fn compare(visit: Visit, Path(id): Path<String>, Query(asked): Query<Asked>) -> Response {
    let look = Look { what: "file", detail: Some(&asked.baru) };
    let opened = match access::open(&visit, &id, look).await {
        Ok(opened) => opened,
        Err(answer) => return answer,
    };
    let of_case = |sha256: &str| belongs(&opened.case, &opened.events, sha256);
    let (Some(old), Some(new)) = (of_case(&asked.lama), of_case(&asked.baru)) else {
        return ui::not_found(visit.page()).into_response();
    };
    let eyes = Eyes { opened: &opened, lang: visit.lang(), now: visit.app.now() };
    let pair = format!("lama={}&baru={}", ui::encode(&asked.lama), ui::encode(&asked.baru));
    let changes = view::changes(eyes, visit.app.regions());
    let change = changes.into_iter().find(|change| change.compare.as_ref().is_some_and(|href| href.ends_with(&pair)));
    let p = visit.page();
    let (what, why) = change.map_or_else(Default::default, |change| (change.what, change.why));
    let title = p.tr1("cases-compare", "what", if what.is_empty() { new.name.clone() } else { what });
    let side = |key: &str, file: &casework::case::FileRef| Side {
        title: p.tr(key).into_owned(),
        name: file.name.clone(),
        href: view::href(opened.id, &file.sha256),
    };
    let sides = [side("cases-change-before", &old), side("cases-change-after", &new)];
    let (inbox, number) = (p.tr("cases-inbox").into_owned(), opened.filing.number.clone());
    let p = p.title(title).crumb(inbox, "/meja").crumb(number, format!("/meja/berkas/{}", opened.id.0));
    ui::render(CompareTemplate { p, why, sides }).into_response()
}
