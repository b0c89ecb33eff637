//! Who is asking: the account behind the token.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use super::document::Reading;
use super::extract::Caller;
use super::shapes::Words;
use crate::people::AccountKind;

/// The account that asks.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// Its number.
    account: i64,
    /// The name.
    #[schema(example = "Dinda Puspita Sari")]
    name: String,
    /// The address it signs in with.
    #[schema(example = "dinda.puspita@surel.contoh")]
    email: String,
    /// `applicant` or `officer`.
    #[schema(example = "applicant")]
    kind: &'static str,
    /// The officer's agency; null for an applicant.
    agency: Option<String>,
    /// The roles that the officer holds now.
    roles: Vec<RoleShape>,
    /// The language of mails: `id` or `en`.
    #[schema(example = "id")]
    lang: &'static str,
}

/// A role.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Role)]
pub struct RoleShape {
    /// Its id.
    #[schema(example = "petugas-loket")]
    id: String,
    /// What people call it.
    name: Words,
}

/// The account behind the token or cookie.
#[utoipa::path(get, operation_id = "getMe", path = "/me", tag = "me", responses((status = 200, body = Me), Reading))]
pub async fn me(Caller { visit, account }: Caller) -> Json<Me> {
    let office = visit.desk.office();
    let roles = account.roles().iter().map(|role| RoleShape {
        id: role.0.clone(),
        name: office.role(&role.0).map_or_else(|| Words::of(|_| role.0.clone()), |role| Words::from(&role.name)),
    });
    let (kind, agency) = match &account.kind {
        AccountKind::Applicant => ("applicant", None),
        AccountKind::Officer { agency, .. } => ("officer", Some(agency.0.clone())),
    };
    Json(Me {
        account: account.id,
        name: account.name.clone(),
        email: account.email.clone(),
        kind,
        agency,
        roles: roles.collect(),
        lang: account.lang.code(),
    })
}
