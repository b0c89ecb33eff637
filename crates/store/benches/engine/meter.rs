//! Processor time and syncs, of this program and of the database server.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

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
    pub async fn of_server() -> Meter {
        let client = connect().await;
        let backend: i32 = client.query_one("select pg_backend_pid()", &[]).await.expect("its process").get(0);
        let postmaster = parent(u32::try_from(backend).expect("a process")).expect("its parent");
        Meter { client, postmaster }
    }

    /// What the server and this program have used.
    pub async fn read(&self) -> Used {
        // Backends report what they did with some delay.
        tokio::time::sleep(Duration::from_millis(1_200)).await;
        let syncs = "select coalesce(wal_sync, 0)::float8 from pg_stat_wal";
        // From PostgreSQL 18 on they are counted elsewhere.
        let later = "select coalesce(sum(fsyncs), 0)::float8 from pg_stat_io where object = 'wal'";
        let row = match self.client.query_one(syncs, &[]).await {
            Ok(row) => row,
            Err(_) => self.client.query_one(later, &[]).await.expect("the server's own count"),
        };
        Used { cpu_ms: own().cpu_ms + server(self.postmaster), syncs: row.get(0) }
    }
}

/// What this program has used.
pub fn own() -> Used {
    Used { cpu_ms: time(std::process::id(), 2), syncs: 0.0 }
}

/// The server's processes, and those that have ended.
fn server(postmaster: u32) -> f64 {
    let processes = fs::read_dir("/proc")
        .expect("the processes")
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
    let children: f64 = processes.filter(|pid| parent(*pid) == Some(postmaster)).map(|pid| time(pid, 2)).sum();
    children + time(postmaster, 4)
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
fn time(pid: u32, fields: usize) -> f64 {
    let stat = stat(pid).unwrap_or_default();
    let ticks = stat.iter().skip(11).take(fields).filter_map(|field| field.parse::<f64>().ok());
    ticks.sum::<f64>() * TICK_MS
}

/// A connection to the server of this run.
pub async fn connect() -> tokio_postgres::Client {
    let (client, connection) =
        tokio_postgres::connect(&server_url(), tokio_postgres::NoTls).await.expect("the server is up");
    tokio::spawn(connection);
    client
}

/// The address of the server of this run.
pub fn server_url() -> String {
    std::env::var("SATUPINTU_TEST_PG")
        .expect("SATUPINTU_TEST_PG is not set: run `cargo xtask bench`, which starts a PostgreSQL server")
}

/// The address of a new schema on it.
pub fn schema() -> String {
    format!("{}?schema={}", server_url(), unique())
}

/// A new folder.
pub fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(unique());
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn unique() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("bench_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}
