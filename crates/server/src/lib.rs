//! The one-stop office as a program: pages, API, jobs, command line.
//!
//! Absent on purpose: rules (they are in `casework`), SQL outside `queries.rs` and `projection.rs`, any other way to
//! change a case than [`app::App::execute`].

pub mod api;
pub mod app;
pub mod calendars;
pub mod cases;
pub mod cli;
pub mod clock;
pub mod config;
pub mod csv_export;
pub mod demo;
pub mod fees;
pub mod files;
pub mod hall;
pub mod http;
pub mod licences;
pub mod mail;
pub mod notices;
pub mod office_file;
pub mod people;
pub mod portal;
pub mod secret;
pub mod sops;
pub mod ui;
pub mod worker;
