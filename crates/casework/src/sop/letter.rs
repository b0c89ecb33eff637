//! The letters that a service issues, and how long its licence holds.

use serde::{Deserialize, Serialize};

use super::Formula;
use crate::lang::Text;
use crate::letter_number::LetterNumber;

/// One letter or licence, printed from a template in the service's folder.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// Names it within the SOP; outcomes point to it.
    pub id: String,
    /// Its title on paper.
    pub title: Text,
    /// What it is in law.
    pub kind: LetterKind,
    /// The template's file name, in the service's folder or among the office's common letters.
    pub template: String,
    /// The pattern of its number, as in `503/{seq:4}/SIP/DPMPTSP/{roman_month}/{year}`.
    pub number: LetterNumber,
    /// The role whose holder signs it.
    pub signer: String,
    /// What the holder must observe; printed on the letter.
    #[serde(default)]
    pub conditions: Vec<Text>,
    /// Who gets a copy (tembusan).
    #[serde(default)]
    pub copies: Vec<Text>,
}

/// What a letter is in law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LetterKind {
    /// Grants something, stands in the register of licences and can be verified by anyone.
    Licence,
    /// Refuses, with reasons.
    Rejection,
    /// An agency's recommendation to the office.
    Recommendation,
    /// An order of assignment for inspectors.
    Assignment,
}

/// How long a licence is valid from the day of its issue: a number of months or years, or a date from the answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Validity {
    /// So many years.
    #[serde(default)]
    pub years: Option<u16>,
    /// So many months.
    #[serde(default)]
    pub months: Option<u16>,
    /// Until a date that a formula yields as text `YYYY-MM-DD`; the earlier of this and the years holds.
    #[serde(default)]
    pub until: Option<Formula>,
    /// What the catalogue says of it.
    pub text: Text,
}
