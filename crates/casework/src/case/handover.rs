//! Work that changes hands, and work that is asked after: handing an open step to a colleague, reminding whoever has it.

use jiff::Timestamp;

use super::flow::{Deciding, not_yours};
use super::{Actor, Case, Event, OfficerId, OpenStep, Refusal, RefusalKind};
use crate::date_text;
use crate::lang::Lang;
use crate::office::{Office, RoleId};
use crate::sop::{Step, StepId};

/// Whether an officer oversees a role's work: holds a supervising role of the role's own agency.
pub fn oversees(actor: &Actor, role: &str, office: &Office) -> bool {
    let Actor::Officer { agency, .. } = actor else { return false };
    is_supervisor(actor, office) && office.role(role).is_some_and(|role| &role.agency == agency)
}

/// Whether an officer holds a role that oversees the work of its agency.
pub fn is_supervisor(actor: &Actor, office: &Office) -> bool {
    office.roles.iter().any(|role| role.supervises && actor.holds(&role.id.0))
}

/// An open step is handed to a colleague, who holds its role now (`roles`). Its holder does it, a supervisor of the agency,
/// or anybody of the role while nobody has it.
pub(super) fn hand_over(
    deciding: &mut Deciding<'_>,
    step: &StepId,
    (to, roles): (&OfficerId, &[RoleId]),
    reason: &str,
) -> Result<(), Refusal> {
    let open = deciding.open(step)?;
    let rules = deciding.sop.step(step).filter(|rules| !rules.task.is_applicants()).ok_or_else(not_yours)?;
    may_hand_over(deciding, rules, &open)?;
    if open.officer.as_ref().is_some_and(|holder| holder.account == to.account) {
        return Err(Refusal::new(
            RefusalKind::WrongState,
            format!("{} sudah memegang langkah ini.", to.name),
            format!("{} holds this step already.", to.name),
        ));
    }
    if !roles.iter().any(|held| held.0 == rules.role) {
        return Err(Refusal::new(
            RefusalKind::Invalid,
            format!("{} tidak memegang peran untuk langkah ini. Pilih rekan yang memegangnya.", to.name),
            format!("{} does not hold the role for this step. Choose a colleague who does.", to.name),
        ));
    }
    deciding.is_free_of_conflicts(rules, to)?;
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refusal::new(
            RefusalKind::Invalid,
            "Tulis mengapa langkah ini diserahkan; rekan Anda membacanya pada riwayat berkas.",
            "Write why this step is handed over; your colleague reads it in the case's history.",
        ));
    }
    deciding.push(Event::StepHandedOver { step: step.clone(), officer: to.clone(), reason: reason.to_owned() });
    Ok(())
}

fn may_hand_over(deciding: &Deciding<'_>, rules: &Step, open: &OpenStep) -> Result<(), Refusal> {
    let actor = deciding.context.actor;
    let (mine, free) = match (&open.officer, actor.officer()) {
        (Some(holder), Some(officer)) => (holder.account == officer.account, false),
        (None, Some(_)) => (false, actor.holds(&rules.role)),
        (Some(_) | None, None) => (false, false),
    };
    if mine || free || oversees(actor, &rules.role, deciding.context.office) {
        return Ok(());
    }
    Err(Refusal::new(
        RefusalKind::Forbidden,
        "Langkah ini tidak Anda pegang. Yang dapat menyerahkannya adalah pemegangnya atau atasannya.",
        "You do not hold this step. Its holder or the holder's superior can hand it over.",
    ))
}

/// Whoever has an open step is reminded of it: at most once a day, so that a message stays one.
pub(super) fn remind(deciding: &mut Deciding<'_>, step: &StepId) -> Result<(), Refusal> {
    let open = deciding.open(step)?;
    let rules = deciding.sop.step(step).ok_or_else(not_yours)?;
    if !may_remind(deciding.context.actor, rules, deciding.context.office) {
        return Err(not_yours_to_remind());
    }
    let zone = deciding.context.office.calendar.zone();
    let today = |at: &Timestamp| zone.day(*at) == deciding.context.today();
    if let Some(last) = reminded(&deciding.case, step, open.visit).filter(today) {
        let [id, en] = [Lang::Id, Lang::En].map(|lang| date_text::hour(last, zone, lang));
        return Err(Refusal::new(
            RefusalKind::WrongState,
            format!(
                "Pengingat untuk langkah ini sudah dikirim hari ini pukul {id}. Yang berikutnya dapat dikirim besok."
            ),
            format!("A reminder of this step was sent today at {en}. The next one can be sent tomorrow."),
        ));
    }
    let applicant = deciding.case.filing().map(|filing| &filing.applicant);
    if let Some(applicant) = applicant.filter(|applicant| rules.task.is_applicants() && applicant.email.is_none()) {
        let phone = applicant.phone.as_deref().unwrap_or("–");
        return Err(Refusal::new(
            RefusalKind::WrongState,
            format!(
                "Pemohon ini tidak punya surel, jadi tidak dapat diingatkan dari sini. Hubungi teleponnya: {phone}."
            ),
            format!("This applicant has no e-mail, so no reminder can be sent from here. Call instead: {phone}."),
        ));
    }
    deciding.push(Event::Reminded { step: step.clone(), visit: open.visit });
    Ok(())
}

/// When a visit of a step was last asked after by a person.
fn reminded(case: &Case, step: &StepId, visit: u32) -> Option<Timestamp> {
    let of_visit = case.reminded.iter().rev().find(|(known, of, _)| known == step && *of == visit);
    of_visit.map(|(_, _, at)| *at)
}

/// Whether somebody may remind whoever has a step: applicants are reminded by the office itself, officers by whoever oversees
/// them or by the office's own supervisors, who answer for the whole promise.
pub fn may_remind(actor: &Actor, step: &Step, office: &Office) -> bool {
    let Actor::Officer { agency, .. } = actor else { return false };
    let front = office.agency(agency).is_some_and(|agency| agency.front);
    if step.task.is_applicants() {
        return front;
    }
    oversees(actor, &step.role, office) || front && is_supervisor(actor, office)
}

fn not_yours_to_remind() -> Refusal {
    Refusal::new(
        RefusalKind::Forbidden,
        "Pengingat ini bukan wewenang Anda: pemohon diingatkan oleh kantor pelayanan, petugas oleh atasannya.",
        "This reminder is not yours to send: applicants are reminded by the service office, officers by their superiors.",
    )
}
