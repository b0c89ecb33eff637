//! Migrations: numbered files in the common dialect, each applied once, in order, in a transaction of its own.

use sha2::{Digest as _, Sha256};

use crate::{Db, Row, Statement, StoreError};

/// Every migration: its number, its name, its text. The files are never changed once released.
const MIGRATIONS: [(i64, &str, &str); 7] = [
    (1, "log", include_str!("../migrations/0001_log.sql")),
    (100, "people", include_str!("../migrations/0100_people.sql")),
    (110, "portal", include_str!("../migrations/0110_portal.sql")),
    (120, "cases", include_str!("../migrations/0120_cases.sql")),
    (130, "licences", include_str!("../migrations/0130_licences.sql")),
    (140, "notices", include_str!("../migrations/0140_notices.sql")),
    (150, "sops", include_str!("../migrations/0150_sops.sql")),
];

const TABLE: &str = "create table if not exists schema_migration (
    version bigint primary key, name text not null, sha256 text not null, applied_us bigint not null)";

/// What a migration run did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migrated {
    /// The migrations that were applied now, by number and name.
    pub applied: Vec<(i64, String)>,
}

/// Applies what is missing.
///
/// # Errors
/// The database is newer than the program, a released migration's text differs, or a statement failed; the migration
/// that failed has left nothing.
pub async fn migrate(db: &Db, at_us: i64) -> Result<Migrated, StoreError> {
    db.script(TABLE).await?;
    let known = db.query("select version, name, sha256 from schema_migration order by version", Vec::new()).await?;
    refuse_what_differs(&known)?;
    let mut applied = Vec::new();
    for (version, name, text) in MIGRATIONS {
        if known.iter().any(|row| row.int(0) == version) {
            continue;
        }
        let record = Statement::new(
            "insert into schema_migration (version, name, sha256, applied_us) values ($1, $2, $3, $4)",
            vec![version.into(), name.into(), hash(text).into(), at_us.into()],
        );
        db.migration(text, record).await?;
        applied.push((version, name.to_owned()));
    }
    Ok(Migrated { applied })
}

/// The migrations that are still to be applied, without applying them.
///
/// # Errors
/// As [`migrate`].
pub async fn pending(db: &Db) -> Result<Vec<(i64, &'static str)>, StoreError> {
    db.script(TABLE).await?;
    let known = db.query("select version, name, sha256 from schema_migration order by version", Vec::new()).await?;
    refuse_what_differs(&known)?;
    let missing = MIGRATIONS.iter().filter(|(version, ..)| known.iter().all(|row| row.int(0) != *version));
    Ok(missing.map(|(version, name, _)| (*version, *name)).collect())
}

fn refuse_what_differs(known: &[Row]) -> Result<(), StoreError> {
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
    Ok(())
}

fn hash(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
