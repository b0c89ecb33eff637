//! Telling an applicant that the promised day has moved because the calendar has changed: which day before, which now, why.

use anyhow::{Context as _, Result};
use casework::case::{Case, CaseId, Filing};
use casework::clock;
use casework::lang::Lang;
use casework::office::Office;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{Job, Statement, Taken};

use super::compose::Letter;
use super::queries;
use crate::app::{App, Desk};
use crate::ui::{Arg, tr_with, words};

/// The kind of job that writes such a message.
pub const MOVED: &str = "moved";

/// A promise that has moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedPromise {
    /// The case.
    pub case: CaseId,
    /// The version of the calendar that has moved it.
    pub version: u32,
    /// The promised day before.
    pub before: Date,
    /// The promised day now.
    pub after: Date,
}

/// The job that tells the applicant, once for a case and a version of the calendar. The message itself needs the case's
/// history, so it is written afterwards and holds nothing up.
pub fn tell_moved(office: &str, promise: &MovedPromise, at: Timestamp) -> Option<Statement> {
    let payload = serde_json::to_value(promise).ok()?;
    let id = format!("moved-{}-{}", promise.version, promise.case.0);
    Some(Job { id, kind: MOVED, payload, run_at: at }.enqueue(office))
}

/// Writes the message, unless the case has ended meanwhile or nobody can be reached.
///
/// # Errors
/// The store does not answer; the job is tried again.
pub async fn write_moved(app: &App, desk: &Desk, job: &Taken) -> Result<()> {
    let promise: MovedPromise = serde_json::from_value(job.payload.clone()).context("the job cannot be read")?;
    let Some((case, _)) = desk.case(promise.case).await? else { return Ok(()) };
    let office = desk.office();
    let letter = case.filing().filter(|_| case.ended.is_none()).and_then(|filing| {
        let to = filing.applicant.email.clone()?;
        Some(letter(&promise, &case, filing, &office, to))
    });
    if let Some(letter) = letter {
        desk.write(queries::enqueue(&desk.id, Some(promise.case.0), &letter, app.now())).await?;
        app.wake_worker();
    }
    Ok(())
}

fn letter(promise: &MovedPromise, case: &Case, filing: &Filing, office: &Office, to: String) -> Letter {
    let calendar = office.calendars.version(promise.version).unwrap_or(&office.calendar);
    let due = clock::due(&case.ledger, filing.at, filing.promise, calendar).ok();
    let service = office.catalogue.get(&filing.bundle).map(|sop| sop.service.name.clone());
    let [id, en] = Lang::ALL.map(|lang| {
        let why = due.as_ref().map_or_else(String::new, |due| clock::explain(due, lang));
        let service =
            service.as_ref().map_or_else(|| filing.bundle.service.0.clone(), |name| name.get(lang).to_owned());
        let args = [
            ("name", Arg::from(filing.applicant.name.as_str())),
            ("number", Arg::from(filing.number.as_str())),
            ("service", Arg::from(service)),
            ("before", Arg::from(words::weekday(lang, promise.before))),
            ("after", Arg::from(words::weekday(lang, promise.after))),
            ("why", Arg::from(why)),
            ("link", Arg::from(format!("{}/lacak/{}", office.profile.public_url, filing.tracking))),
            ("office", Arg::from(office.profile.name.get(lang))),
        ];
        (tr_with(lang, "mail-moved-subject", &args), tr_with(lang, "mail-moved-body", &args))
    });
    Letter {
        id: format!("moved-{}-{}", promise.version, promise.case.0),
        to,
        subject: id.0,
        body: format!("{}\n\n— English —\n\n{}", id.1, en.1),
        attachment: None,
    }
}
