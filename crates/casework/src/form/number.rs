//! Numbers as people here write them, in and out: `1.250,5` in Indonesian, `1,250.5` in English.

use crate::lang::Lang;
use crate::money::Rupiah;

/// Reads a number. Of two kinds of mark the last one begins the decimals; a single dot with three digits behind it groups
/// thousands, as people here write, and a single comma never does. Nothing where the marks make no sense.
pub fn plain_number(text: &str) -> Option<f64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (sign, digits) = text.strip_prefix('-').map_or((1.0, text.as_str()), |rest| (-1.0, rest));
    let digits = digits.strip_prefix('+').unwrap_or(digits);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || digits.ends_with(['.', ',']) {
        return None;
    }
    let count = |mark: char| digits.matches(mark).count();
    let (whole, decimals) = match (count('.'), count(',')) {
        (0, 0) => (digits, ""),
        (0, 1) => digits.split_once(',')?,
        (1, 0) => {
            let (whole, tail) = digits.split_once('.')?;
            if tail.len() == 3 && whole.len() <= 3 && whole != "0" { (digits, "") } else { (whole, tail) }
        }
        (0, _) | (_, 0) => (digits, ""),
        (_, _) => digits.rsplit_once(if digits.rfind('.') > digits.rfind(',') { '.' } else { ',' })?,
    };
    let plain = format!("{}.{decimals}0", ungrouped(whole)?);
    let value = plain.parse::<f64>().ok().filter(|value| value.is_finite());
    value.filter(|_| decimals.bytes().all(|byte| byte.is_ascii_digit())).map(|value| sign * value)
}

/// The digits of a whole number whose thousands may be grouped by one kind of mark.
fn ungrouped(whole: &str) -> Option<String> {
    let mark = whole.chars().find(|c| !c.is_ascii_digit());
    let Some(mark) = mark.filter(|mark| matches!(mark, '.' | ',')) else {
        return mark.is_none().then(|| whole.to_owned());
    };
    let mut groups = whole.split(mark);
    let first = groups.next()?;
    let three = |group: &str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    let fits = (1..=3).contains(&first.len()) && groups.all(three);
    fits.then(|| whole.replace(mark, ""))
}

/// An amount that somebody states: none is Rp0 here, and not "free" as a fee would be.
pub fn stated(amount: Rupiah, lang: Lang) -> String {
    if amount.0 == 0 { amount.to_string() } else { amount.text(lang) }
}

/// A number as people write it.
pub fn in_words(value: f64, lang: Lang) -> String {
    let plain = format!("{value}");
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let (minus, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push_str(lang.pick(".", ","));
        }
        grouped.push(digit);
    }
    let fraction = fraction.map_or_else(String::new, |rest| format!("{}{rest}", lang.pick(",", ".")));
    format!("{minus}{grouped}{fraction}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for (text, value) in [
            ("12", 12.0),
            ("12,5", 12.5),
            ("12.5", 12.5),
            ("0.125", 0.125),
            ("1.250", 1250.0),
            ("1.250,5", 1250.5),
            ("1,250.5", 1250.5),
            ("1.250.000", 1_250_000.0),
            ("1,250,000", 1_250_000.0),
            ("1,250", 1.25),
            ("-2,9761", -2.9761),
            ("+3", 3.0),
            (" 1 250 ", 1250.0),
            ("1250.125", 1250.125),
        ] {
            assert_eq!(plain_number(text), Some(value), "{text}");
        }
        for text in
            ["", "-", "a", "1a", "1..2", "1,2,3", "1.25.000", "12.50,0.1", "1.", ",5", "1e9", "NaN", "∞", "１２"]
        {
            assert_eq!(plain_number(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        for value in [0.0, 3.0, -7.25, 999.0, 1000.0, 1_234_567.0, 1_234.5, 0.125] {
            assert_eq!(plain_number(&in_words(value, Lang::Id)), Some(value));
        }
        assert_eq!(in_words(1_234_567.5, Lang::Id), "1.234.567,5");
        assert_eq!(in_words(-1_234_567.5, Lang::En), "-1,234,567.5");
    }
}
