//! PostgreSQL: a pool for reading; the writer holds a connection of its own.

use std::error::Error;
use std::time::Duration;

use deadpool_postgres::{Client, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use tokio_postgres::{Config, NoTls};

use crate::{Row, StoreError, Value};

/// How long a connection attempt may take: a stopped server is known within this time.
const CONNECT: Duration = Duration::from_secs(3);
const CONNECTIONS: usize = 12;

/// A database server.
#[derive(Clone, Debug)]
pub struct Postgres {
    config: Config,
    pool: Pool,
}

impl Postgres {
    /// The server at an address; nothing is connected yet.
    ///
    /// # Errors
    /// The address is not one.
    pub fn new(url: &str) -> Result<Postgres, StoreError> {
        let mut config: Config = url.parse().map_err(|error| StoreError::other(format!("database: {error}")))?;
        config.connect_timeout(CONNECT);
        config.application_name("satupintu");
        // A statement that takes longer than any page waits is stopped by the server.
        let limits = "-c statement_timeout=20000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=30000";
        let options = config.get_options().map_or_else(|| limits.to_owned(), |own| format!("{own} {limits}"));
        config.options(options);
        let manager =
            Manager::from_config(config.clone(), NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(CONNECT))
            .create_timeout(Some(CONNECT))
            .build()
            .map_err(|error| StoreError::other(error.to_string()))?;
        Ok(Postgres { config, pool })
    }

    /// A pooled connection for reading.
    pub async fn reader(&self) -> Result<Client, StoreError> {
        Ok(self.pool.get().await?)
    }

    /// A connection of one's own.
    pub async fn connect(&self) -> Result<tokio_postgres::Client, StoreError> {
        let (client, connection) = tokio::time::timeout(CONNECT, self.config.connect(NoTls))
            .await
            .map_err(|_| StoreError::Unavailable("no connection within three seconds".to_owned()))??;
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::warn!(%error, "the connection to PostgreSQL ended");
            }
        });
        Ok(client)
    }
}

/// The parameters as the driver takes them.
pub fn params(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

/// A row of the driver as one of ours.
pub fn row(row: &tokio_postgres::Row) -> Result<Row, StoreError> {
    (0..row.len()).map(|at| row.try_get::<_, Value>(at)).collect::<Result<Vec<_>, _>>().map(Row).map_err(Into::into)
}

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(int) if *kind == Type::INT4 => i32::try_from(*int)?.to_sql(kind, out),
            Value::Int(int) => int.to_sql(kind, out),
            Value::Text(text) => text.to_sql(kind, out),
            Value::Bytes(bytes) => bytes.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT8 | Type::INT4 | Type::TEXT | Type::VARCHAR | Type::BYTEA)
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(kind: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        match *kind {
            Type::INT8 => Ok(Value::Int(i64::from_sql(kind, raw)?)),
            Type::INT4 => Ok(Value::Int(i64::from(i32::from_sql(kind, raw)?))),
            Type::BYTEA => Ok(Value::Bytes(Vec::from_sql(kind, raw)?)),
            Type::BOOL => Ok(Value::Int(i64::from(bool::from_sql(kind, raw)?))),
            _ => Ok(Value::Text(String::from_sql(kind, raw)?)),
        }
    }

    fn from_sql_null(_: &Type) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Value::Null)
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT8 | Type::INT4 | Type::BOOL | Type::TEXT | Type::VARCHAR | Type::BYTEA | Type::NAME)
    }
}
