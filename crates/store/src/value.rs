//! Values, rows and statements: what goes to a database and what comes back, the same for both.

use std::fmt;

/// One value of a row or parameter. The dialect has four kinds: `bigint`, `text`, `bytea`, and null.
#[derive(Clone, PartialEq, Eq)]
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

/// One row of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(pub(crate) Vec<Value>);

impl Row {
    /// The whole number in a column, counted from 0; 0 where there is none (a statement's test sees to the types).
    pub fn int(&self, column: usize) -> i64 {
        self.opt_int(column).unwrap_or(0)
    }

    /// The text in a column; empty where there is none.
    pub fn text(&self, column: usize) -> &str {
        self.opt_text(column).unwrap_or("")
    }

    /// The bytes in a column; empty where there are none.
    pub fn bytes(&self, column: usize) -> &[u8] {
        match self.0.get(column) {
            Some(Value::Bytes(bytes)) => bytes,
            Some(Value::Null | Value::Int(_) | Value::Text(_)) | None => &[],
        }
    }

    /// The whole number in a column, if it is not null.
    pub fn opt_int(&self, column: usize) -> Option<i64> {
        match self.0.get(column) {
            Some(Value::Int(int)) => Some(*int),
            Some(Value::Null | Value::Text(_) | Value::Bytes(_)) | None => None,
        }
    }

    /// The text in a column, if it is not null.
    pub fn opt_text(&self, column: usize) -> Option<&str> {
        match self.0.get(column) {
            Some(Value::Text(text)) => Some(text),
            Some(Value::Null | Value::Int(_) | Value::Bytes(_)) | None => None,
        }
    }

    /// All values, in the order of the columns.
    pub fn values(&self) -> &[Value] {
        &self.0
    }
}

/// One statement that writes: its text in the common dialect (`$1` …) and its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The text; always a literal of the program, so nothing a person typed can be in it.
    pub sql: &'static str,
    /// The parameters.
    pub params: Vec<Value>,
}

impl Statement {
    /// A statement.
    pub fn new(sql: &'static str, params: Vec<Value>) -> Statement {
        Statement { sql, params }
    }
}
