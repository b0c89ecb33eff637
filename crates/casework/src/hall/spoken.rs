//! A call in words, for the voice in the hall. It is always Indonesian: that is what the hall understands.

use super::Number;

const DIGITS: [&str; 10] = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"];

/// What the voice says. Digits are told one by one, because a voice reads "007" as it likes.
///
/// ```
/// use casework::hall::spoken;
/// let call = spoken("A-017".parse().unwrap(), "Loket 2");
/// assert_eq!(call, "Nomor antrean, A, nol satu tujuh. Silakan ke Loket 2.");
/// ```
pub fn spoken(number: Number, counter: &str) -> String {
    let digits = format!("{:03}", number.count);
    let digits: Vec<&str> =
        digits.bytes().filter_map(|digit| DIGITS.get(usize::from(digit.wrapping_sub(b'0'))).copied()).collect();
    format!("Nomor antrean, {}, {}. Silakan ke {counter}.", number.letter, digits.join(" "))
}
