//! Days in settings and SOP files: quoted `"2026-01-09"` or in TOML's own form, bare `2026-01-09`.

use std::fmt;

use jiff::civil::Date;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// Reads a day in either form: for `#[serde(deserialize_with = "crate::written_day::day")]`.
pub(crate) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    WrittenDay::deserialize(deserializer).map(|day| day.0)
}

/// Reads a list of days in either form.
pub(crate) fn days<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Date>, D::Error> {
    let days = Vec::<WrittenDay>::deserialize(deserializer)?;
    Ok(days.into_iter().map(|day| day.0).collect())
}

struct WrittenDay(Date);

impl<'de> Deserialize<'de> for WrittenDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<WrittenDay, D::Error> {
        deserializer.deserialize_any(DayVisitor).map(WrittenDay)
    }
}

struct DayVisitor;

impl<'de> Visitor<'de> for DayVisitor {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("tanggal seperti 2026-01-09 / a day like 2026-01-09")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
        // A time of day after the date would be dropped without a word.
        let date = (text.len() == 10).then(|| text.parse().ok()).flatten();
        date.ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
    }

    /// TOML's own dates arrive as a map with one entry, whose value is the text.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Date, A::Error> {
        let entry = map.next_entry::<String, String>()?;
        let text = entry.map(|(_, text)| text).unwrap_or_default();
        self.visit_str(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct File {
        #[serde(deserialize_with = "day")]
        day: Date,
        #[serde(default, deserialize_with = "days")]
        days: Vec<Date>,
    }

    #[test]
    fn both_forms_are_read() {
        for text in ["day = 2026-01-09\ndays = [2026-01-10, \"2026-01-11\"]", "day = \"2026-01-09\""] {
            let file: File = toml_edit::de::from_str(text).unwrap();
            assert_eq!(file.day, jiff::civil::date(2026, 1, 9));
            assert!(file.days.is_empty() || file.days.len() == 2);
        }
    }

    #[test]
    fn what_is_no_day_is_refused_with_its_line() {
        for text in ["day = 9", "day = \"9 Januari\"", "day = \"2026-02-30\"", "day = 2026-01-09T10:00:00", "day = {}"]
        {
            let fault = toml_edit::de::from_str::<File>(text).unwrap_err().to_string();
            assert!(fault.contains("tanggal seperti 2026-01-09") && fault.contains("line 1"), "{text}: {fault}");
        }
    }
}
