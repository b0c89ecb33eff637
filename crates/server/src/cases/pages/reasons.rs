//! The office's library of reasons: texts that are written well once and then chosen in forms. Everybody reads it; supervisors
//! keep it.

use askama::Template;
use axum::extract::{Form, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::office::Office;
use serde::Deserialize;

use super::board::has_board;
use super::inbox::services;
use crate::cases::filters::{drop_reason, keep_reason};
use crate::cases::queries::{self, ReasonText};
use crate::cases::words;
use crate::http::Visit;
use crate::people::Account;
use crate::ui::{self, Choice, Field, Kind, Notice, Page, Problem, Tone};

/// The longest label, in characters.
const LABEL: usize = 80;
/// The longest text, in characters.
const TEXT: usize = 500;
/// The most texts of an office: more would not be found in a list.
const MOST: usize = 200;

/// What the address or the form says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The text to change; empty for a new one.
    id: String,
    layanan: String,
    label: String,
    isi: String,
    request_id: String,
    /// What was just done, to be said once.
    selesai: String,
}

/// A text of the library.
struct Row {
    id: String,
    label: String,
    text: String,
    service: String,
}

#[derive(Template)]
#[template(path = "cases/reasons.html")]
struct ReasonsTemplate {
    p: Page,
    rows: Vec<Row>,
    /// The form, for who keeps the library.
    form: Option<(Vec<Field>, String)>,
    problems: Vec<Problem>,
    editing: bool,
}

/// `GET /meja/alasan`: the library.
pub async fn reasons(visit: Visit, Query(asked): Query<Asked>) -> Response {
    let officer = match front(&visit) {
        Ok(officer) => officer,
        Err(answer) => return answer,
    };
    let texts = match queries::reason_texts(&visit.desk).await {
        Ok(texts) => texts,
        Err(error) => return visit.trouble(&error),
    };
    let known = texts.iter().find(|text| text.id == asked.id);
    let typed = known.map_or_else(
        || Asked { id: String::new(), ..asked.clone() },
        |known| Asked {
            layanan: known.service.clone(),
            label: known.label.clone(),
            isi: known.text.clone(),
            ..asked.clone()
        },
    );
    show(&visit, &officer, &texts, (&typed, &[]))
}

/// An officer of the office itself: agencies have reasons of their own in their recommendations.
fn front(visit: &Visit) -> Result<Account, Response> {
    let officer = visit.officer()?;
    if officer.is_of_front(&visit.desk.office()) {
        return Ok(officer.clone());
    }
    Err(ui::not_found(visit.page()).into_response())
}

/// A supervisor of the office itself.
fn keeper(visit: &Visit) -> Result<Account, Response> {
    let officer = front(visit)?;
    if has_board(&officer, &visit.desk.office()) {
        return Ok(officer);
    }
    let p = visit.page();
    let (why, back) = (p.tr("cases-reasons-not-yours").into_owned(), p.tr("cases-reasons").into_owned());
    Err(ui::refused(p, StatusCode::FORBIDDEN, why, ui::Link::new(back, "/meja/alasan")).into_response())
}

/// `POST /meja/alasan`: puts a text into the library, or changes it.
pub async fn put_reason(visit: Visit, Form(sent): Form<Asked>) -> Response {
    let officer = match keeper(&visit) {
        Ok(officer) => officer,
        Err(answer) => return answer,
    };
    let texts = match queries::reason_texts(&visit.desk).await {
        Ok(texts) => texts,
        Err(error) => return visit.trouble(&error),
    };
    let faults = faults(&visit, &sent, &texts);
    if !faults.is_empty() {
        return show(&visit, &officer, &texts, (&sent, &faults));
    }
    let fresh = format!("{:032x}", rand::random::<u128>());
    let made = Some(sent.request_id.as_str()).filter(|id| !id.is_empty()).unwrap_or(&fresh);
    let known = texts.iter().find(|text| text.id == sent.id).map(|text| text.id.as_str());
    let text = ReasonText {
        id: known.unwrap_or(made).chars().take(64).collect(),
        service: sent.layanan.clone(),
        label: sent.label.trim().to_owned(),
        text: sent.isi.trim().to_owned(),
    };
    match keep_reason(&visit.desk, &text, officer.id, visit.app.now()).await {
        Ok(()) => Redirect::to("/meja/alasan?selesai=simpan").into_response(),
        Err(error) => visit.trouble(&error),
    }
}

/// `POST /meja/alasan/hapus`: takes a text out of the library.
pub async fn forget_reason(visit: Visit, Form(sent): Form<Asked>) -> Response {
    if let Err(answer) = keeper(&visit) {
        return answer;
    }
    match drop_reason(&visit.desk, &sent.id).await {
        Ok(()) => Redirect::to("/meja/alasan?selesai=hapus").into_response(),
        Err(error) => visit.trouble(&error),
    }
}

fn faults(visit: &Visit, sent: &Asked, texts: &[ReasonText]) -> Vec<(&'static str, String)> {
    let office = visit.desk.office();
    let say = |key: &str| ui::tr(visit.lang(), key).into_owned();
    let mut faults = Vec::new();
    let known = office.catalogue.all().any(|sop| sop.service.id.0 == sent.layanan);
    if !sent.layanan.is_empty() && !known {
        faults.push(("layanan", say("cases-reasons-no-service")));
    }
    let length = |text: &str| text.trim().chars().count();
    if length(&sent.label) == 0 || length(&sent.label) > LABEL {
        faults.push(("label", say("cases-reasons-label-fault")));
    }
    if length(&sent.isi) == 0 || length(&sent.isi) > TEXT {
        faults.push(("isi", say("cases-reasons-text-fault")));
    }
    let change = texts.iter().any(|text| text.id == sent.id);
    if texts.len() >= MOST && !change {
        faults.push(("label", say("cases-reasons-many")));
    }
    faults
}

fn show(
    visit: &Visit,
    officer: &Account,
    texts: &[ReasonText],
    (typed, faults): (&Asked, &[(&'static str, String)]),
) -> Response {
    let office = visit.desk.office();
    let lang = visit.lang();
    let notice = match typed.selesai.as_str() {
        "simpan" => Some("cases-reasons-saved"),
        "hapus" => Some("cases-reasons-dropped"),
        _ => None,
    };
    let notice = notice.map(|key| Notice::new(Tone::Good, ui::tr(lang, key)));
    let p = visit.page_with(notice).titled("cases-reasons").failed(!faults.is_empty());
    let service = |id: &str| match id {
        "" => p.tr("cases-all-services").into_owned(),
        id => words::service_words(&office, id, lang),
    };
    let row = |text: &ReasonText| Row {
        id: text.id.clone(),
        label: text.label.clone(),
        text: text.text.clone(),
        service: service(&text.service),
    };
    let rows = texts.iter().map(row).collect();
    let form = has_board(officer, &office).then(|| (fields(&p, &office, typed, faults), typed.id.clone()));
    let problems = form.as_ref().map_or_else(Vec::new, |(fields, _)| ui::problems(fields));
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let editing = !typed.id.is_empty();
    ui::render_as(status, ReasonsTemplate { p, rows, form, problems, editing })
}

fn fields(p: &Page, office: &Office, typed: &Asked, faults: &[(&'static str, String)]) -> Vec<Field> {
    let fault = |id: &str| faults.iter().find(|(field, _)| *field == id).map(|(_, message)| message.clone());
    let choices: Vec<Choice> = services(office, &typed.layanan, p.lang());
    vec![
        Field::new("layanan", p.tr("cases-reasons-service"), Kind::Select(choices))
            .hint(p.tr("cases-reasons-service-hint"))
            .value(&typed.layanan)
            .error(fault("layanan"))
            .optional(),
        Field::new("label", p.tr("cases-reasons-label"), Kind::Text(Some(80)))
            .hint(p.tr("cases-reasons-label-hint"))
            .value(&typed.label)
            .error(fault("label")),
        Field::new("isi", p.tr("cases-reasons-text"), Kind::Paragraph(Some(500)))
            .hint(p.tr("cases-reasons-text-hint"))
            .value(&typed.isi)
            .error(fault("isi")),
    ]
}
