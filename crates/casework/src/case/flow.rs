//! How a case moves through its SOP: tokens, parallel branches, joins, ends. The same rules as `sop::net` decides
//! soundness over, so that what is checked is what runs.

use jiff::Timestamp;

use super::fee::{self, FeeEvent, Passage};
use super::{Case, Context, DoneStep, Event, Objection, OfficerId, OpenStep, Refusal, RefusalKind, evolve};
use crate::clock::{Holder, WorkingTime};
use crate::date_text;
use crate::lang::Lang;
use crate::office::calendar::CalendarGap;
use crate::sop::formula::Facts;
use crate::sop::{Route, Sop, Step, StepId, Targets, TaskKind, TimerId};

/// A decision in the making: the case as it would be, and the events that make it so.
pub(super) struct Deciding<'a> {
    pub case: Case,
    pub events: Vec<Event>,
    pub sop: &'a Sop,
    pub context: &'a Context<'a>,
}

impl<'a> Deciding<'a> {
    pub fn new(case: &Case, sop: &'a Sop, context: &'a Context<'a>) -> Self {
        Deciding { case: case.clone(), events: Vec::new(), sop, context }
    }

    /// Lets something happen: the events that follow see the case as it is after it.
    pub fn push(&mut self, event: Event) {
        self.case = evolve(std::mem::take(&mut self.case), &event, self.context.at);
        self.events.push(event);
    }

    /// What formulas see: the answers, the findings so far, the facts and today.
    pub fn facts(&self) -> Facts {
        let mut facts =
            Facts::new(self.sop, &self.case.answers).with_facts(self.context.facts).with_today(self.context.today());
        for done in &self.case.done {
            facts = facts.with_findings(&done.step, &done.findings);
        }
        facts
    }

    /// An open step, or the refusal that says who closed it and when.
    pub fn open(&self, step: &StepId) -> Result<OpenStep, Refusal> {
        if let Some(open) = self.case.open.get(step) {
            return Ok(open.clone());
        }
        let Some(done) = self.case.last(step) else {
            return Err(Refusal::new(
                RefusalKind::WrongState,
                "Langkah ini belum sampai gilirannya. Muat ulang halaman untuk melihat posisi berkas.",
                "This step's turn has not come. Reload the page to see where the case is.",
            ));
        };
        let zone = self.context.office.calendar.zone();
        let [when_id, when_en] = [Lang::Id, Lang::En].map(|lang| date_text::moment(done.at, zone, lang));
        let office = self.context.office;
        let [who_id, who_en] = [Lang::Id, Lang::En].map(|lang| {
            done.officer.as_ref().map_or_else(|| "Satupintu".to_owned(), |officer| officer.told(office, lang))
        });
        let outcome = self.outcome_label(step, done);
        Err(Refusal::new(
            RefusalKind::Stale,
            format!(
                "Langkah ini sudah diselesaikan oleh {who_id} pada {when_id} dengan hasil “{}”. Isian Anda tetap ada di halaman ini; salin bila perlu, lalu buka lagi berkasnya.",
                outcome.0
            ),
            format!(
                "{who_en} completed this step on {when_en} with the outcome “{}”. What you typed is still on this page; copy it where needed, then open the case again.",
                outcome.1
            ),
        ))
    }

    fn outcome_label(&self, step: &StepId, done: &super::DoneStep) -> (String, String) {
        let label = self.sop.step(step).and_then(|step| step.outcome(&done.outcome)).map(|outcome| &outcome.label);
        label.map_or_else(
            || (done.outcome.0.clone(), done.outcome.0.clone()),
            |label| (label.id.clone(), label.en.clone()),
        )
    }

    /// Chooses among routes: the first whose condition holds, else the usual way.
    pub fn choose<'t>(&self, routes: &'t [Route], usual: &'t Targets) -> Result<&'t Targets, Refusal> {
        if routes.is_empty() {
            return Ok(usual);
        }
        let facts = self.facts();
        for route in routes {
            if route.when.holds(&facts).map_err(|fault| broken_formula(&fault.to_string()))? {
                return Ok(&route.to);
            }
        }
        Ok(usual)
    }

    /// Puts a token at each target: a step begins, a branch arrives at a join, or the case ends.
    pub fn enter(&mut self, from: Option<&StepId>, targets: &Targets, objections: &[Objection]) -> Result<(), Refusal> {
        for target in targets.iter() {
            if let Some(end) = self.sop.end(target) {
                let calendar = self.context.office.calendar.version();
                self.push(Event::Ended { end: end.id.clone(), result: end.result, calendar });
                fee::lapse(self, None);
                continue;
            }
            let sop = self.sop;
            let step = sop.step(target).ok_or_else(|| {
                broken_formula(&format!("langkah {target} tidak ada dalam SOP / the SOP has no step {target}"))
            })?;
            match from {
                Some(from) if step.joins.contains(from) => self.arrive(from, step)?,
                Some(_) | None => self.begin(step, objections)?,
            }
        }
        Ok(())
    }

    /// A branch arrives; the join begins when it is the last one.
    fn arrive(&mut self, from: &StepId, join: &Step) -> Result<(), Refusal> {
        self.push(Event::BranchArrived { from: from.clone(), join: join.id.clone() });
        let complete = join.joins.iter().all(|branch| self.case.arrived.contains(&(branch.clone(), join.id.clone())));
        if complete { self.begin(join, &[]) } else { Ok(()) }
    }

    /// A step begins: its due day and its timers follow from the calendar.
    pub fn begin(&mut self, step: &Step, objections: &[Objection]) -> Result<(), Refusal> {
        let timers = self
            .sop
            .timers
            .iter()
            .filter(|timer| timer.step == step.id)
            .map(|timer| Ok((timer.id.clone(), self.after(timer.after)?)))
            .collect::<Result<Vec<(TimerId, Timestamp)>, Refusal>>()?;
        let calendar = &self.context.office.calendar;
        let due = step.time.due_day(self.context.at, calendar).map_err(|gap| gap_refusal(&gap))?;
        let visit = self.case.visits(&step.id) + 1;
        let bill = match step.task {
            TaskKind::Pay => match fee::bill_for(self, step, visit, due)? {
                Passage::Free => return fee::pass(self, step),
                Passage::Due(terms) => Some(terms),
            },
            TaskKind::Verify
            | TaskKind::Recommend
            | TaskKind::Inspect
            | TaskKind::Decide
            | TaskKind::Deliver
            | TaskKind::Work
            | TaskKind::Correct => None,
        };
        let asked: Vec<Objection> = objections.iter().filter(|one| one.is_for(step)).cloned().collect();
        let mended = self.returned_by(step);
        let back = if asked.is_empty() { mended.clone() } else { self.done_by(step) };
        self.push(Event::StepEntered {
            step: step.id.clone(),
            visit,
            due: Some(due),
            holder: self.holder_of(step),
            role: step.role.clone(),
            timers,
            updated: asked.is_empty() && mended.is_some(),
            officer: back.and_then(|officer| self.still_there(&officer, step)),
            objections: asked,
        });
        if let Some(terms) = bill {
            self.push(Event::Fee { what: Box::new(FeeEvent::Billed { terms: *terms }) });
        }
        Ok(())
    }

    /// The officer who had returned something from this step, where that has been mended since: nobody else has to read it
    /// anew.
    fn returned_by(&self, step: &Step) -> Option<OfficerId> {
        let at = self.case.done.iter().rposition(|done| done.step == step.id)?;
        let (returned, since) = (&self.case.done[at], &self.case.done[at + 1..]);
        // A timer's hour mends nothing.
        let by_hand = |done: &&DoneStep| done.officer.is_some() || done.reason.is_none();
        let mended = since
            .iter()
            .filter(by_hand)
            .any(|done| !done.asked.is_empty() && done.asked.iter().all(|asked| returned.objections.contains(asked)));
        returned.officer.clone().filter(|_| mended)
    }

    /// The officer who did a step last, to whom it goes when a later step gives it back.
    fn done_by(&self, step: &Step) -> Option<OfficerId> {
        if step.task.is_applicants() { None } else { self.case.last(&step.id)?.officer.clone() }
    }

    /// The moment at which a timer fires: the first tick after so much working time has fully passed.
    fn after(&self, time: WorkingTime) -> Result<Timestamp, Refusal> {
        time.over(self.context.at, &self.context.office.calendar).map_err(|gap| gap_refusal(&gap))
    }

    /// Who holds the case while a step is open.
    fn holder_of(&self, step: &Step) -> Holder {
        match step.task {
            TaskKind::Correct => return Holder::Applicant,
            TaskKind::Pay => return Holder::Payment,
            TaskKind::Verify
            | TaskKind::Recommend
            | TaskKind::Inspect
            | TaskKind::Decide
            | TaskKind::Deliver
            | TaskKind::Work => {}
        }
        let office = self.context.office;
        match office.role(&step.role).and_then(|role| office.agency(&role.agency)) {
            Some(agency) if !agency.front => Holder::Agency(agency.id.0.clone()),
            Some(_) | None => Holder::FrontOffice,
        }
    }
}

pub(super) fn not_yours() -> Refusal {
    Refusal::new(
        RefusalKind::Forbidden,
        "Langkah ini bukan wewenang peran Anda. Hubungi pemegang peran, atau administrator bila pembagian perannya keliru.",
        "This step is not within your role. Ask its holder, or the administrator if the roles are wrong.",
    )
}

/// The calendar does not reach far enough: the office cannot promise a day.
pub(super) fn gap_refusal(gap: &CalendarGap) -> Refusal {
    Refusal { kind: RefusalKind::WrongState, message: gap.text(), faults: Vec::new() }
}

/// A formula of the SOP failed on this case's answers: nobody may go on as if it had yielded something.
pub(super) fn broken_formula(fault: &str) -> Refusal {
    Refusal::new(
        RefusalKind::WrongState,
        format!(
            "Rumus dalam SOP tidak dapat dihitung untuk berkas ini ({fault}). Tidak ada yang diubah; hubungi administrator."
        ),
        format!(
            "A formula of the SOP cannot be computed for this case ({fault}). Nothing was changed; tell the administrator."
        ),
    )
}
