//! Facts: read in the same transaction as the decision that needs them.

use store::{Fact, Request, Statement};

use crate::crowd::at_once;
use crate::ground::{Ground, OFFICE, on_both};
use crate::office::submit;

on_both!(a_fact_sees_what_the_commands_before_it_wrote, a_fact_that_is_no_number_fails_its_command);

/// A submission that asks how many cases the office has.
fn counting(id: &str) -> Request {
    let query = Statement::new("select count(*) from case_row where office = $1", vec![OFFICE.into()]);
    Request { facts: vec![Fact { name: "izin_aktif", query }], ..submit(id) }
}

async fn a_fact_sees_what_the_commands_before_it_wrote(ground: Ground) {
    let writer = ground.writer();
    // A doctor may practise at three places: the fourth is refused, also when all are asked for at once.
    let answers = at_once(&writer, (0..8).map(|at| counting(&format!("place-{at}"))).collect()).await;
    let accepted: Vec<&str> =
        answers.iter().filter(|(_, answer)| matches!(answer, Ok(Ok(_)))).map(|(id, _)| id.as_str()).collect();
    assert_eq!(accepted, ["place-0", "place-1", "place-2"]);
    assert!(answers.values().all(Result::is_ok));
    assert_eq!(ground.number("select count(*) from case_row").await, 3);
}

async fn a_fact_that_is_no_number_fails_its_command(ground: Ground) {
    let writer = ground.writer();
    let query = Statement::new("select 'satu'", Vec::new());
    let wrong = Request { facts: vec![Fact { name: "izin_aktif", query }], ..submit("wrong") };
    let answers = at_once(&writer, vec![counting("a"), wrong, counting("z")]).await;
    assert!(answers["wrong"].is_err());
    assert!(matches!((&answers["a"], &answers["z"]), (Ok(Ok(_)), Ok(Ok(_)))));
}
