//! Templates into answers, and the pages for when something is not as hoped.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue, RETRY_AFTER};
use axum::response::{IntoResponse, Response};

use super::component::Link;
use super::page::Page;

const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// When a page that is not available now may be asked for again, in seconds: as the API says it.
const WAIT: u16 = 5;

/// A page that may show personal data: it is not stored anywhere on its way.
pub fn render(template: impl Template) -> Response {
    render_as(StatusCode::OK, template)
}

/// The same with another status, such as 422 for a form that comes back.
pub fn render_as(status: StatusCode, template: impl Template) -> Response {
    answer(status, template, HeaderValue::from_static("no-store"))
}

/// A page that everybody may see; a browser may keep it but asks again.
pub fn render_public(template: impl Template) -> Response {
    answer(StatusCode::OK, template, HeaderValue::from_static("private, no-cache"))
}

fn answer(status: StatusCode, template: impl Template, cache: HeaderValue) -> Response {
    match template.render() {
        Ok(html) => (status, [(CONTENT_TYPE, HTML), (CACHE_CONTROL, cache)], html).into_response(),
        Err(error) => {
            tracing::error!(%error, "a template failed");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A page that says what is the matter, why, and what to do.
#[derive(Template)]
#[template(path = "base/error.html")]
pub struct Trouble {
    p: Page,
    status: StatusCode,
    why: String,
    steps: Vec<String>,
    ways: Vec<Link>,
    request: Option<String>,
}

impl Trouble {
    /// A page with `p.title` as what happened, and `why`.
    pub fn new(p: Page, status: StatusCode, why: impl Into<String>) -> Self {
        Self { p, status, why: why.into(), steps: Vec::new(), ways: Vec::new(), request: None }
    }

    /// One thing that the reader can do.
    pub fn step(mut self, step: impl Into<String>) -> Self {
        self.steps.push(step.into());
        self
    }

    /// A button to a page that helps.
    pub fn way(mut self, label: impl Into<String>, href: impl Into<String>) -> Self {
        self.ways.push(Link::new(label, href));
        self
    }

    /// The number under which our log has it.
    pub fn request(self, id: impl Into<String>) -> Self {
        Self { request: Some(id.into()), ..self }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let status = self.status;
        let mut answer = render_as(status, self);
        if status == StatusCode::SERVICE_UNAVAILABLE {
            answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from(WAIT));
        }
        answer
    }
}

/// 404: there is no such page, or not for this person.
pub fn not_found(p: Page) -> Trouble {
    let p = p.titled("not-found-title");
    let (why, check, home) = (p.tr("not-found-why"), p.tr("not-found-step"), p.tr("go-home"));
    Trouble::new(p, StatusCode::NOT_FOUND, why).step(check).way(home, "/")
}

/// 500: our failure. `request` is the number under which the log has it.
pub fn failure(p: Page, request: &str) -> Trouble {
    let p = p.titled("failure-title");
    let (why, again, tell, home) = (p.tr("failure-why"), p.tr("failure-again"), p.tr("failure-tell"), p.tr("go-home"));
    Trouble::new(p, StatusCode::INTERNAL_SERVER_ERROR, why).step(again).step(tell).way(home, "/").request(request)
}

/// 503: the database does not answer; nothing was saved.
pub fn unavailable(p: Page, request: &str) -> Trouble {
    let p = p.titled("unavailable-title");
    let (why, wait, again) = (p.tr("unavailable-why"), p.tr("unavailable-wait"), p.tr("unavailable-again"));
    let here = p.prefs.here.clone();
    let label = p.tr("try-again");
    Trouble::new(p, StatusCode::SERVICE_UNAVAILABLE, why).step(wait).step(again).way(label, here).request(request)
}

/// A refusal: the office said no, and why. The title says that it could not be done; `why` is the refusal's own text,
/// which already says what to do; `back` is where to go on.
pub fn refused(p: Page, status: StatusCode, why: impl Into<String>, back: Link) -> Trouble {
    Trouble::new(p.titled("refused-title"), status, why).way(back.label, back.href)
}

#[cfg(test)]
mod tests {
    use super::super::preference::Preferences;
    use super::super::styleguide::sample_page;
    use super::*;

    async fn text(response: Response) -> String {
        let bytes = http_body_util::BodyExt::collect(response.into_body()).await.unwrap().to_bytes();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn troubles_say_what_why_and_what_to_do() {
        let page = || sample_page(Preferences::default());
        let failure = failure(page(), "abc123").into_response();
        assert_eq!(failure.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(failure.headers()[CACHE_CONTROL], "no-store");
        assert!(text(failure).await.contains("abc123"));
        let refused = refused(page(), StatusCode::CONFLICT, "<b>Sudah</b> diambil.", Link::new("Kembali", "/desk"));
        let html = text(refused.into_response()).await;
        assert!(html.contains("&#60;b&#62;Sudah") || html.contains("&lt;b&gt;Sudah"), "{html}");
        assert!(html.contains("href=\"/desk\""));
    }
}
