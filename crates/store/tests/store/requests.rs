//! Requests: each acts once, and its answer is kept.

use casework::case::Command;
use store::{Request, StoreError};

use crate::crowd::at_once;
use crate::ground::{Ground, NEIGHBOUR, OFFICE, on_both};
use crate::office::{carry, complete, officer, request, submit};

on_both!(
    s11_a_request_that_comes_twice_acts_once,
    s11_the_same_request_many_times_at_once_acts_once,
    s11_the_answer_outlives_the_writer,
    a_refusal_changes_nothing_and_is_decided_anew,
    a_case_that_is_not_there_is_refused,
    an_office_that_is_not_served_is_an_error,
    the_same_id_in_another_office_is_another_request,
);

async fn s11_a_request_that_comes_twice_acts_once(ground: Ground) {
    let writer = ground.writer();
    let first = writer.execute(submit("twice")).await.expect("it is written").expect("it is accepted");
    let second = writer.execute(submit("twice")).await.expect("it is written").expect("it is accepted");
    assert_eq!(first, second);
    assert_eq!(ground.number("select count(*) from event where kind = 'submitted'").await, 1);
    assert_eq!(ground.number("select count(*) from job").await, 1);
}

async fn s11_the_same_request_many_times_at_once_acts_once(ground: Ground) {
    let writer = ground.writer();
    let clicks: Vec<_> = (0..40)
        .map(|_| {
            let writer = writer.clone();
            tokio::spawn(async move { writer.execute(submit("click")).await })
        })
        .collect();
    let mut answers = Vec::new();
    for click in clicks {
        answers.push(click.await.expect("it ends").expect("it is written").expect("it is accepted"));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
    assert_eq!(ground.number("select count(*) from event where kind = 'submitted'").await, 1);
}

async fn s11_the_answer_outlives_the_writer(ground: Ground) {
    let first = carry(&ground.writer(), "kept", 1).await;
    // A new writer remembers nothing; the step that was completed is long closed.
    let writer = ground.writer();
    let again = writer.execute(complete("kept-0", first.case, 0, 2)).await.expect("it is read");
    assert_eq!(again.expect("the kept answer"), first);
}

async fn a_refusal_changes_nothing_and_is_decided_anew(ground: Ground) {
    let writer = ground.writer();
    let done = carry(&writer, "refused", 0).await;
    let claim = |id: &str, role: &str| {
        let step = casework::sop::StepId("loket".to_owned());
        request(id, Some(done.case), officer(role), Command::Claim { step })
    };
    let refused = writer.execute(claim("claim", "kepala")).await.expect("it is decided");
    assert!(refused.is_err());
    assert_eq!(ground.number("select count(*) from request").await, 1);
    let events = ground.number("select count(*) from event").await;
    let accepted =
        writer.execute(claim("claim", "petugas-loket")).await.expect("it is decided").expect("it is accepted");
    assert_eq!(accepted.version, done.version + 1);
    assert_eq!(ground.number("select count(*) from event").await, events + 1);
    // The same officer again: nothing to do, and no event for it.
    let same = writer.execute(claim("again", "petugas-loket")).await.expect("it is decided").expect("it is accepted");
    assert_eq!(same, accepted);
    assert_eq!(ground.number("select count(*) from event").await, events + 1);
}

async fn a_case_that_is_not_there_is_refused(ground: Ground) {
    let writer = ground.writer();
    let nowhere = casework::case::CaseId(999);
    let answer = writer.execute(complete("nowhere", nowhere, 0, 1)).await.expect("it is decided");
    assert_eq!(answer.expect_err("a refusal").kind, casework::case::RefusalKind::NotFound);
    assert_eq!(ground.number("select count(*) from event").await, 0);
}

async fn an_office_that_is_not_served_is_an_error(ground: Ground) {
    let writer = ground.writer();
    let request = Request { office: "jakarta".to_owned(), ..submit("stranger") };
    let mut answers = at_once(&writer, vec![submit("known"), request]).await;
    assert!(matches!(answers.remove("stranger"), Some(Err(StoreError::Other(_)))));
    assert!(matches!(answers.remove("known"), Some(Ok(Ok(_)))));
}

async fn the_same_id_in_another_office_is_another_request(ground: Ground) {
    let writer = ground.writer();
    let there = Request { office: NEIGHBOUR.to_owned(), ..submit("same") };
    writer.execute(submit("same")).await.expect("it is written").expect("it is accepted");
    writer.execute(there).await.expect("it is written").expect("it is accepted");
    for office in [OFFICE, NEIGHBOUR] {
        assert_eq!(ground.db.verify(office).await.expect("it can be read").events, 2);
    }
}
