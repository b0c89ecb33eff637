//! The short name of an office.

use std::fmt;

use super::{IdFault, fault, stored_as_text};

/// Names an office in settings, addresses and tables: 2 to 40 lower-case letters, digits and hyphens, a letter first.
///
/// ```
/// use casework::id::OfficeId;
/// assert_eq!(OfficeId::parse("palembang").unwrap().to_string(), "palembang");
/// assert!(OfficeId::parse("Kota Palembang").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfficeId(String);

impl OfficeId {
    /// Reads a short name; nothing is corrected.
    pub fn parse(typed: &str) -> Result<OfficeId, IdFault> {
        let fits = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
        let first = typed.starts_with(|c: char| c.is_ascii_lowercase());
        let hyphens = typed.ends_with('-') || typed.contains("--");
        if first && !hyphens && (2..=40).contains(&typed.len()) && typed.bytes().all(fits) {
            return Ok(OfficeId(typed.to_owned()));
        }
        fault(
            "Nama singkat kantor harus 2 sampai 40 huruf kecil, angka, atau tanda hubung, diawali huruf, misalnya \
             kota-palembang.",
            "An office's short name must be 2 to 40 lower-case letters, digits or hyphens, a letter first, as in \
             kota-palembang.",
        )
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OfficeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

stored_as_text!(OfficeId, to_string);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_slugs_pass() {
        for good in ["palembang", "kota-palembang", "dpmptsp2"] {
            assert!(OfficeId::parse(good).is_ok(), "{good}");
        }
        for wrong in ["", "p", "2plg", "-plg", "plg-", "plg--x", "PLG", "kota palembang", "kota_plg", &"a".repeat(41)] {
            assert!(OfficeId::parse(wrong).is_err(), "{wrong}");
        }
    }
}
