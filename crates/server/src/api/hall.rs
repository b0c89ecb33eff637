//! The hall for everybody: how the queue stands, drawing a number, following it, giving it up.

use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use casework::hall::{Hall, Origin, Presence, Ticket};
use casework::id::Code;
use casework::office::calendar::Zone;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::document::{Guarded, NotFound, OpenChange};
use super::extract::{Anyone, Body, Key, KeyHeader};
use super::problem::{Kind, Problem};
use super::shapes::{Words, moment};
use super::tracking::missed;
use crate::hall::{self, Today};
use crate::http::{Peer, Visit};

/// The queue as it stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct Queue {
    /// The day.
    #[schema(format = Date)]
    date: String,
    /// Why no numbers are given out now; null where they are.
    closed: Option<Words>,
    /// The groups of services.
    groups: Vec<QueueGroup>,
    /// The counters.
    counters: Vec<QueueCounter>,
}

/// A group of services that share a queue.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueueGroup {
    /// Its letter.
    #[schema(example = "A")]
    letter: String,
    /// What it is for.
    name: Words,
    /// How many wait.
    waiting: usize,
    /// How many more can be served before closing.
    places: u32,
    /// When somebody would be called who came now; null while that is not known.
    #[schema(format = DateTime)]
    turn: Option<String>,
    /// Whether that rests on today's service times; else on the office's plan.
    measured: bool,
}

/// A counter.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueueCounter {
    /// Its short name.
    #[schema(example = "1")]
    id: String,
    /// What stands above it.
    name: Words,
    /// The letters that it serves.
    groups: Vec<String>,
    /// `open`, `break`, `overdue` (a break that should have ended), `later`, `absent` or `closed`.
    #[schema(example = "open")]
    presence: &'static str,
    /// Until when it is away, or from when on it opens; null where there is no such hour.
    #[schema(format = DateTime)]
    until: Option<String>,
    /// The number that it is busy with.
    #[schema(example = "A-007")]
    number: Option<String>,
}

impl QueueCounter {
    /// Whether it has this short name.
    pub fn is(&self, id: &str) -> bool {
        self.id == id
    }
}

/// What is drawn.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"group": "A"}))]
pub struct NewTicket {
    /// The group's letter.
    #[schema(max_length = 1)]
    group: String,
    /// The person is to go first: old, pregnant, disabled, or with small children. Which of these is not asked.
    #[serde(default)]
    #[schema(required = false)]
    first: bool,
}

/// A number as its holder sees it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Ticket)]
pub struct TicketShape {
    /// The number.
    #[schema(example = "A-007")]
    number: String,
    /// Leads to it: keep it secret.
    #[schema(example = "7K3M-9PQ2-XW4T")]
    code: String,
    /// The group for which it waits.
    #[schema(example = "A")]
    group: String,
    /// `waiting`, `called`, `serving`, `served`, `missed` or `left`.
    #[schema(example = "waiting")]
    state: &'static str,
    /// Whether its holder goes first.
    first: bool,
    /// The day.
    #[schema(format = Date)]
    date: String,
    /// When it was drawn.
    #[schema(format = DateTime)]
    drawn: String,
    /// How many of the group are called before; null where it does not wait.
    ahead: Option<usize>,
    /// When it will be called; null while that is not known.
    #[schema(format = DateTime)]
    turn: Option<String>,
    /// The counter to go to; null where it is not called.
    counter: Option<String>,
}

impl TicketShape {
    /// A ticket of a day.
    pub fn of(hall: &Hall<'_>, ticket: &Ticket) -> TicketShape {
        let zone = hall.calendar.zone();
        let expected = hall.expect(ticket.number);
        TicketShape {
            number: ticket.number.to_string(),
            code: ticket.code.to_string(),
            group: ticket.group.to_string(),
            state: ticket.state.word(),
            first: ticket.priority,
            date: hall.day.date.to_string(),
            drawn: moment(ticket.issued, zone),
            ahead: expected.map(|expected| expected.ahead),
            turn: expected.and_then(|expected| expected.at).map(|at| moment(at, zone)),
            counter: ticket.counter.clone().filter(|_| ticket.is_busy()),
        }
    }
}

/// Today's hall; an office without one has no such address.
///
/// # Errors
/// The office has no hall, or the store does not answer.
pub async fn today(visit: &Visit) -> Result<Today, Problem> {
    let today = Today::read(&visit.app, &visit.desk, None).await.map_err(|error| Problem::store(visit, &error))?;
    today.ok_or_else(no_hall)
}

/// The office gives out no numbers.
pub fn no_hall() -> Problem {
    Problem::because(Kind::NotFound, "Kantor ini tidak memakai antrean.", "This office has no queue.")
}

/// The queue today: who waits, for how long, and which counters are open.
#[utoipa::path(get, operation_id = "getQueue", path = "/hall", tag = "hall", security(()),
    responses((status = 200, body = Queue), NotFound))]
pub async fn queue(Anyone(visit): Anyone) -> Result<Json<Queue>, Problem> {
    let today = today(&visit).await?;
    let hall = today.hall();
    let zone = hall.calendar.zone();
    let closed = hall.is_giving().err();
    let groups = hall.rules.groups.iter().map(|group| {
        let expected = hall.expect_new(group.letter, false);
        QueueGroup {
            letter: group.letter.to_string(),
            name: Words::from(&group.name),
            waiting: expected.ahead,
            places: if closed.is_none() && hall.is_staffed(group.letter) { hall.places(group.letter) } else { 0 },
            turn: expected.at.map(|at| moment(at, zone)),
            measured: expected.measured,
        }
    });
    Ok(Json(Queue {
        date: today.day.date.to_string(),
        groups: groups.collect(),
        counters: counters(&hall, zone),
        closed: closed.map(|refusal| Words::from(&refusal.message)),
    }))
}

/// The counters of the hall.
pub fn counters(hall: &Hall<'_>, zone: Zone) -> Vec<QueueCounter> {
    let shape = |counter: &casework::hall::CounterRules| {
        let (presence, until) = match hall.presence(counter) {
            Presence::Open => ("open", None),
            Presence::Break { until } => ("break", Some(until)),
            Presence::Overdue { until } => ("overdue", Some(until)),
            Presence::Later { from } => ("later", Some(from)),
            Presence::Absent => ("absent", None),
            Presence::Closed => ("closed", None),
        };
        QueueCounter {
            id: counter.id.clone(),
            name: Words::from(&counter.name),
            groups: counter.groups.iter().map(ToString::to_string).collect(),
            presence,
            until: until.map(|until| moment(until, zone)),
            number: hall.day.at(&counter.id).map(|ticket| ticket.number.to_string()),
        }
    };
    hall.rules.counters.iter().map(shape).collect()
}

/// Draws a number. It is refused when the counters' time until closing is promised already, or when numbers are drawn from one
/// place too often.
#[utoipa::path(post, operation_id = "drawTicket", path = "/hall/tickets", tag = "hall", security(()), params(KeyHeader),
    responses((status = 201, body = TicketShape), OpenChange))]
pub async fn draw(
    Anyone(visit): Anyone,
    Peer(place): Peer,
    key: Key,
    Body(new): Body<NewTicket>,
) -> Result<(StatusCode, Json<TicketShape>), Problem> {
    let group = new.group.parse().map_err(|_| unknown_group())?;
    if !visit.app.limits().may_take(place) {
        return Err(Problem::new(Kind::TooMany));
    }
    let drawn = hall::draw(&visit.app, &visit.desk, &key.0, (group, new.first, Origin::Phone)).await;
    let code = drawn.map_err(|failed| Problem::of(&visit, failed))?;
    Ok((StatusCode::CREATED, Json(ticket_of(&visit, place, code).await?)))
}

/// A letter that names no group.
pub fn unknown_group() -> Problem {
    Problem::because(
        Kind::NotFound,
        "Tidak ada layanan dengan huruf itu. Lihat /api/v1/hall.",
        "There is no group with that letter. See /api/v1/hall.",
    )
}

async fn ticket_of(visit: &Visit, place: std::net::IpAddr, code: Code) -> Result<TicketShape, Problem> {
    let found = hall::ticket_with_day(&visit.app, &visit.desk, code).await;
    let found = found.map_err(|error| Problem::store(visit, &error))?;
    let (today, ticket) = found.ok_or_else(|| missed(visit, place))?;
    Ok(TicketShape::of(&today.hall(), &ticket))
}

/// A number by its code: how many are ahead, when the turn comes, to which counter.
#[utoipa::path(get, operation_id = "getTicket", path = "/hall/tickets/{ticket}", tag = "hall", security(()),
    params(("ticket" = String, Path, description = "The number's code.", example = "7K3M-9PQ2-XW4T")),
    responses((status = 200, body = TicketShape), Guarded))]
pub async fn ticket(
    Anyone(visit): Anyone,
    Peer(place): Peer,
    Path(typed): Path<String>,
) -> Result<Json<TicketShape>, Problem> {
    let Ok(code) = Code::parse(&typed) else { return Err(missed(&visit, place)) };
    Ok(Json(ticket_of(&visit, place, code).await?))
}

/// Gives a number up, so that whoever is behind moves on.
#[utoipa::path(post, operation_id = "giveUpTicket", path = "/hall/tickets/{ticket}/release", tag = "hall", security(()),
    params(("ticket" = String, Path, description = "The number's code.", example = "7K3M-9PQ2-XW4T"), KeyHeader),
    responses((status = 200, body = TicketShape), OpenChange))]
pub async fn leave(
    Anyone(visit): Anyone,
    Peer(place): Peer,
    Path(typed): Path<String>,
    key: Key,
) -> Result<Json<TicketShape>, Problem> {
    let Ok(code) = Code::parse(&typed) else { return Err(missed(&visit, place)) };
    ticket_of(&visit, place, code).await?;
    hall::leave(&visit.app, &visit.desk, &key.0, code).await.map_err(|failed| Problem::of(&visit, failed))?;
    Ok(Json(ticket_of(&visit, place, code).await?))
}
