//! The work: steps, their outcomes and where these lead, ends, timers, and duties that outlive the case.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Formula, RequirementId};
use crate::clock::WorkingTime;
use crate::form::Field;
use crate::lang::Text;

/// Names one step, or one end, within its SOP.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StepId(pub String);

/// Names one outcome within its step.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OutcomeId(pub String);

/// Names one timer within its SOP.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TimerId(pub String);

macro_rules! shown_as_written {
    ($($name:ty),*) => { $(
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.write_str(&self.0) }
        }
    )* };
}
shown_as_written!(StepId, OutcomeId, TimerId);

/// Where a case goes next: one step or end, or several steps at once (parallel branches).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Targets {
    /// One step or end.
    One(StepId),
    /// Several steps at once.
    All(Vec<StepId>),
}

impl Targets {
    /// The targets in their order.
    pub fn iter(&self) -> impl Iterator<Item = &StepId> {
        match self {
            Targets::One(id) => std::slice::from_ref(id).iter(),
            Targets::All(ids) => ids.iter(),
        }
    }
}

/// Where a submitted case begins.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// The usual first step.
    pub to: Targets,
    /// Other ways, each where its condition holds; the first that holds is taken.
    #[serde(default)]
    pub route: Vec<Route>,
}

/// A way that is taken where a condition over the answers holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    /// The condition.
    pub when: Formula,
    /// Where it leads.
    pub to: Targets,
}

/// One activity of the SOP: a row of its matrix.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Names it within the SOP.
    pub id: StepId,
    /// What it is called on the tracking page and in the inbox.
    pub name: Text,
    /// The activity in the official matrix: an active verb, no subject.
    pub activity: Text,
    /// What kind of work it is: decides which page the officer gets.
    pub task: TaskKind,
    /// The role that does it, from the office's roles; for [`TaskKind::Correct`] and [`TaskKind::Pay`] it is `pemohon`.
    pub role: String,
    /// How long it may take (*waktu* of the *mutu baku*).
    pub time: WorkingTime,
    /// What must be there to begin (*kelengkapan*).
    pub needs: Text,
    /// What it yields (*output*).
    pub output: Text,
    /// Remarks in the matrix.
    #[serde(default)]
    pub remark: Option<Text>,
    /// The requirements that are examined here.
    #[serde(default)]
    pub checks: Vec<RequirementId>,
    /// What the officer fills in: findings, a recommendation's number, an assessed amount.
    #[serde(default, rename = "field")]
    pub fields: Vec<Field>,
    /// This step is a join: it begins when all of these have arrived.
    #[serde(default)]
    pub joins: Vec<StepId>,
    /// Steps whose officer may not also do this one (four eyes).
    #[serde(default)]
    pub not_same_as: Vec<StepId>,
    /// How it can turn out, in the order in which the page offers it.
    #[serde(rename = "outcome")]
    pub outcomes: Vec<Outcome>,
}

impl Step {
    /// The outcome with this id.
    pub fn outcome(&self, id: &OutcomeId) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| &outcome.id == id)
    }
}

/// The kinds of work that an office does on a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TaskKind {
    /// Examine the documents against the checklist.
    Verify,
    /// Say, as an agency or a supervisor, whether it should be granted.
    Recommend,
    /// Go there, look, and record findings with photos.
    Inspect,
    /// Decide, as the person with the mandate.
    Decide,
    /// Hand the result over.
    Deliver,
    /// Other work with fields to fill in.
    Work,
    /// The applicant's turn: answer what was returned.
    Correct,
    /// The applicant's turn: pay the fee. Where nothing is due, the case passes.
    Pay,
}

impl TaskKind {
    /// Whether it is the applicant's turn, so that no officer completes it.
    pub fn is_applicants(self) -> bool {
        match self {
            TaskKind::Correct | TaskKind::Pay => true,
            TaskKind::Verify
            | TaskKind::Recommend
            | TaskKind::Inspect
            | TaskKind::Decide
            | TaskKind::Deliver
            | TaskKind::Work => false,
        }
    }
}

/// One way in which a step can turn out.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Names it within the step.
    pub id: OutcomeId,
    /// The button.
    pub label: Text,
    /// What it means: it decides colours, and whether reasons or returned items are asked for.
    #[serde(default)]
    pub kind: OutcomeKind,
    /// Where it leads.
    pub to: Targets,
    /// Other ways, each where its condition holds; the first that holds is taken instead of `to`.
    #[serde(default)]
    pub route: Vec<Route>,
    /// The letter that is issued with it.
    #[serde(default)]
    pub letter: Option<String>,
    /// What the applicant is told of it on the tracking page; nothing is told where this is absent.
    #[serde(default)]
    pub tell: Option<Text>,
}

/// What an outcome means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OutcomeKind {
    /// The work is done and favourable.
    #[default]
    Forward,
    /// The applicant must correct something: the officer names each item and why.
    Return,
    /// The officer of an earlier step must look at something again: each part has a comment.
    Rework,
    /// It speaks against the application: a reason is asked for.
    Refuse,
}

/// One way in which a case ends.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// Names it among the steps.
    pub id: StepId,
    /// What it is called.
    pub name: Text,
    /// What it means.
    pub result: EndResult,
    /// How long after it a case that silence has closed can be reopened; absent where it cannot be.
    #[serde(default)]
    pub reopen: Option<WorkingTime>,
}

/// What the end of a case means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EndResult {
    /// The product was issued.
    Granted,
    /// It was refused, with reasons.
    Rejected,
    /// It was closed without a decision: the applicant was silent or withdrew.
    Closed,
}

/// What happens by itself after a step has been open for a time.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timer {
    /// Names it within the SOP.
    pub id: TimerId,
    /// The step it watches.
    pub step: StepId,
    /// How long after the step began.
    pub after: WorkingTime,
    /// What it does.
    pub action: Action,
}

/// What a timer does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum Action {
    /// Reminds whoever holds the step.
    Remind,
    /// Tells the holders of this role that the step is late.
    Escalate(String),
    /// Completes the step with this outcome.
    Complete(OutcomeId),
}

/// What stays open for the holder after the case has ended.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duty {
    /// Names it within the SOP.
    pub id: String,
    /// What has to be done.
    pub name: Text,
    /// The letter whose issue opens it.
    pub letter: String,
    /// The last day as a formula that yields text `YYYY-MM-DD`.
    pub due: Formula,
    /// What happens when it is not done.
    pub otherwise: Text,
}
