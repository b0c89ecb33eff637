//! A database in memory in which read tables are made, before their rows go to PostgreSQL in bulk.

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};
use tokio_postgres::types::{ToSql, Type};

use crate::migrate::texts;
use crate::sqlite::{self, Prepared};
use crate::writer::column;
use crate::{Row, Statement, StoreError, Value};

/// How many rows go to the server at a time.
const ROWS: usize = 2_000;

/// The way to the thread that holds the database.
pub struct Scratch {
    work: mpsc::Sender<Work>,
}

enum Work {
    Run(Vec<Statement>),
    Pour(&'static str, oneshot::Sender<Result<Table, StoreError>>),
}

/// All rows of a table.
struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

impl Scratch {
    /// A thread with an empty database in memory, with every table of the program.
    pub fn start() -> Result<Scratch, StoreError> {
        let connection = Connection::open_in_memory()?;
        for text in texts() {
            connection.execute_batch(text)?;
        }
        let (work, queue) = mpsc::channel(2);
        std::thread::Builder::new()
            .name("satupintu-rebuild".to_owned())
            .spawn(move || serve(&connection, queue))
            .map_err(|error| StoreError::other(error.to_string()))?;
        Ok(Scratch { work })
    }

    /// Runs statements. A fault in them is told by [`Scratch::pour`].
    pub async fn run(&self, statements: Vec<Statement>) -> Result<(), StoreError> {
        self.send(Work::Run(statements)).await
    }

    async fn send(&self, work: Work) -> Result<(), StoreError> {
        self.work.send(work).await.map_err(|_| StoreError::other("the rebuild broke off"))
    }

    /// The rows of a table, in no order. A fault in what was run is told here.
    pub async fn rows(&self, table: &'static str) -> Result<Vec<Vec<Value>>, StoreError> {
        let (to, rows) = oneshot::channel();
        self.send(Work::Pour(table, to)).await?;
        Ok(rows.await.map_err(|_| StoreError::other("the rebuild broke off"))??.rows)
    }

    /// Writes the rows of these tables to the server.
    pub async fn pour(
        &self,
        client: &tokio_postgres::Client,
        tables: impl Iterator<Item = &'static str>,
    ) -> Result<(), StoreError> {
        for table in tables {
            let (to, rows) = oneshot::channel();
            self.send(Work::Pour(table, to)).await?;
            insert(client, table, &rows.await.map_err(|_| StoreError::other("the rebuild broke off"))??).await?;
        }
        Ok(())
    }
}

fn serve(connection: &Connection, mut queue: mpsc::Receiver<Work>) {
    let mut prepared = Prepared::new(connection);
    let mut done = connection.execute_batch("begin").map_err(StoreError::from);
    while let Some(work) = queue.blocking_recv() {
        match work {
            Work::Run(statements) => {
                done = done.and_then(|()| statements.iter().try_for_each(|statement| prepared.run(statement)));
            }
            // Who asked has gone away where this cannot be sent.
            Work::Pour(table, to) => drop(to.send(done.clone().and_then(|()| rows(connection, table)))),
        }
    }
}

fn rows(connection: &Connection, table: &str) -> Result<Table, StoreError> {
    let text = format!("select * from {table}");
    let columns = connection.prepare(&text)?.column_names().map(str::to_owned).collect();
    let rows = sqlite::query(connection, &text, &[])?;
    Ok(Table { columns, rows: rows.into_iter().map(|Row(values)| values).collect() })
}

async fn insert(client: &tokio_postgres::Client, name: &str, table: &Table) -> Result<(), StoreError> {
    let names = table.columns.join(", ");
    let kinds = client.prepare(&format!("select {names} from {name}")).await?;
    let list = |(at, column): (usize, &tokio_postgres::Column)| format!("${}::{}[]", at + 1, column.type_());
    let lists: Vec<String> = kinds.columns().iter().enumerate().map(list).collect();
    let sql = format!("insert into {name} ({names}) select * from unnest({})", lists.join(", "));
    let statement = client.prepare(&sql).await?;
    let arrays: Vec<&Type> = statement.params().iter().collect();
    for part in table.rows.chunks(ROWS) {
        let lists = arrays
            .iter()
            .enumerate()
            .map(|(at, kind)| column(part, at, kind))
            .collect::<Result<Vec<_>, StoreError>>()?;
        let lists: Vec<&(dyn ToSql + Sync)> = lists.iter().map(|list| &**list as &(dyn ToSql + Sync)).collect();
        client.execute(&statement, &lists).await?;
    }
    Ok(())
}

/// The table that a statement empties for an office.
pub fn emptied(sql: &'static str) -> Option<&'static str> {
    sql.strip_prefix("delete from ")?.split(' ').next()
}
