//! `satupintu serve`: pages, API and jobs.

use std::net::SocketAddr;

use anyhow::{Context as _, anyhow};
use clap::Args;
use tokio::net::TcpListener;

use super::start::Ground;
use super::{Common, Failure, migrate};
use crate::app::App;
use crate::http::Stop;
use crate::{http, worker};

/// What serving takes.
#[derive(Args)]
pub struct Serve {
    /// Brings the database to this version's shape first.
    #[arg(long)]
    migrate: bool,
    /// Leaves the jobs to `satupintu worker`.
    #[arg(long)]
    no_jobs: bool,
}

impl Serve {
    /// Serves until the process is told to stop; what has begun is finished.
    ///
    /// # Errors
    /// The configuration is wrong, the database is not ready, or the address is taken.
    pub async fn run(self, common: &Common) -> Result<(), Failure> {
        let stop = Stop::listen()?;
        let config = common.config()?;
        let ground = Ground::configured(&config)?;
        if self.migrate {
            migrate::bring_up(&ground.db).await?;
        }
        let listener = listen(config.listen, "listen").await?;
        let opened = ground.open().await?;
        opened.welcome().await?;
        let address = listener.local_addr().context("the address is not known")?;
        tracing::info!("serving on http://{address}");
        until_stopped(&opened.app, listener, !self.no_jobs, stop).await
    }
}

/// Takes an address.
///
/// # Errors
/// Another program has it, or it is none of this machine.
pub async fn listen(address: SocketAddr, setting: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|error| {
        Failure::Failed(anyhow!(
            "cannot listen on {address}: {error}. Perhaps another program is there; choose another port with {setting}"
        ))
    })
}

/// Serves, and does the jobs, until SIGTERM or Ctrl-C; open requests and begun jobs are finished.
///
/// # Errors
/// The listener broke.
pub async fn until_stopped(app: &App, listener: TcpListener, jobs: bool, stop: Stop) -> Result<(), Failure> {
    let serving = http::serve(listener, http::router(app.clone()), stop.clone().told());
    let working = async {
        if jobs {
            worker::run(app, stop.told()).await;
        } else {
            worker::watch(app, stop.told()).await;
        }
    };
    let (served, ()) = tokio::join!(serving, working);
    Ok(served?)
}
