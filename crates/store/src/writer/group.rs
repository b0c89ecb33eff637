//! Statements on their way to PostgreSQL. Plain inserts of one text wait for each other and go as one statement with
//! many rows: what a statement costs there is its message, not its row.
//!
//! An insert may wait until another statement names its table: up to then nobody can tell that it is late.

use std::mem;

use tokio_postgres::types::{ToSql, Type};

use crate::{Statement, StoreError, Value};

/// What is to be sent, in its order.
#[derive(Debug, Default)]
pub struct Pending {
    ready: Vec<Work>,
    waiting: Vec<Waiting>,
}

/// One message to the server.
#[derive(Debug)]
pub enum Work {
    /// A statement.
    One(Statement),
    /// A plain insert with many rows.
    Many(PlainInsert, Vec<Vec<Value>>),
}

impl Work {
    /// Whether what it did must be looked at before the transaction may end.
    pub fn is_judged(&self) -> bool {
        match self {
            Work::One(statement) => statement.rows.is_some(),
            Work::Many(..) => false,
        }
    }
}

#[derive(Debug)]
struct Waiting {
    insert: PlainInsert,
    rows: Vec<Vec<Value>>,
}

impl Pending {
    /// Adds statements after those that are there.
    pub fn extend(&mut self, statements: impl IntoIterator<Item = Statement>) {
        statements.into_iter().for_each(|statement| self.push(statement));
    }

    fn push(&mut self, statement: Statement) {
        let own = |waiting: &Waiting| std::ptr::eq(waiting.insert.sql, statement.sql);
        if let Some(waiting) = self.waiting.iter_mut().find(|waiting| own(waiting)) {
            waiting.rows.push(statement.params);
            return;
        }
        let (named, others) =
            mem::take(&mut self.waiting).into_iter().partition(|waiting| names(statement.sql, waiting.insert.table));
        self.waiting = others;
        self.close(named);
        match PlainInsert::read(&statement) {
            Some(insert) => self.waiting.push(Waiting { insert, rows: vec![statement.params] }),
            None => self.ready.push(Work::One(statement)),
        }
    }

    fn close(&mut self, waiting: Vec<Waiting>) {
        self.ready.extend(waiting.into_iter().map(|mut waiting| match waiting.rows.len() {
            1 => Work::One(Statement::new(waiting.insert.sql, waiting.rows.swap_remove(0))),
            _ => Work::Many(waiting.insert, waiting.rows),
        }));
    }

    /// Takes everything out, to be sent now.
    pub fn take(&mut self) -> Vec<Work> {
        let waiting = mem::take(&mut self.waiting);
        self.close(waiting);
        mem::take(&mut self.ready)
    }
}

/// Whether a statement's text names a table.
pub fn names(sql: &str, table: &str) -> bool {
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    sql.match_indices(table)
        .any(|(at, _)| !sql[..at].ends_with(in_word) && !sql[at + table.len()..].starts_with(in_word))
}

/// `insert into TABLE (…) values ($1, …, $n)`, with nothing after it but `on conflict … do nothing`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlainInsert {
    /// The text.
    pub sql: &'static str,
    table: &'static str,
    /// Up to `values`.
    head: &'static str,
    /// After the values.
    tail: &'static str,
}

impl PlainInsert {
    /// The table.
    pub fn table(&self) -> &'static str {
        self.table
    }

    /// The columns, in the order of their parameters.
    pub fn columns(&self) -> impl Iterator<Item = &'static str> {
        let (_, columns) = self.head.split_once('(').unwrap_or_default();
        columns.split([',', ')']).map(str::trim)
    }

    /// The statement as a plain insert, where it is one.
    pub fn read(statement: &Statement) -> Option<PlainInsert> {
        if statement.rows.is_some() {
            return None;
        }
        let sql = statement.sql;
        let table = sql.strip_prefix("insert into ")?.split([' ', '(']).next()?;
        let (head, rest) = sql.split_once("values (")?;
        let (values, tail) = rest.split_once(')')?;
        let in_order = values
            .split(',')
            .zip(1_usize..)
            .all(|(value, at)| value.trim().strip_prefix('$').and_then(|number| number.parse().ok()) == Some(at));
        let tail = tail.trim();
        let harmless = tail.is_empty() || tail.starts_with("on conflict") && tail.ends_with("do nothing");
        let whole = values.split(',').count() == statement.params.len();
        (in_order && harmless && whole).then_some(PlainInsert { sql, table, head, tail })
    }

    /// The text that takes a list for each column; nothing where a column is of a kind that has no list here.
    pub fn many(&self, kinds: &[Type]) -> Option<String> {
        let list = |(kind, at): (&Type, usize)| match *kind {
            Type::INT8 => Some(format!("${at}::bigint[]")),
            Type::TEXT => Some(format!("${at}::text[]")),
            Type::BYTEA => Some(format!("${at}::bytea[]")),
            _ => None,
        };
        let lists = kinds.iter().zip(1..).map(list).collect::<Option<Vec<String>>>()?.join(", ");
        Some(format!("{}select * from unnest({lists}) {}", self.head, self.tail))
    }
}

/// A column of many rows, as the driver takes it.
pub fn column(rows: &[Vec<Value>], at: usize, kind: &Type) -> Result<Box<dyn ToSql + Sync + Send>, StoreError> {
    let unfit = |value: &Value| StoreError::other(format!("{value:?} where {kind} is wanted"));
    let values = rows.iter().map(|row| row.get(at).unwrap_or(&Value::Null));
    Ok(match *kind {
        Type::INT8_ARRAY => Box::new(
            values
                .map(|value| match value {
                    Value::Null => Ok(None),
                    Value::Int(int) => Ok(Some(*int)),
                    other @ (Value::Text(_) | Value::Bytes(_)) => Err(unfit(other)),
                })
                .collect::<Result<Vec<Option<i64>>, StoreError>>()?,
        ),
        Type::TEXT_ARRAY => Box::new(
            values
                .map(|value| match value {
                    Value::Null => Ok(None),
                    Value::Text(text) => Ok(Some(text.clone())),
                    other @ (Value::Int(_) | Value::Bytes(_)) => Err(unfit(other)),
                })
                .collect::<Result<Vec<Option<String>>, StoreError>>()?,
        ),
        _ => Box::new(
            values
                .map(|value| match value {
                    Value::Null => Ok(None),
                    Value::Bytes(bytes) => Ok(Some(bytes.clone())),
                    other @ (Value::Int(_) | Value::Text(_)) => Err(unfit(other)),
                })
                .collect::<Result<Vec<Option<Vec<u8>>>, StoreError>>()?,
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "insert into event (office, position) values ($1, $2)";
    const TASK: &str = "insert into task (office, step) values ($1, $2)";
    const DONE: &str = "delete from task where office = $1";
    const JOB: &str = "insert into job (office, id) values ($1, $2) on conflict (office, id) do nothing";

    fn sent(statements: &[&'static str]) -> Vec<(&'static str, usize)> {
        let mut pending = Pending::default();
        pending.extend(statements.iter().map(|sql| Statement::new(sql, vec![Value::Null; sql.matches('$').count()])));
        let shown = |work: Work| match work {
            Work::One(statement) => (statement.sql, 1),
            Work::Many(insert, rows) => (insert.sql, rows.len()),
        };
        pending.take().into_iter().map(shown).collect()
    }

    #[test]
    fn inserts_of_one_text_go_together() {
        assert_eq!(sent(&[LOG, JOB, LOG, JOB, LOG]), [(LOG, 3), (JOB, 2)]);
    }

    #[test]
    fn an_insert_goes_before_a_statement_that_names_its_table() {
        assert_eq!(sent(&[TASK, LOG, TASK, DONE, LOG, TASK]), [(TASK, 2), (DONE, 1), (LOG, 2), (TASK, 1)]);
    }

    #[test]
    fn only_plain_inserts_wait() {
        let upsert = "insert into a (b) values ($1) on conflict (b) do update set b = excluded.b";
        assert_eq!(sent(&[upsert, upsert]), [(upsert, 1), (upsert, 1)]);
        let mixed = "insert into a (b, c) values ($2, $1)";
        assert_eq!(sent(&[mixed, mixed]), [(mixed, 1), (mixed, 1)]);
        let held = Statement::new(LOG, vec![Value::Null; 2]).touching(1);
        assert_eq!(PlainInsert::read(&held), None);
    }

    #[test]
    fn a_table_is_named_as_a_word() {
        assert!(names("delete from task where", "task"));
        assert!(!names("select due from task_role", "task"));
        assert!(!names("select subtask from a", "task"));
    }

    #[test]
    fn many_rows_come_as_lists() {
        let insert = PlainInsert::read(&Statement::new(JOB, vec![Value::Null; 2])).expect("a plain insert");
        let many = insert.many(&[Type::TEXT, Type::INT8]).expect("kinds with lists");
        assert_eq!(
            many,
            "insert into job (office, id) select * from unnest($1::text[], $2::bigint[]) on conflict (office, id) do nothing"
        );
    }
}
