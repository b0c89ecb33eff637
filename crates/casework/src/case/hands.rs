//! In whose hands a step may be: role or mandate, four eyes, conflicts of interest; handing steps over, and withdrawing.

use jiff::civil::Date;

use super::flow::{Deciding, not_yours};
use super::{Actor, Assignee, DoneStep, Event, OfficerId, OpenStep, Refusal, RefusalKind};
use crate::form::Fault;
use crate::lang::Text;
use crate::office::{ADMINISTRATOR, Mandate, Office, RoleId, Staffing};
use crate::sop::{ServiceId, Step, StepId, TaskKind};

/// The fact under which the office tells what an officer has to do with the applicant: see [`Conflict`].
pub const CONFLICT: &str = "benturan_kepentingan";

/// The longest reason, in characters.
const REASON: usize = 500;

/// What an officer has to do with the applicant of a case, besides the office's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// The officer is the applicant, by NIK or address.
    Own,
    /// The applicant has the officer's name, and the officer's NIK is not known.
    Name,
    /// The officer has declared the applicant as a relation.
    Relation,
}

impl Conflict {
    /// The number by which the fact names it; 0 is none.
    pub fn code(self) -> i64 {
        match self {
            Conflict::Relation => 1,
            Conflict::Name => 2,
            Conflict::Own => 3,
        }
    }

    fn of(code: i64) -> Option<Conflict> {
        [Conflict::Relation, Conflict::Name, Conflict::Own].into_iter().find(|conflict| conflict.code() == code)
    }

    fn refusal(self) -> Refusal {
        let (id, en) = match self {
            Conflict::Own => (
                "Pemohon berkas ini adalah petugas itu sendiri, jadi ia tidak boleh mengerjakannya. Serahkan kepada petugas lain.",
                "The applicant of this case is that very officer, who may not work on it. Leave it to somebody else.",
            ),
            Conflict::Name => (
                "Nama pemohon sama dengan nama petugas, jadi berkas ini harus dikerjakan orang lain. Bila orangnya berbeda, petugas mencatat NIK-nya di halaman Akun.",
                "The applicant has the officer's name, so somebody else must work on this case. If they are two people, the officer records their NIK on the page Account.",
            ),
            Conflict::Relation => (
                "Pemohon berkas ini tercatat sebagai kerabat atau relasi petugas, jadi harus dikerjakan orang lain.",
                "The applicant of this case is recorded as a relation of the officer, so somebody else must work on it.",
            ),
        };
        Refusal::new(RefusalKind::Forbidden, id, en)
    }
}

/// An officer with the rights that a step is asked by.
#[derive(Clone, Copy)]
struct Hands<'a> {
    id: &'a OfficerId,
    roles: &'a [RoleId],
    mandates: &'a [Mandate],
}

impl Deciding<'_> {
    /// The acting officer, if the step is theirs to do: by role or mandate, with no interest of their own, four eyes.
    pub(super) fn officer_for(&self, step: &StepId) -> Result<OfficerId, Refusal> {
        match self.context.actor {
            Actor::Officer { id, roles, mandates, .. } => self.may_do(step, Hands { id, roles, mandates }),
            Actor::Applicant { .. } | Actor::System => Err(not_yours()),
        }
    }

    fn may_do(&self, step: &StepId, hands: Hands<'_>) -> Result<OfficerId, Refusal> {
        let rules = self.sop.step(step).ok_or_else(not_yours)?;
        let officer = self.in_which_right(rules, hands).ok_or_else(not_yours)?;
        self.is_free_of_conflicts(rules, &officer)?;
        Ok(officer)
    }

    /// Whether nothing of their own keeps an officer from a step: withdrawal, an interest in the applicant, four eyes.
    pub(super) fn is_free_of_conflicts(&self, rules: &Step, officer: &OfficerId) -> Result<(), Refusal> {
        if self.case.recused.contains_key(&officer.account) {
            return Err(Refusal::new(
                RefusalKind::Forbidden,
                "Petugas ini sudah mengundurkan diri dari berkas ini, jadi orang lain yang mengerjakannya.",
                "This officer has withdrawn from this case, so somebody else works on it.",
            ));
        }
        if let Some(conflict) = self.context.facts.get(CONFLICT).and_then(|code| Conflict::of(*code)) {
            return Err(conflict.refusal());
        }
        match self.own_work(rules, officer) {
            None => Ok(()),
            Some(done) => Err(self.four_eyes(done, officer)),
        }
    }

    /// By own role, or by a mandate. Who acts for the holder of a step takes it up in the holder's name.
    fn in_which_right(&self, rules: &Step, hands: Hands<'_>) -> Option<OfficerId> {
        let service = &self.sop.service.id;
        let today = self.context.today();
        let covering = || hands.mandates.iter().filter(|mandate| mandate.covers(&rules.role, service, today));
        let holder = self.case.open.get(&rules.id).and_then(|open| open.officer.as_ref());
        let others = holder.filter(|holder| holder.account != hands.id.account);
        if let Some(mandate) = others.and_then(|holder| covering().find(|mandate| stands_for(mandate, holder))) {
            return Some(OfficerId::by_mandate(mandate));
        }
        if hands.roles.iter().any(|held| held.0 == rules.role) {
            return Some(hands.id.clone());
        }
        covering().next().map(OfficerId::by_mandate)
    }

    /// Work of the same officer that this step would judge (four eyes): what the SOP names; for a decision also every
    /// recommendation; and for whoever has the role only by mandate or for a time, every examination too.
    fn own_work(&self, rules: &Step, officer: &OfficerId) -> Option<&DoneStep> {
        let through = officer.acting.is_some() || self.context.office.staffing.is_lent(officer.account, &rules.role);
        self.case.done.iter().rev().find(|done| {
            let own = done.officer.as_ref().is_some_and(|other| other.account == officer.account);
            let named = rules.not_same_as.contains(&done.step);
            let kind = self.sop.step(&done.step).filter(|step| step.id != rules.id).map(|step| step.task);
            own && (named || kind.is_some_and(|kind| judges(rules.task, kind, through)))
        })
    }

    fn four_eyes(&self, done: &DoneStep, officer: &OfficerId) -> Refusal {
        let step = self.sop.step(&done.step);
        let (id, en) = step.map_or((done.step.0.as_str(), done.step.0.as_str()), |step| {
            (step.name.id.as_str(), step.name.en.as_str())
        });
        let theirs = self.context.actor.officer().is_some_and(|actor| actor.account == officer.account);
        let (who_id, who_en) = if theirs { ("Anda", "You") } else { (officer.name.as_str(), officer.name.as_str()) };
        let (but_id, but_en) = match officer.acting {
            Some(_) => ("; mandat tidak mengubahnya", "; a mandate does not change that"),
            None => ("", ""),
        };
        Refusal::new(
            RefusalKind::Forbidden,
            format!(
                "{who_id} sudah mengerjakan langkah “{id}” pada berkas ini, jadi langkah ini harus dikerjakan orang lain (empat mata{but_id})."
            ),
            format!(
                "{who_en} did the step “{en}” of this case, so somebody else must do this one (four eyes{but_en})."
            ),
        )
    }

    /// Whether somebody who may do a step may also take it out of the hands that hold it.
    pub(super) fn may_take_over(&self, officer: &OfficerId, step: &StepId, open: &OpenStep) -> bool {
        let role = self.sop.step(step).map_or(open.role.as_str(), |step| step.role.as_str());
        let acts_for =
            |holder: &OfficerId| officer.acting.as_ref().is_some_and(|acting| acting.account == holder.account);
        open.officer.as_ref().is_none_or(|holder| {
            holder.account == officer.account
                || acts_for(holder)
                || !stands(holder, role, &self.context.office.staffing, self.context.today())
        })
    }

    /// To whom a step comes back: who did it last, or whoever acts for this officer now; nobody in particular where the
    /// officer has left, has another role now, or has withdrawn, so that nothing waits for somebody who will not come.
    pub(super) fn still_there(&self, officer: &OfficerId, step: &Step) -> Option<OfficerId> {
        let staffing = &self.context.office.staffing;
        let (service, today) = (&self.sop.service.id, self.context.today());
        let standing = officer.acting.as_ref().map(|acting| (acting, staffing.in_force(acting.mandate, today)));
        let back = match standing {
            None => OfficerId::new(officer.account, officer.name.clone()),
            Some((_, Some(mandate))) => OfficerId::by_mandate(mandate),
            Some((acting, None)) => OfficerId::new(acting.account, acting.name.clone()),
        };
        let back = match staffing.stand_in(back.account, &step.role, service, today) {
            Some(mandate) => OfficerId::by_mandate(mandate),
            None => back,
        };
        let there = back.acting.is_some() || staffing.holds(back.account, &step.role, today);
        (there && !self.case.recused.contains_key(&back.account)).then_some(back)
    }
}

/// Whether the holder of a step still has the role, or the mandate, by which they took it: a step in the hands of somebody
/// who has left, or whose mandate is over, waits for nobody.
fn stands(holder: &OfficerId, role: &str, staffing: &Staffing, today: Date) -> bool {
    match &holder.acting {
        Some(acting) => staffing.in_force(acting.mandate, today).is_some(),
        None => staffing.holds(holder.account, role, today),
    }
}

/// Whether an officer finds a step free to take: nobody has it, they have it themselves or act for whoever has it, or
/// its holder does not stand any more.
pub fn is_free_for(open: &OpenStep, actor: &Actor, service: &ServiceId, office: &Office, today: Date) -> bool {
    let Actor::Officer { id, mandates, .. } = actor else { return false };
    let acts_for = |holder: &OfficerId| {
        mandates.iter().any(|mandate| stands_for(mandate, holder) && mandate.covers(&open.role, service, today))
    };
    open.officer.as_ref().is_none_or(|holder| {
        holder.account == id.account || acts_for(holder) || !stands(holder, &open.role, &office.staffing, today)
    })
}

/// Whether a mandate is to act for this holder of a step.
fn stands_for(mandate: &Mandate, holder: &OfficerId) -> bool {
    let of_holder = holder.acting.as_ref().map_or(holder.account, |acting| acting.account);
    mandate.giver.account == of_holder || mandate.giver.account == holder.account
}

/// Whether a step of one kind passes judgement on work of another kind.
fn judges(judging: TaskKind, work: TaskKind, through: bool) -> bool {
    let approves = match judging {
        TaskKind::Decide => true,
        TaskKind::Recommend => through,
        TaskKind::Verify
        | TaskKind::Inspect
        | TaskKind::Deliver
        | TaskKind::Work
        | TaskKind::Correct
        | TaskKind::Pay => false,
    };
    let judged = match work {
        TaskKind::Recommend => true,
        TaskKind::Verify | TaskKind::Inspect | TaskKind::Work => through,
        TaskKind::Decide | TaskKind::Deliver | TaskKind::Correct | TaskKind::Pay => false,
    };
    approves && judged
}

/// An administrator hands a step over.
pub(super) fn reassign(
    deciding: &mut Deciding<'_>,
    step: &StepId,
    to: Option<&Assignee>,
    reason: &str,
) -> Result<(), Refusal> {
    match deciding.context.actor {
        Actor::Officer { .. } if deciding.context.actor.holds(ADMINISTRATOR) => {}
        Actor::System => {}
        Actor::Officer { .. } | Actor::Applicant { .. } => {
            return Err(Refusal::new(
                RefusalKind::Forbidden,
                "Hanya administrator yang dapat memindahkan tugas orang lain. Minta kepadanya, atau minta pemegangnya melepaskan.",
                "Only the administrator can hand on the tasks of others. Ask there, or ask the holder to release it.",
            ));
        }
    }
    let reason = given(reason)?;
    let open = deciding.open(step)?;
    if deciding.sop.step(step).is_some_and(|step| step.task.is_applicants()) {
        return Err(Refusal::new(
            RefusalKind::WrongState,
            "Langkah ini giliran pemohon, jadi tidak dapat dipindahkan kepada petugas.",
            "This step is the applicant's turn, so it cannot be handed to an officer.",
        ));
    }
    let to = to
        .map(|to| deciding.may_do(step, Hands { id: &to.id, roles: &to.roles, mandates: &to.mandates }))
        .transpose()?;
    let account = |officer: &Option<OfficerId>| officer.as_ref().map(|officer| officer.account);
    if account(&open.officer) != account(&to) {
        deciding.push(Event::StepReassigned { step: step.clone(), from: open.officer, to, reason });
    }
    Ok(())
}

/// An officer withdraws from a case.
pub(super) fn recuse(deciding: &mut Deciding<'_>, reason: &str) -> Result<(), Refusal> {
    let Actor::Officer { id, roles, mandates, .. } = deciding.context.actor else { return Err(not_yours()) };
    let (service, today) = (&deciding.sop.service.id, deciding.context.today());
    let has_part = deciding.sop.steps.iter().any(|step| {
        let by_mandate = mandates.iter().any(|mandate| mandate.covers(&step.role, service, today));
        by_mandate || roles.iter().any(|held| held.0 == step.role)
    });
    if !has_part {
        return Err(not_yours());
    }
    let reason = given(reason)?;
    if !deciding.case.recused.contains_key(&id.account) {
        deciding.push(Event::Recused { officer: OfficerId::new(id.account, id.name.clone()), reason });
    }
    Ok(())
}

/// A reason that says something.
fn given(reason: &str) -> Result<String, Refusal> {
    let reason = reason.trim();
    if (5..=REASON).contains(&reason.chars().count()) {
        return Ok(reason.to_owned());
    }
    let message = Text::new(
        format!("Tulis alasannya, 5 sampai {REASON} huruf; alasan ini tercatat pada riwayat berkas."),
        format!("Write the reason, 5 to {REASON} characters; it stays in the history of the case."),
    );
    Err(Refusal::invalid(vec![Fault { field: "reason".into(), message }]))
}
