//! What the hall does by itself: the reminder the day before, and every morning the tidying of what is over.

use anyhow::{Context as _, Result};
use casework::hall::{Appointment, Standing};
use casework::id::Code;
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Job, Statement, Taken};

use super::change::{Deed, Judged, change};
use super::mails::{Told, mail};
use super::{projection, queries};
use crate::app::{App, Desk, Failed};

/// The kind of job that reminds of an appointment.
pub const REMIND: &str = "hall_remind";
/// The kind of job that tidies up after the days before.
pub const TIDY: &str = "hall_tidy";

/// The hour of the day before at which people are reminded.
const REMINDED_AT: u8 = 9;

#[derive(Serialize, Deserialize)]
struct Reminder {
    code: Code,
    date: Date,
    slot: i64,
}

/// The job that reminds of an appointment; nothing where the day before has come already, or there is no address.
pub fn reminder_of(desk: &Desk, appointment: &Appointment, now: Timestamp) -> Option<Statement> {
    appointment.email.as_ref()?;
    let before = appointment.date.saturating_sub(Span::new().days(1));
    let run_at = desk.office().calendar.zone().at(before, REMINDED_AT, 0);
    let slot = queries::minute_of_day(appointment.begins);
    let payload = serde_json::to_value(Reminder { code: appointment.code, date: appointment.date, slot }).ok()?;
    let id = format!("hall-remind-{}-{}-{slot}", appointment.code, appointment.date);
    (run_at > now).then(|| Job { id, kind: REMIND, payload, run_at }.enqueue(&desk.id))
}

/// Reminds of an appointment, if it still stands as it did.
///
/// # Errors
/// The store does not answer; the job is tried again.
pub async fn remind(app: &App, desk: &Desk, job: &Taken) -> Result<()> {
    let reminder: Reminder = serde_json::from_value(job.payload.clone()).context("the reminder cannot be read")?;
    let Some(made) = queries::appointment_of(desk, reminder.code).await? else { return Ok(()) };
    let stands = made.standing == Standing::Booked
        && made.date == reminder.date
        && queries::minute_of_day(made.begins) == reminder.slot;
    let office = desk.office();
    let Some(rules) = office.hall.as_ref().filter(|_| stands) else { return Ok(()) };
    let letters = mail(desk, rules, &made, Told::Tomorrow, app.now());
    if !letters.is_empty() {
        desk.write(letters).await?;
        app.wake_worker();
    }
    Ok(())
}

/// The job that tidies up on a day, once.
pub fn tidying_of(office: &str, today: Date, at: Timestamp) -> Statement {
    let payload = serde_json::Value::Object(serde_json::Map::new());
    Job { id: format!("hall-tidy-{today}"), kind: TIDY, payload, run_at: at }.enqueue(office)
}

/// Ends what the days before have left open, and forgets who had appointments long ago.
///
/// # Errors
/// The store does not answer; the job is tried again.
pub async fn tidy(app: &App, desk: &Desk) -> Result<()> {
    let office = desk.office();
    let Some(rules) = &office.hall else { return Ok(()) };
    let today = office.calendar.zone().day(app.now());
    for date in queries::unfinished_days(desk, today).await? {
        let request = format!("tidy-{date}-{today}");
        let tidied =
            change(app, desk, Deed::on(date, "tidy", &request), |hall, _| Ok(Judged::of(hall.close_day(), None)));
        match tidied.await {
            Ok(_) => {}
            Err(Failed::Refused(refusal)) => anyhow::bail!("{}", refusal.message.en),
            Err(Failed::Store(error)) => return Err(error.into()),
        }
    }
    let kept_from = today.saturating_sub(Span::new().days(i64::from(rules.keep_days)));
    desk.write(vec![projection::forget(&desk.id, kept_from)]).await?;
    Ok(())
}
