//! NIK, the number of a resident (nomor induk kependudukan).

use std::fmt;

use jiff::civil::Date;

use super::{IdFault, digits, fault, masked, stored_as_text};
use crate::lang::Text;
use crate::region::{RegionCode, Regions};

/// A resident's number: 16 digits `PPKKCC DDMMYY SSSS`, region, birth (a woman's day plus 40) and serial.
///
/// It never shows itself: `Display` and `Debug` are masked, so that it cannot leak into logs. Only [`Nik::reveal`] and
/// the stored form carry it whole.
///
/// ```
/// use casework::id::{Nik, Sex};
/// let nik = Nik::parse("1671 0741 0490 0001").unwrap();
/// assert_eq!(nik.to_string(), "1671••••••••0001");
/// assert_eq!(format!("{nik:?}"), "Nik(1671••••••••0001)");
/// assert_eq!(nik.reveal(), "1671074104900001");
/// assert_eq!(nik.sex(), Sex::Woman);
/// assert_eq!(nik.born(jiff::civil::date(2026, 1, 9)), Some(jiff::civil::date(1990, 4, 1)));
/// assert!(Nik::parse("1671073202900001").unwrap_err().to_string().contains("tanggal lahir"));
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nik(String);

/// Man or woman, as a number says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// A man.
    Man,
    /// A woman.
    Woman,
}

/// The provinces of Kepmendagri 300.2.2-2138/2025.
const PROVINCES: [u8; 38] = [
    11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 31, 32, 33, 34, 35, 36, 51, 52, 53, 61, 62, 63, 64, 65, 71, 72, 73, 74, 75,
    76, 81, 82, 91, 92, 93, 94, 95, 96,
];

impl Nik {
    /// Reads a number as typed; spaces, dots and hyphens are ignored.
    ///
    /// Refused are: anything but 16 digits, a province that does not exist, region parts of zeros, a birthday that no
    /// year has, serial 0000. A district that is not in today's list is none of these: numbers outlive the districts
    /// that they were issued in, see [`Nik::warnings`].
    pub fn parse(typed: &str) -> Result<Nik, IdFault> {
        let Some(number) = digits(typed) else {
            return fault(
                "NIK hanya terdiri atas angka, tetapi ada huruf atau tanda lain. Salin 16 angka seperti pada KTP.",
                "A NIK has digits only, but there is a letter or sign. Copy the 16 digits from the identity card.",
            );
        };
        if number.len() != 16 {
            let count = number.len();
            return fault(
                format!("NIK harus 16 angka; yang ditulis {count} angka. Periksa kembali pada KTP."),
                format!("A NIK must have 16 digits; here are {count}. Check the identity card."),
            );
        }
        let nik = Nik(number);
        if !PROVINCES.contains(&nik.pair(0)) {
            return fault(
                "Dua angka pertama NIK bukan kode provinsi yang ada. Periksa kembali awal NIK pada KTP.",
                "The first two digits of the NIK are no province's code. Check its beginning on the identity card.",
            );
        }
        if nik.pair(2) == 0 || nik.pair(4) == 0 {
            return fault(
                "Angka ke-3 sampai ke-6 NIK bukan kode kabupaten/kota dan kecamatan. Periksa kembali pada KTP.",
                "Digits 3 to 6 of the NIK are no regency and district. Check the identity card.",
            );
        }
        // The 29th of February needs no century: 1900 had none, but 2000 had.
        if nik.birthday(2000).or_else(|| nik.birthday(1900)).is_none() {
            return fault(
                "Angka ke-7 sampai ke-12 NIK harus tanggal lahir (untuk perempuan hari ditambah 40), tetapi tanggal itu \
                 tidak ada. Periksa kembali pada KTP.",
                "Digits 7 to 12 of the NIK must be the day of birth (for a woman the day plus 40), but there is no such \
                 day. Check the identity card.",
            );
        }
        if nik.0.ends_with("0000") {
            return fault(
                "Empat angka terakhir NIK tidak mungkin 0000. Periksa kembali pada KTP.",
                "The last four digits of a NIK cannot be 0000. Check the identity card.",
            );
        }
        Ok(nik)
    }

    fn pair(&self, at: usize) -> u8 {
        self.0.get(at..at + 2).and_then(|pair| pair.parse().ok()).unwrap_or(0)
    }

    fn birthday(&self, century: i16) -> Option<Date> {
        let part = |at| i8::try_from(self.pair(at)).unwrap_or(i8::MAX);
        let day = if part(6) > 40 { part(6) - 40 } else { part(6) };
        Date::new(century + i16::from(part(10)), part(8), day).ok()
    }

    /// The whole number, for where the law wants it: the licence, the register, a request to the civil registry.
    pub fn reveal(&self) -> String {
        self.0.clone()
    }

    /// The district that issued it first; it may since have been divided or renamed.
    pub fn district(&self) -> Option<RegionCode> {
        let code = format!("{}.{}.{}", &self.0[..2], &self.0[2..4], &self.0[4..6]);
        code.parse().ok()
    }

    /// Man or woman, by the day of birth.
    pub fn sex(&self) -> Sex {
        if self.pair(6) > 40 { Sex::Woman } else { Sex::Man }
    }

    /// The day of birth. Of the two possible years it is the later one that is not after this year.
    pub fn born(&self, today: Date) -> Option<Date> {
        let later = self.birthday(2000).filter(|day| day.year() <= today.year());
        later.or_else(|| self.birthday(1900))
    }

    /// What looks odd: a district that is not in today's list.
    pub fn warnings(&self, regions: &Regions) -> Vec<Text> {
        let known = self.district().is_some_and(|code| regions.name(code).is_some());
        let odd = Text::new(
            "Kode kecamatan pada NIK tidak ada dalam daftar sekarang. Ini wajar untuk NIK lama dari daerah yang sudah \
             dimekarkan; cocokkan dengan KTP.",
            "The district in this NIK is not in today's list. That is usual for old numbers from regions that were \
             divided since; compare it with the identity card.",
        );
        if known { Vec::new() } else { vec![odd] }
    }
}

impl fmt::Display for Nik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&masked(&self.0))
    }
}

impl fmt::Debug for Nik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Nik({self})")
    }
}

stored_as_text!(Nik, reveal);

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn regions() -> Regions {
        Regions::from_tables(&[
            include_str!("../../../../data/wilayah/provinsi.csv"),
            include_str!("../../../../data/wilayah/kabkota.csv"),
            include_str!("../../../../data/wilayah/kecamatan.csv"),
        ])
        .unwrap()
    }

    #[test]
    fn each_fault_has_its_own_message() {
        for (typed, said) in [
            ("", "yang ditulis 0 angka"),
            ("167107010190000", "yang ditulis 15 angka"),
            ("16710701019000011", "yang ditulis 17 angka"),
            ("167107010190OOO1", "huruf atau tanda lain"),
            ("2071070101900001", "kode provinsi"),
            ("0071070101900001", "kode provinsi"),
            ("1600070101900001", "kabupaten/kota dan kecamatan"),
            ("1671000101900001", "kabupaten/kota dan kecamatan"),
            ("1671073202900001", "tanggal lahir"),
            ("1671073002900001", "tanggal lahir"),
            ("1671070013900001", "tanggal lahir"),
            ("1671070113900001", "tanggal lahir"),
            ("1671077201900001", "tanggal lahir"),
            ("1671072902910001", "tanggal lahir"),
            ("1671070101900000", "tidak mungkin 0000"),
        ] {
            let fault = Nik::parse(typed).unwrap_err().to_string();
            assert!(fault.contains(said), "{typed}: {fault}");
            assert!(typed.len() < 5 || !fault.contains(&typed[5..]), "the message repeats the number");
        }
    }

    #[test]
    fn centuries_and_leap_days() {
        let today = date(2026, 6, 1);
        let born = |typed: &str| Nik::parse(typed).unwrap().born(today).unwrap();
        assert_eq!(born("1671072902000001"), date(2000, 2, 29));
        assert_eq!(born("1671076902960001"), date(1996, 2, 29));
        assert_eq!(born("1671070101260001"), date(2026, 1, 1));
        assert_eq!(born("1671070101270001"), date(1927, 1, 1));
    }

    #[test]
    fn a_district_of_the_past_is_a_warning() {
        let regions = regions();
        assert!(Nik::parse("1671070101900001").unwrap().warnings(&regions).is_empty());
        let old = Nik::parse("1671990101900001").unwrap().warnings(&regions);
        assert!(old[0].id.contains("dimekarkan"));
    }

    #[test]
    fn the_provinces_are_those_of_the_list() {
        let regions = regions();
        let listed: Vec<String> = regions.provinces().map(|(code, _)| code.to_string()).collect();
        let known: Vec<String> = PROVINCES.iter().map(u8::to_string).collect();
        assert_eq!(known, listed);
    }

    #[test]
    fn it_is_stored_whole_and_read_strictly() {
        let nik = Nik::parse("1671074101900001").unwrap();
        let json = serde_json::to_string(&nik).unwrap();
        assert_eq!(json, "\"1671074101900001\"");
        assert_eq!(serde_json::from_str::<Nik>(&json).unwrap(), nik);
        let fault = serde_json::from_str::<Nik>("\"1671073202900001\"").unwrap_err().to_string();
        assert!(!fault.contains("3202900001"), "{fault}");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_neither_panics_nor_leaks(typed in "\\PC{0,24}") {
            if let Ok(nik) = Nik::parse(&typed) {
                let shown = format!("{nik} {nik:?}");
                prop_assert!(!shown.contains(&nik.reveal()));
            }
        }

        #[test]
        fn every_birthday_is_accepted_for_men_and_women(days in 0i64..36000, woman: bool, serial in 1u32..10000) {
            let day = date(1927, 1, 1).saturating_add(jiff::Span::new().days(days));
            let number = i32::from(day.day()) + if woman { 40 } else { 0 };
            let typed = format!("167107{number:02}{:02}{:02}{serial:04}", day.month(), day.year() % 100);
            let nik = Nik::parse(&typed).unwrap();
            prop_assert_eq!(nik.born(date(2026, 1, 1)).unwrap(), day);
            prop_assert_eq!(nik.sex() == Sex::Woman, woman);
        }
    }
}
