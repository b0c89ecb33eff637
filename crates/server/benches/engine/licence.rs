//! A doctor's practice licence on its ordinary way: filed, and seven steps of officers up to its handing over.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use casework::case::{Actor, Check, Command, Completion, Submission, Verdict};
use casework::form::Answers;
use casework::scenario::Sample;
use casework::sop::{OutcomeId, RequirementId, ServiceId, StepId};
use serde_json::Value;
use server::app::{App, Ask};
use server::people;
use store::Done;

use crate::ground;

const SERVICE: &str = "sip-dokter";

/// The steps after filing: officer, step, outcome.
const STEPS: [(&str, &str, &str); 7] = [
    ("loket", "loket", "lengkap"),
    ("verifikator", "verifikasi", "benar"),
    ("dinkes", "rekomendasi-dinkes", "direkomendasikan"),
    ("verifikator", "konsep", "siap"),
    ("kabid", "paraf", "paraf"),
    ("kepala", "keputusan", "setuju"),
    ("loket", "penyerahan", "diserahkan"),
];

/// How many commands carry a case from its filing to its end.
pub const COMMANDS: usize = STEPS.len() + 1;

/// Everything that is the same for every case.
pub struct Licence {
    submission: Submission,
    steps: Vec<Turn>,
}

/// A step: who does it, and what is filled in.
struct Turn {
    officer: Actor,
    step: StepId,
    outcome: OutcomeId,
    findings: Answers,
    checks: BTreeMap<RequirementId, Check>,
}

impl Licence {
    /// Takes officers and sample from the office.
    pub async fn of(app: &App) -> Result<Licence> {
        let sample = ground::sample(app, SERVICE)?;
        let submission = ground::submission(app, SERVICE)?;
        let mut steps = Vec::new();
        for (mailbox, step, outcome) in STEPS {
            steps.push(turn(app, &sample, (mailbox, step, outcome)).await?);
        }
        Ok(Licence { submission, steps })
    }

    /// The command after so many, `done` being the answer to the last; nothing once the case is at its end. The case is
    /// the doctor `number`'s: each is another's, so that the rule of three places never counts two.
    pub fn next(&self, (name, number): (&str, usize), after: usize, done: Option<&Done>) -> Option<Ask> {
        let (case, actor, command) = match done {
            None => {
                let submission = self.of_doctor(number);
                let actor = Actor::Applicant { account: 1, name: submission.applicant.name.clone() };
                (None, actor, Command::Submit(submission))
            }
            Some(done) => {
                let turn = self.steps.get(after.checked_sub(1)?)?;
                let completion = Completion {
                    findings: turn.findings.clone(),
                    checks: turn.checks.clone(),
                    ..Completion::plain(turn.step.clone(), done.version, turn.outcome.clone())
                };
                (Some(done.case), turn.officer.clone(), Command::Complete(completion))
            }
        };
        Some(Ask { request_id: format!("{name}-{after}"), case, actor, command })
    }

    fn of_doctor(&self, number: usize) -> Submission {
        let (serial, months) = (1 + number % 9_999, number / 9_999);
        let nik = format!("16710455{:02}{:02}{serial:04}", 1 + months % 12, 60 + months / 12 % 40);
        let mut submission = self.submission.clone();
        submission.answers.0.insert("nik".to_owned(), Value::String(nik));
        submission
    }
}

async fn turn(app: &App, sample: &Sample, (mailbox, step, outcome): (&str, &str, &str)) -> Result<Turn> {
    let desk = app.desk("");
    let office = desk.office();
    let today = office.calendar.zone().day(app.now());
    let sop = office.catalogue.current(&ServiceId(SERVICE.to_owned()), today).context("the service")?;
    let step = StepId(step.to_owned());
    let rules = sop.step(&step).context("the step")?;
    let email = format!("{mailbox}@palembang.contoh");
    let (officer, _) = people::by_email(&desk, &email).await?.with_context(|| format!("an officer {email}"))?;
    let fits = |id: &RequirementId| (id.clone(), Check { verdict: Verdict::Fits, note: None });
    let filed: Vec<_> = sop.requirements_for(&sample.answers).map(|asked| asked.id.clone()).collect();
    Ok(Turn {
        officer: officer.actor(),
        findings: sample.findings.get(&step).cloned().unwrap_or_default(),
        checks: rules.checks.iter().filter(|id| filed.contains(id)).map(fits).collect(),
        step,
        outcome: OutcomeId(outcome.to_owned()),
    })
}
