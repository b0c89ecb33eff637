//! Completing steps: an officer's outcome, a timer's hour, a withdrawal.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use jiff::Timestamp;

use super::fee;
use super::flow::{Deciding, broken_formula};
use super::{Case, Completion, Event, Refusal, RefusalKind, Verdict, answer, issue, rework};
use crate::form::{Answers, Fault};
use crate::lang::Text;
use crate::office::Calendar;
use crate::sop::{Action, EndResult, Outcome, OutcomeId, OutcomeKind, RequirementId, Step, StepId, Timer, TimerId};

/// An officer completes a step.
pub(super) fn complete(deciding: &mut Deciding<'_>, completion: &Completion) -> Result<(), Refusal> {
    let open = deciding.open(&completion.step)?;
    let officer = deciding.officer_for(&completion.step)?;
    if let Some(holder) = open.officer.as_ref().filter(|_| !deciding.may_take_over(&officer, &completion.step, &open)) {
        // Who looks at a page from before the step began is told that first.
        if completion.seen < open.entered_at {
            return Err(stale());
        }
        return Err(Refusal::new(
            RefusalKind::Stale,
            format!("Langkah ini sedang dipegang {}. Minta ia melepaskannya dahulu.", holder.name),
            format!("{} holds this step. Ask for it to be released first.", holder.name),
        ));
    }
    let sop = deciding.sop;
    let step = sop.step(&completion.step).ok_or_else(|| unknown_outcome(&completion.outcome))?;
    let outcome = step.outcome(&completion.outcome).ok_or_else(|| unknown_outcome(&completion.outcome))?;
    if step.task.is_applicants() {
        return Err(unknown_outcome(&completion.outcome));
    }
    if completion.seen < open.entered_at {
        return Err(stale());
    }
    if deciding.case.additions.iter().any(|addition| addition.version > completion.seen) {
        return Err(answer::added_meanwhile());
    }
    well_founded(deciding, (step, outcome), completion)?;
    rules_again(deciding, step, outcome)?;
    deciding.push(Event::StepCompleted {
        step: step.id.clone(),
        outcome: outcome.id.clone(),
        officer: Some(officer.clone()),
        reason: completion.reason.clone(),
        findings: completion.findings.clone(),
        checks: completion.checks.clone(),
        files: completion.files.clone(),
        objections: completion.objections.clone(),
    });
    if let Some(letter) = &outcome.letter {
        issue::issue(deciding, letter, Some(officer))?;
    }
    let targets = deciding.choose(&outcome.route, &outcome.to)?;
    deciding.enter(Some(&step.id), targets, &completion.objections)
}

/// What an outcome must bring with it: reasons, returned items, a full checklist, the officer's fields.
fn well_founded(
    deciding: &Deciding<'_>,
    (step, outcome): (&Step, &Outcome),
    completion: &Completion,
) -> Result<(), Refusal> {
    let mut faults = Vec::new();
    let reason = completion.reason.as_deref().unwrap_or("").trim();
    match outcome.kind {
        OutcomeKind::Refuse if reason.is_empty() => faults.push(Fault {
            field: "reason".into(),
            message: Text::new(
                "Alasan belum diisi. Pemohon berhak tahu mengapa; tulis alasannya.",
                "The reason is missing. The applicant has a right to know why; write it down.",
            ),
        }),
        OutcomeKind::Return if completion.objections.is_empty() => faults.push(Fault {
            field: "objections".into(),
            message: Text::new(
                "Belum ada bagian yang dikembalikan. Tandai setidaknya satu isian atau berkas, dengan alasannya.",
                "Nothing is returned yet. Mark at least one answer or document, with the reason.",
            ),
        }),
        OutcomeKind::Return => faults.extend(answer::unfounded(deciding.sop, &completion.objections)),
        OutcomeKind::Rework => faults.extend(rework::unfounded(deciding.sop, outcome, &completion.objections)),
        OutcomeKind::Forward => faults.extend(open_checks(deciding, step, completion)),
        OutcomeKind::Refuse => {}
    }
    if outcome.kind == OutcomeKind::Forward {
        let facts = LazyCell::new(|| deciding.facts());
        for field in step.fields.iter().filter(|field| !field.optional) {
            let asked = field.when.as_ref().is_none_or(|when| when.holds(&facts).unwrap_or(true));
            if asked && completion.findings.get(&field.id).is_none() {
                faults.push(Fault {
                    field: field.id.clone(),
                    message: Text::new(
                        format!("“{}” belum diisi.", field.label.id),
                        format!("“{}” is not filled in.", field.label.en),
                    ),
                });
            }
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(Refusal::invalid(faults)) }
}

/// A favourable outcome needs every document examined and none faulty.
fn open_checks(deciding: &Deciding<'_>, step: &Step, completion: &Completion) -> Vec<Fault> {
    if step.checks.is_empty() {
        return Vec::new();
    }
    let applicable: Vec<&RequirementId> =
        deciding.sop.requirements_for(&deciding.case.answers).map(|requirement| &requirement.id).collect();
    step.checks
        .iter()
        .filter(|id| applicable.contains(id) && deciding.case.files.contains_key(id))
        .filter_map(|id| {
            let message = match completion.checks.get(id).map(|check| check.verdict) {
                Some(Verdict::Fits | Verdict::NotNeeded) => return None,
                Some(Verdict::Faulty) => Text::new(
                    "Berkas ini ditandai tidak sesuai, jadi hasil yang menyetujui tidak dapat dipilih. Kembalikan kepada pemohon, atau ubah penilaiannya.",
                    "This document is marked as not in order, so a favourable outcome cannot be chosen. Return it, or change the verdict.",
                ),
                None => Text::new(
                    "Berkas ini belum diperiksa. Beri penilaian dahulu.",
                    "This document has not been examined. Give a verdict first.",
                ),
            };
            Some(Fault { field: id.0.clone(), message })
        })
        .collect()
}

/// Rules that are tested once more at this step, because the facts may have changed since the submission.
fn rules_again(deciding: &Deciding<'_>, step: &Step, outcome: &Outcome) -> Result<(), Refusal> {
    if outcome.kind != OutcomeKind::Forward {
        return Ok(());
    }
    let facts = LazyCell::new(|| deciding.facts());
    for rule in deciding.sop.rules.iter().filter(|rule| rule.again_at.as_ref() == Some(&step.id)) {
        if !rule.must.holds(&facts).map_err(|fault| broken_formula(&fault.to_string()))? {
            return Err(Refusal::invalid(vec![Fault { field: rule.id.clone(), message: rule.message.clone() }]));
        }
    }
    Ok(())
}

/// The applicant gives up: every open step is left, and the case ends.
pub(super) fn withdraw(deciding: &mut Deciding<'_>, reason: &str) -> Result<(), Refusal> {
    answer::may_act_for_applicant(deciding)?;
    deciding.push(Event::Withdrawn { reason: reason.trim().to_owned() });
    let calendar = deciding.context.office.calendar.version();
    deciding.push(Event::Ended { end: StepId("ditarik".into()), result: EndResult::Closed, calendar });
    fee::lapse(deciding, None);
    Ok(())
}

/// A timer's hour has come. One that comes late, twice or for a step that is over does nothing.
pub(super) fn fire(deciding: &mut Deciding<'_>, id: &TimerId, visit: u32) -> Result<(), Refusal> {
    let sop = deciding.sop;
    let Some(timer) = sop.timers.iter().find(|timer| &timer.id == id) else { return Ok(()) };
    let current = deciding.case.open.get(&timer.step).is_some_and(|open| open.visit == visit);
    if !current || deciding.case.fired.contains(&(id.clone(), visit)) {
        return Ok(());
    }
    if timer_hour(&deciding.case, timer, &deciding.context.office.calendar)
        .is_some_and(|hour| deciding.context.at < hour)
    {
        return Err(too_early());
    }
    deciding.push(Event::TimerFired {
        timer: id.clone(),
        visit,
        step: timer.step.clone(),
        action: timer.action.clone(),
    });
    match &timer.action {
        Action::Remind | Action::Escalate(_) => Ok(()),
        Action::Complete(outcome) => {
            let step = sop.step(&timer.step).ok_or_else(answer::not_returned)?;
            let outcome = step.outcome(outcome).ok_or_else(|| unknown_outcome(outcome))?;
            finish(deciding, &timer.step, outcome, Some("timer"))
        }
    }
}

/// The hour of a timer as the calendar gives it now: a holiday that was declared after the step began moves it. Nothing
/// where its step is not open or the calendar does not reach that far.
pub fn timer_hour(case: &Case, timer: &Timer, calendar: &Calendar) -> Option<Timestamp> {
    timer.after.over(case.open.get(&timer.step)?.since, calendar).ok()
}

fn too_early() -> Refusal {
    Refusal::new(
        RefusalKind::WrongState,
        "Waktunya belum habis: kalender kantor berubah sejak langkah ini mulai.",
        "The time is not over yet: the office's calendar has changed since this step began.",
    )
}

/// The bill of a step is paid or waived: the step turns out well.
pub(super) fn settled(deciding: &mut Deciding<'_>, step: &StepId) -> Result<(), Refusal> {
    let sop = deciding.sop;
    let usual = sop.step(step).into_iter().flat_map(|step| &step.outcomes);
    let usual =
        usual.into_iter().find(|outcome| outcome.kind == OutcomeKind::Forward).ok_or_else(answer::not_returned)?;
    finish(deciding, step, usual, None)
}

/// Completes a step without an officer.
pub(super) fn finish(
    deciding: &mut Deciding<'_>,
    step: &StepId,
    outcome: &Outcome,
    reason: Option<&str>,
) -> Result<(), Refusal> {
    deciding.push(Event::StepCompleted {
        step: step.clone(),
        outcome: outcome.id.clone(),
        officer: None,
        reason: reason.map(str::to_owned),
        findings: Answers::default(),
        checks: BTreeMap::new(),
        files: Vec::new(),
        objections: Vec::new(),
    });
    fee::lapse(deciding, Some(step));
    if let Some(letter) = &outcome.letter {
        issue::issue(deciding, letter, None)?;
    }
    let targets = deciding.choose(&outcome.route, &outcome.to)?;
    deciding.enter(Some(step), targets, &[])
}

fn unknown_outcome(outcome: &OutcomeId) -> Refusal {
    Refusal::new(
        RefusalKind::Invalid,
        format!("Pilihan “{outcome}” tidak ada pada langkah ini. Pilih salah satu hasil yang tersedia."),
        format!("This step has no outcome “{outcome}”. Choose one of those offered."),
    )
}

fn stale() -> Refusal {
    Refusal::new(
        RefusalKind::Stale,
        "Berkas ini sudah berubah sejak halaman Anda dibuka. Isian Anda tetap ada; buka lagi berkasnya dan periksa sebelum memutuskan.",
        "The case has changed since you opened the page. What you typed is kept; open the case again and check before deciding.",
    )
}
