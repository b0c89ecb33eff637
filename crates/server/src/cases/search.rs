//! How the register finds a case by what somebody types: whole words or their beginnings, without marks and capitals.

use std::collections::BTreeSet;

/// The words under which a case is found: those of the applicant's name, the number without its marks, and the number's
/// last part without leading zeros, as people say it.
pub(super) fn words(name: &str, number: &str) -> BTreeSet<String> {
    let serial = number.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or("").trim_start_matches('0');
    let mut words: BTreeSet<String> = name.split_whitespace().map(folded).collect();
    words.insert(folded(number));
    words.insert(serial.to_owned());
    words.remove("");
    words
}

/// What was typed as words to look for, the longest first: it narrows the search most.
pub(super) fn wanted(typed: &str) -> Vec<String> {
    let mut words: Vec<String> = typed.split_whitespace().map(folded).filter(|word| !word.is_empty()).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.dedup();
    words
}

/// Letters and digits of ASCII in lower case; everything else is left out.
fn folded(word: &str) -> String {
    word.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).take(40).collect()
}

/// The first word, in the order of databases, that does not begin with this one; nothing where there is none.
pub(super) fn end_of(prefix: &str) -> Option<String> {
    let stem = prefix.trim_end_matches('z');
    let last = stem.chars().last()?;
    let next = match last {
        '9' => 'a',
        other => char::from(u8::try_from(other).ok()? + 1),
    };
    Some(format!("{}{next}", &stem[..stem.len() - 1]))
}

/// What was typed as a pattern for `like … escape '\'`: anywhere in the text, marks of patterns taken as they are.
/// Empty where nothing was typed.
pub(super) fn pattern(typed: &str) -> String {
    let typed = typed.trim().to_lowercase();
    if typed.is_empty() {
        return typed;
    }
    let plain = typed.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{plain}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_found_by_name_and_number() {
        let words = words("dr. Siti  Nur'aini", "2026-000412");
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert_eq!(words, ["2026000412", "412", "dr", "nuraini", "siti"]);
        assert_eq!(wanted("siti 2026-000412 !"), ["2026000412", "siti"]);
    }

    #[test]
    fn a_range_holds_what_begins_with_a_word() {
        assert_eq!(end_of("siti").as_deref(), Some("sitj"));
        assert_eq!(end_of("az").as_deref(), Some("b"));
        assert_eq!(end_of("2029").as_deref(), Some("202a"));
        assert_eq!(end_of("zz"), None);
    }

    #[test]
    fn marks_of_patterns_are_taken_as_they_are() {
        assert_eq!(pattern("100%_\\"), "%100\\%\\_\\\\%");
        assert_eq!(pattern("  "), "");
    }
}
