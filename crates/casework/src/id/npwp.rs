//! NPWP, the taxpayer's number.

use std::fmt;

use super::{IdFault, Nik, digits, fault, masked, stored_as_text};
use crate::lang::Text;

/// A taxpayer's number: 15 digits `AA.BBB.BBB.C-KKK.SSS`, or 16 since PMK 112/2022 (a resident's NIK, or for bodies a
/// zero and the old 15).
///
/// It is masked when shown, because a person's is the NIK.
///
/// ```
/// use casework::id::Npwp;
/// let npwp = Npwp::parse("01.234.567.8-901.000").unwrap();
/// assert_eq!(npwp.reveal(), "012345678901000");
/// assert_eq!(npwp.to_string(), "0123•••••••1000");
/// assert_eq!(npwp.laid_out(), "01.234.567.8-901.000");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Npwp(String);

impl Npwp {
    /// Reads a number as typed; spaces, dots and hyphens are ignored.
    pub fn parse(typed: &str) -> Result<Npwp, IdFault> {
        let Some(number) = digits(typed) else {
            return fault(
                "NPWP hanya terdiri atas angka, tetapi ada huruf atau tanda lain. Salin angkanya seperti pada kartu.",
                "An NPWP has digits only, but there is a letter or sign. Copy the digits from the card.",
            );
        };
        let count = number.len();
        match count {
            15 | 16 if number.bytes().all(|digit| digit == b'0') => fault(
                "NPWP tidak mungkin hanya angka nol. Salin nomornya seperti pada kartu.",
                "An NPWP cannot be all zeros. Copy the number from the card.",
            ),
            15 | 16 => Ok(Npwp(number)),
            22 => fault(
                "Yang ditulis 22 angka, yaitu NITKU (nomor tempat kegiatan usaha). Tulis NPWP, 16 angka pertamanya.",
                "These are 22 digits, so a NITKU (the number of a place of business). Write the NPWP, its first 16.",
            ),
            _ => fault(
                format!("NPWP harus 15 atau 16 angka; yang ditulis {count} angka. Periksa kembali pada kartu."),
                format!("An NPWP must have 15 or 16 digits; here are {count}. Check the card."),
            ),
        }
    }

    /// The whole number.
    pub fn reveal(&self) -> String {
        self.0.clone()
    }

    /// The whole number as the card lays it out: 15 digits with dots, 16 in groups of four.
    pub fn laid_out(&self) -> String {
        let n = &self.0;
        if n.len() == 15 {
            return format!("{}.{}.{}.{}-{}.{}", &n[..2], &n[2..5], &n[5..8], &n[8..9], &n[9..12], &n[12..]);
        }
        format!("{} {} {} {}", &n[..4], &n[4..8], &n[8..12], &n[12..])
    }

    /// What looks odd: a check digit that does not fit (some old numbers have none that does), or 16 digits that are
    /// neither a body's nor a NIK.
    pub fn warnings(&self) -> Vec<Text> {
        let old = if self.0.len() == 15 { Some(self.0.as_str()) } else { self.0.strip_prefix('0') };
        let odd = match old {
            Some(old) if check_digit(old) == old.as_bytes().get(8).copied() => None,
            Some(_) => Some(Text::new(
                "Angka pemeriksa NPWP tidak cocok. Mungkin salah ketik, mungkin juga nomor lama; cocokkan dengan kartu.",
                "The check digit of the NPWP does not fit. It may be mistyped, or an old number; compare it with the card.",
            )),
            None if Nik::parse(&self.0).is_ok() => None,
            None => Some(Text::new(
                "NPWP 16 angka untuk orang biasanya sama dengan NIK, tetapi ini bukan NIK yang sah. Cocokkan dengan kartu.",
                "A person's NPWP of 16 digits usually is the NIK, but this is no valid NIK. Compare it with the card.",
            )),
        };
        odd.into_iter().collect()
    }
}

/// The ninth digit of the old form, from the first eight: every second one doubled, digit sums added.
fn check_digit(old: &str) -> Option<u8> {
    let digits = old.as_bytes().get(..8)?;
    let sum: u8 = digits
        .iter()
        .enumerate()
        .map(|(index, digit)| {
            let value = (digit - b'0') * if index % 2 == 0 { 1 } else { 2 };
            value / 10 + value % 10
        })
        .sum();
    Some(b'0' + (10 - sum % 10) % 10)
}

impl fmt::Display for Npwp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&masked(&self.0))
    }
}

impl fmt::Debug for Npwp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Npwp({self})")
    }
}

stored_as_text!(Npwp, reveal);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_follow_the_known_vectors() {
        for (first, check) in [("12345678", b'2'), ("02183241", b'5'), ("65389112", b'7')] {
            assert_eq!(check_digit(first), Some(check), "{first}");
        }
        assert!(Npwp::parse("12.345.678.2-901.000").unwrap().warnings().is_empty());
        assert!(Npwp::parse("12.345.678.3-901.000").unwrap().warnings()[0].id.contains("Angka pemeriksa"));
    }

    #[test]
    fn sixteen_digits_are_a_body_or_a_nik() {
        let body = Npwp::parse("0 123456782901000".replace(' ', "").as_str()).unwrap();
        assert!(body.warnings().is_empty());
        assert_eq!(body.laid_out(), "0123 4567 8290 1000");
        assert!(Npwp::parse("1671070101900001").unwrap().warnings().is_empty());
        assert!(Npwp::parse("1671073202900001").unwrap().warnings()[0].id.contains("bukan NIK"));
    }

    #[test]
    fn other_lengths_and_signs_are_refused() {
        for (typed, said) in [
            ("123", "yang ditulis 3 angka"),
            ("0123456789010000123456", "NITKU"),
            ("01.234.567.8-901.00X", "huruf atau tanda lain"),
            ("000000000000000", "hanya angka nol"),
            ("", "yang ditulis 0 angka"),
        ] {
            let fault = Npwp::parse(typed).unwrap_err().to_string();
            assert!(fault.contains(said), "{typed}: {fault}");
        }
    }
}
