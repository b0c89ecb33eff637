//! The written SOP of one service, as data: what `services/<id>/sop.toml` says.
//!
//! The types here mirror the file one to one; `docs/sop/` is the reference for people who write it. Reading is
//! [`read`], the checks before publishing are `check`, and execution is [`crate::case`].

mod course;
mod deemed;
mod identity;
mod letter;
mod reason;
mod requirement;
mod step;
mod tariff;

pub mod check;
pub mod finding;
pub mod formula;
pub mod net;
pub mod read;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use check::check;
pub use course::{Course, Stage};
pub use deemed::{Deemed, DeemedMode, WARNED_BEFORE};
pub use finding::{Finding, Severity};
pub use formula::Formula;
pub use identity::{Approver, Identity, LegalBasis, Service, Standard};
pub use letter::{Letter, LetterKind, Validity};
pub use read::{Parsed, Place, Places, read_sop};
pub use reason::Reason;
pub use requirement::{FileType, Requirement, RequirementId};
pub use step::{
    Action, Duty, End, EndResult, Outcome, OutcomeId, OutcomeKind, Route, Start, Step, StepId, Targets, TaskKind,
    Timer, TimerId,
};
pub use tariff::{Fee, Tariff, TariffDay, TariffLine};

use crate::form::{Answers, Field, Section};
use crate::lang::Text;

/// Names one service of the office: the name of its folder under `services/`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServiceId(pub String);

impl fmt::Display for ServiceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One version of one service: what a case pins when it begins and keeps until it ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BundleId {
    /// The service.
    pub service: ServiceId,
    /// Its SOP's revision, counted from 1.
    pub version: u32,
}

impl fmt::Display for BundleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.service, self.version)
    }
}

/// The whole SOP of one service in one version.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sop {
    /// What the service is called and what it gives.
    pub service: Service,
    /// The identity block of the official SOP document (PermenPANRB 35/2012).
    pub identity: Identity,
    /// Those of the 14 components of the service standard (PermenPANRB 15/2014) that nothing else in the file says.
    pub standard: Standard,
    /// The documents that an applicant brings.
    #[serde(default, rename = "requirement")]
    pub requirements: Vec<Requirement>,
    /// The application form: each section is one page.
    #[serde(default, rename = "section")]
    pub sections: Vec<Section>,
    /// What it costs, by effective date.
    pub fee: Fee,
    /// What must be true at submission, beyond single fields.
    #[serde(default, rename = "rule")]
    pub rules: Vec<Rule>,
    /// The usual reasons for returning something to the applicant, to choose from.
    #[serde(default, rename = "reason")]
    pub reasons: Vec<Reason>,
    /// Where a submitted case begins.
    pub start: Start,
    /// The work.
    #[serde(default, rename = "step")]
    pub steps: Vec<Step>,
    /// The ways in which a case can end.
    #[serde(default, rename = "end")]
    pub ends: Vec<End>,
    /// What happens by itself when a step takes long.
    #[serde(default, rename = "timer")]
    pub timers: Vec<Timer>,
    /// The letters and licences that the service issues.
    #[serde(default, rename = "letter")]
    pub letters: Vec<Letter>,
    /// What follows when the limit of the law passes without a decision.
    #[serde(default)]
    pub deemed: Option<Deemed>,
    /// How long the licence is valid.
    #[serde(default)]
    pub validity: Option<Validity>,
    /// What stays open for the holder after the licence is issued.
    #[serde(default, rename = "duty")]
    pub duties: Vec<Duty>,
}

/// A condition over the whole application that must hold when it is submitted.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Names the rule.
    pub id: String,
    /// Must yield true; sees the answers by field id, `fakta.*` and `hari_ini`.
    pub must: Formula,
    /// What the applicant is told when it does not hold: what, why, what to do.
    pub message: Text,
    /// The step at whose favourable outcome the rule is tested once more, because the facts may have changed.
    #[serde(default)]
    pub again_at: Option<StepId>,
    /// The legal basis by its id in the identity block.
    #[serde(default)]
    pub legal_basis: Option<String>,
}

impl Sop {
    /// The bundle this SOP is.
    pub fn bundle(&self) -> BundleId {
        BundleId { service: self.service.id.clone(), version: self.identity.version }
    }

    /// The step with this id.
    pub fn step(&self, id: &StepId) -> Option<&Step> {
        self.steps.iter().find(|step| &step.id == id)
    }

    /// The end with this id.
    pub fn end(&self, id: &StepId) -> Option<&End> {
        self.ends.iter().find(|end| &end.id == id)
    }

    /// The usual reason with this id.
    pub fn reason(&self, id: &str) -> Option<&Reason> {
        self.reasons.iter().find(|reason| reason.id == id)
    }

    /// The letter with this id.
    pub fn letter(&self, id: &str) -> Option<&Letter> {
        self.letters.iter().find(|letter| letter.id == id)
    }

    /// The requirement with this id.
    pub fn requirement(&self, id: &RequirementId) -> Option<&Requirement> {
        self.requirements.iter().find(|requirement| &requirement.id == id)
    }

    /// Whether completing a step asks for what the office knows besides the case (`fakta.*`): in a rule that is tested
    /// once more there, in its ways on, or in what its letters begin. Looking it up costs a read, so nobody does it in vain.
    pub fn asks_for_facts(&self, step: &StepId) -> bool {
        let asks = |formula: &Formula| formula.references().iter().any(|name| name == "fakta");
        let rules = self.rules.iter().filter(|rule| rule.again_at.as_ref() == Some(step)).map(|rule| &rule.must);
        let outcomes = || self.step(step).into_iter().flat_map(|step| &step.outcomes);
        let routes = outcomes().flat_map(|outcome| &outcome.route).map(|route| &route.when);
        let issues = outcomes().any(|outcome| outcome.letter.is_some());
        let until = self.validity.iter().filter_map(|validity| validity.until.as_ref()).filter(|_| issues);
        let duties = self.duties.iter().map(|duty| &duty.due).filter(|_| issues);
        rules.chain(routes).chain(until).chain(duties).any(asks)
    }

    /// All fields of the application form in their order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// The field with this id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields().find(|field| field.id == id)
    }

    /// The requirements that apply to these answers: those without a condition, and those whose condition holds.
    /// A condition that cannot be computed (an answer is missing) counts as not holding.
    pub fn requirements_for<'a>(&'a self, answers: &'a Answers) -> impl Iterator<Item = &'a Requirement> {
        self.requirements.iter().filter(|requirement| match &requirement.when {
            None => true,
            Some(when) => when.holds(&formula::Facts::from_answers(answers)).unwrap_or(false),
        })
    }
}
