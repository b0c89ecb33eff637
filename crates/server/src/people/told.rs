//! Who is told what concerns a role.

use jiff::Timestamp;
use store::StoreError;

use super::{Account, queries};
use crate::app::Desk;

/// Who is told where nobody holds the role, so that no warning goes to nobody.
const FALL_BACK: &str = "administrator";

/// Everybody who holds a role, for good or for a time, and whoever acts for them; the administrators where nobody does.
///
/// # Errors
/// The database does not answer.
pub async fn told_for(desk: &Desk, role: &str, now: Timestamp) -> Result<Vec<Account>, StoreError> {
    let mut people = queries::holders(desk, role).await?;
    let office = desk.office();
    let (staffing, today) = (&office.staffing, office.calendar.zone().day(now));
    let lent = staffing.tenures.iter().filter(|tenure| tenure.role.0 == role && tenure.lent.is_some());
    let lent = lent.map(|tenure| tenure.account).filter(|account| staffing.holds(*account, role, today));
    let acting = staffing.mandates.iter().filter(|mandate| mandate.role.0 == role);
    let acting = acting.filter(|mandate| (mandate.from..=mandate.until).contains(&today));
    for account in lent.chain(acting.map(|mandate| mandate.delegate.account)) {
        if people.iter().all(|known| known.id != account) {
            people.extend(queries::by_id(desk, account).await?);
        }
    }
    if !people.is_empty() {
        return Ok(people);
    }
    tracing::warn!(office = desk.id, role, "nobody holds this role; the administrators are told instead");
    queries::holders(desk, FALL_BACK).await
}
