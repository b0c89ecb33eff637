//! Every no of the API as problem details (RFC 9457): what, why and what to do, in the reader's language.
//!
//! A handler gives a [`Problem`] in both languages; the layer [`worded`] around all routes writes it in the one that the
//! request asks for, and turns whatever else goes wrong on the way (an unknown address, a time limit, a page for people)
//! into problem details too: below `/api` nothing answers with HTML.

use axum::extract::Request;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_TYPE, RETRY_AFTER, VARY, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use casework::case::{Refusal, RefusalKind};
use casework::form::Fault;
use casework::lang::{Lang, Text};
use serde::Serialize;
use store::StoreError;
use utoipa::ToSchema;

use super::language;
use crate::app::Failed;
use crate::http::Visit;
use crate::ui;

/// The media type of problem details.
pub const MEDIA: &str = "application/problem+json";
/// Seconds after which asking again may help when the database does not answer, or when somebody asked too often.
const WAIT: [u64; 2] = [5, 60];

/// The kinds of no. Each has an address in `docs/api/problems.md`, which never changes its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 400: it cannot be read.
    Unreadable,
    /// 401: nobody is signed in.
    Unauthenticated,
    /// 403: this account may not do it.
    Forbidden,
    /// 404: there is no such thing, or not for this account.
    NotFound,
    /// 405: the address takes other methods.
    WrongMethod,
    /// 409: somebody else was faster.
    Stale,
    /// 409: the case is not in a state for it.
    WrongState,
    /// 413: it is too large.
    TooLarge,
    /// 415: it is of another media type than the address takes.
    WrongMedia,
    /// 422: what was sent is incomplete or wrong.
    Invalid,
    /// 429: too many tries.
    TooMany,
    /// 500: our failure.
    Failure,
    /// 503: the database does not answer.
    Unavailable,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 13] = [
        Kind::Unreadable,
        Kind::Unauthenticated,
        Kind::Forbidden,
        Kind::NotFound,
        Kind::WrongMethod,
        Kind::Stale,
        Kind::WrongState,
        Kind::TooLarge,
        Kind::WrongMedia,
        Kind::Invalid,
        Kind::TooMany,
        Kind::Failure,
        Kind::Unavailable,
    ];

    /// Its name: the end of its `type`, and the key of its wording.
    pub const fn slug(self) -> &'static str {
        match self {
            Kind::Unreadable => "unreadable",
            Kind::Unauthenticated => "unauthenticated",
            Kind::Forbidden => "forbidden",
            Kind::NotFound => "not-found",
            Kind::WrongMethod => "wrong-method",
            Kind::Stale => "stale",
            Kind::WrongState => "wrong-state",
            Kind::TooLarge => "too-large",
            Kind::WrongMedia => "wrong-media",
            Kind::Invalid => "invalid",
            Kind::TooMany => "too-many",
            Kind::Failure => "failure",
            Kind::Unavailable => "unavailable",
        }
    }

    /// Its status.
    pub const fn status(self) -> StatusCode {
        match self {
            Kind::Unreadable => StatusCode::BAD_REQUEST,
            Kind::Unauthenticated => StatusCode::UNAUTHORIZED,
            Kind::Forbidden => StatusCode::FORBIDDEN,
            Kind::NotFound => StatusCode::NOT_FOUND,
            Kind::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Kind::Stale | Kind::WrongState => StatusCode::CONFLICT,
            Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Kind::WrongMedia => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Kind::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Kind::Failure => StatusCode::INTERNAL_SERVER_ERROR,
            Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The kind that a status stands for, where nothing more is known.
    fn of(status: StatusCode) -> Kind {
        let same = Kind::ALL.into_iter().find(|kind| kind.status() == status);
        same.unwrap_or(if status.is_client_error() { Kind::Unreadable } else { Kind::Failure })
    }
}

impl From<RefusalKind> for Kind {
    fn from(kind: RefusalKind) -> Self {
        match kind {
            RefusalKind::Invalid => Kind::Invalid,
            RefusalKind::Forbidden => Kind::Forbidden,
            RefusalKind::Stale => Kind::Stale,
            RefusalKind::NotFound => Kind::NotFound,
            RefusalKind::WrongState => Kind::WrongState,
        }
    }
}

/// A no on its way to the client, in both languages.
#[derive(Clone, Debug)]
pub struct Problem {
    kind: Kind,
    detail: Option<Text>,
    faults: Vec<Fault>,
    who: Option<String>,
    when: Option<String>,
    request: Option<String>,
}

impl Problem {
    /// A no with the usual words of its kind.
    pub fn new(kind: Kind) -> Problem {
        Problem { kind, detail: None, faults: Vec::new(), who: None, when: None, request: None }
    }

    /// A no with words of its own.
    pub fn because(kind: Kind, id: impl Into<String>, en: impl Into<String>) -> Problem {
        Problem { detail: Some(Text::new(id, en)), ..Problem::new(kind) }
    }

    /// What was sent is wrong in these places.
    pub fn invalid(faults: Vec<Fault>) -> Problem {
        Problem::from(Refusal::invalid(faults))
    }

    /// Says who has acted, and when (RFC 3339).
    pub fn by(self, who: Option<String>, when: Option<String>) -> Problem {
        Problem { who, when, ..self }
    }

    /// Why a request for a change was not carried out; our failures are logged under the request's number.
    pub fn of(visit: &Visit, failed: Failed) -> Problem {
        match failed {
            Failed::Refused(refusal) => Problem::from(refusal),
            Failed::Store(error) => Problem::store(visit, &error),
        }
    }

    /// A failure of the store.
    pub fn store(visit: &Visit, error: &StoreError) -> Problem {
        let kind = if error.is_unavailable() {
            tracing::warn!(request = visit.number, %error, "the database does not answer");
            Kind::Unavailable
        } else {
            tracing::error!(request = visit.number, %error, "a request failed");
            Kind::Failure
        };
        Problem { request: Some(visit.number.clone()), ..Problem::new(kind) }
    }

    /// Another failure of ours.
    pub fn failure(visit: &Visit, error: &anyhow::Error) -> Problem {
        tracing::error!(request = visit.number, "a request failed: {error:#}");
        Problem { request: Some(visit.number.clone()), ..Problem::new(Kind::Failure) }
    }

    /// The details as they are sent.
    fn details(&self, lang: Lang) -> Details {
        let slug = self.kind.slug();
        let word = |end: &str| ui::tr(lang, &format!("api-problem-{slug}-{end}")).into_owned();
        Details {
            kind: format!("urn:satupintu:problem:{slug}"),
            title: word("title"),
            status: self.kind.status().as_u16(),
            detail: self.detail.as_ref().map_or_else(|| word("detail"), |detail| detail.get(lang).to_owned()),
            faults: self
                .faults
                .iter()
                .map(|fault| FaultDetail { field: fault.field.clone(), message: fault.message.get(lang).to_owned() })
                .collect(),
            who: self.who.clone(),
            when: self.when.clone(),
            request: self.request.clone(),
        }
    }

    fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        match self.kind {
            Kind::Unauthenticated => {
                headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"satupintu\""));
            }
            Kind::Unavailable => drop(headers.insert(RETRY_AFTER, HeaderValue::from(WAIT[0]))),
            Kind::TooMany => drop(headers.insert(RETRY_AFTER, HeaderValue::from(WAIT[1]))),
            Kind::Unreadable
            | Kind::Forbidden
            | Kind::NotFound
            | Kind::WrongMethod
            | Kind::Stale
            | Kind::WrongState
            | Kind::TooLarge
            | Kind::WrongMedia
            | Kind::Invalid
            | Kind::Failure => {}
        }
        headers
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Problem { detail: Some(refusal.message), faults: refusal.faults, ..Problem::new(refusal.kind.into()) }
    }
}

/// The answer without its words: [`worded`] puts them in.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.kind.status(), self.headers()).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Problem details (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem, example = json!({
    "type": "urn:satupintu:problem:invalid", "title": "Isian belum benar", "status": 422,
    "detail": "Ada isian yang perlu diperbaiki sebelum dapat dikirim. Periksa bagian yang ditandai.",
    "faults": [{"field": "nik", "message": "“NIK” belum diisi. Isi dahulu sebelum mengajukan."}]
}))]
pub struct Details {
    /// What kind of no it is: one of those in the list of problems. Programs go by this.
    #[serde(rename = "type")]
    kind: String,
    /// The kind in words.
    title: String,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What, why, and what to do, in the language that `Accept-Language` asks for.
    detail: String,
    /// What is wrong with single fields, requirements or rules.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    faults: Vec<FaultDetail>,
    /// Who was faster, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    who: Option<String>,
    /// When that was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = DateTime)]
    when: Option<String>,
    /// The number under which the office's log has a failure.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    request: Option<String>,
}

/// What is wrong with one field, requirement or rule.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Fault)]
pub struct FaultDetail {
    /// Its id; a cell of a row is `rows.0.column`.
    #[schema(example = "anggota.0.nama")]
    field: String,
    /// What, why, and what to do.
    message: String,
}

/// Whether an address belongs to the API.
pub fn is_ours(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

/// Gives every no below `/api` its words.
pub async fn worded(request: Request, next: Next) -> Response {
    if !is_ours(request.uri().path()) {
        return next.run(request).await;
    }
    let lang = language::wanted(request.headers());
    let response = next.run(request).await;
    if response.status().is_client_error() || response.status().is_server_error() {
        return write(&response, lang);
    }
    response
}

fn write(response: &Response, lang: Lang) -> Response {
    let told = response.extensions().get::<Problem>().cloned();
    let problem = told.unwrap_or_else(|| Problem::new(Kind::of(response.status())));
    let mut answer = (problem.kind.status(), axum::Json(problem.details(lang))).into_response();
    let headers = answer.headers_mut();
    headers.extend(problem.headers());
    if let Some(methods) = response.headers().get(ALLOW) {
        headers.insert(ALLOW, methods.clone());
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(MEDIA));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
    headers.insert(VARY, HeaderValue::from_static("accept-language"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_words_in_both_languages_and_its_paragraph() {
        let page = include_str!("../../../../docs/api/problems.md");
        for kind in Kind::ALL {
            let slug = kind.slug();
            for lang in Lang::ALL {
                let details = Problem::new(kind).details(lang);
                assert!(!details.title.starts_with("api-") && !details.detail.starts_with("api-"), "{slug}");
            }
            let named = format!("`urn:satupintu:problem:{slug}` ({})", kind.status().as_u16());
            assert!(page.contains(&named), "docs/api/problems.md does not say {named}");
        }
    }

    /// What a page would say, or a time limit without any words, as problem details.
    #[tokio::test]
    async fn whatever_goes_wrong_on_the_way_is_no_page() {
        use axum::routing::get;
        use tower::ServiceExt as _;

        let router = axum::Router::new()
            .route("/api/late", get(async || StatusCode::SERVICE_UNAVAILABLE))
            .route("/api/page", get(async || (StatusCode::FORBIDDEN, axum::response::Html("<p>No"))))
            .route("/page", get(async || (StatusCode::FORBIDDEN, axum::response::Html("<p>No"))))
            .layer(axum::middleware::from_fn(worded));
        let ask = async |path: &str| {
            let request = Request::get(path).header("accept-language", "en").body(axum::body::Body::empty()).unwrap();
            router.clone().oneshot(request).await.unwrap()
        };
        let late = ask("/api/late").await;
        assert_eq!((late.status().as_u16(), &late.headers()[RETRY_AFTER]), (503, &HeaderValue::from(5)));
        assert_eq!(late.headers()[CONTENT_TYPE], MEDIA);
        assert_eq!(late.headers()[CONTENT_LANGUAGE], "en");
        assert_eq!(ask("/api/page").await.headers()[CONTENT_TYPE], MEDIA);
        assert_eq!(ask("/page").await.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
    }
}
