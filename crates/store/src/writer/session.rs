//! A connection to PostgreSQL that writes, with what is prepared on it.

use std::collections::HashMap;

use futures_util::future::{join, join_all, try_join_all};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Statement as Prepared};

use super::group::{Pending, PlainInsert, Work, column};
use crate::postgres::query;
use crate::{Row, StoreError, Value};

/// A text of the program, known by where it stands: comparing addresses is cheaper than comparing half pages of SQL.
type Key = (usize, usize);

fn key(sql: &'static str) -> Key {
    (sql.as_ptr().addr(), sql.len())
}

/// A connection with the statements prepared on it.
pub struct Session {
    client: Client,
    prepared: HashMap<Key, Prepared>,
    /// The forms for many rows; nothing where an insert has none.
    many: HashMap<Key, Option<Prepared>>,
}

impl Session {
    /// Nothing is prepared yet.
    pub fn new(client: Client) -> Session {
        Session { client, prepared: HashMap::new(), many: HashMap::new() }
    }

    /// Whether the connection has ended.
    pub fn is_closed(&self) -> bool {
        self.client.is_closed()
    }

    /// Gives up what was begun; false where the connection is of no more use.
    pub async fn rollback(&self) -> bool {
        self.client.batch_execute("rollback").await.is_ok()
    }

    async fn prepare(&mut self, statements: impl Iterator<Item = &'static str>) -> Result<(), StoreError> {
        let mut missing: Vec<&'static str> = statements.filter(|sql| !self.prepared.contains_key(&key(sql))).collect();
        missing.sort_unstable();
        missing.dedup_by_key(|sql| key(sql));
        let prepared = try_join_all(missing.iter().map(|sql| self.client.prepare(sql))).await?;
        self.prepared.extend(missing.into_iter().map(key).zip(prepared));
        Ok(())
    }

    async fn prepare_many(&mut self, insert: &PlainInsert) -> Result<(), StoreError> {
        if self.many.contains_key(&key(insert.sql)) {
            return Ok(());
        }
        self.prepare(std::iter::once(insert.sql)).await?;
        let many = match insert.many(self.statement(insert.sql)?.params()) {
            Some(sql) => Some(self.client.prepare(&sql).await?),
            None => None,
        };
        self.many.insert(key(insert.sql), many);
        Ok(())
    }

    fn statement(&self, sql: &'static str) -> Result<&Prepared, StoreError> {
        self.prepared.get(&key(sql)).ok_or_else(|| StoreError::other(format!("not prepared: {sql}")))
    }

    /// Sends reading statements one after the other without waiting and gives the rows of each, in their order.
    pub async fn read(&mut self, statements: &[(&'static str, Vec<Value>)]) -> Result<Vec<Vec<Row>>, StoreError> {
        self.prepare(statements.iter().map(|(sql, _)| *sql)).await?;
        let rows = join_all(
            statements.iter().map(async |(sql, values)| query(&self.client, self.statement(sql)?, values).await),
        );
        rows.await.into_iter().collect()
    }

    /// As [`Session::read`], with one more statement whose second parameter is a list of texts.
    pub async fn read_with_list(
        &mut self,
        statements: &[(&'static str, Vec<Value>)],
        list: (&'static str, &[(&str, Vec<&str>)]),
    ) -> Result<(Vec<Vec<Row>>, Vec<Vec<tokio_postgres::Row>>), StoreError> {
        self.prepare(statements.iter().map(|(sql, _)| *sql).chain([list.0])).await?;
        let first = join_all(
            statements.iter().map(async |(sql, values)| query(&self.client, self.statement(sql)?, values).await),
        );
        let second = join_all(list.1.iter().map(async |(text, texts)| {
            Ok::<_, StoreError>(self.client.query(self.statement(list.0)?, &[text, texts]).await?)
        }));
        let (first, second) = join(first, second).await;
        Ok((first.into_iter().collect::<Result<_, _>>()?, second.into_iter().collect::<Result<_, _>>()?))
    }

    /// Sends what is pending without waiting for each answer, and a last statement after it.
    pub async fn write(&mut self, pending: &mut Pending, last: Option<&'static str>) -> Result<(), StoreError> {
        let work = pending.take();
        let ones = work.iter().filter_map(|work| match work {
            Work::One(statement) => Some(statement.sql),
            Work::Many(..) => None,
        });
        self.prepare(ones.chain(last)).await?;
        for one in &work {
            if let Work::Many(insert, _) = one {
                self.prepare_many(insert).await?;
            }
        }
        let sent = join_all(work.iter().map(|work| self.send(work)));
        let end = self.end(last);
        // A statement that is held to a number of rows is judged here, so nothing may be committed before its answer.
        if work.iter().any(Work::is_judged) {
            sent.await.into_iter().collect::<Result<(), StoreError>>()?;
            return end.await;
        }
        // Every answer is looked at: a commit after a failed statement reports no error of its own. The first fault is
        // the cause; those after it only say that the transaction has failed already.
        let (sent, ended) = join(sent, end).await;
        sent.into_iter().collect::<Result<(), StoreError>>().and(ended)
    }

    async fn end(&self, last: Option<&'static str>) -> Result<(), StoreError> {
        if let Some(sql) = last {
            self.client.execute(self.statement(sql)?, &[]).await?;
        }
        Ok(())
    }

    async fn send(&self, work: &Work) -> Result<(), StoreError> {
        match work {
            Work::One(statement) => {
                let touched = self.client.execute_raw(self.statement(statement.sql)?, &statement.params).await?;
                statement.held_to(usize::try_from(touched).unwrap_or(usize::MAX))
            }
            Work::Many(insert, rows) => match self.many.get(&key(insert.sql)).and_then(Option::as_ref) {
                Some(prepared) => {
                    let columns = prepared
                        .params()
                        .iter()
                        .enumerate()
                        .map(|(at, kind)| column(rows, at, kind))
                        .collect::<Result<Vec<_>, _>>()?;
                    let columns: Vec<&(dyn ToSql + Sync)> =
                        columns.iter().map(|column| &**column as &(dyn ToSql + Sync)).collect();
                    self.client.execute(prepared, &columns).await?;
                    Ok(())
                }
                None => {
                    let prepared = self.statement(insert.sql)?;
                    try_join_all(rows.iter().map(|row| self.client.execute_raw(prepared, row))).await?;
                    Ok(())
                }
            },
        }
    }
}
