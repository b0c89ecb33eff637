//! What each event makes of a case. This cannot fail: what happened, happened.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{
    Addition, Case, DeemedApproval, DoneStep, Ended, Event, FileRef, IssuedLetter, OfficerId, OpenDuty, OpenStep,
    Replaced,
};
use crate::clock::Holder;
use crate::form::Answers;
use crate::sop::{RequirementId, StepId};

/// The case after an event that happened at a moment.
pub fn evolve(mut case: Case, event: &Event, at: Timestamp) -> Case {
    case.version += 1;
    match event {
        Event::Submitted { filing, answers, files } => {
            case.filing = Some((**filing).clone());
            case.answers = answers.clone();
            case.files = files.clone();
        }
        Event::StepEntered { .. } => enter(&mut case, event, at),
        Event::BranchArrived { from, join } => {
            case.arrived.insert((from.clone(), join.clone()));
        }
        Event::StepClaimed { step, officer } => hand(&mut case, step, Some(officer)),
        Event::StepReleased { step } => hand(&mut case, step, None),
        Event::StepHandedOver { step, officer, .. } => hand(&mut case, step, Some(officer)),
        Event::Reminded { step, visit } => case.reminded.push((step.clone(), *visit, at)),
        Event::Adopted { account } => adopt(&mut case, *account),
        Event::StepReassigned { step, to, .. } => hand(&mut case, step, to.as_ref()),
        Event::Recused { officer, reason } => withdraw(&mut case, officer, reason),
        Event::StepCompleted { step, .. } => complete(&mut case, step, event, at),
        Event::Corrected { answers, files, names } => {
            case.names.extend(names.clone());
            replace(&mut case, answers, files, (at, false));
        }
        Event::Added { .. } => added(&mut case, event, at),
        Event::Reopened { .. } => {
            case.ended = None;
            case.reopened.push(at);
        }
        Event::LetterIssued { .. } => case.letters.extend(issued(event, at)),
        Event::LetterRecorded { number, file } => {
            if let Some(letter) = case.letters.iter_mut().find(|letter| &letter.number == number) {
                letter.file = Some(file.clone());
            }
        }
        Event::TimerFired { timer, visit, .. } => {
            case.fired.insert((timer.clone(), *visit));
        }
        Event::DutyOpened { duty, due } => {
            case.duties.insert(duty.clone(), OpenDuty { due: *due, fulfilled: None });
        }
        Event::DutyFulfilled { duty, file } => {
            if let Some(open) = case.duties.get_mut(duty) {
                open.fulfilled = Some((at, file.clone()));
            }
        }
        Event::LimitWarned { due, left, .. } => {
            case.warned.insert((*due, *left));
        }
        Event::DeemedGranted { due, legal_basis, .. } => {
            case.deemed = Some(DeemedApproval { due: *due, at, legal_basis: legal_basis.clone() });
            leave_all(&mut case);
        }
        Event::Withdrawn { .. } => leave_all(&mut case),
        Event::Ended { end, result, calendar } => {
            case.ended = Some(Ended { end: end.clone(), result: *result, at, calendar: *calendar });
            case.ledger.close(at);
        }
        Event::Fee { what } => super::fee::evolve(&mut case.fees, what, at),
    }
    case
}

/// The applicant of a case of the counter has an account from now on.
fn adopt(case: &mut Case, account: i64) {
    if let Some(filing) = &mut case.filing {
        filing.applicant.account = Some(account);
    }
}

/// An officer takes an open step, or gives it back.
fn hand(case: &mut Case, step: &StepId, officer: Option<&OfficerId>) {
    if let Some(open) = case.open.get_mut(step) {
        open.officer = officer.cloned();
    }
}

/// An officer has nothing to do with the case any more: what this officer had taken is free.
fn withdraw(case: &mut Case, officer: &OfficerId, reason: &str) {
    case.recused.insert(officer.account, reason.to_owned());
    for open in case.open.values_mut() {
        open.officer = open.officer.take().filter(|holder| holder.account != officer.account);
    }
}

/// Every open step is left as it is: the case ends another way.
fn leave_all(case: &mut Case) {
    case.open.clear();
    case.arrived.clear();
}

/// A step begins; a join takes in the branches that waited for it.
fn enter(case: &mut Case, event: &Event, at: Timestamp) {
    let Event::StepEntered { step, visit, due, holder, role, objections, officer, updated, .. } = event else {
        return;
    };
    case.arrived.retain(|(_, join)| join != step);
    let open = OpenStep {
        since: at,
        due: *due,
        officer: officer.clone(),
        holder: holder.clone(),
        role: role.clone(),
        visit: *visit,
        objections: objections.clone(),
        entered_at: case.version,
        // Events of the first version do not say it, but give the step to somebody only then.
        answered: *updated || officer.is_some() && objections.is_empty(),
    };
    case.open.insert(step.clone(), open);
    hold(case, at);
}

/// A step ends; what the officer left of it is kept.
fn complete(case: &mut Case, step: &StepId, event: &Event, at: Timestamp) {
    let Event::StepCompleted { outcome, officer, reason, findings, checks, files, objections, .. } = event else {
        return;
    };
    let Some(open) = case.open.remove(step) else { return };
    case.done.push(DoneStep {
        step: step.clone(),
        since: open.since,
        at,
        due: open.due,
        outcome: outcome.clone(),
        officer: officer.clone(),
        reason: reason.clone(),
        findings: findings.clone(),
        checks: checks.clone(),
        files: files.clone(),
        objections: objections.clone(),
        asked: open.objections,
    });
    if !case.open.is_empty() {
        hold(case, at);
    }
}

/// Who holds the case: everybody with an open step, several at once in parallel branches.
fn hold(case: &mut Case, at: Timestamp) {
    let gone: Vec<Holder> = case
        .ledger
        .holders()
        .filter(|holder| !case.open.values().any(|step| &step.holder == *holder))
        .cloned()
        .collect();
    for holder in gone {
        case.ledger.leave(at, &holder);
    }
    for step in case.open.values() {
        case.ledger.join(at, step.holder.clone(), step.holder.usual_reason());
    }
}

/// Documents come unasked: older ones of the same kind are kept.
fn added(case: &mut Case, event: &Event, at: Timestamp) {
    let Event::Added { files, names, note } = event else { return };
    case.names.extend(names.clone());
    let ids = files.keys().cloned().collect();
    case.additions.push(Addition { at, version: case.version, files: ids, note: note.clone() });
    replace(case, &Answers::default(), files, (at, true));
}

/// New answers and files take the place of those before, which are kept. What replaces nothing leaves no older version.
fn replace(
    case: &mut Case,
    answers: &Answers,
    files: &BTreeMap<RequirementId, FileRef>,
    (at, unasked): (Timestamp, bool),
) {
    let mut replaced = Replaced { at, answers: Answers::default(), files: BTreeMap::new(), unasked };
    for (id, value) in &answers.0 {
        if let Some(old) = case.answers.0.insert(id.clone(), value.clone()) {
            replaced.answers.0.insert(id.clone(), old);
        }
    }
    for (id, file) in files {
        if let Some(old) = case.files.insert(id.clone(), file.clone()) {
            replaced.files.insert(id.clone(), old);
        }
    }
    case.replaced.push(replaced);
}

fn issued(event: &Event, at: Timestamp) -> Option<IssuedLetter> {
    let Event::LetterIssued { letter, letter_kind, number, code, date, until, by, .. } = event else { return None };
    Some(IssuedLetter {
        letter: letter.clone(),
        kind: *letter_kind,
        number: number.clone(),
        code: *code,
        date: *date,
        at,
        until: *until,
        by: by.clone(),
        file: None,
    })
}
