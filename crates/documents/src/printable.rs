//! What people typed, made fit for paper: characters that the fonts lack, controls, words without an end.

use std::borrow::Cow;

use serde_json::Value;

use crate::world::shows;

/// Stands for a character that the letters' fonts do not have. A sign that is visibly not a letter: nobody shall read
/// another name than the one that was written.
const UNKNOWN: char = '◊';

/// Words of more letters than this may be broken. The longest that people write have some 22 (mempertanggungjawabkan).
const LONG_WORD: usize = 24;

/// A long word may be broken after every so many letters: a narrow column of a table holds as many.
const PIECE: usize = 8;

/// Marks a place where a long word may be broken. It has no width.
const BREAK: char = '\u{200B}';

/// Makes every text in the data printable; keys stay as they are. Returns how many characters were replaced.
pub(crate) fn make_printable(value: &mut Value) -> usize {
    match value {
        Value::String(text) => {
            let (printable, replaced) = printable(text);
            if let Cow::Owned(printable) = printable {
                *text = printable;
            }
            replaced
        }
        Value::Array(items) => items.iter_mut().map(make_printable).sum(),
        Value::Object(entries) => entries.values_mut().map(make_printable).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

/// A text as it can be printed, and how many of its characters had to be replaced.
///
/// Left out are control characters, and the invisible ones that turn the direction of writing: with those a number reads
/// differently from what a machine reads. PDF/A wants a glyph for everything else, so what has none is replaced.
fn printable(text: &str) -> (Cow<'_, str>, usize) {
    let plain = |byte: u8| byte == b'\n' || (0x20..0x7f).contains(&byte);
    let long = |word: &str| word.chars().count() > LONG_WORD;
    if text.bytes().all(plain) && !words(text).any(long) {
        return (Cow::Borrowed(text), 0);
    }
    let (mut out, mut replaced) = (String::with_capacity(text.len() + 8), 0);
    for word in words(text) {
        let breakable = long(word);
        for (at, character) in word.chars().filter(|character| !left_out(*character)).enumerate() {
            if breakable && at > 0 && at % PIECE == 0 {
                out.push(BREAK);
            }
            let shown = match character {
                '\t' => ' ',
                known if known == '\n' || shows(known) => known,
                _ => UNKNOWN,
            };
            replaced += usize::from(shown == UNKNOWN && character != UNKNOWN);
            out.push(shown);
        }
    }
    (Cow::Owned(out), replaced)
}

/// A text in pieces that are not broken by themselves: letters and digits in a row, each with the sign after it.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(|character: char| !character.is_alphanumeric())
}

fn left_out(character: char) -> bool {
    let control = character.is_control() && !matches!(character, '\n' | '\t');
    // Zero-width signs, marks of direction, variation selectors, the byte order mark, tags.
    let invisible = matches!(character,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}');
    control || invisible
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_fonts_can_show_stays_as_it_was_typed() {
        for text in [
            "dr. Melati Anggraini, Sp.A",
            "Ngurah “Çelik” Þór Łukasz Жанна Ωμέγα — 20 m² ≥ 5",
            "#read(\"/etc/passwd\") $x$ *a* _b_ \\ `c`",
        ] {
            assert_eq!(printable(text), (text.into(), 0), "{text}");
        }
    }

    #[test]
    fn the_signs_that_we_put_in_can_be_shown() {
        assert!(shows(UNKNOWN) && "Mempertanggungjawabkan–—“”‘’•…§×²³°½é".chars().all(shows));
    }

    #[test]
    fn what_has_no_glyph_is_replaced_visibly_and_counted() {
        assert_eq!(printable("Warung 😀 李"), ("Warung ◊ ◊".into(), 2));
    }

    #[test]
    fn controls_and_marks_of_direction_are_left_out() {
        assert_eq!(printable("a\u{0}b\u{202E}c\u{FEFF}d\r\ne\tf"), ("abcd\ne f".into(), 0));
    }

    #[test]
    fn a_word_without_an_end_can_be_broken_and_reads_the_same() {
        let endless = "A".repeat(95);
        let (broken, _) = printable(&endless);
        assert_eq!(broken.matches(BREAK).count(), 11);
        assert_eq!(broken.replace(BREAK, ""), endless);
    }

    #[test]
    fn keys_and_numbers_are_not_touched() {
        let mut value = serde_json::json!({"😀": ["😀", 1, {"b": "x😀"}]});
        assert_eq!(make_printable(&mut value), 2);
        assert_eq!(value, serde_json::json!({"😀": ["◊", 1, {"b": "x◊"}]}));
    }
}
