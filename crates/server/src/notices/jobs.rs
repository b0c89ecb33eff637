//! Sending what was written.

use anyhow::{Context as _, Result};
use casework::lang::Lang;
use serde::{Deserialize, Serialize};
use store::Taken;

use super::attachment::Attachment;
use super::queries;
use crate::app::{App, Desk};
use crate::mail::Mail;
use crate::ui::{Arg, tr_with};

/// The kind of job that sends a message.
pub const MAIL: &str = "mail";

/// From this attempt on, a mail that says enough without its attachment leaves without it.
const PATIENT: i64 = 3;

/// What the job needs to know.
#[derive(Serialize, Deserialize)]
pub struct MailJob {
    /// The message's name.
    pub message: String,
}

/// Sends a message with its letter or receipt, once: a message that has left is not sent again. A receipt that cannot be made
/// holds the mail up for two attempts, not for ever; the mail then says where the receipt can be had.
///
/// # Errors
/// The mail server did not take it, the letter's PDF is not made yet, or the receipt could not be made in one of the first
/// attempts; the job is tried again.
pub async fn send(app: &App, desk: &Desk, job: &Taken) -> Result<()> {
    let what: MailJob = serde_json::from_value(job.payload.clone()).context("the mail's job cannot be read")?;
    let Some(message) = queries::one(desk, &what.message).await? else { return Ok(()) };
    if message.sent_us.is_some() {
        return Ok(());
    }
    // Where mails are only kept, nobody would ever open the PDF.
    let wanted = message.attachment.as_ref().filter(|_| app.mailer().leaves());
    let made = match wanted {
        Some(attachment) => Some(attachment.pdf(app, desk, message.case).await),
        None => None,
    };
    let (attachment, body) = match made.transpose() {
        Ok(attachment) => (attachment, message.body),
        Err(error) if job.attempt >= PATIENT && wanted.is_some_and(Attachment::dispensable) => {
            tracing::warn!(message = message.id, "a mail leaves without its attachment: {error:#}");
            (None, message.body + &without(desk, message.case))
        }
        Err(error) => return Err(error),
    };
    let (to, subject, id) = (message.recipient, message.subject, message.id.clone());
    app.mailer().send(Mail { to, subject, body, attachment, id }).await?;
    desk.write(vec![queries::sent(&desk.id, &message.id, app.now())]).await?;
    Ok(())
}

/// Why there is no receipt, and where to get it, in both languages.
fn without(desk: &Desk, case: Option<i64>) -> String {
    let link = match case {
        Some(case) => format!("{}/permohonan/{case}", desk.office().profile.public_url),
        None => desk.office().profile.public_url.clone(),
    };
    let told = Lang::ALL.map(|lang| tr_with(lang, "mail-without-receipt", &[("link", Arg::from(link.as_str()))]));
    format!("\n\n{}", told.join("\n\n"))
}
