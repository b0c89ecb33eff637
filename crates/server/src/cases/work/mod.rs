//! The form in which an officer works on a step: checklist, findings, outcome, what is returned, reason.
//!
//! A finding's control has the name of its field; every other control has a `-` in its name, which no field can have.

mod attach;
mod findings;
mod form;
mod read;

pub(super) use attach::{Attach, FILES, MOST_MB, attach, take_in};
pub(super) use findings::{Asked, findings, taken};
pub(super) use form::{Sheet, WorkForm, work_form};
pub(super) use read::{completion, control_of};

use casework::sop::{OutcomeKind, RequirementId, Step};

/// The outcome that was chosen.
pub(super) const OUTCOME: &str = "work-outcome";
/// Why, in words.
pub(super) const REASON: &str = "work-reason";
/// The case's version that the page showed.
pub(super) const SEEN: &str = "work-seen";

/// Pressed to look at the letter instead of deciding.
pub(super) const DRAFT: &str = "work-draft";

/// The verdict on a document.
pub(super) fn check_name(requirement: &RequirementId) -> String {
    format!("check-{requirement}")
}

/// What is wrong with a document: a note in the checklist, and the reason where it is returned.
pub(super) fn note_name(requirement: &RequirementId) -> String {
    format!("note-{requirement}")
}

/// Why a document that the checklist does not have is asked for.
pub(super) fn ask_name(requirement: &RequirementId) -> String {
    format!("ask-{requirement}")
}

/// Why an answer is returned.
pub(super) fn back_name(field: &str) -> String {
    format!("back-{field}")
}

/// Whether an outcome of this kind is among those of a step.
pub(super) fn offers(step: &Step, kind: OutcomeKind) -> bool {
    step.outcomes.iter().any(|outcome| outcome.kind == kind)
}
