//! A rehearsal: the engine alone, without a store. The demo rehearses a whole year in memory and then plays it through
//! [`super::App::enqueue`], where every command must turn out as rehearsed; an officer sees the letter that a decision
//! would issue before it is made.

use std::collections::BTreeMap;
use std::sync::Arc;

use casework::case::{self, Actor, Case, CaseId, Command, Context, Event, Refusal, Sequences, evolve};
use casework::office::Office;
use jiff::Timestamp;
use store::Done;

/// An office's log as it would become, from its beginning.
pub struct Rehearsal {
    office: Arc<Office>,
    position: i64,
    sequences: Sequences,
    cases: BTreeMap<CaseId, Case>,
}

/// One command of a rehearsal.
pub struct Line<'a> {
    /// The case; none for a new one.
    pub case: Option<CaseId>,
    /// Who asks.
    pub actor: &'a Actor,
    /// What is asked.
    pub command: &'a Command,
    /// When.
    pub at: Timestamp,
    /// 60 random bits for a code.
    pub random: u64,
    /// What else the decision needs to know.
    pub facts: &'a BTreeMap<String, i64>,
}

impl Rehearsal {
    /// An office in which nothing has happened yet.
    pub fn new(office: Arc<Office>) -> Rehearsal {
        Rehearsal { office, position: 0, sequences: Sequences::default(), cases: BTreeMap::new() }
    }

    /// An office in which nothing is known but one case as it stands: its next command can be tried without acting.
    pub fn of(office: Arc<Office>, id: CaseId, case: Case) -> Rehearsal {
        Rehearsal { cases: BTreeMap::from([(id, case)]), ..Rehearsal::new(office) }
    }

    /// The office's rules.
    pub fn office(&self) -> &Arc<Office> {
        &self.office
    }

    /// A case as it stands.
    pub fn case(&self, id: CaseId) -> Option<&Case> {
        self.cases.get(&id)
    }

    /// Lets a command act, and gives what it would be answered with and the events that follow from it.
    ///
    /// # Errors
    /// The refusal, after which everything is as before.
    pub fn act(&mut self, line: &Line<'_>) -> Result<(Done, Vec<Event>), Refusal> {
        let none = Case::default();
        let before = line.case.and_then(|id| self.cases.get(&id)).unwrap_or(&none);
        let context = Context {
            at: line.at,
            actor: line.actor,
            office: &self.office,
            sequences: &self.sequences,
            random: line.random,
            facts: line.facts,
        };
        let events = case::decide(before, line.command, &context)?;
        let id = line.case.unwrap_or(CaseId(self.position + 1));
        let mut case = self.cases.remove(&id).unwrap_or_default();
        for event in &events {
            self.sequences.apply(event);
            case = evolve(case, event, line.at);
        }
        self.position += i64::try_from(events.len()).unwrap_or(0);
        let done = Done { case: id, version: case.version, content: None };
        self.cases.insert(id, case);
        Ok((done, events))
    }
}
