//! Chores of the repository: `cargo xtask test`, `check`, `ci`, `bench`, `accept`, `book`.

mod accept;
mod bench;
mod browser;
mod command;
mod office;
mod packages;
mod postgres;
mod test;
mod watch;

use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask <chore>

  test [FILTER]   run every test (or those whose name contains FILTER); installs and starts what they need
  check           formatting and lints, no test is run
  ci              check, then test
  bench [NAME]    build for release, run the benches (or those whose name contains NAME), print Markdown tables
  accept          build for release, start the demo and walk its key pages
  book            build the manual into target/book
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let (chore, rest) = match arguments.split_first() {
        Some((chore, rest)) => (chore.as_str(), rest),
        None => ("help", &[][..]),
    };
    let filter = rest.first().map(String::as_str);
    if rest.len() > 1 || (filter.is_some() && !matches!(chore, "test" | "bench")) {
        bail!("`{chore}` does not take {}\n\n{HELP}", rest.join(" "));
    }
    match chore {
        "test" => test::test(filter),
        "check" => test::check(),
        "ci" => {
            test::check()?;
            test::test(None)
        }
        "bench" => bench::bench(filter),
        "accept" => accept::accept(),
        "book" => test::book(),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        unknown => bail!("there is no chore `{unknown}`\n\n{HELP}"),
    }
}
