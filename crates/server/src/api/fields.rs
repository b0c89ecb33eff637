//! The questions of a form as the API describes them, so that a client can build the form without knowing the service.

use casework::form::{Choice, Field, FieldKind};
use serde::Serialize;
use utoipa::ToSchema;

use super::shapes::Words;

/// One question, with what it accepts.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = Field)]
pub struct FieldShape {
    /// Its id: the name of its answer.
    #[schema(example = "luas")]
    id: String,
    /// The question.
    label: Option<Words>,
    /// A hint with an example.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    hint: Option<Words>,
    /// The kind of answer: `text`, `paragraph`, `number`, `money` (whole rupiah), `date` (`YYYY-MM-DD`), `yes` (boolean), `choice`,
    /// `choices` (list of values), `nik`, `npwp`, `nib`, `phone`, `email`, `region` (code), `place` (`{"lat", "long"}`) or `rows` (list of
    /// objects by `columns`).
    #[serde(rename = "type")]
    #[schema(example = "number")]
    kind: &'static str,
    /// Whether it must be answered where it is asked.
    required: bool,
    /// It is asked only where this CEL expression over the other answers holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "jenis == \"baru\"")]
    when: Option<String>,
    /// Whether its answer is shown on the public verification page of the licence.
    public: bool,
    /// The smallest number or amount, or the fewest rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    min: Option<f64>,
    /// The largest number or amount, the most characters, or the most rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    max: Option<f64>,
    /// Places after the decimal point.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    decimals: Option<u8>,
    /// The unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "m²")]
    unit: Option<String>,
    /// The earliest day: `today`, `today+7`, `today-30` or a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    earliest: Option<String>,
    /// The latest day, in the same words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    latest: Option<String>,
    /// How far down a region must go: `province`, `regency`, `district` or `village`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    level: Option<&'static str>,
    /// The region that a region must lie in.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "16.71")]
    within: Option<String>,
    /// The box that a place must lie in: south, west, north, east, in degrees.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    bounds: Option<[f64; 4]>,
    /// What can be chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    choices: Vec<ChoiceShape>,
    /// The questions of one row.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false, no_recursion)]
    columns: Vec<FieldShape>,
}

/// One thing that can be chosen.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Choice)]
pub struct ChoiceShape {
    /// What is sent.
    #[schema(example = "skripsi")]
    value: String,
    /// What people read.
    label: Words,
}

impl From<&Field> for FieldShape {
    fn from(field: &Field) -> Self {
        FieldShape {
            id: field.id.clone(),
            label: Some(Words::from(&field.label)),
            hint: field.hint.as_ref().map(Words::from),
            required: !field.optional,
            when: field.when.as_ref().map(|when| when.source().to_owned()),
            public: field.public,
            ..limits(&field.kind)
        }
    }
}

/// What a kind of question accepts.
fn limits(kind: &FieldKind) -> FieldShape {
    let plain = |kind| FieldShape { kind, ..FieldShape::default() };
    match kind {
        FieldKind::Text { max } => FieldShape { max: Some(f64::from(max.unwrap_or(200))), ..plain("text") },
        FieldKind::Paragraph { max } => FieldShape { max: Some(f64::from(max.unwrap_or(2_000))), ..plain("paragraph") },
        FieldKind::Number { min, max, decimals, unit } => {
            FieldShape { min: *min, max: *max, decimals: Some(*decimals), unit: unit.clone(), ..plain("number") }
        }
        FieldKind::Money { min, max } => {
            FieldShape { min: min.map(rupiah), max: max.map(rupiah), decimals: Some(0), ..plain("money") }
        }
        FieldKind::Date { earliest, latest } => {
            FieldShape { earliest: earliest.clone(), latest: latest.clone(), ..plain("date") }
        }
        FieldKind::Yes => plain("yes"),
        FieldKind::Choice { choices } => FieldShape { choices: shapes(choices), ..plain("choice") },
        FieldKind::Choices { choices } => FieldShape { choices: shapes(choices), ..plain("choices") },
        FieldKind::Nik => plain("nik"),
        FieldKind::Npwp => plain("npwp"),
        FieldKind::Nib => plain("nib"),
        FieldKind::Phone => plain("phone"),
        FieldKind::Email => plain("email"),
        FieldKind::Region { level, within } => {
            FieldShape { level: Some(super::regions::level(*level)), within: within.clone(), ..plain("region") }
        }
        FieldKind::Place { within } => FieldShape { bounds: *within, ..plain("place") },
        FieldKind::Rows { columns, min, max } => FieldShape {
            min: Some(f64::from(*min)),
            max: Some(f64::from(*max)),
            columns: columns.iter().map(FieldShape::from).collect(),
            ..plain("rows")
        },
    }
}

/// An amount as JSON numbers carry it: exact up to 2⁵³, which no amount in an SOP comes near.
#[expect(clippy::cast_precision_loss, reason = "limits of amounts in SOPs are far below 2^53")]
fn rupiah(amount: i64) -> f64 {
    amount as f64
}

fn shapes(choices: &[Choice]) -> Vec<ChoiceShape> {
    let shape = |choice: &Choice| ChoiceShape { value: choice.value.clone(), label: Words::from(&choice.label) };
    choices.iter().map(shape).collect()
}
