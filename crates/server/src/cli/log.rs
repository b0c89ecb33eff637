//! The log: what is written by default, and what is never written, however much is asked for.

use std::io::IsTerminal as _;

use tracing::Metadata;
use tracing::level_filters::LevelFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _, filter};

/// What is written where `RUST_LOG` says nothing.
const USUAL: &str = "warn,server=info,store=info";

/// Writes the log to standard error, as much of it as `RUST_LOG` asks for.
pub fn begin(json: bool) {
    let asked = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(USUAL));
    let written = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let written =
        if json { written.json().boxed() } else { written.with_ansi(std::io::stderr().is_terminal()).boxed() };
    let fit = filter::filter_fn(is_fit).with_max_level_hint(LevelFilter::TRACE);
    tracing_subscriber::registry().with(asked).with(fit).with(written).init();
}

/// Whether something may stand in the log. The PostgreSQL client writes down the parameters of every statement at the level
/// "debug": answers with personal numbers are among them, and the hashes of passwords.
fn is_fit(about: &Metadata<'_>) -> bool {
    !about.target().starts_with("tokio_postgres") || *about.level() <= tracing::Level::INFO
}
