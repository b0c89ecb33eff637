//! Style sheet, script and drawings: embedded in the program, served under an address that names their content.

use std::sync::LazyLock;

use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use super::accent::Accent;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Assets;

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_AGAIN: &str = "no-cache";

/// One fingerprint of all assets: a style sheet can then name a drawing beside it by a relative address.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Assets::iter().collect();
    names.sort();
    let mut hash = Sha256::new();
    for name in names {
        if let Some(file) = Assets::get(&name) {
            hash.update(name.as_bytes());
            hash.update(file.metadata.sha256_hash());
        }
    }
    hex(&hash.finalize()[..6])
});

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The address of an asset, such as `/aset/3f9a…/satupintu.css`. It changes when any asset changes.
pub fn asset_url(name: &str) -> String {
    format!("/aset/{}/{name}", *VERSION)
}

/// The address of an accent's style sheet (see [`Accent::css`]).
pub fn accent_url(accent: Accent) -> String {
    asset_url(&format!("aksen-{}.css", accent.hex()))
}

/// What is in an asset, for what is no page: the crest on a letter.
pub fn asset_bytes(name: &str) -> Option<Vec<u8>> {
    Some(Assets::get(name)?.data.into_owned())
}

/// `GET /aset/{version}/{name}`.
pub(super) async fn serve(Path((version, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let Some((bytes, kind)) = content(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let etag = format!("\"{}\"", hex(&Sha256::digest(&bytes)[..12]));
    // in a debug build files are read from disk and change under the running program
    let lasting = version == *VERSION && !cfg!(debug_assertions);
    let cache = if lasting { FOR_EVER } else { ASK_AGAIN };
    let known = headers.get(IF_NONE_MATCH).is_some_and(|tag| tag.as_bytes() == etag.as_bytes());
    let (status, body) =
        if known { (StatusCode::NOT_MODIFIED, Body::empty()) } else { (StatusCode::OK, Body::from(bytes)) };
    (status, [(CONTENT_TYPE, kind.to_owned()), (CACHE_CONTROL, cache.to_owned()), (ETAG, etag)], body).into_response()
}

/// `GET /favicon.ico`, asked for by browsers beside PDF and JSON.
pub(super) async fn favicon(headers: HeaderMap) -> Response {
    serve(Path((VERSION.clone(), "favicon.svg".to_owned())), headers).await
}

fn content(name: &str) -> Option<(Vec<u8>, &'static str)> {
    if let Some(hex) = name.strip_prefix("aksen-").and_then(|rest| rest.strip_suffix(".css")) {
        return Some((Accent::parse(hex).ok()?.css().into_bytes(), "text/css; charset=utf-8"));
    }
    let kind = match name.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => return None,
    };
    Some((Assets::get(name)?.data.into_owned(), kind))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzipped(name: &str) -> usize {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(&Assets::get(name).unwrap().data).unwrap();
        encoder.finish().unwrap().len()
    }

    #[test]
    fn style_and_script_stay_within_their_budget() {
        assert!(gzipped("satupintu.css") <= 20 * 1024, "style sheet: {} bytes", gzipped("satupintu.css"));
        assert!(gzipped("satupintu.js") <= 6 * 1024, "script: {} bytes", gzipped("satupintu.js"));
    }

    #[tokio::test]
    async fn an_asset_is_sent_once_and_only_known_ones() {
        let first = serve(Path(("x".into(), "satupintu.css".into())), HeaderMap::new()).await;
        assert_eq!(first.status(), StatusCode::OK);
        let mut headers = HeaderMap::new();
        headers.insert(IF_NONE_MATCH, first.headers()[ETAG].clone());
        let second = serve(Path(("x".into(), "satupintu.css".into())), headers).await;
        assert_eq!(second.status(), StatusCode::NOT_MODIFIED);
        for name in ["../Cargo.toml", "none.css", "aksen-ffffff.css", "aksen-zz.css", "css"] {
            let response = serve(Path(("x".into(), name.into())), HeaderMap::new()).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{name}");
        }
    }
}
