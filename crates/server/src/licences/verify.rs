//! The public page behind a letter's QR code: what to compare, and how it stands today.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::form::shown;
use casework::id::Code;
use casework::sop::{LetterKind, Sop};
use jiff::civil::{Date, DateTime};
use serde::Deserialize;
use store::StoreError;

use super::access;
use super::queries::{self, LetterRow};
use crate::http::{Peer, Visit};
use crate::ui::{self, Field, Kind, Notice, Page, Problem, SummaryRow, Tone};

/// Pages about one letter belong to whoever has the letter, not to search engines.
const NO_INDEX: [(HeaderName, &str); 1] = [(HeaderName::from_static("x-robots-tag"), "noindex, nofollow")];

/// What was typed.
#[derive(Deserialize)]
pub struct Typed {
    kode: Option<String>,
}

#[derive(Template)]
#[template(path = "licences/enter.html")]
struct EnterPage {
    p: Page,
    problems: Vec<Problem>,
    code: Field,
}

/// `GET /verifikasi`: asks for the code, and leads on to its page.
pub async fn enter(visit: Visit, Query(typed): Query<Typed>) -> Response {
    let Some(typed) = typed.kode else { return ask(&visit, StatusCode::OK, "", None, None) };
    match Code::parse(&typed) {
        Ok(code) => Redirect::to(&format!("/verifikasi/{code}")).into_response(),
        Err(_) => malformed(&visit, &typed),
    }
}

/// `GET /verifikasi/{code}`: the letter behind a QR code.
pub async fn letter(visit: Visit, peer: Peer, Path(typed): Path<String>) -> Response {
    let Ok(code) = Code::parse(&typed) else { return malformed(&visit, &typed) };
    match queries::by_code(&visit.desk, &code.to_string()).await {
        Ok(Some(letter)) => match draw(&visit, &letter).await {
            Ok(page) => (NO_INDEX, page).into_response(),
            Err(error) => visit.trouble(&error),
        },
        Ok(None) => unknown(&visit, peer, &code.to_string()),
        Err(error) => visit.trouble(&error),
    }
}

/// The page for a code that no letter has. It is counted: guessing comes to nothing anyhow, and soon to no answer.
pub fn unknown(visit: &Visit, peer: Peer, code: &str) -> Response {
    let p = visit.page();
    if !visit.app.limits().may_miss(peer.0) {
        let notice = Notice::new(Tone::Warn, p.tr("licences-too-many")).text(p.tr("licences-too-many-text"));
        return ask(visit, StatusCode::TOO_MANY_REQUESTS, code, None, Some(notice));
    }
    let notice = Notice::new(Tone::Bad, p.tr1("licences-unknown", "code", code));
    let notice = notice.text(contact(visit, &p, "licences-unknown-text"));
    ask(visit, StatusCode::NOT_FOUND, code, None, Some(notice))
}

/// A sentence that says where the office can be asked.
fn contact(visit: &Visit, p: &Page, key: &str) -> String {
    let profile = &visit.desk.office().profile;
    p.tr2(key, ("phone", profile.phone.as_str().into()), ("email", profile.email.as_str().into()))
}

fn malformed(visit: &Visit, typed: &str) -> Response {
    let error = visit.page().tr("licences-code-wrong").into_owned();
    ask(visit, StatusCode::UNPROCESSABLE_ENTITY, typed, Some(error), None)
}

fn ask(visit: &Visit, status: StatusCode, typed: &str, error: Option<String>, notice: Option<Notice>) -> Response {
    let p = visit.page().titled("licences-verify").failed(error.is_some()).notice(notice);
    let code = Field::new("kode", p.tr("licences-code"), Kind::Text(Some(20)))
        .hint(p.tr("licences-code-hint"))
        .value(typed)
        .error(error);
    let problems = ui::problems([&code]);
    (NO_INDEX, ui::render_as(status, EnterPage { p, problems, code })).into_response()
}

#[derive(Template)]
#[template(path = "licences/verify.html")]
struct LetterPage {
    p: Page,
    state: Notice,
    is_licence: bool,
    rows: Vec<SummaryRow>,
    at: DateTime,
    /// What to do when something differs.
    differs: String,
    /// The PDF, for those who may read it.
    pdf: Option<String>,
}

async fn draw(visit: &Visit, letter: &LetterRow) -> Result<Response, StoreError> {
    let office = visit.desk.office();
    let (zone, now) = (office.calendar.zone(), visit.app.now());
    let (p, sop) = (visit.page(), office.catalogue.get(&letter.bundle));
    let is_licence = match letter.kind {
        LetterKind::Licence => true,
        LetterKind::Rejection | LetterKind::Recommendation | LetterKind::Assignment => false,
    };
    let may_read = match &visit.account {
        Some(account) => access::may_read(visit, account, letter).await?,
        None => false,
    };
    let standing = if is_licence { Standing::of(letter, zone.day(now)) } else { Standing::Recorded };
    let state = standing.told(&p);
    let mut rows = named(&p, letter, sop.map(AsRef::as_ref));
    if is_licence {
        rows.extend(held(visit, letter, sop.map(AsRef::as_ref)));
    }
    Ok(ui::render(LetterPage {
        state,
        is_licence,
        rows,
        at: zone.day(now).to_datetime(zone.time(now)),
        differs: contact(visit, &p, "licences-differs-text"),
        pdf: may_read.then(|| format!("/surat/{}.pdf", letter.code)),
        p: p.titled(standing.title()),
    }))
}

/// How a letter stands today. It is worked out whenever somebody asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A licence that holds, until this day where it has a term.
    Valid(Option<Date>),
    /// A licence whose last day was this.
    Expired(Date),
    /// No licence: the letter exists.
    Recorded,
}

impl Standing {
    /// How a letter stands on a day.
    pub fn of(letter: &LetterRow, today: Date) -> Standing {
        match (letter.kind, letter.until) {
            (LetterKind::Licence, Some(until)) if until < today => Standing::Expired(until),
            (LetterKind::Licence, until) => Standing::Valid(until),
            (LetterKind::Rejection | LetterKind::Recommendation | LetterKind::Assignment, _) => Standing::Recorded,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Standing::Valid(_) => "licences-valid-title",
            Standing::Expired(_) => "licences-expired-title",
            Standing::Recorded => "licences-recorded-title",
        }
    }

    fn told(self, p: &Page) -> Notice {
        match self {
            Standing::Valid(Some(until)) => {
                Notice::new(Tone::Good, p.tr1("licences-valid-until", "day", p.day(&until)))
            }
            Standing::Valid(None) => Notice::new(Tone::Good, p.tr("licences-valid")),
            Standing::Expired(until) => {
                let since = until.tomorrow().unwrap_or(until);
                Notice::new(Tone::Bad, p.tr1("licences-expired-since", "day", p.day(&since)))
                    .text(p.tr("licences-expired-text"))
            }
            Standing::Recorded => {
                Notice::new(Tone::Plain, p.tr("licences-recorded")).text(p.tr("licences-recorded-text"))
            }
        }
    }
}

/// What names the letter itself.
fn named(p: &Page, letter: &LetterRow, sop: Option<&Sop>) -> Vec<SummaryRow> {
    let title = sop.and_then(|sop| sop.letter(&letter.letter)).map(|rules| rules.title.get(p.lang()));
    vec![
        SummaryRow::new(p.tr("licences-letter"), title.unwrap_or(&letter.letter)),
        SummaryRow::new(p.tr("licences-number"), &letter.number),
        SummaryRow::new(p.tr("licences-issued"), p.day(&letter.issued)),
    ]
}

/// Who holds the licence, until when, and the answers that the SOP lets the public see.
fn held(visit: &Visit, letter: &LetterRow, sop: Option<&Sop>) -> Vec<SummaryRow> {
    let p = visit.page();
    let until = letter.until.map_or_else(|| p.tr("licences-no-end").into_owned(), |until| p.day(&until));
    let mut rows =
        vec![SummaryRow::new(p.tr("licences-until"), until), SummaryRow::new(p.tr("licences-holder"), &letter.holder)];
    let public: BTreeMap<String, serde_json::Value> = serde_json::from_str(&letter.shown).unwrap_or_default();
    let fields = sop.into_iter().flat_map(Sop::fields).filter(|field| field.public);
    let answered = fields.filter_map(|field| Some((field, public.get(&field.id)?)));
    rows.extend(answered.filter_map(|(field, value)| {
        let words = shown(field, value, visit.lang(), visit.app.regions());
        (words != letter.holder).then(|| SummaryRow::new(field.label.get(visit.lang()), words))
    }));
    rows
}
