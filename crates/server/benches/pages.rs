//! Pages with 100,000 cases in the database: how many a second, and how long one takes. The load generator runs beside
//! the server on the same machine.

#[path = "ground/fill.rs"]
mod fill;
mod ground;

use std::net::SocketAddr;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use server::app::App;
use server::{cases, http, people};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

const CASES: usize = 100_000;
/// Requests a second at which the time of one is measured.
const RATE: u64 = 1_000;
const LATENCY_FOR: Duration = Duration::from_secs(8);

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<()> {
    let folder = std::env::temp_dir().join(format!("satupintu-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let url = format!("sqlite:{}", folder.join("office.db").display());
    let app = ground::office(&url, &folder).await?;
    let begun = Instant::now();
    fill::fill(&app, CASES).await?;
    eprintln!("{CASES} cases in {:.0} s", begun.elapsed().as_secs_f64());
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(http::serve(listener, http::router(app.clone()), std::future::pending()));
    let tracking = tracking(&app).await?;
    let cookie = cookie(&app).await?;
    println!("| what | measured | goal |");
    println!("|---|---|---|");
    for (name, path) in [("tracking page", format!("/lacak/{tracking}")), ("catalogue page", "/layanan".to_owned())] {
        let rate = most(address, &path)?;
        println!("| {name}, requests/s, 32 connections | {rate:.0} | ≥ 5,000 |");
        let times = at_rate(address, &path, None, RATE).await?;
        println!(
            "| {name}, p50 / p99 at {RATE} requests/s | {:.1} / {:.1} ms | p99 < 15 ms |",
            ms(&times, 50),
            ms(&times, 99)
        );
    }
    let times = at_rate(address, "/meja", Some(&cookie), 20).await?;
    println!(
        "| inbox with {CASES} open cases, p50 / p99 | {:.1} / {:.1} ms | p99 < 30 ms |",
        ms(&times, 50),
        ms(&times, 99)
    );
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// The tracking code of a case somewhere in the middle.
async fn tracking(app: &App) -> Result<String> {
    let rows = cases::of_account(&app.desk(""), 1, None, CASES as i64 / 2).await?;
    Ok(rows.last().context("a case")?.tracking.clone())
}

/// The cookie of an officer whose role all these cases wait for.
async fn cookie(app: &App) -> Result<String> {
    let desk = app.desk("");
    let (officer, _) = people::by_email(&desk, "loket@palembang.contoh").await?.context("an officer")?;
    let cookie = people::open_session(app, &desk, &officer).await?;
    Ok(cookie.to_str()?.split(';').next().unwrap_or_default().to_owned())
}

/// The most requests a second that wrk gets through one thread and 32 connections.
fn most(address: SocketAddr, path: &str) -> Result<f64> {
    let output = Command::new("wrk").args(["-t1", "-c32", "-d6s"]).arg(format!("http://{address}{path}")).output();
    let output = output.context("wrk is missing: apt-get install wrk")?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    anyhow::ensure!(!text.contains("Non-2xx"), "{text}");
    let line = text.lines().find_map(|line| line.strip_prefix("Requests/sec:")).context("wrk said no rate")?;
    Ok(line.trim().parse()?)
}

/// The times of requests that are sent at a fixed rate, each counted from the moment at which it was to be sent: a slow
/// answer delays nobody's count but its own.
async fn at_rate(address: SocketAddr, path: &str, cookie: Option<&str>, rate: u64) -> Result<Vec<Duration>> {
    let cookie = cookie.map_or(String::new(), |cookie| format!("cookie: {cookie}\r\n"));
    let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\n{cookie}\r\n");
    let workers = 16_u32;
    let start = Instant::now() + Duration::from_millis(100);
    let every = Duration::from_secs(1) * workers / u32::try_from(rate)?;
    let mut tasks = Vec::new();
    for worker in 0..workers {
        let request = request.clone();
        tasks.push(tokio::spawn(async move {
            let mut stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            let mut times = Vec::new();
            let mut due = start + every * worker / workers;
            let mut buffer = vec![0; 64 << 10];
            while due < start + LATENCY_FOR {
                tokio::time::sleep_until(due.into()).await;
                stream.write_all(request.as_bytes()).await?;
                answer(&mut stream, &mut buffer).await?;
                times.push(due.elapsed());
                due += every;
            }
            anyhow::Ok(times)
        }));
    }
    let mut all = Vec::new();
    for task in tasks {
        all.extend(task.await??);
    }
    all.sort();
    Ok(all)
}

/// Reads one answer whole.
async fn answer(stream: &mut TcpStream, buffer: &mut [u8]) -> Result<()> {
    let mut have = 0;
    loop {
        let read = stream.read(&mut buffer[have..]).await?;
        anyhow::ensure!(read > 0, "the connection was closed");
        have += read;
        let head = buffer[..have].windows(4).position(|window| window == b"\r\n\r\n");
        let Some(head) = head else { continue };
        let text = std::str::from_utf8(&buffer[..head])?.to_ascii_lowercase();
        anyhow::ensure!(text.starts_with("http/1.1 200"), "{text}");
        let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")).context("no length")?;
        if have >= head + 4 + length.trim().parse::<usize>()? {
            return Ok(());
        }
    }
}

fn ms(sorted: &[Duration], percent: usize) -> f64 {
    let place = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}
