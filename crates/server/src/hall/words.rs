//! The hall in words: hours, waits, how a counter stands.

use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use casework::case::{Refusal, RefusalKind};
use casework::date_text;
use casework::hall::{Expected, Hall, Presence, State};
use casework::lang::Lang;
use jiff::Timestamp;
use jiff::civil::Time;

use crate::app::Failed;
use crate::http::Visit;
use crate::ui::{self, Arg, Link, Tone, tr, tr_with};

/// "09.30 WIB".
pub fn hour(hall: &Hall<'_>, at: Timestamp, lang: Lang) -> String {
    date_text::hour(at, hall.calendar.zone(), lang)
}

/// "09.30": a time of day without its zone, for lists that have it in their title.
pub fn clock(time: Time, lang: Lang) -> String {
    format!("{:02}{}{:02}", time.hour(), lang.pick(".", ":"), time.minute())
}

/// How long somebody still waits, in words; a number is never made up.
pub fn estimate(hall: &Hall<'_>, expected: &Expected, lang: Lang) -> String {
    let Some(at) = expected.at else { return tr(lang, "hall-estimate-unknown").into_owned() };
    let minutes = hall.now.duration_until(at).as_secs().max(0).unsigned_abs().div_ceil(60);
    if minutes <= 2 {
        return tr(lang, "hall-estimate-soon").into_owned();
    }
    // To the minute would promise more than anybody knows.
    let minutes = i64::try_from(minutes.next_multiple_of(5)).unwrap_or(i64::MAX);
    let hour = Arg::from(clock(hall.calendar.zone().time(at), lang));
    tr_with(lang, "hall-estimate", &[("minutes", minutes.into()), ("hour", hour)])
}

/// Where an estimate comes from.
pub fn source(measured: bool, lang: Lang) -> String {
    tr(lang, if measured { "hall-estimate-measured" } else { "hall-estimate-planned" }).into_owned()
}

/// How a counter stands, in words and tone.
pub fn presence(hall: &Hall<'_>, presence: Presence, lang: Lang) -> (String, Tone) {
    let at = |key: &str, moment: Timestamp| tr_with(lang, key, &[("hour", Arg::from(hour(hall, moment, lang)))]);
    match presence {
        Presence::Open => (tr(lang, "hall-counter-open").into_owned(), Tone::Good),
        Presence::Break { until } => (at("hall-counter-break", until), Tone::Warn),
        Presence::Overdue { until } => (at("hall-counter-overdue", until), Tone::Warn),
        Presence::Later { from } => (at("hall-counter-later", from), Tone::Plain),
        Presence::Absent => (tr(lang, "hall-counter-absent").into_owned(), Tone::Warn),
        Presence::Closed => (tr(lang, "hall-counter-closed").into_owned(), Tone::Plain),
    }
}

/// How a ticket stands, in a word.
pub fn state(state: State, lang: Lang) -> String {
    let key = match state {
        State::Waiting => "hall-state-waiting",
        State::Called => "hall-state-called",
        State::Serving => "hall-state-serving",
        State::Served => "hall-state-served",
        State::Missed => "hall-state-missed",
        State::Left => "hall-state-left",
    };
    tr(lang, key).into_owned()
}

/// The status that goes with a refusal.
pub fn status(refusal: &Refusal) -> StatusCode {
    match refusal.kind {
        RefusalKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        RefusalKind::Forbidden => StatusCode::FORBIDDEN,
        RefusalKind::NotFound => StatusCode::NOT_FOUND,
        RefusalKind::Stale | RefusalKind::WrongState => StatusCode::CONFLICT,
    }
}

/// The page for something that could not be done.
pub fn failed(visit: &Visit, failed: Failed, back: Link) -> Response {
    match failed {
        Failed::Refused(refusal) => {
            let why = refusal.text(visit.lang()).to_owned();
            ui::refused(visit.page(), status(&refusal), why, back).into_response()
        }
        Failed::Store(error) => visit.trouble(&error),
    }
}
