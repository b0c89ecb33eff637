//! One page of questions. What was typed is kept first and judged afterwards.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use casework::form::{self, Fault, Section, Typed};
use serde::Deserialize;

use super::draft::{self, Work};
use super::progress::State;
use super::questions::{Questions, asked_here};
use super::taking;
use crate::http::Visit;
use crate::ui::{self, Act, Field, Page, Problem};

/// What an address says besides the page.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Wish {
    /// Say what is missing or wrong.
    periksa: Option<String>,
    /// Where to go on afterwards: `periksa` for the check page.
    #[serde(default)]
    kembali: String,
    /// The place that is searched for, by its question.
    #[serde(default)]
    cari: String,
    /// By these words.
    #[serde(default)]
    kata: String,
}

#[derive(Template)]
#[template(path = "portal/apply/section.html")]
struct SectionPage {
    p: Page,
    count: String,
    intro: String,
    fields: Vec<Field>,
    problems: Vec<Problem>,
    back_to: String,
}

/// `GET /draf/{id}/isian/{section}`: the page.
pub async fn show(visit: Visit, Path((id, section)): Path<(String, String)>, Query(wish): Query<Wish>) -> Response {
    let work = match draft::open(&visit, &id).await {
        Ok(work) => work,
        Err(answer) => return answer,
    };
    let Some(at) = place(&work, &section) else { return ui::not_found(visit.page()).into_response() };
    let faults = if wish.periksa.is_some() { faults(&work, at) } else { Vec::new() };
    page(&visit, &work, at, &faults, &wish)
}

/// `POST /draf/{id}/isian/{section}`: keeps what was typed, then does what the pressed button asks for.
pub async fn keep(
    visit: Visit,
    Path((id, section)): Path<(String, String)>,
    Query(wish): Query<Wish>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let work = match draft::open(&visit, &id).await {
        Ok(work) => work,
        Err(answer) => return answer,
    };
    let Some(at) = place(&work, &section) else { return ui::not_found(visit.page()).into_response() };
    let sent = Typed::from_pairs(pairs);
    let pressed = sent.one(Act::NAME).to_owned();
    let act = Act::parse(&pressed);
    let sop = work.sop.clone();
    let (known, today) = (work.progress.answers.clone(), work.today);
    let fields: Vec<&form::Field> = asked_here(&sop.sections[at], &known, today).collect();
    let regions = visit.app.regions();
    let kept = work.change(&visit, |draft| {
        taking::take(&mut draft.typed, &fields, &sent, regions);
        if let Some(act) = &act {
            taking::act(&mut draft.typed, &fields, act);
        }
    });
    let work = match kept.await {
        Ok(work) => work,
        Err(error) => return visit.trouble(&error),
    };
    if let Some(act) = &act {
        return seen_again(&work, &section, act, &sent, &wish);
    }
    if pressed == "later" {
        return Redirect::to(&work.href("")).into_response();
    }
    let faults = faults(&work, at);
    if !faults.is_empty() {
        return page(&visit, &work, at, &faults, &still_searched(wish, &faults, &sent));
    }
    Redirect::to(&next(&work, at, &wish)).into_response()
}

/// The page shows again which place was looked for, where somebody went on without choosing one of those found.
fn still_searched(wish: Wish, faults: &[Fault], sent: &Typed) -> Wish {
    let searched = |fault: &&Fault| !sent.one(&format!("{}.search", fault.field)).trim().is_empty();
    match faults.iter().find(searched) {
        Some(fault) => {
            let words = sent.one(&format!("{}.search", fault.field)).to_owned();
            Wish { cari: fault.field.clone(), kata: words, ..wish }
        }
        None => wish,
    }
}

/// The same page once more after a button inside a field, at the control that should be seen next.
fn seen_again(work: &Work, section: &str, act: &Act, sent: &Typed, wish: &Wish) -> Response {
    let fields: Vec<&form::Field> = work.sop.fields().collect();
    let control = match act {
        Act::AddRow(id) => last_row(work, &fields, id),
        Act::Search(name) | Act::Level(name) | Act::RemoveRow(name, _) => name.clone(),
    };
    let search = match act {
        Act::Search(name) => {
            let words = sent.one(&format!("{name}.search"));
            format!("&cari={}&kata={}", ui::encode(name), ui::encode(words))
        }
        Act::Level(_) | Act::AddRow(_) | Act::RemoveRow(..) => String::new(),
    };
    let back = ui::encode(&wish.kembali);
    let page = work.href(&format!("/isian/{section}?kembali={back}{search}#f-{control}"));
    Redirect::to(&page).into_response()
}

/// The first control of the last row of a list; the list itself where it has none.
fn last_row(work: &Work, fields: &[&form::Field], id: &str) -> String {
    let first = taking::columns(fields, id).and_then(|(columns, _)| columns.first());
    match (work.draft.typed.rows(id), first) {
        (rows @ 1.., Some(column)) => format!("{id}.{}.{}", rows - 1, column.id),
        (_, _) => id.to_owned(),
    }
}

/// The place of a page that is asked, among the SOP's sections.
fn place(work: &Work, section: &str) -> Option<usize> {
    work.progress.sections.iter().map(|asked| asked.at).find(|at| work.sop.sections[*at].id == section)
}

fn faults(work: &Work, at: usize) -> Vec<Fault> {
    let asked = work.progress.sections.iter().find(|asked| asked.at == at);
    asked.map(|asked| asked.faults.clone()).unwrap_or_default()
}

fn page(visit: &Visit, work: &Work, at: usize, faults: &[Fault], wish: &Wish) -> Response {
    let section: &Section = &work.sop.sections[at];
    let lang = visit.lang();
    let questions = Questions {
        lang,
        today: work.today,
        regions: visit.app.regions(),
        typed: &work.draft.typed,
        faults,
        known: &work.progress.answers,
        search: (!wish.cari.is_empty()).then_some((wish.cari.as_str(), wish.kata.as_str())),
        own_data: !work.draft.counter,
    };
    let fields = questions.of(section);
    let problems = ui::problems(&fields);
    let p = work.page(visit).title(section.title.get(lang)).failed(!problems.is_empty());
    let number = work.progress.sections.iter().position(|asked| asked.at == at).unwrap_or(0) + 1;
    let count = p.tr2("portal-apply-page-of", ("page", number.into()), ("pages", work.progress.sections.len().into()));
    let intro = section.intro.as_ref().map_or_else(String::new, |intro| intro.get(lang).to_owned());
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let status = if wish.periksa.is_some() { StatusCode::OK } else { status };
    let back_to = ui::encode(&wish.kembali);
    ui::render_as(status, SectionPage { p, count, intro, fields, problems, back_to })
}

/// Where to go on after a page that is right: back to the check, else to the next page that is not done yet.
fn next(work: &Work, at: usize, wish: &Wish) -> String {
    if wish.kembali == "periksa" && work.progress.is_ready() {
        return work.href("/periksa");
    }
    let ahead = work.progress.sections.iter().find(|asked| asked.at > at && asked.state != State::Done);
    if let Some(asked) = ahead {
        return work.href(&format!("/isian/{}", work.sop.sections[asked.at].id));
    }
    let behind = work.progress.sections.iter().any(|asked| !asked.faults.is_empty());
    match (behind, work.progress.missing_documents) {
        (true, _) => work.href(""),
        (false, 0) => work.href("/periksa"),
        (false, _) => work.href("/berkas"),
    }
}
