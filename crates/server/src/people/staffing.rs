//! Telling the engine who holds which role and who acts for whom, in every process without a restart.

use jiff::Timestamp;
use store::StoreError;

use super::queries::staff;
use crate::app::Desk;

/// Takes in what was decided about people, here or in another process. One question to the database where nothing was.
///
/// # Errors
/// The database does not answer.
pub async fn refresh(desk: &Desk, now: Timestamp) -> Result<(), StoreError> {
    if staff::version(desk).await? != desk.office().staffing.version {
        let today = desk.office().calendar.zone().day(now);
        desk.restaff(staff::staffing(desk, today).await?);
    }
    Ok(())
}
