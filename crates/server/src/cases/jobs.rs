//! Timers: written with the step that they watch, fired when their hour has come.

use anyhow::{Context as _, Result};
use casework::case::{Actor, CaseId, Command, Event, timer_hour};
use casework::sop::TimerId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Change, Job, Statement, Taken};

use crate::app::{App, Ask, Desk, Failed};
use crate::worker::Outcome;

/// The kind of job that fires a timer.
pub const TIMER: &str = "timer";

#[derive(Serialize, Deserialize)]
struct Timer {
    case: CaseId,
    timer: TimerId,
    visit: u32,
}

/// The timers that a command's events set.
pub fn effects(change: &Change<'_>) -> Vec<Statement> {
    let mut statements = Vec::new();
    for recorded in change.events {
        let Event::StepEntered { visit, timers, .. } = &recorded.event else { continue };
        statements.extend(timers.iter().map(|(timer, at)| set(change, timer, *visit, *at)));
    }
    statements
}

fn set(change: &Change<'_>, timer: &TimerId, visit: u32, run_at: Timestamp) -> Statement {
    let what = Timer { case: change.case_id, timer: timer.clone(), visit };
    let id = timer_name(change.case_id, timer, visit);
    let payload = serde_json::to_value(what).unwrap_or_default();
    Job { id, kind: TIMER, payload, run_at }.enqueue(change.office)
}

/// The name of a timer's job.
pub(super) fn timer_name(case: CaseId, timer: &TimerId, visit: u32) -> String {
    format!("timer-{}-{timer}-{visit}", case.0)
}

/// Lets a timer's hour come. The job's own name is the request's, so that a job which ran twice acts once.
///
/// # Errors
/// The store does not answer; the job is tried again.
pub async fn fire_timer(app: &App, desk: &Desk, job: &Taken) -> Result<Outcome> {
    let timer: Timer = serde_json::from_value(job.payload.clone()).context("the timer's job cannot be read")?;
    let command = Command::FireTimer { timer: timer.timer.clone(), visit: timer.visit };
    let ask = Ask { request_id: job.id.clone(), case: Some(timer.case), actor: Actor::System, command };
    match app.execute(desk, ask).await {
        Ok(_) => Ok(Outcome::Done),
        Err(Failed::Refused(_)) => later(app, desk, &timer).await,
        Err(Failed::Store(error)) => Err(error.into()),
    }
}

/// A timer that was refused: its hour has moved with the calendar, or the case has ended and there is nothing to watch.
async fn later(app: &App, desk: &Desk, timer: &Timer) -> Result<Outcome> {
    let office = desk.office();
    let hour = desk.case(timer.case).await?.and_then(|(case, _)| {
        let sop = office.catalogue.get(&case.filing()?.bundle)?;
        let rules = sop.timers.iter().find(|known| known.id == timer.timer)?;
        let current = case.open.get(&rules.step)?.visit == timer.visit;
        timer_hour(&case, rules, &office.calendar).filter(|_| current)
    });
    Ok(hour.filter(|hour| *hour > app.now()).map_or(Outcome::Done, Outcome::NotBefore))
}
