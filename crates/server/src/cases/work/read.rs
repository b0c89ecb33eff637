//! From what an officer sent to what is asked of the case, and from what was wrong back to the controls.

use std::collections::BTreeMap;

use casework::case::{Case, Check, Completion, FileRef, Item, Objection, Verdict};
use casework::form::{Answers, Desk, Fault, Field, Typed, check_fields};
use casework::lang::Text;
use casework::sop::{Outcome, OutcomeKind, RequirementId, Sop, Step};

use super::{OUTCOME, REASON, SEEN, ask_name, back_name, check_name, note_name};

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
    desk: &Desk<'_>,
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
    let checks = checks(step, typed);
    let objections = objections(sop, step, typed, &checks);
    if outcome.kind != OutcomeKind::Return && objections.iter().any(|objection| !in_checklist(step, objection)) {
        let message = Text::new(
            "Anda menulis apa yang harus diperbaiki pemohon, tetapi hasil ini tidak mengembalikan berkas. Pilih hasil yang mengembalikan, atau kosongkan catatannya.",
            "You wrote what the applicant must correct, but this outcome returns nothing. Choose an outcome that returns the case, or clear the notes.",
        );
        faults.push(Fault { field: OUTCOME.to_owned(), message });
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let reason = Some(typed.one(REASON)).filter(|reason| !reason.is_empty()).map(str::to_owned);
    Ok(Completion {
        step: step.id.clone(),
        seen: typed.one(SEEN).parse().unwrap_or(case.version),
        outcome: outcome.id.clone(),
        reason,
        findings,
        checks,
        files,
        objections: if outcome.kind == OutcomeKind::Return { objections } else { Vec::new() },
    })
}

/// The step's fields as this outcome asks for them: only a favourable one needs them all.
fn asked(step: &Step, outcome: Option<&Outcome>) -> Vec<Field> {
    let all = outcome.is_some_and(|outcome| outcome.kind == OutcomeKind::Forward);
    step.fields.iter().map(|field| Field { optional: field.optional || !all, ..field.clone() }).collect()
}

fn checks(step: &Step, typed: &Typed) -> BTreeMap<RequirementId, Check> {
    let check = |id: &RequirementId| {
        let verdict = match typed.one(&check_name(id)) {
            "fits" => Verdict::Fits,
            "faulty" => Verdict::Faulty,
            "not-needed" => Verdict::NotNeeded,
            _unchosen => return None,
        };
        let note = Some(typed.one(&note_name(id))).filter(|note| !note.is_empty()).map(str::to_owned);
        Some((id.clone(), Check { verdict, note }))
    };
    step.checks.iter().filter_map(check).collect()
}

/// What is returned: documents found faulty with their notes, documents asked for, and answers.
fn objections(sop: &Sop, step: &Step, typed: &Typed, checks: &BTreeMap<RequirementId, Check>) -> Vec<Objection> {
    let faulty = step.checks.iter().filter_map(|id| {
        let check = checks.get(id).filter(|check| check.verdict == Verdict::Faulty)?;
        Some(Objection::new(Item::File(id.clone()), check.note.clone().unwrap_or_default()))
    });
    let written = |item: Item, name: String| {
        let reason = typed.one(&name);
        (!reason.is_empty()).then(|| Objection::new(item, reason))
    };
    let known: Vec<Objection> = faulty.collect();
    let documents = sop.requirements.iter().map(|requirement| &requirement.id).filter(|id| {
        let item = Item::File((*id).clone());
        known.iter().all(|objection| objection.item != item)
    });
    let documents: Vec<Objection> = documents.filter_map(|id| written(Item::File(id.clone()), ask_name(id))).collect();
    let fields = sop.fields().filter_map(|field| written(Item::Field(field.id.clone()), back_name(&field.id)));
    known.into_iter().chain(documents).chain(fields).collect()
}

/// Whether an objection is a document of the step's checklist, whose note says more than what is returned.
fn in_checklist(step: &Step, objection: &Objection) -> bool {
    match &objection.item {
        Item::File(id) => step.checks.contains(id),
        Item::Field(_) | Item::Other(_) => false,
    }
}

/// The control that a fault of the engine is about.
pub fn control_of(sop: &Sop, step: &Step, typed: &Typed, fault: &Fault) -> String {
    let field = fault.field.as_str();
    let requirement = RequirementId(field.to_owned());
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
        _ => OUTCOME.to_owned(),
    }
}
