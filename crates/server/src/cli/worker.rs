//! `satupintu worker`: the jobs without pages, beside a `serve --no-jobs` on PostgreSQL.

use clap::Args;

use super::start::Ground;
use super::{Common, Failure};
use crate::http::Stop;
use crate::worker;

/// What working takes.
#[derive(Args)]
pub struct Worker {
    /// Does what is due now, and ends.
    #[arg(long)]
    once: bool,
}

impl Worker {
    /// Works until the process is told to stop; what has begun is finished.
    ///
    /// # Errors
    /// The configuration is wrong or the database is not ready.
    pub async fn run(self, common: &Common) -> Result<(), Failure> {
        let stop = Stop::listen()?;
        let opened = Ground::configured(&common.config()?)?.open().await?;
        if self.once {
            let mut done = 0;
            loop {
                match worker::run_due(&opened.app).await? {
                    0 => break,
                    count => done += count,
                }
            }
            println!("{done}");
            return Ok(());
        }
        tracing::info!("working");
        worker::run(&opened.app, stop.told()).await;
        Ok(())
    }
}
