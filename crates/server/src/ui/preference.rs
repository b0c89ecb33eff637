//! Language and theme as a visitor chose them, kept in two cookies that say nothing about the person.

use std::convert::Infallible;

use axum::extract::{FromRequestParts, Query};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::language::Lang;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the visitor's system has it.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order of the switch.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// As in the cookie and in `data-theme`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

/// What a page needs to know of the request. An extractor that never fails: `async fn page(prefs: Preferences, …)`.
/// `?lang=en` in an address (as in the links of mails) goes before the cookie.
#[derive(Clone, Debug, Default)]
pub struct Preferences {
    /// The language.
    pub lang: Lang,
    /// The theme.
    pub theme: Theme,
    /// The path asked for, without the query.
    pub path: String,
    /// The path and query, to come back to.
    pub here: String,
}

impl<S: Sync> FromRequestParts<S> for Preferences {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

impl Preferences {
    /// Reads them from a request's head.
    pub fn of(parts: &Parts) -> Self {
        let cookie = |name| cookie(parts, name);
        let asked = parts.uri.query().and_then(|query| {
            query.split('&').find_map(|pair| pair.strip_prefix("lang=")).and_then(|code| code.parse().ok())
        });
        Self {
            lang: asked.or_else(|| cookie("lang").and_then(|code| code.parse().ok())).unwrap_or_default(),
            theme: cookie("theme").and_then(Theme::from_code).unwrap_or_default(),
            path: parts.uri.path().to_owned(),
            here: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), |here| here.as_str().to_owned()),
        }
    }
}

fn cookie<'a>(parts: &'a Parts, name: &str) -> Option<&'a str> {
    parts
        .headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// The query of [`choose`].
#[derive(Deserialize)]
pub(super) struct Wish {
    lang: Option<String>,
    theme: Option<String>,
    back: Option<String>,
}

/// `GET /tampilan?lang=en&back=/…`: sets the cookie and goes back. It changes nothing but the look, so it may be a link.
pub(super) async fn choose(Query(wish): Query<Wish>) -> Response {
    let lang = wish.lang.as_deref().and_then(|code| code.parse().ok()).map(|lang: Lang| ("lang", lang.code()));
    let theme = wish.theme.as_deref().and_then(Theme::from_code).map(|theme| ("theme", theme.code()));
    let cookies: Vec<_> = [lang, theme]
        .into_iter()
        .flatten()
        .map(|(name, value)| (SET_COOKIE, format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly")))
        .collect();
    let back = wish.back.filter(|path| is_local(path)).unwrap_or_else(|| "/".to_owned());
    (AppendHeaders(cookies), Redirect::to(&back)).into_response()
}

/// Percent-encodes a value for a query; a path stays readable.
pub fn encode(value: &str) -> String {
    let mut encoded = String::with_capacity(value.len());
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// Whether a path stays on this site: `//elsewhere` and `/\elsewhere` would not. Ask before redirecting to a path that
/// came in with a request.
pub fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path[1..].starts_with(['/', '\\'])
        && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn of(uri: &str, cookie: &str) -> Preferences {
        Preferences::of(&Request::get(uri).header(COOKIE, cookie).body(()).unwrap().into_parts().0)
    }

    #[test]
    fn address_goes_before_cookie_and_nonsense_is_ignored() {
        assert_eq!(of("/", "theme=dark; lang=en").lang, Lang::En);
        assert_eq!(of("/", "theme=dark; lang=en").theme, Theme::Dark);
        assert_eq!(of("/x?lang=id", "lang=en").lang, Lang::Id);
        assert_eq!(of("/", "lang=xx; theme=<").lang, Lang::Id);
        assert_eq!(of("/x?q=1", "").here, "/x?q=1");
    }

    #[test]
    fn one_is_never_sent_elsewhere() {
        assert!(is_local("/layanan?q=sip"));
        for path in ["//evil.example", "https://evil.example", "/\\evil.example", "", "/a\r\nb", "/a\\b"] {
            assert!(!is_local(path), "{path}");
        }
    }
}
