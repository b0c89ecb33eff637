//! Playing a scenario with the real engine: the office's calendar, timers at their own hour, people by name.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{Date, time};

use super::act;
use super::expect;
use super::samples::{Sample, Samples};
use super::story::{Assignment, Deed, Line, Scenario, When};
use super::typed::{typed, whole};
use super::words::Slip;
use crate::case::{Actor, Case, Command, Context, Event, Refusal, Sequences, decide, evolve};
use crate::lang::Text;
use crate::office::Office;
use crate::sop::check::facts_asked_for;
use crate::sop::{Action, OutcomeId, RequirementId, Sop, StepId, TimerId};

/// Why a line did not go as told: the column, and what happened instead.
pub(super) type Failure = Slip;

/// A scenario on the stage.
pub(super) struct Stage<'a> {
    pub sop: &'a Sop,
    pub office: &'a Office,
    pub sample: Sample,
    pub case: Case,
    /// What has happened since the line before.
    pub news: Vec<Event>,
    /// The outcomes that were taken, over the whole scenario.
    pub visited: Vec<(StepId, OutcomeId)>,
    sequences: Sequences,
    facts: BTreeMap<String, i64>,
    pub now: Option<Timestamp>,
    timers: Vec<Set>,
    people: Vec<String>,
}

/// A timer that is set.
struct Set {
    timer: TimerId,
    visit: u32,
    at: Timestamp,
}

impl<'a> Stage<'a> {
    /// The stage before the first line: the sample with the changes of the scenario's head.
    ///
    /// # Errors
    /// The line and the slip where the head names something that does not exist.
    pub fn set(
        scenario: &Scenario,
        samples: &Samples,
        sop: &'a Sop,
        office: &'a Office,
    ) -> Result<Self, (usize, Slip)> {
        let sample = samples.get(&scenario.sample).cloned().ok_or_else(|| {
            let message = Text::new(
                format!("contoh “{}” tidak ada dalam contoh.toml", scenario.sample),
                format!("there is no sample “{}” in contoh.toml", scenario.sample),
            );
            (scenario.line, Slip { column: 1, message })
        })?;
        let mut stage = Stage {
            sop,
            office,
            sample,
            case: Case::default(),
            news: Vec::new(),
            visited: Vec::new(),
            sequences: Sequences::default(),
            // What the office would know besides the case: nothing has happened yet, unless the scenario says so.
            facts: facts_asked_for(sop).into_iter().map(|name| (name, 0)).collect(),
            now: None,
            timers: Vec::new(),
            people: Vec::new(),
        };
        for change in &scenario.changes {
            stage.change(change).map_err(|slip| (change.name.line, slip))?;
        }
        let mut documents = stage.documents();
        documents.retain(|id| !scenario.without.iter().any(|name| name.text == id.0));
        documents.extend(scenario.also.iter().map(|name| RequirementId(name.text.clone())));
        for name in scenario.without.iter().chain(&scenario.also) {
            if sop.requirement(&RequirementId(name.text.clone())).is_none() {
                return Err((name.line, no_such(name.column, "persyaratan", "requirement", &name.text)));
            }
        }
        stage.sample.documents = Some(documents);
        Ok(stage)
    }

    fn change(&mut self, change: &Assignment) -> Result<(), Slip> {
        let name = &change.name;
        let field = self.sop.field(&name.text).ok_or_else(|| no_such(name.column, "isian", "field", &name.text))?;
        match typed(&change.value, &field.kind) {
            Ok(Some(value)) => self.sample.answers.0.insert(name.text.clone(), value),
            Ok(None) => self.sample.answers.0.remove(&name.text),
            Err(want) => return Err(unfit(name.column, &name.text, &want)),
        };
        Ok(())
    }

    /// The sample's documents, or every required one that its answers call for.
    fn documents(&self) -> Vec<RequirementId> {
        self.sample.documents.clone().unwrap_or_else(|| {
            let called_for =
                self.sop.requirements_for(&self.sample.answers).filter(|requirement| !requirement.optional);
            called_for.map(|requirement| requirement.id.clone()).collect()
        })
    }

    /// Plays one line.
    pub fn play(&mut self, line: &Line) -> Result<(), Vec<Failure>> {
        if let (Deed::Facts(facts), When::Same) = (&line.deed, line.when) {
            return self.learn(facts).map_err(|slip| vec![slip]);
        }
        self.news.clear();
        let at = self.moment(line.when).map_err(|slip| vec![slip])?;
        if self.now.is_some_and(|now| at < now) {
            return Err(vec![Slip::new(
                1,
                "waktu tidak dapat mundur: baris ini terjadi sebelum baris di atasnya",
                "time cannot run backwards: this line happens before the one above it",
            )]);
        }
        self.pass_until(at).map_err(|slip| vec![slip])?;
        self.now = Some(at);
        let refusal = match &line.deed {
            Deed::TimePasses => None,
            Deed::Facts(facts) => {
                self.learn(facts).map_err(|slip| vec![slip])?;
                None
            }
            Deed::Submit(_)
            | Deed::Choose(..)
            | Deed::Correct(..)
            | Deed::Add(..)
            | Deed::Reopen(..)
            | Deed::Withdraw(..)
            | Deed::Claim(..)
            | Deed::Release(..)
            | Deed::Fulfil(..)
            | Deed::Pay(..)
            | Deed::Waive(..) => {
                let (actor, command) = act::command(self, &line.deed).map_err(|slip| vec![slip])?;
                self.ask(&actor, &command, at).err()
            }
        };
        let failures = expect::judge(self, refusal.as_ref(), &line.expected);
        if failures.is_empty() { Ok(()) } else { Err(failures) }
    }

    fn learn(&mut self, facts: &[Assignment]) -> Result<(), Slip> {
        for fact in facts {
            let number = whole(&fact.value).ok_or_else(|| {
                Slip::new(fact.name.column, "fakta adalah bilangan bulat", "a fact is a whole number")
            })?;
            let name = fact.name.text.strip_prefix("fakta.").unwrap_or(&fact.name.text);
            self.facts.insert(name.to_owned(), number);
        }
        Ok(())
    }

    fn moment(&self, when: When) -> Result<Timestamp, Slip> {
        let zone = self.office.calendar.zone();
        match (when, self.now) {
            (When::Same, Some(now)) => Ok(now),
            (When::Same, None) => Ok(zone.at(self.first_day()?, 9, 0)),
            (When::On(day, Some(time)), _) => Ok(zone.moment(day, time)),
            (When::On(day, None), now) => {
                let usual = zone.moment(day, time(9, 0, 0, 0));
                Ok(now.filter(|now| zone.day(*now) == day).map_or(usual, |now| now.max(usual)))
            }
        }
    }

    /// The first working day on which the SOP is in force.
    fn first_day(&self) -> Result<Date, Slip> {
        let calendar = &self.office.calendar;
        let day = self.sop.identity.effective;
        let gap = |gap: crate::office::calendar::CalendarGap| Slip { column: 1, message: gap.text() };
        if calendar.is_working(day).map_err(gap)? { Ok(day) } else { calendar.next_working_day(day).map_err(gap) }
    }

    /// Lets the timers fire whose hour comes until then, each at its own hour.
    fn pass_until(&mut self, at: Timestamp) -> Result<(), Slip> {
        loop {
            let due = self.timers.iter().enumerate().filter(|(_, set)| set.at <= at);
            let Some(next) = due.min_by_key(|(_, set)| set.at).map(|(index, _)| index) else { return Ok(()) };
            let set = self.timers.remove(next);
            if self.case.ended.is_some() {
                continue;
            }
            let command = Command::FireTimer { timer: set.timer.clone(), visit: set.visit };
            self.ask(&Actor::System, &command, set.at).map_err(|refusal| Slip {
                column: 1,
                message: Text::new(
                    format!("pengatur waktu “{}” gagal: {}", set.timer, refusal.message.id),
                    format!("the timer “{}” failed: {}", set.timer, refusal.message.en),
                ),
            })?;
        }
    }

    /// Asks the engine, and lets happen what it answers.
    fn ask(&mut self, actor: &Actor, command: &Command, at: Timestamp) -> Result<(), Refusal> {
        let context = Context {
            at,
            actor,
            office: self.office,
            sequences: &self.sequences,
            random: self.case.version,
            facts: &self.facts,
        };
        for event in decide(&self.case, command, &context)? {
            self.happen(event, at);
        }
        Ok(())
    }

    fn happen(&mut self, event: Event, at: Timestamp) {
        self.case = evolve(std::mem::take(&mut self.case), &event, at);
        self.sequences.apply(&event);
        if let Event::StepEntered { visit, timers, .. } = &event {
            let set = timers.iter().map(|(timer, at)| Set { timer: timer.clone(), visit: *visit, at: *at });
            self.timers.extend(set);
        }
        if let Event::StepCompleted { step, outcome, .. } = &event {
            self.visited.push((step.clone(), outcome.clone()));
        }
        self.news.push(event);
    }

    /// The account of a person, by name: the same name is the same person.
    pub fn account(&mut self, name: &str) -> i64 {
        let known = self.people.iter().position(|known| known == name).unwrap_or_else(|| {
            self.people.push(name.to_owned());
            self.people.len() - 1
        });
        // Nobody has more people on a stage than an i64 counts; 1 is the applicant.
        2 + known as i64
    }

    /// The timers' actions since the line before: reminders by step, escalations by role.
    pub fn fired(&self) -> impl Iterator<Item = (&StepId, &Action)> {
        self.news.iter().filter_map(|event| {
            if let Event::TimerFired { step, action, .. } = event { Some((step, action)) } else { None }
        })
    }
}

/// Something is named that the SOP does not have.
pub(super) fn no_such(column: usize, id: &str, en: &str, name: &str) -> Slip {
    Slip::new(column, format!("SOP tidak punya {id} “{name}”"), format!("the SOP has no {en} “{name}”"))
}

/// A value does not fit its field.
pub(super) fn unfit(column: usize, name: &str, want: &Text) -> Slip {
    Slip::new(
        column,
        format!("nilai untuk “{name}” seharusnya {}", want.id),
        format!("the value of “{name}” should be {}", want.en),
    )
}
