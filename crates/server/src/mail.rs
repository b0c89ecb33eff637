//! Mail to people: by SMTP, or kept where there is none (the demo shows what was kept on a page).

use anyhow::{Context as _, Result, bail};
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use crate::config::Smtp;

/// One message, ready to leave.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The recipient's address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// Plain text.
    pub body: String,
    /// A PDF to go with it: its name and content.
    pub attachment: Option<(String, Vec<u8>)>,
    /// Names the message for ever, so that one sent twice can be told.
    pub id: String,
}

/// How mail leaves.
#[derive(Clone)]
pub enum Mailer {
    /// To an SMTP server.
    Smtp {
        /// The pooled connection.
        transport: AsyncSmtpTransport<Tokio1Executor>,
        /// The sender.
        from: Mailbox,
    },
    /// Nowhere: the message stays in the office's list of messages.
    Kept,
}

impl Mailer {
    /// The mailer that the configuration asks for.
    pub fn new(smtp: Option<&Smtp>) -> Result<Mailer> {
        let Some(smtp) = smtp else { return Ok(Mailer::Kept) };
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&smtp.url)
            .context("smtp.url is not an address of a mail server")?
            .timeout(Some(std::time::Duration::from_secs(15)))
            .build();
        let from = smtp.from.parse().with_context(|| format!("smtp.from is not a sender: {}", smtp.from))?;
        Ok(Mailer::Smtp { transport, from })
    }

    /// Whether mail leaves the house at all.
    pub fn leaves(&self) -> bool {
        match self {
            Mailer::Smtp { .. } => true,
            Mailer::Kept => false,
        }
    }

    /// Whether a mail server is there and answers; false where mails are only kept.
    ///
    /// # Errors
    /// It does not answer.
    pub async fn check(&self) -> Result<bool> {
        match self {
            Mailer::Kept => Ok(false),
            Mailer::Smtp { transport, .. } => {
                if transport.test_connection().await? {
                    Ok(true)
                } else {
                    bail!("it closed the connection")
                }
            }
        }
    }

    /// Sends a message, or leaves it where it is kept.
    ///
    /// # Errors
    /// The server did not take it; the job that sends it tries again.
    pub async fn send(&self, mail: Mail) -> Result<()> {
        match self {
            Mailer::Kept => Ok(()),
            Mailer::Smtp { transport, from } => {
                transport.send(message(mail, from.clone())?).await.context("the mail server did not take it")?;
                Ok(())
            }
        }
    }
}

fn message(mail: Mail, from: Mailbox) -> Result<Message> {
    let domain = from.email.domain().to_owned();
    let builder = Message::builder()
        .from(from)
        .to(mail.to.parse().context("the recipient is not an address")?)
        .message_id(Some(format!("<{}@{domain}>", mail.id)))
        .subject(mail.subject);
    let text = SinglePart::plain(mail.body);
    Ok(match mail.attachment {
        None => builder.singlepart(text)?,
        Some((name, content)) => {
            let pdf = Attachment::new(name).body(content, ContentType::parse("application/pdf")?);
            builder.multipart(MultiPart::mixed().singlepart(text).singlepart(pdf))?
        }
    })
}
