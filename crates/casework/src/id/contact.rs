//! Telephone numbers and e-mail addresses.

use std::fmt;

use super::{IdFault, fault, stored_as_text};

/// A telephone number in international form (E.164). Numbers without a country code are Indonesian.
///
/// ```
/// use casework::id::Phone;
/// let phone = Phone::parse("0812-3456-7890").unwrap();
/// assert_eq!(phone.to_string(), "+6281234567890");
/// assert_eq!(phone.laid_out(), "0812-3456-7890");
/// assert_eq!(Phone::parse("(0711) 350 000").unwrap().to_string(), "+62711350000");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

impl Phone {
    /// Reads a number as typed: `08…`, `628…`, `+62 8…`, `8…`, a landline with its area code, or a foreign number with
    /// `+` and its country code.
    pub fn parse(typed: &str) -> Result<Phone, IdFault> {
        let bare: String =
            typed.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')' | '/' | '\u{a0}')).collect();
        let (plus, number) = bare.strip_prefix('+').map_or((false, bare.as_str()), |rest| (true, rest));
        if number.is_empty() || !number.bytes().all(|c| c.is_ascii_digit()) {
            return fault(
                "Nomor telepon hanya terdiri atas angka. Tulis satu nomor saja, misalnya 0812 3456 7890.",
                "A telephone number has digits only. Write one number, as in 0812 3456 7890.",
            );
        }
        if plus && !number.starts_with("62") {
            return match number.len() {
                8..=15 if !number.starts_with('0') => Ok(Phone(number.to_owned())),
                _ => fault(
                    "Nomor luar negeri harus + lalu kode negara, seluruhnya 8 sampai 15 angka.",
                    "A foreign number must be + and the country code, 8 to 15 digits in all.",
                ),
            };
        }
        let national = match number.strip_prefix("62") {
            Some(rest) if plus || number.len() >= 10 => rest.strip_prefix('0').unwrap_or(rest),
            Some(_) | None => number.strip_prefix('0').unwrap_or(number),
        };
        let fits = match national.as_bytes() {
            [b'8', ..] => (9..=12).contains(&national.len()),
            [b'2' | b'3' | b'4' | b'5' | b'6' | b'7' | b'9', ..] => {
                number.len() > national.len() && (7..=11).contains(&national.len())
            }
            _ => false,
        };
        if fits {
            return Ok(Phone(format!("62{national}")));
        }
        fault(
            "Nomor telepon tidak lengkap atau terlalu panjang. Nomor ponsel: 08 lalu 8 sampai 11 angka; telepon kantor: \
             dengan kode daerah, misalnya 0711 350000.",
            "The telephone number is too short or too long. Mobile: 08 and 8 to 11 digits; landline: with its area \
             code, as in 0711 350000.",
        )
    }

    /// The number as people in the country dial it.
    pub fn laid_out(&self) -> String {
        let Some(national) = self.0.strip_prefix("62") else {
            return self.to_string();
        };
        if !national.starts_with('8') {
            return format!("0{national}");
        }
        let (operator, rest) = national.split_at(3);
        let (middle, last) = rest.split_at(rest.len().min(4));
        format!("0{operator}-{middle}-{last}")
    }

    /// Whether it is an Indonesian mobile number, so that messages can reach it.
    pub fn is_mobile(&self) -> bool {
        self.0.starts_with("628")
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+{}", self.0)
    }
}

stored_as_text!(Phone, to_string);

/// An e-mail address, the domain in lower case.
///
/// Letters, digits and the usual signs only: quoted names and addresses in other scripts are legal, but the mail servers
/// of offices refuse many of them.
///
/// ```
/// use casework::id::Email;
/// assert_eq!(Email::parse(" Sari.Dewi@Example.CO.ID ").unwrap().to_string(), "Sari.Dewi@example.co.id");
/// assert!(Email::parse("sari.example.co.id").unwrap_err().to_string().contains('@'));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Email(String);

impl Email {
    /// Reads an address as typed.
    pub fn parse(typed: &str) -> Result<Email, IdFault> {
        let typed = typed.trim();
        let Some((name, domain)) = typed.rsplit_once('@') else {
            return fault(
                "Alamat surel harus memuat tanda @, misalnya nama@contoh.id.",
                "An e-mail address must have an @, as in name@example.id.",
            );
        };
        let odd = typed.chars().find(|c| !c.is_ascii_alphanumeric() && !"@.!#$%&'*+-/=?^_`{|}~".contains(*c));
        if let Some(odd) = odd {
            let said = if odd.is_control() { "?".to_owned() } else { odd.to_string() };
            return fault(
                format!("Alamat surel memuat \"{said}\", yang tidak boleh ada di sana. Tulis satu alamat tanpa spasi."),
                format!(
                    "The e-mail address has a \"{said}\", which it may not have. Write one address without spaces."
                ),
            );
        }
        let dots = |text: &str| text.starts_with('.') || text.ends_with('.') || text.contains("..");
        if name.is_empty() || name.contains('@') || name.len() > 64 || dots(name) {
            return fault(
                "Bagian sebelum @ pada alamat surel tidak benar. Periksa titik dan huruf yang tertinggal.",
                "The part before the @ of the e-mail address is not right. Look for a misplaced dot or a missing letter.",
            );
        }
        let labels_fit = domain.split('.').all(|label| {
            let fits = |c: u8| c.is_ascii_alphanumeric() || c == b'-';
            (1..=63).contains(&label.len())
                && label.bytes().all(fits)
                && !label.starts_with('-')
                && !label.ends_with('-')
        });
        let country = domain.rsplit('.').next().unwrap_or_default();
        let country_fits = country.len() >= 2 && !country.bytes().all(|c| c.is_ascii_digit());
        if !labels_fit || !domain.contains('.') || !country_fits || typed.len() > 254 {
            return fault(
                "Bagian sesudah @ pada alamat surel tidak benar. Tulis lengkap, misalnya gmail.com.",
                "The part after the @ of the e-mail address is not right. Write it in full, as in gmail.com.",
            );
        }
        Ok(Email(format!("{name}@{}", domain.to_ascii_lowercase())))
    }

    /// The address in lower case: two addresses that differ only in case are taken for one account.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

stored_as_text!(Email, to_string);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_phone_has_many_spellings() {
        for typed in
            ["081234567890", "+62 812-3456-7890", "6281234567890", "0812.3456.7890", "81234567890", "+62081234567890"]
        {
            assert_eq!(Phone::parse(typed).unwrap().to_string(), "+6281234567890", "{typed}");
        }
        assert!(Phone::parse("081234567890").unwrap().is_mobile());
        assert_eq!(Phone::parse("021 3456789").unwrap().laid_out(), "0213456789");
        assert_eq!(Phone::parse("0623 123456").unwrap().to_string(), "+62623123456");
        assert_eq!(Phone::parse("+65 6123 4567").unwrap().laid_out(), "+6561234567");
    }

    #[test]
    fn what_nobody_can_dial_is_refused() {
        for typed in ["", "+", "0812", "08123456789012", "350000", "0711", "12345678", "0812/3456x", "+1 23", "110"] {
            assert!(Phone::parse(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn addresses_that_cannot_be_reached_are_refused() {
        for typed in [
            "",
            "@",
            "a@",
            "@b.id",
            "a b@c.id",
            "a@b",
            "a@b..id",
            "a@.id",
            "a@-b.id",
            "a@b-.id",
            "a..b@c.id",
            ".a@c.id",
            "a@c.i",
            "a@1.2.3.4",
            "a@b@c.id",
            "a,b@c.id",
            "a@c.id\r\nBcc: x@y.id",
            "<a@c.id>",
            "ā@c.id",
            "a@[::1]",
        ] {
            assert!(Email::parse(typed).is_err(), "{typed:?}");
        }
        for typed in ["a@c.id", "siti+izin@mail.go.id", "o'brien@sub.example.com"] {
            assert!(Email::parse(typed).is_ok(), "{typed}");
        }
        assert!(Email::parse(&format!("{}@c.id", "a".repeat(65))).is_err());
        assert_eq!(Email::parse("A@C.id").unwrap().key(), "a@c.id");
    }

    proptest! {
        #[test]
        fn whatever_is_typed_reads_back_as_it_was_stored(typed in "\\PC{0,30}") {
            if let Ok(phone) = Phone::parse(&typed) {
                prop_assert_eq!(Phone::parse(&phone.to_string()), Ok(phone.clone()));
                prop_assert!(!phone.laid_out().is_empty());
            }
            if let Ok(email) = Email::parse(&typed) {
                prop_assert_eq!(Email::parse(&email.to_string()), Ok(email));
            }
        }

        #[test]
        fn mobile_numbers_read_back(number in "08[0-9]{8,11}") {
            let phone = Phone::parse(&number).unwrap();
            prop_assert_eq!(Phone::parse(&phone.laid_out()), Ok(phone.clone()));
            prop_assert_eq!(Phone::parse(&phone.to_string()), Ok(phone));
        }
    }
}
