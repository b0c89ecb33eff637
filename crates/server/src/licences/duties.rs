//! What holders still owe after their licence: a list for officers, the earliest due first.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;

use super::queries::{self, DutyRow, Part};
use super::{access, register};
use crate::http::Visit;
use crate::ui::{self, Choice, Page, Pager, Tab, Tag, Tone};

/// Rows on a page.
const PAGE: i64 = 50;
/// A duty that is due within so many days is shown as near.
const NEAR: i32 = 7;

/// What is asked for, as it stands in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    layanan: String,
    lewat: String,
    sesudah: String,
    sebelum: String,
}

#[derive(Template)]
#[template(path = "licences/duties.html")]
struct DutiesPage {
    p: Page,
    tabs: Vec<Tab>,
    late: bool,
    all_services: bool,
    services: Vec<Choice>,
    rows: Vec<Shown>,
    pages: Pager,
}

struct Shown {
    application: String,
    case: String,
    holder: String,
    duty: String,
    due: Date,
    tag: Tag,
}

/// `GET /meja/kewajiban`: open duties. Whether one is late is worked out here; nothing stores it.
pub async fn duties(visit: Visit, Query(asked): Query<Asked>) -> Response {
    let account = match visit.officer() {
        Ok(account) => account.clone(),
        Err(answer) => return answer,
    };
    let (services, all_services) = (access::services(&visit, &account), access::sees_all(&visit, &account));
    let named = services.iter().find(|(id, _)| id.0 == asked.layanan).map(|(id, _)| id.0.clone());
    let service = match named {
        Some(service) => Some(service),
        None if all_services => Some(String::new()),
        None => services.first().map(|(id, _)| id.0.clone()),
    };
    let today = visit.desk.office().calendar.zone().day(visit.app.now());
    let late = !asked.lewat.is_empty();
    let until = if late { today.yesterday().ok() } else { None };
    let part = match (register::place(&asked.sesudah), register::place(&asked.sebelum)) {
        (Some(place), _) => Part::After(place),
        (None, Some(place)) => Part::Before(place),
        (None, None) => Part::First,
    };
    let mut rows = match &service {
        None => Vec::new(),
        Some(service) => match queries::duties(&visit.desk, service, until, &part, PAGE + 1).await {
            Ok(rows) => rows,
            Err(error) => return visit.trouble(&error),
        },
    };
    let more = register::cut(&mut rows, &part, PAGE);
    let key = |row: &DutyRow| format!("{}~{}", row.due, row.case.0);
    let ends = rows.first().zip(rows.last()).map(|(first, last)| (key(first), key(last)));
    let query = format!("layanan={}{}", ui::encode(&asked.layanan), if late { "&lewat=ya" } else { "" });
    let p = visit.page().titled("licences-duties");
    let choice = |(id, name): (casework::sop::ServiceId, String)| Choice {
        chosen: Some(&id.0) == service.as_ref(),
        ..Choice::new(id.0, name)
    };
    ui::render(DutiesPage {
        tabs: register::tabs(&p, false),
        late,
        all_services,
        services: services.into_iter().map(choice).collect(),
        rows: rows.iter().map(|row| show(&visit, &p, row, today)).collect(),
        pages: register::pager("/meja/kewajiban", &query, &part, more, ends),
        p,
    })
}

fn show(visit: &Visit, p: &Page, row: &DutyRow, today: Date) -> Shown {
    let office = visit.desk.office();
    let sop = office.catalogue.get(&row.bundle);
    let rules = sop.and_then(|sop| sop.duties.iter().find(|duty| duty.id == row.duty));
    Shown {
        application: row.application.clone(),
        case: format!("/meja/berkas/{}", row.case.0),
        holder: row.holder.clone(),
        duty: rules.map_or_else(|| row.duty.clone(), |rules| rules.name.get(p.lang()).to_owned()),
        due: row.due,
        tag: standing(p, (row.due - today).get_days()),
    }
}

/// How a duty stands: so many days are left, or it is so many days late.
fn standing(p: &Page, days: i32) -> Tag {
    match days {
        ..0 => Tag::new(p.tr1("licences-duty-late", "days", i64::from(-days)), Tone::Bad),
        0 => Tag::new(p.tr("licences-duty-today"), Tone::Warn),
        1..=NEAR => Tag::new(p.tr1("licences-duty-left", "days", i64::from(days)), Tone::Warn),
        _ => Tag::new(p.tr1("licences-duty-left", "days", i64::from(days)), Tone::Plain),
    }
}
