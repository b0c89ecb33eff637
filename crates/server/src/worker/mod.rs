//! Work outside the transaction: takes jobs that are due, does them, settles them.

use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use store::{StoreError, Taken};

use crate::app::App;
use crate::{cases, licences, notices};

/// How long a job is locked: a worker that died gives it back after this time.
const LOCK_SECONDS: i64 = 120;
/// How many jobs are taken at once.
const BATCH: i64 = 16;
/// How long the worker sleeps when nothing calls it: timers and retries become due by themselves.
const NAP: Duration = Duration::from_secs(5);

/// Works until the process ends.
pub async fn run(app: App) {
    loop {
        match run_due(&app).await {
            Ok(0) => {
                let _ = tokio::time::timeout(NAP, app.work_called()).await;
            }
            Ok(_) => {}
            Err(error) => {
                tracing::warn!(%error, "no jobs could be taken");
                tokio::time::sleep(NAP).await;
            }
        }
    }
}

/// Does the jobs that are due now, a batch at most, and says how many it took.
///
/// # Errors
/// The store does not answer. A job that fails is no error: it is noted and tried again later.
pub async fn run_due(app: &App) -> Result<usize, StoreError> {
    let jobs = app.writer().take_jobs(app.db(), app.now(), LOCK_SECONDS, BATCH).await?;
    let mut settled = Vec::with_capacity(jobs.len());
    for job in &jobs {
        settled.push(match perform(app, job).await {
            Ok(()) => job.done(app.now()),
            Err(error) => {
                tracing::warn!(job = job.id, attempt = job.attempt, "a job failed: {error:#}");
                job.failed(app.now(), &format!("{error:#}"))
            }
        });
    }
    if !settled.is_empty() {
        app.writer().write(settled).await?;
    }
    Ok(jobs.len())
}

/// Does one job: the list of all kinds.
async fn perform(app: &App, job: &Taken) -> Result<()> {
    let desk = app.desk_of(&job.office).with_context(|| format!("this process does not serve {}", job.office))?;
    match job.kind.as_str() {
        cases::TIMER => cases::fire_timer(app, &desk, job).await,
        licences::LETTER => licences::make_letter(app, &desk, job).await,
        notices::MAIL => notices::send(app, &desk, job).await,
        unknown => bail!("no code does jobs of the kind {unknown}"),
    }
}
