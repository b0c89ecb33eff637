//! Work outside the transaction: takes jobs that are due, does them, settles them.

use std::future::Future;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use futures_util::future::join_all;
use jiff::Timestamp;
use store::{Statement, StoreError, Taken};

use crate::app::App;
use crate::{calendars, cases, fees, hall, licences, notices, people};

/// How long a job is locked: a worker that died gives it back after this time.
const LOCK_SECONDS: i64 = 120;
/// How many jobs are taken at once.
const BATCH: i64 = 16;
/// How long the worker sleeps when nothing calls it: timers and retries become due by themselves.
const NAP: Duration = Duration::from_secs(5);

/// Works until `stop` is done; what has begun by then is finished.
pub async fn run(app: &App, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        let rest = match run_due(app).await {
            Ok(0) => NAP,
            Ok(_) => Duration::ZERO,
            Err(error) => {
                tracing::warn!(%error, "no jobs could be taken");
                NAP
            }
        };
        tokio::select! {
            biased;
            () = &mut stop => return,
            () = app.work_called(), if !rest.is_zero() => {}
            () = tokio::time::sleep(rest) => {}
        }
    }
}

/// Takes in what other processes have decided, until `stop` is done: for a process that leaves the jobs to others.
pub async fn watch(app: &App, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        if let Err(error) = refresh(app).await {
            tracing::warn!(%error, "whether something was decided elsewhere is not known");
        }
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(NAP) => {}
        }
    }
}

/// What another process has decided about the calendar or about people counts here too.
async fn refresh(app: &App) -> Result<(), StoreError> {
    for desk in app.desks() {
        calendars::refresh(desk).await?;
        people::refresh(desk, app.now()).await?;
    }
    Ok(())
}

/// A new day has begun in an office: its daily look is written down, once however many processes notice.
async fn new_day(app: &App) -> Result<(), StoreError> {
    for desk in app.desks() {
        let today = desk.office().calendar.zone().day(app.now());
        if desk.is_new(today) {
            let now = app.now();
            desk.write(vec![cases::look_of(&desk.id, today, now), hall::tidying_of(&desk.id, today, now)]).await?;
            desk.has_seen(today);
        }
    }
    Ok(())
}

/// Does the jobs that are due now, a batch at most, and says how many it took.
///
/// # Errors
/// The store does not answer. A job that fails is no error: it is noted and tried again later.
pub async fn run_due(app: &App) -> Result<usize, StoreError> {
    refresh(app).await?;
    new_day(app).await?;
    let jobs = app.writer().take_jobs(app.db(), app.now(), LOCK_SECONDS, BATCH).await?;
    // Side by side: a mail server that takes its time holds up nothing else.
    let settled = join_all(jobs.iter().map(|job| settle(app, job))).await;
    if !settled.is_empty() {
        app.writer().write(settled).await?;
    }
    Ok(jobs.len())
}

/// Does one job, and says how it went.
async fn settle(app: &App, job: &Taken) -> Statement {
    match perform(app, job).await {
        Ok(Outcome::Done) => job.done(app.now()),
        Ok(Outcome::NotBefore(hour)) => job.put_off_until(hour),
        Err(error) => {
            tracing::warn!(job = job.id, attempt = job.attempt, "a job failed: {error:#}");
            job.failed(app.now(), &format!("{error:#}"))
        }
    }
}

/// How a job went that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Done,
    /// Its hour has moved: it is to be done then.
    NotBefore(Timestamp),
}

/// Does one job: the list of all kinds.
async fn perform(app: &App, job: &Taken) -> Result<Outcome> {
    let desk = app.desk_of(&job.office).with_context(|| format!("this process does not serve {}", job.office))?;
    match job.kind.as_str() {
        cases::WATCH => cases::watch(app, &desk).await?,
        cases::TIMER => return cases::fire_timer(app, &desk, job).await,
        fees::ASK => return fees::ask(app, &desk, job).await,
        fees::OFFER => fees::offer(app, &desk, job).await?,
        licences::LETTER => licences::make_letter(app, &desk, job).await?,
        notices::MAIL => notices::send(app, &desk, job).await?,
        notices::TELL => notices::tell(app, &desk, job).await?,
        notices::MOVED => notices::write_moved(app, &desk, job).await?,
        hall::REMIND => hall::remind(app, &desk, job).await?,
        hall::TIDY => hall::tidy(app, &desk).await?,
        calendars::RECOUNT => calendars::recount(app, &desk, job).await?,
        unknown => bail!("no code does jobs of the kind {unknown}"),
    }
    Ok(Outcome::Done)
}
