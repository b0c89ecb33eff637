//! How officers decide in the demo: mostly as applied for, sometimes back to the applicant, now and then a no.

use std::collections::BTreeMap;

use casework::case::{Case, Check, Completion, FileRef, Item, Objection, Verdict};
use casework::form::{Answers, Field, FieldKind};
use casework::sop::{Outcome, OutcomeKind, RequirementId, Sop, Step, StepId, TaskKind};
use jiff::civil::Date;
use serde_json::Value;

use super::dice::Dice;
use super::forms::after;
use super::names::Reasons;
use crate::people::Account;

/// What shall become of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Whatever happens.
    Open,
    /// Granted, without a hitch.
    Granted,
    /// Rejected.
    Rejected,
    /// Returned once, and not answered yet.
    Returned,
}

/// A step that waits for an officer.
pub struct Turn<'a> {
    /// The SOP.
    pub sop: &'a Sop,
    /// The case as it stands.
    pub case: &'a Case,
    /// The step.
    pub step: &'a Step,
    /// What is written when something is returned or refused.
    pub reasons: &'a Reasons,
    /// What shall become of the case.
    pub fate: Fate,
    /// Today.
    pub today: Date,
}

/// Who of the staff does a step: who holds it, or anybody of its role who may (four eyes).
pub fn officer<'a>(dice: &mut Dice, staff: &'a [Account], case: &Case, step: &Step) -> Option<&'a Account> {
    let holder = case.open.get(&step.id).and_then(|open| open.officer.as_ref());
    if let Some(holder) = holder {
        return staff.iter().find(|account| account.id == holder.account);
    }
    let did = |id: i64| {
        let earlier = case.done.iter().filter(|done| step.not_same_as.contains(&done.step));
        earlier.filter_map(|done| done.officer.as_ref()).any(|officer| officer.account == id)
    };
    let may: Vec<&Account> = staff.iter().filter(|account| account.holds(&step.role) && !did(account.id)).collect();
    (!may.is_empty()).then(|| *dice.one(&may))
}

impl<'a> Turn<'a> {
    /// How the step turns out.
    pub fn outcome(&self, dice: &mut Dice) -> &'a Outcome {
        let of = |kind| self.step.outcomes.iter().find(|outcome| outcome.kind == kind);
        let (forward, back, no) = (of(OutcomeKind::Forward), of(OutcomeKind::Return), of(OutcomeKind::Refuse));
        let visits = self.case.visits(&self.step.id);
        let doubted = self.doubted();
        let back = back.filter(|_| !self.missing().is_empty() || self.may_return(dice, visits, doubted));
        let no = no.filter(|_| self.may_refuse(dice, doubted));
        back.or(no).or(forward).unwrap_or(&self.step.outcomes[0])
    }

    /// The outcome that is left when the favourable one is refused by a rule of the SOP.
    pub fn against(&self) -> Option<&'a Outcome> {
        self.step.outcomes.iter().find(|outcome| outcome.kind == OutcomeKind::Refuse)
    }

    fn may_return(&self, dice: &mut Dice, visits: u32, doubted: bool) -> bool {
        let often = match (self.step.task, visits) {
            (_, 3..) => 0,
            _ if doubted => 18,
            (TaskKind::Verify, 1) => 17,
            (TaskKind::Verify, _) => 4,
            (TaskKind::Recommend | TaskKind::Inspect | TaskKind::Work, _) => 4,
            (TaskKind::Decide | TaskKind::Deliver | TaskKind::Correct | TaskKind::Pay, _) => 1,
        };
        let by_chance = dice.percent(often);
        match self.fate {
            Fate::Open => by_chance,
            Fate::Granted | Fate::Rejected => false,
            Fate::Returned => self.step.task == TaskKind::Verify || self.step.task == TaskKind::Recommend,
        }
    }

    fn may_refuse(&self, dice: &mut Dice, doubted: bool) -> bool {
        let often = match self.step.task {
            _ if doubted => 92,
            TaskKind::Decide => 2,
            TaskKind::Verify | TaskKind::Recommend | TaskKind::Inspect => 3,
            TaskKind::Work | TaskKind::Deliver | TaskKind::Correct | TaskKind::Pay => 0,
        };
        let by_chance = dice.percent(often);
        match self.fate {
            Fate::Open => by_chance,
            Fate::Granted | Fate::Returned => false,
            Fate::Rejected => true,
        }
    }

    /// Whether somebody has spoken against the case since the applicant's last word.
    fn doubted(&self) -> bool {
        let kind = |done: &casework::case::DoneStep| {
            let step = self.sop.step(&done.step)?;
            Some((step.task, step.outcome(&done.outcome)?.kind))
        };
        let since = self.case.done.iter().rev().map_while(|done| kind(done).filter(|(task, _)| !task.is_applicants()));
        since.into_iter().any(|(_, kind)| kind == OutcomeKind::Refuse)
    }

    /// What is examined here and not there yet: a proof that becomes due only now.
    fn missing(&self) -> Vec<RequirementId> {
        let due = self.sop.requirements_for(&self.case.answers).filter(|requirement| requirement.optional);
        let examined = due.filter(|requirement| self.step.checks.contains(&requirement.id));
        examined.map(|requirement| requirement.id.clone()).filter(|id| !self.case.files.contains_key(id)).collect()
    }

    /// The completed step as the officer's page would send it.
    pub fn completion(&self, dice: &mut Dice, outcome: &Outcome, found: &Found<'_>) -> Completion {
        let objections = match outcome.kind {
            OutcomeKind::Return => self.objections(dice),
            OutcomeKind::Forward | OutcomeKind::Refuse | OutcomeKind::Rework => Vec::new(),
        };
        let reason = (outcome.kind == OutcomeKind::Refuse).then(|| dice.one(&self.reasons.rejections).clone());
        let findings = match outcome.kind {
            OutcomeKind::Forward => self.findings(found),
            OutcomeKind::Return | OutcomeKind::Refuse | OutcomeKind::Rework => Answers::default(),
        };
        let inspects = self.step.task == TaskKind::Inspect && outcome.kind != OutcomeKind::Return;
        Completion {
            step: self.step.id.clone(),
            seen: self.case.version,
            outcome: outcome.id.clone(),
            reason,
            findings,
            checks: self.checks(&objections),
            files: if inspects { found.photos.to_vec() } else { Vec::new() },
            objections,
        }
    }

    fn checks(&self, objections: &[Objection]) -> BTreeMap<RequirementId, Check> {
        let there = self.step.checks.iter().filter(|id| self.case.files.contains_key(*id));
        let check = |id: &RequirementId| {
            let faulty = objections.iter().find(|objection| objection.item == Item::File(id.clone()));
            let verdict = if faulty.is_some() { Verdict::Faulty } else { Verdict::Fits };
            Check { verdict, note: faulty.map(|objection| objection.reason.clone()) }
        };
        there.map(|id| (id.clone(), check(id))).collect()
    }

    /// What is returned: the proofs that are missing, or one or two things of the list that this case has.
    fn objections(&self, dice: &mut Dice) -> Vec<Objection> {
        let missing = self.missing();
        if !missing.is_empty() {
            let reason = "Unggah bukti ini. Nilainya tercantum pada pemberitahuan yang kami kirim.".to_owned();
            let objection = |id| Objection::new(Item::File(id), reason.clone());
            return missing.into_iter().map(objection).collect();
        }
        let mut possible: Vec<Objection> = Vec::new();
        for wanted in &self.reasons.returns {
            let file = RequirementId(wanted.item.clone());
            let item = if self.case.files.contains_key(&file) {
                Item::File(file)
            } else if self.case.answers.get(&wanted.item).is_some() {
                Item::Field(wanted.item.clone())
            } else {
                continue;
            };
            if possible.iter().all(|other| other.item != item) {
                possible.push(Objection::new(item, wanted.why.clone()));
            }
        }
        let mut chosen = Vec::new();
        for _ in 0..if dice.percent(25) { 2 } else { 1 } {
            if !possible.is_empty() {
                let at = usize::try_from(dice.number(0, possible.len() as i64 - 1)).unwrap_or(0);
                chosen.push(possible.swap_remove(at));
            }
        }
        chosen
    }

    /// The step's fields: what the sample found, with today's dates and numbers that run on.
    fn findings(&self, found: &Found<'_>) -> Answers {
        let sample = found.findings.get(&self.step.id);
        let fields = self.step.fields.iter();
        let answers = fields.filter_map(|field| {
            let value = sample.and_then(|sample| sample.get(&field.id))?;
            Some((field.id.clone(), self.finding(field, value, found.count)))
        });
        Answers(answers.collect())
    }

    fn finding(&self, field: &Field, value: &Value, count: usize) -> Value {
        match (&field.kind, value) {
            (FieldKind::Date { earliest, .. }, _) => {
                let ahead = earliest.as_deref().is_some_and(|bound| bound.starts_with("today"));
                after(self.today, if ahead { 30 } else { 0 }).to_string().into()
            }
            (FieldKind::Text { .. }, Value::String(text)) => numbered(text, count, self.today).into(),
            _ => value.clone(),
        }
    }
}

/// What an officer brings to a step besides a decision.
pub struct Found<'a> {
    /// What the sample fills in, by step.
    pub findings: &'a BTreeMap<StepId, Answers>,
    /// Photographs.
    pub photos: &'a [FileRef],
    /// A number that runs on.
    pub count: usize,
}

/// A number like `440/0101/Dinkes/2026` with its running part and its year as they would be now.
fn numbered(text: &str, count: usize, today: Date) -> String {
    let parts = text.split('/').map(|part| {
        let number = part.chars().all(|c| c.is_ascii_digit()) && part.len() >= 4;
        match (number, part.len()) {
            (true, 4) if part.starts_with("20") => today.year().to_string(),
            (true, width) => format!("{count:0width$}"),
            (false, _) => part.to_owned(),
        }
    });
    parts.collect::<Vec<_>>().join("/")
}
