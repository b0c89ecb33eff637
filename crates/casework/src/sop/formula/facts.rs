//! What a formula sees: answers by field, `temuan.<step>.<field>`, `fakta.<name>`, `hari_ini`.
//!
//! What was not answered is null, whether or not the form is known here: a formula that asks for a name without a value
//! gets null (see [`super::prepare`] for what null does).

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use cel::objects::{Key, Map};
use cel::{Context, Value};
use jiff::civil::Date;

use crate::form::Answers;
use crate::sop::{Sop, StepId};

/// The most rows of a list that a formula sees.
pub(super) const ROWS: usize = 200;

/// Variables and their values.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    answers: BTreeMap<String, Value>,
    findings: BTreeMap<String, Value>,
    facts: BTreeMap<String, Value>,
    today: Option<Date>,
}

impl Facts {
    /// The answers as they are; what was not answered is null.
    pub fn from_answers(answers: &Answers) -> Facts {
        let answers = answers.0.iter().map(|(id, value)| (id.clone(), from_json(value))).collect();
        Facts { answers, ..Facts::default() }
    }

    /// The answers to an SOP's form: answers to other questions, of an earlier version of the form, are left out.
    pub fn new(sop: &Sop, answers: &Answers) -> Facts {
        let mut facts = Facts::from_answers(answers);
        facts.answers.retain(|id, _| sop.field(id).is_some());
        facts
    }

    /// With more answers laid over the ones before: what an officer is typing now.
    pub fn with_answers(mut self, answers: &Answers) -> Facts {
        self.answers.extend(answers.0.iter().map(|(id, value)| (id.clone(), from_json(value))));
        self
    }

    /// With what the office knows besides the case, as `fakta.<name>`.
    pub fn with_facts(mut self, facts: &BTreeMap<String, i64>) -> Facts {
        self.facts.extend(facts.iter().map(|(name, value)| (name.clone(), Value::Float(*value as f64))));
        self
    }

    /// With the day, as `hari_ini`.
    pub fn with_today(mut self, today: Date) -> Facts {
        self.today = Some(today);
        self
    }

    /// With what an officer filled in at a step, as `temuan.<step>.<field>`; `-` in the step's name becomes `_`.
    pub fn with_findings(mut self, step: &StepId, findings: &Answers) -> Facts {
        let found = findings.0.iter().map(|(id, value)| (id.clone(), from_json(value)));
        let mut all: BTreeMap<String, Value> = match self.findings.remove(&name_of(step)) {
            Some(Value::Map(known)) => known.map.iter().map(|(key, value)| (key.to_string(), value.clone())).collect(),
            Some(_) | None => BTreeMap::new(),
        };
        all.extend(found);
        self.findings.insert(name_of(step), map(all));
        self
    }

    /// Declares the variables that a formula names; those without a value are null.
    pub(super) fn declare(&self, context: &mut Context<'_, '_>, names: &[String]) {
        for name in names {
            let value = match name.as_str() {
                "temuan" => map(self.findings.clone()),
                "fakta" => map(self.facts.clone()),
                "hari_ini" => self.today.map_or(Value::Null, |day| Value::String(Arc::new(day.to_string()))),
                name => self.answers.get(name).cloned().unwrap_or(Value::Null),
            };
            context.add_variable_from_value(name.as_str(), value);
        }
    }
}

/// The name by which formulas address a step's findings.
pub fn name_of(step: &StepId) -> String {
    step.0.replace('-', "_")
}

fn map(entries: BTreeMap<String, Value>) -> Value {
    let map: HashMap<Key, Value> = entries.into_iter().map(|(name, value)| (Key::from(name), value)).collect();
    Value::Map(Map { map: Arc::new(map) })
}

fn from_json(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(yes) => Value::Bool(*yes),
        serde_json::Value::Number(number) => Value::Float(number.as_f64().unwrap_or(f64::NAN)),
        serde_json::Value::String(text) => Value::String(Arc::new(text.clone())),
        serde_json::Value::Array(rows) => Value::List(Arc::new(rows.iter().take(ROWS).map(from_json).collect())),
        serde_json::Value::Object(object) => {
            map(object.iter().map(|(name, value)| (name.clone(), from_json(value))).collect())
        }
    }
}
