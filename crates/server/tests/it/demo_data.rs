//! The demo's past: the same for the same seed, in every state, true to the log, and silent about personal numbers.

use std::collections::BTreeSet;

use server::demo::{self, Past};
use store::{Row, Value};

use crate::on_both;
use crate::support::{Database, Office};

/// A year that ends on Wednesday, 25 November 2026.
fn past(cases: u32, seed: u64) -> Past {
    Past { cases, seed, until: "2026-11-25T10:05:00+07:00".parse().unwrap() }
}

async fn make(office: &Office, past: &Past) {
    demo::make(&office.app, &office.desk(), past).await.unwrap();
}

async fn rows(office: &Office, sql: &'static str) -> Vec<Row> {
    office.app.db().query(sql, Vec::new()).await.unwrap()
}

/// The number of events and the hash of the last, of a log that is whole.
async fn log(office: &Office) -> (i64, [u8; 32]) {
    let verified = office.app.db().verify("palembang").await.unwrap();
    assert_eq!(verified.broken_at, None);
    (verified.events, verified.last)
}

on_both! {
    async fn the_same_seed_gives_the_same_year_on_either_database(office: Office) {
        let here = Office::seeded(Database::Sqlite, 1).await;
        let there = match office.app.db() {
            store::Db::Sqlite(_) => Office::seeded(Database::Sqlite, 1).await,
            store::Db::Postgres(_) => Office::seeded(Database::Postgres, 1).await,
        };
        make(&here, &past(16, 7)).await;
        make(&there, &past(16, 7)).await;
        assert!(log(&here).await.0 > 200, "{}", log(&here).await.0);
        assert_eq!(log(&here).await, log(&there).await);
        make(&office, &past(16, 8)).await;
        assert_ne!(log(&here).await.1, log(&office).await.1);
    }
}

on_both! {
    async fn a_year_has_cases_in_every_state_and_a_rebuild_gives_its_rows_again(office: Office) {
        make(&office, &past(80, 1)).await;
        let states: BTreeSet<String> =
            rows(&office, "select distinct state from case_row").await.iter().map(|row| row.text(0).to_owned()).collect();
        assert_eq!(states.into_iter().collect::<Vec<_>>(), ["closed", "granted", "open", "rejected"]);
        let kinds: BTreeSet<String> =
            rows(&office, "select distinct kind from event").await.iter().map(|row| row.text(0).to_owned()).collect();
        for kind in ["corrected", "withdrawn", "timer_fired", "step_claimed", "branch_arrived", "duty_fulfilled", "fee"] {
            assert!(kinds.contains(kind), "nothing was {kind} in the whole year: {kinds:?}");
        }
        let late = rows(&office, "select count(*) from task where due < '2026-11-25'").await;
        assert!(late[0].int(0) > 0, "no step is late");
        let waiting = rows(&office, "select count(distinct role) from task").await;
        assert!(waiting[0].int(0) >= 6, "only {} roles have work", waiting[0].int(0));
        let counted = rows(&office, "select cast(sum(finished) as bigint), cast(sum(on_time) as bigint) from case_count").await;
        let (finished, on_time) = (counted[0].int(0), counted[0].int(1));
        assert!(on_time < finished && on_time * 10 > finished * 7, "{on_time} of {finished} on time");

        let balance = server::fees::balance(&office.desk()).await.unwrap();
        assert!(balance.holds() && balance.cash.0 > 0, "{balance:?}");

        let before = read_tables(&office).await;
        let events = office.app.rebuild(&office.desk()).await.unwrap();
        assert_eq!(events, log(&office).await.0);
        assert_eq!(before, read_tables(&office).await);
    }
}

/// Every row of every read table, as text.
async fn read_tables(office: &Office) -> Vec<String> {
    let mut all = Vec::new();
    for sql in [
        "select * from case_row order by id",
        "select * from task order by case_id, step",
        "select * from case_count order by service, day, days",
        "select * from case_person order by case_id",
        "select * from fee_bill order by number",
        "select * from fee_payment order by receipt",
        "select * from fee_entry order by case_id, seq, account",
        "select * from letter order by number",
        "select * from duty order by case_id, duty",
        "select * from holding order by person, service, case_id",
        "select * from sequence order by name",
    ] {
        for row in rows(office, sql).await {
            all.push(row.values().iter().map(told).collect::<Vec<_>>().join("|"));
        }
    }
    all
}

fn told(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Int(int) => int.to_string(),
        Value::Text(text) => text.to_string(),
        Value::Bytes(bytes) => format!("{bytes:?}"),
    }
}

on_both! {
    async fn no_personal_number_is_in_a_mail_or_on_a_public_page(office: Office) {
        make(&office, &past(24, 3)).await;
        office.at("2026-11-25T10:05:00+07:00").await;
        let submitted = rows(&office, "select payload from event where kind = 'submitted'").await;
        let numbers: BTreeSet<String> = submitted
            .iter()
            .map(|row| serde_json::from_str::<serde_json::Value>(row.text(0)).unwrap())
            .map(|event| event["answers"]["nik"].as_str().unwrap().to_owned())
            .collect();
        assert!(numbers.len() > 15 && numbers.iter().all(|nik| casework::id::Nik::parse(nik).is_ok()));
        let silent = |text: &str, place: &str| {
            let told = numbers.iter().find(|nik| text.contains(nik.as_str()));
            assert!(told.is_none(), "{place} tells a personal number");
        };
        let mails = rows(&office, "select subject, body, recipient from message").await;
        assert!(mails.len() > 80, "{} mails", mails.len());
        for mail in &mails {
            silent(&format!("{}\n{}\n{}", mail.text(0), mail.text(1), mail.text(2)), "a mail");
        }
        let mut visitor = office.visitor();
        for page in ["/", "/layanan", "/surel"] {
            silent(&visitor.get(page).await.text(), page);
        }
        for row in rows(&office, "select tracking from case_row").await {
            let page = visitor.get(&format!("/lacak/{}", row.text(0))).await;
            silent(&page.text(), "a tracking page");
        }
    }
}
