//! The office through its real HTTP face, on SQLite and on PostgreSQL.

mod api;
mod apply;
mod calendars;
mod cli;
mod clocks;
mod crawl;
mod deemed;
mod demo_data;
mod desk;
mod doctor;
mod failures;
mod foreign;
mod late_holiday;
mod licences;
mod logs;
mod looks;
mod mail;
mod own_case;
mod part;
mod people;
mod public;
mod register;
mod snapshots;
mod sops;
mod support;
mod tracking;
