//! The same rows written by hand: one connection, prepared statements, a commit for every so many steps. Nothing is
//! decided, hashed or answered.

use std::time::Instant;

use rusqlite::Connection;
use rusqlite::types::Value as Stored;
use store::{Statement, Value};

use crate::load::Load;
use crate::meter;
use crate::office::STEPS;
use crate::recorded::{Recorded, Step};

/// Writes all steps.
pub fn run(recorded: &Recorded, batch: usize) -> Load {
    let folder = meter::folder();
    let file = folder.join("office.db");
    let db = store::Db::open(&format!("sqlite:{}", file.display())).expect("an address");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(store::migrate(&db, 0)).expect("it can be migrated");
    let connection = Connection::open(&file).expect("the file");
    for (name, value) in [("synchronous", "full"), ("wal_autocheckpoint", "0")] {
        connection.pragma_update(None, name, value).expect("a setting");
    }
    connection.set_prepared_statement_cache_capacity(64);
    let steps: Vec<(Vec<Ready>, Vec<Ready>)> = recorded.steps.iter().map(ready).collect();
    let before = meter::own();
    let begun = Instant::now();
    for batch in steps.chunks(batch) {
        connection.execute_batch("begin immediate").expect("it begins");
        for (reads, writes) in batch {
            for (sql, params) in reads {
                let mut statement = connection.prepare_cached(sql).expect("a statement");
                let mut rows = statement.query(rusqlite::params_from_iter(params)).expect("rows");
                while rows.next().expect("a row").is_some() {}
            }
            for (sql, params) in writes {
                let mut statement = connection.prepare_cached(sql).expect("a statement");
                statement.execute(rusqlite::params_from_iter(params)).expect("it is written");
            }
        }
        connection.execute_batch("commit").expect("it is committed");
    }
    let took = begun.elapsed().as_secs_f64();
    let count = steps.len() as f64;
    let cases = count / (STEPS.len() + 1) as f64;
    let syncs = steps.len().div_ceil(batch) as f64;
    let cpu_ms = meter::own().cpu_ms - before.cpu_ms;
    let load = Load { rate: count / took, cpu_ms: cpu_ms / cases, syncs: syncs / cases };
    drop(connection);
    std::fs::remove_dir_all(folder).expect("the folder goes");
    load
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
