//! Read tables that are thrown away and written again are the same.

use store::{Rebuild, Row, Statement, rebuild};

use crate::ground::{Ground, NEIGHBOUR, OFFICE, on_both};
use crate::office::{STEPS, carry, demo, submit};
use crate::rows;

on_both!(rebuilt_rows_are_the_same, an_office_is_rebuilt_without_its_neighbour);

/// All rows of every read table, and of the sequences.
async fn dump(ground: &Ground) -> Vec<Vec<Row>> {
    let tables = [
        "select * from case_row order by office, id",
        "select * from task order by office, case_id, step",
        "select * from letter order by office, number",
        "select * from sequence order by office, name",
        "select * from job order by office, id",
    ];
    let mut all = Vec::new();
    for table in tables {
        all.push(ground.rows(table, Vec::new()).await);
    }
    all
}

async fn rebuilt_rows_are_the_same(ground: Ground) {
    let writer = ground.writer();
    let mut carrying = Vec::new();
    // More events than a page of the rebuild holds, of cases in every state.
    for at in 0..260 {
        let writer = writer.clone();
        carrying.push(tokio::spawn(async move { carry(&writer, &format!("case-{at}"), at % (STEPS.len() + 1)).await }));
    }
    for one in carrying {
        one.await.expect("every command is accepted");
    }
    for at in 0..100 {
        carry(&writer, &format!("whole-{at}"), STEPS.len()).await;
    }
    let before = dump(&ground).await;
    assert!(before.iter().all(|rows| !rows.is_empty()));
    writer
        .write(vec![
            Statement::new("update case_row set state = 'lost', applicant = ''", Vec::new()),
            Statement::new("delete from task where step <> 'loket'", Vec::new()),
            Statement::new("update sequence set value = 1", Vec::new()),
        ])
        .await
        .expect("it is spoilt");
    assert_ne!(dump(&ground).await, before);
    let what = Rebuild { office: OFFICE, rules: demo(), rows: &rows::project, clear: rows::clear(OFFICE) };
    let events = rebuild(&ground.db, &writer, &what).await.expect("it can be rebuilt");
    assert_eq!(events, ground.number("select count(*) from event").await);
    assert!(events > 4_000, "{events} events are less than a page");
    let after = dump(&ground).await;
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
    // Work goes on where it was.
    let done = writer.execute(submit("afterwards")).await.expect("it is written").expect("it is accepted");
    let number = ground.rows("select number from case_row where id = $1", vec![done.case.0.into()]).await;
    assert!(number[0].text(0).contains("361"), "{:?}", number[0].text(0));
}

async fn an_office_is_rebuilt_without_its_neighbour(ground: Ground) {
    let writer = ground.writer();
    carry(&writer, "here", 3).await;
    let there = store::Request { office: NEIGHBOUR.to_owned(), ..submit("there") };
    writer.execute(there).await.expect("it is written").expect("it is accepted");
    let before = dump(&ground).await;
    let what = Rebuild { office: OFFICE, rules: demo(), rows: &rows::project, clear: rows::clear(OFFICE) };
    rebuild(&ground.db, &writer, &what).await.expect("it can be rebuilt");
    assert_eq!(dump(&ground).await, before);
}
