//! Files under the hash of their content: the name that a sender gave is only a label and never a path.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use casework::case::FileRef;
use casework::sop::FileType;
use sha2::{Digest as _, Sha256};

use crate::secret::hex;

/// A folder of content-addressed files.
#[derive(Clone, Debug)]
pub struct Files {
    folder: PathBuf,
    durable: bool,
}

/// Why a file was not taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejected {
    /// It has no content.
    Empty,
    /// It is larger than this many megabytes.
    TooLarge(u16),
    /// Its content is none of the accepted kinds, whatever its name says.
    WrongKind,
    /// Its end is missing: it broke off on its way, and nobody could open it.
    CutOff,
}

impl Files {
    /// Opens the folder, making it where it is missing.
    pub fn open(folder: &Path) -> Result<Files> {
        std::fs::create_dir_all(folder.join("new")).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Files { folder: folder.to_owned(), durable: true })
    }

    /// The same folder without waiting for the disk: for files that can be made again.
    pub fn hasty(self) -> Files {
        Files { durable: false, ..self }
    }

    /// Stores bytes durably and gives the reference to them. The same bytes are stored once.
    pub fn put(&self, bytes: &[u8], name: &str, media: &str) -> Result<FileRef> {
        let sha256 = hex(&Sha256::digest(bytes));
        let path = self.path(&sha256)?;
        if !path.exists() {
            let parent = path.parent().unwrap_or(&self.folder);
            std::fs::create_dir_all(parent)?;
            let mut new = tempfile_in(&self.folder.join("new"), &sha256)?;
            new.1.write_all(bytes)?;
            if self.durable {
                new.1.sync_all()?;
            }
            std::fs::rename(&new.0, &path)?;
            if self.durable {
                std::fs::File::open(parent)?.sync_all()?;
            }
        }
        Ok(FileRef { sha256, name: label(name), media: media.to_owned(), size: bytes.len() as u64 })
    }

    /// The bytes of a stored file.
    pub fn get(&self, sha256: &str) -> Result<Vec<u8>> {
        let path = self.path(sha256)?;
        std::fs::read(&path).with_context(|| format!("the stored file {sha256} is missing"))
    }

    /// Whether a file is there.
    pub fn has(&self, sha256: &str) -> bool {
        self.path(sha256).is_ok_and(|path| path.exists())
    }

    fn path(&self, sha256: &str) -> Result<PathBuf> {
        if sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            bail!("not the hash of a file");
        }
        Ok(self.folder.join(&sha256[..2]).join(sha256))
    }
}

fn tempfile_in(folder: &Path, sha256: &str) -> Result<(PathBuf, std::fs::File)> {
    let path = folder.join(format!("{sha256}.{:016x}", rand::random::<u64>()));
    let file = std::fs::File::options().write(true).create_new(true).open(&path)?;
    Ok((path, file))
}

/// The label of a file: the last part of whatever path the sender gave, without control characters, at most 120 long.
fn label(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or("");
    let clean: String = last.chars().filter(|c| !c.is_control() && !is_direction_mark(*c)).take(120).collect();
    if clean.trim_matches(['.', ' ']).is_empty() { "berkas".to_owned() } else { clean }
}

/// Marks that turn the direction of writing, by which `gpj.exe` can look like `exe.jpg`.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Tells the kind of a file from its content and says whether it may be taken in.
///
/// # Errors
/// The first of the reasons that apply: empty, too large, none of the accepted kinds, cut off.
pub fn accept(bytes: &[u8], kinds: &[FileType], max_mb: u16) -> std::result::Result<FileType, Rejected> {
    if bytes.is_empty() {
        return Err(Rejected::Empty);
    }
    if bytes.len() > usize::from(max_mb) * 1_000_000 {
        return Err(Rejected::TooLarge(max_mb));
    }
    let media = infer::get(bytes).map(|kind| kind.mime_type());
    let kind = kinds.iter().copied().find(|kind| Some(kind.media_type()) == media).ok_or(Rejected::WrongKind)?;
    if is_whole(kind, bytes) { Ok(kind) } else { Err(Rejected::CutOff) }
}

/// Whether a file has the mark with which its kind ends. Programs write all sorts of things behind it, so the mark may
/// stand anywhere (ISO 32000-2, 7.5.5; ISO/IEC 15948, 5.6; ISO/IEC 10918-1, B.2.1).
fn is_whole(kind: FileType, bytes: &[u8]) -> bool {
    let end: &[u8] = match kind {
        FileType::Pdf => b"%%EOF",
        FileType::Png => b"IEND",
        FileType::Jpg => b"\xff\xd9",
    };
    bytes.windows(end.len()).rev().any(|part| part == end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_never_a_path() {
        assert_eq!(label("../../x"), "x");
        assert_eq!(label("C:\\Users\\a\\ktp.pdf"), "ktp.pdf");
        assert_eq!(label("..\u{0}"), "berkas");
        assert_eq!(label("foto\u{202e}gpj.exe"), "fotogpj.exe");
        assert_eq!(label(&"a".repeat(300)).len(), 120);
    }

    #[test]
    fn the_content_and_not_the_name_tells_the_kind() {
        let pdf = b"%PDF-1.7\n1 0 obj\n%%EOF\n";
        assert_eq!(accept(pdf, &FileType::ALL, 1), Ok(FileType::Pdf));
        assert_eq!(accept(b"MZ\x90\x00 an executable", &FileType::ALL, 1), Err(Rejected::WrongKind));
        assert_eq!(accept(b"", &FileType::ALL, 1), Err(Rejected::Empty));
        assert_eq!(accept(&[0; 1_000_001], &FileType::ALL, 1), Err(Rejected::TooLarge(1)));
        assert_eq!(accept(pdf, &[FileType::Png], 1), Err(Rejected::WrongKind));
    }

    #[test]
    fn a_file_that_broke_off_on_its_way_is_not_taken() {
        let whole: [&[u8]; 3] = [
            b"%PDF-1.7\n1 0 obj\n%%EOF\r\n and a signature's rest",
            b"\x89PNG\r\n\x1a\n\0\0\0\0IEND\xae\x42\x60\x82",
            b"\xff\xd8\xff\xe0\x00\x10JFIF\xff\xd9",
        ];
        for bytes in whole {
            assert!(accept(bytes, &FileType::ALL, 1).is_ok());
            assert_eq!(accept(&bytes[..10], &FileType::ALL, 1), Err(Rejected::CutOff));
        }
    }

    #[test]
    fn what_was_put_can_be_had_again_once() {
        let folder = std::env::temp_dir().join(format!("satupintu-files-{:016x}", rand::random::<u64>()));
        let files = Files::open(&folder).unwrap();
        let first = files.put(b"isi", "a.pdf", "application/pdf").unwrap();
        let again = files.put(b"isi", "b.pdf", "application/pdf").unwrap();
        assert_eq!(first.sha256, again.sha256);
        assert_eq!(files.get(&first.sha256).unwrap(), b"isi");
        assert!(files.get("../../etc/passwd").is_err());
        std::fs::remove_dir_all(folder).unwrap();
    }
}
