//! Security headers of every answer (OWASP ASVS 5.0, 3.4). A handler that sets one itself keeps its own.

use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;

/// Pages: nothing from elsewhere, no inline script or style, no framing.
pub const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
     connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Documents that people uploaded, shown in a frame of the desk: they may run and load nothing.
pub const DOCUMENT_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const COMMON: [(HeaderName, &str); 6] = [
    (CONTENT_SECURITY_POLICY, PAGE_POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "geolocation=(self), camera=(), microphone=(), payment=()"),
];

/// Middleware for `axum::middleware::from_fn`: adds the common headers where the handler set none. An answer without a
/// word about caching is private and is not stored.
pub async fn security_headers(request: Request, next: Next) -> Response {
    let over_tls = request.headers().get("x-forwarded-proto").is_some_and(|proto| proto == "https");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in COMMON {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    if over_tls {
        headers.entry(STRICT_TRANSPORT_SECURITY).or_insert(HeaderValue::from_static("max-age=31536000"));
    }
    response
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::middleware::from_fn;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::*;

    #[tokio::test]
    async fn headers_are_added_but_not_overwritten() {
        let router = Router::new()
            .route("/page", get(async || "ok"))
            .route("/file", get(async || ([(CONTENT_SECURITY_POLICY, DOCUMENT_POLICY)], "ok")))
            .layer(from_fn(security_headers));
        let ask =
            async |path: &str| router.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
        let page = ask("/page").await;
        assert_eq!(page.headers()[CONTENT_SECURITY_POLICY], PAGE_POLICY);
        assert_eq!(page.headers()[CACHE_CONTROL], "no-store");
        assert!(!PAGE_POLICY.contains("unsafe"));
        assert_eq!(ask("/file").await.headers()[CONTENT_SECURITY_POLICY], DOCUMENT_POLICY);
    }
}
