//! The PDFs of letters: written down with the letter, made afterwards.

use anyhow::{Result, bail};
use casework::case::Event;
use serde::{Deserialize, Serialize};
use store::{Change, Job, Statement, Taken};

use super::queries;
use crate::app::{App, Desk};

/// The kind of job that makes a letter's PDF.
pub const LETTER: &str = "letter";

/// What the job needs to know.
#[derive(Serialize, Deserialize)]
pub struct LetterJob {
    /// The case.
    pub case: i64,
    /// The letter's number.
    pub number: String,
}

/// The PDFs that a command's events call for.
pub fn effects(change: &Change<'_>) -> Vec<Statement> {
    let issued = change.events.iter().filter_map(|recorded| match &recorded.event {
        Event::LetterIssued { number, .. } => Some((number, recorded.at)),
        Event::Submitted { .. }
        | Event::StepEntered { .. }
        | Event::BranchArrived { .. }
        | Event::StepClaimed { .. }
        | Event::StepReleased { .. }
        | Event::StepCompleted { .. }
        | Event::Corrected { .. }
        | Event::LetterRecorded { .. }
        | Event::TimerFired { .. }
        | Event::DutyOpened { .. }
        | Event::DutyFulfilled { .. }
        | Event::Withdrawn { .. }
        | Event::Ended { .. } => None,
    });
    let jobs = issued.map(|(number, run_at)| {
        let what = LetterJob { case: change.case_id.0, number: number.clone() };
        let payload = serde_json::to_value(what).unwrap_or_default();
        Job { id: format!("letter-{number}"), kind: LETTER, payload, run_at }.enqueue(change.office)
    });
    jobs.collect()
}

/// Makes the PDF of an issued letter, keeps it, and records it with the case.
///
/// # Errors
/// The letter cannot be made or stored; the job is tried again.
pub async fn make_letter(_app: &App, _desk: &Desk, job: &Taken) -> Result<()> {
    bail!("the letter of {} cannot be made yet", job.id)
}

/// A letter's PDF with the name that it is sent under; nothing while it is not made.
///
/// # Errors
/// The store does not answer, or the file is missing.
pub async fn pdf(app: &App, desk: &Desk, number: &str) -> Result<Option<(String, Vec<u8>)>> {
    let Some(sha256) = queries::file(desk, number).await? else { return Ok(None) };
    let name = number.replace(['/', '.'], "-");
    Ok(Some((format!("{name}.pdf"), app.files().get(&sha256)?)))
}
