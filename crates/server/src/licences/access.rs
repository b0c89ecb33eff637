//! Who may read a letter, and which services' registers an officer sees.

use casework::office::Office;
use casework::sop::{LetterKind, ServiceId, Sop};
use store::StoreError;

use super::queries::LetterRow;
use crate::cases;
use crate::http::Visit;
use crate::people::{Account, AccountKind};

/// Whether an officer works on the cases of a service: everybody in the one-stop office does, a technical agency where a
/// step of the SOP is its own.
pub fn works_on(office: &Office, account: &Account, sop: &Sop) -> bool {
    let AccountKind::Officer { agency, .. } = &account.kind else { return false };
    let of_agency = |role: &str| office.role(role).is_some_and(|role| &role.agency == agency);
    office.agency(agency).is_some_and(|agency| agency.front) || sop.steps.iter().any(|step| of_agency(&step.role))
}

/// The services whose register an officer sees, as they are today.
pub fn services(visit: &Visit, account: &Account) -> Vec<(ServiceId, String)> {
    let office = visit.desk.office();
    let today = office.calendar.zone().day(visit.app.now());
    let seen = office.catalogue.services(today).filter(|sop| works_on(&office, account, sop));
    seen.map(|sop| (sop.service.id.clone(), sop.service.name.get(visit.lang()).to_owned())).collect()
}

/// Whether an officer sees the registers of all services.
pub fn sees_all(visit: &Visit, account: &Account) -> bool {
    let AccountKind::Officer { agency, .. } = &account.kind else { return false };
    visit.desk.office().agency(agency).is_some_and(|agency| agency.front)
}

/// Whether somebody may read a letter: officers who work on its service, and the account that owns the case, where the
/// letter is addressed to the applicant. Orders and recommendations between officers are not.
///
/// # Errors
/// The database does not answer.
pub async fn may_read(visit: &Visit, account: &Account, letter: &LetterRow) -> Result<bool, StoreError> {
    if account.is_officer() {
        let office = visit.desk.office();
        return Ok(office.catalogue.get(&letter.bundle).is_some_and(|sop| works_on(&office, account, sop)));
    }
    let addressed = match letter.kind {
        LetterKind::Licence | LetterKind::Rejection => true,
        LetterKind::Recommendation | LetterKind::Assignment => false,
    };
    let case = cases::by_id(&visit.desk, letter.case).await?;
    Ok(addressed && case.is_some_and(|case| case.account == Some(account.id)))
}
