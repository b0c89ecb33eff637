//! SQLite: one writing connection, and a pool of reading ones that can write nothing.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};
use tokio::sync::Semaphore;

use crate::dialect::for_sqlite;
use crate::{Row, Statement, StoreError, Value};

/// The oldest version without the WAL-reset fault, by which two connections could damage a file.
const SAFE: i32 = 3_051_003;
/// How many pages may be read at once.
const READERS: usize = 8;

/// A database file.
#[derive(Clone, Debug)]
pub struct Sqlite {
    path: PathBuf,
    readers: Arc<Readers>,
}

#[derive(Debug)]
struct Readers {
    free: Mutex<Vec<Connection>>,
    places: Semaphore,
}

impl Sqlite {
    /// A database at a path; the file is made when the writer opens it.
    ///
    /// # Errors
    /// The linked SQLite is older than is safe.
    pub fn new(path: &Path) -> Result<Sqlite, StoreError> {
        if rusqlite::version_number() < SAFE {
            return Err(StoreError::Version(format!(
                "SQLite {} can damage a database in use; build with the bundled one",
                rusqlite::version()
            )));
        }
        let readers = Readers { free: Mutex::new(Vec::new()), places: Semaphore::new(READERS) };
        Ok(Sqlite { path: path.to_owned(), readers: Arc::new(readers) })
    }

    /// The writing connection: WAL, and a sync for every commit, because anything less loses what was acknowledged when
    /// the power fails.
    pub fn writer(&self) -> Result<Connection, StoreError> {
        let connection = Connection::open(&self.path).map_err(|error| self.not_opened(error))?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "busy_timeout", 5_000)?;
        connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
        connection.set_prepared_statement_cache_capacity(256);
        Ok(connection)
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn not_opened(&self, error: rusqlite::Error) -> StoreError {
        StoreError::Unavailable(format!("{} cannot be opened: {error}", self.path.display()))
    }

    /// Runs reading work on one snapshot of the database, away from the threads that answer requests.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let readers = self.readers.clone();
        let db = self.clone();
        let _place = self.readers.places.acquire().await.map_err(|closed| StoreError::other(closed.to_string()))?;
        let done = tokio::task::spawn_blocking(move || {
            let connection = match readers.free.lock().unwrap_or_else(PoisonError::into_inner).pop() {
                Some(connection) => connection,
                None => db.reader()?,
            };
            let result = work(&connection);
            readers.free.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            result
        });
        done.await.map_err(|error| StoreError::other(error.to_string()))?
    }

    fn reader(&self) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&self.path, flags).map_err(|error| self.not_opened(error))?;
        connection.pragma_update(None, "query_only", true)?;
        connection.pragma_update(None, "busy_timeout", 4_000)?;
        connection.pragma_update(None, "mmap_size", 256i64 << 20)?;
        connection.set_prepared_statement_cache_capacity(128);
        Ok(connection)
    }
}

/// Runs a statement of a page and gives its rows.
pub fn query(connection: &Connection, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
    rows(&mut *connection.prepare_cached(&for_sqlite(sql))?, params)
}

fn rows(statement: &mut rusqlite::Statement<'_>, params: &[Value]) -> Result<Vec<Row>, StoreError> {
    let columns = statement.column_count();
    let mut rows = statement.query(rusqlite::params_from_iter(params))?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(Row((0..columns).map(|at| row.get_ref(at).map(value)).collect::<Result<_, _>>()?));
    }
    Ok(all)
}

/// The statements of a connection that writes, prepared once and found by where their text stands in the program: to
/// compare texts of half a page takes as long as to run a small one.
pub struct Prepared<'c> {
    connection: &'c Connection,
    statements: HashMap<(usize, usize), rusqlite::Statement<'c>>,
}

impl<'c> Prepared<'c> {
    /// Nothing is prepared yet.
    pub fn new(connection: &'c Connection) -> Prepared<'c> {
        Prepared { connection, statements: HashMap::new() }
    }

    /// The connection.
    pub fn connection(&self) -> &'c Connection {
        self.connection
    }

    fn statement(&mut self, sql: &'static str) -> Result<&mut rusqlite::Statement<'c>, StoreError> {
        Ok(match self.statements.entry((sql.as_ptr().addr(), sql.len())) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(self.connection.prepare(&for_sqlite(sql))?),
        })
    }

    /// Runs a statement and gives its rows.
    pub fn query(&mut self, sql: &'static str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        rows(self.statement(sql)?, params)
    }

    /// Runs a statement and gives how many rows it touched.
    pub fn execute(&mut self, sql: &'static str, params: &[Value]) -> Result<usize, StoreError> {
        let statement = self.statement(sql)?;
        if statement.column_count() > 0 {
            return Ok(rows(statement, params)?.len());
        }
        for (at, value) in (1..).zip(params) {
            statement.raw_bind_parameter(at, value)?;
        }
        Ok(statement.raw_execute()?)
    }

    /// Runs a statement that is data, and holds it to the rows that it must touch.
    pub fn run(&mut self, statement: &Statement) -> Result<(), StoreError> {
        statement.held_to(self.execute(statement.sql, &statement.params)?)
    }
}

fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(int) => Value::Int(int),
        // The dialect has no fractions; an average must be rounded in the statement.
        ValueRef::Real(real) => Value::Int(real.round() as i64),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(int) => ValueRef::Integer(*int),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}
