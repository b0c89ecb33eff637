//! Codes that nobody can guess: what tracks a case or verifies a letter, and what names a request.

use std::fmt;

use super::{IdFault, fault, stored_as_text};

/// A code of 60 random bits, written as 12 letters and digits of Crockford's base 32 in three groups.
///
/// The signs have no I, L, O and U; a reader's O is taken for 0, and I and L for 1.
///
/// ```
/// use casework::id::Code;
/// let code = Code::from_bits(0x0123_4567_89ab_cdef);
/// assert_eq!(code.to_string(), "28T5-CY4T-QKFF");
/// assert_eq!(Code::parse(" 28t5 cy4t qkff"), Ok(code));
/// assert_eq!(Code::parse("o123-4567-89iL"), Code::parse("0123-4567-8911"));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u64);

const SIGNS: [u8; 32] = *b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;

impl Code {
    /// The code of 60 random bits; the four highest bits of the number are not used.
    pub fn from_bits(random: u64) -> Code {
        Code(random & ((1 << 60) - 1))
    }

    /// The 60 bits.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// Reads a code as typed: any case, with or without hyphens and spaces.
    pub fn parse(typed: &str) -> Result<Code, IdFault> {
        let mut bits = 0;
        let mut count = 0;
        for sign in typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '_')) {
            let Some(value) = value(sign) else {
                return fault(
                    "Kode hanya terdiri atas huruf (tanpa U) dan angka. Salin ke-12-nya seperti pada tanda terima.",
                    "A code has letters (no U) and digits only. Copy all 12 from the receipt.",
                );
            };
            count += 1;
            if count <= LENGTH {
                bits = bits << 5 | value;
            }
        }
        if count == LENGTH {
            return Ok(Code(bits));
        }
        fault(
            format!(
                "Kode harus 12 huruf dan angka, seperti 7K3M-9PQ2-XW4T; yang ditulis {count}. Salin dari tanda terima."
            ),
            format!(
                "A code must have 12 letters and digits, as in 7K3M-9PQ2-XW4T; here are {count}. Copy it from the receipt."
            ),
        )
    }
}

fn value(sign: char) -> Option<u64> {
    let sign = match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let at = SIGNS.iter().position(|known| char::from(*known) == sign)?;
    u64::try_from(at).ok()
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for at in 0..LENGTH {
            if at > 0 && at % 4 == 0 {
                f.write_str("-")?;
            }
            let value = self.0 >> (5 * (LENGTH - 1 - at)) & 31;
            let sign = usize::try_from(value).ok().and_then(|at| SIGNS.get(at)).copied().unwrap_or(b'0');
            write!(f, "{}", char::from(sign))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({self})")
    }
}

stored_as_text!(Code, to_string);

/// Names one request, so that sending it twice acts once: 128 random bits, 32 hexadecimal digits.
///
/// ```
/// use casework::id::RequestId;
/// let id = RequestId::from_bits(0xff);
/// assert_eq!(id.to_string(), "000000000000000000000000000000ff");
/// assert_eq!(RequestId::parse("000000000000000000000000000000FF"), Ok(id));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(u128);

impl RequestId {
    /// The name made of 128 random bits.
    pub fn from_bits(random: u128) -> RequestId {
        RequestId(random)
    }

    /// The 128 bits.
    pub fn bits(self) -> u128 {
        self.0
    }

    /// Reads a name as a form or an API client sends it: exactly 32 hexadecimal digits.
    pub fn parse(typed: &str) -> Result<RequestId, IdFault> {
        if typed.len() == 32
            && typed.bytes().all(|c| c.is_ascii_hexdigit())
            && let Ok(bits) = u128::from_str_radix(typed, 16)
        {
            return Ok(RequestId(bits));
        }
        fault(
            "Penanda permintaan harus 32 angka heksadesimal. Muat ulang halaman, lalu kirim lagi.",
            "A request id must be 32 hexadecimal digits. Load the page again, then send it again.",
        )
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RequestId({self})")
    }
}

stored_as_text!(RequestId, to_string);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn wrong_codes_are_refused() {
        for typed in ["", "28T5-CY4T-NKF", "28T5-CY4T-QKFFF", "28T5-CY4T-NKFU", "28T5-CY4T-NKF!", "２８Ｔ５CY4TNKFF"]
        {
            assert!(Code::parse(typed).is_err(), "{typed}");
        }
        assert!(Code::parse(&"0".repeat(100_000)).is_err());
    }

    #[test]
    fn wrong_request_ids_are_refused() {
        for typed in ["", "ff", "g0000000000000000000000000000000", "+0000000000000000000000000000000"] {
            assert!(RequestId::parse(typed).is_err(), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn codes_read_back_however_they_are_written(bits: u64, wide: u128) {
            let code = Code::from_bits(bits);
            let shown = code.to_string();
            prop_assert_eq!(shown.len(), 14);
            prop_assert_eq!(code.bits(), bits & (u64::MAX >> 4));
            for typed in [shown.clone(), shown.to_lowercase(), shown.replace('-', " "), shown.replace('0', "O")] {
                prop_assert_eq!(Code::parse(&typed), Ok(code));
            }
            let json = serde_json::to_string(&code).unwrap();
            prop_assert_eq!(serde_json::from_str::<Code>(&json).unwrap(), code);
            let request = RequestId::from_bits(wide);
            prop_assert_eq!(RequestId::parse(&request.to_string()), Ok(request));
        }
    }
}
