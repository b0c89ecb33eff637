//! After a change: every open case is counted anew, and applicants whose promise has moved are told once.

use anyhow::{Context as _, Result};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Job, Statement, Taken};

use super::refresh;
use crate::app::{App, Desk};
use crate::cases::{self, Change};
use crate::notices::{self, MovedPromise};

/// The kind of job that counts open cases anew.
pub const RECOUNT: &str = "recount";

/// After so long a second look: a process that had not heard of the change yet may have written a day by the old calendar.
const SECOND_LOOK: SignedDuration = SignedDuration::from_secs(60);

#[derive(Serialize, Deserialize)]
struct Recount {
    version: u32,
}

/// The jobs that follow from a change that made a version.
pub fn after_change(office: &str, version: u32, at: Timestamp) -> Vec<Statement> {
    let job = |id: String, run_at: Timestamp| Job {
        id,
        kind: RECOUNT,
        payload: serde_json::to_value(Recount { version }).unwrap_or_default(),
        run_at,
    };
    let later = at.saturating_add(SECOND_LOOK).unwrap_or(at);
    let looks = [job(format!("recount-{version}"), at), job(format!("recount-{version}-again"), later)];
    looks.iter().map(|job| job.enqueue(office)).collect()
}

/// Counts every open case of the office anew, page by page, so that other work goes on between them.
///
/// # Errors
/// The store does not answer; the job is tried again, and what was done is not done twice.
pub async fn recount(app: &App, desk: &Desk, job: &Taken) -> Result<()> {
    let Recount { version } = serde_json::from_value(job.payload.clone()).context("the recount cannot be read")?;
    refresh(desk).await?;
    let office = desk.office();
    let (before, after) = (office.calendars.version(version.saturating_sub(1)), office.calendars.version(version));
    let (Some(before), Some(after)) = (before, after) else { return Ok(()) };
    cases::recount(desk, Change { before, after }, async |mut statements, moved| {
        statements.extend(moved.iter().flat_map(|moved| {
            let promise = MovedPromise { case: moved.case, version, before: moved.before, after: moved.after };
            notices::tell_moved(&desk.id, &promise, app.now())
        }));
        if statements.is_empty() { Ok(()) } else { desk.write(statements).await }
    })
    .await?;
    app.wake_worker();
    Ok(())
}
