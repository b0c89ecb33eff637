//! Values, rows and statements: what goes to a database and what comes back, the same for both.

use std::fmt;

use crate::StoreError;

/// One value of a row or parameter. The dialect has four kinds: `bigint`, `text`, `bytea`, and null.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

// Parameters can be personal: a log shows their kind only.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Int(_) => f.write_str("bigint"),
            Value::Text(text) => write!(f, "text of {}", text.len()),
            Value::Bytes(bytes) => write!(f, "bytes of {}", bytes.len()),
        }
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Value::Int(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value::Int(i64::from(value))
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value::Text(value.to_owned())
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Value::Text(value.clone())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Value::Text(value)
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Value::Bytes(value)
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Value::Bytes(value.to_vec())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// One row of an answer, by the place of its columns from 0.
///
/// The readers panic where there is no such column or where it holds another type: that is a mistake in the program's
/// own SQL, which the test of every statement finds. `sum(…)` is no `bigint` on PostgreSQL: cast it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(pub(crate) Vec<Value>);

impl Row {
    fn value(&self, column: usize) -> &Value {
        match self.0.get(column) {
            Some(value) => value,
            None => panic!("the row has {} columns, so there is none at place {column}", self.0.len()),
        }
    }

    /// The whole number in a column; 0 where it is null.
    ///
    /// # Panics
    /// The column is missing or of another type.
    pub fn int(&self, column: usize) -> i64 {
        self.opt_int(column).unwrap_or(0)
    }

    /// The text in a column; empty where it is null.
    ///
    /// # Panics
    /// The column is missing or of another type.
    pub fn text(&self, column: usize) -> &str {
        self.opt_text(column).unwrap_or("")
    }

    /// The bytes in a column; none where it is null.
    ///
    /// # Panics
    /// The column is missing or of another type.
    pub fn bytes(&self, column: usize) -> &[u8] {
        match self.value(column) {
            Value::Bytes(bytes) => bytes,
            Value::Null => &[],
            other @ (Value::Int(_) | Value::Text(_)) => unfit(column, "bytea", other),
        }
    }

    /// The whole number in a column, if it is not null.
    ///
    /// # Panics
    /// The column is missing or of another type.
    pub fn opt_int(&self, column: usize) -> Option<i64> {
        match self.value(column) {
            Value::Int(int) => Some(*int),
            Value::Null => None,
            other @ (Value::Text(_) | Value::Bytes(_)) => unfit(column, "bigint", other),
        }
    }

    /// The text in a column, if it is not null.
    ///
    /// # Panics
    /// The column is missing or of another type.
    pub fn opt_text(&self, column: usize) -> Option<&str> {
        match self.value(column) {
            Value::Text(text) => Some(text),
            Value::Null => None,
            other @ (Value::Int(_) | Value::Bytes(_)) => unfit(column, "text", other),
        }
    }

    /// All values, in the order of the columns.
    pub fn values(&self) -> &[Value] {
        &self.0
    }
}

/// The value itself is not shown: it may be personal.
fn unfit(column: usize, wanted: &str, found: &Value) -> ! {
    panic!("column {column} holds {found:?}, not {wanted}: the statement and its reader do not fit")
}

/// One statement that writes: its text in the common dialect (`$1` …) and its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The text; always a literal of the program, so nothing a person typed can be in it.
    pub sql: &'static str,
    /// The parameters.
    pub params: Vec<Value>,
    /// How many rows it must touch, where that matters.
    pub(crate) rows: Option<usize>,
}

impl Statement {
    /// A statement that may touch any number of rows.
    pub fn new(sql: &'static str, params: Vec<Value>) -> Statement {
        Statement { sql, params, rows: None }
    }

    /// The same statement, which fails with [`StoreError::Conflict`] unless it touches exactly so many rows: for
    /// changing what must still be as somebody saw it.
    #[must_use]
    pub fn touching(mut self, rows: usize) -> Statement {
        self.rows = Some(rows);
        self
    }

    /// Whether it touched what it must.
    pub(crate) fn held_to(&self, touched: usize) -> Result<(), StoreError> {
        match self.rows {
            Some(wanted) if wanted != touched => {
                Err(StoreError::Conflict(format!("a statement touched {touched} rows where {wanted} were expected")))
            }
            Some(_) | None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_become_null_or_the_value() {
        assert_eq!(Value::from(None::<&str>), Value::Null);
        assert_eq!(Value::from(Some("a")), Value::Text("a".to_owned()));
    }

    #[test]
    fn readers_tell_null_from_a_value() {
        let row = Row(vec![Value::Null, Value::Int(3)]);
        assert_eq!((row.opt_int(0), row.int(0), row.text(0)), (None, 0, ""));
        assert_eq!(row.opt_int(1), Some(3));
    }

    #[test]
    #[should_panic(expected = "column 0 holds bigint, not text")]
    fn a_reader_that_does_not_fit_says_so() {
        Row(vec![Value::Int(3)]).text(0);
    }
}
