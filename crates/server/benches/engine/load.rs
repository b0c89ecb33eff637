//! Clients that carry one case after the other through its eight steps, for a while.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use server::app::{App, Desk};

use crate::ground;
use crate::licence::{COMMANDS, Licence};
use crate::meter::{self, Meter};

/// How long it runs before the count begins.
const WARM: Duration = Duration::from_secs(1);
/// How long a run lasts.
const LASTS: Duration = Duration::from_secs(5);

/// The numbers of doctors that a client may use.
const DOCTORS: usize = 100_000;

/// What a run came to.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Steps a second.
    pub rate: f64,
    /// Milliseconds of processor time a case: this program and the database.
    pub cpu_ms: f64,
    /// Syncs a case, where they can be counted.
    pub syncs: f64,
}

impl Load {
    /// In one cell of a table.
    pub fn told(&self) -> String {
        format!("{:.0} ({:.2} ms CPU, {:.2} syncs a case)", self.rate, self.cpu_ms, self.syncs)
    }

    /// On a new database file.
    pub async fn on_sqlite(clients: usize) -> Result<Load> {
        let folder = meter::folder()?;
        let app = ground::office(&format!("sqlite:{}", folder.join("office.db").display()), &folder).await?;
        let load = carried(&app, clients, None).await?;
        std::fs::remove_dir_all(folder)?;
        Ok(load)
    }

    /// In a new schema of the server of this run.
    pub async fn on_postgres(clients: usize) -> Result<Load> {
        let folder = meter::folder()?;
        let app = ground::office(&meter::schema()?, &folder).await?;
        let load = carried(&app, clients, Some(Meter::of_server().await?)).await?;
        std::fs::remove_dir_all(folder)?;
        Ok(load)
    }
}

/// One client: its number, and what it shares with the others.
#[derive(Clone)]
struct Client {
    app: App,
    desk: Arc<Desk>,
    licence: Arc<Licence>,
    steps: Arc<AtomicUsize>,
}

async fn carried(app: &App, clients: usize, server: Option<Meter>) -> Result<Load> {
    let steps = Arc::new(AtomicUsize::new(0));
    let client = Client {
        app: app.clone(),
        desk: app.desk(""),
        licence: Arc::new(Licence::of(app).await?),
        steps: steps.clone(),
    };
    // The first cases are not counted: what is read and prepared once, and the tables that plans are made for.
    client.all(clients, "first", Instant::now() + WARM).await?;
    if let Some(meter) = &server {
        meter.analyse().await?;
    }
    steps.store(0, Ordering::Relaxed);
    let before = used(server.as_ref(), app).await?;
    let begun = Instant::now();
    client.all(clients, "case", begun + LASTS).await?;
    let took = begun.elapsed().as_secs_f64();
    let after = used(server.as_ref(), app).await?;
    let steps = steps.load(Ordering::Relaxed) as f64;
    let cases = steps / COMMANDS as f64;
    let (cpu_ms, syncs) = (after.0 - before.0, after.1 - before.1);
    Ok(Load { rate: steps / took, cpu_ms: cpu_ms / cases, syncs: syncs / cases })
}

/// Processor time and syncs so far. Of a database file the writer's commits are counted: each is one sync.
async fn used(server: Option<&Meter>, app: &App) -> Result<(f64, f64)> {
    match server {
        Some(meter) => meter.read().await.map(|used| (used.cpu_ms, used.syncs)),
        None => Ok((meter::own_ms()?, app.writer().commits() as f64)),
    }
}

impl Client {
    /// So many clients at once, each with one case after the other.
    async fn all(&self, clients: usize, name: &'static str, end: Instant) -> Result<()> {
        let running: Vec<_> = (0..clients)
            .map(|number| {
                let client = self.clone();
                tokio::spawn(async move {
                    let mut case = 0;
                    while client.carry((&format!("{name}-{number}-{case}"), number * DOCTORS + case), end).await? {
                        case += 1;
                    }
                    anyhow::Ok(())
                })
            })
            .collect();
        for client in running {
            client.await??;
        }
        Ok(())
    }

    /// Carries a case to its end; false when the time is over.
    async fn carry(&self, case: (&str, usize), end: Instant) -> Result<bool> {
        let mut done = None;
        let mut after = 0;
        while let Some(ask) = self.licence.next(case, after, done.as_ref()) {
            if Instant::now() > end {
                return Ok(false);
            }
            done = Some(self.app.execute(&self.desk, ask).await?);
            after += 1;
            self.steps.fetch_add(1, Ordering::Relaxed);
        }
        Ok(true)
    }
}

/// The run in the middle, by its rate.
pub fn median(mut runs: Vec<Load>) -> Load {
    runs.sort_by(|one, other| one.rate.total_cmp(&other.rate));
    eprintln!("{runs:?}");
    runs[runs.len() / 2]
}
