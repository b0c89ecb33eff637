//! Who is told what concerns a role.

use store::StoreError;

use super::{Account, queries};
use crate::app::Desk;

/// Who is told where nobody holds the role, so that no warning goes to nobody.
const FALL_BACK: &str = "administrator";

/// Everybody who holds a role; the administrators where nobody does.
///
/// # Errors
/// The database does not answer.
pub async fn told_for(desk: &Desk, role: &str) -> Result<Vec<Account>, StoreError> {
    let holders = queries::holders(desk, role).await?;
    if !holders.is_empty() {
        return Ok(holders);
    }
    tracing::warn!(office = desk.id, role, "nobody holds this role; the administrators are told instead");
    queries::holders(desk, FALL_BACK).await
}
