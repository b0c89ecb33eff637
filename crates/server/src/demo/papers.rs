//! The papers that invented applicants bring: small sound PDFs and pictures, one for each requirement, which say on their
//! face that they are examples.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::Write as _;

use anyhow::Result;
use casework::case::FileRef;
use casework::sop::{FileType, Requirement};
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use crate::files::Files;

/// Papers by what they are; each is made once and stored once.
pub struct Papers<'a> {
    files: &'a Files,
    made: HashMap<String, FileRef>,
}

impl<'a> Papers<'a> {
    /// Papers that are kept in a folder.
    pub fn new(files: &'a Files) -> Papers<'a> {
        Papers { files, made: HashMap::new() }
    }

    /// The paper for a requirement; a corrected one is another file. Its name tells nothing but what it is.
    ///
    /// # Errors
    /// It cannot be stored.
    pub fn document(&mut self, requirement: &Requirement, corrected: bool) -> Result<FileRef> {
        let pdf = requirement.accept.contains(&FileType::Pdf);
        let title =
            if corrected { format!("{} (perbaikan)", requirement.name.id) } else { requirement.name.id.clone() };
        let name = format!("{}{}", requirement.id, if corrected { "-perbaikan" } else { "" });
        if pdf { self.pdf(&title, &name) } else { self.picture(&name, usize::from(corrected)) }
    }

    /// A PDF of one page with a title.
    ///
    /// # Errors
    /// It cannot be stored.
    pub fn pdf(&mut self, title: &str, name: &str) -> Result<FileRef> {
        let name = format!("{name}.pdf");
        self.once(&name, FileType::Pdf, || page(title))
    }

    /// A photograph of a street, or what passes for one.
    ///
    /// # Errors
    /// It cannot be stored.
    pub fn picture(&mut self, name: &str, which: usize) -> Result<FileRef> {
        let name = format!("{name}.png");
        self.once(&name, FileType::Png, || street(which))
    }

    fn once(&mut self, name: &str, kind: FileType, make: impl FnOnce() -> Vec<u8>) -> Result<FileRef> {
        if let Some(file) = self.made.get(name) {
            return Ok(file.clone());
        }
        let file = self.files.put(&make(), name, kind.media_type())?;
        self.made.insert(name.to_owned(), file.clone());
        Ok(file)
    }
}

/// A page of A4: a title in lines of forty letters, and that it is an example (ISO 32000-1).
fn page(title: &str) -> Vec<u8> {
    let mut text = "BT /F1 20 Tf 72 740 Td 26 TL\n".to_owned();
    for line in lines(title, 40) {
        let _ = writeln!(text, "({line}) Tj T*");
    }
    text += "/F1 12 Tf 18 TL T* (Berkas contoh dari kantor contoh.) Tj T* (Bukan dokumen asli; tidak memuat data siapa pun.) Tj\nET\n";
    text += "0.55 w 72 660 451 0 re S\n";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}endstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut table = "xref\n0 6\n0000000000 65535 f \n".to_owned();
    for (number, object) in (1..).zip(&objects) {
        let _ = writeln!(table, "{:010} 00000 n ", pdf.len());
        let _ = write!(pdf, "{number} 0 obj\n{object}\nendobj\n");
    }
    let start = pdf.len();
    let _ = write!(pdf, "{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    pdf.into_bytes()
}

/// Words in lines of at most so many letters, without what a PDF's text would take for its own.
fn lines(text: &str, most: usize) -> Vec<String> {
    let plain = |c: char| if c.is_ascii() && !"()\\".contains(c) { c } else { ' ' };
    let text: String = text.chars().map(plain).collect();
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().filter(|line| line.is_empty() || line.len() + 1 + word.len() <= most);
        match line {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

const WIDTH: u32 = 320;
const HEIGHT: u32 = 240;

/// A picture (PNG, RFC 2083): sky, a house front, a sign on it, pavement and road.
fn street(which: usize) -> Vec<u8> {
    let shift = u32::try_from(which % 3).unwrap_or(0) * 24;
    let colour = |x: u32, y: u32| -> [u8; 3] {
        let sign = (110 + shift..210 + shift).contains(&x) && (96..132).contains(&y);
        let house = (60..270).contains(&x) && (80..190).contains(&y);
        let window = house && y > 140 && x % 48 < 26;
        match y {
            _ if sign => [138, 28, 43],
            _ if window => [96, 122, 140],
            _ if house => [226, 214, 190],
            0..=189 => [150 + u8::try_from(y / 3).unwrap_or(0), 190, 226],
            190..=204 => [178, 174, 166],
            _ => [92, 92, 96],
        }
    };
    let mut rows = ZlibEncoder::new(Vec::new(), Compression::best());
    for y in 0..HEIGHT {
        let row: Vec<u8> = std::iter::once(0).chain((0..WIDTH).flat_map(|x| colour(x, y))).collect();
        // Writing to memory cannot fail.
        let _ = rows.write_all(&row);
    }
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let head = [&WIDTH.to_be_bytes()[..], &HEIGHT.to_be_bytes()[..], &[8, 2, 0, 0, 0]].concat();
    chunk(&mut png, b"IHDR", &head);
    chunk(&mut png, b"IDAT", &rows.finish().unwrap_or_default());
    chunk(&mut png, b"IEND", &[]);
    png
}

fn chunk(png: &mut Vec<u8>, kind: &[u8; 4], content: &[u8]) {
    png.extend(u32::try_from(content.len()).unwrap_or(0).to_be_bytes());
    let mut sum = Crc::new();
    sum.update(kind);
    sum.update(content);
    png.extend(kind);
    png.extend(content);
    png.extend(sum.sum().to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_what_their_names_say() {
        assert_eq!(infer::get(&page("Surat (kuasa) – bermeterai")).unwrap().mime_type(), "application/pdf");
        assert_eq!(infer::get(&street(1)).unwrap().mime_type(), "image/png");
    }

    #[test]
    fn long_titles_break_between_words() {
        assert_eq!(lines("Pernyataan keabsahan dokumen", 12), ["Pernyataan", "keabsahan", "dokumen"]);
    }
}
