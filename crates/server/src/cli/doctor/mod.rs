//! `satupintu doctor`: looks at everything that must be right, and says of each thing that is not what to do.
//!
//! It only reads, so it may be run beside a serving office. What takes time (every row, every file) is looked at with
//! `--deep`.

mod outside;
mod past;
mod report;
mod rules;
mod storage;

use clap::Args;

use super::start::Ground;
use super::{Common, Failure};
use crate::config::Config;
use report::Report;

/// What the doctor takes.
#[derive(Args)]
pub struct Doctor {
    /// Also compares every row of the read tables with the log, and every stored file with its hash.
    #[arg(long)]
    deep: bool,
    /// Prints one JSON document.
    #[arg(long)]
    json: bool,
}

impl Doctor {
    /// Looks, and prints what it found.
    ///
    /// # Errors
    /// [`Failure::Unhealthy`] where something is wrong; a warning is not.
    pub async fn run(self, common: &Common) -> Result<(), Failure> {
        let mut report = Report::default();
        if let Some(config) = outside::configuration(&mut report, common) {
            self.look(&mut report, &config).await;
        }
        report.print(common.lang(), self.json);
        if report.is_healthy() { Ok(()) } else { Err(Failure::Unhealthy) }
    }

    /// Everything after the configuration. What builds on something that is broken is not looked at.
    async fn look(&self, report: &mut Report, config: &Config) {
        outside::key_file(report, config);
        outside::files_folder(report, config);
        outside::disk_space(report, config);
        outside::mail(report, config).await;
        let ground = match Ground::configured(config) {
            Ok(ground) => ground,
            Err(failure) => return outside::broken_ground(report, &failure),
        };
        outside::hosts(report, &ground);
        if !storage::database(report, &ground.db).await || !storage::migrations(report, &ground.db).await {
            return;
        }
        if self.deep {
            storage::damage(report, &ground.db).await;
        }
        let app = match ground.look().await {
            Ok(app) => app,
            Err(failure) => return outside::broken_ground(report, &failure),
        };
        for desk in app.desks() {
            past::log(report, &app, desk).await;
            past::jobs(report, &app, desk).await;
            rules::calendar(report, &app, desk);
            rules::sops(report, &app, desk).await;
            rules::roles(report, desk).await;
            past::ledger(report, desk).await;
            if self.deep {
                past::read_tables(report, &app, desk).await;
                past::files(report, &app, desk).await;
            }
        }
    }
}
