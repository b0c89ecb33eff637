//! What the slice writes and reads of messages.

use jiff::Timestamp;
use store::{Job, Row, Statement, StoreError};

use super::attachment::Attachment;
use super::compose::Letter;
use super::jobs::{MAIL, MailJob};
use crate::app::Desk;

/// A message as it is kept.
pub struct Message {
    /// Its name.
    pub id: String,
    /// To whom.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
    /// The case that it is about.
    pub case: Option<i64>,
    /// The PDF that goes with it.
    pub attachment: Option<Attachment>,
    /// When it was written, in microseconds since 1970.
    pub created_us: i64,
    /// When it left.
    pub sent_us: Option<i64>,
}

/// Keeps a message and the job that sends it. The same message written twice is there once.
pub fn enqueue(office: &str, case: Option<i64>, letter: &Letter, at: Timestamp) -> Vec<Statement> {
    let keep = Statement::new(
        "insert into message (office, id, case_id, recipient, subject, body, attachment, created_us)
         values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (office, id) do nothing",
        vec![
            office.into(),
            letter.id.as_str().into(),
            case.into(),
            letter.to.as_str().into(),
            letter.subject.as_str().into(),
            letter.body.as_str().into(),
            letter.attachment.as_ref().map(Attachment::stored).into(),
            at.as_microsecond().into(),
        ],
    );
    let payload = serde_json::to_value(MailJob { message: letter.id.clone() }).unwrap_or_default();
    let send = Job { id: format!("mail-{}", letter.id), kind: MAIL, payload, run_at: at };
    vec![keep, send.enqueue(office)]
}

fn message(row: &Row) -> Message {
    Message {
        id: row.text(0).to_owned(),
        recipient: row.text(1).to_owned(),
        subject: row.text(2).to_owned(),
        body: row.text(3).to_owned(),
        attachment: row.opt_text(4).map(Attachment::read),
        created_us: row.int(5),
        sent_us: row.opt_int(6),
        case: row.opt_int(7),
    }
}

/// One message.
pub async fn one(desk: &Desk, id: &str) -> Result<Option<Message>, StoreError> {
    let rows = desk
        .query(
            "select id, recipient, subject, body, attachment, created_us, sent_us, case_id from message
             where office = $1 and id = $2",
            vec![desk.id.as_str().into(), id.into()],
        )
        .await?;
    Ok(rows.first().map(message))
}

/// The newest messages.
pub async fn newest(desk: &Desk, most: i64) -> Result<Vec<Message>, StoreError> {
    let rows = desk
        .query(
            "select id, recipient, subject, body, attachment, created_us, sent_us, case_id from message
             where office = $1 order by created_us desc limit $2",
            vec![desk.id.as_str().into(), most.into()],
        )
        .await?;
    Ok(rows.iter().map(message).collect())
}

/// Notes that a message left.
pub fn sent(office: &str, id: &str, at: Timestamp) -> Statement {
    Statement::new(
        "update message set sent_us = $3 where office = $1 and id = $2",
        vec![office.into(), id.into(), at.as_microsecond().into()],
    )
}

/// Notes of every message that was written by a moment that it left at once: for a past that was played.
pub fn all_sent(office: &str, by: Timestamp) -> Statement {
    Statement::new(
        "update message set sent_us = created_us where office = $1 and created_us <= $2 and sent_us is null",
        vec![office.into(), by.as_microsecond().into()],
    )
}
