//! Access tokens for programs: shown once, stored as a hash, ending by themselves after a year.

use jiff::Timestamp;
use store::StoreError;

use super::{Account, queries, session};
use crate::app::{App, Desk};
use crate::secret::hex;

const YEAR_US: i64 = 365 * 86_400_000_000;

/// Makes a token and gives its secret, which is not kept.
///
/// # Errors
/// The store is not available.
pub async fn make(app: &App, desk: &Desk, account: &Account, name: &str) -> Result<String, StoreError> {
    let secret: [u8; 32] = rand::random();
    let text = format!("satupintu_{}", hex(&secret));
    let now = app.now().as_microsecond();
    let id = i64::from(rand::random::<u32>());
    let token =
        queries::insert_token(&desk.id, id, account.id, name, &session::hash(text.as_bytes()), (now, now + YEAR_US));
    desk.write(vec![token]).await?;
    Ok(text)
}

/// The account that a token belongs to.
///
/// # Errors
/// The store is not available.
pub async fn by_token(desk: &Desk, token: &str, now: Timestamp) -> Result<Option<Account>, StoreError> {
    queries::by_token(desk, &session::hash(token.as_bytes()), now).await
}
