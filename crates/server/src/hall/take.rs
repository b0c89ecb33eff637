//! Drawing a number, coming for an appointment, giving a number up: the same for pages and the API.

use casework::case::{Refusal, RefusalKind};
use casework::hall::{Change, Letter, Origin, Wish};
use casework::id::Code;

use super::change::{Deed, Judged, change};
use super::queries;
use crate::app::{App, Desk, Failed};

/// Draws a number today and gives the code of its page.
///
/// # Errors
/// The hall gives out none, or the store does not answer.
pub async fn draw(
    app: &App,
    desk: &Desk,
    request: &str,
    (group, priority, origin): (Letter, bool, Origin),
) -> Result<Code, Failed> {
    let today = desk.office().calendar.zone().day(app.now());
    let deed = Deed::on(today, "take", request);
    let drawn = change(app, desk, deed, |hall, _| {
        let code = Code::from_bits(app.chance().bits());
        let ticket = hall.take(Wish { group, priority, origin, code })?;
        Ok(Judged::of(vec![Change::Ticket(ticket)], Some(code)))
    });
    drawn.await?.ok_or_else(gone)
}

/// The holder of an appointment has come: gives the code of the number's page. Who comes twice gets the same number.
///
/// # Errors
/// There is no such appointment, it is not for now, or the store does not answer.
pub async fn arrive(app: &App, desk: &Desk, request: &str, appointment: Code) -> Result<Code, Failed> {
    let today = desk.office().calendar.zone().day(app.now());
    let unknown = || {
        Failed::Refused(Refusal::new(
            RefusalKind::NotFound,
            "Tidak ada janji temu dengan kode itu. Periksa kodenya di surel atau di halaman janji temu Anda.",
            "There is no appointment with that code. Check the code in your mail or on your appointment's page.",
        ))
    };
    let made = queries::appointment_of(desk, appointment).await?.ok_or_else(unknown)?;
    let deed = Deed::on(today, "arrive", request);
    let arrived = change(app, desk, deed, |hall, _| {
        // As it stands on the day that was read, not as it was before the turn came.
        let made = hall.day.appointments.get(&appointment).unwrap_or(&made);
        let own = made.ticket.and_then(|number| hall.day.tickets.get(&number));
        if let Some(ticket) = own {
            return Ok(Judged::of(Vec::new(), Some(ticket.code)));
        }
        let code = Code::from_bits(app.chance().bits());
        let (_, changes) = hall.check_in(made, code)?;
        Ok(Judged::of(changes, Some(code)))
    });
    arrived.await?.ok_or_else(gone)
}

/// Gives a number up.
///
/// # Errors
/// It does not wait any more, or the store does not answer.
pub async fn leave(app: &App, desk: &Desk, request: &str, code: Code) -> Result<(), Failed> {
    let Some(day) = queries::day_of_ticket(desk, code).await? else { return Err(gone()) };
    let left = change(app, desk, Deed::on(day, "leave", request), |hall, _| {
        let ticket = hall.day.by_code(code).ok_or_else(no_ticket)?;
        Ok(Judged::of(hall.leave(ticket.number)?, Some(code)))
    });
    left.await.map(drop)
}

fn no_ticket() -> Refusal {
    Refusal::new(RefusalKind::NotFound, "Tidak ada nomor dengan kode itu.", "There is no number with that code.")
}

fn gone() -> Failed {
    Failed::Refused(no_ticket())
}
