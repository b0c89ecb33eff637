//! Signing in: mailed codes and passwords, both slow to guess and silent about who has an account.

use anyhow::Result;
use argon2::Argon2;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use casework::lang::Lang;
use store::StoreError;

use super::queries::staff::holder_of;
use super::{Account, AccountKind, NewAccount, commands, queries};
use crate::app::{App, Desk};
use crate::notices;

/// How long a mailed code lives (ASVS 6.5.5 asks for ten minutes at most).
const CODE_MINUTES: i64 = 10;
/// How many wrong tries a code survives: five of a million.
const TRIES: i64 = 5;

/// Mails a code to an address. The answer is the same whether the address has an account or not: with the right code
/// an account is made where there is none, so nobody can learn from it who has one.
///
/// # Errors
/// The store is not available.
pub async fn send_code(app: &App, desk: &Desk, email: &str, lang: Lang) -> Result<(), StoreError> {
    let code = format!("{:06}", rand::random_range(0..1_000_000u32));
    let expires = app.now().as_microsecond() + CODE_MINUTES * 60_000_000;
    let mut statements = vec![queries::put_code(&desk.id, email, &code_hash(app, email, &code), expires)];
    statements.extend(notices::sign_in_code(desk, email, &code, lang, app.now()));
    desk.write(statements).await?;
    app.wake_worker();
    Ok(())
}

/// Signs in with a mailed code; a first-time address gets a citizen's account at once, without anybody's approval.
///
/// # Errors
/// The store is not available. `None` is a wrong, used or expired code.
pub async fn with_code(
    app: &App,
    desk: &Desk,
    email: &str,
    code: &str,
    lang: Lang,
) -> Result<Option<Account>, StoreError> {
    let Some((expected, tries, expires)) = queries::code(desk, email).await? else { return Ok(None) };
    if tries >= TRIES || expires < app.now().as_microsecond() {
        return Ok(None);
    }
    if !same(&expected, &code_hash(app, email, code.trim())) {
        desk.write(vec![queries::count_try(&desk.id, email)]).await?;
        return Ok(None);
    }
    desk.write(vec![queries::delete_code(&desk.id, email)]).await?;
    if let Some((account, _)) = queries::by_email(desk, email).await? {
        return Ok(Some(account));
    }
    // Whoever has left signs in no more, and gets no new account under the old address.
    if holder_of(desk, email).await?.is_some() {
        return Ok(None);
    }
    let name = email.split('@').next().unwrap_or(email).to_owned();
    let new =
        NewAccount { email: email.to_owned(), name, phone: None, kind: AccountKind::Applicant, password: None, lang };
    commands::create(app, desk, &new).await.map(Some)
}

/// Signs in with a password. A missing account costs as much time as a wrong password.
///
/// # Errors
/// The store is not available. `None` is a wrong address or password.
pub async fn with_password(desk: &Desk, email: &str, password: &str) -> Result<Option<Account>, StoreError> {
    let found = queries::by_email(desk, email).await?;
    let (account, hash) = match found {
        Some((account, Some(hash))) => (Some(account), hash),
        Some((_, None)) | None => (None, nobody()),
    };
    let password = password.to_owned();
    let fits = tokio::task::spawn_blocking(move || verifies(&password, &hash)).await.unwrap_or(false);
    Ok(account.filter(|_| fits))
}

/// The hash of a password (argon2id with the library's defaults, which follow OWASP).
///
/// # Errors
/// The machine gives no randomness.
pub async fn hash_password(password: &str) -> Result<String> {
    let password = password.to_owned();
    tokio::task::spawn_blocking(move || {
        let hash = Argon2::default().hash_password(password.as_bytes());
        hash.map(|hash| hash.to_string()).map_err(|error| anyhow::anyhow!("a password could not be hashed: {error}"))
    })
    .await?
}

fn verifies(password: &str, hash: &str) -> bool {
    argon2::password_hash::phc::PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// The hash of a password that nobody has, to spend the same time on.
fn nobody() -> String {
    "$argon2id$v=19$m=19456,t=2,p=1$c2F0dXBpbnR1c2F0dXA$3oZ0BqZyQm0Jv1bVxj3gP6E7b9Yk0m3bE4c7wWlqzTY".to_owned()
}

fn code_hash(app: &App, email: &str, code: &str) -> Vec<u8> {
    app.secret().hmac(b"code", format!("{email}\0{code}").as_bytes())
}

/// Compares without telling by its time where the difference is.
fn same(left: &[u8], right: &[u8]) -> bool {
    left.len() == right.len() && left.iter().zip(right).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}
