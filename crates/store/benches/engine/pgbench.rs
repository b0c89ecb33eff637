//! The same rows by pgbench: a case is one script of eight transactions, prepared, with nothing decided.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use store::{Db, Statement, Value, migrate};
use tokio::runtime::Runtime;

use crate::load::Load;
use crate::meter::{self, Meter};
use crate::office::STEPS;
use crate::recorded::Recorded;

/// How long a run lasts, in seconds.
const LASTS: u32 = 5;

/// The comparison.
pub struct Pgbench;

impl Pgbench {
    /// Runs it with so many clients in a new schema.
    pub fn run(runtime: &Runtime, recorded: &Recorded, clients: usize) -> Load {
        let folder = meter::folder();
        let script = folder.join("case.sql");
        fs::write(&script, case(recorded)).expect("the script");
        let url = meter::schema();
        let schema = url.rsplit('=').next().expect("a schema");
        let (transactions, used) = runtime.block_on(async {
            migrate(&Db::open(&url).expect("an address"), 0).await.expect("it can be migrated");
            let meter = Meter::of_server().await;
            let before = meter.read().await;
            let output = Command::new("pgbench")
                .args(["-n", "-M", "prepared", "-c", &clients.to_string(), "-j", "2", "-T", &LASTS.to_string(), "-f"])
                .arg(&script)
                .arg(meter::server_url())
                .env("PGOPTIONS", format!("-c search_path={schema}"))
                .output()
                .expect("pgbench is on the PATH");
            let told = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
            let after = meter.read().await;
            (told, (after.cpu_ms - before.cpu_ms, after.syncs - before.syncs))
        });
        fs::remove_dir_all(folder).expect("the folder goes");
        let number = |label: &str| {
            let rest = transactions.lines().find_map(|line| line.trim().strip_prefix(label));
            let digits: String = rest.expect(label).trim().chars().take_while(|c| "0123456789.".contains(*c)).collect();
            digits.parse::<f64>().expect("a number")
        };
        let cases = number("number of transactions actually processed:");
        let steps = (STEPS.len() + 1) as f64;
        Load { rate: number("tps =") * steps, cpu_ms: used.0 / cases, syncs: used.1 / cases }
    }
}

/// The script of one case: the recorded statements of the first one, with what must be unique made so by a number.
fn case(recorded: &Recorded) -> String {
    let first = recorded.steps[0].writes[0].params[2].clone();
    let own = recorded.steps.iter().filter(|step| step.writes[0].params[2] == first);
    let mut script = "\\set id random(1, 1000000000000)\n".to_owned();
    let mut steps = 0;
    for step in own {
        script.push_str("begin;\n");
        for statement in step.reads.iter().chain(&step.writes) {
            let _ = writeln!(script, "{};", filled(statement, &first));
        }
        script.push_str("commit;\n");
        steps += 1;
    }
    assert_eq!(steps, STEPS.len() + 1);
    script
}

/// A statement with its values, on one line.
fn filled(statement: &Statement, case: &Value) -> String {
    let sql = statement.sql.split_whitespace().collect::<Vec<_>>().join(" ");
    let unique = unique_columns(&sql);
    let mut out = String::new();
    let mut rest = sql.as_str();
    while let Some((before, after)) = rest.split_once('$') {
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let place: usize = after[..digits].parse().expect("a parameter");
        out.push_str(before);
        out.push_str(&literal(&statement.params[place - 1], case, unique.contains(&place)));
        rest = &after[digits..];
    }
    out + rest
}

/// Which parameters of a statement hold what no two cases may share, besides the case's id.
fn unique_columns(sql: &str) -> &'static [usize] {
    match sql.split_whitespace().nth(2) {
        Some("event") => &[2, 8],
        Some("request" | "job" | "message" | "from") => &[2],
        // Each client has its own sequence: nobody waits for another.
        Some("sequence") => &[2],
        Some("case_row") => &[4, 5],
        Some("letter") => &[2, 9],
        Some("holding") => &[2],
        _ => &[],
    }
}

fn literal(value: &Value, case: &Value, unique: bool) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Int(_) if value == case => ":id".to_owned(),
        Value::Int(int) if unique => format!(":id::bigint * 100 + {int}"),
        Value::Int(int) => int.to_string(),
        // A colon would begin a variable.
        Value::Text(text) => {
            let text = format!("'{}'", text.replace('\'', "''").replace(':', "."));
            if unique { format!("{text} || :id::bigint") } else { text }
        }
        Value::Bytes(bytes) => {
            let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            let bytes = format!("'\\x{hex}'::bytea");
            if unique { format!("{bytes} || int8send(:id::bigint)") } else { bytes }
        }
    }
}
