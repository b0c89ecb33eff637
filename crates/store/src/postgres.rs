//! PostgreSQL: connecting, a pool for reading, values on their way there and back. The writer holds a connection of
//! its own.

use std::error::Error;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Client, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use futures_util::future::try_join_all;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use tokio_postgres::{Config, IsolationLevel, NoTls};

use crate::{Row, Statement, StoreError, Value};

/// How long a page waits for the database before it is told that there is none.
pub const PATIENCE: Duration = Duration::from_secs(4);
/// How long a connection attempt may take: a stopped server is known within this time.
const CONNECT: Duration = Duration::from_secs(3);
const CONNECTIONS: usize = 12;

/// A database server.
#[derive(Clone, Debug)]
pub struct Postgres {
    config: Arc<Config>,
    schema: Option<String>,
    pool: Pool,
}

/// What a connection is for; it decides what the server lets it do and how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Purpose {
    /// Pages: they read only, and never long.
    Read,
    /// The writer's batches. A node that stands still in the middle of one must not keep the office's lock for ever.
    Write,
    /// Migrations and rebuilding: as long as it takes.
    Maintain,
}

impl Purpose {
    fn limits(self) -> &'static str {
        match self {
            Purpose::Read => "-c default_transaction_read_only=on -c statement_timeout=4000 -c jit=off",
            Purpose::Write => {
                "-c statement_timeout=15000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=10000 \
                 -c synchronous_commit=on -c jit=off -c plan_cache_mode=force_generic_plan"
            }
            Purpose::Maintain => "-c jit=off",
        }
    }
}

impl Postgres {
    /// The server at an address; nothing is connected yet. `schema=NAME` in its query part puts everything into that
    /// schema.
    ///
    /// # Errors
    /// The address is not one.
    pub fn new(url: &str) -> Result<Postgres, StoreError> {
        let (bare, schema) = without_schema(url);
        let plain = |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if schema.is_some_and(|name| name.is_empty() || !plain(name)) {
            return Err(StoreError::other("database: the schema in the address may have only a-z, 0-9 and _"));
        }
        // Not the address itself: it may hold a password.
        let mut config: Config = bare
            .parse()
            .map_err(|error| StoreError::other(format!("database: the address cannot be read: {error}")))?;
        config.connect_timeout(CONNECT).tcp_user_timeout(PATIENCE);
        if config.get_application_name().is_none() {
            config.application_name("satupintu");
        }
        let schema = schema.map(str::to_owned);
        let manager = Manager::from_config(
            limited(&config, schema.as_deref(), Purpose::Read),
            NoTls,
            ManagerConfig { recycling_method: RecyclingMethod::Fast },
        );
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(CONNECT))
            .create_timeout(Some(CONNECT))
            .build()
            .map_err(|error| StoreError::other(error.to_string()))?;
        Ok(Postgres { config: Arc::new(config), schema, pool })
    }

    /// The schema that the address names.
    pub fn schema(&self) -> Option<&str> {
        self.schema.as_deref()
    }

    /// Reads on a pooled connection, within [`PATIENCE`] all in all; several statements see the same moment. After a
    /// restart of the server the pool holds connections that are dead without knowing it: what fails at once is tried
    /// once more on a new one.
    ///
    /// # Errors
    /// The server does not answer in time, or a statement is wrong.
    pub async fn read(&self, queries: &[Statement]) -> Result<Vec<Vec<Row>>, StoreError> {
        within(PATIENCE, async {
            let begun = tokio::time::Instant::now();
            match self.read_once(queries).await {
                Err(StoreError::Unavailable(_)) if begun.elapsed() < CONNECT / 3 => {
                    self.pool.retain(|_, _| false);
                    self.read_once(queries).await
                }
                other => other,
            }
        })
        .await
    }

    async fn read_once(&self, queries: &[Statement]) -> Result<Vec<Vec<Row>>, StoreError> {
        let mut lent = Lent(Some(self.pool.get().await?));
        let client = lent.0.as_mut().ok_or_else(|| StoreError::other("the connection was given back already"))?;
        let rows = match queries {
            [one] => {
                let statement = client.prepare_cached(one.sql).await?;
                vec![query(client, &statement, &one.params).await?]
            }
            several => snapshot(client, several).await?,
        };
        // Only now it goes back to the pool.
        drop(lent.0.take());
        Ok(rows)
    }

    /// A connection for the writer.
    pub async fn connect(&self) -> Result<tokio_postgres::Client, StoreError> {
        self.connect_for(Purpose::Write).await
    }

    /// A connection for work that may take long.
    pub async fn maintain(&self) -> Result<tokio_postgres::Client, StoreError> {
        self.connect_for(Purpose::Maintain).await
    }

    async fn connect_for(&self, purpose: Purpose) -> Result<tokio_postgres::Client, StoreError> {
        let config = limited(&self.config, self.schema.as_deref(), purpose);
        let (client, connection) = within(CONNECT, async { Ok(config.connect(NoTls).await?) }).await?;
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::warn!(%error, "the connection to PostgreSQL ended");
            }
        });
        Ok(client)
    }
}

async fn snapshot(client: &mut Client, queries: &[Statement]) -> Result<Vec<Vec<Row>>, StoreError> {
    let begin = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).read_only(true);
    let transaction = begin.start().await?;
    let rows = try_join_all(queries.iter().map(async |asked| {
        let statement = transaction.prepare_cached(asked.sql).await?;
        query(transaction.client(), &statement, &asked.params).await
    }))
    .await?;
    transaction.commit().await?;
    Ok(rows)
}

/// A connection that goes back to the pool only when its work went well: after an error or a time limit it may still
/// be in a transaction, or owe an answer.
struct Lent(Option<Client>);

impl Drop for Lent {
    fn drop(&mut self) {
        if let Some(client) = self.0.take() {
            drop(Client::take(client));
        }
    }
}

fn limited(config: &Config, schema: Option<&str>, purpose: Purpose) -> Config {
    let mut config = config.clone();
    let own = config.get_options().unwrap_or_default();
    let path = schema.map_or_else(String::new, |schema| format!("-c search_path={schema}"));
    let options = format!("{own} {path} {}", purpose.limits());
    config.options(options.trim().to_owned());
    config
}

/// Takes `schema=NAME` out of the address: the driver does not know it.
fn without_schema(url: &str) -> (String, Option<&str>) {
    let Some((base, query)) = url.split_once('?') else { return (url.to_owned(), None) };
    let schema = query.split('&').find_map(|pair| pair.strip_prefix("schema="));
    let rest: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("schema=")).collect();
    if rest.is_empty() { (base.to_owned(), schema) } else { (format!("{base}?{}", rest.join("&")), schema) }
}

/// Waits so long and no longer.
pub async fn within<T>(patience: Duration, work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    match tokio::time::timeout(patience, work).await {
        Ok(result) => result,
        Err(_elapsed) => Err(StoreError::Unavailable(format!("no answer within {} s", patience.as_secs()))),
    }
}

/// Runs a prepared statement and gives its rows.
pub async fn query(
    client: &tokio_postgres::Client,
    statement: &tokio_postgres::Statement,
    values: &[Value],
) -> Result<Vec<Row>, StoreError> {
    let params: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
    client.query(statement, &params).await?.iter().map(row).collect()
}

/// A row of the driver as one of ours.
fn row(row: &tokio_postgres::Row) -> Result<Row, StoreError> {
    let value = |at: usize| {
        row.try_get::<_, Value>(at).map_err(|_| {
            let column = &row.columns()[at];
            let (name, kind) = (column.name(), column.type_());
            StoreError::other(format!("the column {name} is a {kind}; cast it to bigint, text or bytea"))
        })
    };
    (0..row.len()).map(value).collect::<Result<Vec<_>, _>>().map(Row)
}

impl ToSql for Value {
    fn to_sql(&self, kind: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(int) if *kind == Type::INT8 => int.to_sql(kind, out),
            Value::Int(int) if *kind == Type::INT4 => i32::try_from(*int)?.to_sql(kind, out),
            Value::Text(text) if matches!(*kind, Type::TEXT | Type::VARCHAR) => text.to_sql(kind, out),
            Value::Bytes(bytes) if *kind == Type::BYTEA => bytes.to_sql(kind, out),
            Value::Int(_) | Value::Text(_) | Value::Bytes(_) => Err(format!("{self:?} where {kind} is wanted").into()),
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
        // `void` is what a function gives that is called for its effect.
        matches!(
            *kind,
            Type::INT8 | Type::INT4 | Type::BOOL | Type::TEXT | Type::VARCHAR | Type::BYTEA | Type::NAME | Type::VOID
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_taken_out_of_the_address() {
        assert_eq!(without_schema("postgres://a/b?schema=c"), ("postgres://a/b".to_owned(), Some("c")));
        let (rest, schema) = without_schema("postgres://a/b?host=d&schema=c&user=e");
        assert_eq!((rest.as_str(), schema), ("postgres://a/b?host=d&user=e", Some("c")));
        assert!(Postgres::new("postgres://a/b?schema=a;b").is_err());
    }

    #[test]
    fn an_address_that_cannot_be_read_keeps_its_password_to_itself() {
        let Err(error) = Postgres::new("postgres://budi:rahasia@host:port/x") else { panic!("it was read") };
        assert!(!error.to_string().contains("rahasia"), "{error}");
    }
}
