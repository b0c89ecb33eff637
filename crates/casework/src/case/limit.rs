//! The limit of the law as it comes near and passes: warnings to those who decide, and deemed approval where the SOP wants it.
//!
//! Nothing happens while the clock stands still: while the applicant holds the case, a payment is awaited, or the law or an
//! outage has stopped it. A case that is decided already is left alone.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::flow::{Deciding, broken_formula, gap_refusal};
use super::{Case, Event, Refusal, issue};
use crate::clock::Clocks;
use crate::sop::{Deemed, DeemedMode, LetterKind, TaskKind, WARNED_BEFORE};

/// Looks at a case's limit. Asked as often as one likes: each warning is given once for a limit, and the case granted once.
pub(super) fn watch(deciding: &mut Deciding<'_>) -> Result<(), Refusal> {
    let sop = deciding.sop;
    let Some(deemed) = sop.deemed.as_ref().filter(|deemed| deemed.mode != DeemedMode::Off) else { return Ok(()) };
    let calendar = &deciding.context.office.calendar;
    let clocks = Clocks::of(&deciding.case, Some(sop), calendar);
    let limit = clocks.map(|clocks| clocks.limit(calendar)).transpose().map_err(|gap| gap_refusal(&gap))?.flatten();
    let Some(due) = limit.and_then(|due| due.date).filter(|_| !is_decided(&deciding.case)) else { return Ok(()) };
    let today = deciding.context.today();
    if today > due && deemed.mode == DeemedMode::Issue && is_paid(deciding) {
        return grant(deciding, deemed, due);
    }
    let left = calendar.working_days_between(today, due).map_err(|gap| gap_refusal(&gap))?;
    let left = if today > due { None } else { u16::try_from(left).ok() };
    let near = match left {
        None => Some(0),
        Some(left) => WARNED_BEFORE.into_iter().filter(|days| left <= *days).min(),
    };
    if let Some(days) = near.filter(|days| !deciding.case.warned.contains(&(due, *days))) {
        let role = sop.step(&deemed.step).map(|step| step.role.clone()).unwrap_or_default();
        deciding.push(Event::LimitWarned { due, left: days, role });
    }
    Ok(())
}

/// Nothing is owed, and no step at which something may be billed was passed over: a licence that costs something is never
/// issued for nothing because time ran out.
fn is_paid(deciding: &Deciding<'_>) -> bool {
    let case = &deciding.case;
    let mut pay = deciding.sop.steps.iter().filter(|step| step.task == TaskKind::Pay);
    case.fees.open().is_none() && pay.all(|step| case.last(&step.id).is_some())
}

/// A licence or a rejection was issued: the decision was in time, whatever is still to be handed over.
fn is_decided(case: &Case) -> bool {
    case.letters.iter().any(|letter| matches!(letter.kind, LetterKind::Licence | LetterKind::Rejection))
}

/// The law has granted it: open steps are left, the licence is issued, and the case goes on as after the head's yes.
fn grant(deciding: &mut Deciding<'_>, deemed: &Deemed, due: Date) -> Result<(), Refusal> {
    let sop = deciding.sop;
    let outcome = sop.step(&deemed.step).and_then(|step| step.outcome(&deemed.outcome)).ok_or_else(|| {
        broken_formula(&format!("[deemed] {}/{} tidak ada / is not there", deemed.step, deemed.outcome))
    })?;
    deciding.push(Event::DeemedGranted {
        due,
        step: deemed.step.clone(),
        outcome: deemed.outcome.clone(),
        legal_basis: deemed.legal_basis.clone(),
    });
    if let Some(letter) = &outcome.letter {
        issue::issue(deciding, letter, None)?;
    }
    let targets = deciding.choose(&outcome.route, &outcome.to)?;
    deciding.enter(Some(&deemed.step), targets, &[])
}

/// The warnings that were given: the limit, and how many working days before it; 0 when it had passed.
pub type Warned = BTreeSet<(Date, u16)>;
