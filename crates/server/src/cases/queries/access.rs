//! Who opened whose case, and who was refused.

use casework::case::CaseId;
use jiff::Timestamp;
use store::Statement;

/// One look at a case.
#[derive(Clone, Debug)]
pub struct Access<'a> {
    /// The case; 0 for the register as a whole.
    pub case: CaseId,
    /// Who looked.
    pub account: Option<i64>,
    /// At what: `case`, `file`, `numbers` or `register`.
    pub what: &'a str,
    /// Why, or at which file.
    pub detail: Option<&'a str>,
    /// Whether it was shown.
    pub allowed: bool,
}

/// Keeps a look for the applicant's right to know (UU 27/2022 art. 32).
pub fn insert_access(office: &str, access: &Access<'_>, at: Timestamp) -> Statement {
    Statement::new(
        "insert into access_log (office, id, case_id, account, what, detail, allowed, at_us)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        vec![
            office.into(),
            i64::from_ne_bytes(rand::random::<[u8; 8]>()).saturating_abs().into(),
            access.case.0.into(),
            access.account.into(),
            access.what.into(),
            access.detail.into(),
            access.allowed.into(),
            at.as_microsecond().into(),
        ],
    )
}
