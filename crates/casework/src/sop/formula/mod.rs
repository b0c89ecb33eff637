//! Conditions and formulas of an SOP: expressions in CEL, with a hard budget.
//!
//! A number is a number: whole and broken ones mix freely, because literals, answers and facts are all computed as
//! doubles (exact for every whole number up to 2⁵³, far above any amount of rupiah). Money that a formula yields must
//! come out whole. A question that was not answered is null, and null breaks nothing (see `prepare`). Days are text
//! `YYYY-MM-DD`, so they compare like days.
//!
//! Besides CEL's own there are: `plus_years(day, n)`, `plus_months(day, n)`, `plus_days(day, n)` (a 31st or 29 February
//! that the month does not have becomes its last day), `days_between(from, to)` (negative where `to` is earlier),
//! `min(a, b)` and `max(a, b)` (of numbers or days), `round(x)`, `ceil(x)`, `floor(x)`, and `otherwise(x, y)`: y where x
//! was not answered.
//!
//! The budget is checked when an SOP is read, so that no case can ever be slow: at most 4 KiB of text, 500 nodes, 32
//! levels, two nested walks over lists, a million single computations; lists of answers have at most 200 rows.

mod budget;
mod comparing;
mod facts;
mod functions;
mod kind;
mod prepare;
mod signature;
mod typing;
mod words;

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

use cel::{Context, IdedExpr, Value};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use facts::{Facts, name_of};
pub use kind::{Kind, Types};
pub use typing::Yields;
pub use words::in_words;

use crate::lang::Text;
use crate::money::Rupiah;

/// An expression, parsed once when its SOP is read.
///
/// ```
/// use casework::form::Answers;
/// use casework::sop::Formula;
/// use casework::sop::formula::Facts;
/// let small: Formula = "panjang * lebar <= 6".parse().unwrap();
/// let answers = Answers::from([("panjang", 2.5.into()), ("lebar", 2.into())]);
/// assert!(small.holds(&Facts::from_answers(&answers)).unwrap());
/// // Not answered is null, and null is not smaller than anything.
/// assert!(!small.holds(&Facts::default()).unwrap());
/// ```
#[derive(Clone)]
pub struct Formula(Arc<Parsed>);

struct Parsed {
    source: String,
    /// As written, for checks.
    written: IdedExpr,
    /// As computed.
    ready: IdedExpr,
    /// The variables it names.
    names: Vec<String>,
}

/// Why a formula cannot be read or computed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", message.id)]
pub struct FormulaFault {
    /// What is wrong, and what to do.
    pub message: Text,
}

impl FormulaFault {
    /// A fault in both languages.
    pub fn new(id: impl Into<String>, en: impl Into<String>) -> FormulaFault {
        FormulaFault { message: Text::new(id, en) }
    }
}

impl std::str::FromStr for Formula {
    type Err = FormulaFault;

    fn from_str(source: &str) -> Result<Formula, FormulaFault> {
        let written = budget::parse(source)?;
        let mut names: Vec<String> = written.references().variables().into_iter().map(str::to_owned).collect();
        names.sort();
        let mut ready = written.clone();
        prepare::prepare(&mut ready);
        Ok(Formula(Arc::new(Parsed { source: source.to_owned(), written, ready, names })))
    }
}

impl Formula {
    /// The text as written.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// The parsed expression as written, for checks.
    pub fn expression(&self) -> &IdedExpr {
        &self.0.written
    }

    /// The variables that it names, sorted: fields, and `temuan`, `fakta`, `hari_ini`; also the names that its own walks
    /// over lists give to a row.
    pub fn references(&self) -> &[String] {
        &self.0.names
    }

    /// Checks names, kinds and literals against what the formula will see, and what it yields against what is wanted.
    /// No fault means that it can be computed for every application that the form lets through, a division by zero
    /// and a day that does not exist aside.
    ///
    /// ```
    /// use casework::sop::Formula;
    /// use casework::sop::formula::{Kind, Types, Yields};
    /// let types = Types::default().with("jalur", Kind::Choice(vec!["biasa".into(), "mandiri".into()]));
    /// let typo: Formula = r#"jalur == "mandri""#.parse().unwrap();
    /// let faults = typo.check(&types, Yields::Truth);
    /// assert!(faults[0].message.en.contains("Did you mean “mandiri”?"));
    /// ```
    pub fn check(&self, types: &Types, wanted: Yields) -> Vec<FormulaFault> {
        typing::check(self.expression(), types, wanted)
    }

    /// Whether a condition holds. One that comes out null, because it depends on a question that was not answered, does
    /// not hold.
    ///
    /// # Errors
    /// It cannot be computed from these facts, or yields something other than true or false.
    pub fn holds(&self, facts: &Facts) -> Result<bool, FormulaFault> {
        match self.compute(facts)? {
            Outcome::Truth(holds) => Ok(holds),
            Outcome::Null => Ok(false),
            other @ (Outcome::Number(_) | Outcome::Text(_) | Outcome::Other) => {
                Err(self.wrong_kind("ya/tidak", "true or false", &other))
            }
        }
    }

    /// An amount of whole rupiah.
    ///
    /// # Errors
    /// It cannot be computed, or yields something other than a whole, not negative number.
    pub fn rupiah(&self, facts: &Facts) -> Result<Rupiah, FormulaFault> {
        let outcome = self.compute(facts)?;
        match outcome {
            // 2^53: above it a double does not hold every whole number.
            Outcome::Number(amount) if amount.fract() == 0.0 && (0.0..=9_007_199_254_740_992.0).contains(&amount) => {
                Ok(Rupiah(amount as i64))
            }
            Outcome::Number(_) | Outcome::Null | Outcome::Truth(_) | Outcome::Text(_) | Outcome::Other => {
                Err(self.wrong_kind("jumlah rupiah bulat", "a whole amount of rupiah", &outcome))
            }
        }
    }

    /// A day, from text `YYYY-MM-DD`; nothing where the formula yields null or empty text.
    ///
    /// # Errors
    /// It cannot be computed, or yields something that is no day.
    pub fn date(&self, facts: &Facts) -> Result<Option<Date>, FormulaFault> {
        let wrong = |outcome: &Outcome| self.wrong_kind("tanggal TTTT-BB-HH", "a day YYYY-MM-DD", outcome);
        match self.compute(facts)? {
            Outcome::Null => Ok(None),
            Outcome::Text(text) if text.is_empty() => Ok(None),
            Outcome::Text(text) => text.parse().map(Some).map_err(|_| wrong(&Outcome::Text(text))),
            other @ (Outcome::Truth(_) | Outcome::Number(_) | Outcome::Other) => Err(wrong(&other)),
        }
    }

    /// Text; nothing where the formula yields null.
    ///
    /// # Errors
    /// It cannot be computed, or yields something other than text.
    pub fn text(&self, facts: &Facts) -> Result<Option<String>, FormulaFault> {
        match self.compute(facts)? {
            Outcome::Null => Ok(None),
            Outcome::Text(text) => Ok(Some(text)),
            other @ (Outcome::Truth(_) | Outcome::Number(_) | Outcome::Other) => {
                Err(self.wrong_kind("teks", "text", &other))
            }
        }
    }

    fn compute(&self, facts: &Facts) -> Result<Outcome, FormulaFault> {
        let mut context = Context::with_env(functions::environment());
        facts.declare(&mut context, &self.0.names);
        Value::resolve(&self.0.ready, &context).map(Outcome::from).map_err(|error| {
            FormulaFault::new(
                format!("rumus “{}” tidak dapat dihitung: {error}", budget::short(self.source())),
                format!("the formula “{}” cannot be computed: {error}", budget::short(self.source())),
            )
        })
    }

    fn wrong_kind(&self, wanted: &str, wanted_en: &str, got: &Outcome) -> FormulaFault {
        let (got, got_en) = got.in_words();
        let source = budget::short(self.source());
        FormulaFault::new(
            format!("rumus “{source}” harus menghasilkan {wanted}, tetapi menghasilkan {got}"),
            format!("the formula “{source}” must yield {wanted_en} but yields {got_en}"),
        )
    }
}

/// What came out.
enum Outcome {
    Null,
    Truth(bool),
    Number(f64),
    Text(String),
    /// A list and the like, for which an SOP has no use.
    Other,
}

impl From<Value> for Outcome {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Outcome::Null,
            Value::Bool(holds) => Outcome::Truth(holds),
            Value::Float(number) => Outcome::Number(number),
            Value::Int(number) => Outcome::Number(number as f64),
            Value::UInt(number) => Outcome::Number(number as f64),
            Value::String(text) => Outcome::Text(text.to_string()),
            Value::List(_)
            | Value::Map(_)
            | Value::Function(..)
            | Value::Bytes(_)
            | Value::Opaque(_)
            | Value::Struct(_) => Outcome::Other,
        }
    }
}

impl Outcome {
    /// As a message may show it: numbers and yes or no as they are, text (it may be personal) by its kind.
    fn in_words(&self) -> (String, String) {
        match self {
            Outcome::Null => ("tanpa jawaban".into(), "no answer".into()),
            Outcome::Truth(holds) => (holds.to_string(), holds.to_string()),
            Outcome::Number(number) => (number.to_string(), number.to_string()),
            Outcome::Text(_) => ("teks".into(), "text".into()),
            Outcome::Other => ("daftar".into(), "a list".into()),
        }
    }
}

impl fmt::Debug for Formula {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Formula({:?})", self.source())
    }
}

impl PartialEq for Formula {
    fn eq(&self, other: &Self) -> bool {
        self.source() == other.source()
    }
}

impl Serialize for Formula {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.source())
    }
}

impl<'de> Deserialize<'de> for Formula {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let source = String::deserialize(deserializer)?;
        source.parse().map_err(|fault: FormulaFault| {
            serde::de::Error::custom(format!("{} / {}", fault.message.id, fault.message.en))
        })
    }
}
