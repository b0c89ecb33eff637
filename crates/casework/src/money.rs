//! Rupiah: whole amounts, as people write them, in figures and in words.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::lang::{Lang, Text};

/// An amount of whole rupiah. Sen are not used: no tariff has them.
///
/// ```
/// use casework::{lang::Lang, money::Rupiah};
/// assert_eq!(Rupiah(1_500_000).to_string(), "Rp1.500.000");
/// assert_eq!("Rp 1,500,000.00".parse(), Ok(Rupiah(1_500_000)));
/// assert_eq!(Rupiah(0).text(Lang::Id), "Gratis (Rp0)");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rupiah(pub i64);

impl Rupiah {
    /// Nothing.
    pub const ZERO: Rupiah = Rupiah(0);

    /// The amount as pages show it: nothing to pay is said in words.
    pub fn text(self, lang: Lang) -> String {
        match (self.0, lang) {
            (0, _) => lang.pick("Gratis (Rp0)", "Free (Rp0)").to_owned(),
            (_, Lang::Id) => self.to_string(),
            (_, Lang::En) => self.to_string().replace('.', ","),
        }
    }

    /// The amount in Indonesian words (*terbilang*), as receipts and letters carry it.
    ///
    /// ```
    /// use casework::money::Rupiah;
    /// assert_eq!(Rupiah(1_100_000).in_words(), "satu juta seratus ribu rupiah");
    /// assert_eq!(Rupiah(1_011).in_words(), "seribu sebelas rupiah");
    /// ```
    pub fn in_words(self) -> String {
        let mut words = Vec::new();
        if self.0 < 0 {
            words.push("minus".to_owned());
        }
        if self.0 == 0 {
            words.push("nol".to_owned());
        }
        spell(self.0.unsigned_abs(), &mut words);
        words.push("rupiah".to_owned());
        words.join(" ")
    }

    /// The sum, unless it is beyond what can be stored.
    pub fn checked_add(self, other: Rupiah) -> Option<Rupiah> {
        self.0.checked_add(other.0).map(Rupiah)
    }

    /// The difference, unless it is beyond what can be stored.
    pub fn checked_sub(self, other: Rupiah) -> Option<Rupiah> {
        self.0.checked_sub(other.0).map(Rupiah)
    }

    /// So many times the amount, unless that is beyond what can be stored.
    pub fn checked_mul(self, times: i64) -> Option<Rupiah> {
        self.0.checked_mul(times).map(Rupiah)
    }

    /// The sum of several amounts, unless it is beyond what can be stored.
    ///
    /// ```
    /// use casework::money::Rupiah;
    /// assert_eq!(Rupiah::sum([Rupiah(100), Rupiah(50)]), Some(Rupiah(150)));
    /// assert_eq!(Rupiah::sum([Rupiah(i64::MAX), Rupiah(1)]), None);
    /// ```
    pub fn sum(amounts: impl IntoIterator<Item = Rupiah>) -> Option<Rupiah> {
        amounts.into_iter().try_fold(Rupiah::ZERO, Rupiah::checked_add)
    }
}

impl fmt::Display for Rupiah {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.unsigned_abs().to_string();
        f.write_str(if self.0 < 0 { "-Rp" } else { "Rp" })?;
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                f.write_str(".")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

const ONES: [&str; 12] =
    ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"];

const THOUSANDS: [(u64, &str); 6] = [
    (1_000_000_000_000_000_000, "kuintiliun"),
    (1_000_000_000_000_000, "kuadriliun"),
    (1_000_000_000_000, "triliun"),
    (1_000_000_000, "miliar"),
    (1_000_000, "juta"),
    (1_000, "ribu"),
];

fn spell(number: u64, words: &mut Vec<String>) {
    let mut rest = number;
    for (size, name) in THOUSANDS {
        let count = rest / size;
        rest %= size;
        match (count, size) {
            (0, _) => {}
            (1, 1_000) => words.push("seribu".to_owned()),
            _ => {
                spell_hundreds(count, words);
                words.push(name.to_owned());
            }
        }
    }
    spell_hundreds(rest, words);
}

fn spell_hundreds(number: u64, words: &mut Vec<String>) {
    let mut push = |word: &str| words.push(word.to_owned());
    let one = |number: u64| usize::try_from(number).ok().and_then(|at| ONES.get(at)).copied().unwrap_or_default();
    match number / 100 {
        0 => {}
        1 => push("seratus"),
        hundreds => {
            push(one(hundreds));
            push("ratus");
        }
    }
    match number % 100 {
        0 => {}
        small @ 1..=11 => push(one(small)),
        teen @ 12..=19 => {
            push(one(teen - 10));
            push("belas");
        }
        tens => {
            push(one(tens / 10));
            push("puluh");
            if !tens.is_multiple_of(10) {
                push(one(tens % 10));
            }
        }
    }
}

/// What was typed is no amount of whole rupiah: what, why, and what to type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct UnreadableAmount(pub Text);

impl UnreadableAmount {
    fn unclear() -> UnreadableAmount {
        UnreadableAmount(Text::new(
            "Jumlah uang tidak terbaca. Tulis rupiah dengan angka saja, misalnya 1500000 atau 1.500.000.",
            "The amount cannot be read. Write rupiah in figures only, as in 1500000 or 1.500.000.",
        ))
    }

    fn broken() -> UnreadableAmount {
        UnreadableAmount(Text::new(
            "Jumlah uang harus rupiah bulat. Bulatkan dahulu, misalnya 1.500 dan bukan 1.500,50.",
            "The amount must be whole rupiah. Round it first, as in 1.500 and not 1.500,50.",
        ))
    }

    fn too_large() -> UnreadableAmount {
        UnreadableAmount(Text::new(
            "Jumlah uang terlalu besar untuk dicatat. Periksa kembali banyaknya angka.",
            "The amount is too large to be stored. Check the number of digits.",
        ))
    }
}

impl FromStr for Rupiah {
    type Err = UnreadableAmount;

    /// Reads `1500000`, `1.500.000`, `Rp1.500.000,00`, `Rp 1,500,000.00` and `1.500.000,-`.
    fn from_str(text: &str) -> Result<Rupiah, UnreadableAmount> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let (minus, text) = text.strip_prefix('-').map_or((false, text.as_str()), |rest| (true, rest));
        let lower = text.to_ascii_lowercase();
        let text = ["rp.", "rp", "idr"].iter().find_map(|sign| lower.strip_prefix(sign)).unwrap_or(&lower);
        let text = text.strip_suffix(",-").or_else(|| text.strip_suffix(".-")).unwrap_or(text);
        let number = digits(text)?.parse::<i64>().map_err(|_| UnreadableAmount::too_large())?;
        Ok(Rupiah(if minus { -number } else { number }))
    }
}

/// The digits of the whole part. A mark followed by three digits groups thousands; the last one, if another kind of
/// mark or followed by one or two digits, begins the sen, which must be zero.
fn digits(text: &str) -> Result<String, UnreadableAmount> {
    let is_mark = |c: char| c == '.' || c == ',';
    if !text.starts_with(|c: char| c.is_ascii_digit()) || !text.chars().all(|c| c.is_ascii_digit() || is_mark(c)) {
        return Err(UnreadableAmount::unclear());
    }
    let mut whole = text;
    if let Some(at) = text.rfind(is_mark)
        && matches!(text.len() - at - 1, 1 | 2)
    {
        if text[at + 1..].contains(|c| c != '0') {
            return Err(UnreadableAmount::broken());
        }
        let mark = &text[at..=at];
        whole = &text[..at];
        if whole.contains(mark) {
            return Err(UnreadableAmount::unclear());
        }
    }
    let mut groups = whole.split(is_mark);
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(is_mark);
    let mixed = whole.contains('.') && whole.contains(',');
    if mixed || (grouped && first.len() > 3) || groups.any(|group| group.len() != 3) {
        return Err(UnreadableAmount::unclear());
    }
    Ok(whole.chars().filter(char::is_ascii_digit).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for text in [
            "1500000",
            "1.500.000",
            "1,500,000",
            "Rp1.500.000",
            "Rp 1,500,000.00",
            "rp. 1.500.000,00",
            "IDR 1500000",
            "1.500.000,-",
            "Rp1.500.000,0",
            "1500000,00",
            " 1 500 000 ",
        ] {
            assert_eq!(text.parse(), Ok(Rupiah(1_500_000)), "{text}");
        }
        assert_eq!("1.500".parse(), Ok(Rupiah(1_500)));
        assert_eq!("-Rp2.000".parse(), Ok(Rupiah(-2_000)));
        assert_eq!("0".parse(), Ok(Rupiah::ZERO));
    }

    #[test]
    fn what_is_no_whole_amount_is_refused_with_the_reason() {
        for (text, said) in [
            ("", "tidak terbaca"),
            ("Rp", "tidak terbaca"),
            ("gratis", "tidak terbaca"),
            ("1,5 juta", "tidak terbaca"),
            ("1.50.000", "tidak terbaca"),
            ("1500.000", "tidak terbaca"),
            ("1.500,000", "tidak terbaca"),
            ("1.500.00", "tidak terbaca"),
            (".500", "tidak terbaca"),
            ("1.", "tidak terbaca"),
            ("1.500,50", "rupiah bulat"),
            ("99999999999999999999", "terlalu besar"),
        ] {
            let fault = text.parse::<Rupiah>().unwrap_err().to_string();
            assert!(fault.contains(said), "{text}: {fault}");
        }
    }

    #[test]
    fn words_follow_the_irregular_forms() {
        for (amount, words) in [
            (0, "nol rupiah"),
            (11, "sebelas rupiah"),
            (19, "sembilan belas rupiah"),
            (20, "dua puluh rupiah"),
            (100, "seratus rupiah"),
            (1_000, "seribu rupiah"),
            (2_000, "dua ribu rupiah"),
            (21_115, "dua puluh satu ribu seratus lima belas rupiah"),
            (101_000, "seratus satu ribu rupiah"),
            (1_001_000, "satu juta seribu rupiah"),
            (1_500_000, "satu juta lima ratus ribu rupiah"),
            (3_900_000_000_000, "tiga triliun sembilan ratus miliar rupiah"),
            (-15_000, "minus lima belas ribu rupiah"),
        ] {
            assert_eq!(Rupiah(amount).in_words(), words);
        }
        assert!(Rupiah(i64::MIN).in_words().starts_with("minus sembilan kuintiliun"));
    }

    #[test]
    fn both_languages_show_it_their_way() {
        assert_eq!(Rupiah(1_500_000).text(Lang::En), "Rp1,500,000");
        assert_eq!(Rupiah(0).text(Lang::En), "Free (Rp0)");
        assert_eq!(Rupiah(-999).to_string(), "-Rp999");
        assert_eq!(Rupiah(i64::MIN).to_string(), "-Rp9.223.372.036.854.775.808");
        assert_eq!(serde_json::to_string(&Rupiah(7)).unwrap(), "7");
    }

    #[test]
    fn arithmetic_says_when_it_overflows() {
        assert_eq!(Rupiah(7).checked_mul(3), Some(Rupiah(21)));
        assert_eq!(Rupiah(i64::MAX).checked_mul(2), None);
        assert_eq!(Rupiah(i64::MIN).checked_sub(Rupiah(1)), None);
    }

    proptest! {
        #[test]
        fn what_is_shown_can_be_read_back(amount in -1_000_000_000_000_000i64..1_000_000_000_000_000) {
            let rupiah = Rupiah(amount);
            prop_assert_eq!(rupiah.to_string().parse(), Ok(rupiah));
            prop_assert!(!rupiah.in_words().contains("  "));
        }
    }
}
