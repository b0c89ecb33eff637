//! Who may open a case at the desk: officers of the office itself, and of the agencies that its SOP gives work to. Every
//! look is kept, and every refused one.

use std::sync::Arc;

use axum::response::{IntoResponse as _, Response};
use casework::case::{Case, CaseId, Filing, Recorded};
use casework::office::Office;
use casework::sop::Sop;
use jiff::Timestamp;
use store::StoreError;

use super::queries::{self, Access};
use crate::app::Desk;
use crate::http::Visit;
use crate::people::{self, Account};
use crate::ui;

/// A case that an officer has opened.
pub(super) struct Opened {
    /// Its id.
    pub id: CaseId,
    /// The case.
    pub case: Case,
    /// What was filed.
    pub filing: Filing,
    /// What has happened to it, oldest first.
    pub events: Vec<Recorded>,
    /// The SOP that it follows.
    pub sop: Arc<Sop>,
    /// The office's rules.
    pub office: Arc<Office>,
    /// Who has opened it.
    pub officer: Account,
}

/// What somebody wants to see of a case.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look<'a> {
    /// `case`, `file` or `numbers`.
    pub what: &'a str,
    /// Why, or which file.
    pub detail: Option<&'a str>,
}

impl Look<'_> {
    /// The case's page.
    pub const CASE: Look<'static> = Look { what: "case", detail: None };
}

/// Opens a case for an officer who has a part in it, and keeps that it was opened.
///
/// # Errors
/// The answer to give instead. Somebody who has no part in the case is told that there is no such page, and the try is
/// kept in the access log.
pub(super) async fn open(visit: &Visit, id: &str, look: Look<'_>) -> Result<Opened, Response> {
    let known = id.parse().map(CaseId).ok();
    let officer = match (visit.officer(), known) {
        (Ok(officer), _) => officer.clone(),
        (Err(answer), Some(case)) => {
            keep(visit, case, look, None).await?;
            return Err(answer);
        }
        (Err(answer), None) => return Err(answer),
    };
    let nowhere = || ui::not_found(visit.page()).into_response();
    let id = known.ok_or_else(nowhere)?;
    let found = visit.desk.case(id).await.map_err(|error| visit.trouble(&error))?;
    let Some((case, events)) = found else { return Err(nowhere()) };
    let Some(filing) = case.filing.clone() else { return Err(nowhere()) };
    let office = visit.desk.office();
    let Some(sop) = office.catalogue.get(&filing.bundle).cloned() else {
        return Err(visit.failure(&anyhow::anyhow!("the SOP {} is not installed", filing.bundle)));
    };
    let allowed = people::takes_part(&office, &officer, &sop);
    let seen = (officer.id, if look.what == Look::CASE.what { case.version } else { 0 });
    keep(visit, id, look, allowed.then_some(seen)).await?;
    if !allowed {
        return Err(nowhere());
    }
    Ok(Opened { id, case, filing, events, sop, office, officer })
}

/// Keeps a look; for one that was allowed also which version of the case the officer has now seen, 0 where it was not shown
/// as a whole.
async fn keep(visit: &Visit, case: CaseId, look: Look<'_>, seen: Option<(i64, u64)>) -> Result<(), Response> {
    let account = visit.account.as_ref().map(|account| account.id);
    let access = Access { case, account, what: look.what, detail: look.detail, allowed: seen.is_some() };
    let now = visit.app.now();
    let mut statements = vec![queries::insert_access(&visit.desk.id, &access, now)];
    if let Some((officer, version)) = seen.filter(|(_, version)| *version > 0) {
        statements.push(queries::has_seen(&visit.desk.id, officer, case, version, now));
    }
    visit.desk.write(statements).await.map_err(|error| visit.trouble(&error))
}

/// Keeps that somebody looked at a case, or was refused: for the pages of other slices.
///
/// # Errors
/// The database does not answer.
pub async fn log_access(
    desk: &Desk,
    case: CaseId,
    account: i64,
    what: &str,
    allowed: bool,
    at: Timestamp,
) -> Result<(), StoreError> {
    keep_look(desk, &Access { case, account: Some(account), what, detail: None, allowed }, at).await
}

/// Keeps a look at a case together with its reason or its file: for the API.
///
/// # Errors
/// The database does not answer.
pub async fn keep_look(desk: &Desk, access: &Access<'_>, at: Timestamp) -> Result<(), StoreError> {
    desk.write(vec![queries::insert_access(&desk.id, access, at)]).await
}
