//! NIB, the number of a business in OSS.

use std::fmt;

use super::{IdFault, digits, fault, stored_as_text};

/// A business's number (nomor induk berusaha): 13 digits. It has no check digit that is public.
///
/// ```
/// use casework::id::Nib;
/// assert_eq!(Nib::parse("9120 0012 3456 7").unwrap().to_string(), "9120001234567");
/// assert!(Nib::parse("912000123456").unwrap_err().to_string().contains("13 angka"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nib(String);

impl Nib {
    /// Reads a number as typed; spaces, dots and hyphens are ignored.
    pub fn parse(typed: &str) -> Result<Nib, IdFault> {
        let Some(number) = digits(typed) else {
            return fault(
                "NIB hanya terdiri atas angka, tetapi ada huruf atau tanda lain. Salin 13 angkanya dari dokumen NIB.",
                "An NIB has digits only, but there is a letter or sign. Copy its 13 digits from the document.",
            );
        };
        if number.len() != 13 {
            let count = number.len();
            return fault(
                format!("NIB harus 13 angka; yang ditulis {count} angka. Periksa kembali pada dokumen NIB."),
                format!("An NIB must have 13 digits; here are {count}. Check the document."),
            );
        }
        Ok(Nib(number))
    }
}

impl fmt::Display for Nib {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

stored_as_text!(Nib, to_string);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_thirteen_digits_pass() {
        assert!(Nib::parse("0220100213456").is_ok());
        for wrong in ["", "02201002134567", "022010021345A", "٠٢٢٠١٠٠٢١٣٤٥٦"] {
            assert!(Nib::parse(wrong).is_err(), "{wrong}");
        }
    }
}
