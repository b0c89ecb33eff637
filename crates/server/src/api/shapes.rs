//! The small shapes that many answers share: texts, pages of lists, files, times.

use casework::case::FileRef;
use casework::lang::Text;
use casework::office::calendar::Zone;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::problem::{Kind, Problem};

/// A text in both languages.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Text, example = json!({"id": "Surat Keterangan Penelitian", "en": "Research letter"}))]
pub struct Words {
    /// Indonesian.
    id: String,
    /// English.
    en: String,
}

impl From<&Text> for Words {
    fn from(text: &Text) -> Self {
        Words { id: text.id.clone(), en: text.en.clone() }
    }
}

impl Words {
    /// The two texts that a function gives.
    pub fn of(text: impl Fn(casework::lang::Lang) -> String) -> Words {
        Words { id: text(casework::lang::Lang::Id), en: text(casework::lang::Lang::En) }
    }
}

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// The entries.
    items: Vec<T>,
    /// What to send as `after` for the next page; null on the last.
    next: Option<String>,
}

impl<T> Page<T> {
    /// A page of at most `limit` entries out of one more than that; `cursor` names an entry.
    pub fn cut(mut items: Vec<T>, limit: usize, cursor: impl Fn(&T) -> String) -> Page<T> {
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(cursor);
        Page { items, next }
    }

    /// A page whose end is known.
    pub fn of(items: Vec<T>, next: Option<String>) -> Page<T> {
        Page { items, next }
    }
}

/// Which part of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// How many entries: 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50, required = false)]
    #[serde(default = "fifty")]
    limit: u16,
    /// The `next` of the page before.
    #[param(required = false, nullable = false, pattern = "^[0-9]+$")]
    pub after: Option<String>,
}

/// The usual size of a page.
pub fn fifty() -> u16 {
    50
}

/// The number of entries that is asked for.
///
/// # Errors
/// It is not within 1 and 200.
pub fn entries(limit: u16) -> Result<usize, Problem> {
    if (1..=200).contains(&limit) {
        return Ok(usize::from(limit));
    }
    Err(Problem::because(
        Kind::Unreadable,
        "Parameter limit harus 1 sampai 200.",
        "The parameter limit must be 1 to 200.",
    ))
}

/// A filter's text: at most 200 characters, without the sign U+0000, which no database keeps.
///
/// # Errors
/// It is longer.
pub fn short(text: String) -> Result<String, Problem> {
    if text.chars().count() <= 200 && !text.contains('\0') {
        return Ok(text);
    }
    Err(Problem::because(
        Kind::Unreadable,
        "Teks yang dicari paling banyak 200 huruf, tanpa tanda U+0000.",
        "A text to look for has at most 200 characters, without the sign U+0000.",
    ))
}

impl Part {
    /// The number of entries.
    ///
    /// # Errors
    /// It is not within its bounds.
    pub fn limit(&self) -> Result<usize, Problem> {
        entries(self.limit)
    }
}

/// A stored file.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = File)]
pub struct FileInfo {
    /// SHA-256 of its content, in lower-case hexadecimal: by this it is attached.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    sha256: String,
    /// Its name on the sender's device, without any path.
    #[schema(example = "ktp.pdf")]
    name: String,
    /// Its media type, told from its content.
    #[schema(example = "application/pdf")]
    media: String,
    /// Its size in bytes.
    #[schema(example = 248_113)]
    size: u64,
}

impl From<&FileRef> for FileInfo {
    fn from(file: &FileRef) -> Self {
        FileInfo { sha256: file.sha256.clone(), name: file.name.clone(), media: file.media.clone(), size: file.size }
    }
}

/// A moment as RFC 3339 with the office's offset from UTC.
pub fn moment(at: Timestamp, zone: Zone) -> String {
    at.display_with_offset(zone.offset()).to_string()
}

/// A moment that a row keeps in microseconds since 1970.
pub fn moment_us(at_us: i64, zone: Zone) -> String {
    moment(Timestamp::from_microsecond(at_us).unwrap_or(Timestamp::UNIX_EPOCH), zone)
}

/// Somebody who acts for the office.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Officer)]
pub struct OfficerShape {
    /// The account.
    pub account: i64,
    /// The name, as it was then.
    #[schema(example = "Yusuf Hidayat, S.E.")]
    pub name: String,
    /// For whom, where it was done by a mandate.
    pub on_behalf_of: Option<ActingShape>,
}

/// The mandate by which somebody acts for somebody else.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Acting)]
pub struct ActingShape {
    /// `plh`, `plt` or `an`.
    #[schema(example = "plh")]
    pub kind: &'static str,
    /// The role.
    #[schema(example = "kepala")]
    pub role: String,
    /// The account of its holder.
    pub account: i64,
    /// The holder's name, as it was then.
    pub name: String,
}

impl From<&casework::case::OfficerId> for OfficerShape {
    fn from(officer: &casework::case::OfficerId) -> Self {
        let acting = |acting: &casework::case::Acting| ActingShape {
            kind: acting.kind.code(),
            role: acting.role.0.clone(),
            account: acting.account,
            name: acting.name.clone(),
        };
        let on_behalf_of = officer.acting.as_deref().map(acting);
        OfficerShape { account: officer.account, name: officer.name.clone(), on_behalf_of }
    }
}
