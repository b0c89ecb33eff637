//! The log: gapless, chained, and telling what was done to it.

use store::{Statement, Verified, Writer};

use crate::crowd::at_once;
use crate::ground::{Ground, NEIGHBOUR, OFFICE, on_both, plain};
use crate::office::{STEPS, carry, submit};

on_both!(
    positions_are_gapless_in_each_office,
    a_case_is_what_its_events_make_of_it,
    a_changed_event_breaks_the_chain_where_it_stands,
    a_removed_event_breaks_the_chain,
    swapped_events_break_the_chain,
    a_log_that_was_cut_off_differs_from_what_was_noted,
);

async fn positions_are_gapless_in_each_office(ground: Ground) {
    let writer = ground.writer();
    let here = (0..20).map(|at| submit(&format!("here-{at}")));
    let there = (0..20).map(|at| store::Request { office: NEIGHBOUR.to_owned(), ..submit(&format!("there-{at}")) });
    let requests = here.zip(there).flat_map(|(here, there)| [here, there]).collect();
    assert!(at_once(&writer, requests).await.values().all(|answer| matches!(answer, Ok(Ok(_)))));
    for office in [OFFICE, NEIGHBOUR] {
        let rows = ground
            .rows("select min(position), max(position), count(*) from event where office = $1", vec![office.into()])
            .await;
        assert_eq!((rows[0].int(0), rows[0].int(1)), (1, rows[0].int(2)));
        let verified = ground.db.verify(office).await.expect("it can be read");
        assert_eq!((verified.events, verified.broken_at), (40, None));
    }
    let submitted = ground.number("select count(*) from event where kind = 'submitted' and case_id = position").await;
    assert_eq!(submitted, 40);
}

async fn a_case_is_what_its_events_make_of_it(ground: Ground) {
    let writer = ground.writer();
    let done = carry(&writer, "whole", STEPS.len()).await;
    let (case, history) = ground.db.case(OFFICE, done.case).await.expect("it can be read").expect("it is there");
    assert_eq!(case.version, done.version);
    assert_eq!(history.len() as u64, done.version);
    assert!(case.ended.is_some(), "{:?}", case.open);
    assert_eq!(case.letters.len(), 1);
    assert_eq!(ground.number("select count(*) from letter").await, 1);
    assert_eq!(ground.number("select count(*) from task").await, 0);
    assert_eq!(ground.number("select count(*) from job").await, 8);
    assert!(ground.db.case(NEIGHBOUR, done.case).await.expect("it can be read").is_none());
}

/// A log of two cases, after something was done to it.
async fn tampered(ground: &Ground, with: &[&'static str]) -> (Verified, Verified) {
    let writer: Writer = ground.writer();
    carry(&writer, "one", 2).await;
    carry(&writer, "two", 2).await;
    let before = ground.db.verify(OFFICE).await.expect("it can be read");
    assert_eq!(before.broken_at, None);
    writer.write(with.iter().map(|sql| plain(sql)).collect::<Vec<Statement>>()).await.expect("it is done");
    (before, ground.db.verify(OFFICE).await.expect("it can be read"))
}

async fn a_changed_event_breaks_the_chain_where_it_stands(ground: Ground) {
    let change = "update event set payload = replace(payload, 'lengkap', 'Lengkap') where position = 3";
    let (before, after) = tampered(&ground, &[change]).await;
    assert!(before.events > 3);
    assert_eq!((after.events, after.broken_at), (2, Some(3)));
}

async fn a_removed_event_breaks_the_chain(ground: Ground) {
    let (_, after) = tampered(&ground, &["delete from event where position = 4"]).await;
    assert_eq!(after.broken_at, Some(4));
}

async fn swapped_events_break_the_chain(ground: Ground) {
    let swap = [
        "update event set position = 0 where position = 3",
        "update event set position = 3 where position = 4",
        "update event set position = 4 where position = 0",
    ];
    let (_, after) = tampered(&ground, &swap).await;
    assert_eq!(after.broken_at, Some(3));
}

async fn a_log_that_was_cut_off_differs_from_what_was_noted(ground: Ground) {
    let cut = "delete from event where position = (select max(position) from event)";
    let (before, after) = tampered(&ground, &[cut]).await;
    assert_eq!(after.events, before.events - 1);
    assert_ne!(after.last, before.last);
}
