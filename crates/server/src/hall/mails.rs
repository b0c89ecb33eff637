//! What is mailed about appointments. The mail says when and where; the name stays out of it, and so does what it is about.

use casework::date_text;
use casework::hall::{Appointment, HallRules};
use casework::lang::Lang;
use casework::office::Office;
use jiff::Timestamp;
use store::Statement;

use super::words;
use crate::app::Desk;
use crate::notices;
use crate::ui::{Arg, tr_with};

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// It is made.
    Made,
    /// It was moved.
    Moved,
    /// It was cancelled.
    Cancelled,
    /// It is tomorrow.
    Tomorrow,
}

impl Told {
    fn key(self) -> &'static str {
        match self {
            Told::Made => "hall-mail-made",
            Told::Moved => "hall-mail-moved",
            Told::Cancelled => "hall-mail-cancelled",
            Told::Tomorrow => "hall-mail-tomorrow",
        }
    }
}

/// The mail to who has an appointment, if there is an address; once for each thing that is told.
pub fn mail(desk: &Desk, rules: &HallRules, appointment: &Appointment, told: Told, at: Timestamp) -> Vec<Statement> {
    let Some(to) = &appointment.email else { return Vec::new() };
    let office = desk.office();
    let (subject, body) = wording(&office, rules, appointment, told);
    let Appointment { code, date, begins, .. } = appointment;
    let id = format!("{}-{code}-{date}-{}", told.key(), words::clock(*begins, Lang::Id));
    notices::plain(&desk.id, notices::Plain { id, to: to.clone(), subject, body }, at)
}

/// In the language of who made it, the other below.
fn wording(office: &Office, rules: &HallRules, appointment: &Appointment, told: Told) -> (String, String) {
    let url = &office.profile.public_url;
    let write = |lang: Lang| {
        let args = [
            ("office", Arg::from(office.profile.name.get(lang))),
            ("address", Arg::from(office.profile.address.as_str())),
            ("day", Arg::from(date_text::full_day(appointment.date, lang))),
            ("hour", Arg::from(words::clock(appointment.begins, lang))),
            ("zone", Arg::from(office.calendar.zone().to_string())),
            ("grace", i64::from(rules.grace_minutes).into()),
            ("code", Arg::from(appointment.code.to_string())),
            ("link", Arg::from(format!("{url}/antrean/janji/{}", appointment.code))),
        ];
        let part = |part: &str| tr_with(lang, &format!("{}-{part}", told.key()), &args);
        (part("subject"), part("body"))
    };
    let (own, other) = (write(appointment.lang), write(appointment.lang.other()));
    let between = match appointment.lang {
        Lang::Id => "— English —",
        Lang::En => "— Bahasa Indonesia —",
    };
    (own.0, format!("{}\n\n{between}\n\n{}", own.1, other.1))
}
