//! Steps a second: practice licences of eight steps by many clients at once, on SQLite and on PostgreSQL, against a
//! hand-written loop and against pgbench with the same rows. Then a rebuild from a million events.
//!
//! Runs that are compared are interleaved; each figure is the median of its rounds.

#[path = "../../../casework/tests/demo/mod.rs"]
mod demo;
mod hand;
mod load;
mod meter;
#[path = "../../tests/store/office.rs"]
mod office;
mod pgbench;
mod rebuilt;
mod recorded;
mod rules;

/// What the office of the tests wants to know of where it is.
mod ground {
    /// The office.
    pub const OFFICE: &str = "palembang";
}

use load::Load;
use pgbench::Pgbench;
use recorded::Recorded;

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How often each run is made.
const ROUNDS: usize = 3;

fn main() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let wanted = |name: &str| only.as_deref().is_none_or(|only| name.contains(only));
    let recorded = Recorded::make(&runtime);
    eprintln!("{}", recorded.told());
    if wanted("sqlite") {
        sqlite(&runtime, &recorded);
    }
    if wanted("postgres") {
        for clients in [32, 8, 1] {
            postgres(&runtime, &recorded, clients);
        }
    }
    if wanted("rebuild") {
        rebuilt::run(&runtime);
    }
}

fn sqlite(runtime: &tokio::runtime::Runtime, recorded: &Recorded) {
    let (mut ours, mut loops) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(Load::on_sqlite(runtime, 32));
        loops.push(hand::run(recorded, 32));
    }
    let (ours, by_hand) = (load::median(ours), load::median(loops));
    println!("| steps a second, SQLite, 32 clients | {} | ≥ 5,000 |", ours.told());
    println!("| the same rows by a hand-written loop, 32 steps a commit | {} | |", by_hand.told());
    println!("| SQLite against the loop | {:.0} % | ≥ 50 % |", 100.0 * ours.rate / by_hand.rate);
}

fn postgres(runtime: &tokio::runtime::Runtime, recorded: &Recorded, clients: usize) {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(Load::on_postgres(runtime, clients));
        theirs.push(Pgbench::run(runtime, recorded, clients));
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
}
