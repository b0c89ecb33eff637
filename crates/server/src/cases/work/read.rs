//! From what an officer sent to what is asked of the case, and from what was wrong back to the controls.

use std::collections::BTreeMap;

use casework::case::{Case, Check, Completion, FileRef, Item, Objection, Verdict};
use casework::form::{Answers, Desk, Fault, Field, Typed, check_fields};
use casework::lang::{Lang, Text};
use casework::sop::{Outcome, OutcomeKind, RequirementId, Sop, Step, StepId};

use super::returns::{OwnReason, is_filled, other_of, other_rows};
use super::{
    OUTCOME, REASON, SEEN, ask_name, back_name, check_name, code_name, note_name, other_name, other_why, rework,
    rework_name,
};

/// Where reasons come from: the SOP's library, the office's own, and the officer's words.
#[derive(Clone, Copy)]
struct Reasons<'a> {
    sop: &'a Sop,
    own: &'a [OwnReason],
    typed: &'a Typed,
}

impl Reasons<'_> {
    /// What was chosen and written at a control, as an objection to an item; nothing where both are empty.
    fn objection(&self, item: Item, control: &str) -> Option<Objection> {
        let (chosen, words) = (self.typed.one(&code_name(control)), self.typed.one(control));
        let own = self.own.iter().find(|own| own.value() == chosen).map(|own| own.text.as_str());
        let of_sop = own.is_none().then_some(chosen).filter(|chosen| !chosen.is_empty());
        let reason: Vec<&str> = own.into_iter().chain(Some(words)).filter(|words| !words.is_empty()).collect();
        let reason = reason.join(" ");
        (of_sop.is_some() || !reason.is_empty()).then(|| Objection { item, code: of_sop.map(str::to_owned), reason })
    }

    /// The whole reason in words, for the office.
    fn words(&self, control: &str) -> Option<String> {
        let objection = self.objection(Item::Other(String::new()), control)?;
        Some(objection.why(self.sop, Lang::Id)).filter(|words| !words.is_empty())
    }
}

/// What was sent as a completion of the step; the case's own rules are left to the engine.
///
/// # Errors
/// What is wrong with single controls, by their names: no outcome chosen, a finding that cannot be read, an answer marked
/// for return together with an outcome that returns nothing.
pub fn completion(
    (sop, step): (&Sop, &Step),
    case: &Case,
    typed: &Typed,
    files: Vec<FileRef>,
    (desk, own): (&Desk<'_>, &[OwnReason]),
) -> Result<Completion, Vec<Fault>> {
    let chosen = step.outcomes.iter().find(|outcome| outcome.id.0 == typed.one(OUTCOME));
    let (findings, mut faults) = match check_fields(&asked(step, chosen), typed, desk) {
        Ok(findings) => (findings, Vec::new()),
        Err(faults) => (Answers::default(), faults),
    };
    let Some(outcome) = chosen else {
        let message = Text::new(
            "Hasil langkah ini belum dipilih. Pilih salah satu, lalu kirim lagi.",
            "No outcome is chosen for this step. Choose one, then send again.",
        );
        faults.push(Fault { field: OUTCOME.to_owned(), message });
        return Err(faults);
    };
    let reasons = Reasons { sop, own, typed };
    let checks = checks(step, reasons);
    let objections = objections(step, reasons, &checks);
    if outcome.kind != OutcomeKind::Return && objections.iter().any(|objection| !in_checklist(step, objection)) {
        let message = Text::new(
            "Anda menulis apa yang harus diperbaiki pemohon, tetapi hasil ini tidak mengembalikan berkas. Pilih hasil yang mengembalikan, atau kosongkan catatannya.",
            "You wrote what the applicant must correct, but this outcome returns nothing. Choose an outcome that returns the case, or clear the notes.",
        );
        faults.push(Fault { field: OUTCOME.to_owned(), message });
    }
    let comments = rework::typed(sop, outcome, typed);
    let given_back = step.outcomes.iter().any(|other| !rework::typed(sop, other, typed).is_empty());
    if outcome.kind != OutcomeKind::Rework && given_back {
        let message = Text::new(
            "Anda menulis catatan untuk petugas, tetapi hasil ini tidak mengembalikan pekerjaan. Pilih hasil yang mengembalikan, atau kosongkan catatannya.",
            "You wrote comments for an officer, but this outcome gives nothing back. Choose an outcome that does, or clear the comments.",
        );
        faults.push(Fault { field: OUTCOME.to_owned(), message });
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let reason = reasons.objection(Item::Other(String::new()), REASON).map(|objection| objection.reason);
    Ok(Completion {
        step: step.id.clone(),
        seen: typed.one(SEEN).parse().unwrap_or(case.version),
        outcome: outcome.id.clone(),
        reason: reason.filter(|reason| !reason.is_empty()),
        findings,
        checks,
        files,
        objections: match outcome.kind {
            OutcomeKind::Return => objections,
            OutcomeKind::Rework => comments,
            OutcomeKind::Forward | OutcomeKind::Refuse => Vec::new(),
        },
    })
}

/// The step's fields as this outcome asks for them: only a favourable one needs them all.
fn asked(step: &Step, outcome: Option<&Outcome>) -> Vec<Field> {
    let all = outcome.is_some_and(|outcome| outcome.kind == OutcomeKind::Forward);
    step.fields.iter().map(|field| Field { optional: field.optional || !all, ..field.clone() }).collect()
}

fn checks(step: &Step, reasons: Reasons<'_>) -> BTreeMap<RequirementId, Check> {
    let check = |id: &RequirementId| {
        let verdict = match reasons.typed.one(&check_name(id)) {
            "fits" => Verdict::Fits,
            "faulty" => Verdict::Faulty,
            "not-needed" => Verdict::NotNeeded,
            _unchosen => return None,
        };
        Some((id.clone(), Check { verdict, note: reasons.words(&note_name(id)) }))
    };
    step.checks.iter().filter_map(check).collect()
}

/// What is returned: documents found faulty with their notes, documents asked for, answers, and what else is missing.
fn objections(step: &Step, reasons: Reasons<'_>, checks: &BTreeMap<RequirementId, Check>) -> Vec<Objection> {
    let Reasons { sop, typed, .. } = reasons;
    let faulty = |id: &&RequirementId| checks.get(*id).is_some_and(|check| check.verdict == Verdict::Faulty);
    let faulty = step.checks.iter().filter(faulty).map(|id| {
        let item = Item::File(id.clone());
        // A faulty document without a reason is an objection all the same: the engine then asks for the reason.
        reasons.objection(item.clone(), &note_name(id)).unwrap_or_else(|| Objection::new(item, ""))
    });
    let known: Vec<Objection> = faulty.collect();
    let documents = sop.requirements.iter().map(|requirement| &requirement.id).filter(|id| {
        let item = Item::File((*id).clone());
        known.iter().all(|objection| objection.item != item)
    });
    let documents: Vec<Objection> =
        documents.filter_map(|id| reasons.objection(Item::File(id.clone()), &ask_name(id))).collect();
    let fields =
        sop.fields().filter_map(|field| reasons.objection(Item::Field(field.id.clone()), &back_name(&field.id)));
    let others = (0..other_rows(typed)).filter(|at| is_filled(typed, *at)).map(|at| {
        let item = Item::Other(typed.one(&other_name(at)).to_owned());
        reasons.objection(item.clone(), &other_why(at)).unwrap_or_else(|| Objection::new(item, ""))
    });
    known.into_iter().chain(documents).chain(fields).chain(others).collect()
}

/// Whether an objection is a document of the step's checklist, whose note says more than what is returned.
fn in_checklist(step: &Step, objection: &Objection) -> bool {
    match &objection.item {
        Item::File(id) => step.checks.contains(id),
        Item::Field(_) | Item::Other(_) | Item::Finding { .. } => false,
    }
}

/// The control that a fault of the engine is about.
pub fn control_of(sop: &Sop, step: &Step, typed: &Typed, fault: &Fault) -> String {
    let field = fault.field.as_str();
    let requirement = RequirementId(field.to_owned());
    let chosen = step.outcomes.iter().find(|outcome| outcome.id.0 == typed.one(OUTCOME));
    if let Some((of, part)) =
        field.split_once('.').filter(|_| chosen.is_some_and(|one| one.kind == OutcomeKind::Rework))
    {
        return rework_name(&StepId(of.to_owned()), part);
    }
    if step.fields.iter().any(|own| field == own.id || field.starts_with(&format!("{}.", own.id))) {
        return field.to_owned();
    }
    match field {
        "reason" => REASON.to_owned(),
        _ if sop.requirement(&requirement).is_some() => {
            let faulty = typed.one(&check_name(&requirement)) == "faulty";
            let returns = step
                .outcomes
                .iter()
                .any(|outcome| outcome.id.0 == typed.one(OUTCOME) && outcome.kind == OutcomeKind::Return);
            match (returns, faulty) {
                (true, true) => note_name(&requirement),
                (true, false) => ask_name(&requirement),
                (false, _) => check_name(&requirement),
            }
        }
        _ if sop.field(field).is_some() => back_name(field),
        _ => match other_of(typed, field) {
            // A name that cannot be is mended where it stands; else it is the reason that is missing.
            Some(at) if typed.one(&other_why(at)).is_empty() && !typed.one(&other_name(at)).is_empty() => other_why(at),
            Some(at) => other_name(at),
            None => OUTCOME.to_owned(),
        },
    }
}
