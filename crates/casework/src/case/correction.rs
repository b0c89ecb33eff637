//! What an officer returns, to the applicant or to the officer of an earlier step: item by item, each with a reason.

use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::sop::{RequirementId, Sop, Step, StepId, TaskKind};

/// One thing that somebody is asked to correct.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// The answer to this field.
    Field(String),
    /// The file for this requirement, or the missing one.
    File(RequirementId),
    /// A document that no requirement asks for, by the name that the officer gave it.
    Other(String),
    /// What an officer found at an earlier step.
    Finding {
        /// The step.
        step: StepId,
        /// Its field or the document of its checklist, by id; empty for the work as a whole.
        part: String,
    },
}

impl Item {
    /// The name under which an answer to it is sent and a fault of it is told.
    ///
    /// ```
    /// use casework::case::Item;
    /// assert_eq!(Item::Field("alamat".into()).key(), "alamat");
    /// assert_eq!(Item::Other("Surat sewa (2026)".into()).key(), "lain-surat-sewa-2026");
    /// ```
    pub fn key(&self) -> String {
        match self {
            Item::Field(id) => id.clone(),
            Item::File(id) => id.0.clone(),
            Item::Other(name) => extra_id(name).0,
            Item::Finding { step, part } => format!("{step}.{part}"),
        }
    }

    /// What people call it.
    pub fn text(&self, sop: &Sop, lang: Lang) -> String {
        match self {
            Item::Field(id) => sop.field(id).map_or(id.as_str(), |field| field.label.get(lang)),
            Item::File(id) => sop.requirement(id).map_or(id.0.as_str(), |requirement| requirement.name.get(lang)),
            Item::Other(name) => name,
            Item::Finding { step, part } => return finding(sop, (step, part), lang),
        }
        .to_owned()
    }
}

/// "Rekomendasi Dinas Kesehatan: Nomor rekomendasi", or the step alone where its work as a whole is meant.
fn finding(sop: &Sop, (id, part): (&StepId, &str), lang: Lang) -> String {
    let Some(step) = sop.step(id) else { return id.0.clone() };
    let name = step.name.get(lang);
    let field = step.fields.iter().find(|field| field.id == part).map(|field| field.label.get(lang));
    let paper = || sop.requirement(&RequirementId(part.to_owned())).map(|requirement| requirement.name.get(lang));
    match field.or_else(paper) {
        Some(part) => format!("{name}: {part}"),
        None => name.to_owned(),
    }
}

/// The id under which a case keeps a document that no requirement asks for. The hyphen keeps it apart from every id that
/// an SOP can give; one name is one document, so that a second version replaces the first.
pub fn extra_id(name: &str) -> RequirementId {
    let letters: String =
        name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words: Vec<&str> = letters.split_whitespace().collect();
    let slug = if words.is_empty() { "dokumen".to_owned() } else { words.join("-") };
    RequirementId(format!("lain-{slug}"))
}

/// One returned item, with the reason for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Objection {
    /// What is returned.
    pub item: Item,
    /// A reason of the SOP's library, by its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Why, and what to do, in the officer's words. May be empty where the library's reason says it all.
    pub reason: String,
}

impl Objection {
    /// An item with a reason in the officer's own words.
    pub fn new(item: Item, reason: impl Into<String>) -> Objection {
        Objection { item, code: None, reason: reason.into() }
    }

    /// Whether it is for whoever does this step: the applicant's turn, or an officer whose findings are given back.
    pub fn is_for(&self, step: &Step) -> bool {
        match &self.item {
            Item::Field(_) | Item::File(_) | Item::Other(_) => step.task == TaskKind::Correct,
            Item::Finding { step: of, .. } => of == &step.id,
        }
    }

    /// Whether it is for the applicant, and not for an officer whose findings are given back.
    pub fn is_applicants(&self) -> bool {
        match self.item {
            Item::Field(_) | Item::File(_) | Item::Other(_) => true,
            Item::Finding { .. } => false,
        }
    }

    /// The whole reason as the applicant reads it: what the library says, and what the officer adds.
    pub fn why(&self, sop: &Sop, lang: Lang) -> String {
        let library = self.code.as_deref().and_then(|code| sop.reason(code)).map(|reason| reason.text.get(lang));
        let own = Some(self.reason.trim()).filter(|own| !own.is_empty());
        library.into_iter().chain(own).collect::<Vec<_>>().join(" ")
    }
}
