//! What the slice reads of the hall.

use std::collections::BTreeMap;

use casework::hall::{Appointment, Counter, Day, Lane, Letter, Number, Origin, Standing, State, Status, Ticket};
use casework::id::Code;
use casework::lang::Lang;
use casework::sop::ServiceId;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use store::{Row, Statement, StoreError};

use crate::app::Desk;

const TICKETS: &str = "select letter, number, group_letter, code, origin, priority, slot, state, issued_us, calls,
        first_called_us, called_us, serving_us, ended_us, counter, sent_on_us
     from hall_ticket where office = $1 and day = $2";
const COUNTERS: &str = "select counter, status, until_us, since_us, account, name, lane
     from hall_counter where office = $1 and day = $2";
const APPOINTMENTS: &str = "select code, day, slot, group_letter, service, priority, name, phone, email, account, lang,
        standing, made_us, letter, number
     from hall_appointment where office = $1 and day = $2";

/// A day of the hall as it is kept; empty where nothing has happened on it.
pub async fn day(desk: &Desk, date: Date) -> Result<Day, StoreError> {
    let params = || vec![desk.id.as_str().into(), date.to_string().into()];
    let queries = vec![
        Statement::new("select version from hall_day where office = $1 and day = $2", params()),
        Statement::new(TICKETS, params()),
        Statement::new(COUNTERS, params()),
        Statement::new(APPOINTMENTS, params()),
    ];
    let mut rows = desk.snapshot(queries).await?.into_iter();
    let mut next = || rows.next().unwrap_or_default();
    let version = next().first().map_or(0, |row| row.int(0));
    let tickets = next().iter().map(ticket).collect::<Result<Vec<Ticket>, StoreError>>()?;
    let counters = next().iter().map(counter).collect::<Result<Vec<Counter>, StoreError>>()?;
    let appointments = next().iter().map(appointment).collect::<Result<Vec<Appointment>, StoreError>>()?;
    Ok(Day {
        date,
        version,
        tickets: tickets.into_iter().map(|ticket| (ticket.number, ticket)).collect(),
        counters: counters.into_iter().map(|counter| (counter.id.clone(), counter)).collect(),
        appointments: appointments.into_iter().map(|made| (made.code, made)).collect::<BTreeMap<_, _>>(),
    })
}

fn unreadable(what: &str) -> StoreError {
    StoreError::other(format!("a row of the hall cannot be read: {what}"))
}

fn moment(at: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(at).map_err(|error| unreadable(&error.to_string()))
}

fn opt_moment(at: Option<i64>) -> Result<Option<Timestamp>, StoreError> {
    at.map(moment).transpose()
}

fn letter(text: &str) -> Result<Letter, StoreError> {
    text.parse().map_err(|_| unreadable("letter"))
}

fn count(number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|_| unreadable("number"))
}

fn code(text: &str) -> Result<Code, StoreError> {
    Code::parse(text).map_err(|_| unreadable("code"))
}

/// A time of day as it is kept: the minutes since midnight.
pub fn minute_of_day(time: Time) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

fn time_of_day(minute: i64) -> Result<Time, StoreError> {
    let time = i8::try_from(minute / 60).ok().zip(i8::try_from(minute % 60).ok());
    time.and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok()).ok_or_else(|| unreadable("slot"))
}

fn ticket(row: &Row) -> Result<Ticket, StoreError> {
    Ok(Ticket {
        number: Number { letter: letter(row.text(0))?, count: count(row.int(1))? },
        group: letter(row.text(2))?,
        code: code(row.text(3))?,
        origin: Origin::parse(row.text(4)).ok_or_else(|| unreadable("origin"))?,
        priority: row.int(5) != 0,
        slot: row.opt_int(6).map(time_of_day).transpose()?,
        state: State::parse(row.text(7)).ok_or_else(|| unreadable("state"))?,
        issued: moment(row.int(8))?,
        calls: u16::try_from(row.int(9)).map_err(|_| unreadable("calls"))?,
        first_called: opt_moment(row.opt_int(10))?,
        called: opt_moment(row.opt_int(11))?,
        serving: opt_moment(row.opt_int(12))?,
        ended: opt_moment(row.opt_int(13))?,
        counter: row.opt_text(14).map(str::to_owned),
        sent_on: opt_moment(row.opt_int(15))?,
    })
}

fn counter(row: &Row) -> Result<Counter, StoreError> {
    let status = match (row.text(1), row.opt_int(2)) {
        ("open", _) => Status::Open,
        ("break", Some(until)) => Status::Break { until: moment(until)? },
        ("closed", _) => Status::Closed,
        (_, _) => return Err(unreadable("status")),
    };
    Ok(Counter {
        id: row.text(0).to_owned(),
        status,
        since: moment(row.int(3))?,
        officer: (row.int(4), row.text(5).to_owned()),
        lane: row.opt_text(6).and_then(Lane::parse),
    })
}

fn appointment(row: &Row) -> Result<Appointment, StoreError> {
    let text = |column: usize| row.opt_text(column).map(str::to_owned);
    let number = match (row.opt_text(13), row.opt_int(14)) {
        (Some(of), Some(number)) => Some(Number { letter: letter(of)?, count: count(number)? }),
        (_, _) => None,
    };
    Ok(Appointment {
        code: code(row.text(0))?,
        date: row.text(1).parse().map_err(|_| unreadable("day"))?,
        begins: time_of_day(row.int(2))?,
        group: letter(row.text(3))?,
        service: text(4).map(ServiceId),
        priority: row.int(5) != 0,
        name: row.text(6).to_owned(),
        phone: text(7),
        email: text(8),
        account: row.opt_int(9),
        lang: if row.text(10) == "en" { Lang::En } else { Lang::Id },
        standing: Standing::parse(row.text(11)).ok_or_else(|| unreadable("standing"))?,
        made: moment(row.int(12))?,
        ticket: number,
    })
}

/// The day on which the ticket with a code was drawn.
pub async fn day_of_ticket(desk: &Desk, code: Code) -> Result<Option<Date>, StoreError> {
    let sql = "select day from hall_ticket where office = $1 and code = $2";
    let rows = desk.query(sql, vec![desk.id.as_str().into(), code.to_string().into()]).await?;
    rows.first().map(|row| row.text(0).parse().map_err(|_| unreadable("day"))).transpose()
}

/// The appointment with a code.
pub async fn appointment_of(desk: &Desk, code: Code) -> Result<Option<Appointment>, StoreError> {
    let rows = desk
        .query(
            "select code, day, slot, group_letter, service, priority, name, phone, email, account, lang,
                    standing, made_us, letter, number
             from hall_appointment where office = $1 and code = $2",
            vec![desk.id.as_str().into(), code.to_string().into()],
        )
        .await?;
    rows.first().map(appointment).transpose()
}

/// An account's appointments from a day on, the next first.
pub async fn own_appointments(desk: &Desk, account: i64, from: Date) -> Result<Vec<Appointment>, StoreError> {
    let rows = desk
        .query(
            "select code, day, slot, group_letter, service, priority, name, phone, email, account, lang,
                    standing, made_us, letter, number
             from hall_appointment where office = $1 and account = $2 and day >= $3 and standing = 'booked'
             order by day, slot limit 20",
            vec![desk.id.as_str().into(), account.into(), from.to_string().into()],
        )
        .await?;
    rows.iter().map(appointment).collect()
}

/// How many appointments somebody has from a day on, by telephone or address.
pub async fn appointments_of_contact(
    desk: &Desk,
    (phone, email): (Option<&str>, Option<&str>),
    from: Date,
) -> Result<i64, StoreError> {
    let rows = desk
        .query(
            "select count(*) from hall_appointment
             where office = $1 and day >= $2 and standing = 'booked' and (phone = $3 or email = $4)",
            vec![desk.id.as_str().into(), from.to_string().into(), phone.into(), email.into()],
        )
        .await?;
    Ok(rows.first().map_or(0, |row| row.int(0)))
}

/// What a request that has acted already was about: the code of its ticket or appointment.
pub async fn answered(desk: &Desk, request: &str) -> Result<Option<String>, StoreError> {
    let sql = "select subject from hall_act where office = $1 and request = $2";
    let rows = desk.query(sql, vec![desk.id.as_str().into(), request.into()]).await?;
    Ok(rows.first().map(|row| row.text(0).to_owned()))
}

/// Every ticket of some days, with its day, in the order in which they were drawn.
pub async fn tickets_between(desk: &Desk, from: Date, until: Date) -> Result<Vec<(Date, Ticket)>, StoreError> {
    let rows = desk
        .query(
            "select letter, number, group_letter, code, origin, priority, slot, state, issued_us, calls,
                    first_called_us, called_us, serving_us, ended_us, counter, sent_on_us, day
             from hall_ticket where office = $1 and day >= $2 and day <= $3 order by issued_us, letter, number",
            vec![desk.id.as_str().into(), from.to_string().into(), until.to_string().into()],
        )
        .await?;
    rows.iter().map(|row| Ok((row.text(16).parse().map_err(|_| unreadable("day"))?, ticket(row)?))).collect()
}

/// The days before one on which something is still open: somebody waits, or an appointment was not looked after.
pub async fn unfinished_days(desk: &Desk, before: Date) -> Result<Vec<Date>, StoreError> {
    let rows = desk
        .query(
            "select distinct day from hall_ticket
             where office = $1 and day < $2 and state in ('waiting', 'called', 'serving')
             union select distinct day from hall_appointment where office = $1 and day < $2 and standing = 'booked'
             order by day",
            vec![desk.id.as_str().into(), before.to_string().into()],
        )
        .await?;
    rows.iter().map(|row| row.text(0).parse().map_err(|_| unreadable("day"))).collect()
}
