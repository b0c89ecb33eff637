//! How somebody proves that a case of the counter is theirs: by its tracking code, and by the address of their account or a
//! second code that goes to where the case says its applicant is reached.

use casework::case::{Case, CaseId, Filing};
use casework::id::Code;
use store::StoreError;

use super::queries;
use crate::app::App;
use crate::cases;
use crate::http::Visit;
use crate::notices;
use crate::people::Account;

/// How long a mailed code lives.
const MAILED_MINUTES: i64 = 15;
/// How long a code from the counter lives: until its holder is home.
const HANDED_OUT_MINUTES: i64 = 24 * 60;
/// How many wrong tries a code survives: five of a million.
const TRIES: i64 = 5;

/// What came of a tracking code.
pub enum Sought {
    /// The case is the person's own already.
    Own(CaseId),
    /// It is theirs: they have signed in with the address of the case.
    Theirs(Box<Found>),
    /// A second code was mailed.
    Mailed,
    /// The case has no address: the counter hands out a code.
    AtTheCounter,
    /// The counter has handed out a code that still lives; another would make it worth nothing.
    HandedOut,
    /// Too many codes were asked for.
    TooOften,
    /// There is no such case without an account.
    Nowhere,
}

/// A case that was found.
pub struct Found {
    /// Its id.
    pub id: CaseId,
    /// The case.
    pub case: Case,
    /// What was filed.
    pub filing: Filing,
}

/// Looks for a case of the counter by its tracking code, and sends a second code where that is needed.
///
/// # Errors
/// The database does not answer.
pub async fn seek(visit: &Visit, account: &Account, tracking: &str) -> Result<Sought, StoreError> {
    let Some(found) = find(visit, tracking).await? else { return Ok(Sought::Nowhere) };
    match found.filing.applicant.account {
        Some(owner) if owner == account.id => return Ok(Sought::Own(found.id)),
        Some(_) => return Ok(Sought::Nowhere),
        None => {}
    }
    let email = found.filing.applicant.email.clone();
    if email.as_ref().is_some_and(|email| email.eq_ignore_ascii_case(&account.email)) {
        return Ok(Sought::Theirs(Box::new(found)));
    }
    if is_handed_out(visit, found.id).await? {
        return Ok(Sought::HandedOut);
    }
    let Some(email) = email else { return Ok(Sought::AtTheCounter) };
    if !visit.app.limits().may_try(&visit.desk.id, &email) {
        return Ok(Sought::TooOften);
    }
    let (code, keep) = new_code(visit, found.id, MAILED_MINUTES);
    let mut statements = vec![keep];
    statements.extend(notices::case_code(&visit.desk, (found.id, &found.filing), &email, &code, visit.app.now()));
    visit.desk.write(statements).await?;
    visit.app.wake_worker();
    Ok(Sought::Mailed)
}

/// The case whose second code this is; nothing where it does not fit any more or there is no such case.
///
/// # Errors
/// The database does not answer.
pub async fn proven(visit: &Visit, tracking: &str, code: &str) -> Result<Option<Found>, StoreError> {
    let Some(found) = find(visit, tracking).await? else { return Ok(None) };
    let fits = found.filing.applicant.account.is_none() && fits(visit, found.id, code).await?;
    Ok(fits.then_some(found))
}

/// A code that the counter hands out against an identity card.
///
/// # Errors
/// The database does not answer.
pub async fn hand_out(visit: &Visit, id: CaseId) -> Result<String, StoreError> {
    let (code, keep) = new_code(visit, id, HANDED_OUT_MINUTES);
    visit.desk.write(vec![keep]).await?;
    Ok(code)
}

/// Whether a code from the counter lives, which no mailed one lives as long as.
async fn is_handed_out(visit: &Visit, id: CaseId) -> Result<bool, StoreError> {
    let mailed_until = visit.app.now().as_microsecond() + MAILED_MINUTES * 60_000_000;
    let code = queries::case_code(&visit.desk, id).await?;
    Ok(code.is_some_and(|(_, tries, expires)| tries < TRIES && expires > mailed_until))
}

/// The case that a tracking code names; only a whole code finds one.
async fn find(visit: &Visit, typed: &str) -> Result<Option<Found>, StoreError> {
    let Ok(code) = Code::parse(typed) else { return Ok(None) };
    let Some(row) = cases::by_tracking(&visit.desk, &code.to_string()).await? else { return Ok(None) };
    let found = visit.desk.case(row.id).await?;
    Ok(found.and_then(|(case, _)| {
        let filing = case.filing.clone()?;
        Some(Found { id: row.id, case, filing })
    }))
}

fn new_code(visit: &Visit, id: CaseId, minutes: i64) -> (String, store::Statement) {
    let code = format!("{:06}", rand::random_range(0..1_000_000u32));
    let expires = visit.app.now().as_microsecond() + minutes * 60_000_000;
    let keep = queries::put_case_code(&visit.desk.id, id, &hash(&visit.app, id, &code), expires);
    (code, keep)
}

/// Whether a second code fits. Each wrong one counts; a right one is used up.
async fn fits(visit: &Visit, id: CaseId, typed: &str) -> Result<bool, StoreError> {
    let Some((expected, tries, expires)) = queries::case_code(&visit.desk, id).await? else { return Ok(false) };
    let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
    if tries >= TRIES || expires < visit.app.now().as_microsecond() || expected != hash(&visit.app, id, &typed) {
        visit.desk.write(vec![queries::count_case_try(&visit.desk.id, id)]).await?;
        return Ok(false);
    }
    visit.desk.write(vec![queries::delete_case_code(&visit.desk.id, id)]).await?;
    Ok(true)
}

fn hash(app: &App, id: CaseId, code: &str) -> Vec<u8> {
    app.secret().hmac(b"code of a case", format!("{}\0{code}", id.0).as_bytes())
}
