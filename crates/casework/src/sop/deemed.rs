//! Deemed approval (*fiktif positif*): what follows when the limit of the law passes without a decision.
//!
//! UU 30/2014 art. 53 as changed by UU 6/2023: silence within the limit counts as granting by law. Whether an office lets the
//! program act on it is the office's own decision, service by service, and rests on the basis that the SOP names.

use serde::{Deserialize, Serialize};

use super::{OutcomeId, StepId};

/// What is done about an application whose limit passes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deemed {
    /// How far the program goes.
    pub mode: DeemedMode,
    /// The step in which the application would be decided; its role is warned.
    pub step: StepId,
    /// The outcome of that step that grants it.
    pub outcome: OutcomeId,
    /// The law, by its id in the identity block.
    pub legal_basis: String,
}

/// How far the program goes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DeemedMode {
    /// Nothing is done.
    Off,
    /// Those who decide are warned, and at the end find a draft of the licence.
    Warn,
    /// The licence is issued when the limit has passed.
    Issue,
}

/// So many working days before the limit those who decide are warned.
pub const WARNED_BEFORE: [u16; 2] = [3, 1];
