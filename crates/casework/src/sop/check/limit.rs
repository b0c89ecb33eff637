//! The limit of the law, and what follows when it passes without a decision.

use super::found::{Found, Subject, error};
use crate::sop::{Deemed, DeemedMode, LetterKind, OutcomeKind, TaskKind};

/// `S-LIMIT`: the limit of the law names its law, and the promise does not go beyond it.
pub(super) fn promise_keeps_within_the_law(subject: &Subject<'_>) -> Vec<Found> {
    let standard = &subject.sop.standard;
    let Some(limit) = standard.statutory else { return Vec::new() };
    let mut found = Vec::new();
    if standard.statutory_basis.is_none() {
        found.push(error(
            "S-LIMIT",
            "standard.statutory",
            "Batas menurut hukum tidak menyebut hukumnya. Isi statutory_basis dengan id salah satu [[identity.legal_basis]].",
            "The limit by law does not name its law. Fill in statutory_basis with the id of one of [[identity.legal_basis]].",
        ));
    }
    let per_day = subject.office.map_or(450, |office| office.calendar.minutes_per_day()).max(1);
    if standard.promise.minutes(per_day) > limit.minutes(per_day) {
        found.push(error(
            "S-LIMIT",
            "standard.promise",
            format!("Janji {} melewati batas menurut hukum {limit}. Perpendek janjinya.", standard.promise),
            format!(
                "The promise of {} goes beyond the limit by law of {}. Shorten the promise.",
                standard.promise.text(crate::lang::Lang::En),
                limit.text(crate::lang::Lang::En)
            ),
        ));
    }
    found
}

/// `S-DEEMED`: deemed approval has a limit to pass, and grants what the SOP can grant.
pub(super) fn deemed_approval_can_act(subject: &Subject<'_>) -> Vec<Found> {
    let Some(deemed) = subject.sop.deemed.as_ref().filter(|deemed| deemed.mode != DeemedMode::Off) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if subject.sop.standard.statutory.is_none() {
        found.push(error(
            "S-DEEMED",
            "deemed.mode",
            "Fiktif positif memerlukan batas menurut hukum. Isi standard.statutory, atau tulis mode = \"off\".",
            "Deemed approval needs a limit by law. Fill in standard.statutory, or write mode = \"off\".",
        ));
    }
    if !grants(subject, deemed) {
        found.push(error(
            "S-DEEMED",
            "deemed.outcome",
            format!(
                "Hasil “{}” pada langkah “{}” bukan keputusan yang menerbitkan izin. Sebut langkah keputusan (task = \"decide\") dan hasilnya yang menerbitkan izin, yang tidak berlanjut ke gabungan cabang.",
                deemed.outcome, deemed.step
            ),
            format!(
                "The outcome “{}” of step “{}” is no decision that issues a licence. Name the deciding step (task = \"decide\") and its outcome that issues the licence and does not lead into a join.",
                deemed.outcome, deemed.step
            ),
        ));
    }
    found
}

fn grants(subject: &Subject<'_>, deemed: &Deemed) -> bool {
    let sop = subject.sop;
    let Some(step) = sop.step(&deemed.step).filter(|step| step.task == TaskKind::Decide) else { return false };
    let Some(outcome) = step.outcome(&deemed.outcome).filter(|outcome| outcome.kind == OutcomeKind::Forward) else {
        return false;
    };
    let letter = outcome.letter.as_ref().and_then(|letter| sop.letter(letter));
    let targets = outcome.route.iter().map(|route| &route.to).chain([&outcome.to]).flat_map(|targets| targets.iter());
    let joins = targets.filter_map(|target| sop.step(target)).any(|target| !target.joins.is_empty());
    letter.is_some_and(|letter| letter.kind == LetterKind::Licence) && !joins
}
