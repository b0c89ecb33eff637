//! Region codes of the Ministry of Home Affairs, as in `16.71.07.1004`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::RegionFault;
use crate::lang::{Lang, Text};

/// How far down a code goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// A province.
    Province,
    /// A regency or city.
    Regency,
    /// A district (kecamatan).
    District,
    /// A village (kelurahan or desa).
    #[default]
    Village,
}

impl Level {
    /// All levels from the top down.
    pub const ALL: [Level; 4] = [Level::Province, Level::Regency, Level::District, Level::Village];

    /// What people call it.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Level::Province => lang.pick("Provinsi", "Province"),
            Level::Regency => lang.pick("Kabupaten/Kota", "Regency or city"),
            Level::District => lang.pick("Kecamatan", "District"),
            Level::Village => lang.pick("Kelurahan/Desa", "Village"),
        }
    }

    /// The level below.
    pub fn below(self) -> Option<Level> {
        match self {
            Level::Province => Some(Level::Regency),
            Level::Regency => Some(Level::District),
            Level::District => Some(Level::Village),
            Level::Village => None,
        }
    }

    /// How many codes of the lowest level a code of this level makes room for.
    fn span(self) -> u64 {
        match self {
            Level::Province => 100_000_000,
            Level::Regency => 1_000_000,
            Level::District => 10_000,
            Level::Village => 1,
        }
    }
}

/// The code of a province, regency or city, district or village: `PP`, `PP.KK`, `PP.KK.CC` or `PP.KK.CC.DDDD`.
///
/// Codes sort like the official list, each region right before what lies in it. The codes of BPS look alike and differ.
///
/// ```
/// use casework::region::{Level, RegionCode};
/// let village: RegionCode = "16.71.07.1004".parse().unwrap();
/// assert_eq!(village.level(), Level::Village);
/// assert_eq!(village.parent().unwrap().to_string(), "16.71.07");
/// assert!("16.71".parse::<RegionCode>().unwrap().contains(village));
/// assert!("16.7".parse::<RegionCode>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionCode(u64);

impl RegionCode {
    /// How far down it goes.
    pub fn level(self) -> Level {
        let level = Level::ALL.into_iter().find(|level| self.0.is_multiple_of(level.span()));
        level.unwrap_or(Level::Village)
    }

    /// The region of a level that it lies in; itself at its own level, nothing below it.
    pub fn at(self, level: Level) -> Option<RegionCode> {
        (level <= self.level()).then(|| RegionCode(self.0 - self.0 % level.span()))
    }

    /// The region that it lies in; nothing for a province.
    pub fn parent(self) -> Option<RegionCode> {
        Level::ALL.into_iter().rev().find(|level| *level < self.level()).and_then(|level| self.at(level))
    }

    /// Whether another region is this one or lies in it.
    pub fn contains(self, other: RegionCode) -> bool {
        self <= other && other < self.end()
    }

    /// Whether it is a kelurahan, which has a lurah, and not a desa.
    pub fn is_kelurahan(self) -> bool {
        self.level() == Level::Village && self.0 % 10_000 / 1_000 == 1
    }

    fn parts(self) -> [u64; 4] {
        [self.0 / 100_000_000, self.0 / 1_000_000 % 100, self.0 / 10_000 % 100, self.0 % 10_000]
    }

    /// The first code that lies behind everything in it.
    pub(super) fn end(self) -> RegionCode {
        RegionCode(self.0 + self.level().span())
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [province, regency, district, village] = self.parts();
        match self.level() {
            Level::Province => write!(f, "{province:02}"),
            Level::Regency => write!(f, "{province:02}.{regency:02}"),
            Level::District => write!(f, "{province:02}.{regency:02}.{district:02}"),
            Level::Village => write!(f, "{province:02}.{regency:02}.{district:02}.{village:04}"),
        }
    }
}

impl fmt::Debug for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RegionCode({self})")
    }
}

impl FromStr for RegionCode {
    type Err = RegionFault;

    /// Reads a code with or without its dots.
    fn from_str(text: &str) -> Result<RegionCode, RegionFault> {
        read(text).ok_or_else(|| {
            RegionFault(Text::new(
                "Kode wilayah tidak benar. Tulis kode Kemendagri, misalnya 16.71.07.1004 (bukan kode BPS).",
                "The region code is not right. Write the code of the Ministry of Home Affairs, as in 16.71.07.1004.",
            ))
        })
    }
}

/// Reads without allocating: the whole list of 83,000 villages passes through here at each start.
fn read(text: &str) -> Option<RegionCode> {
    const DOTS: [usize; 3] = [2, 5, 8];
    let bytes = text.trim().as_bytes();
    let dotted = bytes.contains(&b'.');
    let (mut code, mut count) = (0u64, 0u32);
    for (at, byte) in bytes.iter().enumerate() {
        if dotted && DOTS.contains(&at) {
            if *byte != b'.' {
                return None;
            }
            continue;
        }
        if !byte.is_ascii_digit() || count == 10 {
            return None;
        }
        code = code * 10 + u64::from(byte - b'0');
        count += 1;
    }
    let (parts, padding) = match count {
        2 => (1, 100_000_000),
        4 => (2, 1_000_000),
        6 => (3, 10_000),
        10 => (4, 1),
        _ => return None,
    };
    let code = RegionCode(code * padding);
    // A part of zeros would make it the code of another region.
    let whole = code.parts().iter().take(parts).all(|part| *part > 0);
    (whole && !bytes.ends_with(b".")).then_some(code)
}

impl Serialize for RegionCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for RegionCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RegionCode, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_all_levels_read_back() {
        for text in ["16", "16.71", "16.71.07", "16.71.07.1004", "11.01.01.2001", "96.01.01.3001"] {
            let code: RegionCode = text.parse().unwrap();
            assert_eq!(code.to_string(), text);
            assert_eq!(text.replace('.', "").parse(), Ok(code));
            let json = serde_json::to_string(&code).unwrap();
            assert_eq!(serde_json::from_str::<RegionCode>(&json).unwrap(), code);
        }
    }

    #[test]
    fn other_writings_are_refused() {
        for text in [
            "",
            "1",
            "16.",
            "16.7",
            "16.71.7",
            "16.71.07.104",
            "16.71.07.10045",
            "1671.07",
            "16.71.07.",
            "00",
            "16.00",
            "16.00.07",
            "16.71.00.1004",
            "16.71.07.0000",
            "aa",
            "16-71",
            "16.71.071004",
            "99999999999999999999",
        ] {
            assert!(text.parse::<RegionCode>().is_err(), "{text}");
        }
    }

    #[test]
    fn regions_lie_in_each_other() {
        let code = |text: &str| text.parse::<RegionCode>().unwrap();
        let village = code("16.71.07.1004");
        assert_eq!(village.at(Level::Province), Some(code("16")));
        assert_eq!(code("16.71").at(Level::District), None);
        assert_eq!(code("16").parent(), None);
        assert!(!code("16.71.07").contains(code("16.71.08.1001")));
        assert!(!village.contains(code("16.71.07")));
        assert!(village.is_kelurahan() && !code("16.01.07.2001").is_kelurahan());
        assert_eq!(Level::Village.below(), None);
    }
}
