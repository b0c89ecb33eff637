//! Numbers of the queue: a letter for the group of services, and a count that begins at 1 every morning.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The letter of a group of services, A to Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Letter(char);

/// What was given is no letter or number of the queue.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" bukan huruf atau nomor antrean; tulis seperti A atau A-001 / \"{0}\" is no letter or number of the queue; write A or A-001"
)]
pub struct NoNumber(pub String);

impl FromStr for Letter {
    type Err = NoNumber;

    fn from_str(text: &str) -> Result<Letter, NoNumber> {
        let mut signs = text.trim().chars();
        match (signs.next().map(|sign| sign.to_ascii_uppercase()), signs.next()) {
            (Some(letter @ 'A'..='Z'), None) => Ok(Letter(letter)),
            (_, _) => Err(NoNumber(text.chars().take(20).collect())),
        }
    }
}

impl TryFrom<String> for Letter {
    type Error = NoNumber;

    fn try_from(text: String) -> Result<Letter, NoNumber> {
        text.parse()
    }
}

impl From<Letter> for String {
    fn from(letter: Letter) -> String {
        letter.to_string()
    }
}

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A number of one day, as it stands on the ticket.
///
/// ```
/// use casework::hall::Number;
/// let number: Number = "a-7".parse().unwrap();
/// assert_eq!(number.to_string(), "A-007");
/// assert!("A-0".parse::<Number>().is_err() && "7".parse::<Number>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    /// The group in which it was drawn; a ticket that is sent on keeps it.
    pub letter: Letter,
    /// Counts from 1.
    pub count: u32,
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:03}", self.letter, self.count)
    }
}

impl FromStr for Number {
    type Err = NoNumber;

    fn from_str(text: &str) -> Result<Number, NoNumber> {
        let none = || NoNumber(text.chars().take(20).collect());
        let (letter, count) = text.trim().split_once('-').ok_or_else(none)?;
        let digits = !count.is_empty() && count.len() <= 6 && count.bytes().all(|sign| sign.is_ascii_digit());
        let count = if digits { count.parse().ok() } else { None };
        let count = count.filter(|count| *count > 0).ok_or_else(none)?;
        Ok(Number { letter: letter.parse()?, count })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back_and_nonsense_does_not() {
        for text in ["A-001", "Z-999", "B-1000"] {
            assert_eq!(text.parse::<Number>().unwrap().to_string(), text);
        }
        for text in ["", "A", "A-", "A-+1", "AA-1", "1-1", "A-9999999", "Á-1"] {
            assert!(text.parse::<Number>().is_err(), "{text}");
        }
    }
}
