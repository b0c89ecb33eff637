//! Processor time and syncs, of this program and of the database server.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::{Context as _, Result};

/// The kernel counts processor time in hundredths of a second.
const TICK_MS: f64 = 10.0;

/// What was used so far.
#[derive(Clone, Copy, Debug)]
pub struct Used {
    /// Milliseconds of processor time.
    pub cpu_ms: f64,
    /// Syncs of the write-ahead log.
    pub syncs: f64,
}

/// The server of this run.
pub struct Meter {
    client: tokio_postgres::Client,
    postmaster: u32,
}

impl Meter {
    /// Finds the server's processes.
    pub async fn of_server() -> Result<Meter> {
        let (client, connection) = tokio_postgres::connect(&server_url()?, tokio_postgres::NoTls).await?;
        tokio::spawn(connection);
        let backend: i32 = client.query_one("select pg_backend_pid()", &[]).await?.get(0);
        let postmaster = parent(u32::try_from(backend)?).context("the server's own process")?;
        Ok(Meter { client, postmaster })
    }

    /// Lets the server look at its tables, as it does by itself within a minute: before that it plans for empty ones, and
    /// may take any index that has the right columns somewhere.
    pub async fn analyse(&self) -> Result<()> {
        Ok(self.client.batch_execute("analyze").await?)
    }

    /// What the server and this program have used.
    pub async fn read(&self) -> Result<Used> {
        // Backends report what they did with some delay.
        tokio::time::sleep(Duration::from_millis(1_200)).await;
        let syncs = "select coalesce(wal_sync, 0)::float8 from pg_stat_wal";
        // From PostgreSQL 18 on they are counted elsewhere.
        let later = "select coalesce(sum(fsyncs), 0)::float8 from pg_stat_io where object = 'wal'";
        let row = match self.client.query_one(syncs, &[]).await {
            Ok(row) => row,
            Err(_) => self.client.query_one(later, &[]).await?,
        };
        Ok(Used { cpu_ms: own_ms()? + server(self.postmaster)?, syncs: row.get(0) })
    }
}

/// Milliseconds of processor time that this program has used.
pub fn own_ms() -> Result<f64> {
    time(std::process::id(), 2).context("this program's own process")
}

/// The server's processes, and those that have ended.
fn server(postmaster: u32) -> Result<f64> {
    let processes = fs::read_dir("/proc")?.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
    // One that ends meanwhile is counted with those that have ended.
    let children: f64 = processes.filter(|pid| parent(*pid) == Some(postmaster)).filter_map(|pid| time(pid, 2)).sum();
    Ok(children + time(postmaster, 4).context("the server has stopped")?)
}

/// The fields of /proc/PID/stat after the name of the program, which may hold anything.
fn stat(pid: u32) -> Option<Vec<String>> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(')')?;
    Some(rest.split_whitespace().map(str::to_owned).collect())
}

fn parent(pid: u32) -> Option<u32> {
    stat(pid)?.get(1)?.parse().ok()
}

/// Milliseconds in user and system mode; with four fields, those of ended children too.
fn time(pid: u32, fields: usize) -> Option<f64> {
    let stat = stat(pid)?;
    let ticks = stat.iter().skip(11).take(fields).filter_map(|field| field.parse::<f64>().ok());
    Some(ticks.sum::<f64>() * TICK_MS)
}

/// The address of the server of this run.
///
/// # Errors
/// There is none: `cargo xtask bench` starts one.
pub fn server_url() -> Result<String> {
    std::env::var("SATUPINTU_TEST_PG").context("SATUPINTU_TEST_PG is not set; `cargo xtask bench` starts a PostgreSQL")
}

/// The address of a new schema on it.
pub fn schema() -> Result<String> {
    Ok(format!("{}?schema={}", server_url()?, unique()))
}

/// A new folder.
pub fn folder() -> Result<PathBuf> {
    let folder = std::env::temp_dir().join(unique());
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

fn unique() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("bench_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}
