//! The numbers and addresses that name people, businesses, officers, cases and requests.
//!
//! Each type holds only what has passed its check: `parse` gives it or says what is wrong, why, and what to do. None of
//! the messages repeats what was typed, because it may be a personal number and messages end up in logs. What only looks
//! odd, and may all the same be right, is no fault: `warnings` tells it.
//!
//! That a number is well formed does not prove that it was ever issued.

mod business;
mod code;
mod contact;
mod nik;
mod npwp;
mod office;
mod officer;

pub use business::Nib;
pub use code::{Code, RequestId};
pub use contact::{Email, Phone};
pub use nik::{Nik, Sex};
pub use npwp::Npwp;
pub use office::OfficeId;
pub use officer::Nip;

use crate::lang::Text;

/// What was typed is not the number or address it should be: what, why, and what to do, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct IdFault(pub Text);

fn fault<T>(id: impl Into<String>, en: impl Into<String>) -> Result<T, IdFault> {
    Err(IdFault(Text::new(id, en)))
}

/// The digits of what was typed; spaces, dots and hyphens between them are taken for layout.
fn digits(typed: &str) -> Option<String> {
    let bare = typed.chars().filter(|c| !matches!(c, ' ' | '.' | '-' | '\u{a0}'));
    bare.map(|c| c.is_ascii_digit().then_some(c)).collect()
}

/// The first and last four digits of a personal number, the rest hidden.
fn masked(digits: &str) -> String {
    let ends = digits.get(..4).zip(digits.get(digits.len().saturating_sub(4)..));
    ends.map_or_else(String::new, |(first, last)| {
        format!("{first}{}{last}", "•".repeat(digits.len().saturating_sub(8)))
    })
}

/// Makes a type readable from text and storable as text through its own `parse` and `$show`.
macro_rules! stored_as_text {
    ($type:ty, $show:ident) => {
        impl std::str::FromStr for $type {
            type Err = $crate::id::IdFault;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.$show())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}
use stored_as_text;
