//! The rules of a one-stop service office, and nothing else.
//!
//! Absent on purpose: input and output, clocks, randomness, threads, databases. Time, the acting person, the office's
//! rules and the next numbers come in as values ([`case::Context`]); what happened goes out as events
//! ([`case::Event`]). A refusal ([`case::Refusal`]) is an answer to a person and never a fault of the program.
//!
//! The way through the crate: a service's written SOP is read into [`sop::Sop`], checked by `sop::check`, and executed
//! case by case with [`case::decide`] and [`case::evolve`]; the clock that the applicant sees is [`clock`].

pub mod case;
pub mod clock;
pub mod date_text;
pub mod form;
pub mod hall;
pub mod id;
pub mod lang;
pub mod letter_number;
pub mod money;
pub mod office;
pub mod region;
pub mod scenario;
pub mod sop;
mod table;
mod written_day;
