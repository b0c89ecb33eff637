//! The reasons library: why something is usually returned, said well once instead of hastily each time.

use serde::{Deserialize, Serialize};

use crate::lang::Text;

/// A usual reason for returning something to the applicant.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Names it within the SOP; reports count by it.
    pub id: String,
    /// A few words, as the officer chooses it.
    pub label: Text,
    /// What the applicant reads: what is wrong, and what to do.
    pub text: Text,
}
