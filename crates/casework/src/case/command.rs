//! What may be asked of a case.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fee::FeeCommand;
use super::{Applicant, Assignee, Check, FileRef, FiledBy, Objection, OfficerId};
use crate::form::Answers;
use crate::office::RoleId;
use crate::sop::{OutcomeId, RequirementId, ServiceId, StepId, TimerId};

/// A request to a case. Who asks, when, and under which rules is in the [`super::Context`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Command {
    /// File an application; the case begins.
    Submit(Submission),
    /// Take an open step.
    Claim {
        /// The step.
        step: StepId,
    },
    /// Give a step that one has taken back to the others.
    Release {
        /// The step.
        step: StepId,
    },
    /// Hand an open step to a colleague.
    HandOver {
        /// The step.
        step: StepId,
        /// The colleague.
        to: OfficerId,
        /// The roles that the colleague holds now.
        roles: Vec<RoleId>,
        /// Why.
        reason: String,
    },
    /// Remind whoever has an open step of it.
    Remind {
        /// The step.
        step: StepId,
    },
    /// An administrator hands an open step to another officer, or back to everybody of its role.
    Reassign {
        /// The step.
        step: StepId,
        /// To whom; nobody in particular where this is nothing.
        to: Option<Box<Assignee>>,
        /// Why.
        reason: String,
    },
    /// An officer will have nothing to do with a case, because of an interest of their own in it.
    Recuse {
        /// Why.
        reason: String,
    },
    /// Complete an open step with an outcome.
    Complete(Completion),
    /// The applicant's answer to what was returned.
    Correct {
        /// The step that waits for the applicant.
        step: StepId,
        /// New answers to the returned fields.
        answers: Answers,
        /// New files for the returned requirements.
        files: BTreeMap<RequirementId, FileRef>,
    },
    /// The applicant adds documents that nobody has asked for.
    Add {
        /// The documents, by requirement or by the id of their name.
        files: BTreeMap<RequirementId, FileRef>,
        /// What those are called that no requirement asks for.
        names: BTreeMap<RequirementId, String>,
        /// What the applicant says of them; may be empty.
        note: String,
    },
    /// The applicant, or the counter, takes up a case again that silence had closed.
    Reopen {
        /// Why; an officer must say it.
        reason: String,
    },
    /// Somebody who has proved to be the applicant takes a case that was filed at the counter into the own account.
    Adopt,
    /// The applicant gives up.
    Withdraw {
        /// Why, if they say.
        reason: String,
    },
    /// A timer's hour has come.
    FireTimer {
        /// The timer.
        timer: TimerId,
        /// The visit of the step for which it was set.
        visit: u32,
    },
    /// The limit of the law may be near or over: warn those who decide, or grant what the law has granted.
    WatchLimit,
    /// The PDF of an issued letter was made and stored.
    RecordLetter {
        /// The letter's number.
        number: String,
        /// The stored file.
        file: FileRef,
    },
    /// The holder hands in what a duty asks for.
    FulfilDuty {
        /// The duty.
        duty: String,
        /// What was handed in.
        file: Option<FileRef>,
    },
    /// Something about money.
    Fee(FeeCommand),
}

/// An application as it is filed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Submission {
    /// The service applied for.
    pub service: ServiceId,
    /// Whose case it is.
    pub applicant: Applicant,
    /// Who files it.
    pub filed_by: FiledBy,
    /// The typed answers of the form.
    pub answers: Answers,
    /// The files, by requirement.
    pub files: BTreeMap<RequirementId, FileRef>,
}

/// An officer's completion of a step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Completion {
    /// The step.
    pub step: StepId,
    /// How often the case had changed when the officer saw it: a stale page is told so and not acted on.
    pub seen: u64,
    /// How it turned out.
    pub outcome: OutcomeId,
    /// Why, in words.
    pub reason: Option<String>,
    /// The step's fields, filled in.
    pub findings: Answers,
    /// The checklist.
    pub checks: BTreeMap<RequirementId, Check>,
    /// Photos and other files.
    pub files: Vec<FileRef>,
    /// What is returned to the applicant, for an outcome that returns.
    pub objections: Vec<Objection>,
}

impl Completion {
    /// A completion with an outcome and nothing else.
    pub fn plain(step: StepId, seen: u64, outcome: OutcomeId) -> Completion {
        Completion {
            step,
            seen,
            outcome,
            reason: None,
            findings: Answers::default(),
            checks: BTreeMap::new(),
            files: Vec::new(),
            objections: Vec::new(),
        }
    }
}
