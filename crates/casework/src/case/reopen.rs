//! Taking up a case again that silence had closed: within the window that the SOP gives, with the same number and clock.

use jiff::civil::Date;

use super::flow::{Deciding, gap_refusal};
use super::{Actor, Case, Context, DoneStep, Event, Refusal, RefusalKind, answer};
use crate::date_text::day;
use crate::lang::Lang;
use crate::office::Office;
use crate::sop::{Sop, TaskKind};

/// The last day on which an ended case can be reopened; nothing where it cannot be at all, or where the calendar does not
/// reach that far. The day may have passed.
pub fn reopening(case: &Case, sop: &Sop, office: &Office) -> Option<Date> {
    silent(case, sop)?;
    let ended = case.ended.as_ref()?;
    sop.end(&ended.end)?.reopen?.due_day(ended.at, &office.calendar).ok()
}

/// The applicant's turn that was left without an answer, where that is what closed the case.
fn silent<'a>(case: &'a Case, sop: &Sop) -> Option<&'a DoneStep> {
    let ended = case.ended.as_ref()?;
    let by_timer = |last: &&DoneStep| last.officer.is_none() && last.reason.is_some();
    let last = case.done.last().filter(by_timer).filter(|last| last.at == ended.at && !last.asked.is_empty())?;
    sop.step(&last.step).filter(|step| step.task == TaskKind::Correct).map(|_| last)
}

/// What is said to whoever wants something of a case that has ended.
pub(super) fn ended(case: &Case, sop: &Sop, context: &Context<'_>) -> Refusal {
    let (id, en) = match reopening(case, sop, context.office) {
        Some(until) if context.today() <= until => (
            format!(
                "Permohonan ini ditutup karena tidak dijawab. Buka kembali dahulu, paling lambat {}.",
                day(until, Lang::Id)
            ),
            format!("This case was closed because it was not answered. Reopen it first, by {}.", day(until, Lang::En)),
        ),
        Some(_) | None => (
            "Permohonan ini sudah selesai, jadi tidak dapat diproses lagi. Ajukan permohonan baru bila perlu."
                .to_owned(),
            "This case has ended, so it cannot be worked on any more. File a new application where needed.".to_owned(),
        ),
    };
    Refusal::new(RefusalKind::WrongState, id, en)
}

/// The applicant's turn begins once more, with what was asked. The time between is nobody's, so the clock stood still.
pub(super) fn reopen(deciding: &mut Deciding<'_>, reason: &str) -> Result<(), Refusal> {
    may_reopen(deciding)?;
    let reason = reason.trim();
    if deciding.context.actor.officer().is_some() && reason.is_empty() {
        return Err(Refusal::new(
            RefusalKind::Invalid,
            "Tulis mengapa permohonan ini dibuka kembali; alasannya tercatat pada riwayatnya.",
            "Write why this case is reopened; the reason stays in its history.",
        ));
    }
    let (case, sop) = (&deciding.case, deciding.sop);
    let Some(closed) = case.ended.as_ref() else {
        return Err(Refusal::new(
            RefusalKind::WrongState,
            "Permohonan ini tidak sedang ditutup, jadi tidak perlu dibuka kembali.",
            "This case is not closed, so there is nothing to reopen.",
        ));
    };
    let window = sop.end(&closed.end).and_then(|end| end.reopen);
    let (Some(last), Some(window)) = (silent(case, sop), window) else { return Err(never()) };
    let until = window.due_day(closed.at, &deciding.context.office.calendar).map_err(|gap| gap_refusal(&gap))?;
    if deciding.context.today() > until {
        return Err(too_late(deciding.context.office.calendar.zone().day(closed.at), until));
    }
    let (step, asked) = (last.step.clone(), last.asked.clone());
    let rules = sop.step(&step).ok_or_else(never)?;
    deciding.push(Event::Reopened { step, reason: reason.to_owned() });
    deciding.begin(rules, &asked)
}

/// The applicant, or any officer of the one-stop office for somebody who comes to the counter.
fn may_reopen(deciding: &Deciding<'_>) -> Result<(), Refusal> {
    let office = deciding.context.office;
    match deciding.context.actor {
        Actor::Officer { agency, .. } if office.agency(agency).is_some_and(|agency| agency.front) => Ok(()),
        Actor::Applicant { .. } => answer::may_act_for_applicant(deciding),
        Actor::Officer { .. } | Actor::System => Err(answer::not_theirs()),
    }
}

fn never() -> Refusal {
    Refusal::new(
        RefusalKind::WrongState,
        "Hanya permohonan yang ditutup karena perbaikannya tidak dijawab yang dapat dibuka kembali. Ajukan permohonan baru bila perlu.",
        "Only a case that was closed because a correction was not answered can be reopened. File a new application where needed.",
    )
}

fn too_late(closed: Date, until: Date) -> Refusal {
    let words = |lang| (day(closed, lang), day(until, lang));
    let ((closed_id, until_id), (closed_en, until_en)) = (words(Lang::Id), words(Lang::En));
    Refusal::new(
        RefusalKind::WrongState,
        format!(
            "Permohonan ini ditutup {closed_id} dan hanya dapat dibuka kembali sampai {until_id}. Batas itu sudah lewat; ajukan permohonan baru."
        ),
        format!(
            "This case was closed on {closed_en} and could be reopened until {until_en}. That day has passed; please file a new application."
        ),
    )
}
