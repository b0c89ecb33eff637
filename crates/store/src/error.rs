//! What can go wrong with a database, by what the caller can do about it.

use std::error::Error as _;

/// A fault of the store. It is ours, never an answer to a person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The database does not answer. Nothing was saved, or it cannot be known: asking again with the same request id
    /// is safe.
    #[error("the database does not answer: {0}")]
    Unavailable(String),
    /// A rule of a table said no: the row is there already, or the slot is taken. The text names the constraint.
    #[error("a rule of the database was broken: {0}")]
    Conflict(String),
    /// The disk is full.
    #[error("the disk is full: {0}")]
    Full(String),
    /// The database is of another version than the program.
    #[error("{0}")]
    Version(String),
    /// Anything else: a statement that does not fit its table, a damaged file.
    #[error("{0}")]
    Other(String),
}

impl StoreError {
    /// A fault that none of the other kinds describes.
    pub fn other(message: impl Into<String>) -> StoreError {
        StoreError::Other(message.into())
    }

    /// Whether waiting may help: people are told to try again.
    pub fn is_unavailable(&self) -> bool {
        match self {
            StoreError::Unavailable(_) | StoreError::Full(_) => true,
            StoreError::Conflict(_) | StoreError::Version(_) | StoreError::Other(_) => false,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let text = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::ConstraintViolation) => StoreError::Conflict(text),
            Some(ErrorCode::DiskFull) => StoreError::Full(text),
            Some(
                ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::CannotOpen
                | ErrorCode::SystemIoFailure,
            ) => StoreError::Unavailable(text),
            Some(_) | None => StoreError::Other(text),
        }
    }
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(db) = error.as_db_error() else {
            let io = error.source().is_some_and(|source| source.downcast_ref::<std::io::Error>().is_some());
            let text = error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {source}"));
            return if io || error.is_closed() { StoreError::Unavailable(text) } else { StoreError::Other(text) };
        };
        let text = format!("{} ({})", db.message(), db.constraint().unwrap_or(db.code().code()));
        match db.code().code() {
            "53100" => StoreError::Full(text),
            // A standby, which does not write yet.
            "25006" => StoreError::Unavailable(text),
            code if code.starts_with("23") => StoreError::Conflict(text),
            // Connection lost, shutting down, too many connections, stopped by a time limit, deadlock.
            code if ["08", "57", "53", "40", "55"].iter().any(|class| code.starts_with(class)) => {
                StoreError::Unavailable(text)
            }
            _ => StoreError::Other(text),
        }
    }
}

impl From<deadpool_postgres::PoolError> for StoreError {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        use deadpool_postgres::PoolError;
        match error {
            PoolError::Backend(error) => error.into(),
            PoolError::Timeout(_)
            | PoolError::Closed
            | PoolError::NoRuntimeSpecified
            | PoolError::PostCreateHook(_) => StoreError::Unavailable(error.to_string()),
        }
    }
}
