//! The hall: numbers by kiosk or telephone, counters that call them, the screen, appointments on the same capacity.
//!
//! The rules are `casework::hall`. A number needs no name; an appointment needs one, which is deleted some days after it.

mod appointment;
mod booking;
mod change;
mod counter;
mod days;
mod display;
mod figures;
mod jobs;
mod kiosk;
mod mails;
mod projection;
mod public;
mod queries;
mod reading;
mod take;
mod ticket;
mod view;
mod words;

use axum::Router;
use axum::routing::{get, post};
use casework::hall::HallRules;

pub use booking::{MOST_APPOINTMENTS, book, cancel, move_to};
pub use change::{Deed, Judged, change, rules};
pub use counter::act;
pub use days::{FreeDay, free_days, next_free};
pub use figures::{download, of_days};
pub use jobs::{REMIND, TIDY, remind, tidy, tidying_of};
pub use queries::{appointment_of, tickets_between};
pub use reading::{Today, ticket_with_day};
pub use take::{arrive, draw, leave};
pub use words::{hour, status};

use crate::app::App;
use crate::people::Account;

/// The addresses of this slice.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/antrean", get(public::show))
        .route("/antrean/ambil", post(public::draw))
        .route("/antrean/layar", get(display::show))
        .route("/antrean/tiket/{code}", get(ticket::show))
        .route("/antrean/tiket/{code}/lepas", post(ticket::leave))
        .route("/antrean/tiket/{code}/qr.svg", get(ticket::qr))
        .route("/antrean/kios/{key}", get(kiosk::show).post(kiosk::draw))
        .route("/antrean/kios/{key}/janji", post(kiosk::arrive))
        .route("/antrean/kios/{key}/tiket/{code}", get(kiosk::ticket))
        .route("/antrean/janji", get(booking::groups))
        .route("/antrean/janji/baru/{letter}", get(booking::days))
        .route("/antrean/janji/baru/{letter}/{date}", get(booking::ask).post(booking::make))
        .route("/antrean/janji/{code}", get(appointment::show))
        .route("/antrean/janji/{code}/batal", post(appointment::cancel))
        .route("/antrean/janji/{code}/pindah", get(appointment::days))
        .route("/antrean/janji/{code}/pindah/{date}", get(appointment::ask).post(appointment::move_it))
        .route("/meja/loket/antrean", get(counter::show).post(counter::post))
        .route("/meja/loket/antrean/angka", get(figures::show))
        .route("/meja/loket/antrean/angka.csv", get(figures::csv))
}

/// Whether somebody may work at a counter.
pub fn attends(rules: &HallRules, account: &Account) -> bool {
    rules.officers.iter().any(|role| account.holds(&role.0))
}

/// Whether somebody sees the figures.
pub fn supervises(rules: &HallRules, account: &Account) -> bool {
    rules.supervisors.iter().any(|role| account.holds(&role.0))
}
