//! Batches: a fault fails its own command and not its neighbours, and leaves nothing.

use std::sync::Arc;

use casework::case::Event;
use store::{Change, Projection, Rules, Statement, StoreError, Writer};

use crate::crowd::at_once;
use crate::ground::{Ground, OFFICE, on_both, plain, rules};
use crate::office::submit;
use crate::rows;

on_both!(
    a_conflict_fails_its_own_command_only,
    a_projection_that_breaks_off_fails_its_own_command_only,
    statements_are_written_all_or_none,
    a_statement_is_held_to_the_rows_that_it_must_touch,
    what_a_failed_command_would_have_been_leaves_no_number_missing,
);

/// A writer whose projection does something special for the requests that a test calls bad.
fn writer(ground: &Ground, bad: impl Fn(&Change<'_>) -> Option<Statement> + Send + Sync + 'static) -> Writer {
    let project: Arc<Projection> = Arc::new(move |change, office| {
        let mut statements = rows::project(change, office);
        statements.extend(bad(change));
        statements
    });
    let rules = rules().into_iter().map(|(office, rules)| (office, Rules { rows: project.clone(), ..rules }));
    Writer::start(&ground.db, rules.collect()).expect("a writer")
}

/// Whether the change is by a submission with such a registration number.
fn is_number(change: &Change<'_>, last: u64) -> bool {
    change
        .events
        .iter()
        .any(|recorded| matches!(&recorded.event, Event::Submitted { filing, .. } if filing.sequence.1 == last))
}

async fn a_conflict_fails_its_own_command_only(ground: Ground) {
    // Every case takes the slot of its applicant's place in the queue; the third finds the first one's.
    let writer = writer(&ground, |change| {
        let slot = if is_number(change, 3) { 1 } else { change.case_id.0 };
        let sql = "insert into request (office, id, result, at_us) values ($1, $2, '', 0)";
        Some(Statement::new(sql, vec![change.office.into(), format!("taken-{slot}").into()]))
    });
    let ids: Vec<String> = (0..12).map(|at| format!("slot-{at:02}")).collect();
    let answers = at_once(&writer, ids.iter().map(|id| submit(id)).collect()).await;
    // The third number stays free until somebody gets it without the conflict: nobody does.
    let failed: Vec<&str> = answers
        .iter()
        .filter(|(_, answer)| matches!(answer, Err(StoreError::Conflict(_))))
        .map(|(id, _)| id.as_str())
        .collect();
    let written = answers.values().filter(|answer| matches!(answer, Ok(Ok(_)))).count();
    assert_eq!((written, failed.len()), (2, 10), "{answers:?}");
    assert_eq!(failed[0], "slot-02");
    assert_eq!(ground.number("select count(*) from event where kind = 'submitted'").await, 2);
    assert_eq!(ground.number("select count(*) from request where id like 'slot-%'").await, 2);
    let verified = ground.db.verify(OFFICE).await.expect("it can be read");
    assert_eq!((verified.events, verified.broken_at), (4, None));
}

async fn what_a_failed_command_would_have_been_leaves_no_number_missing(ground: Ground) {
    let writer = writer(&ground, |change| {
        let bad = change.case.answers.text("nama_tempat") == Some("Klinik Bentrok");
        bad.then(|| {
            Statement::new(
                "insert into request (office, id, result, at_us) values ($1, 'good-0', '', 0)",
                vec![change.office.into()],
            )
        })
    });
    let bad = |id: String| {
        let mut request = submit(&id);
        if let casework::case::Command::Submit(submission) = &mut request.command {
            submission.answers.0.insert("nama_tempat".to_owned(), "Klinik Bentrok".into());
        }
        request
    };
    let requests = (0..10).flat_map(|at| [submit(&format!("good-{at}")), bad(format!("bad-{at}"))]).collect();
    let answers = at_once(&writer, requests).await;
    for (id, answer) in &answers {
        let good = id.starts_with("good");
        assert!(
            if good { matches!(answer, Ok(Ok(_))) } else { matches!(answer, Err(StoreError::Conflict(_))) },
            "{id}: {answer:?}"
        );
    }
    let rows = ground.rows("select value from sequence where office = $1", vec![OFFICE.into()]).await;
    assert_eq!(rows[0].int(0), 10);
    assert_eq!(ground.number("select count(distinct number) from case_row").await, 10);
    let verified = ground.db.verify(OFFICE).await.expect("it can be read");
    assert_eq!((verified.events, verified.broken_at), (20, None));
}

async fn a_projection_that_breaks_off_fails_its_own_command_only(ground: Ground) {
    let writer = writer(&ground, |change| {
        assert!(change.case.answers.text("nama_tempat") != Some("Klinik Retak"), "a fault of the program");
        None
    });
    let mut broken = submit("broken");
    if let casework::case::Command::Submit(submission) = &mut broken.command {
        submission.answers.0.insert("nama_tempat".to_owned(), "Klinik Retak".into());
    }
    let answers = at_once(&writer, vec![submit("a"), broken, submit("z")]).await;
    assert!(matches!(&answers["broken"], Err(StoreError::Other(_))), "{answers:?}");
    assert!(matches!((&answers["a"], &answers["z"]), (Ok(Ok(_)), Ok(Ok(_)))));
    assert_eq!(ground.number("select count(*) from event").await, 4);
}

async fn statements_are_written_all_or_none(ground: Ground) {
    let writer = ground.writer();
    let put = |id: &str| {
        Statement::new("insert into request (office, id, result, at_us) values ('x', $1, '', 0)", vec![id.into()])
    };
    writer.write(vec![put("a"), put("b")]).await.expect("it is written");
    let conflict = writer.write(vec![put("c"), put("a")]).await;
    assert!(matches!(conflict, Err(StoreError::Conflict(_))), "{conflict:?}");
    assert_eq!(ground.number("select count(*) from request").await, 2);
    let rows = writer.returning(plain("delete from request returning id")).await.expect("it is written");
    assert_eq!(rows.len(), 2);
    let wrong = writer.write(vec![plain("delete from nowhere")]).await;
    assert!(matches!(wrong, Err(StoreError::Other(_))), "{wrong:?}");
    writer.write(vec![put("c")]).await.expect("the writer goes on");
}

async fn a_statement_is_held_to_the_rows_that_it_must_touch(ground: Ground) {
    let writer = ground.writer();
    let put = "insert into request (office, id, result, at_us) values ('x', 'a', 'old', 0)";
    writer.write(vec![plain(put)]).await.expect("it is written");
    let change = || plain("update request set result = 'new' where result = 'old'").touching(1);
    writer.write(vec![change()]).await.expect("it touches one row");
    let stale = writer.write(vec![plain("delete from request"), change()]).await;
    assert!(matches!(stale, Err(StoreError::Conflict(_))), "{stale:?}");
    assert_eq!(ground.number("select count(*) from request where result = 'new'").await, 1);
}
