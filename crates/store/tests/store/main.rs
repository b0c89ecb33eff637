//! What the store promises, on SQLite and on PostgreSQL alike: `cargo xtask test` starts the latter.

mod batch;
mod cluster;
mod crash;
mod crowd;
#[path = "../../../casework/tests/demo/mod.rs"]
mod demo;
mod facts;
mod golden;
mod ground;
mod jobs;
mod log;
mod migrations;
mod nodes;
mod office;
mod outage;
mod rebuild;
mod requests;
mod rows;
