//! Sessions: 32 random bytes in a cookie, their hash in the table. Nothing of the person is in the cookie.

use axum::http::HeaderMap;
use axum::http::header::{COOKIE as COOKIE_HEADER, HeaderValue};
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use store::StoreError;

use super::{Account, queries};
use crate::app::{App, Desk};
use crate::secret::hex;

/// The cookie's name. `__Host-` asks browsers to keep it to this host over HTTPS; plain HTTP on this machine (the
/// demo) gets the name without it.
pub const COOKIE: [&str; 2] = ["__Host-satupintu", "satupintu"];

const HOURS_CITIZEN: i64 = 24 * 14;
const HOURS_OFFICER: i64 = 12;

/// Opens a session and gives the cookie that carries it.
///
/// # Errors
/// The store is not available.
pub async fn open_session(app: &App, desk: &Desk, account: &Account) -> Result<HeaderValue, StoreError> {
    let secret: [u8; 32] = rand::random();
    let hours = if account.is_officer() { HOURS_OFFICER } else { HOURS_CITIZEN };
    let now = app.now();
    let expires = now.as_microsecond() + hours * 3_600_000_000;
    desk.write(vec![queries::insert_session(&desk.id, &hash(&secret), account.id, now, expires)]).await?;
    Ok(cookie(app, &hex(&secret), hours * 3600))
}

/// The cookie that ends a session in the browser.
pub fn ended(app: &App) -> HeaderValue {
    cookie(app, "", 0)
}

fn cookie(app: &App, value: &str, seconds: i64) -> HeaderValue {
    let (name, secure) = if app.is_https() { (COOKIE[0], "; Secure") } else { (COOKIE[1], "") };
    let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The account that a request's cookie is signed in as.
///
/// # Errors
/// The store is not available.
pub async fn signed_in(desk: &Desk, headers: &HeaderMap, now: Timestamp) -> Result<Option<Account>, StoreError> {
    match token(headers) {
        Some(token) => queries::by_session(desk, &token, now).await,
        None => Ok(None),
    }
}

/// The hash of the session secret that a request carries.
pub fn token(headers: &HeaderMap) -> Option<Vec<u8>> {
    let pairs = headers
        .get_all(COOKIE_HEADER)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    let value = pairs.into_iter().find(|(name, _)| COOKIE.contains(name)).map(|(_, value)| value)?;
    unhex(value).map(|secret| hash(&secret))
}

/// The hash under which a secret is stored.
pub fn hash(secret: &[u8]) -> Vec<u8> {
    Sha256::digest(secret).to_vec()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    (text.len() == 64 && text.is_ascii())
        .then(|| (0..32).map(|at| u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).ok()).collect())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_secret_is_a_session() {
        let mut headers = HeaderMap::new();
        let secret = [7u8; 32];
        headers.insert(COOKIE_HEADER, HeaderValue::from_str(&format!("lang=id; satupintu={}", hex(&secret))).unwrap());
        assert_eq!(token(&headers), Some(hash(&secret)));
        headers.insert(COOKIE_HEADER, HeaderValue::from_bytes("satupintu=é".as_bytes()).unwrap());
        assert_eq!(token(&headers), None);
        headers.insert(COOKIE_HEADER, HeaderValue::from_static("satupintu=00"));
        assert_eq!(token(&headers), None);
    }
}
