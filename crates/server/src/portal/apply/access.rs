//! Whose draft and whose case: only the applicant's, or an officer's at the counter for somebody without an account.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use casework::case::{Case, CaseId, Filing};
use casework::sop::Sop;
use store::StoreError;

use crate::cases;
use crate::http::Visit;
use crate::ui::{Page, Trouble};

/// A case that the visitor may see as its applicant does.
pub struct Own {
    /// Its id.
    pub id: CaseId,
    /// The case.
    pub case: Case,
    /// What was filed.
    pub filing: Filing,
    /// The SOP that it follows.
    pub sop: Arc<Sop>,
}

/// Opens a case for its applicant, or for an officer of the front agency where the applicant has no account.
///
/// # Errors
/// The answer to give instead: the way to sign in, or the page that says that it is not theirs. A refusal is kept in the
/// access log of the case (S05).
pub async fn own_case(visit: &Visit, id: &str, what: &str) -> Result<Own, Response> {
    let account = visit.someone()?;
    let Ok(id) = id.parse().map(CaseId) else { return Err(not_yours(visit)) };
    let found = visit.desk.case(id).await.map_err(|error| visit.trouble(&error))?;
    let Some((case, _)) = found else { return Err(not_yours(visit)) };
    let Some(filing) = case.filing.clone() else { return Err(not_yours(visit)) };
    if !account.may_act_for(&filing, &visit.desk.office()) {
        refused(visit, id, what).await.map_err(|error| visit.trouble(&error))?;
        return Err(not_yours(visit));
    }
    if account.is_officer() {
        let seen = cases::log_access(&visit.desk, id, account.id, what, true, visit.app.now()).await;
        seen.map_err(|error| visit.trouble(&error))?;
    }
    match visit.desk.office().catalogue.get(&filing.bundle) {
        Some(sop) => Ok(Own { id, sop: sop.clone(), case, filing }),
        None => Err(visit.failure(&anyhow::anyhow!("the SOP {} is not installed", filing.bundle))),
    }
}

/// Keeps that somebody asked for what is not theirs.
pub async fn refused(visit: &Visit, case: CaseId, what: &str) -> Result<(), StoreError> {
    let Some(account) = &visit.account else { return Ok(()) };
    tracing::warn!(case = case.0, account = account.id, what, "a page of somebody else was asked for");
    cases::log_access(&visit.desk, case, account.id, what, false, visit.app.now()).await
}

/// The page for what is not there or not for this person: the two look alike, so that nothing is given away.
pub fn not_yours(visit: &Visit) -> Response {
    let p: Page = visit.page().titled("portal-apply-not-yours");
    let (why, sign_in, track) = (
        p.tr("portal-apply-not-yours-why"),
        p.tr("portal-apply-not-yours-sign-in"),
        p.tr("portal-apply-not-yours-track"),
    );
    let way = p.tr("nav-track").into_owned();
    Trouble::new(p, StatusCode::NOT_FOUND, why).step(sign_in).step(track).way(way, "/lacak").into_response()
}
