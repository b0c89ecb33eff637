//! Who opened whose case, and who was refused: kept for the applicant's right to know (UU 27/2022 art. 32).

use casework::case::CaseId;
use jiff::Timestamp;
use store::StoreError;

use super::queries;
use crate::app::Desk;

/// Keeps that an account opened a case, or asked for it and was refused.
///
/// # Errors
/// The store is not available.
pub async fn log_access(
    desk: &Desk,
    case: CaseId,
    account: i64,
    what: &str,
    allowed: bool,
    at: Timestamp,
) -> Result<(), StoreError> {
    desk.write(vec![queries::insert_access(&desk.id, case, account, what, allowed, at)]).await
}
