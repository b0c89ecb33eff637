//! Named samples of applications, from `contoh.toml`: typed answers, documents, and what officers find.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_json::Value;
use toml_edit::{Document, Item, TableLike};

use super::typed::fits;
use crate::form::{Answers, Field};
use crate::lang::Text;
use crate::sop::{Finding, RequirementId, Sop, StepId};

const CODE: &str = "S-SAMPLE";

/// The samples of one service, by name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Samples(BTreeMap<String, Sample>);

/// One application that scenarios and the demo begin from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sample {
    /// The answers to the form, typed.
    pub answers: Answers,
    /// The documents that are brought; every one that the answers call for where nothing is said.
    pub documents: Option<Vec<RequirementId>>,
    /// What officers fill in, by step.
    pub findings: BTreeMap<StepId, Answers>,
}

impl Samples {
    /// The sample with this name.
    pub fn get(&self, name: &str) -> Option<&Sample> {
        self.0.get(name)
    }

    /// The names and samples, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Sample)> {
        self.0.iter().map(|(name, sample)| (name.as_str(), sample))
    }

    /// Reads `contoh.toml` against the SOP that it is for, and says what does not fit, with line and column
    /// (`S-SAMPLE`).
    pub fn read(text: &str, file: &str, sop: &Sop) -> (Samples, Vec<Finding>) {
        let mut reader = Reader { text, file, sop, samples: Samples::default(), findings: Vec::new() };
        match Document::parse(text) {
            Ok(document) => {
                for (name, item) in document.iter() {
                    reader.sample(name, item);
                }
            }
            Err(fault) => reader.fault(
                fault.span(),
                format!("Berkas contoh tidak dapat dibaca: {}.", fault.message()),
                format!("The samples cannot be read: {}.", fault.message()),
            ),
        }
        (reader.samples, reader.findings)
    }
}

struct Reader<'a> {
    text: &'a str,
    file: &'a str,
    sop: &'a Sop,
    samples: Samples,
    findings: Vec<Finding>,
}

impl Reader<'_> {
    fn sample(&mut self, name: &str, item: &Item) {
        let Some(table) = item.as_table_like() else {
            let id = format!("“{name}” bukan contoh. Tulis [{name}.jawaban].");
            return self.fault(item.span(), id, format!("“{name}” is no sample. Write [{name}.jawaban]."));
        };
        let mut sample = self.inherited(table);
        for (key, item) in table.iter() {
            match key {
                "seperti" | "like" => {}
                "berkas" | "documents" => sample.documents = Some(self.documents(item)),
                "jawaban" | "answers" => {
                    let fields: Vec<&Field> = self.sop.fields().collect();
                    self.answers(&mut sample.answers, item, &fields);
                }
                "temuan" | "findings" => self.steps(&mut sample, item),
                _ => self.fault(
                    item.span(),
                    format!("Bagian “{key}” tidak dikenal dalam contoh. Yang ada: seperti, berkas, jawaban, temuan."),
                    format!("A sample has no part “{key}”. There are: like, documents, answers, findings."),
                ),
            }
        }
        self.samples.0.insert(name.to_owned(), sample);
    }

    /// The sample that this one is like, if it is like another one above it.
    fn inherited(&mut self, table: &dyn TableLike) -> Sample {
        let Some(item) = table.get("seperti").or_else(|| table.get("like")) else { return Sample::default() };
        let found = item.as_str().and_then(|name| self.samples.get(name)).cloned();
        found.unwrap_or_else(|| {
            self.fault(
                item.span(),
                "Contoh yang ditiru tidak ada di atas contoh ini.",
                "The sample that this one is like does not stand above it.",
            );
            Sample::default()
        })
    }

    fn documents(&mut self, item: &Item) -> Vec<RequirementId> {
        let named =
            item.as_array().into_iter().flatten().filter_map(|value| Some((value.as_str()?.to_owned(), value.span())));
        let mut documents = Vec::new();
        for (name, span) in named.collect::<Vec<_>>() {
            let id = RequirementId(name);
            if self.sop.requirement(&id).is_none() {
                let message = format!("Persyaratan “{id}” tidak ada dalam SOP.");
                self.fault(span, message, format!("The SOP has no requirement “{id}”."));
            }
            documents.push(id);
        }
        documents
    }

    fn steps(&mut self, sample: &mut Sample, item: &Item) {
        for (id, item) in item.as_table_like().into_iter().flat_map(TableLike::iter) {
            let id = StepId(id.to_owned());
            match self.sop.step(&id) {
                Some(step) => {
                    let fields: Vec<&Field> = step.fields.iter().collect();
                    self.answers(sample.findings.entry(id).or_default(), item, &fields);
                }
                None => {
                    let message = format!("Langkah “{id}” tidak ada dalam SOP.");
                    self.fault(item.span(), message, format!("The SOP has no step “{id}”."));
                }
            }
        }
    }

    fn answers(&mut self, answers: &mut Answers, item: &Item, fields: &[&Field]) {
        for (id, item) in item.as_table_like().into_iter().flat_map(TableLike::iter) {
            let (Some(field), Some(value)) = (fields.iter().find(|field| field.id == id), json(item)) else {
                let message = format!("Isian “{id}” tidak ada dalam SOP.");
                self.fault(item.span(), message, format!("The SOP has no field “{id}”."));
                continue;
            };
            if let Err(want) = fits(&value, &field.kind) {
                self.fault(
                    item.span(),
                    format!("Jawaban untuk “{id}” tidak cocok dengan jenis isiannya: seharusnya {}.", want.id),
                    format!("The answer to “{id}” does not fit its type: it should be {}.", want.en),
                );
            }
            answers.0.insert(id.to_owned(), value);
        }
    }

    fn fault(&mut self, span: Option<Range<usize>>, id: impl Into<String>, en: impl Into<String>) {
        let finding = Finding::error(CODE, Text::new(id, en)).in_file(self.file);
        let before = span.and_then(|span| self.text.get(..span.start));
        self.findings.push(match before {
            None => finding,
            Some(before) => {
                let line_start = before.rfind('\n').map_or(0, |at| at + 1);
                finding.at(before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
            }
        });
    }
}

/// A TOML value as typed answers hold it; dates become text.
pub(super) fn json(item: &Item) -> Option<Value> {
    match item {
        Item::None => None,
        Item::Value(value) => value_json(value),
        Item::Table(table) => Some(Value::Object(object(table))),
        Item::ArrayOfTables(tables) => Some(tables.iter().map(|table| Value::Object(object(table))).collect()),
    }
}

fn object(table: &dyn TableLike) -> serde_json::Map<String, Value> {
    table.iter().filter_map(|(key, item)| Some((key.to_owned(), json(item)?))).collect()
}

fn value_json(value: &toml_edit::Value) -> Option<Value> {
    match value {
        toml_edit::Value::String(text) => Some(Value::from(text.value().as_str())),
        toml_edit::Value::Integer(number) => Some(Value::from(*number.value())),
        toml_edit::Value::Float(number) => Some(Value::from(*number.value())),
        toml_edit::Value::Boolean(yes) => Some(Value::from(*yes.value())),
        toml_edit::Value::Datetime(day) => Some(Value::from(day.value().to_string())),
        toml_edit::Value::Array(array) => array.iter().map(value_json).collect(),
        toml_edit::Value::InlineTable(table) => Some(Value::Object(object(table))),
    }
}
