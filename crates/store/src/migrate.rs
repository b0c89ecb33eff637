//! Migrations: numbered files in the common dialect, each applied once, in order, all of a run in one transaction.

use sha2::{Digest as _, Sha256};

use crate::{Db, Row, StoreError, Value, postgres, sqlite};

/// Every migration: its number, its name, its text. The files are never changed once released.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "log", include_str!("../migrations/0001_log.sql")),
    (100, "people", include_str!("../migrations/0100_people.sql")),
    (110, "portal", include_str!("../migrations/0110_portal.sql")),
    (120, "cases", include_str!("../migrations/0120_cases.sql")),
    (130, "licences", include_str!("../migrations/0130_licences.sql")),
    (140, "notices", include_str!("../migrations/0140_notices.sql")),
    (150, "sops", include_str!("../migrations/0150_sops.sql")),
    (160, "api", include_str!("../migrations/0160_api.sql")),
    (180, "calendars", include_str!("../migrations/0180_calendars.sql")),
    (181, "cases", include_str!("../migrations/0181_cases.sql")),
    (190, "fees", include_str!("../migrations/0190_fees.sql")),
    (191, "cases", include_str!("../migrations/0191_cases.sql")),
    (200, "people", include_str!("../migrations/0200_people.sql")),
    (230, "cases", include_str!("../migrations/0230_cases.sql")),
    (231, "portal", include_str!("../migrations/0231_portal.sql")),
    (250, "hall", include_str!("../migrations/0250_hall.sql")),
];

const TABLE: &str = "create table if not exists schema_migration (
    version bigint primary key, name text not null, sha256 text not null, applied_us bigint not null)";

/// The text of every migration, in order.
pub(crate) fn texts() -> impl Iterator<Item = &'static str> {
    MIGRATIONS.iter().map(|(_, _, text)| *text)
}

const KNOWN: &str = "select version, name, sha256 from schema_migration order by version";

const RECORD: &str = "insert into schema_migration (version, name, sha256, applied_us) values ($1, $2, $3, $4)";

/// What a migration run did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// The migrations that were applied now, by number and name.
    pub applied: Vec<(i64, String)>,
}

/// One entry of the list.
type Migration = (i64, &'static str, &'static str);

/// Applies what is missing, all or nothing. Two programs that start at once take turns.
///
/// # Errors
/// The database is newer than the program, a released migration's text differs, or a statement failed; nothing has
/// changed then.
pub async fn migrate(db: &Db, at_us: i64) -> Result<Migrated, StoreError> {
    let applied = match db {
        Db::Sqlite(db) => {
            let db = db.clone();
            let done = tokio::task::spawn_blocking(move || on_sqlite(&db.writer()?, at_us));
            done.await.map_err(|error| StoreError::other(error.to_string()))??
        }
        Db::Postgres(db) => on_postgres(&db.maintain().await?, db.schema(), at_us).await?,
    };
    Ok(Migrated { applied: applied.into_iter().map(|(version, name, _)| (version, name.to_owned())).collect() })
}

/// The migrations that are still to be applied, without applying them.
///
/// # Errors
/// As [`migrate`].
pub async fn pending(db: &Db) -> Result<Vec<(i64, &'static str)>, StoreError> {
    let there = match db {
        Db::Sqlite(file) if !file.path().exists() => false,
        Db::Sqlite(_) | Db::Postgres(_) => {
            db.query(db.dialect().has_table(), vec!["schema_migration".into()]).await?.iter().any(|row| row.int(0) > 0)
        }
    };
    let known = if there { db.query(KNOWN, Vec::new()).await? } else { Vec::new() };
    Ok(missing(&known)?.into_iter().map(|(version, name, _)| (version, name)).collect())
}

fn on_sqlite(connection: &rusqlite::Connection, at_us: i64) -> Result<Vec<Migration>, StoreError> {
    connection.execute_batch("begin immediate")?;
    let applied = (|| {
        connection.execute_batch(TABLE)?;
        let todo = missing(&sqlite::query(connection, KNOWN, &[])?)?;
        for migration in &todo {
            connection.execute_batch(migration.2).map_err(|error| in_file(migration, error.into()))?;
            sqlite::query(connection, RECORD, &record(migration, at_us))?;
        }
        Ok(todo)
    })();
    connection.execute_batch(if applied.is_ok() { "commit" } else { "rollback" })?;
    applied
}

async fn on_postgres(
    client: &tokio_postgres::Client,
    schema: Option<&str>,
    at_us: i64,
) -> Result<Vec<Migration>, StoreError> {
    client.batch_execute("begin; select pg_advisory_xact_lock(7301)").await?;
    let applied = async {
        if let Some(schema) = schema {
            client.batch_execute(&format!("create schema if not exists {schema}")).await?;
        }
        client.batch_execute(TABLE).await?;
        let todo = missing(&postgres::query(client, &client.prepare(KNOWN).await?, &[]).await?)?;
        for migration in &todo {
            client.batch_execute(migration.2).await.map_err(|error| in_file(migration, error.into()))?;
            postgres::query(client, &client.prepare(RECORD).await?, &record(migration, at_us)).await?;
        }
        Ok(todo)
    }
    .await;
    client.batch_execute(if applied.is_ok() { "commit" } else { "rollback" }).await?;
    applied
}

fn record((version, name, text): &Migration, at_us: i64) -> Vec<Value> {
    vec![(*version).into(), (*name).into(), hash(text).into(), at_us.into()]
}

fn in_file((version, name, _): &Migration, error: StoreError) -> StoreError {
    match error {
        StoreError::Other(message) => StoreError::Other(format!("migration {version} ({name}): {message}")),
        other @ (StoreError::Unavailable(_)
        | StoreError::Conflict(_)
        | StoreError::Full(_)
        | StoreError::Version(_)) => other,
    }
}

/// Those that are still to be applied; refuses a database that does not fit this program.
fn missing(known: &[Row]) -> Result<Vec<Migration>, StoreError> {
    for row in known {
        let (version, name) = (row.int(0), row.text(1));
        match MIGRATIONS.iter().find(|(ours, ..)| *ours == version) {
            None => {
                return Err(StoreError::Version(format!(
                    "the database has migration {version} ({name}), which this program does not know: it was made by a \
                     newer version. Run that version, or restore a backup from before the upgrade"
                )));
            }
            Some((_, _, text)) if hash(text) != row.text(2) => {
                return Err(StoreError::Version(format!(
                    "migration {version} ({name}) was applied with another text than this program has. Find out which \
                     build made the database before going on"
                )));
            }
            Some(_) => {}
        }
    }
    let unknown = |(version, ..): &&Migration| known.iter().all(|row| row.int(0) != *version);
    Ok(MIGRATIONS.iter().filter(unknown).copied().collect())
}

fn hash(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
