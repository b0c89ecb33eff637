//! Migrations: all or none, once, and never into a database of another version.

use store::{Db, StoreError, Writer, migrate, pending};

use crate::ground::{Ground, plain, rules};

async fn grounds() -> [Ground; 2] {
    [Ground::empty_sqlite(), Ground::empty_postgres()]
}

/// A writer that needs no table.
fn writer(db: &Db) -> Writer {
    Writer::start(db, rules()).expect("a writer")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_is_brought_to_the_programs_version_once() {
    for ground in grounds().await {
        let missing = pending(&ground.db).await.expect("an empty database can be looked at");
        let first = migrate(&ground.db, 7).await.expect("it can be migrated");
        assert_eq!(first.applied.len(), missing.len());
        assert_eq!(first.applied[0], (1, "log".to_owned()));
        assert!(pending(&ground.db).await.expect("it can be looked at").is_empty());
        assert!(migrate(&ground.db, 8).await.expect("it can be migrated again").applied.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_programs_that_start_at_once_take_turns() {
    for ground in grounds().await {
        let other = Db::open(&ground.url).expect("an address");
        let (one, two) = tokio::join!(migrate(&ground.db, 1), migrate(&other, 2));
        let applied = [one, two].map(|done| done.expect("it can be migrated").applied.len());
        assert!(applied.contains(&0) && applied.iter().any(|count| *count > 0), "{applied:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_database_is_refused() {
    for ground in grounds().await {
        let ground = ground.migrated().await;
        let newer = "insert into schema_migration (version, name, sha256, applied_us) values (9999, 'later', '', 0)";
        writer(&ground.db).write(vec![plain(newer)]).await.expect("it is written");
        for told in [migrate(&ground.db, 1).await.map(drop), pending(&ground.db).await.map(drop)] {
            let Err(StoreError::Version(message)) = told else { panic!("{told:?}") };
            assert!(message.contains("9999 (later)") && message.contains("newer version"), "{message}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_released_migration_with_another_text_is_refused() {
    for ground in grounds().await {
        let ground = ground.migrated().await;
        let changed = "update schema_migration set sha256 = 'another' where version = 1";
        writer(&ground.db).write(vec![plain(changed).touching(1)]).await.expect("it is written");
        let Err(StoreError::Version(message)) = migrate(&ground.db, 1).await else { panic!("it was taken") };
        assert!(message.contains("migration 1 (log)"), "{message}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_migration_that_fails_leaves_nothing() {
    for ground in grounds().await {
        // The name of a table of a later migration is taken.
        if let Db::Postgres(_) = ground.db {
            let client = crate::outage::client().await;
            let name = ground.name();
            client
                .batch_execute(&format!("create schema {name}; create table {name}.message (a bigint)"))
                .await
                .expect("it is made");
        } else {
            writer(&ground.db).write(vec![plain("create table message (a bigint)")]).await.expect("it is made");
        }
        let failed = migrate(&ground.db, 1).await.expect_err("the name is taken");
        assert!(failed.to_string().contains("notices"), "{failed}");
        assert!(ground.db.query("select count(*) from event", Vec::new()).await.is_err());
        assert!(ground.db.query("select count(*) from schema_migration", Vec::new()).await.is_err());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_cannot_be_opened_says_which() {
    let db = Db::open("sqlite:nowhere/at/all/office.db").expect("an address");
    let error = db.query("select 1", Vec::new()).await.expect_err("there is no such folder");
    assert!(error.is_unavailable() && error.to_string().contains("nowhere/at/all/office.db"), "{error}");
    assert!(migrate(&db, 1).await.is_err());
}
