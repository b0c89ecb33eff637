//! A case: what it is, what may be asked of it, what has happened to it.
//!
//! [`decide`] answers a [`Command`] with the [`Event`]s that follow from it or with a [`Refusal`]; [`evolve`] is the
//! only thing that changes a [`Case`]. Neither reads a clock nor draws a number: both come in with the [`Context`].

mod answer;
mod applicant;
mod command;
mod complete;
mod context;
mod correction;
mod decide;
mod dues;
mod event;
mod evolve;
pub mod fee;
mod flow;
mod handover;
mod hands;
mod issue;
mod limit;
mod obstacle;
mod refusal;
mod reopen;
mod rework;
mod submit;

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use applicant::{Applicant, FiledBy};
pub use command::{Command, Completion, Submission};
pub use complete::timer_hour;
pub use context::{Acting, Actor, Assignee, Context, OfficerId, Sequences};
pub use correction::{Item, Objection, extra_id};
pub use decide::decide;
pub use dues::due_of_step;
pub use event::{Check, Event, Recorded, Verdict};
pub use evolve::evolve;
pub use handover::{is_supervisor, may_remind, oversees};
pub use hands::{CONFLICT, Conflict, is_free_for};
pub use limit::Warned;
pub use obstacle::obstacle;
pub use refusal::{Refusal, RefusalKind};
pub use reopen::reopening;

use crate::clock::{Holder, Ledger, Promise};
use crate::form::Answers;
use crate::id::Code;
use crate::money::Rupiah;
use crate::sop::{BundleId, EndResult, LetterKind, OutcomeId, RequirementId, StepId, TimerId};

/// Names a case within its office: the position of its first event in the office's log. 0 is no case yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CaseId(pub i64);

/// A file that was taken in: stored under the hash of its content; its name is only what people call it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRef {
    /// SHA-256 of the content, in lower-case hexadecimal.
    pub sha256: String,
    /// The name that it had on the sender's device, without any path.
    pub name: String,
    /// Its media type, told from its content.
    pub media: String,
    /// Its size in bytes.
    pub size: u64,
}

/// A case as it stands: everything that [`evolve`] has made of its events.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// How many events have made it; 0 is a case that has not begun.
    pub version: u64,
    /// What was filed. Absent before the first event.
    pub filing: Option<Filing>,
    /// The answers as they stand, corrections included.
    pub answers: Answers,
    /// The files as they stand; older ones stay in [`Case::replaced`].
    pub files: BTreeMap<RequirementId, FileRef>,
    /// What documents are called that no requirement asks for, by their ids among [`Case::files`].
    pub names: BTreeMap<RequirementId, String>,
    /// Files and answers that a correction replaced, oldest first.
    pub replaced: Vec<Replaced>,
    /// Documents that the applicant added unasked, oldest first.
    pub additions: Vec<Addition>,
    /// The steps that are open now. At most once each: the SOP's check guarantees it.
    pub open: BTreeMap<StepId, OpenStep>,
    /// Branches that have arrived at a join and wait for the others: (from, join).
    pub arrived: BTreeSet<(StepId, StepId)>,
    /// The steps that were completed, oldest first.
    pub done: Vec<DoneStep>,
    /// Who holds the case, and who held it when.
    pub ledger: Ledger,
    /// The letters issued, oldest first.
    pub letters: Vec<IssuedLetter>,
    /// How and when it ended.
    pub ended: Option<Ended>,
    /// When it was reopened after an end, oldest first.
    pub reopened: Vec<Timestamp>,
    /// Timers that have fired, with the visit of the step they fired in.
    pub fired: BTreeSet<(TimerId, u32)>,
    /// Duties that outlive the case, by id; true once fulfilled.
    pub duties: BTreeMap<String, OpenDuty>,
    /// Its bills and payments.
    #[serde(default)]
    pub fees: fee::Fees,
    /// When somebody was reminded of an open step by a person, oldest first: the step, its visit, the moment.
    #[serde(default)]
    pub reminded: Vec<(StepId, u32, Timestamp)>,
    /// The officers who have withdrawn from it, by account, and why.
    #[serde(default)]
    pub recused: BTreeMap<i64, String>,
    /// The warnings that were given before the limit of the law.
    #[serde(default)]
    pub warned: Warned,
    /// That the law has granted it, where it was so.
    #[serde(default)]
    pub deemed: Option<DeemedApproval>,
}

/// A case that the law has granted, because its limit passed without a decision (*fiktif positif*).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeemedApproval {
    /// The last day on which it could have been decided.
    pub due: Date,
    /// When this was recorded.
    pub at: Timestamp,
    /// The law, by its id in the SOP.
    pub legal_basis: String,
}

/// What was filed, by whom, under which rules: what never changes again, but for the account of an applicant who had none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Filing {
    /// The SOP version that the case follows to its end.
    pub bundle: BundleId,
    /// The registration number.
    pub number: String,
    /// The code by which anyone who has it can track the case.
    pub tracking: Code,
    /// Whose case it is.
    pub applicant: Applicant,
    /// Who filed it.
    pub filed_by: FiledBy,
    /// When.
    pub at: Timestamp,
    /// What it costs.
    pub fee: Rupiah,
    /// The promise made.
    pub promise: Promise,
    /// The sequence that the number came from, and its place there.
    pub sequence: (String, u64),
}

/// A step that is open.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenStep {
    /// When it began.
    pub since: Timestamp,
    /// The last day on which it is on time.
    pub due: Option<Date>,
    /// The officer who has taken it.
    pub officer: Option<OfficerId>,
    /// Who holds the case while this step is open.
    pub holder: Holder,
    /// The role that does it.
    pub role: String,
    /// Which visit of the step this is, from 1.
    pub visit: u32,
    /// What the applicant must correct, where it is the applicant's turn; what an officer must look at again, where a later
    /// step has given the work back.
    pub objections: Vec<Objection>,
    /// The case's version when the step began: a page shown before that is stale.
    pub entered_at: u64,
    /// Whether it began because what its officer had returned was mended.
    pub answered: bool,
}

/// A step that was completed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DoneStep {
    /// The step.
    pub step: StepId,
    /// When it began.
    pub since: Timestamp,
    /// When it was completed.
    pub at: Timestamp,
    /// Its due day, if it had one.
    pub due: Option<Date>,
    /// How it turned out.
    pub outcome: OutcomeId,
    /// Who did it; nobody where a timer or the applicant did.
    pub officer: Option<OfficerId>,
    /// Why, in words.
    pub reason: Option<String>,
    /// What the officer filled in.
    pub findings: Answers,
    /// The checklist.
    pub checks: BTreeMap<RequirementId, Check>,
    /// Photos and other files of the officer.
    pub files: Vec<FileRef>,
    /// What was returned to the applicant.
    pub objections: Vec<Objection>,
    /// What the applicant, or the officer, had been asked to mend when it began.
    pub asked: Vec<Objection>,
}

/// Documents that the applicant added without being asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Addition {
    /// When.
    pub at: Timestamp,
    /// The case's version then: an officer's page from before it is stale.
    pub version: u64,
    /// Which documents, by their ids among [`Case::files`].
    pub files: Vec<RequirementId>,
    /// What the applicant says of them; may be empty.
    pub note: String,
}

/// An older state of something that a correction replaced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Replaced {
    /// When.
    pub at: Timestamp,
    /// The answers that were replaced, as they had been.
    pub answers: Answers,
    /// The files that were replaced.
    pub files: BTreeMap<RequirementId, FileRef>,
    /// Whether the new ones came unasked.
    pub unasked: bool,
}

/// A letter that was issued: numbered at once, its PDF recorded when it is made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IssuedLetter {
    /// The letter's id in the SOP.
    pub letter: String,
    /// What it is in law.
    pub kind: LetterKind,
    /// Its number.
    pub number: String,
    /// The secret that its verification address carries: 60 random bits.
    pub code: Code,
    /// The day of issue.
    pub date: Date,
    /// When it was issued.
    pub at: Timestamp,
    /// The last day of validity, for a licence that has one.
    pub until: Option<Date>,
    /// The officer who decided it.
    pub by: Option<OfficerId>,
    /// The PDF, once made.
    pub file: Option<FileRef>,
}

/// How and when a case ended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ended {
    /// The end that it reached.
    pub end: StepId,
    /// What that means.
    pub result: EndResult,
    /// When.
    pub at: Timestamp,
    /// The version of the calendar by which it is judged; 0 where the event does not say.
    #[serde(default)]
    pub calendar: u32,
}

/// A duty of the holder after the case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenDuty {
    /// The last day.
    pub due: Date,
    /// What was handed in, once fulfilled.
    pub fulfilled: Option<(Timestamp, Option<FileRef>)>,
}

impl Case {
    /// The filing of a case that has begun.
    pub fn filing(&self) -> Option<&Filing> {
        self.filing.as_ref()
    }

    /// How often a step has been completed or opened so far.
    pub fn visits(&self, step: &StepId) -> u32 {
        let done = self.done.iter().filter(|done| &done.step == step).count();
        u32::try_from(done).unwrap_or(u32::MAX) + u32::from(self.open.contains_key(step))
    }

    /// The last time a step was completed.
    pub fn last(&self, step: &StepId) -> Option<&DoneStep> {
        self.done.iter().rev().find(|done| &done.step == step)
    }

    /// Whether what was asked for last was mended by an officer, whose work a later step had given back, and not by the
    /// applicant.
    pub fn was_reworked(&self) -> bool {
        let answered = self.done.iter().rev().find(|done| !done.asked.is_empty());
        answered.is_some_and(|done| done.officer.is_some())
    }

    /// The documents that no requirement asks for: id, name and file.
    pub fn extras(&self) -> impl Iterator<Item = (&RequirementId, &str, &FileRef)> {
        self.names.iter().filter_map(|(id, name)| Some((id, name.as_str(), self.files.get(id)?)))
    }

    /// What was added unasked since an open step began.
    pub fn added_since<'a>(&'a self, open: &'a OpenStep) -> impl Iterator<Item = &'a Addition> {
        self.additions.iter().filter(|addition| addition.version > open.entered_at)
    }

    /// The licence, where one was issued.
    pub fn licence(&self) -> Option<&IssuedLetter> {
        self.letters.iter().rev().find(|letter| letter.kind == LetterKind::Licence)
    }
}
