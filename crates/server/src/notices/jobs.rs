//! Sending what was written.

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};
use store::Taken;

use super::queries;
use crate::app::{App, Desk};
use crate::licences;
use crate::mail::Mail;

/// The kind of job that sends a message.
pub const MAIL: &str = "mail";

/// What the job needs to know.
#[derive(Serialize, Deserialize)]
pub struct MailJob {
    /// The message's name.
    pub message: String,
}

/// Sends a message with its letter, once: a message that has left is not sent again.
///
/// # Errors
/// The mail server did not take it, or the letter's PDF is not made yet; the job is tried again.
pub async fn send(app: &App, desk: &Desk, job: &Taken) -> Result<()> {
    let what: MailJob = serde_json::from_value(job.payload.clone()).context("the mail's job cannot be read")?;
    let Some(message) = queries::one(desk, &what.message).await? else { return Ok(()) };
    if message.sent_us.is_some() {
        return Ok(());
    }
    let attachment = match &message.attachment {
        Some(number) => Some(licences::pdf(app, desk, number).await?.context("the letter's PDF is not made yet")?),
        None => None,
    };
    app.mailer()
        .send(Mail {
            to: message.recipient,
            subject: message.subject,
            body: message.body,
            attachment,
            id: message.id.clone(),
        })
        .await?;
    desk.write(vec![queries::sent(&desk.id, &message.id, app.now())]).await?;
    Ok(())
}
