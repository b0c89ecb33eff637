//! The form in which an officer works on a step: checklist, findings, outcome, what is returned, reason.
//!
//! A finding's control has the name of its field; every other control has a `-` in its name, which no field can have.

mod attach;
mod findings;
mod form;
mod read;
mod returns;
mod rework;

pub(super) use attach::{Attach, FILES, MOST_MB, attach, take_in};
pub(super) use findings::{Asked, findings, taken};
pub(super) use form::{Sheet, WorkForm, work_form};
pub(super) use read::{completion, control_of};
pub(super) use returns::OwnReason;
pub(super) use rework::{Comment, before, comments};

use casework::sop::{OutcomeKind, RequirementId, Step, StepId};

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

/// Which usual reason is chosen beside the words of a control.
pub(super) fn code_name(control: &str) -> String {
    format!("{control}-code")
}

/// What something else is called that is missing, in a row of its own.
pub(super) fn other_name(at: usize) -> String {
    format!("other-{at}-name")
}

/// Why something else is asked for.
pub(super) fn other_why(at: usize) -> String {
    format!("other-{at}")
}

/// Rows for other things, as the button for one more names them.
pub(super) const OTHERS: &str = "other";

/// The comment on a part of the work of an earlier step; an empty part is that work as a whole.
pub(super) fn rework_name(step: &StepId, part: &str) -> String {
    format!("rework-{step}.{part}")
}

/// Whether an outcome of this kind is among those of a step.
pub(super) fn offers(step: &Step, kind: OutcomeKind) -> bool {
    step.outcomes.iter().any(|outcome| outcome.kind == kind)
}
