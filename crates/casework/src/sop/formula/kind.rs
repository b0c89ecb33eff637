//! The kinds of value that formulas compute with, and which names have which kind in an SOP.

use std::collections::BTreeMap;

use crate::form::{Choice, Field, FieldKind};
use crate::lang::Text;
use crate::sop::{Sop, Step};

use super::facts::name_of;

/// A kind of value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// True or false.
    Truth,
    /// A number, whole or not; amounts of rupiah too.
    Number,
    /// Text.
    Text,
    /// A day: text `YYYY-MM-DD`.
    Day,
    /// One of these texts.
    Choice(Vec<String>),
    /// A list of values of one kind.
    List(Box<Kind>),
    /// Several values by name.
    Parts(BTreeMap<String, Kind>),
    /// Numbers by any name: what the office knows.
    Facts,
    /// No answer.
    Null,
    /// Not known, because another fault was found there.
    Any,
}

impl Kind {
    /// What a field's answer is.
    pub fn of(field: &Field) -> Kind {
        match &field.kind {
            FieldKind::Text { .. }
            | FieldKind::Paragraph { .. }
            | FieldKind::Nik
            | FieldKind::Npwp
            | FieldKind::Nib
            | FieldKind::Phone
            | FieldKind::Email
            | FieldKind::Region { .. } => Kind::Text,
            FieldKind::Number { .. } | FieldKind::Money { .. } => Kind::Number,
            FieldKind::Date { .. } => Kind::Day,
            FieldKind::Yes => Kind::Truth,
            FieldKind::Choice { choices } => one_of(choices),
            FieldKind::Choices { choices } => Kind::List(Box::new(one_of(choices))),
            FieldKind::Place { .. } => {
                Kind::Parts(["lat", "long"].map(|part| (part.to_owned(), Kind::Number)).into_iter().collect())
            }
            FieldKind::Rows { columns, .. } => Kind::List(Box::new(Kind::Parts(by_name(columns)))),
        }
    }

    /// The kind in words, for messages.
    pub(super) fn words(&self) -> Text {
        match self {
            Kind::Truth => Text::new("ya/tidak", "yes or no"),
            Kind::Number => Text::new("angka", "a number"),
            Kind::Text => Text::new("teks", "text"),
            Kind::Day => Text::new("tanggal", "a day"),
            Kind::Choice(_) => Text::new("pilihan", "a choice"),
            Kind::List(_) => Text::new("daftar", "a list"),
            Kind::Parts(_) | Kind::Facts => Text::new("beberapa nilai", "several values"),
            Kind::Null => Text::new("tanpa jawaban", "no answer"),
            Kind::Any => Text::new("sesuatu", "something"),
        }
    }

    /// Whether it is text of some sort.
    pub(super) fn is_text(&self) -> bool {
        matches!(self, Kind::Text | Kind::Day | Kind::Choice(_))
    }

    /// Whether a value of this kind may stand where one of the other is wanted.
    pub(super) fn fits(&self, wanted: &Kind) -> bool {
        match (self, wanted) {
            (Kind::Any | Kind::Null, _) | (_, Kind::Any | Kind::Null) => true,
            (Kind::List(a), Kind::List(b)) => a.fits(b),
            (a, b) if a.is_text() => b.is_text(),
            (Kind::Parts(_), Kind::Parts(_)) => true,
            (a, b) => a == b,
        }
    }

    /// One kind for both of two values, where there is one.
    pub(super) fn both(self, other: Kind) -> Option<Kind> {
        match (self, other) {
            (a, b) if a == b => Some(a),
            (Kind::Any | Kind::Null, kind) | (kind, Kind::Any | Kind::Null) => Some(kind),
            (Kind::List(a), Kind::List(b)) => Some(Kind::List(Box::new(a.both(*b)?))),
            (a, b) if a.is_text() && b.is_text() => Some(Kind::Text),
            _ => None,
        }
    }
}

fn one_of(choices: &[Choice]) -> Kind {
    Kind::Choice(choices.iter().map(|choice| choice.value.clone()).collect())
}

fn by_name(fields: &[Field]) -> BTreeMap<String, Kind> {
    fields.iter().map(|field| (field.id.clone(), Kind::of(field))).collect()
}

/// The names that a formula may use, with their kinds.
///
/// Which names there are depends on where the formula stands: conditions of questions see answers and the day only
/// ([`Types::of_form`]), rules, tariffs, routes and dates see findings and facts too ([`Types::of_case`]).
#[derive(Clone, Debug, Default)]
pub struct Types {
    names: BTreeMap<String, Kind>,
    /// Names whose value may be missing, because the question is optional or has a condition.
    open: Vec<String>,
}

impl Types {
    /// The answers to the form, and `hari_ini`.
    pub fn of_form(sop: &Sop) -> Types {
        let mut types = Types::default().with("hari_ini", Kind::Day);
        for section in &sop.sections {
            types = types.with_fields(&section.fields);
            if section.when.is_some() {
                types.open.extend(section.fields.iter().map(|field| field.id.clone()));
            }
        }
        types
    }

    /// The answers, `hari_ini`, what officers found (`temuan.<step>.<field>`) and what the office knows (`fakta.<name>`).
    pub fn of_case(sop: &Sop) -> Types {
        let step = |step: &Step| (name_of(&step.id), Kind::Parts(by_name(&step.fields)));
        let found = sop.steps.iter().filter(|step| !step.fields.is_empty()).map(step).collect();
        Types::of_form(sop).with("temuan", Kind::Parts(found)).with("fakta", Kind::Facts)
    }

    /// With one more name.
    pub fn with(mut self, name: &str, kind: Kind) -> Types {
        self.names.insert(name.to_owned(), kind);
        self
    }

    /// With more fields: those of a step for its own conditions, the columns of a row for theirs.
    pub fn with_fields(mut self, fields: &[Field]) -> Types {
        self.names.extend(by_name(fields));
        let open = fields.iter().filter(|field| field.optional || field.when.is_some());
        self.open.extend(open.map(|field| field.id.clone()));
        self
    }

    pub(super) fn kind(&self, name: &str) -> Option<&Kind> {
        self.names.get(name)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// Whether a name may be without a value.
    pub(super) fn is_open(&self, name: &str) -> bool {
        self.open.iter().any(|open| open == name)
    }
}
