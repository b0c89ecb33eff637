//! PostgreSQL goes away in mid-work: nothing is half-saved, what was acknowledged is there once, and it works again.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use store::{Db, Done, StoreError, Writer, migrate};
use tokio::task::JoinHandle;

use crate::cluster::Cluster;
use crate::ground::{Ground, OFFICE, rules, server};
use crate::office::submit;

/// A connection to the server of this run, beside the store.
pub async fn client() -> tokio_postgres::Client {
    let (client, connection) =
        tokio_postgres::connect(&server(), tokio_postgres::NoTls).await.expect("the server is up");
    tokio::spawn(connection);
    client
}

/// Submits one case after the other until it is told to stop; asks again with the same id where the database did not
/// answer. Gives what was acknowledged, and how often there was no answer.
fn applicant(writer: &Writer, name: usize, stop: &Arc<AtomicBool>) -> JoinHandle<(Vec<Done>, usize)> {
    let (writer, stop) = (writer.clone(), stop.clone());
    tokio::spawn(async move {
        let (mut acknowledged, mut unanswered) = (Vec::new(), 0);
        for at in 0.. {
            if stop.load(Ordering::Relaxed) {
                break;
            }
            let done = loop {
                match writer.execute(submit(&format!("applicant-{name}-{at}"))).await {
                    Ok(answer) => break answer.expect("it is accepted"),
                    Err(StoreError::Unavailable(_)) => {
                        unanswered += 1;
                        tokio::time::sleep(Duration::from_millis(20)).await;
                    }
                    Err(error) => panic!("an outage is no fault: {error}"),
                }
            };
            acknowledged.push(done);
        }
        (acknowledged, unanswered)
    })
}

/// Ends the burst and holds the log to what was acknowledged. Gives how often there was no answer.
async fn judged(db: &Db, burst: Vec<JoinHandle<(Vec<Done>, usize)>>) -> usize {
    let (mut acknowledged, mut unanswered) = (Vec::new(), 0);
    for applicant in burst {
        let (done, times) = applicant.await.expect("it ends");
        acknowledged.extend(done);
        unanswered += times;
    }
    let number = async |sql: &'static str| db.query(sql, Vec::new()).await.expect("it can be read")[0].int(0);
    let submitted = number("select count(*) from event where kind = 'submitted'").await;
    assert_eq!(submitted, acknowledged.len() as i64, "each acknowledged case is there once, and no other");
    assert_eq!(number("select count(*) from request").await, submitted);
    assert_eq!(number("select count(*) from case_row").await, submitted);
    assert_eq!(number("select count(*) from job").await, submitted);
    let mut cases: Vec<i64> = acknowledged.iter().map(|done| done.case.0).collect();
    cases.sort_unstable();
    cases.dedup();
    assert_eq!(cases.len(), acknowledged.len());
    let verified = db.verify(OFFICE).await.expect("it can be read");
    assert_eq!((verified.events, verified.broken_at), (2 * submitted, None));
    unanswered
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_are_cut_in_mid_commit_lose_and_double_nothing() {
    let ground = Ground::empty_postgres().migrated().await;
    let (writer, stop) = (ground.writer(), Arc::new(AtomicBool::new(false)));
    let burst = (0..16).map(|name| applicant(&writer, name, &stop)).collect();
    let client = client().await;
    for _ in 0..25 {
        tokio::time::sleep(Duration::from_millis(60)).await;
        let cut = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1";
        client.query(cut, &[&ground.name()]).await.expect("connections can be cut");
    }
    stop.store(true, Ordering::Relaxed);
    assert!(judged(&ground.db, burst).await > 0, "no connection was cut in mid-work");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_stops_and_starts_again_is_worked_with_as_before() {
    let cluster = Cluster::start();
    let db = Db::open(&cluster.url()).expect("an address");
    migrate(&db, 0).await.expect("it can be migrated");
    let writer = Writer::start(&db, rules()).expect("a writer");
    let stop = Arc::new(AtomicBool::new(false));
    let burst = (0..8).map(|name| applicant(&writer, name, &stop)).collect();
    let read = async || db.query("select count(*) from event", Vec::new()).await;
    for _ in 0..2 {
        tokio::time::sleep(Duration::from_millis(400)).await;
        read().await.expect("it can be read");
        cluster.down();
        let asked = Instant::now();
        let error = read().await.expect_err("there is no server");
        assert!(error.is_unavailable(), "{error}");
        assert!(asked.elapsed() < Duration::from_secs(4), "{:?}", asked.elapsed());
        cluster.up();
        read().await.expect("it can be read again at once");
    }
    tokio::time::sleep(Duration::from_millis(400)).await;
    stop.store(true, Ordering::Relaxed);
    assert!(judged(&db, burst).await > 0, "nobody noticed that the server was away");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_does_not_answer_is_given_up_in_time() {
    // It takes connections and says nothing.
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = silent.local_addr().expect("its address");
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok(connection) = silent.accept().await {
            held.push(connection);
        }
    });
    let db = Db::open(&format!("postgres://satupintu@{address}/postgres")).expect("an address");
    let writer = Writer::start(&db, rules()).expect("a writer");
    let asked = Instant::now();
    let (read, written) =
        tokio::join!(db.query("select count(*) from event", Vec::new()), writer.execute(submit("nobody")));
    assert!(read.expect_err("there is no answer").is_unavailable());
    assert!(written.expect_err("there is no answer").is_unavailable());
    assert!(asked.elapsed() < Duration::from_millis(4_500), "{:?}", asked.elapsed());
}
