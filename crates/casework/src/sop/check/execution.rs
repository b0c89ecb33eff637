//! Rules that nothing would execute: timers on steps or outcomes that are not there, rules tested where nothing is
//! tested.

use super::found::{Found, Subject, error, meant};
use crate::sop::{Action, OutcomeKind, Timer};

/// `S-TIMER-STEP`, `S-TIMER-OUTCOME` and `S-TIMER-RETURNS`: a timer watches a step and completes it with an outcome
/// that a timer can give.
pub(super) fn timers_do_something(subject: &Subject<'_>) -> Vec<Found> {
    subject
        .sop
        .timers
        .iter()
        .enumerate()
        .filter_map(|(at, timer)| timer_fault(subject, &format!("timer[{at}]"), timer))
        .collect()
}

fn timer_fault(subject: &Subject<'_>, path: &str, timer: &Timer) -> Option<Found> {
    let Some(step) = subject.sop.step(&timer.step) else {
        let (meant_id, meant_en) = meant(&timer.step.0, subject.sop.steps.iter().map(|step| step.id.0.as_str()));
        return Some(error(
            "S-TIMER-STEP",
            format!("{path}.step"),
            format!(
                "Pengatur waktu “{}” mengawasi langkah “{}”, yang tidak ada, jadi tidak akan pernah bekerja.{meant_id}",
                timer.id, timer.step
            ),
            format!(
                "The timer “{}” watches the step “{}”, which does not exist, so it would never act.{meant_en}",
                timer.id, timer.step
            ),
        ));
    };
    let id = match &timer.action {
        Action::Remind | Action::Escalate(_) => return None,
        Action::Complete(outcome) => outcome,
    };
    match step.outcome(id) {
        None => {
            let (meant_id, meant_en) = meant(&id.0, step.outcomes.iter().map(|outcome| outcome.id.0.as_str()));
            Some(error(
                "S-TIMER-OUTCOME",
                format!("{path}.action"),
                format!(
                    "Pengatur waktu “{}” menutup langkah “{}” dengan hasil “{id}”, yang tidak ada pada langkah itu.{meant_id}",
                    timer.id, step.id
                ),
                format!(
                    "The timer “{}” completes step “{}” with the outcome “{id}”, which that step does not have.{meant_en}",
                    timer.id, step.id
                ),
            ))
        }
        Some(outcome) if matches!(outcome.kind, OutcomeKind::Return | OutcomeKind::Rework) => Some(error(
            "S-TIMER-RETURNS",
            format!("{path}.action"),
            format!(
                "Pengatur waktu “{}” mengembalikan berkas, tetapi tidak dapat mengatakan apa yang harus diperbaiki. Pilih hasil lain, atau ingatkan petugasnya saja.",
                timer.id
            ),
            format!(
                "The timer “{}” returns the case but cannot say what to correct. Choose another outcome, or only remind the officer.",
                timer.id
            ),
        )),
        Some(_) => None,
    }
}

/// `S-RULE-AGAIN`: a rule is tested again at a step where an officer can choose a favourable outcome.
pub(super) fn rules_are_tested_again(subject: &Subject<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, rule) in subject.sop.rules.iter().enumerate() {
        let Some(again) = &rule.again_at else { continue };
        let path = format!("rule[{at}].again_at");
        let step = subject.sop.step(again);
        let tested = |step: &&crate::sop::Step| {
            !step.task.is_applicants() && step.outcomes.iter().any(|outcome| outcome.kind == OutcomeKind::Forward)
        };
        if step.is_none() {
            let (meant_id, meant_en) = meant(&again.0, subject.sop.steps.iter().map(|step| step.id.0.as_str()));
            found.push(error(
                "S-RULE-AGAIN",
                path,
                format!("Aturan “{}” diuji lagi pada langkah “{again}”, yang tidak ada, jadi tidak akan pernah diuji lagi.{meant_id}", rule.id),
                format!("The rule “{}” is tested again at step “{again}”, which does not exist, so it would never be.{meant_en}", rule.id),
            ));
        } else if step.filter(tested).is_none() {
            found.push(error(
                "S-RULE-AGAIN",
                path,
                format!("Aturan “{}” diuji lagi pada langkah “{again}”, tetapi petugas tidak dapat memilih hasil yang menyetujui di sana, jadi tidak akan pernah diuji lagi. Pilih langkah lain.", rule.id),
                format!("The rule “{}” is tested again at step “{again}”, but no officer can choose a favourable outcome there, so it would never be. Choose another step.", rule.id),
            ));
        }
    }
    found
}
