//! The one-stop office as a program: pages, API, jobs, command line.
//!
//! Absent on purpose: rules (they are in `casework`), SQL outside `queries.rs` and `projection.rs`, any other way to
//! change a case than `App::execute`.

pub mod clock;
pub mod config;
pub mod files;
pub mod mail;
pub mod secret;
pub mod ui;
