//! Timers: written with the step that they watch, fired when their hour has come.

use anyhow::{Context as _, Result};
use casework::case::{Actor, CaseId, Command, Event};
use casework::sop::TimerId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{Change, Job, Statement, Taken};

use crate::app::{App, Ask, Desk, Failed};

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
    let id = format!("timer-{}-{timer}-{visit}", change.case_id.0);
    let payload = serde_json::to_value(what).unwrap_or_default();
    Job { id, kind: TIMER, payload, run_at }.enqueue(change.office)
}

/// Lets a timer's hour come. The job's own name is the request's, so that a job which ran twice acts once.
///
/// # Errors
/// The store does not answer; the job is tried again.
pub async fn fire_timer(app: &App, desk: &Desk, job: &Taken) -> Result<()> {
    let timer: Timer = serde_json::from_value(job.payload.clone()).context("the timer's job cannot be read")?;
    let command = Command::FireTimer { timer: timer.timer, visit: timer.visit };
    let ask = Ask { request_id: job.id.clone(), case: Some(timer.case), actor: Actor::System, command };
    match app.execute(desk, ask).await {
        Ok(_) => Ok(()),
        // The case has ended meanwhile: the timer has nothing to watch any more.
        Err(Failed::Refused(_)) => Ok(()),
        Err(Failed::Store(error)) => Err(error.into()),
    }
}
