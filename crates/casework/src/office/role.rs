//! Agencies, and the roles that people hold in them.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::lang::Text;

/// Names one agency of an office.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AgencyId(pub String);

impl fmt::Display for AgencyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The office itself or a technical agency that recommends to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// Its short name.
    pub id: AgencyId,
    /// Its name.
    pub name: Text,
    /// Whether it is the one-stop office itself and not one of the technical agencies.
    #[serde(default)]
    pub front: bool,
    /// What it was called before, newest last.
    #[serde(default)]
    pub former: Vec<FormerName>,
    /// The agency that has taken over its work; it remains for the history alone.
    #[serde(default)]
    pub merged_into: Option<AgencyId>,
}

/// A name that an agency had.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormerName {
    /// The name.
    pub name: Text,
    /// The last day on which it had it.
    pub until: Date,
}

/// Names one role of an office.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RoleId(pub String);

impl fmt::Display for RoleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A role that steps name and that people hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Its short name, as steps use it.
    pub id: RoleId,
    /// What people call it.
    pub name: Text,
    /// Its agency.
    pub agency: AgencyId,
    /// Whether its holders oversee the work of their agency: they see who has what and what is late, hand work over, remind,
    /// and keep the library of reasons.
    #[serde(default, skip_serializing_if = "is_not")]
    pub supervises: bool,
}

/// Most roles oversee nobody.
fn is_not(flag: &bool) -> bool {
    !flag
}
