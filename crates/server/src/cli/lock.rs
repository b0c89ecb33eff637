//! One process at a time works on an SQLite file.
//!
//! The writer remembers where the log ends. On PostgreSQL it looks again under a lock of the server; on SQLite it relies
//! on being the only one. The lock is the operating system's, on a file beside the database, and is gone with the process
//! however that ends.

use std::fs::{File, TryLockError};

use anyhow::{Context as _, Result, bail};
use store::Db;

/// The right to write, kept while this lives.
#[derive(Debug)]
pub struct Lock {
    _file: Option<File>,
}

impl Lock {
    /// Takes the right to write to a database. On PostgreSQL everybody may.
    ///
    /// # Errors
    /// Another process has it, or the file beside the database cannot be written.
    pub fn take(db: &Db) -> Result<Lock> {
        let Db::Sqlite(sqlite) = db else { return Ok(Lock { _file: None }) };
        let mut name = sqlite.path().as_os_str().to_owned();
        name.push(".lock");
        let shown = name.to_string_lossy().into_owned();
        let open = File::options().create(true).truncate(false).write(true).open(&name);
        let file = open.with_context(|| {
            format!("cannot write {shown}. Its folder must exist and belong to the user that runs satupintu")
        })?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => bail!(
                "another process works on {}. Stop it first: on SQLite one process serves and does the jobs; for several \
                 processes use PostgreSQL (docs/how-to/postgresql.md)",
                sqlite.path().display()
            ),
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("{shown} cannot be locked; the folder must be on a local disk"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_process_is_told_and_a_later_one_is_not() {
        let folder = std::env::temp_dir().join(format!("satupintu-lock-{:016x}", rand::random::<u64>()));
        std::fs::create_dir_all(&folder).unwrap();
        let db = Db::open(&format!("sqlite:{}", folder.join("office.db").display())).unwrap();
        let first = Lock::take(&db).unwrap();
        assert!(Lock::take(&db).unwrap_err().to_string().contains("another process"));
        drop(first);
        assert!(Lock::take(&db).is_ok());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
