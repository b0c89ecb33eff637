//! What has happened to a case. The stored form is frozen: new needs get new fields with defaults, or new events.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::fee::FeeEvent;
use super::{FileRef, Filing, Objection, OfficerId};
use crate::clock::Holder;
use crate::form::Answers;
use crate::id::Code;
use crate::sop::{EndResult, LetterKind, OutcomeId, RequirementId, StepId, TimerId};

/// One fact about a case. When it happened, and by whose hand, stands beside it in the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// An application was filed.
    Submitted {
        /// What was filed and under which rules.
        filing: Box<Filing>,
        /// The answers.
        answers: Answers,
        /// The files.
        files: BTreeMap<RequirementId, FileRef>,
    },
    /// A step began.
    StepEntered {
        /// The step.
        step: StepId,
        /// Which visit this is, from 1.
        visit: u32,
        /// The last day on which it is on time.
        due: Option<Date>,
        /// Who holds it.
        holder: Holder,
        /// The role that does it.
        role: String,
        /// The timers set with it, and their hours.
        timers: Vec<(TimerId, Timestamp)>,
        /// What the applicant must correct, where it is the applicant's turn.
        objections: Vec<Objection>,
        /// The officer to whom the step comes back, because the applicant has answered what this officer had returned.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        officer: Option<OfficerId>,
        /// Whether it began because what had been returned from it was mended.
        #[serde(default, skip_serializing_if = "is_not")]
        updated: bool,
    },
    /// A branch arrived at a join and waits for the others.
    BranchArrived {
        /// The step that it came from.
        from: StepId,
        /// The join.
        join: StepId,
    },
    /// An officer took a step.
    StepClaimed {
        /// The step.
        step: StepId,
        /// The officer.
        officer: OfficerId,
    },
    /// An officer gave a step back.
    StepReleased {
        /// The step.
        step: StepId,
    },
    /// An open step was handed to a colleague.
    StepHandedOver {
        /// The step.
        step: StepId,
        /// Who has it now.
        officer: OfficerId,
        /// Why.
        reason: String,
    },
    /// A step was handed from one officer to another, or back to everybody of its role.
    StepReassigned {
        /// The step.
        step: StepId,
        /// Who had it.
        from: Option<OfficerId>,
        /// Who has it now.
        to: Option<OfficerId>,
        /// Why.
        reason: String,
    },
    /// An officer withdrew from the case; what this officer had taken is free again.
    Recused {
        /// Who.
        officer: OfficerId,
        /// Why.
        reason: String,
    },
    /// Whoever has an open step was reminded of it by a person.
    Reminded {
        /// The step.
        step: StepId,
        /// Which visit of it.
        visit: u32,
    },
    /// A step was completed.
    StepCompleted {
        /// The step.
        step: StepId,
        /// How it turned out.
        outcome: OutcomeId,
        /// Who did it; nobody where a timer or the applicant did.
        officer: Option<OfficerId>,
        /// Why, in words.
        reason: Option<String>,
        /// What the officer filled in.
        findings: Answers,
        /// The checklist.
        checks: BTreeMap<RequirementId, Check>,
        /// Photos and other files.
        files: Vec<FileRef>,
        /// What was returned.
        objections: Vec<Objection>,
    },
    /// The applicant corrected what was returned.
    Corrected {
        /// New answers.
        answers: Answers,
        /// New files.
        files: BTreeMap<RequirementId, FileRef>,
        /// What those are called that no requirement asks for.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        names: BTreeMap<RequirementId, String>,
    },
    /// The applicant added documents that nobody had asked for; the clock goes on.
    Added {
        /// The documents.
        files: BTreeMap<RequirementId, FileRef>,
        /// What those are called that no requirement asks for.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        names: BTreeMap<RequirementId, String>,
        /// What the applicant says of them.
        note: String,
    },
    /// A case that silence had closed goes on where it stood.
    Reopened {
        /// The applicant's turn that begins once more.
        step: StepId,
        /// Why, where an officer did it.
        reason: String,
    },
    /// A letter was issued and numbered.
    LetterIssued {
        /// Its id in the SOP.
        letter: String,
        /// What it is in law.
        letter_kind: LetterKind,
        /// Its number.
        number: String,
        /// The sequence that the number came from, and its place there.
        sequence: (String, u64),
        /// The secret in its verification address.
        code: Code,
        /// The day of issue.
        date: Date,
        /// The last day of validity.
        until: Option<Date>,
        /// The officer who decided it.
        by: Option<OfficerId>,
    },
    /// The PDF of a letter was made.
    LetterRecorded {
        /// The letter's number.
        number: String,
        /// The stored file.
        file: FileRef,
    },
    /// A timer fired.
    TimerFired {
        /// The timer.
        timer: TimerId,
        /// The visit of the step it was set for.
        visit: u32,
        /// The step that it watches.
        step: StepId,
        /// What it does.
        action: crate::sop::Action,
    },
    /// A duty of the holder began.
    DutyOpened {
        /// The duty.
        duty: String,
        /// The last day.
        due: Date,
    },
    /// A duty was fulfilled.
    DutyFulfilled {
        /// The duty.
        duty: String,
        /// What was handed in.
        file: Option<FileRef>,
    },
    /// Those who decide were warned that the limit of the law is near or over.
    LimitWarned {
        /// The last day.
        due: Date,
        /// How many working days before it; 0 when it had passed.
        left: u16,
        /// The role that was warned.
        role: String,
    },
    /// The limit of the law passed without a decision, and the application counts as granted.
    DeemedGranted {
        /// The last day on which it could have been decided.
        due: Date,
        /// The step in which it would have been decided.
        step: StepId,
        /// The outcome that counts.
        outcome: OutcomeId,
        /// The law, by its id in the SOP.
        legal_basis: String,
    },
    /// A case that was filed at the counter was taken into the applicant's own account.
    Adopted {
        /// The account.
        account: i64,
    },
    /// The applicant gave up.
    Withdrawn {
        /// Why, if they said.
        reason: String,
    },
    /// The case ended.
    Ended {
        /// The end in the SOP; `ditarik` where the applicant withdrew.
        end: StepId,
        /// What it means.
        result: EndResult,
        /// The version of the office's calendar in force then: by it the case is judged for ever.
        #[serde(default, skip_serializing_if = "is_unsaid")]
        calendar: u32,
    },
    /// Something about its money.
    Fee {
        /// What.
        what: Box<FeeEvent>,
    },
}

fn is_not(said: &bool) -> bool {
    !*said
}

/// Events of the first version do not say which calendar was in force.
fn is_unsaid(calendar: &u32) -> bool {
    *calendar == 0
}

/// How one document fared in the checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// The verdict.
    pub verdict: Verdict,
    /// A note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A verdict on one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// In order.
    Fits,
    /// Not in order.
    Faulty,
    /// Does not apply.
    NotNeeded,
}

impl Event {
    /// The number that this event gave out: the sequence and the place in it.
    pub fn sequence(&self) -> Option<(&str, u64)> {
        match self {
            Event::Submitted { filing, .. } => Some((&filing.sequence.0, filing.sequence.1)),
            Event::LetterIssued { sequence, .. } => Some((&sequence.0, sequence.1)),
            Event::Fee { what } => what.sequence(),
            Event::StepEntered { .. }
            | Event::BranchArrived { .. }
            | Event::StepClaimed { .. }
            | Event::StepReleased { .. }
            | Event::StepHandedOver { .. }
            | Event::Reminded { .. }
            | Event::Adopted { .. }
            | Event::StepReassigned { .. }
            | Event::Recused { .. }
            | Event::StepCompleted { .. }
            | Event::Corrected { .. }
            | Event::Added { .. }
            | Event::Reopened { .. }
            | Event::LetterRecorded { .. }
            | Event::TimerFired { .. }
            | Event::DutyOpened { .. }
            | Event::DutyFulfilled { .. }
            | Event::LimitWarned { .. }
            | Event::DeemedGranted { .. }
            | Event::Withdrawn { .. }
            | Event::Ended { .. } => None,
        }
    }

    /// The officer by whose hand it happened, with the mandate that it rests on; nobody where the event does not say.
    pub fn officer(&self) -> Option<&OfficerId> {
        match self {
            Event::StepClaimed { officer, .. } | Event::Recused { officer, .. } => Some(officer),
            Event::StepCompleted { officer, .. } => officer.as_ref(),
            Event::LetterIssued { by, .. } => by.as_ref(),
            Event::Submitted { .. }
            | Event::StepEntered { .. }
            | Event::BranchArrived { .. }
            | Event::StepReleased { .. }
            | Event::StepHandedOver { .. }
            | Event::Reminded { .. }
            | Event::Adopted { .. }
            | Event::StepReassigned { .. }
            | Event::Corrected { .. }
            | Event::Added { .. }
            | Event::Reopened { .. }
            | Event::LetterRecorded { .. }
            | Event::TimerFired { .. }
            | Event::DutyOpened { .. }
            | Event::DutyFulfilled { .. }
            | Event::LimitWarned { .. }
            | Event::DeemedGranted { .. }
            | Event::Withdrawn { .. }
            | Event::Fee { .. }
            | Event::Ended { .. } => None,
        }
    }

    /// The event's name in the log.
    pub fn name(&self) -> &'static str {
        match self {
            Event::Submitted { .. } => "submitted",
            Event::StepEntered { .. } => "step_entered",
            Event::BranchArrived { .. } => "branch_arrived",
            Event::StepClaimed { .. } => "step_claimed",
            Event::StepReleased { .. } => "step_released",
            Event::StepHandedOver { .. } => "step_handed_over",
            Event::Reminded { .. } => "reminded",
            Event::Adopted { .. } => "adopted",
            Event::StepReassigned { .. } => "step_reassigned",
            Event::Recused { .. } => "recused",
            Event::StepCompleted { .. } => "step_completed",
            Event::Corrected { .. } => "corrected",
            Event::Added { .. } => "added",
            Event::Reopened { .. } => "reopened",
            Event::LetterIssued { .. } => "letter_issued",
            Event::LetterRecorded { .. } => "letter_recorded",
            Event::TimerFired { .. } => "timer_fired",
            Event::DutyOpened { .. } => "duty_opened",
            Event::DutyFulfilled { .. } => "duty_fulfilled",
            Event::LimitWarned { .. } => "limit_warned",
            Event::DeemedGranted { .. } => "deemed_granted",
            Event::Withdrawn { .. } => "withdrawn",
            Event::Ended { .. } => "ended",
            Event::Fee { .. } => "fee",
        }
    }
}

/// An event as the log has it: what, when, by whose hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recorded {
    /// What happened.
    pub event: Event,
    /// When.
    pub at: Timestamp,
    /// By whose hand.
    pub actor: super::Actor,
}
