//! `satupintu migrate`: the database in the shape that this version needs.

use clap::Args;
use jiff::Timestamp;
use store::Db;

use super::lock::Lock;
use super::{Common, Failure};
use crate::ui::{Arg, tr, tr_with};

/// What migrating takes.
#[derive(Args)]
pub struct Migrate {}

impl Migrate {
    /// Applies what is missing, all or nothing, and says what that was.
    ///
    /// # Errors
    /// The configuration is wrong, another process works on the database, or a migration failed and left nothing.
    pub async fn run(self, common: &Common) -> Result<(), Failure> {
        let db = Db::open(&common.config()?.database).map_err(|error| Failure::Configuration(error.into()))?;
        let applied = bring_up(&db).await?;
        if applied.is_empty() {
            println!("{}", tr(common.lang(), "cli-migrate-nothing"));
        }
        for name in applied {
            println!("{}", tr_with(common.lang(), "cli-migrate-applied", &[("name", Arg::from(name))]));
        }
        Ok(())
    }
}

/// Applies what is missing, and gives it by number and name.
///
/// # Errors
/// Another process works on the database, or a migration failed and left nothing.
pub async fn bring_up(db: &Db) -> Result<Vec<String>, Failure> {
    let _lock = Lock::take(db)?;
    let migrated = store::migrate(db, Timestamp::now().as_microsecond()).await?;
    let applied: Vec<String> = migrated.applied.iter().map(|(version, name)| format!("{version:04} {name}")).collect();
    for name in &applied {
        tracing::debug!(name, "migration applied");
    }
    Ok(applied)
}
