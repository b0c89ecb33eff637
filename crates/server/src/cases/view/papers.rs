//! The documents of a case, and what officers recorded at each step.

use std::collections::BTreeMap;

use casework::case::{CaseId, Check, DoneStep, FileRef, Verdict};
use casework::form::{Field, shown};
use casework::region::Regions;
use casework::sop::{OutcomeKind, RequirementId};

use super::Eyes;
use crate::ui::{Link, SummaryRow, Tag, Tone, tr, words};

/// Where a file of a case is shown.
pub fn href(case: CaseId, sha256: &str) -> String {
    format!("/meja/berkas/{}/file/{sha256}", case.0)
}

/// A document that the applicant brought.
pub struct Paper {
    /// The requirement, or the name that was given to what no requirement asks for.
    pub name: String,
    /// The file's name and size.
    pub file: String,
    /// Where it is shown.
    pub href: String,
    /// The last verdict on it; nothing where nobody has examined it.
    pub verdict: Option<Tag>,
    /// How it came, where nobody has examined it since: as an answer, or unasked.
    pub news: Option<Tag>,
    /// Whether it is the one in the viewer.
    pub open: bool,
}

/// The documents in the order of the SOP, then those that no requirement asks for.
pub fn papers(eyes: Eyes<'_>, shown: Option<&RequirementId>) -> Vec<Paper> {
    let news = super::changes::came(eyes);
    let paper = |(id, file): (&RequirementId, &FileRef)| {
        let check = last_check(eyes, id);
        Paper {
            name: paper_name(eyes, id),
            file: named(eyes, file),
            href: href(eyes.opened.id, &file.sha256),
            verdict: check.map(|check| verdict(eyes, check.verdict)),
            news: news.get(id).filter(|_| check.is_none()).map(|asked| super::changes::how(eyes, *asked)),
            open: shown == Some(id),
        }
    };
    in_order(eyes).map(paper).collect()
}

/// Every document that stands: those of the SOP in its order, then the others.
fn in_order<'a>(eyes: Eyes<'a>) -> impl Iterator<Item = (&'a RequirementId, &'a FileRef)> {
    let (files, sop) = (&eyes.opened.case.files, &eyes.opened.sop);
    let usual = sop.requirements.iter().filter_map(|requirement| files.get_key_value(&requirement.id));
    usual.chain(files.iter().filter(|(id, _)| sop.requirement(id).is_none()))
}

/// What people call a document of the case.
pub fn paper_name(eyes: Eyes<'_>, id: &RequirementId) -> String {
    let usual = eyes.opened.sop.requirement(id).map(|requirement| requirement.name.get(eyes.lang).to_owned());
    usual.or_else(|| eyes.opened.case.names.get(id).cloned()).unwrap_or_else(|| id.0.clone())
}

/// The document that the viewer begins with: the one asked for, else the first of the step's checklist, else the first.
pub fn paper<'a>(eyes: Eyes<'a>, asked: &str, checks: &'a [RequirementId]) -> Option<(&'a RequirementId, &'a FileRef)> {
    let files = &eyes.opened.case.files;
    let asked = files.get_key_value(&RequirementId(asked.to_owned()));
    let of_checklist = || checks.iter().find_map(|id| files.get_key_value(id));
    let first = || in_order(eyes).next();
    asked.or_else(of_checklist).or_else(first)
}

pub(super) fn named(eyes: Eyes<'_>, file: &FileRef) -> String {
    format!("{} · {}", file.name, words::size(eyes.lang, file.size))
}

/// The newest verdict on a document, unless it was replaced since.
fn last_check<'a>(eyes: Eyes<'a>, id: &RequirementId) -> Option<&'a Check> {
    let case = &eyes.opened.case;
    let replaced =
        case.replaced.iter().filter(|replaced| replaced.files.contains_key(id)).map(|replaced| replaced.at).max();
    let newer = case.done.iter().rev().filter(|done| replaced.is_none_or(|at| done.at > at));
    newer.filter_map(|done| done.checks.get(id)).next()
}

fn verdict(eyes: Eyes<'_>, verdict: Verdict) -> Tag {
    let (key, tone) = match verdict {
        Verdict::Fits => ("cases-verdict-fits", Tone::Good),
        Verdict::Faulty => ("cases-verdict-faulty", Tone::Bad),
        Verdict::NotNeeded => ("cases-verdict-not-needed", Tone::Plain),
    };
    Tag::new(tr(eyes.lang, key), tone)
}

/// What an officer recorded at a step.
pub struct StepResult {
    /// The step.
    pub step: String,
    /// How it turned out.
    pub outcome: Tag,
    /// Who and when.
    pub by: String,
    /// Why; empty where no reason was given.
    pub reason: String,
    /// The fields that were filled in, and the documents found faulty.
    pub findings: Vec<SummaryRow>,
    /// Photos and other files.
    pub files: Vec<Link>,
}

/// What was recorded at each step that an officer completed, newest first.
pub fn results(eyes: Eyes<'_>, regions: &Regions) -> Vec<StepResult> {
    let by_officers = eyes.opened.case.done.iter().rev().filter(|done| done.officer.is_some());
    by_officers.map(|done| result(eyes, regions, done)).collect()
}

fn result(eyes: Eyes<'_>, regions: &Regions, done: &DoneStep) -> StepResult {
    let sop = &eyes.opened.sop;
    let step = sop.step(&done.step);
    let outcome = step.and_then(|step| step.outcome(&done.outcome));
    let tone = match outcome.map(|outcome| outcome.kind) {
        Some(OutcomeKind::Forward) | None => Tone::Good,
        Some(OutcomeKind::Return | OutcomeKind::Rework) => Tone::Warn,
        Some(OutcomeKind::Refuse) => Tone::Bad,
    };
    let finding = |field: &Field| {
        let value = done.findings.get(&field.id)?;
        Some(SummaryRow::new(field.label.get(eyes.lang), shown(field, value, eyes.lang, regions)))
    };
    let mut findings: Vec<SummaryRow> = step.iter().flat_map(|step| &step.fields).filter_map(finding).collect();
    findings.extend(faulty(eyes, &done.checks));
    StepResult {
        step: eyes.step(&done.step),
        outcome: Tag::new(outcome.map_or(done.outcome.0.as_str(), |outcome| outcome.label.get(eyes.lang)), tone),
        by: done.officer.as_ref().map_or_else(String::new, |officer| {
            format!("{}, {}", officer.told(eyes.office(), eyes.lang), eyes.moment(done.at))
        }),
        reason: done.reason.clone().unwrap_or_default(),
        findings,
        files: done.files.iter().map(|file| Link::new(named(eyes, file), href(eyes.opened.id, &file.sha256))).collect(),
    }
}

/// The documents that were found faulty, with what was noted.
fn faulty(eyes: Eyes<'_>, checks: &BTreeMap<RequirementId, Check>) -> Vec<SummaryRow> {
    let faulty = checks.iter().filter(|(_, check)| check.verdict == Verdict::Faulty);
    let row = |(id, check): (&RequirementId, &Check)| {
        let name = paper_name(eyes, id);
        let note = check.note.clone().unwrap_or_default();
        SummaryRow::new(name, format!("{}. {note}", tr(eyes.lang, "cases-verdict-faulty")))
    };
    faulty.map(row).collect()
}
