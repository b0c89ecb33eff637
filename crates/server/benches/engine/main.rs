//! Steps a second through [`server::app::App::execute`]: practice licences of eight steps by many clients at once, on
//! SQLite and on PostgreSQL, against a hand-written loop and against pgbench with the same rows. Then a rebuild from a
//! million events.
//!
//! Runs that are compared are interleaved; each figure is the median of its rounds.

#[path = "../ground/mod.rs"]
mod ground;
mod hand;
mod licence;
mod load;
mod meter;
mod pgbench;
mod rebuilt;
mod recorded;

use anyhow::Result;
use load::Load;
use recorded::Recorded;

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often each run is made.
const ROUNDS: usize = 3;

fn main() -> Result<()> {
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let wanted = |name: &str| only.as_deref().is_none_or(|only| name.contains(only));
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        if wanted("sqlite") || wanted("postgres") {
            let recorded = Recorded::make().await?;
            eprintln!("{}", recorded.told());
            if wanted("sqlite") {
                sqlite(&recorded).await?;
            }
            if wanted("postgres") {
                for clients in [32, 8, 1] {
                    postgres(&recorded, clients).await?;
                }
            }
        }
        if wanted("rebuild") {
            rebuilt::run().await?;
        }
        Ok(())
    })
}

async fn sqlite(recorded: &Recorded) -> Result<()> {
    let (mut ours, mut loops) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(Load::on_sqlite(32).await?);
        loops.push(hand::run(recorded, 32).await?);
    }
    let (ours, by_hand) = (load::median(ours), load::median(loops));
    println!("| steps a second, SQLite, 32 clients | {} | ≥ 5,000 |", ours.told());
    println!("| the same rows by a hand-written loop, 32 steps a commit | {} | |", by_hand.told());
    println!("| SQLite against the loop | {:.0} % | ≥ 50 % |", 100.0 * ours.rate / by_hand.rate);
    Ok(())
}

async fn postgres(recorded: &Recorded, clients: usize) -> Result<()> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(Load::on_postgres(clients).await?);
        theirs.push(pgbench::run(recorded, clients).await?);
    }
    let (ours, theirs) = (load::median(ours), load::median(theirs));
    let goal = match clients {
        32 => ("≥ 5,000", "≥ 2"),
        8 => ("", "≥ 1"),
        _ => ("", "≥ 0.9"),
    };
    println!("| steps a second, PostgreSQL, {clients} clients | {} | {} |", ours.told(), goal.0);
    println!("| pgbench, a transaction a step, {clients} clients | {} | |", theirs.told());
    println!("| PostgreSQL against pgbench, {clients} clients | {:.2} × | {} × |", ours.rate / theirs.rate, goal.1);
    if clients == 32 {
        println!("| CPU a case, database and program, 32 clients | {:.2} ms | ≤ 4 ms |", ours.cpu_ms);
        println!("| syncs a case, 32 clients | {:.2} | < 2 |", ours.syncs);
    }
    Ok(())
}
