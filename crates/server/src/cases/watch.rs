//! The daily look: officers are told what is due, and cases whose limit by law is near are asked whether somebody must be
//! warned.
//!
//! It is done once a working day, in one job with the day in its name; done twice, it tells nobody twice.

use std::collections::BTreeMap;

use anyhow::Result;
use casework::case::{Actor, CaseId, Command};
use casework::office::Calendar;
use casework::sop::{DeemedMode, WARNED_BEFORE};
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Job, Statement};

use super::queries::clocks::{due_until, near_limit};
use crate::app::{App, Ask, Desk, Failed};
use crate::notices::{self, Due};
use crate::people::{self, Account};

/// The kind of job that does the daily look.
pub const WATCH: &str = "watch";

/// The look of a day, once.
pub fn look_of(office: &str, day: Date, at: Timestamp) -> Statement {
    let payload = serde_json::Value::Object(serde_json::Map::new());
    Job { id: format!("watch-{day}"), kind: WATCH, payload, run_at: at }.enqueue(office)
}

/// Does the look of today. On a day on which the office is closed nothing is done: the next working day is early enough for
/// whatever fell into it.
///
/// # Errors
/// The store does not answer; the job is tried again.
pub async fn watch(app: &App, desk: &Desk) -> Result<()> {
    let office = desk.office();
    let today = office.calendar.zone().day(app.now());
    if office.calendar.is_working(today) != Ok(true) {
        return Ok(());
    }
    tell_what_is_due(app, desk, today).await?;
    let acts = |deemed: &casework::sop::Deemed| deemed.mode != DeemedMode::Off;
    if office.catalogue.all().any(|sop| sop.deemed.as_ref().is_some_and(acts)) {
        watch_limits(app, desk, &office.calendar, today).await?;
    }
    Ok(())
}

/// Tells every officer in one message how much is due today, on the next working day, or late: what they have taken, and
/// what waits for their roles. A role that nobody holds is told to the administrators.
async fn tell_what_is_due(app: &App, desk: &Desk, today: Date) -> Result<()> {
    let next = desk.office().calendar.next_working_day(today).unwrap_or(today);
    let mut due: BTreeMap<i64, (Account, Due)> = BTreeMap::new();
    for waiting in due_until(desk, next, today).await? {
        let people = match waiting.officer {
            Some(account) => people::by_id(desk, account).await?.into_iter().collect(),
            None => people::told_for(desk, &waiting.role, app.now()).await?,
        };
        for person in people {
            let (_, sum) = due.entry(person.id).or_insert_with(|| (person, Due::default()));
            sum.near += waiting.near;
            sum.late += waiting.late;
        }
    }
    let office = desk.office();
    let statements: Vec<Statement> =
        due.values().flat_map(|(person, due)| notices::due_today(&office, person, *due, today, app.now())).collect();
    if !statements.is_empty() {
        desk.write(statements).await?;
        app.wake_worker();
    }
    Ok(())
}

/// Asks every open case whose limit is near or over whether somebody must be warned.
async fn watch_limits(app: &App, desk: &Desk, calendar: &Calendar, today: Date) -> Result<()> {
    let far = WARNED_BEFORE.into_iter().max().unwrap_or(0);
    // A calendar that ends before the last of these days has still today's.
    let until = calendar.add_working_days(today, u32::from(far)).unwrap_or(today);
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
