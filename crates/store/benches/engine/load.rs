//! Clients that carry one case after the other through its eight steps, for a while.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use store::{Db, Request, Writer, migrate};
use tokio::runtime::Runtime;

use crate::meter::{self, Meter};
use crate::office::{self, STEPS};
use crate::{ground, rules};

/// How long a run lasts.
const LASTS: Duration = Duration::from_secs(5);

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
    pub fn on_sqlite(runtime: &Runtime, clients: usize) -> Load {
        let folder = meter::folder();
        let db = Db::open(&format!("sqlite:{}", folder.join("office.db").display())).expect("an address");
        let load = runtime.block_on(carried(&db, clients, None));
        std::fs::remove_dir_all(folder).expect("the folder goes");
        load
    }

    /// In a new schema of the server of this run.
    pub fn on_postgres(runtime: &Runtime, clients: usize) -> Load {
        let db = Db::open(&meter::schema()).expect("an address");
        runtime.block_on(async {
            let meter = Meter::of_server().await;
            carried(&db, clients, Some(meter)).await
        })
    }
}

async fn carried(db: &Db, clients: usize, server: Option<Meter>) -> Load {
    migrate(db, 0).await.expect("it can be migrated");
    let rules = BTreeMap::from([(ground::OFFICE.to_owned(), rules::rules())]);
    let writer = Writer::start(db, rules).expect("a writer");
    let steps = Arc::new(AtomicUsize::new(0));
    // A first case, so that nobody pays for what is read and prepared once.
    carry(&writer, "first", &steps, Instant::now() + LASTS).await;
    let before = match &server {
        Some(meter) => meter.read().await,
        None => meter::own(),
    };
    steps.store(0, Ordering::Relaxed);
    let commits = writer.commits();
    let begun = Instant::now();
    let end = begun + LASTS;
    let running: Vec<_> = (0..clients)
        .map(|client| {
            let (writer, steps) = (writer.clone(), steps.clone());
            tokio::spawn(async move {
                let mut case = 0;
                while carry(&writer, &format!("{client}-{case}"), &steps, end).await {
                    case += 1;
                }
            })
        })
        .collect();
    for client in running {
        client.await.expect("every step is accepted");
    }
    let took = begun.elapsed().as_secs_f64();
    let steps = steps.load(Ordering::Relaxed) as f64;
    let cases = steps / (STEPS.len() + 1) as f64;
    let after = match &server {
        Some(meter) => meter.read().await,
        None => meter::own(),
    };
    let syncs = match &server {
        Some(_) => after.syncs - before.syncs,
        None => (writer.commits() - commits) as f64,
    };
    Load { rate: steps / took, cpu_ms: (after.cpu_ms - before.cpu_ms) / cases, syncs: syncs / cases }
}

/// Carries a case to its end; false when the time is over.
async fn carry(writer: &Writer, name: &str, steps: &AtomicUsize, end: Instant) -> bool {
    let mut done = asked(writer, rules::with_facts(office::submit(name)), steps).await;
    for at in 0..STEPS.len() {
        if Instant::now() > end {
            return false;
        }
        let request = office::complete(&format!("{name}-{at}"), done.case, at, done.version);
        done = asked(writer, rules::with_facts(request), steps).await;
    }
    true
}

async fn asked(writer: &Writer, request: Request, steps: &AtomicUsize) -> store::Done {
    let done = writer.execute(request).await.expect("it is written").expect("it is accepted");
    steps.fetch_add(1, Ordering::Relaxed);
    done
}

/// The run in the middle, by its rate.
pub fn median(mut runs: Vec<Load>) -> Load {
    runs.sort_by(|one, other| one.rate.total_cmp(&other.rate));
    eprintln!("{runs:?}");
    runs[runs.len() / 2]
}
