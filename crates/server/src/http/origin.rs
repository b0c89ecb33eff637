//! Requests that change something must come from our own pages (OWASP: Fetch Metadata as the first defence).

use axum::extract::{FromRequestParts as _, Request, State};
use axum::http::header::{AUTHORIZATION, HOST, HeaderMap, ORIGIN};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::app::App;
use crate::ui::{self, Link, Page};

use super::Visit;

/// Refuses a changing request that another site caused. A request with an access token carries no cookie's power and
/// may come from anywhere.
pub async fn own_pages_only(State(app): State<App>, request: Request, next: Next) -> Response {
    if is_safe(request.method()) || request.headers().contains_key(AUTHORIZATION) || is_ours(request.headers()) {
        return next.run(request).await;
    }
    // Only here it matters who asks: looking up the session for every file and sign of life would cost a query each.
    let (mut parts, _) = request.into_parts();
    let page: Page = match Visit::from_request_parts(&mut parts, &app).await {
        Ok(visit) => visit.page(),
        Err(answer) => return answer,
    };
    let why = page.tr("foreign-request-why").into_owned();
    let home = Link::new(page.tr("go-home"), "/");
    ui::refused(page, StatusCode::FORBIDDEN, why, home).into_response()
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether the browser says that our own page sent it. One that says nothing at all is no browser of the last years
/// and is judged by `Origin` against `Host`; one that has neither is a program, which gets no further than its cookie.
fn is_ours(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    match headers.get("sec-fetch-site").and_then(|value| value.to_str().ok()) {
        Some(site) => site == "same-origin" || site == "none",
        None => match (text(ORIGIN), text(HOST)) {
            (Some(origin), Some(host)) => {
                origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://")) == Some(host)
            }
            (None, _) => true,
            (Some(_), None) => false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn another_site_is_not_ours() {
        assert!(!is_ours(&headers(&[("sec-fetch-site", "cross-site")])));
        assert!(!is_ours(&headers(&[("sec-fetch-site", "same-site")])));
        assert!(!is_ours(&headers(&[("origin", "https://evil.example"), ("host", "izin.example")])));
        assert!(!is_ours(&headers(&[("origin", "null"), ("host", "izin.example")])));
        assert!(is_ours(&headers(&[("origin", "https://izin.example"), ("host", "izin.example")])));
        assert!(is_ours(&headers(&[("sec-fetch-site", "same-origin")])));
    }
}
