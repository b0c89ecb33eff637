//! NIP, the number of a civil servant.

use std::fmt;

use jiff::civil::Date;

use super::{IdFault, Sex, digits, fault, stored_as_text};

/// A civil servant's number: 18 digits, birth `YYYYMMDD`, appointment `YYYYMM` (month 21 for contract staff, PPPK), sex
/// 1 or 2, serial. It is printed under signatures and so is shown whole.
///
/// ```
/// use casework::id::Nip;
/// let nip = Nip::parse("198504152010011003").unwrap();
/// assert_eq!(nip.to_string(), "19850415 201001 1 003");
/// assert!(Nip::parse("198513152010011003").unwrap_err().to_string().contains("tanggal lahir"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nip(String);

impl Nip {
    /// Reads a number as typed; spaces, dots and hyphens are ignored.
    pub fn parse(typed: &str) -> Result<Nip, IdFault> {
        let number = digits(typed).unwrap_or_default();
        if number.len() != 18 {
            return fault(
                "NIP harus 18 angka, tanpa huruf. Periksa kembali pada SK atau kartu pegawai.",
                "A NIP must have 18 digits and no letters. Check the appointment letter or the staff card.",
            );
        }
        let nip = Nip(number);
        if nip.birthday().is_none() {
            return fault(
                "Delapan angka pertama NIP harus tanggal lahir (tahun, bulan, hari), tetapi tanggal itu tidak ada.",
                "The first eight digits of a NIP must be the day of birth (year, month, day), but there is no such day.",
            );
        }
        if !matches!(nip.part(12, 14), 1..=12 | 21) || nip.part(8, 12) < nip.part(0, 4) {
            return fault(
                "Angka ke-9 sampai ke-14 NIP harus tahun dan bulan pengangkatan. Periksa kembali.",
                "Digits 9 to 14 of a NIP must be year and month of appointment. Check them.",
            );
        }
        if !matches!(nip.part(14, 15), 1 | 2) {
            return fault(
                "Angka ke-15 NIP harus 1 (laki-laki) atau 2 (perempuan). Periksa kembali.",
                "Digit 15 of a NIP must be 1 (man) or 2 (woman). Check it.",
            );
        }
        Ok(nip)
    }

    fn part(&self, from: usize, to: usize) -> i16 {
        self.0.get(from..to).and_then(|part| part.parse().ok()).unwrap_or(0)
    }

    fn birthday(&self) -> Option<Date> {
        let short = |part: i16| i8::try_from(part).ok();
        let day = Date::new(self.part(0, 4), short(self.part(4, 6))?, short(self.part(6, 8))?).ok()?;
        (1900..2100).contains(&day.year()).then_some(day)
    }

    /// Man or woman.
    pub fn sex(&self) -> Sex {
        if self.part(14, 15) == 2 { Sex::Woman } else { Sex::Man }
    }

    /// The digits alone.
    pub fn digits(&self) -> String {
        self.0.clone()
    }
}

impl fmt::Display for Nip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = &self.0;
        write!(f, "{} {} {} {}", &n[..8], &n[8..14], &n[14..15], &n[15..])
    }
}

stored_as_text!(Nip, digits);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_checked() {
        assert_eq!(Nip::parse("19900229 202001 2 001").unwrap_err().0.id.split(' ').next(), Some("Delapan"));
        assert_eq!(Nip::parse("19920229 202021 2 001").unwrap().sex(), Sex::Woman);
        for (typed, said) in [
            ("19850415201001100", "18 angka"),
            ("19850415201001100A", "18 angka"),
            ("198504152010131003", "tahun dan bulan"),
            ("198504151980011003", "tahun dan bulan"),
            ("198504152010013003", "laki-laki"),
            ("185004152010011003", "tanggal lahir"),
        ] {
            let fault = Nip::parse(typed).unwrap_err().to_string();
            assert!(fault.contains(said), "{typed}: {fault}");
        }
    }
}
