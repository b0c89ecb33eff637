//! Following an application by its code: for anyone who has the whole code, nothing personal, nothing internal.

use axum::Json;
use axum::extract::Path;
use casework::id::Code;
use serde::Serialize;
use utoipa::ToSchema;

use super::applications::load;
use super::case_shapes::{HolderShape, ProgressShape, PromiseShape, progress, state};
use super::document::Guarded;
use super::extract::Anyone;
use super::problem::{Kind, Problem};
use super::shapes::{Words, moment};
use crate::cases;
use crate::http::{Peer, Visit};

/// Where an application is.
#[derive(Debug, Serialize, ToSchema)]
pub struct Tracking {
    /// The registration number.
    #[schema(example = "2026-000017")]
    number: String,
    /// The service.
    #[schema(example = "penelitian")]
    service: String,
    /// What people call the service.
    service_name: Words,
    /// `open`, `granted`, `rejected` or `closed`.
    #[schema(example = "open")]
    state: &'static str,
    /// When it was filed.
    #[schema(format = DateTime)]
    submitted: String,
    /// How it stands against its promise; null where the calendar does not reach that far.
    promise: Option<PromiseShape>,
    /// How it stands against the limit by law, where there is one.
    limit: Option<PromiseShape>,
    /// Who holds it now: offices, never people.
    holders: Vec<HolderShape>,
    /// What has been told so far, oldest first.
    progress: Vec<ProgressShape>,
}

/// Where an application is, by its tracking code. Codes that are not found are counted for the place that asks.
#[utoipa::path(get, operation_id = "trackApplication", path = "/tracking/{code}", tag = "public", security(()),
    params(("code" = String, Path, description = "The tracking code.", example = "7K3M-9PQ2-XW4T")),
    responses((status = 200, body = Tracking), Guarded))]
pub async fn track(
    Anyone(visit): Anyone,
    Peer(place): Peer,
    Path(typed): Path<String>,
) -> Result<Json<Tracking>, Problem> {
    let Ok(code) = Code::parse(&typed) else { return Err(missed(&visit, place)) };
    let row = cases::by_tracking(&visit.desk, &code.to_string()).await;
    let row = row.map_err(|error| Problem::store(&visit, &error))?.ok_or_else(|| missed(&visit, place))?;
    let own = load(&visit, row.id).await?;
    let office = visit.desk.office();
    let zone = office.calendar.zone();
    Ok(Json(Tracking {
        number: own.filing.number.clone(),
        service: own.filing.bundle.service.0.clone(),
        service_name: Words::from(&own.sop.service.name),
        state: state(&own.case),
        submitted: moment(own.filing.at, zone),
        promise: PromiseShape::of(&own.case, &own.filing, &office, visit.app.now()),
        limit: PromiseShape::limit(&own.case, &own.sop, &office, visit.app.now()),
        holders: HolderShape::of(&own.case, &office),
        progress: progress(&own.case, &own.filing, &own.sop, zone),
    }))
}

/// The same no to every code that leads nowhere; many of them end in a pause (S45).
pub fn missed(visit: &Visit, place: std::net::IpAddr) -> Problem {
    Problem::new(if visit.app.limits().may_miss(place) { Kind::NotFound } else { Kind::TooMany })
}
