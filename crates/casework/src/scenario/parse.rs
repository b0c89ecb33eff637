//! Reading a scenario file: heads and lines, in Indonesian or English words.

use super::line::{Cursor, line};
use super::story::Scenario;
use super::words::{Piece, Slip, pieces};
use crate::sop::Finding;

/// The code of everything that cannot be read.
pub(super) const SYNTAX: &str = "S-SCENARIO-SYNTAX";

/// The scenarios of a file, and what in it cannot be read, with line and column.
///
/// ```
/// let text = "skenario: Dua hari\n2026-01-09 pemohon mengajukan => langkah verifikasi";
/// let (scenarios, findings) = casework::scenario::parse(text, "services/x/a.scenarios");
/// assert!(findings.is_empty());
/// assert_eq!(scenarios[0].name, "Dua hari");
/// ```
pub fn parse(text: &str, file: &str) -> (Vec<Scenario>, Vec<Finding>) {
    let mut scenarios: Vec<Scenario> = Vec::new();
    let mut findings = Vec::new();
    for (at, raw) in text.lines().enumerate() {
        if let Err(slip) = read_line(&mut scenarios, raw, at + 1) {
            findings.push(Finding::error(SYNTAX, slip.message).in_file(file).at(at + 1, slip.column));
        }
    }
    (scenarios, findings)
}

fn read_line(scenarios: &mut Vec<Scenario>, raw: &str, number: usize) -> Result<(), Slip> {
    let pieces = pieces(raw)?;
    let Some(((first, column), rest)) = pieces.split_first() else { return Ok(()) };
    let head = match (first, rest.first()) {
        (Piece::Word(word), Some((Piece::Colon, _))) => word.to_lowercase(),
        _ => String::new(),
    };
    if matches!(head.as_str(), "skenario" | "scenario") {
        scenarios.push(begin(raw, number, *column)?);
        return Ok(());
    }
    let Some(scenario) = scenarios.last_mut() else {
        return Err(Slip::new(
            *column,
            "Baris ini belum termasuk skenario mana pun. Awali dengan “skenario: NAMA”.",
            "This line belongs to no scenario yet. Begin with “scenario: NAME”.",
        ));
    };
    let mut cursor = Cursor::new(&pieces, number);
    match head.as_str() {
        "data" | "contoh" | "sample" => {
            cursor.skip(2);
            scenario.sample = cursor.name("nama contoh", "a sample's name")?.text;
        }
        "ubah" | "change" | "set" => {
            cursor.skip(2);
            scenario.changes.extend(cursor.assignments()?);
        }
        "tanpa" | "without" => {
            cursor.skip(2);
            scenario.without.extend(cursor.names()?);
        }
        "tambah" | "also" => {
            cursor.skip(2);
            scenario.also.extend(cursor.names()?);
        }
        _ => {
            let line = line(&mut cursor)?;
            scenario.lines.push(line);
        }
    }
    cursor.finish()
}

/// The name is all of the rest of the line, commas and colons included.
fn begin(raw: &str, line: usize, column: usize) -> Result<Scenario, Slip> {
    let name = raw.split_once(':').map_or("", |(_, name)| name);
    let name = name.split(" #").next().unwrap_or(name).trim();
    if name.is_empty() {
        return Err(Slip::new(column, "Skenario ini belum bernama.", "This scenario has no name."));
    }
    Ok(Scenario {
        name: name.to_owned(),
        line,
        sample: "dasar".to_owned(),
        changes: Vec::new(),
        without: Vec::new(),
        also: Vec::new(),
        lines: Vec::new(),
    })
}
