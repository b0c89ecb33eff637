//! `cargo xtask test`, `check`, `book`.

use std::process::Command;

use anyhow::Result;

use crate::browser::Browser;
use crate::command::{cargo, run, target};
use crate::packages;
use crate::postgres::Postgres;

/// Runs every test of the workspace, or those whose name contains `filter`, with what they need.
///
/// What is started here is stopped again before this returns, and also when it does not (see [`crate::watch`]).
///
/// # Errors
/// Something needed cannot be had, or a test fails.
pub fn test(filter: Option<&str>) -> Result<()> {
    packages::ensure()?;
    let postgres = Postgres::start()?;
    let browser = Browser::start()?;
    let mut tests = cargo();
    tests.args(["test", "--workspace", "--no-fail-fast"]);
    tests.env("SATUPINTU_TEST_PG", &postgres.url).env("SATUPINTU_TEST_WEBDRIVER", &browser.url);
    with_programs(&mut tests, &postgres);
    run(tests.args(filter))
}

/// Formatting and lints; every warning is an error.
///
/// # Errors
/// A file is not formatted, or a lint warns.
pub fn check() -> Result<()> {
    run(cargo().args(["fmt", "--all", "--check"]))?;
    run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

/// Builds the manual the way the test does that checks it.
///
/// # Errors
/// A page is missing, a link leads nowhere, or mdBook refuses.
pub fn book() -> Result<()> {
    run(cargo().args(["test", "--package", "xtask", "--test", "book"]))?;
    println!("{}", target().join("book/index.html").display());
    Ok(())
}

/// Puts PostgreSQL's programs (pgbench among them) on the PATH of a command.
pub fn with_programs(command: &mut Command, postgres: &Postgres) {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([postgres.programs.clone()]);
    if let Ok(path) = std::env::join_paths(folders) {
        command.env("PATH", path);
    }
}
