//! What invented people, places and reasons are made of: `demo/names.toml`.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use serde::Deserialize;

const NAMES: &str = include_str!("../../../../demo/names.toml");

/// Everything in the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Names {
    /// Names of people, and where they were born.
    pub people: People,
    /// Streets.
    pub places: Places,
    /// Where doctors practise.
    pub health: Health,
    /// Who advertises, and what.
    pub business: Business,
    /// Who studies what, where.
    pub research: Research,
    /// What officers write, by service.
    pub reasons: BTreeMap<String, Reasons>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    pub women: Vec<String>,
    pub men: Vec<String>,
    pub last: Vec<String>,
    pub birthplaces: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Places {
    pub streets: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Health {
    pub hospitals: Vec<String>,
    pub clinics: Vec<String>,
    pub health_centres: Vec<String>,
    pub specialties: Vec<Specialty>,
}

/// A field of medicine and the title that goes with it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Specialty {
    pub title: String,
    pub field: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Business {
    pub companies: Vec<String>,
    pub shops: Vec<String>,
    pub products: Vec<String>,
    pub slogans: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Research {
    pub universities: Vec<String>,
    pub faculties: Vec<String>,
    pub bodies: Vec<String>,
    pub topics: Vec<Topic>,
    pub offices: Vec<String>,
}

/// What is studied, and to which field of the form it belongs.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub field: String,
    pub title: String,
}

/// What officers of one service write.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reasons {
    /// What is returned, and why.
    pub returns: Vec<Return>,
    /// Why something is refused.
    pub rejections: Vec<String>,
}

/// A returned item.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Return {
    pub item: String,
    pub why: String,
}

impl Names {
    /// Reads the file that the program carries.
    ///
    /// # Errors
    /// It does not fit what is read here.
    pub fn read() -> Result<Names> {
        toml_edit::de::from_str(NAMES).context("demo/names.toml")
    }
}
