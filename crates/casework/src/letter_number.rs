//! How the numbers of letters are made, as in `503/{seq:4}/SIP-D/DPMPTSP/{roman_month}/{year}`.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::lang::Text;

/// The pattern of a letter's number: fixed text with placeholders.
///
/// | placeholder | becomes |
/// |---|---|
/// | `{seq}` | the place in the year's sequence: 7 |
/// | `{seq:4}` | the same with leading zeros: 0007 |
/// | `{month}` | the month: 01 to 12 |
/// | `{roman_month}` | the month in Roman numerals: I to XII |
/// | `{year}` | the year |
///
/// A pattern must have the sequence once and the year at least once: without these two letters could get one number.
///
/// ```
/// use casework::letter_number::LetterNumber;
/// let pattern: LetterNumber = "503/{seq:4}/SIP-D/DPMPTSP/{roman_month}/{year}".parse().unwrap();
/// let day = jiff::civil::date(2026, 5, 16);
/// assert_eq!(pattern.format(7, day), "503/0007/SIP-D/DPMPTSP/V/2026");
/// assert_eq!(pattern.scope(day), "503/{seq}/SIP-D/DPMPTSP/{month}/2026");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct LetterNumber {
    parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Part {
    Fixed(String),
    Sequence { width: usize },
    Month,
    RomanMonth,
    Year,
}

const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

impl LetterNumber {
    /// The number that has this place in its sequence on this day. A place with more digits than the pattern's width
    /// is written in full.
    pub fn format(&self, sequence: u64, date: Date) -> String {
        let mut number = String::new();
        for part in &self.parts {
            match part {
                Part::Fixed(text) => number.push_str(text),
                Part::Sequence { width } => number.push_str(&format!("{sequence:0width$}")),
                Part::Month => number.push_str(&format!("{:02}", date.month())),
                Part::RomanMonth => number.push_str(roman_month(date)),
                Part::Year => number.push_str(&date.year().to_string()),
            }
        }
        number
    }

    /// Names the sequence that a letter of this day takes its place from: one for each year. Two letters whose numbers
    /// read alike share it, so they never get one number.
    pub fn scope(&self, date: Date) -> String {
        let mut scope = String::new();
        for part in &self.parts {
            match part {
                Part::Fixed(text) => scope.push_str(text),
                Part::Sequence { .. } => scope.push_str("{seq}"),
                Part::Month | Part::RomanMonth => scope.push_str("{month}"),
                Part::Year => scope.push_str(&date.year().to_string()),
            }
        }
        scope
    }
}

fn roman_month(date: Date) -> &'static str {
    usize::try_from(date.month() - 1).ok().and_then(|index| ROMAN.get(index)).copied().unwrap_or_default()
}

impl fmt::Display for LetterNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| match part {
            Part::Fixed(text) => f.write_str(text),
            Part::Sequence { width: 0 } => f.write_str("{seq}"),
            Part::Sequence { width } => write!(f, "{{seq:{width}}}"),
            Part::Month => f.write_str("{month}"),
            Part::RomanMonth => f.write_str("{roman_month}"),
            Part::Year => f.write_str("{year}"),
        })
    }
}

/// The pattern of a letter's number cannot be used: what, why, and what to write.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PatternFault(pub Text);

fn fault<T>(id: impl Into<String>, en: impl Into<String>) -> Result<T, PatternFault> {
    Err(PatternFault(Text::new(id, en)))
}

impl FromStr for LetterNumber {
    type Err = PatternFault;

    fn from_str(pattern: &str) -> Result<LetterNumber, PatternFault> {
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some(at) = rest.find(['{', '}']) {
            if at > 0 {
                parts.push(Part::Fixed(rest[..at].to_owned()));
            }
            let Some((name, after)) = rest[at..].strip_prefix('{').and_then(|inner| inner.split_once('}')) else {
                return fault(
                    "Kurung kurawal pada pola nomor surat tidak berpasangan. Tulis misalnya {seq:4}.",
                    "The braces in the letter number do not match. Write for example {seq:4}.",
                );
            };
            parts.push(placeholder(name)?);
            rest = after;
        }
        if !rest.is_empty() {
            parts.push(Part::Fixed(rest.to_owned()));
        }
        check(&parts)?;
        Ok(LetterNumber { parts })
    }
}

fn placeholder(name: &str) -> Result<Part, PatternFault> {
    match name {
        "seq" => Ok(Part::Sequence { width: 0 }),
        "month" => Ok(Part::Month),
        "roman_month" => Ok(Part::RomanMonth),
        "year" => Ok(Part::Year),
        other => match other.strip_prefix("seq:").map(str::parse) {
            Some(Ok(width @ 1..=9)) => Ok(Part::Sequence { width }),
            Some(_) => fault(
                format!("Lebar nomor urut pada {{{other}}} harus 1 sampai 9, misalnya {{seq:4}}."),
                format!("The width in {{{other}}} must be from 1 to 9, as in {{seq:4}}."),
            ),
            None => fault(
                format!(
                    "{{{other}}} tidak dikenal. Yang dapat dipakai: {{seq}}, {{seq:4}}, {{month}}, {{roman_month}}, {{year}}."
                ),
                format!("{{{other}}} is not known. Use {{seq}}, {{seq:4}}, {{month}}, {{roman_month}}, {{year}}."),
            ),
        },
    }
}

fn check(parts: &[Part]) -> Result<(), PatternFault> {
    let sequences = parts.iter().filter(|part| matches!(part, Part::Sequence { .. })).count();
    if sequences != 1 {
        return fault(
            format!("Pola nomor surat harus memuat nomor urut {{seq}} tepat satu kali; di sini {sequences} kali."),
            format!("A letter number must have {{seq}} exactly once; here it is there {sequences} times."),
        );
    }
    if !parts.contains(&Part::Year) {
        return fault(
            "Pola nomor surat harus memuat {year}: nomor urut mulai lagi setiap tahun, jadi tanpa tahun dua surat \
             dapat bernomor sama.",
            "A letter number must have {year}: the sequence begins anew each year, so without it two letters could \
             have one number.",
        );
    }
    let touching = parts.windows(2).any(|pair| !pair.iter().any(|part| matches!(part, Part::Fixed(_))));
    if touching {
        return fault(
            "Dua bagian pola nomor surat bersambung tanpa tanda pemisah, sehingga nomor dapat terbaca ganda. Beri \
             garis miring di antaranya, misalnya {seq}/{year}.",
            "Two placeholders of the letter number touch, so that two numbers could read alike. Put a mark between \
             them, as in {seq}/{year}.",
        );
    }
    let fits = |part: &Part| match part {
        Part::Fixed(text) => !text.chars().any(char::is_control),
        Part::Sequence { .. } | Part::Month | Part::RomanMonth | Part::Year => true,
    };
    if !parts.iter().all(fits) {
        return fault(
            "Pola nomor surat memuat tanda yang tidak dapat dicetak, misalnya baris baru. Hapus tanda itu.",
            "The letter number has a character that cannot be printed, such as a new line. Remove it.",
        );
    }
    Ok(())
}

impl From<LetterNumber> for String {
    fn from(number: LetterNumber) -> String {
        number.to_string()
    }
}

impl TryFrom<String> for LetterNumber {
    type Error = PatternFault;

    fn try_from(pattern: String) -> Result<LetterNumber, PatternFault> {
        pattern.parse()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn real_patterns_give_real_numbers() {
        let day = date(2016, 5, 16);
        for (pattern, sequence, number) in [
            ("{seq}/0803.3137.027.{roman_month}.{year}", 16, "16/0803.3137.027.V.2016"),
            ("500.16.7.2/{seq:3}/DPMPTSP/{year}", 12, "500.16.7.2/012/DPMPTSP/2016"),
            ("{year}-{month}-{seq:2}", 123, "2016-05-123"),
        ] {
            let parsed: LetterNumber = pattern.parse().unwrap();
            assert_eq!(parsed.format(sequence, day), number);
            assert_eq!(parsed.to_string(), pattern);
            let json = serde_json::to_string(&parsed).unwrap();
            assert_eq!(serde_json::from_str::<LetterNumber>(&json).unwrap(), parsed);
        }
    }

    #[test]
    fn months_are_roman() {
        let pattern: LetterNumber = "{seq}/{roman_month}/{year}".parse().unwrap();
        let written: Vec<String> = (1..=12).map(|month| pattern.format(1, date(2026, month, 1))).collect();
        assert_eq!(written[3], "1/IV/2026");
        assert_eq!(written[8], "1/IX/2026");
        assert_eq!(written[11], "1/XII/2026");
    }

    #[test]
    fn a_sequence_runs_through_one_year_and_is_shared_by_like_numbers() {
        let pattern: LetterNumber = "{seq:4}/IZIN/{roman_month}/{year}".parse().unwrap();
        let wider: LetterNumber = "{seq:5}/IZIN/{month}/{year}".parse().unwrap();
        let january = pattern.scope(date(2026, 1, 31));
        assert_eq!(january, pattern.scope(date(2026, 12, 1)));
        assert_ne!(january, pattern.scope(date(2027, 1, 1)));
        assert_eq!(january, wider.scope(date(2026, 1, 1)));
    }

    #[test]
    fn a_bad_pattern_is_refused_with_the_reason() {
        for (pattern, said) in [
            ("", "tepat satu kali; di sini 0"),
            ("503/{year}", "tepat satu kali; di sini 0"),
            ("{seq}/{seq:2}/{year}", "di sini 2 kali"),
            ("{seq}/DPMPTSP", "harus memuat {year}"),
            ("{seq}{year}", "bersambung"),
            ("{seq:0}/{year}", "1 sampai 9"),
            ("{seq:x}/{year}", "1 sampai 9"),
            ("{seq}/{tahun}", "{tahun} tidak dikenal"),
            ("{seq/{year}", "tidak dikenal"),
            ("{seq}/{year", "tidak berpasangan"),
            ("seq}/{year}", "tidak berpasangan"),
            ("{seq}/\n{year}", "tidak dapat dicetak"),
        ] {
            let fault = pattern.parse::<LetterNumber>().unwrap_err().to_string();
            assert!(fault.contains(said), "{pattern}: {fault}");
        }
    }
}
