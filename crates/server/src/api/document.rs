//! The OpenAPI document: what is said once about all operations.

use std::collections::BTreeMap;

use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::path::Operation;
use utoipa::openapi::schema::Ref;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{HeaderBuilder, ObjectBuilder, RefOr, Response, ResponseBuilder, Type};
use utoipa::{IntoResponses, Modify, OpenApi};

use super::problem::{Details, FaultDetail, Kind, MEDIA};

/// What stands at the head of the document.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Satupintu",
        version = "1",
        description = "Everything that a page of a one-stop permit office can do, as JSON. Names are English, texts for people come in \
Indonesian and English, times are RFC 3339 with the office's offset, days `YYYY-MM-DD`, amounts whole rupiah. Personal numbers (NIK, NPWP) \
are masked; an officer can ask for them whole with a reason, which is kept. Every no is problem details (RFC 9457) in the language of \
`Accept-Language`. A changing request carries an `Idempotency-Key`, so that it may be sent again.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    servers((url = "/api/v1", description = "This office")),
    components(schemas(Details, FaultDetail)),
    security(("token" = []), ("cookie" = [])),
    modifiers(&Schemes),
    tags(
        (name = "services", description = "What the office offers, computed from its SOPs."),
        (name = "regions", description = "The official list of regions."),
        (name = "public", description = "Following an application by its code, checking a letter by its code."),
        (name = "files", description = "Documents, before they are attached."),
        (name = "applications", description = "One's own applications."),
        (name = "tasks", description = "An officer's inbox."),
        (name = "cases", description = "Cases as officers work on them."),
        (name = "people", description = "Who may do what, and who acts for whom."),
        (name = "calendar", description = "The days on which the office works, and changing them."),
        (name = "hall", description = "The queue of the hall, its counters, and appointments."),
        (name = "licences", description = "The register of licences."),
        (name = "me", description = "Who is asking."),
    )
)]
pub struct Head;

struct Schemes;

impl Modify for Schemes {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let token = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("satupintu_…")
            .description(Some("A personal access token, made on the Account page."))
            .build();
        components.add_security_scheme("token", SecurityScheme::Http(token));
        let cookie = ApiKeyValue::with_description(
            crate::people::COOKIE[1],
            "The cookie of a signed-in browser; a changing request must come from the office's own pages.",
        );
        components.add_security_scheme("cookie", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        for kind in Kind::ALL {
            components.responses.insert(name(kind), RefOr::T(response(kind)));
        }
    }
}

/// The name of a kind's answer among the components.
fn name(kind: Kind) -> String {
    let mut name = String::from("Problem");
    for part in kind.slug().split('-') {
        let (first, rest) = part.split_at(1);
        name.push_str(&first.to_ascii_uppercase());
        name.push_str(rest);
    }
    name
}

fn response(kind: Kind) -> Response {
    let title = crate::ui::tr(casework::lang::Lang::En, &format!("api-problem-{}-title", kind.slug()));
    let mut content = ContentBuilder::new();
    content = content.schema(Some(Ref::from_schema_name("Problem")));
    let mut response = ResponseBuilder::new().description(title).content(MEDIA, content.build());
    let header = match kind {
        Kind::Unauthenticated => Some(("WWW-Authenticate", Type::String)),
        Kind::TooMany | Kind::Unavailable => Some(("Retry-After", Type::Integer)),
        Kind::WrongMethod => Some(("Allow", Type::String)),
        Kind::Unreadable
        | Kind::Forbidden
        | Kind::NotFound
        | Kind::Stale
        | Kind::WrongState
        | Kind::TooLarge
        | Kind::WrongMedia
        | Kind::Invalid
        | Kind::Failure => None,
    };
    if let Some((name, kind)) = header {
        let schema = ObjectBuilder::new().schema_type(kind).build();
        response = response.header(name, HeaderBuilder::new().schema(Some(schema)).build());
    }
    response.build()
}

type Responses = BTreeMap<String, RefOr<Response>>;

fn all(kinds: &[Kind]) -> Responses {
    let one = |kind: &Kind| {
        (kind.status().as_u16().to_string(), RefOr::Ref(Ref::new(format!("#/components/responses/{}", name(*kind)))))
    };
    kinds.iter().map(one).collect()
}

/// Answers of what is public: there may be no such thing.
pub struct NotFound;

/// Answers of what takes parameters.
pub struct Unreadable;

/// Answers of what is found by a secret code.
pub struct Guarded;

/// Answers of reading what needs an account.
pub struct Reading;

/// Answers of changing something.
pub struct Changing;

/// Answers of changing something without an account.
pub struct OpenChange;

impl IntoResponses for NotFound {
    fn responses() -> Responses {
        all(&[Kind::NotFound])
    }
}

impl IntoResponses for Unreadable {
    fn responses() -> Responses {
        all(&[Kind::Unreadable])
    }
}

impl IntoResponses for Guarded {
    fn responses() -> Responses {
        all(&[Kind::NotFound, Kind::TooMany])
    }
}

impl IntoResponses for Reading {
    fn responses() -> Responses {
        all(&[Kind::Unreadable, Kind::Unauthenticated, Kind::Forbidden, Kind::NotFound])
    }
}

impl IntoResponses for Changing {
    fn responses() -> Responses {
        let reading = [Kind::Unreadable, Kind::Unauthenticated, Kind::Forbidden, Kind::NotFound];
        let changing = [Kind::Stale, Kind::TooLarge, Kind::WrongMedia, Kind::Invalid, Kind::TooMany];
        all(&[&reading[..], &changing[..]].concat())
    }
}

impl IntoResponses for OpenChange {
    fn responses() -> Responses {
        let media = [Kind::TooLarge, Kind::WrongMedia, Kind::Invalid, Kind::TooMany];
        all(&[&[Kind::Unreadable, Kind::NotFound, Kind::WrongState][..], &media].concat())
    }
}

/// Adds what every operation may answer: our failure, and that the database does not answer.
pub fn complete(document: &mut utoipa::openapi::OpenApi) {
    for item in document.paths.paths.values_mut() {
        let operations = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
        operations.into_iter().flatten().for_each(always);
    }
}

fn always(operation: &mut Operation) {
    operation.responses.responses.extend(all(&[Kind::Failure, Kind::Unavailable]));
}
