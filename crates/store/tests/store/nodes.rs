//! Several nodes on one PostgreSQL: each sees what the others appended, and there is one order.

use store::{Db, Writer};

use crate::ground::{Ground, OFFICE, rules};
use crate::office::{STEPS, carry, complete, submit};

fn node(ground: &Ground) -> Writer {
    Writer::start(&Db::open(&ground.url).expect("an address"), rules()).expect("a writer")
}

#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_at_once_make_one_gapless_log() {
    let ground = Ground::empty_postgres().migrated().await;
    let nodes = [node(&ground), node(&ground)];
    let clients: Vec<_> = (0..16)
        .map(|client| {
            let writer = nodes[client % 2].clone();
            tokio::spawn(async move {
                for at in 0..3 {
                    carry(&writer, &format!("client-{client}-{at}"), STEPS.len()).await;
                }
            })
        })
        .collect();
    for client in clients {
        client.await.expect("every command is accepted");
    }
    let verified = ground.db.verify(OFFICE).await.expect("it can be read");
    let events = ground.number("select count(*) from event").await;
    assert_eq!((verified.events, verified.broken_at), (events, None));
    assert_eq!(ground.number("select count(distinct number) from case_row where state = 'granted'").await, 48);
    assert_eq!(ground.number("select value from sequence order by name limit 1").await, 48);
    assert_eq!(ground.number("select count(distinct number) from letter").await, 48);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_goes_from_node_to_node() {
    let ground = Ground::empty_postgres().migrated().await;
    let nodes = [node(&ground), node(&ground)];
    let mut done = nodes[0].execute(submit("wanderer")).await.expect("it is written").expect("it is accepted");
    for at in 0..STEPS.len() {
        // The node that did the step before remembers the case; this one remembers an older state of it.
        let request = complete(&format!("wander-{at}"), done.case, at, done.version);
        done = nodes[(at + 1) % 2].execute(request).await.expect("it is written").expect("it is accepted");
    }
    let (case, _) = ground.db.case(OFFICE, done.case).await.expect("it can be read").expect("it is there");
    assert!(case.ended.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_was_long_away_catches_up() {
    let ground = Ground::empty_postgres().migrated().await;
    let (here, away) = (node(&ground), node(&ground));
    let first = carry(&away, "first", 0).await;
    for at in 0..40 {
        carry(&here, &format!("meanwhile-{at}"), STEPS.len()).await;
    }
    assert!(ground.number("select count(*) from event").await > 500);
    let done = away.execute(complete("first-0", first.case, 0, first.version)).await.expect("it is written");
    assert_eq!(done.expect("it is accepted").version, first.version + 2);
    assert_eq!(ground.db.verify(OFFICE).await.expect("it can be read").broken_at, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_another_node_carried_out_gets_its_answer() {
    let ground = Ground::empty_postgres().migrated().await;
    let (one, two) = (node(&ground), node(&ground));
    let (first, second) = tokio::join!(one.execute(submit("both")), two.execute(submit("both")));
    let first = first.expect("it is written").expect("it is accepted");
    assert_eq!(first, second.expect("it is written").expect("it is accepted"));
    assert_eq!(ground.number("select count(*) from event where kind = 'submitted'").await, 1);
}
