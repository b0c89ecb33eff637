//! Rebuilding the read tables from a million events.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use server::app::App;
use store::{Row, Statement, Value};

use crate::licence::Licence;
use crate::{ground, meter};

/// How many events.
const EVENTS: i64 = 1_000_000;
/// How many cases are written at a time.
const CASES: i64 = 200;

const EVENT: &str = "insert into event (office, position, case_id, seq, kind, at_us, actor, request_id, payload, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// On both databases.
pub async fn run() -> Result<()> {
    let folder = meter::folder()?;
    let file = format!("sqlite:{}", folder.join("office.db").display());
    for (name, url) in [("SQLite", file), ("PostgreSQL", meter::schema()?)] {
        let app = ground::office(&url, &folder).await?;
        let (took, cases) = rebuilt(&app).await?;
        let seconds = took.as_secs_f64();
        println!("| rebuild from {EVENTS} events of {cases} cases, {name} | {seconds:.1} s | < 60 s |");
    }
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

async fn rebuilt(app: &App) -> Result<(Duration, i64)> {
    let desk = app.desk("");
    let licence = Licence::of(app).await?;
    let (mut done, mut after) = (None, 0);
    while let Some(ask) = licence.next(("model", 0), after, done.as_ref()) {
        (done, after) = (Some(app.execute(&desk, ask).await?), after + 1);
    }
    let sql =
        "select office, position, case_id, seq, kind, at_us, actor, request_id, payload, hash from event order by seq";
    let model = desk.query(sql, Vec::new()).await?;
    let events = i64::try_from(model.len())?;
    let cases = EVENTS / events;
    for first in (1..cases).step_by(usize::try_from(CASES)?) {
        let copies =
            (first..cases.min(first + CASES)).flat_map(|copy| model.iter().map(move |row| copied(row, copy, events)));
        desk.write(copies.collect()).await?;
    }
    let begun = Instant::now();
    app.rebuild(&desk).await?;
    let took = begun.elapsed();
    let rows = desk.query("select count(*) from case_row where state = 'granted'", Vec::new()).await?;
    let granted = rows.first().context("the rows")?.int(0);
    ensure!(granted == cases, "{granted} of {cases} cases are there");
    Ok((took, cases))
}

/// An event of the model case as that of another case: with its own place, numbers and codes.
fn copied(row: &Row, copy: i64, events: i64) -> Statement {
    let mut values: Vec<Value> = row.values().to_vec();
    values[1] = (row.int(1) + copy * events).into();
    values[2] = (row.int(2) + copy * events).into();
    values[7] = format!("{}-{copy}", row.text(7)).into();
    let code = casework::id::Code::from_bits(u64::try_from(copy).expect("a number")).to_string();
    let number = copy + 1;
    let payload = row
        .text(8)
        .replace("\"2026-000001\"", &format!("\"2026-{number:06}\""))
        .replace("503/0001/", &format!("503/{number:04}/"));
    values[8] = with_code(&payload, &code).into();
    Statement::new(EVENT, values)
}

fn with_code(payload: &str, code: &str) -> String {
    let mut payload = payload.to_owned();
    for key in ["\"tracking\":\"", "\"code\":\""] {
        if let Some(at) = payload.find(key).map(|at| at + key.len()) {
            payload.replace_range(at..at + code.len(), code);
        }
    }
    payload
}
