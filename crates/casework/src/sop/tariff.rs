//! What a service costs: a formula with a date from which it holds. Nothing is the usual tariff.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Formula;
use crate::lang::Text;

/// The fee of a service (component 4 of the service standard).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// What the applicant should know: that it is free, or who assesses a tax elsewhere.
    pub note: Text,
    /// The tariffs, by their effective date; the newest that has begun holds.
    pub tariff: Vec<Tariff>,
}

/// One version of the tariff.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tariff {
    /// The first day on which it holds.
    pub effective: Date,
    /// Yields whole rupiah from the answers; `0` where the service is free.
    pub formula: Formula,
    /// The legal basis, by its id in the identity block.
    pub legal_basis: String,
}

impl Fee {
    /// The tariff that holds on a day: the newest that has begun by then.
    pub fn on(&self, day: Date) -> Option<&Tariff> {
        self.tariff.iter().filter(|tariff| tariff.effective <= day).max_by_key(|tariff| tariff.effective)
    }
}
