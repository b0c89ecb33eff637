//! The pages of an action for several cases: what would happen to each, and what came of it.

use askama::Template;
use axum::extract::Form;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use casework::form::{Fault, Typed};
use casework::lang::Text;
use casework::sop::Sop;
use store::StoreError;

use super::list::Asked;
use crate::cases::acts::{self, HAND_TO};
use crate::cases::bulk::{self, Deed, MOST, Order, Pick, Told};
use crate::cases::commands::Pairs;
use crate::cases::queries;
use crate::cases::work::OwnReason;
use crate::http::Visit;
use crate::people::{self, Account};
use crate::ui::{self, Choice, Field, Kind, Page, Problem, Tag, Tone};

/// The document that is returned, of those that the SOP asks for.
const ITEM: &str = "bulk-item";
/// Something else that is missing.
const OTHER: &str = "bulk-other";
/// The usual reason.
const CODE: &str = "bulk-code";
/// Why, in words.
const REASON: &str = "bulk-reason";

/// A case in the list.
struct Row {
    href: String,
    pick: String,
    number: String,
    applicant: String,
    step: String,
    tag: Tag,
    /// Why not; empty where it can be, or is done.
    why: String,
}

#[derive(Template)]
#[template(path = "cases/bulk.html")]
struct BulkTemplate {
    p: Page,
    lead: String,
    problems: Vec<Problem>,
    fields: Vec<Field>,
    rows: Vec<Row>,
    deed: &'static str,
    /// The words on the button; nothing where there is nothing to do any more.
    go: Option<String>,
    list: String,
}

/// What a form asks for, as far as it can be read.
struct Wanted {
    officer: Account,
    deed: Deed,
    picks: Vec<Pick>,
    typed: Typed,
    /// The SOP that all chosen tasks follow, where it is one.
    sop: Option<std::sync::Arc<Sop>>,
    reasons: Vec<OwnReason>,
    colleagues: Vec<Account>,
}

/// `POST /meja/massal`: what would happen. Nothing is changed.
pub async fn preview(visit: Visit, Form(form): Form<Pairs>) -> Response {
    let wanted = match read(&visit, form).await {
        Ok(wanted) => wanted,
        Err(answer) => return answer,
    };
    show(&visit, &wanted, Vec::new()).await
}

/// `POST /meja/massal/jalankan`: does it, each case by itself.
pub async fn run(visit: Visit, Form(form): Form<Pairs>) -> Response {
    let wanted = match read(&visit, form).await {
        Ok(wanted) => wanted,
        Err(answer) => return answer,
    };
    let (order, faults) = order(&wanted);
    if !faults.is_empty() {
        return show(&visit, &wanted, faults).await;
    }
    let request_id = wanted.typed.one("request_id");
    let fresh = format!("{:032x}", rand::random::<u128>());
    let request_id = if request_id.is_empty() { &fresh } else { request_id };
    match bulk::carry_out(&visit, &wanted.officer, &order, (&wanted.picks, request_id)).await {
        Ok(told) => done(&visit, &wanted, &told),
        Err(error) => visit.trouble(&error),
    }
}

async fn read(visit: &Visit, form: Pairs) -> Result<Wanted, Response> {
    let officer = visit.officer()?.clone();
    let typed = Typed::from_pairs(form);
    let mut picks: Vec<Pick> = typed.all("pilih").iter().filter_map(|text| Pick::parse(text)).collect();
    picks.dedup();
    let refused = |key: &str| {
        let p = visit.page();
        let list = format!("/meja?{}", list_of(visit, &officer, &typed));
        let (why, back) = (p.tr1(key, "most", MOST), p.tr("cases-to-inbox").into_owned());
        ui::refused(p, StatusCode::UNPROCESSABLE_ENTITY, why, ui::Link::new(back, list)).into_response()
    };
    let deed = Deed::parse(typed.one("aksi")).ok_or_else(|| refused("cases-bulk-no-deed"))?;
    match picks.len() {
        0 => return Err(refused("cases-bulk-none")),
        many if many > MOST => return Err(refused("cases-bulk-many")),
        _some => {}
    }
    let beside = beside(visit, &officer, deed, &picks).await.map_err(|error| visit.trouble(&error))?;
    let (sop, reasons, colleagues) = beside;
    Ok(Wanted { officer, deed, picks, typed, sop, reasons, colleagues })
}

type Beside = (Option<std::sync::Arc<Sop>>, Vec<OwnReason>, Vec<Account>);

/// What the form offers to choose from: documents and reasons where all tasks follow one SOP, and who holds all their roles.
async fn beside(visit: &Visit, officer: &Account, deed: Deed, picks: &[Pick]) -> Result<Beside, StoreError> {
    let office = visit.desk.office();
    let mut sops: Vec<std::sync::Arc<Sop>> = Vec::new();
    let mut roles: Vec<String> = Vec::new();
    for pick in picks {
        let Some((case, _)) = visit.desk.case(pick.case).await? else { continue };
        let sop = case.filing().and_then(|filing| office.catalogue.get(&filing.bundle));
        // Of a case that is not there for this officer, nothing is told: not even who could work on it.
        let Some(sop) = sop.filter(|sop| people::takes_part(&office, officer, sop)) else { continue };
        roles.extend(sop.step(&pick.step).map(|step| step.role.clone()));
        if sops.iter().all(|known| known.bundle() != sop.bundle()) {
            sops.push(sop.clone());
        }
    }
    roles.sort();
    roles.dedup();
    let sop = if sops.len() == 1 { sops.pop() } else { None };
    let reasons = match (&sop, deed) {
        (Some(sop), Deed::Return) => queries::own_reasons(&visit.desk, &sop.service.id.0).await?,
        (None, Deed::Return) => queries::own_reasons(&visit.desk, "").await?,
        (_, Deed::Claim | Deed::HandOver | Deed::Remind) => Vec::new(),
    };
    let mut colleagues: Vec<Account> = Vec::new();
    if let (Some(first), Deed::HandOver) = (roles.first(), deed) {
        colleagues = people::holders(&visit.desk, first).await?;
        colleagues.retain(|person| roles.iter().all(|role| person.holds(role)));
    }
    Ok((sop, reasons, colleagues))
}

fn list_of(visit: &Visit, officer: &Account, typed: &Typed) -> String {
    let asked = Asked::read(typed.one("daftar"));
    asked.query(asked.tab(officer, &visit.desk.office()))
}

/// What is to be done with each, and what is still missing for it.
fn order(wanted: &Wanted) -> (Order, Vec<Fault>) {
    let typed = &wanted.typed;
    let to = wanted.colleagues.iter().find(|person| person.id.to_string() == typed.one(HAND_TO));
    let chosen = typed.one(CODE);
    let own = wanted.reasons.iter().find(|own| own.value() == chosen).map(|own| own.text.as_str());
    let reason: Vec<&str> = own.into_iter().chain([typed.one(REASON)]).filter(|words| !words.is_empty()).collect();
    let order = Order {
        deed: wanted.deed,
        to: to.map(|to| (to.officer_id(), to.roles().to_vec())),
        item: bulk::item(wanted.sop.as_deref(), typed.one(ITEM), typed.one(OTHER)),
        code: own.is_none().then(|| chosen.to_owned()).filter(|code| !code.is_empty()),
        reason: reason.join(" "),
    };
    let missing = |field: &str, id: &str, en: &str| Fault { field: field.to_owned(), message: Text::new(id, en) };
    let mut faults = Vec::new();
    match wanted.deed {
        Deed::Claim | Deed::Remind => {}
        Deed::HandOver => {
            faults.extend(order.to.is_none().then(acts::nobody_chosen));
            faults.extend(order.reason.is_empty().then(|| {
                missing(REASON, "Tulis mengapa tugas ini diserahkan.", "Write why these tasks are handed over.")
            }));
        }
        Deed::Return => {
            let place = if wanted.sop.is_some() { ITEM } else { OTHER };
            faults.extend(order.item.is_none().then(|| {
                missing(
                    place,
                    "Pilih dokumen yang dikembalikan, atau sebutkan yang kurang.",
                    "Choose the document that is returned, or name what is missing.",
                )
            }));
            faults.extend((order.reason.is_empty() && order.code.is_none()).then(|| {
                missing(
                    REASON,
                    "Tulis apa yang harus diperbaiki, agar pemohon tahu apa yang diminta.",
                    "Write what must be corrected, so that applicants know what is asked.",
                )
            }));
        }
    }
    (order, faults)
}

/// The preview, with what is still wrong.
async fn show(visit: &Visit, wanted: &Wanted, faults: Vec<Fault>) -> Response {
    let tentative = order(wanted).0.tentative(&visit.desk.office());
    let told = match bulk::foresee(visit, &wanted.officer, &tentative, &wanted.picks).await {
        Ok(told) => told,
        Err(error) => return visit.trouble(&error),
    };
    let p = visit.page();
    let fits = told.iter().filter(|told| told.refused.is_none()).count();
    let fields = fields(&p, wanted, &faults);
    let problems = ui::problems(&fields);
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let words = p.tr(&format!("cases-bulk-{}", wanted.deed.word())).into_owned();
    let lead = p.tr2("cases-bulk-lead", ("fits", fits.into()), ("all", told.len().into()));
    let go = (fits > 0).then(|| p.tr2("cases-bulk-go", ("deed", words.clone().into()), ("count", fits.into())));
    let rows = told.iter().map(|told| row(&p, told, false)).collect();
    let list = list_of(visit, &wanted.officer, &wanted.typed);
    let inbox = p.tr("cases-inbox").into_owned();
    let p = p.title(words).crumb(inbox, format!("/meja?{list}")).failed(!problems.is_empty());
    let deed = wanted.deed.word();
    ui::render_as(status, BulkTemplate { p, lead, problems, fields, rows, deed, go, list })
}

/// What came of it.
fn done(visit: &Visit, wanted: &Wanted, told: &[Told]) -> Response {
    let p = visit.page();
    let fits = told.iter().filter(|told| told.refused.is_none()).count();
    let lead = p.tr2("cases-bulk-done", ("fits", fits.into()), ("all", told.len().into()));
    let words = p.tr(&format!("cases-bulk-{}", wanted.deed.word())).into_owned();
    let rows = told.iter().map(|told| row(&p, told, true)).collect();
    let list = list_of(visit, &wanted.officer, &wanted.typed);
    let inbox = p.tr("cases-inbox").into_owned();
    let p = p.title(words).crumb(inbox, format!("/meja?{list}"));
    let (problems, fields, deed) = (Vec::new(), Vec::new(), wanted.deed.word());
    ui::render(BulkTemplate { p, lead, problems, fields, rows, deed, go: None, list }).into_response()
}

fn row(p: &Page, told: &Told, done: bool) -> Row {
    let tag = match (&told.refused, done) {
        (None, true) => Tag::new(p.tr("cases-bulk-is-done"), Tone::Good),
        (None, false) => Tag::new(p.tr("cases-bulk-can"), Tone::Good),
        (Some(_), _) => Tag::new(p.tr("cases-bulk-cannot"), Tone::Warn),
    };
    Row {
        href: format!("/meja/berkas/{}", told.pick.case.0),
        pick: if told.refused.is_none() { told.pick.text() } else { String::new() },
        number: if told.number.is_empty() { format!("{}", told.pick.case.0) } else { told.number.clone() },
        applicant: told.applicant.clone(),
        step: told.step.get(p.lang()).to_owned(),
        tag,
        why: told.refused.as_ref().map_or_else(String::new, |why| why.get(p.lang()).to_owned()),
    }
}

/// What the action still needs.
fn fields(p: &Page, wanted: &Wanted, faults: &[Fault]) -> Vec<Field> {
    let control = |name: &str, key: &str, kind: Kind| {
        let fault = faults.iter().find(|fault| fault.field == name);
        Field::new(name, p.tr(key), kind)
            .value(wanted.typed.one(name))
            .error(fault.map(|fault| fault.message.get(p.lang()).to_owned()))
    };
    match wanted.deed {
        Deed::Claim | Deed::Remind => Vec::new(),
        Deed::HandOver => {
            let people = wanted.colleagues.iter().filter(|person| person.id != wanted.officer.id);
            let people = people.map(|person| Choice::new(person.id.to_string(), &person.name)).collect();
            vec![
                control(HAND_TO, "cases-hand-to", Kind::Select(people)),
                control(REASON, "cases-hand-reason", Kind::Text(Some(300))),
            ]
        }
        Deed::Return => {
            let mut fields = Vec::new();
            let mut codes: Vec<Choice> = Vec::new();
            if let Some(sop) = &wanted.sop {
                let name = |one: &casework::sop::Requirement| Choice::new(&one.id.0, one.name.get(p.lang()));
                let items = sop.requirements.iter().map(name).collect();
                fields.push(control(ITEM, "cases-bulk-item", Kind::Select(items)));
                codes.extend(sop.reasons.iter().map(|one| Choice::new(&one.id, one.label.get(p.lang()))));
            }
            codes.extend(wanted.reasons.iter().map(|own| Choice::new(own.value(), &own.label)));
            let other = if wanted.sop.is_some() { "cases-bulk-other" } else { "cases-return-other-name" };
            fields.push(control(OTHER, other, Kind::Text(Some(120))));
            if !codes.is_empty() {
                fields.push(control(CODE, "cases-return-code", Kind::Select(codes)));
            }
            fields.push(control(REASON, "cases-return-words", Kind::Text(Some(500))));
            fields
        }
    }
}
