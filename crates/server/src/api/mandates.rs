//! Mandates: those that count, giving one, revoking one.

use axum::Json;
use axum::extract::Path;
use casework::office::{Mandate, MandateKind, RoleId};
use casework::sop::ServiceId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::document::{Changing, Reading};
use super::extract::{Body, Caller, Key, KeyHeader, Officer};
use super::problem::Problem;
use super::shapes::OfficerShape;
use crate::people::{self, NewMandate};

/// A mandate that counts today or later.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Mandate)]
pub struct MandateShape {
    /// Its number.
    #[schema(example = 2718281828_i64)]
    id: i64,
    /// `plh`, `plt` or `an`.
    #[schema(example = "plh")]
    kind: &'static str,
    /// Who holds the role.
    giver: OfficerShape,
    /// Who acts.
    delegate: OfficerShape,
    /// The role.
    #[schema(example = "kepala")]
    role: String,
    /// The services; all of them where this is empty.
    services: Vec<String>,
    /// The first day.
    #[schema(format = Date)]
    from: String,
    /// The last day.
    #[schema(format = Date)]
    until: String,
    /// The letter that it rests on.
    #[schema(example = "800/12/SPT/DPMPTSP/2026")]
    basis: String,
}

impl From<&Mandate> for MandateShape {
    fn from(mandate: &Mandate) -> Self {
        let party = |party: &casework::office::Party| OfficerShape {
            account: party.account,
            name: party.name.clone(),
            on_behalf_of: None,
        };
        MandateShape {
            id: mandate.id,
            kind: mandate.kind.code(),
            giver: party(&mandate.giver),
            delegate: party(&mandate.delegate),
            role: mandate.role.0.clone(),
            services: mandate.services.iter().map(|service| service.0.clone()).collect(),
            from: mandate.from.to_string(),
            until: mandate.until.to_string(),
            basis: mandate.basis.clone(),
        }
    }
}

/// The mandates that count today or later.
#[derive(Debug, Serialize, ToSchema)]
pub struct MandateList {
    /// The mandates, by their first day.
    items: Vec<MandateShape>,
}

/// The mandates of the office that count today or later.
#[utoipa::path(get, operation_id = "listMandates", path = "/mandates", tag = "people", responses((status = 200, body = MandateList), Reading))]
pub async fn list(Officer(Caller { visit, .. }): Officer) -> Result<Json<MandateList>, Problem> {
    let mandates = people::mandates_in_force(&visit.app, &visit.desk).await;
    let mandates = mandates.map_err(|error| Problem::store(&visit, &error))?;
    Ok(Json(MandateList { items: mandates.iter().map(MandateShape::from).collect() }))
}

/// A mandate to be given.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "plh", "delegate": 117, "role": "kepala", "services": ["sip-dokter"], "from": "2026-03-02",
    "until": "2026-03-06", "basis": "800/12/SPT/DPMPTSP/2026"}))]
pub struct MandateToGive {
    /// How the delegate acts.
    kind: KindOfMandate,
    /// Who holds the role, by account; the one who asks, where it is left out. Only administrators name somebody else.
    #[serde(default)]
    #[schema(required = false)]
    giver: Option<i64>,
    /// Who shall act, by account.
    delegate: i64,
    /// The role.
    role: String,
    /// The services; all of them where this is empty.
    #[serde(default)]
    #[schema(required = false, max_items = 100)]
    services: Vec<String>,
    /// The first day.
    #[schema(value_type = String, format = Date)]
    from: Date,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    until: Date,
    /// The letter that it rests on.
    #[schema(max_length = 200)]
    basis: String,
}

/// How somebody acts for somebody else.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = MandateKind)]
pub enum KindOfMandate {
    /// The holder is away for some days.
    Plh,
    /// The post is vacant, or its holder away for long.
    Plt,
    /// In the name of a holder who is there.
    An,
}

/// What was given.
#[derive(Debug, Serialize, ToSchema)]
pub struct MandateGiven {
    /// Its number.
    id: i64,
}

/// Gives a mandate: for one's own role, or as an administrator for anybody's.
#[utoipa::path(post, operation_id = "giveMandate", path = "/mandates", tag = "people", params(KeyHeader),
    responses((status = 200, body = MandateGiven), Changing))]
pub async fn give(
    Officer(Caller { visit, account }): Officer,
    key: Key,
    Body(new): Body<MandateToGive>,
) -> Result<Json<MandateGiven>, Problem> {
    let new = NewMandate {
        kind: match new.kind {
            KindOfMandate::Plh => MandateKind::Plh,
            KindOfMandate::Plt => MandateKind::Plt,
            KindOfMandate::An => MandateKind::An,
        },
        giver: new.giver,
        delegate: new.delegate,
        role: RoleId(new.role),
        services: new.services.into_iter().map(ServiceId).collect(),
        from: new.from,
        until: new.until,
        basis: new.basis,
    };
    let request = format!("{}/{}", account.id, key.0);
    let given = people::give(&visit.app, &visit.desk, &account, new, &request).await;
    given.map(|id| Json(MandateGiven { id })).map_err(|failed| Problem::of(&visit, failed))
}

/// Why a mandate is revoked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"reason": "Kembali lebih awal"}))]
pub struct Revocation {
    /// Why.
    #[schema(min_length = 5, max_length = 500)]
    reason: String,
}

/// Ends a mandate before its last day: its giver, its delegate or an administrator may.
#[utoipa::path(post, operation_id = "revokeMandate", path = "/mandates/{mandate}/revocation", tag = "people",
    params(("mandate" = i64, Path, description = "The mandate's number."), KeyHeader),
    responses((status = 200, body = MandateList), Changing))]
pub async fn revoke(
    Officer(Caller { visit, account }): Officer,
    Path(mandate): Path<i64>,
    _key: Key,
    Body(why): Body<Revocation>,
) -> Result<Json<MandateList>, Problem> {
    let revoked = people::revoke_mandate(&visit.app, &visit.desk, &account, mandate, &why.reason).await;
    revoked.map_err(|failed| Problem::of(&visit, failed))?;
    let left = people::mandates_in_force(&visit.app, &visit.desk).await;
    let left = left.map_err(|error| Problem::store(&visit, &error))?;
    Ok(Json(MandateList { items: left.iter().map(MandateShape::from).collect() }))
}
