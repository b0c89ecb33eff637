//! Cutting a line of a scenario into words, texts, values and signs, each with its column.

use crate::lang::Text;

/// One piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A word, an id, a number, a date, a time.
    Word(String),
    /// A text in quotes.
    Text(String),
    /// A list or a table, brackets included.
    Structured(String),
    /// `:`
    Colon,
    /// `,`
    Comma,
    /// `=`
    Equals,
    /// `=>`
    Arrow,
    /// `...`
    Same,
}

/// A piece and its column, from 1.
pub(super) type Placed = (Piece, usize);

/// What is wrong with a line, and in which column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slip {
    pub column: usize,
    pub message: Text,
}

impl Slip {
    pub fn new(column: usize, id: impl Into<String>, en: impl Into<String>) -> Slip {
        Slip { column, message: Text::new(id, en) }
    }
}

/// The pieces of a line, its comment left out.
pub(super) fn pieces(line: &str) -> Result<Vec<Placed>, Slip> {
    let chars: Vec<char> = line.chars().collect();
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let column = at + 1;
        match chars[at] {
            c if c.is_whitespace() => at += 1,
            '#' if at == 0 || chars[at - 1].is_whitespace() => break,
            ':' => push(&mut pieces, Piece::Colon, column, &mut at, 1),
            ',' => push(&mut pieces, Piece::Comma, column, &mut at, 1),
            '=' if chars.get(at + 1) == Some(&'>') => push(&mut pieces, Piece::Arrow, column, &mut at, 2),
            '=' => push(&mut pieces, Piece::Equals, column, &mut at, 1),
            '⇒' | '→' => push(&mut pieces, Piece::Arrow, column, &mut at, 1),
            '…' => push(&mut pieces, Piece::Same, column, &mut at, 1),
            '.' if chars[at..].starts_with(&['.', '.', '.']) => push(&mut pieces, Piece::Same, column, &mut at, 3),
            '"' | '“' => {
                let (text, next) = quoted(&chars, at)?;
                pieces.push((Piece::Text(text), column));
                at = next;
            }
            '[' | '{' => {
                let next = balanced(&chars, at)?;
                pieces.push((Piece::Structured(chars[at..next].iter().collect()), column));
                at = next;
            }
            _ => {
                let next = word_end(&chars, at);
                pieces.push((Piece::Word(chars[at..next].iter().collect()), column));
                at = next;
            }
        }
    }
    Ok(pieces)
}

fn push(pieces: &mut Vec<Placed>, piece: Piece, column: usize, at: &mut usize, width: usize) {
    pieces.push((piece, column));
    *at += width;
}

/// A word ends at a blank or a sign; a colon between digits belongs to a time.
fn word_end(chars: &[char], from: usize) -> usize {
    let mut at = from;
    while at < chars.len() {
        let c = chars[at];
        let in_time = c == ':'
            && at > from
            && chars[at - 1].is_ascii_digit()
            && chars.get(at + 1).is_some_and(char::is_ascii_digit);
        if c.is_whitespace() || ",=\"“[{→⇒…".contains(c) || c == ':' && !in_time {
            break;
        }
        at += 1;
    }
    at.max(from + 1)
}

fn quoted(chars: &[char], from: usize) -> Result<(String, usize), Slip> {
    let close = if chars[from] == '“' { '”' } else { '"' };
    match chars[from + 1..].iter().position(|c| *c == close) {
        Some(length) => Ok((chars[from + 1..from + 1 + length].iter().collect(), from + length + 2)),
        None => Err(Slip::new(from + 1, "Tanda kutip tidak ditutup.", "The quotation mark is not closed.")),
    }
}

fn balanced(chars: &[char], from: usize) -> Result<usize, Slip> {
    let (mut depth, mut in_text) = (0usize, false);
    for (at, c) in chars.iter().enumerate().skip(from) {
        match c {
            '"' => in_text = !in_text,
            '[' | '{' if !in_text => depth += 1,
            ']' | '}' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return Ok(at + 1);
        }
    }
    Err(Slip::new(from + 1, "Kurung tidak ditutup.", "The bracket is not closed."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_into_pieces_with_their_columns() {
        let pieces = pieces("2026-01-09 09:00 loket: x = [1, \"a]\"] => \"b #c\" # d").unwrap();
        let shown: Vec<String> = pieces.iter().map(|(piece, column)| format!("{column} {piece:?}")).collect();
        assert_eq!(
            shown,
            [
                "1 Word(\"2026-01-09\")",
                "12 Word(\"09:00\")",
                "18 Word(\"loket\")",
                "23 Colon",
                "25 Word(\"x\")",
                "27 Equals",
                "29 Structured(\"[1, \\\"a]\\\"]\")",
                "39 Arrow",
                "42 Text(\"b #c\")",
            ]
        );
    }

    #[test]
    fn what_is_opened_must_be_closed() {
        assert_eq!(pieces("x = \"a").unwrap_err().column, 5);
        assert_eq!(pieces("x = [1, {").unwrap_err().column, 5);
    }
}
