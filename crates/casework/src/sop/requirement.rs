//! What an applicant must bring, and what each document proves.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Formula;
use crate::lang::Text;

/// Names one requirement within its SOP.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequirementId(pub String);

impl fmt::Display for RequirementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One document that an applicant uploads or brings to the counter.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Names it within the SOP.
    pub id: RequirementId,
    /// What it is called.
    pub name: Text,
    /// What it proves: the reason for asking at all.
    pub proves: Text,
    /// A hint on how to get or scan it.
    #[serde(default)]
    pub hint: Option<Text>,
    /// The kinds of file accepted.
    pub accept: Vec<FileType>,
    /// The largest file, in megabytes (1,000,000 bytes).
    pub max_mb: u16,
    /// Whether it may be left out. Required is the normal case.
    #[serde(default)]
    pub optional: bool,
    /// It is asked for only where this holds over the answers.
    #[serde(default)]
    pub when: Option<Formula>,
    /// The legal basis, by its id in the identity block; a requirement without one is a candidate for removal.
    #[serde(default)]
    pub legal_basis: Option<String>,
    /// Whether another agency already holds the document (and could be asked instead of the applicant).
    #[serde(default)]
    pub held_by: Option<String>,
}

/// The kinds of file that an office takes in, told from their content and not from their name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileType {
    /// PDF.
    Pdf,
    /// A JPEG picture.
    Jpg,
    /// A PNG picture.
    Png,
}

impl FileType {
    /// All kinds, in the order in which a page lists them.
    pub const ALL: [FileType; 3] = [FileType::Pdf, FileType::Jpg, FileType::Png];

    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            FileType::Pdf => "application/pdf",
            FileType::Jpg => "image/jpeg",
            FileType::Png => "image/png",
        }
    }

    /// The name that people know, as in "PDF".
    pub const fn name(self) -> &'static str {
        match self {
            FileType::Pdf => "PDF",
            FileType::Jpg => "JPG",
            FileType::Png => "PNG",
        }
    }
}
