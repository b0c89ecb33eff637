//! The hall of an office: numbers that people draw, counters that call them, appointments on the same capacity.
//!
//! Everything is decided on one [`Day`], which is small enough to be read whole: who waits, who is served where, which
//! counters are open, which appointments are made. [`Hall`] puts the day beside the office's rules, its calendar and the
//! hour; its methods answer with what changes ([`Change`]) or with a refusal. Whoever keeps days must keep them one change
//! after the other: two changes that were decided on the same day as it stood may not both be kept.

mod act;
mod appointment;
mod capacity;
mod day;
mod estimate;
mod figures;
mod number;
mod order;
mod rules;
mod slots;
mod spoken;
mod take;
#[cfg(test)]
mod tests;

pub use act::{Act, Attendant};
pub use appointment::{Booking, Person};
pub use capacity::{Hall, Pace};
pub use day::{Appointment, Change, Counter, Day, Origin, Presence, Standing, State, Status, Ticket};
pub use estimate::Expected;
pub use figures::{Figures, Row, figures};
pub use number::{Letter, Number};
pub use order::Lane;
pub use rules::{CounterRules, Group, HallRules};
pub use slots::Slot;
pub use spoken::spoken;
pub use take::Wish;
