//! Whose case it is, and who filed it.

use serde::{Deserialize, Serialize};

use super::OfficerId;

/// The person or body whose case it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Applicant {
    /// The account that owns the case; absent when an officer filed for somebody without one.
    pub account: Option<i64>,
    /// The name as given.
    pub name: String,
    /// Where messages go; absent for somebody at the counter without e-mail.
    pub email: Option<String>,
    /// A telephone number.
    pub phone: Option<String>,
}

/// Who filed the case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FiledBy {
    /// The applicant.
    Applicant,
    /// An officer at the counter, for a citizen.
    Officer(OfficerId),
}
