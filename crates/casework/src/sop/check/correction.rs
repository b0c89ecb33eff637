//! The applicant's turn: what returns a case, where it returns to, and who answers.

use std::collections::BTreeSet;

use super::found::{APPLICANT, Found, Subject, error};
use crate::sop::{Action, End, EndResult, OutcomeKind, Step, StepId, TaskKind};

fn is_correction(subject: &Subject<'_>, id: &StepId) -> bool {
    subject.sop.step(id).is_some_and(|step| step.task == TaskKind::Correct)
}

/// What a step of the applicant's is called at the beginning of a sentence.
fn turn(step: &Step) -> (&'static str, &'static str) {
    if step.task == TaskKind::Pay {
        ("Langkah pembayaran", "The payment")
    } else {
        ("Langkah perbaikan", "The correction")
    }
}

/// `S-RETURN-TARGET`: an outcome that returns leads to the applicant's turn.
pub(super) fn returns_reach_the_applicant(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for way in subject.ways() {
        let Some((step, outcome)) = way.from else { continue };
        let all_known = way.to.iter().all(|target| subject.leads_somewhere(target));
        let leads = way.to.iter().any(|target| is_correction(subject, target));
        if outcome.kind == OutcomeKind::Return && all_known && way.to.iter().next().is_some() && !leads {
            found.push(error(
                "S-RETURN-TARGET",
                &way.path,
                format!("Hasil “{}” pada langkah “{}” mengembalikan berkas kepada pemohon, tetapi tidak menuju langkah perbaikan. Arahkan ke langkah dengan task = \"correct\".", outcome.id, step.id),
                format!("Outcome “{}” of step “{}” returns the case to the applicant but does not lead to a correction. Let it lead to a step with task = \"correct\".", outcome.id, step.id),
            ));
        }
    }
    found
}

/// `S-CORRECT-ENTRY`: the applicant's turn begins only with an outcome that returns, because only that says what to
/// correct.
pub(super) fn corrections_begin_with_a_return(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for way in subject.ways() {
        // Where work given back to an officer may lead is a finding of its own.
        let returns = |kind: OutcomeKind| matches!(kind, OutcomeKind::Return | OutcomeKind::Rework);
        if way.from.is_some_and(|(_, outcome)| returns(outcome.kind)) {
            continue;
        }
        for target in way.to.iter().filter(|target| is_correction(subject, target)) {
            let (begins_id, begins_en) = way.begins();
            found.push(error(
                "S-CORRECT-ENTRY",
                &way.path,
                format!("{begins_id} menuju langkah perbaikan “{target}”, tetapi tidak menyebut apa yang harus diperbaiki. Beri hasil itu kind = \"return\"."),
                format!("{begins_en} leads to the correction “{target}” but does not say what to correct. Give that outcome kind = \"return\"."),
            ));
        }
    }
    found
}

/// `S-CORRECT-ROLE` and `S-ROLE-APPLICANT`: the applicant does corrections, and nothing else.
pub(super) fn corrections_are_the_applicants(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (path, step) in subject.steps() {
        let (id, en) = turn(step);
        match (step.task.is_applicants(), step.role == APPLICANT) {
            (true, false) => found.push(error(
                "S-CORRECT-ROLE",
                format!("{path}.role"),
                format!("{id} “{}” adalah giliran pemohon, jadi perannya harus “pemohon”, bukan “{}”.", step.id, step.role),
                format!("{en} “{}” is the applicant's turn, so its role must be “pemohon”, not “{}”.", step.id, step.role),
            )),
            (false, true) => found.push(error(
                "S-ROLE-APPLICANT",
                format!("{path}.role"),
                format!("Langkah “{}” diberi peran “pemohon”, padahal pemohon hanya dapat memperbaiki dan membayar. Beri peran petugas, atau task = \"correct\" atau \"pay\".", step.id),
                format!("Step “{}” has the role “pemohon”, but an applicant can only correct and pay. Give it an officer's role, or task = \"correct\" or \"pay\".", step.id),
            )),
            (true, true) | (false, false) => {}
        }
    }
    found
}

/// `S-CORRECT-OUTCOMES`: an answered correction, and a payment, takes the first favourable outcome; every other one needs
/// a timer, because nobody can choose it.
pub(super) fn corrections_have_their_outcomes(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (path, step) in subject.steps().filter(|(_, step)| step.task.is_applicants() && !step.outcomes.is_empty()) {
        let (id, en) = turn(step);
        let answered = step.outcomes.iter().position(|outcome| outcome.kind == OutcomeKind::Forward);
        if answered.is_none() {
            found.push(error(
                "S-CORRECT-OUTCOMES",
                format!("{path}.id"),
                format!("{id} “{}” tidak punya hasil bila pemohon sudah melakukannya. Tambahkan satu hasil dengan kind = \"forward\".", step.id),
                format!("{en} “{}” has no outcome for when the applicant has done it. Add one with kind = \"forward\".", step.id),
            ));
        }
        let timed = timed_outcomes(subject, step);
        for (at, outcome) in step.outcomes.iter().enumerate().filter(|(at, _)| Some(*at) != answered) {
            if !timed.contains(&outcome.id.0.as_str()) {
                found.push(error(
                    "S-CORRECT-OUTCOMES",
                    format!("{path}.outcome[{at}].id"),
                    format!("Hasil “{}” pada langkah giliran pemohon “{}” tidak akan pernah terjadi: pemohon tidak memilih hasil, dan tidak ada [[timer]] yang menutupnya dengan hasil ini. Tambahkan pengatur waktunya, atau hapus hasilnya.", outcome.id, step.id),
                    format!("Outcome “{}” of the applicant's turn “{}” will never happen: the applicant does not choose outcomes, and no [[timer]] completes it with this one. Add the timer, or delete the outcome.", outcome.id, step.id),
                ));
            }
        }
    }
    found
}

fn timed_outcomes<'a>(subject: &Subject<'a>, step: &Step) -> BTreeSet<&'a str> {
    let timers = subject.sop.timers.iter().filter(|timer| timer.step == step.id);
    timers
        .filter_map(|timer| match &timer.action {
            Action::Complete(outcome) => Some(outcome.0.as_str()),
            Action::Remind | Action::Escalate(_) => None,
        })
        .collect()
}

/// `S-REASON-NOWHERE`: a library of reasons needs an outcome that returns something, or nobody can choose from it.
pub(super) fn reasons_can_be_chosen(subject: &Subject<'_>) -> Vec<Found> {
    if subject.outcomes().any(|(_, _, outcome)| outcome.kind == OutcomeKind::Return) {
        return Vec::new();
    }
    let reasons = subject.sop.reasons.iter().enumerate();
    reasons
        .map(|(at, reason)| {
            error(
                "S-REASON-NOWHERE",
                format!("reason[{at}].id"),
                format!("Alasan “{}” tidak akan pernah dapat dipilih: tidak ada hasil yang mengembalikan sesuatu kepada pemohon. Hapus alasannya, atau tambahkan hasil dengan kind = \"return\".", reason.id),
                format!("The reason “{}” can never be chosen: no outcome returns anything to the applicant. Delete it, or add an outcome with kind = \"return\".", reason.id),
            )
        })
        .collect()
}

/// `S-REOPEN-NEVER`: only an end that silence leads to can be reopened, because only there it is known what to go on with.
pub(super) fn reopening_is_possible(subject: &Subject<'_>) -> Vec<Found> {
    let ends = subject.sop.ends.iter().enumerate();
    ends.filter(|(_, end)| end.reopen.is_some() && !(end.result == EndResult::Closed && silence_leads_to(subject, end)))
        .map(|(at, end)| {
            error(
                "S-REOPEN-NEVER",
                format!("end[{at}].reopen"),
                format!("Akhir “{}” tidak akan pernah dapat dibuka kembali. Itu hanya mungkin untuk akhir dengan result = \"closed\" yang dicapai langkah perbaikan lewat [[timer]]. Hapus reopen, atau arahkan hasil itu ke sini.", end.id),
                format!("The end “{}” can never be reopened. Only an end with result = \"closed\" can be that a correction reaches by a [[timer]]. Delete reopen, or let such an outcome lead here.", end.id),
            )
        })
        .collect()
}

fn silence_leads_to(subject: &Subject<'_>, end: &End) -> bool {
    subject.ways().iter().any(|way| {
        let Some((step, outcome)) = way.from else { return false };
        let silent = step.task == TaskKind::Correct && timed_outcomes(subject, step).contains(&outcome.id.0.as_str());
        silent && way.to.iter().any(|target| target == &end.id)
    })
}
