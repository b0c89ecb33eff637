//! The daily look at limits of the law: cases whose limit is near or over are asked whether somebody must be warned.

use anyhow::Result;
use casework::case::{Actor, CaseId, Command};
use casework::sop::{DeemedMode, WARNED_BEFORE};
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Job, Statement};

use super::queries::recount::near_limit;
use crate::app::{App, Ask, Desk, Failed};

/// The kind of job that looks at limits.
pub const WATCH: &str = "watch";

/// The look of a day, once.
pub fn look_of(office: &str, day: Date, at: Timestamp) -> Statement {
    let payload = serde_json::Value::Object(serde_json::Map::new());
    Job { id: format!("watch-{day}"), kind: WATCH, payload, run_at: at }.enqueue(office)
}

/// Looks at every open case whose limit is near or over. On a day on which the office is closed nothing is done: the next
/// working day is early enough for whatever fell into it.
///
/// # Errors
/// The store does not answer; the job is tried again, and no warning is given twice.
pub async fn watch(app: &App, desk: &Desk) -> Result<()> {
    let office = desk.office();
    let calendar = &office.calendar;
    let today = calendar.zone().day(app.now());
    let acts =
        office.catalogue.all().any(|sop| sop.deemed.as_ref().is_some_and(|deemed| deemed.mode != DeemedMode::Off));
    let far = WARNED_BEFORE.into_iter().max().unwrap_or(0);
    let until = match (acts, calendar.is_working(today)) {
        (true, Ok(true)) => calendar.add_working_days(today, u32::from(far)),
        (false, _) | (true, Ok(false) | Err(_)) => return Ok(()),
    };
    // A calendar that ends before the last of these days has still today's.
    let until = until.unwrap_or(today);
    let mut after = CaseId(0);
    loop {
        let page = near_limit(desk, until, after).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = *last;
        for case in page {
            let ask = Ask {
                request_id: format!("watch-{today}-{}", case.0),
                case: Some(case),
                actor: Actor::System,
                command: Command::WatchLimit,
            };
            match app.execute(desk, ask).await {
                Ok(_) => {}
                Err(Failed::Refused(refusal)) => {
                    tracing::warn!(office = desk.id, case = case.0, "a limit was not watched: {}", refusal.message.en);
                }
                Err(Failed::Store(error)) => return Err(error.into()),
            }
        }
    }
}
