//! The two languages of every text: Indonesian first, English beside it.

use std::fmt;
use std::str::FromStr;

use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A language that people can choose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Indonesian.
    #[default]
    Id,
    /// English.
    En,
}

impl Lang {
    /// Both languages, Indonesian first.
    pub const ALL: [Lang; 2] = [Lang::Id, Lang::En];

    /// Its ISO 639-1 code, as in addresses and `lang` attributes.
    ///
    /// ```
    /// assert_eq!(casework::lang::Lang::Id.code(), "id");
    /// ```
    pub fn code(self) -> &'static str {
        match self {
            Lang::Id => "id",
            Lang::En => "en",
        }
    }

    /// The one of two texts that is in this language.
    ///
    /// ```
    /// use casework::lang::Lang;
    /// assert_eq!(Lang::En.pick("hari ini", "today"), "today");
    /// ```
    pub fn pick<'a>(self, id: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Id => id,
            Lang::En => en,
        }
    }

    /// The other language.
    pub fn other(self) -> Lang {
        match self {
            Lang::Id => Lang::En,
            Lang::En => Lang::Id,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// What was given as a language is neither `id` nor `en`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("bahasa \"{0}\" tidak dikenal; tulis id atau en / unknown language \"{0}\"; write id or en")]
pub struct UnknownLang(pub String);

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(text: &str) -> Result<Lang, UnknownLang> {
        match text {
            "id" => Ok(Lang::Id),
            "en" => Ok(Lang::En),
            other => Err(UnknownLang(other.to_owned())),
        }
    }
}

/// A text in both languages.
///
/// It is read from a table `{ id = "…", en = "…" }` with exactly these two keys, or from a bare string that reads the
/// same in both; it is written as the table.
///
/// ```
/// use casework::lang::{Lang, Text};
/// let both: Text = serde_json::from_str(r#"{"id": "Izin reklame", "en": "Advertising permit"}"#).unwrap();
/// let same: Text = serde_json::from_str(r#""Palembang""#).unwrap();
/// assert_eq!(both.get(Lang::En), "Advertising permit");
/// assert_eq!(same.get(Lang::En), "Palembang");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Text {
    /// In Indonesian.
    pub id: String,
    /// In English.
    pub en: String,
}

impl Text {
    /// A text from its two forms.
    pub fn new(id: impl Into<String>, en: impl Into<String>) -> Text {
        Text { id: id.into(), en: en.into() }
    }

    /// A text that reads the same in both languages: a name, a number.
    pub fn same(text: impl Into<String>) -> Text {
        let id = text.into();
        Text { en: id.clone(), id }
    }

    /// The form in a language.
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.id, &self.en)
    }

    /// Whether one of the two forms says nothing.
    pub fn lacks_words(&self) -> bool {
        self.id.trim().is_empty() || self.en.trim().is_empty()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text::same(text)
    }
}

/// Both forms, Indonesian first; once where they are the same. For messages that reach people through an error.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.id == self.en { f.write_str(&self.id) } else { write!(f, "{} / {}", self.id, self.en) }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        deserializer.deserialize_any(TextVisitor)
    }
}

struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("teks, atau tabel { id = \"…\", en = \"…\" } / a text, or a table { id = \"…\", en = \"…\" }")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
        Ok(Text::same(text))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Text, E> {
        Ok(Text::same(text))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Text, A::Error> {
        let (mut id, mut en): (Option<String>, Option<String>) = (None, None);
        while let Some(key) = map.next_key::<String>()? {
            let (slot, name) = match key.as_str() {
                "id" => (&mut id, "id"),
                "en" => (&mut en, "en"),
                other => return Err(de::Error::unknown_field(other, &["id", "en"])),
            };
            if slot.replace(map.next_value()?).is_some() {
                return Err(de::Error::duplicate_field(name));
            }
        }
        Ok(Text {
            id: id.ok_or_else(|| de::Error::missing_field("id"))?,
            en: en.ok_or_else(|| de::Error::missing_field("en"))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_reads_what_it_writes_and_nothing_else() {
        for lang in Lang::ALL {
            assert_eq!(lang.to_string().parse(), Ok(lang));
            assert_eq!(serde_json::to_string(&lang).unwrap(), format!("\"{lang}\""));
            assert_ne!(lang, lang.other());
        }
        assert!("ID".parse::<Lang>().unwrap_err().to_string().contains("id atau en"));
        assert!(serde_json::from_str::<Lang>("\"fr\"").is_err());
    }

    #[test]
    fn a_text_survives_writing_and_reading() {
        let text = Text::new("Reklame", "Advertising");
        let written = serde_json::to_string(&text).unwrap();
        assert_eq!(written, r#"{"id":"Reklame","en":"Advertising"}"#);
        assert_eq!(serde_json::from_str::<Text>(&written).unwrap(), text);
    }

    #[test]
    fn a_text_with_a_strange_missing_or_repeated_key_is_refused() {
        for (json, said) in [
            (r#"{"id":"a","en":"b","fr":"c"}"#, "unknown field `fr`"),
            (r#"{"id":"a"}"#, "missing field `en`"),
            (r#"{"id":"a","id":"b","en":"c"}"#, "duplicate field `id`"),
            ("7", "a text, or a table"),
        ] {
            let fault = serde_json::from_str::<Text>(json).unwrap_err().to_string();
            assert!(fault.contains(said), "{json}: {fault}");
        }
    }

    #[test]
    fn an_empty_translation_is_noticed() {
        assert!(Text::new("ada", " ").lacks_words());
        assert!(!Text::same("ada").lacks_words());
        assert_eq!(Text::new("ya", "yes").to_string(), "ya / yes");
        assert_eq!(Text::same("KTP").to_string(), "KTP");
    }
}
