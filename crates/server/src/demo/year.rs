//! A year of an office, rehearsed in memory: who applies when, who does what about it, and what follows.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow};
use casework::case::{
    Actor, Applicant, Case, CaseId, Command, Event, FileRef, FiledBy, Item, Recorded, Refusal, Submission,
};
use casework::form::Answers;
use casework::sop::{LetterKind, OutcomeKind, RequirementId, ServiceId, Sop, Step, StepId, TaskKind, TimerId};
use jiff::Timestamp;
use jiff::civil::Date;
use store::Done;

use super::agenda::{Agenda, Due};
use super::days::{self, Pace, later};
use super::dice::Dice;
use super::forms::Form;
use super::names::Names;
use super::officers::{Fate, Found, Turn, officer};
use super::papers::Papers;
use super::person::Person;
use crate::app::{Ask, Line, Rehearsal};
use crate::licences;
use crate::people::Account;

/// An application that will be filed.
pub struct Application {
    /// When.
    pub at: Timestamp,
    /// The service.
    pub service: ServiceId,
    /// By whom.
    pub person: Person,
    /// The filled-in form.
    pub form: Form,
    /// What shall become of it.
    pub fate: Fate,
    /// Whether it will lie longer than it should.
    pub slow: bool,
}

/// A year that was rehearsed.
pub struct Rehearsed {
    /// Its commands, in their order. Those that record a letter's PDF lack the file.
    pub plays: Vec<Play>,
    /// What happened to each case: what its letters are made from.
    pub stories: HashMap<CaseId, Vec<Recorded>>,
}

/// A command of the year, and what it must be answered with.
pub struct Play {
    /// When.
    pub at: Timestamp,
    /// What is asked.
    pub ask: Ask,
    /// Random bits for a code.
    pub random: u64,
    /// The answer.
    pub done: Done,
}

/// The year while it is rehearsed.
pub struct Year<'a> {
    pub(super) rehearsal: Rehearsal,
    pub(super) dice: Dice,
    names: &'a Names,
    pub(super) staff: &'a [Account],
    papers: Papers<'a>,
    applications: Vec<Application>,
    of_case: HashMap<CaseId, usize>,
    holdings: HashMap<(String, ServiceId), Vec<Option<Date>>>,
    pub(super) agenda: Agenda,
    pub(super) plays: Vec<Play>,
    stories: HashMap<CaseId, Vec<Recorded>>,
}

/// What a year is rehearsed with.
pub struct Cast<'a> {
    /// The office's engine.
    pub rehearsal: Rehearsal,
    /// What things are called.
    pub names: &'a Names,
    /// The officers.
    pub staff: &'a [Account],
    /// The papers that people bring.
    pub papers: Papers<'a>,
}

impl<'a> Year<'a> {
    /// A year with these applications, in the order of their moments, until now.
    pub fn new(cast: Cast<'a>, dice: Dice, applications: Vec<Application>, now: Timestamp) -> Year<'a> {
        let mut year = Year {
            rehearsal: cast.rehearsal,
            dice,
            names: cast.names,
            staff: cast.staff,
            papers: cast.papers,
            applications,
            of_case: HashMap::new(),
            holdings: HashMap::new(),
            agenda: Agenda::new(now),
            plays: Vec::new(),
            stories: HashMap::new(),
        };
        for index in 0..year.applications.len() {
            year.agenda.note(year.applications[index].at, Due::Apply(index));
        }
        year
    }

    /// Rehearses it.
    ///
    /// # Errors
    /// Something was refused that should not have been: the forms of the demo do not fit the SOPs any more.
    pub fn rehearse(mut self) -> Result<Rehearsed> {
        while let Some((at, due)) = self.agenda.next() {
            self.happen(at, due)?;
        }
        Ok(Rehearsed { plays: self.plays, stories: self.stories })
    }

    fn happen(&mut self, at: Timestamp, due: Due) -> Result<()> {
        match due {
            Due::Apply(index) => self.apply(at, index),
            Due::Claim(case, step, visit) => self.claim(at, case, (&step, visit)),
            Due::Work(case, step, visit) => self.work(at, case, (&step, visit)),
            Due::Answer(case, step, visit) => self.answer(at, case, (&step, visit)),
            Due::Timer(case, timer, step, visit) => self.timer(at, case, (&timer, &step, visit)),
            Due::Withdraw(case) => self.withdraw(at, case),
            Due::Record(case, number) => self.record(at, case, &number),
            Due::Fulfil(case, duty) => self.fulfil(at, case, &duty),
            Due::Pay(case, step, visit) => self.pay(at, case, (&step, visit)),
            Due::Refund(case) => self.refund(at, case),
        }
    }

    /// Whether a step is still open as it was when something about it was noted.
    pub(super) fn is_open(&self, case: CaseId, (step, visit): (&StepId, u32)) -> bool {
        let case = self.rehearsal.case(case).filter(|case| case.ended.is_none());
        case.and_then(|case| case.open.get(step)).is_some_and(|open| open.visit == visit)
    }

    fn case(&self, id: CaseId) -> Result<(&Case, &Application, Arc<Sop>)> {
        let case = self.rehearsal.case(id).context("the case is not rehearsed")?;
        let application = self.of_case.get(&id).and_then(|index| self.applications.get(*index));
        let application = application.context("nobody applied for the case")?;
        let bundle = &case.filing().context("the case was not filed")?.bundle;
        let sop = self.rehearsal.office().catalogue.get(bundle).context("the SOP is not published")?;
        Ok((case, application, sop.clone()))
    }

    /// Lets a command act and notes what follows from it.
    fn act(
        &mut self,
        at: Timestamp,
        ask: Ask,
        facts: &BTreeMap<String, i64>,
    ) -> Result<std::result::Result<CaseId, Refusal>> {
        let random = self.dice.bits();
        let line = Line { case: ask.case, actor: &ask.actor, command: &ask.command, at, random, facts };
        match self.rehearsal.act(&line) {
            Err(refusal) => Ok(Err(refusal)),
            Ok((done, events)) => {
                let case = done.case;
                if let Command::Submit(_) = &ask.command {
                    self.of_case.insert(case, self.of_case.len());
                }
                let actor = ask.actor.clone();
                let recorded = |event: &Event| Recorded { event: event.clone(), at, actor: actor.clone() };
                self.stories.entry(case).or_default().extend(events.iter().map(recorded));
                self.plays.push(Play { at, ask, random, done });
                for event in &events {
                    self.follow(at, case, event)?;
                }
                Ok(Ok(case))
            }
        }
    }

    pub(super) fn must(&mut self, at: Timestamp, ask: Ask, facts: &BTreeMap<String, i64>) -> Result<CaseId> {
        self.act(at, ask, facts)?.map_err(|refusal| refused(&refusal))
    }

    pub(super) fn ask(&self, case: Option<CaseId>, actor: Actor, command: Command) -> Ask {
        Ask { request_id: format!("contoh-{}", self.plays.len() + 1), case, actor, command }
    }

    fn apply(&mut self, at: Timestamp, index: usize) -> Result<()> {
        let application = &self.applications[index];
        let office = self.rehearsal.office().clone();
        let sop = office.catalogue.current(&application.service, office.calendar.zone().day(at));
        let sop = sop.with_context(|| format!("{} is not open on that day", application.service))?.clone();
        let person = application.person.clone();
        let (actor, filed_by) = match person.account {
            Some(account) => (person.actor(account), FiledBy::Applicant),
            None => {
                let counter = self.staff.iter().find(|account| account.holds("petugas-loket"));
                let officer = counter.context("nobody is at the counter")?;
                (officer.actor(), FiledBy::Officer(officer.officer_id()))
            }
        };
        let applicant = Applicant {
            account: person.account,
            name: application.form.name.clone(),
            email: Some(person.email.clone()),
            phone: Some(person.phone.clone()),
        };
        let answers = application.form.answers.clone();
        let mut files = BTreeMap::new();
        for requirement in sop.requirements_for(&answers).filter(|requirement| !requirement.optional) {
            files.insert(requirement.id.clone(), self.papers.document(requirement, false)?);
        }
        let submission = Submission { service: sop.service.id.clone(), applicant, filed_by, answers, files };
        let facts = self.facts(&person.nik, &sop.service.id, at);
        let may_give_up = application.fate == Fate::Open;
        let case = self.must(at, self.ask(None, actor, Command::Submit(submission)), &facts)?;
        if may_give_up && self.dice.percent(9) {
            self.agenda.note(later(at, self.dice.number(3_600, 8 * 86_400)), Due::Withdraw(case));
        }
        Ok(())
    }

    /// How many valid licences of a service a person holds.
    fn facts(&self, nik: &str, service: &ServiceId, at: Timestamp) -> BTreeMap<String, i64> {
        let today = self.rehearsal.office().calendar.zone().day(at);
        let held = self.holdings.get(&(nik.to_owned(), service.clone()));
        let valid = held.map_or(0, |held| held.iter().filter(|until| until.is_none_or(|until| until >= today)).count());
        BTreeMap::from([(licences::ACTIVE.to_owned(), i64::try_from(valid).unwrap_or(0))])
    }

    fn follow(&mut self, at: Timestamp, case: CaseId, event: &Event) -> Result<()> {
        match event {
            Event::StepEntered { step, visit, timers, .. } => {
                for (timer, hour) in timers {
                    self.agenda.note(*hour, Due::Timer(case, timer.clone(), step.clone(), *visit));
                }
                self.entered(at, case, (step, *visit))
            }
            Event::LetterIssued { letter_kind, number, until, .. } => {
                if *letter_kind == LetterKind::Licence {
                    let (_, application, sop) = self.case(case)?;
                    let held = (application.person.nik.clone(), sop.service.id.clone());
                    self.holdings.entry(held).or_default().push(*until);
                }
                let seconds = self.dice.number(2, 9);
                self.agenda.note(later(at, seconds), Due::Record(case, number.clone()));
                Ok(())
            }
            Event::DutyOpened { duty, due } => {
                if self.dice.percent(72) {
                    let day = super::forms::after(*due, -self.dice.number(1, 40));
                    let at = self.rehearsal.office().calendar.zone().at(day, 10, 0).max(later(at, 86_400));
                    self.agenda.note(later(at, self.dice.number(0, 20_000)), Due::Fulfil(case, duty.clone()));
                }
                Ok(())
            }
            Event::Submitted { .. }
            | Event::BranchArrived { .. }
            | Event::Fee { .. }
            | Event::StepClaimed { .. }
            | Event::StepReleased { .. }
            | Event::StepHandedOver { .. }
            | Event::Reminded { .. }
            | Event::Adopted { .. }
            | Event::StepReassigned { .. }
            | Event::Recused { .. }
            | Event::StepCompleted { .. }
            | Event::Corrected { .. }
            | Event::Added { .. }
            | Event::Reopened { .. }
            | Event::LetterRecorded { .. }
            | Event::TimerFired { .. }
            | Event::DutyFulfilled { .. }
            | Event::LimitWarned { .. }
            | Event::DeemedGranted { .. }
            | Event::Withdrawn { .. }
            | Event::Ended { .. } => Ok(()),
        }
    }

    /// A step has begun: somebody will do it.
    fn entered(&mut self, at: Timestamp, case: CaseId, (step, visit): (&StepId, u32)) -> Result<()> {
        let (_, application, sop) = self.case(case)?;
        let fate = application.fate;
        let rules = sop.step(step).context("the SOP lacks a step")?;
        let office = self.rehearsal.office().clone();
        if rules.task == TaskKind::Pay {
            self.will_pay(at, (case, step, visit));
            return Ok(());
        }
        if rules.task == TaskKind::Correct {
            let silent = fate == Fate::Returned || self.dice.percent(9);
            let answer = days::answered(&mut self.dice, &office.calendar, at);
            if !silent {
                self.agenda.note(answer, Due::Answer(case, step.clone(), visit));
            }
            return Ok(());
        }
        let pace = match fate {
            Fate::Returned => Pace::Swift,
            Fate::Open if application.slow => Pace::Slow,
            Fate::Open | Fate::Granted | Fate::Rejected => Pace::Usual,
        };
        let done = days::done(&mut self.dice, &office.calendar, (at, rules.time), pace)?;
        if self.dice.percent(45) {
            let half = later(at, (done.as_second() - at.as_second()) / 2);
            if office.calendar.is_open(half)? {
                self.agenda.note(half, Due::Claim(case, step.clone(), visit));
            }
        }
        // Something always lies around: of what came in lately, a part is not done yet however long it takes.
        let lately = self.agenda.until().as_second() - at.as_second() < LATELY;
        if !(lately && fate == Fate::Open && self.dice.percent(13)) {
            self.agenda.note(done, Due::Work(case, step.clone(), visit));
        }
        Ok(())
    }

    fn claim(&mut self, at: Timestamp, id: CaseId, (step, visit): (&StepId, u32)) -> Result<()> {
        if !self.is_open(id, (step, visit)) {
            return Ok(());
        }
        let (_, _, sop) = self.case(id)?;
        let rules = sop.step(step).context("the SOP lacks a step")?;
        let case = self.rehearsal.case(id).context("the case is not rehearsed")?;
        let Some(officer) = officer(&mut self.dice, self.staff, case, rules) else { return Ok(()) };
        let ask = self.ask(Some(id), officer.actor(), Command::Claim { step: step.clone() });
        self.must(at, ask, &BTreeMap::new()).map(|_| ())
    }

    fn work(&mut self, at: Timestamp, id: CaseId, (step, visit): (&StepId, u32)) -> Result<()> {
        if !self.is_open(id, (step, visit)) {
            return Ok(());
        }
        let (_, _, sop) = self.case(id)?;
        let rules: &Step = sop.step(step).context("the SOP lacks a step")?;
        let reasons =
            self.names.reasons.get(&sop.service.id.0).context("demo/names.toml lacks reasons for a service")?;
        let photos = [self.papers.picture("tinjauan-1", 1)?, self.papers.picture("tinjauan-2", 2)?];
        let case = self.rehearsal.case(id).context("the case is not rehearsed")?;
        let application = &self.applications[self.of_case[&id]];
        let today = self.rehearsal.office().calendar.zone().day(at);
        let turn = Turn { sop: &sop, case, step: rules, reasons, fate: application.fate, today };
        let found = Found { findings: &application.form.findings, photos: &photos, count: self.plays.len() };
        let officer = officer(&mut self.dice, self.staff, case, rules)
            .with_context(|| format!("nobody may do {} any more: the role {} needs more people", step, rules.role))?;
        let facts = self.facts(&application.person.nik, &sop.service.id, at);
        let chosen = turn.outcome(&mut self.dice);
        let completion = turn.completion(&mut self.dice, chosen, &found);
        let fallback = turn.against().filter(|_| chosen.kind == OutcomeKind::Forward);
        let fallback = fallback.map(|outcome| turn.completion(&mut self.dice, outcome, &found));
        let ask = self.ask(Some(id), officer.actor(), Command::Complete(completion));
        match (self.act(at, ask, &facts)?, fallback) {
            (Ok(_), _) => Ok(()),
            // A rule that is tested once more does not hold any longer: the favourable outcome is closed.
            (Err(_), Some(completion)) => {
                let ask = self.ask(Some(id), officer.actor(), Command::Complete(completion));
                self.must(at, ask, &facts).map(|_| ())
            }
            (Err(refusal), None) => Err(refused(&refusal)),
        }
    }

    fn answer(&mut self, at: Timestamp, id: CaseId, (step, visit): (&StepId, u32)) -> Result<()> {
        if !self.is_open(id, (step, visit)) {
            return Ok(());
        }
        let (case, _, sop) = self.case(id)?;
        let open = case.open.get(step).context("the step is not open")?;
        let (mut answers, mut wanted) = (Answers::default(), Vec::new());
        for objection in &open.objections {
            match &objection.item {
                Item::Field(field) => {
                    let answer = case.answers.get(field).cloned().context("a field was returned that has no answer")?;
                    answers.0.insert(field.clone(), answer);
                }
                Item::File(requirement) => wanted.push(requirement.clone()),
                Item::Other(name) => anyhow::bail!("nobody of the demo asks for {name}"),
                Item::Finding { step, .. } => anyhow::bail!("nobody of the demo gives {step} back"),
            }
        }
        let mut files: BTreeMap<RequirementId, FileRef> = BTreeMap::new();
        for id in wanted {
            let requirement = sop.requirement(&id).context("the SOP lacks a requirement")?;
            files.insert(id, self.papers.document(requirement, true)?);
        }
        let command = Command::Correct { step: step.clone(), answers, files };
        let ask = self.ask(Some(id), self.applicant(id)?, command);
        self.must(at, ask, &BTreeMap::new()).map(|_| ())
    }

    /// Who acts for the applicant: themselves, or the counter.
    fn applicant(&self, id: CaseId) -> Result<Actor> {
        let (_, application, _) = self.case(id)?;
        match application.person.account {
            Some(account) => Ok(application.person.actor(account)),
            None => {
                let counter = self.staff.iter().find(|account| account.holds("petugas-loket"));
                Ok(counter.context("nobody is at the counter")?.actor())
            }
        }
    }

    /// A timer's hour: under the name of its job, so that the job finds it done.
    fn timer(&mut self, at: Timestamp, id: CaseId, (timer, step, visit): (&TimerId, &StepId, u32)) -> Result<()> {
        if !self.is_open(id, (step, visit)) {
            return Ok(());
        }
        let command = Command::FireTimer { timer: timer.clone(), visit };
        let request_id = format!("timer-{}-{timer}-{visit}", id.0);
        self.must(at, Ask { request_id, case: Some(id), actor: Actor::System, command }, &BTreeMap::new()).map(|_| ())
    }

    fn withdraw(&mut self, at: Timestamp, id: CaseId) -> Result<()> {
        if self.rehearsal.case(id).is_none_or(|case| case.ended.is_some()) {
            return Ok(());
        }
        let reason = self.dice.one(&super::agenda::WITHDRAWN).to_string();
        let ask = self.ask(Some(id), self.applicant(id)?, Command::Withdraw { reason });
        self.must(at, ask, &BTreeMap::new()).map(|_| ())
    }

    /// A letter's PDF is made: under the name of its job. What the file is like makes no difference to the case.
    fn record(&mut self, at: Timestamp, id: CaseId, number: &str) -> Result<()> {
        let file = FileRef { sha256: String::new(), name: String::new(), media: String::new(), size: 0 };
        let command = Command::RecordLetter { number: number.to_owned(), file };
        let request_id = format!("{}-{number}", licences::LETTER);
        self.must(at, Ask { request_id, case: Some(id), actor: Actor::System, command }, &BTreeMap::new()).map(|_| ())
    }

    fn fulfil(&mut self, at: Timestamp, id: CaseId, duty: &str) -> Result<()> {
        let file = Some(self.papers.pdf("Laporan dari pemegang izin", duty)?);
        let command = Command::FulfilDuty { duty: duty.to_owned(), file };
        let ask = self.ask(Some(id), self.applicant(id)?, command);
        self.must(at, ask, &BTreeMap::new()).map(|_| ())
    }
}

/// How many seconds back work may still lie around.
const LATELY: i64 = 26 * 86_400;

fn refused(refusal: &Refusal) -> anyhow::Error {
    let faults: Vec<String> =
        refusal.faults.iter().map(|fault| format!("{}: {}", fault.field, fault.message.en)).collect();
    anyhow!("the demo asked for something that is refused: {} {}", refusal.message.en, faults.join("; "))
}
