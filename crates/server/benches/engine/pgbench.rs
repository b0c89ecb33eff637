//! The same rows by pgbench: a case is one script of eight transactions, prepared, with nothing decided.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use store::{Db, Statement, Value, migrate};

use crate::licence::COMMANDS;
use crate::load::Load;
use crate::meter::{self, Meter};
use crate::recorded::Recorded;

/// How long it runs before the count begins, in seconds.
const WARM: u32 = 1;
/// How long a run lasts, in seconds.
const LASTS: u32 = 5;

/// Runs it with so many clients in a new schema.
pub async fn run(recorded: &Recorded, clients: usize) -> Result<Load> {
    let folder = meter::folder()?;
    let script = folder.join("case.sql");
    fs::write(&script, case(recorded)?)?;
    let url = meter::schema()?;
    let schema = url.rsplit('=').next().context("a schema")?;
    migrate(&Db::open(&url)?, 0).await?;
    let meter = Meter::of_server().await?;
    told(&script, schema, (clients, WARM))?;
    meter.analyse().await?;
    let before = meter.read().await?;
    let told = told(&script, schema, (clients, LASTS))?;
    let after = meter.read().await?;
    fs::remove_dir_all(folder)?;
    let cases = number(&told, "number of transactions actually processed:")?;
    Ok(Load {
        rate: number(&told, "tps =")? * COMMANDS as f64,
        cpu_ms: (after.cpu_ms - before.cpu_ms) / cases,
        syncs: (after.syncs - before.syncs) / cases,
    })
}

/// What pgbench says of a run of so many clients that lasts so many seconds.
fn told(script: &Path, schema: &str, (clients, lasts): (usize, u32)) -> Result<String> {
    let output = Command::new("pgbench")
        .args(["-n", "-M", "prepared", "-c", &clients.to_string(), "-j", "2", "-T", &lasts.to_string(), "-f"])
        .arg(script)
        .arg(meter::server_url()?)
        .env("PGOPTIONS", format!("-c search_path={schema}"))
        .output()
        .context("pgbench is not on the PATH")?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    ensure!(output.status.success(), "{told}{}", String::from_utf8_lossy(&output.stderr));
    Ok(told)
}

/// The number after a label of pgbench's report.
fn number(told: &str, label: &str) -> Result<f64> {
    let rest = told.lines().find_map(|line| line.trim().strip_prefix(label));
    let rest = rest.with_context(|| format!("pgbench does not say {label}"))?.trim();
    let digits: String = rest.chars().take_while(|c| "0123456789.".contains(*c)).collect();
    Ok(digits.parse()?)
}

/// The script of one case: the recorded statements of the first one, with what must be unique made so by a number.
fn case(recorded: &Recorded) -> Result<String> {
    let own = recorded.steps.get(..COMMANDS).context("a whole case")?;
    let id = own[0].writes[0].params[2].clone();
    let mut script = "\\set id random(1, 1000000000000)\n".to_owned();
    for step in own {
        script.push_str("begin;\n");
        for statement in step.reads.iter().chain(&step.writes) {
            let _ = writeln!(script, "{};", filled(statement, &id));
        }
        script.push_str("commit;\n");
    }
    Ok(script)
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
