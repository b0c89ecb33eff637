//! The register of cases: every case that an officer may see, newest first, to be filtered, searched and taken along.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Response};
use casework::case::CaseId;
use casework::date_text;
use casework::lang::Lang;
use casework::office::Office;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use super::inbox::services;
use crate::cases::queries::{self, Access, CaseRow, RegisterFilter, RegisterKey};
use crate::cases::words;
use crate::csv_export;
use crate::http::Visit;
use crate::people::{self, Account};
use crate::ui::{self, Choice, Page, Tag};

/// How many cases a page shows.
const PAGE: usize = 50;
/// How many cases are read at a time for a list to take along.
const PIECE: usize = 1_000;
/// The states to choose from.
const STATES: [&str; 4] = ["open", "granted", "rejected", "closed"];

/// What a register's address says.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct RegisterAsked {
    /// Only this service.
    #[serde(default)]
    layanan: String,
    /// Only this state.
    #[serde(default)]
    keadaan: String,
    /// Filed on this day or later, `YYYY-MM-DD`.
    #[serde(default)]
    dari: String,
    /// Filed on this day or earlier.
    #[serde(default)]
    sampai: String,
    /// Words of the name, the number, or a tracking code.
    #[serde(default)]
    q: String,
    /// After this case.
    #[serde(default)]
    setelah: String,
}

struct Row {
    href: String,
    number: String,
    applicant: String,
    service: String,
    filed: String,
    holder: String,
    due: String,
    state: Tag,
}

#[derive(Template)]
#[template(path = "cases/register.html")]
struct RegisterTemplate {
    p: Page,
    asked: RegisterAsked,
    services: Vec<Choice>,
    states: Vec<Choice>,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
    csv: String,
    filtered: bool,
}

/// `GET /meja/register`: the register of cases.
pub async fn register(visit: Visit, Query(asked): Query<RegisterAsked>) -> Response {
    let officer = match visit.officer() {
        Ok(officer) => officer.clone(),
        Err(answer) => return answer,
    };
    let office = visit.desk.office();
    let filter = filter(&office, &officer, &asked);
    let after = RegisterKey::parse(&asked.setelah).unwrap_or(RegisterKey::START);
    let mut rows = match queries::register(&visit.desk, &filter, after, PAGE + 1).await {
        Ok(rows) => rows,
        Err(error) => return visit.trouble(&error),
    };
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|row| address("/meja/register", &asked, &key(row).text()));
    let lang = visit.lang();
    let choice = |state: &str| Choice {
        chosen: state == asked.keadaan,
        ..Choice::new(state, words::state_tag(state, lang).word)
    };
    let filtered = [&asked.layanan, &asked.keadaan, &asked.dari, &asked.sampai].iter().any(|part| !part.is_empty())
        || !asked.q.trim().is_empty();
    ui::render(RegisterTemplate {
        p: visit.page().titled("cases-register"),
        services: services_for(&office, &officer, &asked.layanan, lang),
        states: STATES.iter().copied().map(choice).collect(),
        rows: rows.iter().map(|one| row(&office, one, lang)).collect(),
        first: (!asked.setelah.is_empty()).then(|| address("/meja/register", &asked, "")),
        next,
        csv: address("/meja/register.csv", &asked, ""),
        filtered,
        asked,
    })
}

fn key(row: &CaseRow) -> RegisterKey {
    RegisterKey { submitted_us: row.submitted_us, case: row.id.0 }
}

/// The services that an officer may see, to choose from.
fn services_for(office: &Office, officer: &Account, chosen: &str, lang: Lang) -> Vec<Choice> {
    let allowed = people::services_with_part(office, officer);
    let mut all = services(office, chosen, lang);
    all.retain(|service| allowed.as_ref().is_none_or(|allowed| allowed.contains(&service.value)));
    all
}

/// What is asked for, within what the officer may see.
fn filter(office: &Office, officer: &Account, asked: &RegisterAsked) -> RegisterFilter {
    let allowed = people::services_with_part(office, officer);
    let services = match (asked.layanan.as_str(), allowed) {
        ("", allowed) => allowed,
        (service, Some(allowed)) if !allowed.iter().any(|one| one == service) => Some(Vec::new()),
        (service, _) => Some(vec![service.to_owned()]),
    };
    let zone = office.calendar.zone();
    let start = |day: Date| zone.at(day, 0, 0).as_microsecond();
    let from = asked.dari.parse::<Date>().map_or(i64::MIN, start);
    let until = asked.sampai.parse::<Date>().ok().and_then(|day| day.tomorrow().ok()).map_or(i64::MAX, start);
    let state = STATES.iter().find(|state| **state == asked.keadaan).map_or("", |state| *state);
    RegisterFilter { services, state: state.to_owned(), from_us: from, until_us: until, typed: asked.q.clone() }
}

fn address(path: &str, asked: &RegisterAsked, after: &str) -> String {
    let pairs = [
        ("layanan", asked.layanan.as_str()),
        ("keadaan", &asked.keadaan),
        ("dari", &asked.dari),
        ("sampai", &asked.sampai),
        ("q", asked.q.trim()),
        ("setelah", after),
    ];
    let given = pairs.iter().filter(|(_, value)| !value.is_empty());
    let query: Vec<String> = given.map(|(name, value)| format!("{name}={}", ui::encode(value))).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

/// A case in words, as page and list show it.
fn row(office: &Office, row: &CaseRow, lang: Lang) -> Row {
    let filed = Timestamp::from_microsecond(row.submitted_us).map(|at| office.calendar.zone().day(at));
    Row {
        href: format!("/meja/berkas/{}", row.id.0),
        number: row.number.clone(),
        applicant: row.applicant.clone(),
        service: words::service_words(office, &row.service, lang),
        filed: filed.map_or_else(|_| String::new(), |day| date_text::short_day(day, lang)),
        holder: words::words_of_holder(office, &row.holder, lang),
        due: row.due.map_or_else(String::new, |day| date_text::short_day(day, lang)),
        state: words::state_tag(&row.state, lang),
    }
}

/// `GET /meja/register.csv`: the same cases as a list for spreadsheets; taking it along is kept in the access log.
pub async fn register_csv(visit: Visit, Query(asked): Query<RegisterAsked>) -> Response {
    let officer = match visit.officer() {
        Ok(officer) => officer.clone(),
        Err(answer) => return answer,
    };
    let detail = address("", &asked, "");
    let access = Access {
        case: CaseId(0),
        account: Some(officer.id),
        what: "register",
        detail: Some(detail.as_str()),
        allowed: true,
    };
    if let Err(error) = visit.desk.write(vec![queries::insert_access(&visit.desk.id, &access, visit.app.now())]).await {
        return visit.trouble(&error);
    }
    let lang = visit.lang();
    let heading = [
        "cases-number",
        "cases-applicant",
        "cases-service",
        "cases-filed-on",
        "cases-with",
        "cases-due",
        "cases-how-urgent",
        "cases-calendar-version",
    ];
    let heading: Vec<String> = heading.iter().map(|key| ui::tr(lang, key).into_owned()).collect();
    let heading: Vec<&str> = heading.iter().map(String::as_str).collect();
    let filter = filter(&visit.desk.office(), &officer, &asked);
    let start = Some(RegisterKey::START);
    let pieces = futures_util::stream::unfold((visit, filter, start), async |(visit, filter, after)| {
        let rows = match queries::register(&visit.desk, &filter, after?, PIECE).await {
            Ok(rows) => rows,
            Err(error) => return Some((Err(error.into()), (visit, filter, None))),
        };
        let next = rows.last().filter(|_| rows.len() == PIECE).map(key);
        let office = visit.desk.office();
        let lines: String = rows.iter().map(|one| line(&office, one, visit.lang())).collect();
        Some((Ok(lines), (visit, filter, next)))
    });
    csv_export::download("register.csv", &heading, pieces).into_response()
}

fn line(office: &Office, case: &CaseRow, lang: Lang) -> String {
    let Row { number, applicant, service, holder, state, .. } = row(office, case, lang);
    let day = |us: i64| {
        Timestamp::from_microsecond(us).map_or_else(|_| String::new(), |at| office.calendar.zone().day(at).to_string())
    };
    let due = case.due.map_or_else(String::new, |day| day.to_string());
    // What is still open is counted by the calendar in force.
    let version = case.calendar.unwrap_or_else(|| i64::from(office.calendar.version())).to_string();
    csv_export::row(&[&number, &applicant, &service, &day(case.submitted_us), &holder, &due, &state.word, &version])
}
