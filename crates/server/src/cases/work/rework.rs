//! Work that is given back to the officer of an earlier step: the controls for comments on its parts, and the comments as the
//! officer gets them.

use casework::case::{Case, DoneStep, Item, Objection, OpenStep};
use casework::form::Typed;
use casework::lang::Lang;
use casework::sop::{Outcome, OutcomeKind, RequirementId, Sop, Step, StepId};

use super::{OUTCOME, check_name, rework_name};

/// The steps to which an outcome gives work back.
pub fn targets<'a>(sop: &'a Sop, outcome: &'a Outcome) -> Vec<&'a Step> {
    if outcome.kind != OutcomeKind::Rework {
        return Vec::new();
    }
    let routed = outcome.route.iter().flat_map(|route| route.to.iter());
    let mut steps: Vec<&Step> = outcome.to.iter().chain(routed).filter_map(|target| sop.step(target)).collect();
    steps.dedup_by(|one, other| one.id == other.id);
    steps
}

/// The parts of a step's work that were brought in the last time: fields that were filled in, documents that were examined.
/// The work as a whole comes first, under an empty name.
pub fn parts(sop: &Sop, step: &Step, case: &Case, lang: Lang) -> Vec<(String, String)> {
    let done = case.last(&step.id);
    let filled = |id: &str| done.is_some_and(|done: &DoneStep| done.findings.get(id).is_some());
    let fields = step.fields.iter().filter(|field| filled(&field.id));
    let fields = fields.map(|field| (field.id.clone(), field.label.get(lang).to_owned()));
    let examined = |id: &&RequirementId| done.is_some_and(|done| done.checks.contains_key(*id));
    let papers = step.checks.iter().filter(examined).filter_map(|id| sop.requirement(id));
    let papers = papers.map(|paper| (paper.id.0.clone(), paper.name.get(lang).to_owned()));
    let whole = (String::new(), crate::ui::tr(lang, "cases-rework-whole").into_owned());
    std::iter::once(whole).chain(fields).chain(papers).collect()
}

/// What was typed as comments on the parts of the steps to which an outcome gives work back.
pub fn typed(sop: &Sop, outcome: &Outcome, typed: &Typed) -> Vec<Objection> {
    let mut objections = Vec::new();
    for step in targets(sop, outcome) {
        let fields = step.fields.iter().map(|field| field.id.as_str());
        let papers = step.checks.iter().map(|id| id.0.as_str());
        for part in std::iter::once("").chain(fields).chain(papers) {
            let comment = typed.one(&rework_name(&step.id, part)).trim();
            if !comment.is_empty() {
                let item = Item::Finding { step: step.id.clone(), part: part.to_owned() };
                objections.push(Objection::new(item, comment));
            }
        }
    }
    objections
}

/// A comment as whoever gets the work back reads it, with the control that it is about.
pub struct Comment {
    /// The part.
    pub part: String,
    /// What is to be looked at again.
    pub why: String,
    /// The control on the page.
    pub anchor: String,
}

/// The comments with which a step came back.
pub fn comments(sop: &Sop, step: &Step, open: &OpenStep, lang: Lang) -> Vec<Comment> {
    let comment = |objection: &Objection| {
        let Item::Finding { part, .. } = &objection.item else { return None };
        let control = if part.is_empty() {
            OUTCOME.to_owned()
        } else if step.fields.iter().any(|field| &field.id == part) {
            part.clone()
        } else {
            check_name(&RequirementId(part.clone()))
        };
        let why = objection.why(sop, lang);
        Some(Comment { part: objection.item.text(sop, lang), why, anchor: format!("f-{control}") })
    };
    open.objections.iter().filter_map(comment).collect()
}

/// What was filled in the last time, to be mended and not typed anew: only where the step came back with comments.
pub fn before(case: &Case, step: &StepId) -> Typed {
    let back = case.open.get(step).is_some_and(|open| open.objections.iter().any(|one| !one.is_applicants()));
    let Some(done) = case.last(step).filter(|_| back) else { return Typed::default() };
    let mut typed = Typed::from_json(&serde_json::to_value(&done.findings).unwrap_or_default());
    if let Some(reason) = &done.reason {
        typed.0.insert(super::REASON.to_owned(), vec![reason.clone()]);
    }
    typed
}
