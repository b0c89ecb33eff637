//! Who may read a letter, and which services' registers an officer sees.

use std::sync::Arc;

use casework::sop::{LetterKind, ServiceId, Sop};
use store::StoreError;

use super::queries::LetterRow;
use crate::cases;
use crate::http::Visit;
use crate::people::{self, Account};

/// The services whose register an officer sees: those that are offered today and that the officer has a part in.
pub fn services(visit: &Visit, account: &Account) -> Vec<(ServiceId, String)> {
    let office = visit.desk.office();
    let today = office.calendar.zone().day(visit.app.now());
    let own = people::services_with_part(&office, account);
    let of_own = |sop: &&Arc<Sop>| own.as_ref().is_none_or(|own| own.contains(&sop.service.id.0));
    let seen = office.catalogue.services(today).filter(of_own);
    seen.map(|sop| (sop.service.id.clone(), sop.service.name.get(visit.lang()).to_owned())).collect()
}

/// Whether an officer sees the registers of all services.
pub fn sees_all(visit: &Visit, account: &Account) -> bool {
    people::services_with_part(&visit.desk.office(), account).is_none()
}

/// Whether somebody may read a letter: officers who have a part in its service, and the account that owns the case, where the
/// letter is addressed to the applicant. Orders and recommendations between officers are not.
///
/// # Errors
/// The database does not answer.
pub async fn may_read(visit: &Visit, account: &Account, letter: &LetterRow) -> Result<bool, StoreError> {
    if account.is_officer() {
        let office = visit.desk.office();
        return Ok(office.catalogue.get(&letter.bundle).is_some_and(|sop| people::takes_part(&office, account, sop)));
    }
    let addressed = match letter.kind {
        LetterKind::Licence | LetterKind::Rejection => true,
        LetterKind::Recommendation | LetterKind::Assignment => false,
    };
    let case = cases::by_id(&visit.desk, letter.case).await?;
    Ok(addressed && case.is_some_and(|case| case.account == Some(account.id)))
}
