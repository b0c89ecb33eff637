//! The command line: every command of `satupintu`, one file each.
//!
//! The exit code says how it went: 0 done, 1 not done, 2 the command line is wrong, 3 `doctor` found something wrong,
//! 4 the configuration is wrong.

mod agency;
mod calendar;
mod demo;
mod doctor;
mod failure;
mod lock;
mod log;
mod migrate;
mod openapi;
mod rebuild;
mod serve;
mod sop;
mod start;
mod worker;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use casework::lang::Lang;
use clap::{Parser, Subcommand, ValueEnum};

pub use failure::Failure;

use crate::config::Config;

/// The software of a one-stop permit office.
#[derive(Parser)]
#[command(name = "satupintu", version, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(clap::Args)]
pub struct Common {
    /// The configuration; without it ./satupintu.toml, or else /etc/satupintu/satupintu.toml.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The language of what is printed; without it that of the terminal, Indonesian unless that is English.
    #[arg(long, global = true, value_enum)]
    lang: Option<Spoken>,
    /// Writes the log as one JSON object a line.
    #[arg(long, global = true)]
    log_json: bool,
}

/// The languages that can be asked for.
#[derive(Clone, Copy, ValueEnum)]
enum Spoken {
    /// Bahasa Indonesia.
    Id,
    /// English.
    En,
}

#[derive(Subcommand)]
enum Command {
    /// Serves pages and the API, and does the jobs.
    Serve(serve::Serve),
    /// Does the jobs only: mails, letters, timers.
    Worker(worker::Worker),
    /// Brings the database to the shape that this version needs.
    Migrate(migrate::Migrate),
    /// Makes every read table anew from the events.
    Rebuild(rebuild::Rebuild),
    /// Checks SOPs before they are published.
    #[command(subcommand)]
    Sop(sop::Sop),
    /// Shows the office's calendar, and changes it.
    #[command(subcommand)]
    Calendar(calendar::Calendar),
    /// Renames agencies and merges them, in the office's file and among its people.
    #[command(subcommand)]
    Agency(agency::Agency),
    /// Looks whether everything is in order, and says what to do where it is not.
    Doctor(doctor::Doctor),
    /// A whole office with invented people, for trying things.
    Demo(demo::Demo),
    /// Prints the OpenAPI document of the API.
    Openapi,
}

impl Common {
    /// The configuration's file: the one that was named, or the first that is there.
    pub fn config_file(&self) -> PathBuf {
        const PLACES: [&str; 2] = ["satupintu.toml", "/etc/satupintu/satupintu.toml"];
        let there = || PLACES.into_iter().map(Path::new).find(|place| place.exists());
        self.config.clone().unwrap_or_else(|| there().unwrap_or(Path::new(PLACES[1])).to_owned())
    }

    /// Reads the configuration.
    ///
    /// # Errors
    /// [`Failure::Configuration`], with file and line.
    pub fn config(&self) -> Result<Config, Failure> {
        Config::read(&self.config_file()).map_err(Failure::Configuration)
    }

    /// The language of what is printed.
    pub fn lang(&self) -> Lang {
        match self.lang {
            Some(Spoken::Id) => Lang::Id,
            Some(Spoken::En) => Lang::En,
            None => {
                let said = ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| std::env::var(name).ok());
                if said.is_some_and(|name| name.starts_with("en")) { Lang::En } else { Lang::Id }
            }
        }
    }
}

/// Runs the command that was asked for.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    log::begin(cli.common.log_json);
    match run(&cli.common, cli.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            if let Some(told) = failure.told() {
                eprintln!("satupintu: {told}");
            }
            ExitCode::from(failure.code())
        }
    }
}

fn run(common: &Common, command: Command) -> Result<(), Failure> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("no threads can be started")?;
    runtime.block_on(async {
        match command {
            Command::Serve(serve) => serve.run(common).await,
            Command::Worker(worker) => worker.run(common).await,
            Command::Migrate(migrate) => migrate.run(common).await,
            Command::Rebuild(rebuild) => rebuild.run(common).await,
            Command::Sop(sop) => sop.run(common),
            Command::Calendar(calendar) => calendar.run(common).await,
            Command::Agency(agency) => agency.run(common).await,
            Command::Doctor(doctor) => doctor.run(common).await,
            Command::Demo(demo) => demo.run(common).await,
            Command::Openapi => openapi::run(),
        }
    })
}
