//! What API handlers are given of a request: who asks, the body, the query, the key that makes a retry safe.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use casework::form::Fault;
use casework::id::RequestId;
use casework::lang::Text;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};
use utoipa::IntoParams;

use super::problem::{Kind, Problem};
use crate::app::App;
use crate::http::Visit;
use crate::people::Account;
use crate::secret::hex;

/// The header that names a request.
const KEY: &str = "idempotency-key";

/// A visitor who need not be signed in.
pub struct Anyone(pub Visit);

/// A signed-in person.
pub struct Caller {
    /// The request.
    pub visit: Visit,
    /// Who asks.
    pub account: Account,
}

/// A signed-in officer.
pub struct Officer(pub Caller);

impl FromRequestParts<App> for Anyone {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Anyone, Problem> {
        let visit = Visit::from_request_parts(parts, app).await;
        // What the visit answers is for people; only its status counts here.
        visit.map(Anyone).map_err(|response| match response.extensions().get::<Problem>() {
            Some(problem) => problem.clone(),
            None if response.status() == StatusCode::SERVICE_UNAVAILABLE => Problem::new(Kind::Unavailable),
            None => Problem::new(Kind::Failure),
        })
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Caller, Problem> {
        let Anyone(visit) = Anyone::from_request_parts(parts, app).await?;
        let account = visit.account.clone().ok_or_else(|| Problem::new(Kind::Unauthenticated))?;
        Ok(Caller { visit, account })
    }
}

impl FromRequestParts<App> for Officer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Officer, Problem> {
        let caller = Caller::from_request_parts(parts, app).await?;
        if !caller.account.is_officer() {
            return Err(Problem::because(
                Kind::Forbidden,
                "Alamat ini untuk petugas. Permohonan Anda ada di /api/v1/applications.",
                "This address is for officers. Your applications are at /api/v1/applications.",
            ));
        }
        Ok(Officer(caller))
    }
}

/// A JSON body. Unknown fields are refused by its type; text with the sign U+0000, which no database keeps, by this.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Body<T>, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::new(Kind::WrongMedia));
        }
        let bytes = Bytes::from_request(request, app).await.map_err(|rejection| {
            let status = rejection.into_response().status();
            Problem::new(if status == StatusCode::PAYLOAD_TOO_LARGE { Kind::TooLarge } else { Kind::Unreadable })
        })?;
        let json: Json = serde_json::from_slice(&bytes).map_err(|error| {
            let (line, column) = (error.line(), error.column());
            Problem::because(
                Kind::Unreadable,
                format!("Ini bukan JSON yang utuh: baris {line}, kolom {column}. Perbaiki, lalu kirim lagi."),
                format!("This is no complete JSON: line {line}, column {column}. Mend it, then send it again."),
            )
        })?;
        if has_null_sign(&json) {
            return Err(Problem::because(
                Kind::Invalid,
                "Teks tidak boleh memuat tanda U+0000. Hapus tanda itu, lalu kirim lagi.",
                "Text must not hold the sign U+0000. Take it out, then send it again.",
            ));
        }
        serde_json::from_value(json).map(Body).map_err(|error| misfit(&error))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(axum::http::header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    let kind = kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    kind == "application/json"
}

fn has_null_sign(json: &Json) -> bool {
    match json {
        Json::Null | Json::Bool(_) | Json::Number(_) => false,
        Json::String(text) => text.contains('\0'),
        Json::Array(items) => items.iter().any(has_null_sign),
        Json::Object(fields) => fields.iter().any(|(name, value)| name.contains('\0') || has_null_sign(value)),
    }
}

/// JSON that does not fit its schema: the field, where the reader names one.
fn misfit(error: &serde_json::Error) -> Problem {
    let text = error.to_string();
    let field = text.split('`').nth(1).filter(|_| text.contains(" field `")).unwrap_or("").to_owned();
    Problem::invalid(vec![Fault {
        field,
        message: Text::new(
            format!("Isi permintaan tidak sesuai skemanya: {text}. Lihat dokumen OpenAPI."),
            format!("The body does not fit its schema: {text}. See the OpenAPI document."),
        ),
    }])
}

/// A query. Unknown parameters are refused by its type.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Asked<T>, Problem> {
        let query = Query::<T>::from_request_parts(parts, app).await;
        let Query(asked) = query.map_err(|rejection| {
            let text = rejection.body_text();
            Problem::because(
                Kind::Unreadable,
                format!("Parameter pada alamat tidak sesuai: {text}. Lihat dokumen OpenAPI."),
                format!("The parameters of the address do not fit: {text}. See the OpenAPI document."),
            )
        })?;
        Ok(Asked(asked))
    }
}

/// Names a request, so that it may be sent again without acting twice; with the digest of its body, see [`digested`].
pub struct Key(pub String);

/// The digest of a body that was sent under a key.
#[derive(Clone)]
struct Sent(String);

/// Notes what a request with a key holds, before its handler reads it: the same key with another body is a mistake of
/// the program that sends it, and is refused instead of answered with what the first one did.
pub async fn digested(request: Request, next: Next) -> Response {
    if !request.headers().contains_key(KEY) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let Ok(bytes) = Bytes::from_request(Request::from_parts(parts.clone(), body), &()).await else {
        return Problem::new(Kind::TooLarge).into_response();
    };
    parts.extensions.insert(Sent(hex(&Sha256::digest(&bytes)[..8])));
    next.run(Request::from_parts(parts, bytes.into())).await
}

/// The header that names a request.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes the header in the document; the extractor Key reads it")]
pub struct KeyHeader {
    /// Names the request: 1 to 64 letters, digits, `-` and `_`, as random as a UUID. A request that is sent again with the
    /// same key acts once and gets the same answer; the key counts together with account, method and address. The same key
    /// with another body is refused (422) once the first has acted.
    #[param(rename = "Idempotency-Key", required = false, nullable = false, pattern = "^[A-Za-z0-9_-]{1,64}$")]
    key: Option<String>,
}

impl FromRequestParts<App> for Key {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Key, Problem> {
        let Some(sent) = parts.headers.get(KEY) else {
            return Ok(Key(RequestId::from_bits(rand::random()).to_string()));
        };
        let sent = sent.to_str().unwrap_or("");
        let safe = sent.bytes().all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, b'-' | b'_'));
        if sent.is_empty() || sent.len() > 64 || !safe {
            return Err(Problem::because(
                Kind::Unreadable,
                "Idempotency-Key harus 1 sampai 64 huruf, angka, “-”, atau “_”, misalnya sebuah UUID.",
                "Idempotency-Key must be 1 to 64 letters, digits, “-” or “_”, for example a UUID.",
            ));
        }
        // Bound to the address, so that a key used again elsewhere never gives the answer of another operation.
        let place = Sha256::digest(format!("{} {}", parts.method, parts.uri.path()).as_bytes());
        let name = format!("api-{sent}-{}", hex(&place[..8]));
        Ok(Key(match parts.extensions.get::<Sent>() {
            Some(Sent(digest)) => format!("{name}#{digest}"),
            None => name,
        }))
    }
}
