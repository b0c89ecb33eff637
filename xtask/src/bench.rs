//! `cargo xtask bench`: the figures that the manual gives, as Markdown tables.
//!
//! A bench is a program without a harness (`[[bench]] harness = false`). It prints its figures to standard output as
//! rows `| what | measured | goal |`; anything else that it prints is passed on to standard error.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::command::{cargo, run};
use crate::office::{self, Office};
use crate::packages;
use crate::postgres::Postgres;
use crate::test::with_programs;

/// The benches, as (package, bench). Add one line for each new program.
const BENCHES: [(&str, &str); 4] =
    [("documents", "letters"), ("server", "engine"), ("server", "pages"), ("server", "calendar")];

const HEAD: &str = "| what | measured | goal |\n|---|---|---|";

/// Builds once, then runs the benches whose name contains `filter`, one after the other.
///
/// # Errors
/// A bench does not compile, fails, or no bench has such a name.
pub fn bench(filter: Option<&str>) -> Result<()> {
    let wanted = |name: &str| filter.is_none_or(|filter| name.contains(filter));
    let chosen: Vec<_> = BENCHES.into_iter().filter(|(_, name)| wanted(name)).collect();
    if chosen.is_empty() && !wanted("demo") {
        let names: Vec<&str> = BENCHES.iter().map(|(_, name)| *name).collect();
        bail!("no bench is called {}; there are demo, {}", filter.unwrap_or_default(), names.join(", "));
    }
    if wanted("demo") {
        demo()?;
    }
    if chosen.is_empty() {
        return Ok(());
    }
    packages::ensure()?;
    let postgres = Postgres::start()?;
    for (package, name) in &chosen {
        run(cargo().args(["bench", "--no-run", "--package", package, "--bench", name]))?;
    }
    for (package, name) in chosen {
        let mut command = cargo();
        command.args(["bench", "--quiet", "--package", package, "--bench", name]);
        command.env("SATUPINTU_TEST_PG", &postgres.url).stderr(Stdio::inherit());
        with_programs(&mut command, &postgres);
        let output = command.output().with_context(|| format!("cannot run the bench {name}"))?;
        print_rows(name, &String::from_utf8_lossy(&output.stdout));
        if !output.status.success() {
            bail!("the bench {name} ended with {}", output.status);
        }
    }
    Ok(())
}

/// The program as a whole: how soon the demo answers, what it weighs.
fn demo() -> Result<()> {
    let program = office::build()?;
    let megabytes = std::fs::metadata(&program)?.len() as f64 / 1e6;
    println!("\n### demo\n\n{HEAD}\n| size of the program | {megabytes:.1} MB | < 80 MB |");
    for (cases, goal) in [(0, 2), (2_000, 20)] {
        let office = Office::start(&program, cases, Duration::from_secs(120))?;
        println!("| ready with {cases} cases | {:.2} s | < {goal} s |", office.ready_after.as_secs_f64());
        std::thread::sleep(Duration::from_secs(2));
        let memory = office.memory().context("the demo is gone")?;
        println!("| idle memory with {cases} cases | {memory:.0} MiB | < 80 MiB |");
    }
    Ok(())
}

fn print_rows(name: &str, printed: &str) {
    let (rows, rest): (Vec<&str>, Vec<&str>) = printed.lines().partition(|line| line.trim_start().starts_with('|'));
    for line in rest {
        eprintln!("{line}");
    }
    println!("\n### {name}\n");
    if !rows.get(1).is_some_and(|row| row.starts_with("|--")) {
        println!("{HEAD}");
    }
    for row in rows {
        println!("{row}");
    }
}
