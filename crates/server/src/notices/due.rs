//! The morning's message to an officer: how much is due today or on the next working day, and how much is late.

use casework::lang::Lang;
use casework::office::Office;
use jiff::Timestamp;
use jiff::civil::Date;
use store::Statement;

use super::compose::Letter;
use super::queries;
use crate::people::Account;
use crate::ui::{Arg, tr_with, words};

/// How much waits for somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// Steps that are due today or on the next working day, or late; also those whose case is.
    pub near: i64,
    /// Those of them that are late.
    pub late: i64,
}

/// The message and its job; one for a person and a day, however often it is written.
pub fn due_today(office: &Office, person: &Account, due: Due, today: Date, at: Timestamp) -> Vec<Statement> {
    let [id, en] = Lang::ALL.map(|lang| {
        let args = [
            ("name", Arg::from(person.name.as_str())),
            ("near", Arg::from(due.near)),
            ("late", Arg::from(due.late)),
            ("day", Arg::from(words::weekday(lang, today))),
            ("link", Arg::from(format!("{}/meja", office.profile.public_url))),
            ("office", Arg::from(office.profile.name.get(lang))),
        ];
        let key = if due.late > 0 { "mail-due-late" } else { "mail-due" };
        (tr_with(lang, &format!("{key}-subject"), &args), tr_with(lang, &format!("{key}-body"), &args))
    });
    let letter = Letter {
        id: format!("due-{today}-{}", person.id),
        to: person.email.clone(),
        subject: id.0,
        body: format!("{}\n\n— English —\n\n{}", id.1, en.1),
        attachment: None,
    };
    queries::enqueue(office.profile.id.as_str(), None, &letter, at)
}
