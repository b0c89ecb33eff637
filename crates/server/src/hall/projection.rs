//! What the slice writes of the hall: from a decision to statements.

use casework::hall::{Appointment, Change, Counter, Lane, Status, Ticket};
use casework::id::Code;
use jiff::Timestamp;
use jiff::civil::Date;
use store::{Statement, Value};

use super::queries::minute_of_day;

/// What was done, as it is kept.
#[derive(Clone, Debug)]
pub struct Done<'a> {
    /// Names the request.
    pub request: &'a str,
    /// The word for it.
    pub kind: &'static str,
    /// The counter at which it was done.
    pub counter: Option<&'a str>,
    /// The officer who did it.
    pub account: Option<i64>,
    /// When.
    pub at: Timestamp,
}

/// Counts a day's version up, if it is still the one that was seen.
pub fn next_version(office: &str, date: Date, seen: i64) -> [Statement; 2] {
    let day = date.to_string();
    [
        Statement::new(
            "insert into hall_day (office, day, version) values ($1, $2, 0) on conflict (office, day) do nothing",
            vec![office.into(), day.as_str().into()],
        ),
        Statement::new(
            "update hall_day set version = version + 1 where office = $1 and day = $2 and version = $3",
            vec![office.into(), day.into(), seen.into()],
        )
        .touching(1),
    ]
}

/// Keeps what changed.
pub fn change(office: &str, date: Date, change: &Change) -> Statement {
    match change {
        Change::Ticket(changed) => ticket(office, date, changed),
        Change::Counter(changed) => counter(office, date, changed),
        Change::Appointment(changed) => appointment(office, changed),
    }
}

fn micros(at: Option<Timestamp>) -> Value {
    at.map(Timestamp::as_microsecond).into()
}

fn ticket(office: &str, date: Date, ticket: &Ticket) -> Statement {
    Statement::new(
        "insert into hall_ticket (office, day, letter, number, group_letter, code, origin, priority, slot, state, issued_us,
             calls, first_called_us, called_us, serving_us, ended_us, counter, sent_on_us)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
         on conflict (office, day, letter, number) do update set group_letter = excluded.group_letter,
             state = excluded.state, calls = excluded.calls, first_called_us = excluded.first_called_us,
             called_us = excluded.called_us, serving_us = excluded.serving_us, ended_us = excluded.ended_us,
             counter = excluded.counter, sent_on_us = excluded.sent_on_us",
        vec![
            office.into(),
            date.to_string().into(),
            ticket.number.letter.to_string().into(),
            i64::from(ticket.number.count).into(),
            ticket.group.to_string().into(),
            ticket.code.to_string().into(),
            ticket.origin.word().into(),
            ticket.priority.into(),
            ticket.slot.map(minute_of_day).into(),
            ticket.state.word().into(),
            ticket.issued.as_microsecond().into(),
            i64::from(ticket.calls).into(),
            micros(ticket.first_called),
            micros(ticket.called),
            micros(ticket.serving),
            micros(ticket.ended),
            ticket.counter.as_deref().into(),
            micros(ticket.sent_on),
        ],
    )
}

fn counter(office: &str, date: Date, counter: &Counter) -> Statement {
    let (status, until) = match counter.status {
        Status::Open => ("open", None),
        Status::Break { until } => ("break", Some(until)),
        Status::Closed => ("closed", None),
    };
    Statement::new(
        "insert into hall_counter (office, day, counter, status, until_us, since_us, account, name, lane)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (office, day, counter) do update set status = excluded.status, until_us = excluded.until_us,
             since_us = excluded.since_us, account = excluded.account, name = excluded.name, lane = excluded.lane",
        vec![
            office.into(),
            date.to_string().into(),
            counter.id.as_str().into(),
            status.into(),
            micros(until),
            counter.since.as_microsecond().into(),
            counter.officer.0.into(),
            counter.officer.1.as_str().into(),
            counter.lane.map(Lane::word).into(),
        ],
    )
}

fn appointment(office: &str, appointment: &Appointment) -> Statement {
    Statement::new(
        "insert into hall_appointment (office, code, day, slot, group_letter, service, priority, name, phone, email,
             account, lang, standing, made_us, letter, number)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
         on conflict (office, code) do update set day = excluded.day, slot = excluded.slot,
             standing = excluded.standing, letter = excluded.letter, number = excluded.number",
        vec![
            office.into(),
            appointment.code.to_string().into(),
            appointment.date.to_string().into(),
            minute_of_day(appointment.begins).into(),
            appointment.group.to_string().into(),
            appointment.service.as_ref().map(|service| service.0.as_str()).into(),
            appointment.priority.into(),
            appointment.name.as_str().into(),
            appointment.phone.as_deref().into(),
            appointment.email.as_deref().into(),
            appointment.account.into(),
            appointment.lang.code().into(),
            appointment.standing.word().into(),
            appointment.made.as_microsecond().into(),
            appointment.ticket.map(|number| number.letter.to_string()).into(),
            appointment.ticket.map(|number| i64::from(number.count)).into(),
        ],
    )
}

/// Keeps that a request has acted, and on what.
pub fn done(office: &str, date: Date, done: &Done<'_>, subject: Option<Code>) -> Statement {
    Statement::new(
        "insert into hall_act (office, request, day, at_us, kind, counter, subject, account)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        vec![
            office.into(),
            done.request.into(),
            date.to_string().into(),
            done.at.as_microsecond().into(),
            done.kind.into(),
            done.counter.into(),
            subject.map_or_else(String::new, |code| code.to_string()).into(),
            done.account.into(),
        ],
    )
}

/// Forgets who had the appointments before a day.
pub fn forget(office: &str, before: Date) -> Statement {
    Statement::new(
        "update hall_appointment set name = '', phone = null, email = null, account = null
         where office = $1 and day < $2 and name <> ''",
        vec![office.into(), before.to_string().into()],
    )
}
