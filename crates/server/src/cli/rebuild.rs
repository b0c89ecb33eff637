//! `satupintu rebuild`: every read table anew from the events.

use std::time::Instant;

use anyhow::anyhow;
use clap::Args;

use super::start::Ground;
use super::{Common, Failure};
use crate::ui::{Arg, tr_with, words};

/// What rebuilding takes.
#[derive(Args)]
pub struct Rebuild {
    /// Only this office, by its id; all of the configuration without it.
    #[arg(long)]
    office: Option<String>,
}

impl Rebuild {
    /// Rebuilds and says of each office how many events were read, and in what time.
    ///
    /// # Errors
    /// Another process works on the database, there is no such office, or the database does not answer.
    pub async fn run(self, common: &Common) -> Result<(), Failure> {
        let opened = Ground::configured(&common.config()?)?.open().await?;
        let desks: Vec<_> =
            opened.app.desks().filter(|desk| self.office.as_ref().is_none_or(|id| id == &desk.id)).cloned().collect();
        if desks.is_empty() {
            let ids: Vec<&str> = opened.app.desks().map(|desk| desk.id.as_str()).collect();
            return Err(Failure::Failed(anyhow!(
                "the configuration has no office {}; it has {}",
                self.office.unwrap_or_default(),
                ids.join(", ")
            )));
        }
        for desk in desks {
            let begun = Instant::now();
            let events = opened.app.rebuild(&desk).await?;
            let seconds = format!("{:.1}", begun.elapsed().as_secs_f64());
            let args = [
                ("office", Arg::from(desk.id.as_str())),
                ("events", Arg::from(words::number(common.lang(), events))),
                ("seconds", Arg::from(seconds)),
            ];
            println!("{}", tr_with(common.lang(), "cli-rebuilt", &args));
        }
        Ok(())
    }
}
