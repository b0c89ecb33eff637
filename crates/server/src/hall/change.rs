//! Changing the hall: a day is read, a rule judges, what changes is kept, and only if the day is still the one that was read.
//! So two counters never call the same number, and the last place of an hour goes to one person.

use casework::case::{Refusal, RefusalKind};
use casework::hall::{Change, Day, Hall};
use casework::id::Code;
use jiff::civil::Date;
use store::{Statement, StoreError};

use super::projection::{self, Done};
use super::queries;
use crate::app::{App, Desk, Failed};

/// How often a change is judged anew when another process was faster. In one process changes queue for their turn.
const TRIES: usize = 40;

/// What was judged: what changes, and the code of the ticket or appointment that it is about.
pub struct Judged {
    /// What changes.
    pub changes: Vec<Change>,
    /// The code.
    pub subject: Option<Code>,
    /// What else is written with it: jobs, messages.
    pub also: Vec<Statement>,
}

impl Judged {
    /// Changes about a ticket or appointment, and nothing else to write.
    pub fn of(changes: Vec<Change>, subject: Option<Code>) -> Judged {
        Judged { changes, subject, also: Vec::new() }
    }
}

/// What is to be changed.
#[derive(Clone, Debug)]
pub struct Deed<'a> {
    /// Names the request: one that comes twice acts once.
    pub request: &'a str,
    /// The word under which it is kept.
    pub kind: &'static str,
    /// The day.
    pub date: Date,
    /// Another day that it takes something from: an appointment that moves.
    pub from: Option<Date>,
    /// The counter.
    pub counter: Option<&'a str>,
    /// The officer.
    pub account: Option<i64>,
}

impl<'a> Deed<'a> {
    /// Something that happens on one day, at no counter.
    pub fn on(date: Date, kind: &'static str, request: &'a str) -> Deed<'a> {
        Deed { request, kind, date, from: None, counter: None, account: None }
    }
}

/// The hall of an office that has one.
///
/// # Errors
/// The office has none.
pub fn rules(desk: &Desk) -> Result<std::sync::Arc<casework::office::Office>, Failed> {
    let office = desk.office();
    if office.hall.is_some() {
        return Ok(office);
    }
    Err(Failed::Refused(Refusal::new(
        RefusalKind::NotFound,
        "Kantor ini tidak memakai antrean.",
        "This office has no queue.",
    )))
}

/// Reads a day, lets a rule judge, and keeps what changes. Gives the code of what it was about; the same for a request that
/// has acted already.
///
/// # Errors
/// The rule's refusal, or the store's failure.
pub async fn change(
    app: &App,
    desk: &Desk,
    deed: Deed<'_>,
    judge: impl Fn(&Hall<'_>, Option<&Hall<'_>>) -> Result<Judged, Refusal>,
) -> Result<Option<Code>, Failed> {
    let office = rules(desk)?;
    let Some(rules) = &office.hall else { return Ok(None) };
    let _turn = desk.hall_turn().await;
    for _ in 0..TRIES {
        if let Some(subject) = queries::answered(desk, deed.request).await? {
            return Ok(Code::parse(&subject).ok());
        }
        let day = queries::day(desk, deed.date).await?;
        let other = match deed.from.filter(|from| *from != deed.date) {
            Some(from) => Some(queries::day(desk, from).await?),
            None => None,
        };
        let now = app.now();
        let hall = |day| Hall { rules, calendar: &office.calendar, day, now };
        let judged = judge(&hall(&day), other.as_ref().map(hall).as_ref()).map_err(Failed::Refused)?;
        let subject = judged.subject;
        let done =
            Done { request: deed.request, kind: deed.kind, counter: deed.counter, account: deed.account, at: now };
        match desk.write(statements(&desk.id, (&day, other.as_ref()), judged, &done)).await {
            Ok(()) => {
                app.wake_worker();
                return Ok(subject);
            }
            Err(StoreError::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(Failed::Store(StoreError::Unavailable("the hall is changed elsewhere all the time".to_owned())))
}

/// The versions first, the earlier day before the later one: two processes then wait for each other in the same order.
fn statements(office: &str, (day, other): (&Day, Option<&Day>), judged: Judged, done: &Done<'_>) -> Vec<Statement> {
    let mut days: Vec<&Day> = std::iter::once(day).chain(other).collect();
    days.sort_unstable_by_key(|day| day.date);
    let versions = days.into_iter().flat_map(|day| projection::next_version(office, day.date, day.version));
    let changes = judged.changes.iter().map(|change| projection::change(office, day.date, change));
    let kept = projection::done(office, day.date, done, judged.subject);
    versions.chain(changes).chain([kept]).chain(judged.also).collect()
}
