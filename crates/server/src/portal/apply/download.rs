//! Stored files on their way back to the person: never shown as a page of ours, never guessed at by a browser.

use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse as _, Response};
use casework::case::FileRef;

use crate::http::Visit;
use crate::ui;

/// A stored file as an attachment.
pub async fn stored(visit: &Visit, file: &FileRef) -> Response {
    let (files, sha256) = (visit.app.files().clone(), file.sha256.clone());
    match tokio::task::spawn_blocking(move || files.get(&sha256)).await {
        Ok(Ok(bytes)) => attachment(&file.name, &file.media, bytes),
        Ok(Err(error)) => visit.failure(&error),
        Err(error) => visit.failure(&error.into()),
    }
}

/// Bytes as an attachment with a name (RFC 6266) and a media type.
pub fn attachment(name: &str, media: &str, bytes: Vec<u8>) -> Response {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || ".-_ ".contains(c) { c } else { '_' }).collect();
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", ui::encode(name));
    let header = |text: &str| HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let headers = [
        (CONTENT_TYPE, header(media)),
        (CONTENT_DISPOSITION, header(&disposition)),
        (CONTENT_SECURITY_POLICY, HeaderValue::from_static(ui::DOCUMENT_POLICY)),
        (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, bytes).into_response()
}
