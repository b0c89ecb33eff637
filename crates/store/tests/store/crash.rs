//! A process is killed during a burst: every acknowledged case is there, once.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

use store::{Db, Writer};

use crate::ground::{Ground, OFFICE, rules};
use crate::office::submit;

/// Names the database to the child.
const BURST: &str = "SATUPINTU_TEST_BURST";

/// How many cases are acknowledged before the child is killed.
const ENOUGH: usize = 200;

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_process_loses_and_doubles_nothing() {
    if let Ok(url) = std::env::var(BURST) {
        burst(&url).await;
    }
    for grounds in [Ground::empty_sqlite(), Ground::empty_postgres()] {
        let ground = grounds.migrated().await;
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "crash::a_killed_process_loses_and_doubles_nothing", "--nocapture"])
            .env(BURST, &ground.url)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the child starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let mut acknowledged = Vec::new();
        let mut take = |line: std::io::Result<String>| {
            if let Some(id) = line.expect("a line").strip_prefix("acknowledged ") {
                acknowledged.push(id.to_owned());
            }
            acknowledged.len()
        };
        while take(lines.next().expect("it says more")) < ENOUGH {}
        child.kill().expect("it is killed");
        lines.for_each(|line| {
            take(line);
        });
        child.wait().expect("it has ended");
        judge(&ground, acknowledged).await;
    }
}

/// What the child does until it is killed: many clients, each saying what was acknowledged.
async fn burst(url: &str) -> ! {
    let db = Db::open(url).expect("an address");
    let writer = Writer::start(&db, rules()).expect("a writer");
    for client in 0..32 {
        let writer = writer.clone();
        tokio::spawn(async move {
            for at in 0.. {
                let id = format!("client-{client}-{at}");
                writer.execute(submit(&id)).await.expect("it is written").expect("it is accepted");
                let mut out = std::io::stdout().lock();
                writeln!(out, "acknowledged {id}").and_then(|()| out.flush()).expect("it can be said");
            }
        });
    }
    std::future::pending().await
}

async fn judge(ground: &Ground, mut acknowledged: Vec<String>) {
    // What was asked for but not acknowledged may be there or not; nothing is there twice or in part.
    let written = ground.rows("select id from request order by id", Vec::new()).await;
    let written: Vec<&str> = written.iter().map(|row| row.text(0)).collect();
    acknowledged.sort_unstable();
    for id in &acknowledged {
        assert!(written.binary_search(&id.as_str()).is_ok(), "{id} was acknowledged and is lost");
    }
    let cases = written.len() as i64;
    for table in ["select count(*) from case_row", "select count(*) from job", "select count(*) from task"] {
        assert_eq!(ground.number(table).await, cases, "{table}");
    }
    let verified = ground.db.verify(OFFICE).await.expect("it can be read");
    assert_eq!((verified.events, verified.broken_at), (2 * cases, None));
    // Whoever got no answer asks again, and gets the same one.
    let writer = ground.writer();
    for id in acknowledged.iter().take(5) {
        writer.execute(submit(id)).await.expect("it is read").expect("the kept answer");
    }
    assert_eq!(ground.number("select count(*) from case_row").await, cases);
}
