//! Appointments: the free places, making one, following, moving and cancelling it by its code.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use casework::hall::{Booking, Hall, Person};
use casework::id::Code;
use casework::lang::Lang;
use casework::office::calendar::Zone;
use casework::sop::ServiceId;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::document::{Guarded, NotFound, OpenChange, Unreadable};
use super::extract::{Anyone, Asked, Body, Key, KeyHeader};
use super::hall::{today, unknown_group};
use super::problem::{Kind, Problem};
use super::shapes::moment;
use super::tracking::missed;
use crate::hall;
use crate::http::{Peer, Visit};

/// For which group.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct For {
    /// The group's letter.
    #[param(example = "A", max_length = 1)]
    group: String,
}

/// The slots of a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct SlotDay {
    /// The day.
    #[schema(format = Date)]
    date: String,
    /// Its slots, full ones too.
    slots: Vec<SlotShape>,
}

/// An hour for appointments.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Slot)]
pub struct SlotShape {
    /// When it begins.
    #[schema(format = DateTime)]
    begins: String,
    /// How many places are free.
    free: u32,
}

/// The days on which an appointment can be made, with their hours.
#[utoipa::path(get, operation_id = "listSlots", path = "/hall/slots", tag = "hall", params(For), security(()),
    responses((status = 200, body = Vec<SlotDay>), NotFound, Unreadable))]
pub async fn slots(Anyone(visit): Anyone, Asked(asked): Asked<For>) -> Result<Json<Vec<SlotDay>>, Problem> {
    let today = today(&visit).await?;
    let group = asked.group.parse().ok().filter(|letter| today.rules.group(*letter).is_some());
    let group = group.ok_or_else(unknown_group)?;
    let days = hall::free_days(&visit.app, &visit.desk, group, None).await;
    let zone = today.office.calendar.zone();
    let shape = |day: hall::FreeDay| SlotDay {
        date: day.date.to_string(),
        slots: day
            .slots
            .iter()
            .map(|slot| SlotShape { begins: at(day.date, slot.begins, zone), free: slot.free })
            .collect(),
    };
    Ok(Json(days.map_err(|error| Problem::store(&visit, &error))?.into_iter().map(shape).collect()))
}

fn at(date: Date, time: Time, zone: Zone) -> String {
    moment(zone.moment(date, time), zone)
}

/// When, where the office is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"date": "2026-01-13", "time": "09:30"}))]
pub struct NewSlot {
    /// The day.
    #[schema(value_type = String, format = Date)]
    date: Date,
    /// The time of day at which the slot begins.
    #[schema(value_type = String, pattern = "^[0-9]{2}:[0-9]{2}$")]
    time: String,
}

impl NewSlot {
    fn read(&self) -> Result<(Date, Time), Problem> {
        let time = self
            .time
            .split_once(':')
            .and_then(|(hour, minute)| Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok());
        let unreadable = || Problem::because(Kind::Invalid, "time harus seperti 09:30.", "time must be like 09:30.");
        Ok((self.date, time.ok_or_else(unreadable)?))
    }
}

/// An appointment to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"group": "A", "slot": {"date": "2026-01-13", "time": "09:30"}, "name": "Siti Aminah", "phone": "081234567890"}))]
pub struct NewAppointment {
    /// The group's letter.
    #[schema(max_length = 1)]
    group: String,
    /// The service, where it is for one of the group's.
    #[serde(default)]
    #[schema(value_type = String, required = false)]
    service: Option<String>,
    /// When.
    slot: NewSlot,
    /// Who comes.
    #[schema(max_length = 120)]
    name: String,
    /// A telephone number; it or an e-mail address is needed.
    #[serde(default)]
    #[schema(required = false, max_length = 40)]
    phone: String,
    /// An e-mail address: the code and a reminder are sent there.
    #[serde(default)]
    #[schema(required = false, max_length = 254)]
    email: String,
    /// The person is to go first: old, pregnant, disabled, or with small children. Which of these is not asked.
    #[serde(default)]
    #[schema(required = false)]
    first: bool,
    /// The language of its mails: `id` or `en`.
    #[serde(default)]
    #[schema(value_type = String, required = false)]
    language: Lang,
}

/// An appointment. Who has it is not told: its code may be on a slip of paper.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Appointment)]
pub struct AppointmentShape {
    /// Leads to it: keep it secret.
    #[schema(example = "7K3M-9PQ2-XW4T")]
    code: String,
    /// The group's letter.
    #[schema(example = "A")]
    group: String,
    /// When it begins.
    #[schema(format = DateTime)]
    begins: String,
    /// Until when its place is kept for who does not come.
    #[schema(format = DateTime)]
    kept_until: String,
    /// `booked`, `arrived`, `cancelled` or `missed`.
    #[schema(example = "booked")]
    standing: &'static str,
    /// The number that its holder got on arrival.
    #[schema(example = "A-007")]
    number: Option<String>,
}

async fn appointment_of(visit: &Visit, place: std::net::IpAddr, code: Code) -> Result<AppointmentShape, Problem> {
    let made = hall::appointment_of(&visit.desk, code).await.map_err(|error| Problem::store(visit, &error))?;
    let made = made.ok_or_else(|| missed(visit, place))?;
    let today = today(visit).await?;
    let hall: Hall<'_> = today.hall();
    let zone = hall.calendar.zone();
    Ok(AppointmentShape {
        code: made.code.to_string(),
        group: made.group.to_string(),
        begins: moment(hall.begins(&made), zone),
        kept_until: moment(hall.kept_until(&made), zone),
        standing: made.standing.word(),
        number: made.ticket.map(|number| number.to_string()),
    })
}

/// Makes an appointment. The last place of a slot goes to exactly one of those who ask for it at once.
#[utoipa::path(post, operation_id = "makeAppointment", path = "/hall/appointments", tag = "hall", security(()), params(KeyHeader),
    responses((status = 201, body = AppointmentShape), OpenChange))]
pub async fn make(
    Anyone(visit): Anyone,
    Peer(place): Peer,
    key: Key,
    Body(new): Body<NewAppointment>,
) -> Result<(StatusCode, Json<AppointmentShape>), Problem> {
    let group = new.group.parse().map_err(|_| unknown_group())?;
    let (date, begins) = new.slot.read()?;
    if !visit.app.limits().may_take(place) {
        return Err(Problem::new(Kind::TooMany));
    }
    let own = visit.account.as_ref().filter(|account| !account.is_officer());
    let booking = Booking {
        group,
        service: new.service.map(ServiceId),
        begins,
        priority: new.first,
        person: Person { name: new.name, phone: new.phone, email: new.email },
        account: own.map(|account| account.id),
        lang: new.language,
        code: Code::from_bits(0),
    };
    let made = hall::book(&visit.app, &visit.desk, &key.0, date, booking).await;
    let code = made.map_err(|failed| Problem::of(&visit, failed))?;
    Ok((StatusCode::CREATED, Json(appointment_of(&visit, place, code).await?)))
}

/// An appointment by its code.
#[utoipa::path(get, operation_id = "getAppointment", path = "/hall/appointments/{appointment}", tag = "hall", security(()),
    params(("appointment" = String, Path, description = "The appointment's code.", example = "7K3M-9PQ2-XW4T")),
    responses((status = 200, body = AppointmentShape), Guarded))]
pub async fn one(
    Anyone(visit): Anyone,
    Peer(place): Peer,
    Path(typed): Path<String>,
) -> Result<Json<AppointmentShape>, Problem> {
    let Ok(code) = Code::parse(&typed) else { return Err(missed(&visit, place)) };
    Ok(Json(appointment_of(&visit, place, code).await?))
}

/// Moves an appointment to another slot; the one that it had is free at once.
#[utoipa::path(post, operation_id = "moveAppointment", path = "/hall/appointments/{appointment}/slot", tag = "hall", security(()),
    params(("appointment" = String, Path, description = "The appointment's code.", example = "7K3M-9PQ2-XW4T"), KeyHeader),
    responses((status = 200, body = AppointmentShape), OpenChange))]
pub async fn move_it(
    Anyone(visit): Anyone,
    Peer(place): Peer,
    Path(typed): Path<String>,
    key: Key,
    Body(new): Body<NewSlot>,
) -> Result<Json<AppointmentShape>, Problem> {
    let Ok(code) = Code::parse(&typed) else { return Err(missed(&visit, place)) };
    appointment_of(&visit, place, code).await?;
    let moved = hall::move_to(&visit.app, &visit.desk, &key.0, code, new.read()?).await;
    moved.map_err(|failed| Problem::of(&visit, failed))?;
    Ok(Json(appointment_of(&visit, place, code).await?))
}

/// Cancels an appointment: its place is free at once.
#[utoipa::path(post, operation_id = "cancelAppointment", path = "/hall/appointments/{appointment}/cancellation", tag = "hall", security(()),
    params(("appointment" = String, Path, description = "The appointment's code.", example = "7K3M-9PQ2-XW4T"), KeyHeader),
    responses((status = 200, body = AppointmentShape), OpenChange))]
pub async fn cancel(
    Anyone(visit): Anyone,
    Peer(place): Peer,
    Path(typed): Path<String>,
    key: Key,
) -> Result<Json<AppointmentShape>, Problem> {
    let Ok(code) = Code::parse(&typed) else { return Err(missed(&visit, place)) };
    appointment_of(&visit, place, code).await?;
    hall::cancel(&visit.app, &visit.desk, &key.0, code).await.map_err(|failed| Problem::of(&visit, failed))?;
    Ok(Json(appointment_of(&visit, place, code).await?))
}
