//! Rebuilding the read tables from a million events.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use store::{Db, Rebuild, Row, Statement, Value, Writer, migrate, rebuild};
use tokio::runtime::Runtime;

use crate::office::{self, STEPS};
use crate::{ground, meter, rules};

/// How many events.
const EVENTS: i64 = 1_000_000;
/// How many cases are written at a time.
const CASES: i64 = 200;

const EVENT: &str = "insert into event (office, position, case_id, seq, kind, at_us, actor, request_id, payload, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// On both databases.
pub fn run(runtime: &Runtime) {
    let folder = meter::folder();
    let file = format!("sqlite:{}", folder.join("office.db").display());
    for (name, url) in [("SQLite", file), ("PostgreSQL", meter::schema())] {
        let db = Db::open(&url).expect("an address");
        let (took, cases) = runtime.block_on(rebuilt(&db));
        let seconds = took.as_secs_f64();
        println!("| rebuild from {EVENTS} events of {cases} cases, {name} | {seconds:.1} s | < 60 s |");
    }
    std::fs::remove_dir_all(folder).expect("the folder goes");
}

async fn rebuilt(db: &Db) -> (Duration, i64) {
    migrate(db, 0).await.expect("it can be migrated");
    let writer = Writer::start(db, BTreeMap::from([(ground::OFFICE.to_owned(), rules::rules())])).expect("a writer");
    office::carry(&writer, "model", STEPS.len()).await;
    let sql =
        "select office, position, case_id, seq, kind, at_us, actor, request_id, payload, hash from event order by seq";
    let model = db.query(sql, Vec::new()).await.expect("the model");
    let events = model.len() as i64;
    let cases = EVENTS / events;
    for first in (1..cases).step_by(usize::try_from(CASES).expect("a number")) {
        let copies =
            (first..cases.min(first + CASES)).flat_map(|copy| model.iter().map(move |row| copied(row, copy, events)));
        writer.write(copies.collect()).await.expect("it is written");
    }
    let what = Rebuild { office: ground::OFFICE, rules: office::demo(), rows: &rules::project, clear: rules::clear() };
    let begun = Instant::now();
    rebuild(db, &writer, &what).await.expect("it can be rebuilt");
    let took = begun.elapsed();
    let rows = db.query("select count(*) from case_row where state = 'granted'", Vec::new()).await.expect("the rows");
    assert_eq!(rows[0].int(0), cases);
    (took, cases)
}

/// An event of the model case as that of another case: with its own place, numbers and codes.
fn copied(row: &Row, copy: i64, events: i64) -> Statement {
    let mut values: Vec<Value> = row.values().to_vec();
    values[1] = (row.int(1) + copy * events).into();
    values[2] = (row.int(2) + copy * events).into();
    values[7] = format!("{}-{copy}", row.text(7)).into();
    let code = casework::id::Code::from_bits(u64::try_from(copy).expect("a number")).to_string();
    let payload = row
        .text(8)
        .replace("\"2026-000001\"", &format!("\"2026-{copy:06}\""))
        .replace("503/0001/", &format!("503/{copy:04}/"));
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
