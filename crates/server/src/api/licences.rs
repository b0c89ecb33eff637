//! The register of letters and licences, newest first.

use axum::Json;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::document::Reading;
use super::extract::{Asked, Officer};
use super::problem::{Kind, Problem};
use super::shapes::{Page, Words, entries, short};
use super::verification::{standing, title};
use crate::http::Visit;
use crate::licences::{self, LetterRow, Part, Place, Wanted};
use crate::people::Account;

/// A letter of the register.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegisteredLetter {
    /// Its number.
    #[schema(example = "070/0001/SKP/DPMPTSP/I/2026")]
    number: String,
    /// Its title.
    title: Words,
    /// `licence`, `rejection`, `recommendation` or `assignment`.
    #[schema(example = "licence")]
    kind: &'static str,
    /// `valid` or `expired`, for a licence; `recorded` for other letters.
    #[schema(example = "valid")]
    standing: &'static str,
    /// The case.
    #[schema(example = 1042)]
    case: i64,
    /// The registration number of the application.
    #[schema(example = "2026-000017")]
    application: String,
    /// The service.
    #[schema(example = "penelitian")]
    service: String,
    /// The holder.
    holder: String,
    /// The day of issue.
    #[schema(format = Date)]
    issued: String,
    /// The last day of validity; null where it has none.
    #[schema(format = Date)]
    until: Option<String>,
    /// The code by which anyone can check it.
    #[schema(example = "7K3M-9PQ2-XW4T")]
    code: String,
}

/// Which letters.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Only this service. An agency that has work in several services must name one.
    #[param(required = false, nullable = false)]
    service: Option<String>,
    /// Only this kind: `licence`, `rejection`, `recommendation` or `assignment`.
    #[param(required = false, nullable = false, pattern = "^(licence|rejection|recommendation|assignment)$")]
    kind: Option<String>,
    /// Only licences that are `valid` or `expired` today.
    #[param(required = false, nullable = false, pattern = "^(valid|expired)$")]
    standing: Option<String>,
    /// Only where the number or the holder's name holds this.
    #[param(required = false, nullable = false, max_length = 200)]
    q: Option<String>,
    /// How many entries: 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50, required = false)]
    #[serde(default = "super::shapes::fifty")]
    limit: u16,
    /// The `next` of the page before.
    #[param(required = false, nullable = false, pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}~.+$")]
    after: Option<String>,
}

/// The register of letters and licences, newest first: all for the office itself, for an agency those of services that it
/// has work in.
#[utoipa::path(get, operation_id = "listLicences", path = "/licences", tag = "licences", params(Filter),
    responses((status = 200, body = Page<RegisteredLetter>), Reading))]
pub async fn list(
    Officer(caller): Officer,
    Asked(asked): Asked<Filter>,
) -> Result<Json<Page<RegisteredLetter>>, Problem> {
    let (visit, account) = (&caller.visit, &caller.account);
    let limit = entries(asked.limit)?;
    let part = match asked.after.as_deref() {
        None => Part::First,
        Some(after) => Part::After(place(after).ok_or_else(|| Problem::new(Kind::Unreadable))?),
    };
    let Some(service) = service(visit, account, asked.service.as_deref())? else {
        return Ok(Json(Page::of(Vec::new(), None)));
    };
    let wanted = Wanted {
        service,
        kind: asked.kind.map(short).transpose()?.unwrap_or_default(),
        state: asked.standing.map(short).transpose()?.unwrap_or_default(),
        search: asked.q.map(short).transpose()?.unwrap_or_default(),
        ..Wanted::default()
    };
    let today = visit.desk.office().calendar.zone().day(visit.app.now());
    let most = i64::try_from(limit + 1).unwrap_or(i64::MAX);
    let rows = licences::letters(&visit.desk, &wanted, &part, today, most).await;
    let mut rows = rows.map_err(|error| Problem::store(visit, &error))?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|row| format!("{}~{}", row.issued, row.number));
    let office = visit.desk.office();
    let shape = |row: &LetterRow| RegisteredLetter {
        number: row.number.clone(),
        title: title(row, office.catalogue.get(&row.bundle).map(AsRef::as_ref)),
        kind: licences::kind(row.kind),
        standing: standing(row, today),
        case: row.case.0,
        application: row.application.clone(),
        service: row.bundle.service.0.clone(),
        holder: row.holder.clone(),
        issued: row.issued.to_string(),
        until: row.until.map(|day| day.to_string()),
        code: row.code.clone(),
    };
    Ok(Json(Page::of(rows.iter().map(shape).collect(), next)))
}

fn place(text: &str) -> Option<Place> {
    let (day, name) = text.split_once('~')?;
    let day: jiff::civil::Date = day.parse().ok()?;
    Some(Place { day: day.to_string(), name: name.replace('\0', "") })
}

/// The service that is asked for, empty for all; nothing where the officer sees none of it.
fn service(visit: &Visit, account: &Account, asked: Option<&str>) -> Result<Option<String>, Problem> {
    if licences::sees_all(visit, account) {
        return asked.map_or(Ok(Some(String::new())), |service| short(service.to_owned()).map(Some));
    }
    let own: Vec<String> = licences::services(visit, account).into_iter().map(|(id, _)| id.0).collect();
    match asked {
        Some(service) => Ok(own.into_iter().find(|own| own == service)),
        None if own.len() > 1 => Err(Problem::because(
            Kind::Unreadable,
            format!("Sebutkan satu layanan pada parameter service: {}.", own.join(", ")),
            format!("Name one service in the parameter service: {}.", own.join(", ")),
        )),
        None => Ok(own.into_iter().next()),
    }
}
