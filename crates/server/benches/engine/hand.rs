//! The same rows written by hand: one connection, prepared statements, a commit for every so many steps. Nothing is
//! decided, hashed or answered.

use std::time::Instant;

use anyhow::Result;
use rusqlite::Connection;
use rusqlite::types::Value as Stored;
use store::{Statement, Value};

use crate::licence::COMMANDS;
use crate::load::Load;
use crate::meter;
use crate::recorded::{Recorded, Step};

/// Writes all steps.
pub async fn run(recorded: &Recorded, batch: usize) -> Result<Load> {
    let folder = meter::folder()?;
    let file = folder.join("office.db");
    store::migrate(&store::Db::open(&format!("sqlite:{}", file.display()))?, 0).await?;
    let load = tokio::task::block_in_place(|| written(&Connection::open(&file)?, recorded, batch))?;
    std::fs::remove_dir_all(folder)?;
    Ok(load)
}

fn written(connection: &Connection, recorded: &Recorded, batch: usize) -> Result<Load> {
    for (name, value) in [("synchronous", "full"), ("wal_autocheckpoint", "0")] {
        connection.pragma_update(None, name, value)?;
    }
    connection.set_prepared_statement_cache_capacity(64);
    let steps: Vec<(Vec<Ready>, Vec<Ready>)> = recorded.steps.iter().map(ready).collect();
    let before = meter::own_ms()?;
    let begun = Instant::now();
    for batch in steps.chunks(batch) {
        connection.execute_batch("begin immediate")?;
        for (reads, writes) in batch {
            for (sql, params) in reads {
                let mut statement = connection.prepare_cached(sql)?;
                let mut rows = statement.query(rusqlite::params_from_iter(params))?;
                while rows.next()?.is_some() {}
            }
            for (sql, params) in writes {
                connection.prepare_cached(sql)?.execute(rusqlite::params_from_iter(params))?;
            }
        }
        connection.execute_batch("commit")?;
    }
    let took = begun.elapsed().as_secs_f64();
    let count = steps.len() as f64;
    let cases = count / COMMANDS as f64;
    let syncs = steps.len().div_ceil(batch) as f64;
    Ok(Load { rate: count / took, cpu_ms: (meter::own_ms()? - before) / cases, syncs: syncs / cases })
}

type Ready = (String, Vec<Stored>);

fn ready(step: &Step) -> (Vec<Ready>, Vec<Ready>) {
    let ready =
        |statement: &Statement| (statement.sql.replace('$', "?"), statement.params.iter().map(stored).collect());
    (step.reads.iter().map(ready).collect(), step.writes.iter().map(ready).collect())
}

fn stored(value: &Value) -> Stored {
    match value {
        Value::Null => Stored::Null,
        Value::Int(int) => Stored::Integer(*int),
        Value::Text(text) => Stored::Text(text.clone()),
        Value::Bytes(bytes) => Stored::Blob(bytes.clone()),
    }
}
