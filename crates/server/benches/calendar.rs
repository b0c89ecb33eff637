//! A holiday declared late with 100,000 open cases: how long until every day is counted anew, how long other work waits
//! meanwhile, and what explaining one due day costs.

#[path = "ground/fill.rs"]
mod fill;
mod ground;

use std::hint::black_box;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use casework::case::{Actor, Command};
use casework::clock::{self, Clocks};
use casework::lang::{Lang, Text};
use casework::office::calendar::CalendarChange;
use jiff::civil::date;
use server::app::{App, Ask};
use server::calendars::{self, Ground};
use server::{cases, worker};

const CASES: usize = 100_000;

fn main() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(run())
}

async fn run() -> Result<()> {
    let folder = std::env::temp_dir().join(format!("satupintu-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let mut places = vec![("SQLite", format!("sqlite:{}", folder.join("office.db").display()))];
    if let Ok(server) = std::env::var("SATUPINTU_TEST_PG") {
        places.push(("PostgreSQL", schema(&server).await?));
    }
    println!("| what | measured | goal |");
    println!("|---|---|---|");
    for (name, url) in places {
        let app = ground::office(&url, &folder).await?;
        fill::fill(&app, CASES).await?;
        recount(&app, name).await?;
        sweep(&app, name).await?;
        if name == "SQLite" {
            explain(&app).await?;
        }
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// A schema of its own on the server that the run has started.
async fn schema(server: &str) -> Result<String> {
    let (client, connection) = tokio_postgres::connect(server, tokio_postgres::NoTls).await?;
    tokio::spawn(connection);
    client.batch_execute("drop schema if exists bench_calendar cascade; create schema bench_calendar").await?;
    let mark = if server.contains('?') { '&' } else { '?' };
    Ok(format!("{server}{mark}options=-c%20search_path%3Dbench_calendar"))
}

/// Declares a day free on which the clock of every open case runs, and waits until all are counted anew.
async fn recount(app: &App, name: &str) -> Result<()> {
    let desk = app.desk("");
    let before = promised(app).await?;
    let change = CalendarChange::Closed {
        date: date(2026, 1, 14),
        name: Text::new("Cuti bersama tambahan", "Additional joint leave"),
        joint_leave: true,
    };
    let word = || "bench".to_owned();
    let ground = Ground { account: None, name: word(), reason: word(), basis: word(), request: word() };
    let done = AtomicBool::new(false);
    let counting = async {
        let begun = Instant::now();
        calendars::change(app, &desk, change, ground).await?;
        // The recount was due before all that follows from it, so it is the first job taken.
        worker::run_due(app).await?;
        done.store(true, Ordering::SeqCst);
        anyhow::Ok(begun.elapsed())
    };
    let (took, waits) = tokio::join!(counting, others(app, &done));
    let (took, waits) = (took?, waits?);
    anyhow::ensure!(promised(app).await? != before, "the promised day has not moved");
    println!("| {name}: a late holiday, {CASES} open cases counted anew | {:.1} s | < 5 s |", took.as_secs_f64());
    let longest = waits.iter().max().context("a wait")?.as_secs_f64() * 1e3;
    println!("| {name}: longest wait of {} applications filed meanwhile | {longest:.0} ms | – |", waits.len());
    Ok(())
}

/// The promised day of a case in the middle.
async fn promised(app: &App) -> Result<String> {
    let rows = cases::of_account(&app.desk(""), 1, None, CASES as i64 / 2).await?;
    Ok(rows.last().context("a case")?.due.context("its day")?.to_string())
}

/// Files one application after the other until the recount is done; how long each waited.
async fn others(app: &App, done: &AtomicBool) -> Result<Vec<Duration>> {
    let (desk, submission) = (app.desk(""), ground::submission(app, fill::SERVICE)?);
    let mut waits = Vec::new();
    while !done.load(Ordering::SeqCst) {
        let ask = Ask {
            request_id: format!("meanwhile-{}", waits.len()),
            case: None,
            actor: Actor::Applicant { account: 1, name: submission.applicant.name.clone() },
            command: Command::Submit(submission.clone()),
        };
        let begun = Instant::now();
        app.execute(&desk, ask).await?;
        waits.push(begun.elapsed());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(waits)
}

/// The morning's look over all open cases, every one of them due: who is told what, and whose limit is near.
async fn sweep(app: &App, name: &str) -> Result<()> {
    let desk = app.desk("");
    app.clock().set("2026-01-19T08:00:00+07:00".parse()?);
    let begun = Instant::now();
    cases::watch(app, &desk).await?;
    let took = begun.elapsed();
    println!("| {name}: the daily look over {CASES} open cases | {:.2} s | < 1 s |", took.as_secs_f64());
    Ok(())
}

/// Derives the due day of a case and says why, in both languages.
async fn explain(app: &App) -> Result<()> {
    let desk = app.desk("");
    let id = cases::of_account(&desk, 1, None, 1).await?.first().context("a case")?.id;
    let (case, _) = desk.case(id).await?.context("the case")?;
    let office = desk.office();
    let clocks = Clocks::of(&case, None, &office.calendar).context("its clocks")?;
    let rounds = 100_000_u32;
    let begun = Instant::now();
    for _ in 0..rounds {
        let due = black_box(&clocks).promise(&office.calendar)?;
        black_box([Lang::Id, Lang::En].map(|lang| clock::explain(&due, lang)));
    }
    let each = begun.elapsed() / rounds;
    println!("| explaining a due day, in both languages | {:.4} ms | < 1 ms |", each.as_secs_f64() * 1e3);
    Ok(())
}
