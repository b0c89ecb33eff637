//! The hall for those who work in it: what is done at a counter, and the figures.

use axum::Json;
use axum::extract::Path;
use casework::form::Fault;
use casework::hall::{Act, Number, Row};
use casework::lang::Text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::document::{Changing, Reading};
use super::extract::{Asked, Body, Caller, Key, KeyHeader, Officer};
use super::hall::{QueueCounter, TicketShape, counters, today};
use super::problem::{Kind, Problem};
use crate::hall;

/// What is done at a counter.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"act": "call_next"}))]
pub struct NewCounterAct {
    /// The act. `break` needs `minutes`, `send_on` needs `group`, `recall` needs `number`.
    act: CounterActKind,
    /// The number that was at the counter when the act was chosen; left out for none. If another one is there now, nothing is
    /// done.
    #[serde(default)]
    #[schema(required = false, example = "A-007", max_length = 10)]
    seen: String,
    /// How long the break is.
    #[serde(default)]
    #[schema(value_type = u16, required = false, minimum = 1, maximum = 180)]
    minutes: Option<u16>,
    /// The group to send on to.
    #[serde(default)]
    #[schema(required = false, max_length = 1)]
    group: String,
    /// A number that was called before and not there.
    #[serde(default)]
    #[schema(required = false, max_length = 10)]
    number: String,
}

/// The acts.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CounterAct)]
pub enum CounterActKind {
    /// Open the counter, come back from a break, or take over from a colleague.
    Open,
    /// Go on a break.
    Break,
    /// Close for today.
    Close,
    /// Call the next number.
    CallNext,
    /// Call it again.
    CallAgain,
    /// The person has come.
    Serve,
    /// Nobody has come.
    NoShow,
    /// The person is served.
    Finish,
    /// The same, and call the next number.
    FinishAndCall,
    /// Send the person on to another group.
    SendOn,
    /// Call somebody who was not there before.
    Recall,
}

/// A counter after an act.
#[derive(Debug, Serialize, ToSchema)]
pub struct CounterState {
    /// The counter.
    counter: QueueCounter,
    /// The number that it is busy with.
    ticket: Option<TicketShape>,
}

/// Does something at a counter. Two counters never call the same number.
#[utoipa::path(post, operation_id = "actAtCounter", path = "/hall/counters/{counter}/acts", tag = "hall",
    params(("counter" = String, Path, description = "The counter's short name.", example = "1"), KeyHeader),
    responses((status = 200, body = CounterState), Changing))]
pub async fn act(
    Officer(Caller { visit, account }): Officer,
    Path(counter): Path<String>,
    key: Key,
    Body(new): Body<NewCounterAct>,
) -> Result<Json<CounterState>, Problem> {
    let wanted = read(&new)?;
    let seen: Option<Number> = match new.seen.as_str() {
        "" => None,
        text => Some(text.parse().map_err(|_| misfit("seen"))?),
    };
    let done = hall::act(&visit.app, &visit.desk, (&account, &key.0), (&counter, seen), wanted).await;
    done.map_err(|failed| Problem::of(&visit, failed))?;
    let today = today(&visit).await?;
    let hall = today.hall();
    let ticket = hall.day.at(&counter).map(|ticket| TicketShape::of(&hall, ticket));
    let shape = counters(&hall, hall.calendar.zone()).into_iter().find(|known| known.is(&counter));
    let counter = shape.ok_or_else(|| Problem::new(Kind::NotFound))?;
    Ok(Json(CounterState { counter, ticket }))
}

fn misfit(field: &str) -> Problem {
    let message = Text::new(
        format!("“{field}” belum diisi atau tidak terbaca."),
        format!("“{field}” is missing or cannot be read."),
    );
    Problem::invalid(vec![Fault { field: field.to_owned(), message }])
}

fn read(new: &NewCounterAct) -> Result<Act, Problem> {
    Ok(match new.act {
        CounterActKind::Open => Act::Open,
        CounterActKind::Break => Act::Rest { minutes: new.minutes.ok_or_else(|| misfit("minutes"))? },
        CounterActKind::Close => Act::Close,
        CounterActKind::CallNext => Act::CallNext,
        CounterActKind::CallAgain => Act::CallAgain,
        CounterActKind::Serve => Act::Serve,
        CounterActKind::NoShow => Act::NoShow,
        CounterActKind::Finish => Act::Finish,
        CounterActKind::FinishAndCall => Act::FinishAndCall,
        CounterActKind::SendOn => Act::SendOn { to: new.group.parse().map_err(|_| misfit("group"))? },
        CounterActKind::Recall => Act::Recall { number: new.number.parse().map_err(|_| misfit("number"))? },
    })
}

/// Which days.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Days {
    /// The first day; a week before `until` without it.
    #[param(value_type = String, required = false, nullable = false, format = Date)]
    from: Option<Date>,
    /// The last day; today without it.
    #[param(value_type = String, required = false, nullable = false, format = Date)]
    until: Option<Date>,
}

/// The figures of the queue over some days.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueueFigures {
    /// The first day.
    #[schema(format = Date)]
    from: String,
    /// The last day.
    #[schema(format = Date)]
    until: String,
    /// All numbers.
    all: FigureRow,
    /// By group.
    groups: Vec<FigureRow>,
    /// By the hour in which the number was drawn.
    hours: Vec<FigureRow>,
}

/// Figures of one kind. Times are in seconds; null where nobody gave one.
#[derive(Debug, Serialize, ToSchema)]
pub struct FigureRow {
    /// The letter or the hour; empty for all.
    #[schema(example = "A")]
    of: String,
    /// Numbers drawn.
    drawn: usize,
    /// People served.
    served: usize,
    /// People who were called and not there.
    missed: usize,
    /// People who gave up or were not called before closing.
    left: usize,
    /// Half of them waited at most so long.
    median_wait: Option<i64>,
    /// Nine of ten waited at most so long.
    long_wait: Option<i64>,
    /// Half of them were served at most so long.
    median_service: Option<i64>,
}

impl FigureRow {
    fn of(name: String, row: &Row) -> FigureRow {
        FigureRow {
            of: name,
            drawn: row.drawn,
            served: row.served,
            missed: row.missed,
            left: row.left,
            median_wait: row.wait,
            long_wait: row.long_wait,
            median_service: row.service,
        }
    }
}

/// The longest time over which figures are made, in days.
const LONGEST: i32 = 366;

/// How long people waited and were served, by group and by hour. For who looks after the hall.
#[utoipa::path(get, operation_id = "getQueueFigures", path = "/hall/figures", tag = "hall", params(Days),
    responses((status = 200, body = QueueFigures), Reading))]
pub async fn figures(
    Officer(Caller { visit, account }): Officer,
    Asked(asked): Asked<Days>,
) -> Result<Json<QueueFigures>, Problem> {
    let today = today(&visit).await?;
    if !hall::supervises(&today.rules, &account) {
        return Err(Problem::because(
            Kind::Forbidden,
            "Angka antrean hanya untuk pengawas aula.",
            "The figures of the queue are for who looks after the hall.",
        ));
    }
    let until = asked.until.unwrap_or(today.day.date);
    let from = asked.from.unwrap_or_else(|| until.saturating_sub(jiff::Span::new().days(6)));
    let days = from.until(until).map_or(-1, |span| span.get_days());
    if !(0..=LONGEST).contains(&days) {
        return Err(Problem::because(
            Kind::Unreadable,
            "from harus sebelum until, dan jaraknya paling banyak setahun.",
            "from must be before until, and a year apart at most.",
        ));
    }
    let figures = hall::of_days(&visit.desk, from, until).await.map_err(|error| Problem::store(&visit, &error))?;
    let groups = figures.groups.iter().map(|(letter, row)| FigureRow::of(letter.to_string(), row));
    let hours = figures.hours.iter().map(|(hour, row)| FigureRow::of(hour.to_string(), row));
    Ok(Json(QueueFigures {
        from: from.to_string(),
        until: until.to_string(),
        all: FigureRow::of(String::new(), &figures.all),
        groups: groups.collect(),
        hours: hours.collect(),
    }))
}
