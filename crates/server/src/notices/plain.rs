//! Messages that another slice words itself and that concern no case.

use jiff::Timestamp;
use store::Statement;

use super::compose::Letter;
use super::queries;

/// A message, worded.
#[derive(Clone, Debug)]
pub struct Plain {
    /// Names it for ever: the same cause gives the same name, so it is written once.
    pub id: String,
    /// To whom.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// Keeps a message and the job that sends it.
pub fn plain(office: &str, message: Plain, at: Timestamp) -> Vec<Statement> {
    let Plain { id, to, subject, body } = message;
    queries::enqueue(office, None, &Letter { id, to, subject, body, attachment: None }, at)
}
