//! One line of a story: when, who, what.

use jiff::civil::{Date, Time};

use super::expect_words::expectations;
use super::story::{Assignment, Choice, Deed, Line, Name, Returned, When, Who, Written};
use super::words::{Piece, Placed, Slip};

/// Reads a line piece by piece.
pub(super) struct Cursor<'a> {
    pieces: &'a [Placed],
    at: usize,
    line: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(pieces: &'a [Placed], line: usize) -> Self {
        Cursor { pieces, at: 0, line }
    }

    pub fn skip(&mut self, pieces: usize) {
        self.at += pieces;
    }

    pub fn peek(&self) -> Option<&'a Piece> {
        self.pieces.get(self.at).map(|(piece, _)| piece)
    }

    /// The column of the next piece, or the one behind the last.
    pub fn column(&self) -> usize {
        let behind = || self.pieces.last().map_or(1, |(piece, column)| column + width(piece));
        self.pieces.get(self.at).map_or_else(behind, |(_, column)| *column)
    }

    pub fn slip(&self, id: impl Into<String>, en: impl Into<String>) -> Slip {
        Slip::new(self.column(), id, en)
    }

    /// The next word in lower case, if it is a word.
    pub fn word(&self) -> Option<String> {
        match self.peek() {
            Some(Piece::Word(word)) => Some(word.to_lowercase()),
            Some(_) | None => None,
        }
    }

    /// Takes the next word if it is one of these.
    pub fn eat(&mut self, words: &[&str]) -> bool {
        let found = self.word().is_some_and(|word| words.contains(&word.as_str()));
        self.at += usize::from(found);
        found
    }

    pub fn eat_sign(&mut self, sign: &Piece) -> bool {
        let found = self.peek() == Some(sign);
        self.at += usize::from(found);
        found
    }

    /// A name: an id as it stands in the SOP.
    pub fn name(&mut self, id: &str, en: &str) -> Result<Name, Slip> {
        let column = self.column();
        match self.peek() {
            Some(Piece::Word(word) | Piece::Text(word)) => {
                self.at += 1;
                Ok(Name { text: word.clone(), line: self.line, column })
            }
            Some(_) | None => Err(self.slip(format!("Di sini seharusnya ada {id}."), format!("Here {en} is missing."))),
        }
    }

    pub fn names(&mut self) -> Result<Vec<Name>, Slip> {
        let mut names = vec![self.name("sebuah nama", "a name")?];
        while self.eat_sign(&Piece::Comma) {
            names.push(self.name("sebuah nama", "a name")?);
        }
        Ok(names)
    }

    pub fn assignments(&mut self) -> Result<Vec<Assignment>, Slip> {
        let mut all = vec![self.assignment()?];
        while self.eat_sign(&Piece::Comma) {
            all.push(self.assignment()?);
        }
        Ok(all)
    }

    fn assignment(&mut self) -> Result<Assignment, Slip> {
        let name = self.name("nama isian", "a field's name")?;
        if !self.eat_sign(&Piece::Equals) {
            return Err(self.slip(
                format!("Setelah “{}” seharusnya ada “= NILAI”.", name.text),
                format!("After “{}” there should be “= VALUE”.", name.text),
            ));
        }
        Ok(Assignment { name, value: self.value()? })
    }

    fn value(&mut self) -> Result<Written, Slip> {
        let value = match self.peek() {
            Some(Piece::Word(word)) => Written::Bare(word.clone()),
            Some(Piece::Text(text)) => Written::Text(text.clone()),
            Some(Piece::Structured(toml)) => Written::Structured(structured(toml).ok_or_else(|| {
                self.slip("Daftar atau tabel ini tidak dapat dibaca.", "This list or table cannot be read.")
            })?),
            Some(_) | None => return Err(self.slip("Di sini seharusnya ada nilai.", "Here a value is missing.")),
        };
        self.at += 1;
        Ok(value)
    }

    pub fn date(&mut self) -> Result<Date, Slip> {
        let date = self.word().and_then(|word| word.parse().ok()).ok_or_else(|| {
            self.slip("Di sini seharusnya ada tanggal seperti 2026-01-31.", "Here a day such as 2026-01-31 is missing.")
        })?;
        self.at += 1;
        Ok(date)
    }

    /// An amount such as `150000` or `Rp150.000`.
    pub fn rupiah(&mut self) -> Result<i64, Slip> {
        let digits = self.word().map(|word| word.trim_start_matches("rp").replace('.', ""));
        let amount = digits.and_then(|digits| digits.parse().ok());
        let amount = amount.ok_or_else(|| {
            self.slip(
                "Di sini seharusnya ada jumlah seperti 150000 atau Rp150.000.",
                "Here an amount such as 150000 or Rp150.000 is missing.",
            )
        })?;
        self.at += 1;
        Ok(amount)
    }

    pub fn text(&mut self) -> Option<String> {
        match self.peek() {
            Some(Piece::Text(text)) => {
                self.at += 1;
                Some(text.clone())
            }
            Some(_) | None => None,
        }
    }

    /// Nothing may be left.
    pub fn finish(&self) -> Result<(), Slip> {
        match self.peek() {
            None => Ok(()),
            Some(piece) => Err(self.slip(
                format!("“{}” tidak dapat dipahami di sini.", shown(piece)),
                format!("“{}” cannot be understood here.", shown(piece)),
            )),
        }
    }
}

fn width(piece: &Piece) -> usize {
    shown(piece).chars().count() + if matches!(piece, Piece::Text(_)) { 2 } else { 0 }
}

fn shown(piece: &Piece) -> &str {
    match piece {
        Piece::Word(text) | Piece::Text(text) | Piece::Structured(text) => text,
        Piece::Colon => ":",
        Piece::Comma => ",",
        Piece::Equals => "=",
        Piece::Arrow => "=>",
        Piece::Same => "...",
    }
}

fn structured(toml: &str) -> Option<serde_json::Value> {
    let document: toml_edit::DocumentMut = format!("x = {toml}").parse().ok()?;
    document.get("x").and_then(super::samples::json)
}

/// A line of the story.
pub(super) fn line(cursor: &mut Cursor<'_>) -> Result<Line, Slip> {
    let when = when(cursor)?;
    let deed = deed(cursor)?;
    let expected = if cursor.eat_sign(&Piece::Arrow) { expectations(cursor)? } else { Vec::new() };
    Ok(Line { line: cursor.line, when, deed, expected })
}

fn when(cursor: &mut Cursor<'_>) -> Result<When, Slip> {
    if cursor.eat_sign(&Piece::Same) {
        return Ok(When::Same);
    }
    let begins_with_digit = cursor.word().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    if !begins_with_digit {
        return Ok(When::Same);
    }
    let date = cursor.date()?;
    let time = cursor.word().filter(|word| word.contains(':'));
    let Some(time) = time else { return Ok(When::On(date, None)) };
    let time: Time = format!("{time:0>5}").parse().map_err(|_| {
        cursor.slip("Jam ini tidak dapat dibaca; tulis seperti 09:30.", "This time cannot be read; write it as 09:30.")
    })?;
    cursor.skip(1);
    Ok(When::On(date, Some(time)))
}

const SUBMITS: &[&str] = &["mengajukan", "submits"];
const CHOOSES: &[&str] = &["memilih", "chooses"];
const CORRECTS: &[&str] = &["memperbaiki", "corrects"];
const WITHDRAWS: &[&str] = &["menarik", "withdraws"];
const CLAIMS: &[&str] = &["mengambil", "claims"];
const RELEASES: &[&str] = &["melepas", "releases"];
const FULFILS: &[&str] = &["memenuhi", "fulfils", "fulfills"];
const PAYS: &[&str] = &["membayar", "pays"];
const WAIVES: &[&str] = &["membebaskan", "waives"];
const ADDS: &[&str] = &["menambah", "adds"];
const REOPENS: &[&str] = &["membuka", "reopens"];
const VERBS: [&[&str]; 11] =
    [SUBMITS, CHOOSES, CORRECTS, WITHDRAWS, CLAIMS, RELEASES, FULFILS, ADDS, REOPENS, PAYS, WAIVES];

fn deed(cursor: &mut Cursor<'_>) -> Result<Deed, Slip> {
    if cursor.eat(&["fakta", "facts"]) {
        if !cursor.eat_sign(&Piece::Colon) {
            return Err(
                cursor.slip("Setelah “fakta” seharusnya ada titik dua.", "After “facts” there should be a colon.")
            );
        }
        return Ok(Deed::Facts(cursor.assignments()?));
    }
    if cursor.eat(&["waktu", "time"]) {
        if !cursor.eat(&["berlalu", "passes"]) {
            return Err(cursor.slip("Tulis “waktu berlalu”.", "Write “time passes”."));
        }
        return Ok(Deed::TimePasses);
    }
    let who = who(cursor)?;
    let step = ("nama langkah", "a step's name");
    if cursor.eat(SUBMITS) {
        Ok(Deed::Submit(who))
    } else if cursor.eat(CHOOSES) {
        Ok(Deed::Choose(who, Box::new(choice(cursor)?)))
    } else if cursor.eat(CORRECTS) {
        Ok(Deed::Correct(who, corrections(cursor)?))
    } else if cursor.eat(ADDS) {
        Ok(Deed::Add(who, cursor.names()?))
    } else if cursor.eat(REOPENS) {
        Ok(Deed::Reopen(who, reason(cursor)))
    } else if cursor.eat(WITHDRAWS) {
        Ok(Deed::Withdraw(who, reason(cursor)))
    } else if cursor.eat(CLAIMS) {
        Ok(Deed::Claim(who, cursor.name(step.0, step.1)?))
    } else if cursor.eat(RELEASES) {
        Ok(Deed::Release(who, cursor.name(step.0, step.1)?))
    } else if cursor.eat(FULFILS) {
        Ok(Deed::Fulfil(who, cursor.name("nama kewajiban", "a duty's name")?))
    } else if cursor.eat(PAYS) {
        let amount = cursor.word().map(|_| cursor.rupiah()).transpose()?;
        Ok(Deed::Pay(who, amount))
    } else if cursor.eat(WAIVES) {
        Ok(Deed::Waive(who, reason(cursor)))
    } else {
        Err(cursor.slip(
            "Di sini seharusnya ada perbuatan: mengajukan, memilih, memperbaiki, menambah, membuka, menarik, mengambil, melepas, memenuhi, membayar, membebaskan.",
            "Here a deed is missing: submits, chooses, corrects, adds, reopens, withdraws, claims, releases, fulfils, pays, waives.",
        ))
    }
}

/// `: "why"`, or nothing.
fn reason(cursor: &mut Cursor<'_>) -> String {
    let reason = if cursor.eat_sign(&Piece::Colon) { cursor.text() } else { None };
    reason.unwrap_or_default()
}

fn who(cursor: &mut Cursor<'_>) -> Result<Who, Slip> {
    if cursor.eat(&["pemohon", "applicant"]) {
        return Ok(Who::Applicant);
    }
    let role = cursor.name("pemohon atau nama peran", "the applicant or a role's name")?.text;
    let is_verb = |word: &str| VERBS.iter().any(|verb| verb.contains(&word));
    let name = match cursor.word() {
        Some(word) if !is_verb(&word) => Some(cursor.name("nama orang", "a person's name")?.text),
        Some(_) | None => None,
    };
    Ok(Who::Officer { role, name })
}

fn choice(cursor: &mut Cursor<'_>) -> Result<Choice, Slip> {
    let outcome = cursor.name("nama hasil", "an outcome's name")?;
    let mut choice =
        Choice { outcome, step: None, findings: Vec::new(), faulty: Vec::new(), reason: None, objections: Vec::new() };
    loop {
        if cursor.eat(&["pada", "at"]) {
            choice.step = Some(cursor.name("nama langkah", "a step's name")?);
        } else if cursor.eat(&["dengan", "with"]) {
            choice.findings.extend(cursor.assignments()?);
        } else if cursor.eat(&["faulty"]) {
            choice.faulty.extend(cursor.names()?);
        } else if cursor.eat(&["tidak"]) {
            if !cursor.eat(&["sesuai"]) {
                return Err(cursor.slip("Tulis “tidak sesuai BERKAS”.", "Write “faulty DOCUMENT”."));
            }
            choice.faulty.extend(cursor.names()?);
        } else {
            break;
        }
    }
    if cursor.eat_sign(&Piece::Colon) {
        match cursor.text() {
            Some(reason) => choice.reason = Some(reason),
            None => choice.objections = objections(cursor)?,
        }
    }
    Ok(choice)
}

fn objections(cursor: &mut Cursor<'_>) -> Result<Vec<Returned>, Slip> {
    let mut objections = Vec::new();
    loop {
        let item = cursor.name("nama isian atau berkas", "the name of a field or a document")?;
        let code = match cursor.peek() {
            Some(Piece::Word(_)) => Some(cursor.name("nama alasan", "a reason's name")?.text),
            Some(_) | None => None,
        };
        let reason = match (cursor.text(), &code) {
            (Some(reason), _) => reason,
            (None, Some(_)) => String::new(),
            (None, None) => {
                return Err(cursor.slip(
                    format!("Setelah “{}” seharusnya ada alasannya dalam tanda kutip.", item.text),
                    format!("After “{}” its reason is missing, in quotes.", item.text),
                ));
            }
        };
        objections.push(Returned { item, code, reason });
        if !cursor.eat_sign(&Piece::Comma) {
            return Ok(objections);
        }
    }
}

fn corrections(cursor: &mut Cursor<'_>) -> Result<Vec<(Name, Option<Written>)>, Slip> {
    let mut items = Vec::new();
    loop {
        let name = cursor.name("nama isian atau berkas", "the name of a field or a document")?;
        let value = if cursor.eat_sign(&Piece::Equals) { Some(cursor.value()?) } else { None };
        items.push((name, value));
        if !cursor.eat_sign(&Piece::Comma) {
            return Ok(items);
        }
    }
}
