//! Taking a case that was filed at the counter into one's own account (S44).

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use casework::case::Command;
use casework::form::Fault;
use casework::lang::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::applications::{Application, Own, change, load};
use super::document::Changing;
use super::extract::{Body, Caller, Key, KeyHeader};
use super::problem::{Kind, Problem};
use super::tracking::missed;
use crate::http::Peer;
use crate::portal::{self, Found, Sought};

/// What proves that a case of the counter is one's own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Adoption {
    /// The tracking code on the receipt.
    #[schema(example = "7Q3F-9XKD-2MVA")]
    tracking: String,
    /// The code of six digits; left out, it is mailed to the address of the case.
    #[serde(default)]
    #[schema(required = false, nullable = false, pattern = "^[0-9]{6}$")]
    code: Option<String>,
}

/// The second code is awaited.
#[derive(Debug, Serialize, ToSchema)]
pub struct AwaitedCode {
    /// `mailed` to the address of the case, or from the `counter`, where the case has none or a code was handed out there.
    #[schema(example = "mailed")]
    how: &'static str,
}

/// Takes a case that an officer filed at the counter into the account of who asks: first with the tracking code alone, then
/// with the second code as well. Who has signed in with the case's own address needs no second code.
#[utoipa::path(post, operation_id = "adoptApplication", path = "/adoptions", tag = "applications", params(KeyHeader), request_body = Adoption,
    responses((status = 200, description = "The case is one's own.", body = Application), (status = 202, description = "The second code is awaited.", body = AwaitedCode), Changing))]
pub async fn adopt(
    caller: Caller,
    Peer(place): Peer,
    key: Key,
    Body(sent): Body<Adoption>,
) -> Result<Response, Problem> {
    let (visit, account) = (&caller.visit, &caller.account);
    if account.is_officer() {
        return Err(Problem::because(
            Kind::Forbidden,
            "Hanya pemohon yang mengambil permohonan ke akunnya.",
            "Only applicants take cases into their accounts.",
        ));
    }
    let store = |error| Problem::store(visit, &error);
    let found = match &sent.code {
        Some(code) => portal::proven(visit, &sent.tracking, code).await.map_err(store)?.ok_or_else(wrong)?,
        None => match portal::seek(visit, account, &sent.tracking).await.map_err(store)? {
            Sought::Theirs(found) => *found,
            Sought::Own(id) => return Ok(Json(load(visit, id).await?.shape(visit)).into_response()),
            Sought::Mailed => return Ok((StatusCode::ACCEPTED, Json(AwaitedCode { how: "mailed" })).into_response()),
            Sought::AtTheCounter | Sought::HandedOut => {
                return Ok((StatusCode::ACCEPTED, Json(AwaitedCode { how: "counter" })).into_response());
            }
            Sought::TooOften => return Err(Problem::new(Kind::TooMany)),
            Sought::Nowhere => return Err(missed(visit, place)),
        },
    };
    let Found { id, case, filing } = found;
    let sop = load(visit, id).await?.sop;
    let taken = change(&caller, Own { id, case, filing, sop }, key, Command::Adopt).await?;
    Ok(taken.into_response())
}

fn wrong() -> Problem {
    let message = Text::new(
        "Kode 6 angka ini tidak cocok atau sudah kedaluwarsa. Minta kode baru.",
        "This code does not fit or has expired. Ask for a new one.",
    );
    Problem::invalid(vec![Fault { field: "code".to_owned(), message }])
}
