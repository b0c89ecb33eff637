//! Who has looked at one's own application.

use axum::Json;
use axum::extract::Path;
use serde::Serialize;
use utoipa::ToSchema;

use super::applications::Own;
use super::document::Reading;
use super::extract::Caller;
use super::problem::Problem;
use super::shapes::{Words, moment};
use crate::cases::{self, LookedAt, Seen, Who};

/// One look at an application, or a try that was refused.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Look)]
pub struct LookShape {
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// At what: `case`, `file`, `numbers` (personal numbers in full), `letter`, or `acted` for something that was done in the
    /// applicant's place.
    #[schema(example = "numbers")]
    what: &'static str,
    /// Who: `officer`, `applicant` (another account) or `nobody` (not signed in).
    #[schema(example = "officer")]
    who: &'static str,
    /// The officer's agency; null for others.
    agency: Option<Words>,
    /// The roles that the officer holds today.
    roles: Vec<Words>,
    /// The reason that was given, or the name of the document.
    detail: Option<String>,
    /// Whether it was shown; false for a try that was refused.
    allowed: bool,
}

/// Who has looked at one's own application: the last 200 looks, newest first. Agencies and roles, never names.
#[utoipa::path(get, operation_id = "listLooks", path = "/applications/{case}/looks", tag = "applications", params(("case" = i64, Path, description = "The application's id.")),
    responses((status = 200, body = Vec<LookShape>), Reading))]
pub async fn list(caller: Caller, Path(case): Path<i64>) -> Result<Json<Vec<LookShape>>, Problem> {
    let visit = &caller.visit;
    let own = Own::open(&caller, case, "case").await?;
    let looks = cases::looks(&visit.desk, own.id, &own.case).await;
    let (looks, _) = looks.map_err(|error| Problem::store(visit, &error))?;
    let zone = visit.desk.office().calendar.zone();
    let shape = |look: LookedAt| {
        let (who, agency, roles) = match &look.who {
            Who::Officer { agency, roles } => {
                ("officer", Some(Words::from(agency)), roles.iter().map(Words::from).collect())
            }
            Who::Applicant => ("applicant", None, Vec::new()),
            Who::Nobody => ("nobody", None, Vec::new()),
        };
        let (at, what) = (moment(look.at, zone), word(look.seen));
        LookShape { at, what, who, agency, roles, detail: look.detail, allowed: look.allowed }
    };
    Ok(Json(looks.into_iter().map(shape).collect()))
}

fn word(seen: Seen) -> &'static str {
    match seen {
        Seen::Case => "case",
        Seen::File => "file",
        Seen::Numbers => "numbers",
        Seen::Letter => "letter",
        Seen::Acted => "acted",
    }
}
