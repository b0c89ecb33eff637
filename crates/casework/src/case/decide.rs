//! The one place where a request to a case is answered: with what follows from it, or with a refusal.

use super::fee::{self, ChangeKind, FeeCommand};
use super::flow::Deciding;
use super::{
    Actor, Case, Command, Context, Event, Refusal, RefusalKind, answer, complete, handover, hands, reopen, submit,
};
use crate::office::Office;
use crate::sop::{Sop, StepId};

/// Answers a command with the events that follow from it, in their order.
///
/// # Errors
/// A [`Refusal`] where the rules, the SOP or the state of the case say no. Nothing has happened then.
pub fn decide(case: &Case, command: &Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    if let Command::Submit(submission) = command {
        return submit::submit(case, submission, context);
    }
    let sop = pinned(case, context.office)?;
    if case.ended.is_some() && !outlives_the_end(command) {
        return Err(reopen::ended(case, sop, context));
    }
    let mut deciding = Deciding::new(case, sop, context);
    match command {
        Command::Submit(_) => {}
        Command::Claim { step } => claim(&mut deciding, step)?,
        Command::Release { step } => release(&mut deciding, step)?,
        Command::HandOver { step, to, roles, reason } => {
            handover::hand_over(&mut deciding, step, (to, roles), reason)?;
        }
        Command::Remind { step } => handover::remind(&mut deciding, step)?,
        Command::Reassign { step, to, reason } => hands::reassign(&mut deciding, step, to.as_deref(), reason)?,
        Command::Recuse { reason } => hands::recuse(&mut deciding, reason)?,
        Command::Complete(completion) => complete::complete(&mut deciding, completion)?,
        Command::Correct { step, answers, files } => answer::correct(&mut deciding, step, answers, files)?,
        Command::Add { files, names, note } => answer::add(&mut deciding, files, names, note)?,
        Command::Adopt => answer::adopt(&mut deciding)?,
        Command::Reopen { reason } => reopen::reopen(&mut deciding, reason)?,
        Command::Withdraw { reason } => complete::withdraw(&mut deciding, reason)?,
        Command::FireTimer { timer, visit } => complete::fire(&mut deciding, timer, *visit)?,
        Command::WatchLimit => super::limit::watch(&mut deciding)?,
        Command::RecordLetter { number, file } => super::issue::record(&mut deciding, number, file)?,
        Command::FulfilDuty { duty, file } => super::issue::fulfil(&mut deciding, duty, file.as_ref())?,
        Command::Fee(command) => fee::decide(&mut deciding, command)?,
    }
    Ok(deciding.events)
}

/// Whether a command makes sense after the case has ended: its papers, duties and money live on.
fn outlives_the_end(command: &Command) -> bool {
    match command {
        Command::RecordLetter { .. } | Command::FulfilDuty { .. } | Command::Reopen { .. } | Command::Adopt => true,
        // A void or a waiver of a bill that went with its case would say nothing.
        Command::Fee(FeeCommand::Ask { kind: ChangeKind::Void { .. } | ChangeKind::Waive { .. }, .. }) => false,
        Command::Fee(_) => true,
        Command::Submit(_)
        | Command::Claim { .. }
        | Command::Release { .. }
        | Command::HandOver { .. }
        | Command::Remind { .. }
        | Command::Reassign { .. }
        | Command::Recuse { .. }
        | Command::Complete(_)
        | Command::Correct { .. }
        | Command::Add { .. }
        | Command::Withdraw { .. }
        | Command::FireTimer { .. }
        | Command::WatchLimit => false,
    }
}

/// The SOP version that the case follows.
fn pinned<'a>(case: &Case, office: &'a Office) -> Result<&'a Sop, Refusal> {
    let not_found = || {
        Refusal::new(
            RefusalKind::NotFound,
            "Permohonan ini tidak ditemukan. Periksa kembali nomornya.",
            "There is no such case. Check the number again.",
        )
    };
    let filing = case.filing().ok_or_else(not_found)?;
    office.catalogue.get(&filing.bundle).map(|sop| sop.as_ref()).ok_or_else(|| {
        Refusal::new(
            RefusalKind::WrongState,
            format!("SOP {} yang dipakai permohonan ini belum terpasang. Hubungi administrator.", filing.bundle),
            format!("The SOP {} that this case follows is not installed. Tell the administrator.", filing.bundle),
        )
    })
}

/// An officer takes an open step.
fn claim(deciding: &mut Deciding<'_>, step: &StepId) -> Result<(), Refusal> {
    let open = deciding.open(step)?;
    let officer = deciding.officer_for(step)?;
    match &open.officer {
        Some(holder) if holder.account == officer.account => Ok(()),
        Some(holder) if !deciding.may_take_over(&officer, step, &open) => Err(Refusal::new(
            RefusalKind::Stale,
            format!(
                "Langkah ini sudah diambil oleh {}. Pilih pekerjaan lain, atau minta ia melepaskannya.",
                holder.name
            ),
            format!("{} has already taken this step. Choose other work, or ask for it to be released.", holder.name),
        )),
        Some(_) | None => {
            deciding.push(Event::StepClaimed { step: step.clone(), officer });
            Ok(())
        }
    }
}

/// An officer gives a step back to the others of the role.
fn release(deciding: &mut Deciding<'_>, step: &StepId) -> Result<(), Refusal> {
    let holder = deciding.open(step)?.officer;
    let mine = match (&holder, deciding.context.actor) {
        (Some(holder), Actor::Officer { id, .. }) => holder.account == id.account,
        (_, Actor::System) => true,
        (Some(_), Actor::Applicant { .. }) | (None, Actor::Officer { .. } | Actor::Applicant { .. }) => false,
    };
    if !mine {
        return Err(Refusal::new(
            RefusalKind::Forbidden,
            "Langkah ini tidak sedang Anda pegang, jadi tidak dapat Anda lepaskan.",
            "You do not hold this step, so you cannot release it.",
        ));
    }
    deciding.push(Event::StepReleased { step: step.clone() });
    Ok(())
}
