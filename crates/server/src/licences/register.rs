//! The register of licences and letters: for officers, as a page and as a file to take along.

use std::sync::Arc;

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Response};
use casework::lang::Lang;
use casework::sop::{LetterKind, ServiceId};
use futures_util::stream;
use jiff::civil::Date;
use serde::Deserialize;

use super::queries::{self, LetterRow, Part, Place, Wanted};
use super::verify::Standing;
use super::{access, projection};
use crate::app::Desk;
use crate::csv_export;
use crate::http::Visit;
use crate::people::Account;
use crate::ui::{self, Choice, Page, Pager, Tab, Tag, Tone};

/// Rows on a page.
const PAGE: i64 = 50;
/// Rows that an export reads at once.
const EXPORT_PAGE: i64 = 1_000;

/// What is asked for, as it stands in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    layanan: String,
    jenis: String,
    keadaan: String,
    dari: String,
    sampai: String,
    sesudah: String,
    sebelum: String,
}

impl Asked {
    /// What the register is asked for. An officer of a technical agency sees one service at a time, of those that the
    /// agency works on; nothing where there is none.
    fn wanted(&self, visit: &Visit, account: &Account, services: &[(ServiceId, String)]) -> Option<Wanted> {
        let named = services.iter().find(|(id, _)| id.0 == self.layanan);
        let service = match named {
            Some((id, _)) => id.0.clone(),
            None if access::sees_all(visit, account) => String::new(),
            None => services.first()?.0.0.clone(),
        };
        let one_of =
            |value: &str, known: &[&str]| if known.contains(&value) { value.to_owned() } else { String::new() };
        Some(Wanted {
            service,
            kind: one_of(&self.jenis, &KINDS.map(projection::kind)),
            state: STATES
                .iter()
                .find(|(asked, ..)| *asked == self.keadaan)
                .map_or("", |(_, state, _)| state)
                .to_owned(),
            from: self.dari.parse().ok(),
            to: self.sampai.parse().ok(),
            search: self.q.clone(),
        })
    }

    fn part(&self) -> Part {
        match (place(&self.sesudah), place(&self.sebelum)) {
            (Some(place), _) => Part::After(place),
            (None, Some(place)) => Part::Before(place),
            (None, None) => Part::First,
        }
    }

    /// The same question as a query, without the place in the list.
    fn query(&self) -> String {
        let parts = [
            ("q", &self.q),
            ("layanan", &self.layanan),
            ("jenis", &self.jenis),
            ("keadaan", &self.keadaan),
            ("dari", &self.dari),
            ("sampai", &self.sampai),
        ];
        let given = parts.into_iter().filter(|(_, value)| !value.is_empty());
        given.map(|(name, value)| format!("{name}={}", ui::encode(value))).collect::<Vec<_>>().join("&")
    }

    fn is_filtered(&self) -> bool {
        let narrowed = [&self.layanan, &self.jenis, &self.keadaan, &self.dari, &self.sampai];
        narrowed.into_iter().any(|value| !value.is_empty())
    }
}

const KINDS: [LetterKind; 4] =
    [LetterKind::Licence, LetterKind::Rejection, LetterKind::Recommendation, LetterKind::Assignment];

/// The states that can be asked for: as in the address, as the query knows it, in words.
const STATES: [(&str, &str, &str); 2] =
    [("berlaku", "valid", "licences-state-valid"), ("berakhir", "expired", "licences-state-expired")];

/// A place in a list as it stands in an address: the day, a tilde, what tells rows of the day apart.
pub fn place(text: &str) -> Option<Place> {
    let (day, name) = text.split_once('~')?;
    Some(Place { day: day.to_owned(), name: name.to_owned() })
}

/// The addresses of the pages before and after. A page was read with one row more than it shows.
pub fn pager(base: &str, query: &str, part: &Part, more: bool, ends: Option<(String, String)>) -> Pager {
    let at = |name: &str, place: String| {
        let mark = if query.is_empty() { "" } else { "&" };
        format!("{base}?{query}{mark}{name}={}", ui::encode(&place))
    };
    let (has_previous, has_next) = match part {
        Part::First => (false, more),
        Part::After(_) => (true, more),
        Part::Before(_) => (more, true),
    };
    let (first, last) = ends.unwrap_or_default();
    Pager {
        previous: (has_previous && !first.is_empty()).then(|| at("sebelum", first)),
        next: (has_next && !last.is_empty()).then(|| at("sesudah", last)),
        words: String::new(),
    }
}

/// Cuts the row that only told whether there is more.
pub fn cut<T>(rows: &mut Vec<T>, part: &Part, most: i64) -> bool {
    let more = i64::try_from(rows.len()).is_ok_and(|count| count > most);
    if more {
        match part {
            Part::First | Part::After(_) => drop(rows.pop()),
            Part::Before(_) => drop(rows.remove(0)),
        }
    }
    more
}

#[derive(Template)]
#[template(path = "licences/register.html")]
struct RegisterPage {
    p: Page,
    tabs: Vec<Tab>,
    asked: Asked,
    open: bool,
    all_services: bool,
    services: Vec<Choice>,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    rows: Vec<Shown>,
    pages: Pager,
    export: String,
}

impl RegisterPage {
    /// The choice of all services at once, for those who may see them all.
    fn every_service(&self) -> String {
        if self.all_services { self.p.tr("licences-every").into_owned() } else { String::new() }
    }
}

struct Shown {
    number: String,
    case: String,
    application: String,
    holder: String,
    title: String,
    issued: Date,
    until: String,
    tag: Tag,
    verify: String,
}

/// `GET /meja/izin`: letters and licences, newest first.
pub async fn register(visit: Visit, Query(asked): Query<Asked>) -> Response {
    let account = match visit.officer() {
        Ok(account) => account.clone(),
        Err(answer) => return answer,
    };
    let services = access::services(&visit, &account);
    let part = asked.part();
    let today = visit.desk.office().calendar.zone().day(visit.app.now());
    let mut rows = match asked.wanted(&visit, &account, &services) {
        None => Vec::new(),
        Some(wanted) => match queries::letters(&visit.desk, &wanted, &part, today, PAGE + 1).await {
            Ok(rows) => rows,
            Err(error) => return visit.trouble(&error),
        },
    };
    let more = cut(&mut rows, &part, PAGE);
    let key = |row: &LetterRow| format!("{}~{}", row.issued, row.number);
    let ends = rows.first().zip(rows.last()).map(|(first, last)| (key(first), key(last)));
    let query = asked.query();
    let p = visit.page().titled("licences-register");
    let chosen = |choices: Vec<(String, String)>, value: &str| -> Vec<Choice> {
        let chosen = |(id, label): (String, String)| Choice { chosen: id == value, ..Choice::new(id, label) };
        choices.into_iter().map(chosen).collect()
    };
    let kinds = KINDS.map(|kind| (projection::kind(kind).to_owned(), p.tr(kind_key(kind)).into_owned())).to_vec();
    let states = STATES.map(|(asked, _, words)| (asked.to_owned(), p.tr(words).into_owned())).to_vec();
    ui::render(RegisterPage {
        tabs: tabs(&p, true),
        open: asked.is_filtered(),
        all_services: access::sees_all(&visit, &account),
        services: chosen(services.into_iter().map(|(id, name)| (id.0, name)).collect(), &asked.layanan),
        kinds: chosen(kinds, &asked.jenis),
        states: chosen(states, &asked.keadaan),
        rows: rows.iter().map(|row| show(&visit, &p, row, today)).collect(),
        pages: pager("/meja/izin", &query, &part, more, ends),
        export: format!("/meja/izin.csv?{query}"),
        asked,
        p,
    })
}

/// The two lists of this slice beside each other.
pub fn tabs(p: &Page, register: bool) -> Vec<Tab> {
    let tab = |key: &str, href: &str, open| Tab { link: ui::Link::new(p.tr(key), href), open, count: None };
    vec![tab("licences-register", "/meja/izin", register), tab("licences-duties", "/meja/kewajiban", !register)]
}

fn kind_key(kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::Licence => "licences-kind-licence",
        LetterKind::Rejection => "licences-kind-rejection",
        LetterKind::Recommendation => "licences-kind-recommendation",
        LetterKind::Assignment => "licences-kind-assignment",
    }
}

fn title(desk: &Desk, row: &LetterRow, lang: Lang) -> String {
    let office = desk.office();
    let rules = office.catalogue.get(&row.bundle).and_then(|sop| sop.letter(&row.letter));
    rules.map_or_else(|| row.letter.clone(), |rules| rules.title.get(lang).to_owned())
}

fn show(visit: &Visit, p: &Page, row: &LetterRow, today: Date) -> Shown {
    let standing = Standing::of(row, today);
    let tag = match standing {
        Standing::Valid(_) => Tag::new(p.tr("licences-state-valid"), Tone::Good),
        Standing::Expired(_) => Tag::new(p.tr("licences-state-expired"), Tone::Plain),
        Standing::Recorded => Tag::new(p.tr(kind_key(row.kind)), Tone::Plain),
    };
    let until = match standing {
        Standing::Valid(Some(until)) | Standing::Expired(until) => p.day(&until),
        Standing::Valid(None) => p.tr("licences-no-end").into_owned(),
        Standing::Recorded => "–".to_owned(),
    };
    Shown {
        number: row.number.clone(),
        case: format!("/meja/berkas/{}", row.case.0),
        application: row.application.clone(),
        holder: row.holder.clone(),
        title: title(&visit.desk, row, visit.lang()),
        issued: row.issued,
        until,
        tag,
        verify: format!("/verifikasi/{}", row.code),
    }
}

/// `GET /meja/izin.csv`: everything that the same question finds, for a spreadsheet. It is read page by page, so a long
/// register costs no memory.
pub async fn export(visit: Visit, Query(asked): Query<Asked>) -> Response {
    let account = match visit.officer() {
        Ok(account) => account.clone(),
        Err(answer) => return answer,
    };
    let services = access::services(&visit, &account);
    let Some(wanted) = asked.wanted(&visit, &account, &services) else {
        return ui::not_found(visit.page()).into_response();
    };
    let today = visit.desk.office().calendar.zone().day(visit.app.now());
    let p = visit.page();
    let heading = [
        "licences-number",
        "licences-letter",
        "licences-service",
        "licences-application",
        "licences-holder",
        "licences-issued",
        "licences-until",
        "licences-state",
    ]
    .map(|key| p.tr(key).into_owned());
    let lines = Lines { desk: visit.desk.clone(), wanted, today, p };
    let pieces = stream::try_unfold(Some((lines, Part::First)), next_lines);
    let name = format!("izin-{today}.csv");
    csv_export::download(&name, &heading.each_ref().map(String::as_str), pieces)
}

/// What an export is read with.
struct Lines {
    desk: Arc<Desk>,
    wanted: Wanted,
    today: Date,
    p: Page,
}

type Rest = Option<(Lines, Part)>;

async fn next_lines(rest: Rest) -> Result<Option<(String, Rest)>, axum::BoxError> {
    let Some((lines, part)) = rest else { return Ok(None) };
    let rows = queries::letters(&lines.desk, &lines.wanted, &part, lines.today, EXPORT_PAGE).await?;
    let text: String = rows.iter().map(|row| line(&lines, row)).collect();
    let whole = i64::try_from(rows.len()).is_ok_and(|count| count == EXPORT_PAGE);
    let last = rows.last().filter(|_| whole);
    let rest = last.map(|row| Part::After(Place { day: row.issued.to_string(), name: row.number.clone() }));
    Ok(Some((text, rest.map(|part| (lines, part)))))
}

fn line(lines: &Lines, row: &LetterRow) -> String {
    let p = &lines.p;
    let state = match Standing::of(row, lines.today) {
        Standing::Valid(_) => p.tr("licences-state-valid"),
        Standing::Expired(_) => p.tr("licences-state-expired"),
        Standing::Recorded => "".into(),
    };
    let until = row.until.map(|day| day.to_string()).unwrap_or_default();
    csv_export::row(&[
        &row.number,
        &title(&lines.desk, row, p.lang()),
        &row.bundle.service.0,
        &row.application,
        &row.holder,
        &row.issued.to_string(),
        &until,
        &state,
    ])
}
