//! The office through its real HTTP face, on SQLite and on PostgreSQL.

mod api;
mod apply;
mod desk;
mod licences;
mod own_case;
mod people;
mod public;
mod register;
mod sops;
mod support;
mod tracking;
