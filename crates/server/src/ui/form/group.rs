//! The questions that take more than one control: files, places, regions, rows.

use super::{Choice, Field};

/// A file to be sent, or one that is there already.
#[derive(Clone, Debug, Default)]
pub struct Upload {
    /// The `accept` attribute, such as `.pdf,image/jpeg`.
    pub accept: String,
    /// In words: which types, how large.
    pub limits: String,
    /// The file that the office already has.
    pub held: Option<Held>,
}

/// A file that the office already has.
#[derive(Clone, Debug, Default)]
pub struct Held {
    /// The name under which it was sent.
    pub name: String,
    /// Its size in words.
    pub size: String,
    /// Where it can be seen.
    pub href: String,
}

/// A place on the map, in degrees as typed.
#[derive(Clone, Debug, Default)]
pub struct Coordinates {
    /// Latitude; south is negative.
    pub lat: String,
    /// Longitude.
    pub long: String,
}

/// A place in the official code list, chosen level by level or found by its name. Without script each level is one trip
/// to the server: the button beside a list sends the form and the next list comes back filled.
#[derive(Clone, Debug, Default)]
pub struct Region {
    /// What was searched for (`<id>.search`).
    pub search: String,
    /// What the search found, to be chosen as the answer (`<id>`); `None` before a search.
    pub found: Option<Vec<Choice>>,
    /// Province, regency, district, village: as many as are asked for (`<id>.<name>`).
    pub levels: Vec<RegionLevel>,
    /// The place chosen so far, in words; empty for none.
    pub chosen: String,
}

/// One of the lists of a [`Region`].
#[derive(Clone, Debug, Default)]
pub struct RegionLevel {
    /// The last part of the control's name, such as `district`.
    pub name: String,
    /// Kecamatan, and so on.
    pub label: String,
    /// Empty until the level above is chosen.
    pub choices: Vec<Choice>,
}

/// A list of rows with the same few fields.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// Headings, one for each cell of a row.
    pub columns: Vec<String>,
    /// The rows; their fields are named `<id>.<row>.<column>`.
    pub rows: Vec<Vec<Field>>,
    /// The most rows; the button to add one goes when it is reached.
    pub most: usize,
    /// What a row is, for "add …" and "… 2".
    pub word: String,
}
