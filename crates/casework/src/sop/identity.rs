//! The identity block of the official SOP, and the service standard's own words.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ServiceId;
use crate::lang::Text;

/// What the service is called, whom it is for and what it gives.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// The name of the service's folder.
    pub id: ServiceId,
    /// What people call it.
    pub name: Text,
    /// One sentence: whom it is for.
    pub summary: Text,
    /// The subject under which the catalogue lists it.
    pub category: Text,
    /// Other words by which people look for it.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// What the applicant gets (component 5 of the service standard).
    pub product: Text,
}

/// The identity block of an SOP document, PermenPANRB 35/2012.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// The document's number.
    pub number: String,
    /// The revision, counted from 1.
    pub version: u32,
    /// The day on which it was finished.
    pub created: Date,
    /// The day of the last revision.
    #[serde(default)]
    pub revised: Option<Date>,
    /// The first day on which new cases follow it (00:00 local).
    pub effective: Date,
    /// Who approved it.
    pub approver: Approver,
    /// The law it stands on; the ids are used by requirements, tariffs and rules.
    pub legal_basis: Vec<LegalBasis>,
    /// What the people who execute it must know or hold.
    pub qualifications: Vec<Text>,
    /// Other SOPs it is tied to.
    #[serde(default)]
    pub related: Vec<Text>,
    /// What the work needs.
    pub equipment: Vec<Text>,
    /// What happens when it is not followed.
    pub warnings: Vec<Text>,
    /// What is recorded, and where.
    pub records: Vec<Text>,
}

/// The official who approved the SOP.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approver {
    /// The position, as printed above the name.
    pub position: Text,
    /// The person's name with titles.
    pub name: String,
    /// The civil servant's number (18 digits).
    pub nip: String,
}

/// One law or regulation.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalBasis {
    /// A short name to point to it from elsewhere in the file.
    pub id: String,
    /// Its full title.
    pub title: String,
    /// The articles that matter.
    #[serde(default)]
    pub article: Option<String>,
}

/// The components of the service standard (PermenPANRB 15/2014) that the SOP's other parts do not already say.
/// Requirements, procedure, time, fee, product and legal basis (components 1–5 and 7) are computed from those parts.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// Component 3: the promise to the applicant, in working days.
    pub promise: crate::clock::WorkingTime,
    /// Within which time the law wants a decision, where a law sets one: counted like the promise, in working days.
    #[serde(default)]
    pub statutory: Option<crate::clock::WorkingTime>,
    /// The law that sets it, by its id in the identity block.
    #[serde(default)]
    pub statutory_basis: Option<String>,
    /// Component 6: where to complain, suggest or ask.
    pub complaints: Text,
    /// Component 8: facilities.
    pub facilities: Text,
    /// Component 9: competence of the staff.
    pub competence: Text,
    /// Component 10: internal supervision.
    pub supervision: Text,
    /// Component 11: number of staff.
    pub staff: u16,
    /// Component 12: the guarantee of service.
    pub guarantee: Text,
    /// Component 13: the guarantee of security and safety.
    pub safety: Text,
    /// Component 14: how performance is evaluated.
    pub evaluation: Text,
}
