//! What an officer returns to the applicant: item by item, each with a reason.

use serde::{Deserialize, Serialize};

use crate::sop::RequirementId;

/// One thing that the applicant is asked to correct.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// The answer to this field.
    Field(String),
    /// The file for this requirement, or the missing one.
    File(RequirementId),
}

/// One returned item, with the reason for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Objection {
    /// What is returned.
    pub item: Item,
    /// Why, and what to do, in the officer's words.
    pub reason: String,
}
