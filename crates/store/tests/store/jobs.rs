//! Jobs: written with what causes them, taken once, tried again, given up in the end.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use store::{Job, Taken, Writer};

use crate::ground::{Ground, OFFICE, on_both};
use crate::office::morning;

on_both!(
    a_job_is_taken_by_one_of_two_workers,
    a_cause_gives_one_job,
    a_job_waits_for_its_hour_and_the_oldest_goes_first,
    a_job_whose_worker_died_is_taken_again,
    a_failed_job_waits_longer_each_time_and_is_given_up,
);

fn job(id: &str, run_at: Timestamp) -> Job {
    Job { id: id.to_owned(), kind: "mail", payload: serde_json::json!({ "to": "warga@surel.contoh" }), run_at }
}

fn later(seconds: i64) -> Timestamp {
    morning() + SignedDuration::from_secs(seconds)
}

async fn take(writer: &Writer, ground: &Ground, at: Timestamp, most: i64) -> Vec<Taken> {
    writer.take_jobs(&ground.db, at, 60, most).await.expect("jobs can be taken")
}

async fn enqueue(writer: &Writer, jobs: Vec<Job>) {
    writer.write(jobs.iter().map(|job| job.enqueue(OFFICE)).collect()).await.expect("it is written");
}

async fn a_job_is_taken_by_one_of_two_workers(ground: Ground) {
    let (one, two) = (ground.writer(), ground.writer());
    enqueue(&one, (0..60).map(|at| job(&format!("job-{at}"), morning())).collect()).await;
    let work = async |writer: &Writer| {
        let mut all = Vec::new();
        loop {
            let taken = take(writer, &ground, morning(), 7).await;
            if taken.is_empty() {
                return all;
            }
            all.extend(taken.into_iter().map(|taken| taken.id));
        }
    };
    let (one, two) = tokio::join!(work(&one), work(&two));
    assert_eq!(one.len() + two.len(), 60);
    assert_eq!(one.iter().chain(&two).collect::<BTreeSet<_>>().len(), 60);
}

async fn a_cause_gives_one_job(ground: Ground) {
    let writer = ground.writer();
    enqueue(&writer, vec![job("receipt-1", morning()), job("receipt-1", later(5))]).await;
    let taken = take(&writer, &ground, later(10), 10).await;
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].kind, "mail");
    assert_eq!(taken[0].payload["to"], "warga@surel.contoh");
    writer.write(vec![taken[0].done(later(11))]).await.expect("it is written");
    enqueue(&writer, vec![job("receipt-1", later(12))]).await;
    assert!(take(&writer, &ground, later(9_999), 10).await.is_empty());
}

async fn a_job_waits_for_its_hour_and_the_oldest_goes_first(ground: Ground) {
    let writer = ground.writer();
    enqueue(&writer, vec![job("c", later(30)), job("a", later(10)), job("b", later(20))]).await;
    assert!(take(&writer, &ground, later(9), 10).await.is_empty());
    let ids = |taken: Vec<Taken>| taken.into_iter().map(|taken| taken.id).collect::<Vec<_>>();
    assert_eq!(ids(take(&writer, &ground, later(60), 2).await), ["a", "b"]);
    assert_eq!(ids(take(&writer, &ground, later(60), 2).await), ["c"]);
}

async fn a_job_whose_worker_died_is_taken_again(ground: Ground) {
    let writer = ground.writer();
    enqueue(&writer, vec![job("pdf", morning())]).await;
    assert_eq!(take(&writer, &ground, morning(), 1).await[0].attempt, 1);
    assert!(take(&writer, &ground, later(59), 1).await.is_empty());
    assert_eq!(take(&writer, &ground, later(61), 1).await[0].attempt, 2);
}

async fn a_failed_job_waits_longer_each_time_and_is_given_up(ground: Ground) {
    let writer = ground.writer();
    enqueue(&writer, vec![job("mail", morning())]).await;
    let mut now = morning();
    let mut waits = Vec::new();
    for attempt in 1..=8 {
        let taken = take(&writer, &ground, now, 1).await.pop().expect("its hour has come");
        assert_eq!(taken.attempt, attempt);
        writer.write(vec![taken.failed(now, "connection refused")]).await.expect("it is written");
        let again = ground.number("select run_at_us from job").await;
        waits.push(again - now.as_microsecond());
        assert!(take(&writer, &ground, now, 1).await.is_empty());
        now = Timestamp::from_microsecond(again).expect("a moment");
    }
    assert!(waits.windows(2).all(|pair| pair[0] < pair[1]), "{waits:?}");
    assert_eq!(ground.number("select dead from job").await, 1);
    assert!(take(&writer, &ground, later(999_999_999), 1).await.is_empty());
    let rows = ground.rows("select last_error from job", Vec::new()).await;
    assert_eq!(rows[0].text(0), "connection refused");
}
