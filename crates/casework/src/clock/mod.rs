//! The clock that the applicant sees: who holds a case and since when, what was promised, and until when.
//!
//! Nothing here is stored as a status. The [`Ledger`] keeps who held the case when; [`due`] derives the due day from it
//! and from the office's calendar, and [`explain`] says it in one sentence.
//!
//! How days are counted:
//! - What arrives before closing on a working day counts for that day, what arrives later for the next working day.
//!   The day after it is day 1.
//! - While the applicant must act, while a payment is awaited, while the law stops the case or the system is down, the
//!   clock stands still: the working days after the day on which that began, up to and with the day on which it ended,
//!   are added to the due day. The day on which the office asked is the office's, the day of the answer is not.
//! - A pause that lies wholly outside opening hours costs nobody a day.
//! - A day on which several things stop the clock is added once.

mod clocks;
mod due;
mod explain;
mod ledger;
mod steps;
#[cfg(test)]
mod tests;
mod working_time;

pub use clocks::Clocks;
pub use due::{Credit, Due, Lateness, Promise, due, lateness};
pub use explain::{Reader, Subject, explain, explain_to, sentence};
pub use ledger::{Holder, Interval, Ledger, Reason};
pub use steps::{StepClock, step_clocks};
pub use working_time::{UnreadableTime, WorkingTime};
