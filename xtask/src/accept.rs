//! `cargo xtask accept`: the release build as its first visitor meets it.

use std::time::Duration;

use anyhow::{Result, bail};

use crate::office::{self, Office};

/// A page, the status that it must have, and a word that must be on it.
const PAGES: [(&str, u16, &str); 14] = [
    ("/", 200, "satu pintu"),
    ("/layanan", 200, "Izin Reklame Tetap"),
    ("/layanan?q=dokter", 200, "Surat Izin Praktik"),
    ("/layanan/penelitian", 200, "5 hari kerja"),
    ("/layanan/penelitian/sop", 200, "Kesbangpol"),
    ("/layanan/tidak-ada", 404, "<html"),
    ("/lacak", 200, "Kode lacak"),
    ("/lacak/0000-0000-0000", 404, "<html"),
    ("/verifikasi", 200, "<html"),
    ("/masuk", 200, "surel"),
    ("/surel", 200, "<html"),
    ("/api/v1/openapi.json", 200, "3.1"),
    ("/readyz", 200, ""),
    ("/tidak-ada", 404, "<html"),
];

/// Builds for release, starts a demo office and walks its key pages.
///
/// # Errors
/// A page does not answer as it should; all that fail are named.
pub fn accept() -> Result<()> {
    let program = office::build()?;
    let office = Office::start(&program, 20, Duration::from_secs(60))?;
    println!("ready after {:.2} s", office.ready_after.as_secs_f64());
    let mut failed = Vec::new();
    for (path, status, word) in PAGES {
        match office.get(path) {
            Ok(answer) if answer.status == status && answer.body.contains(word) => println!("good  {status} {path}"),
            Ok(answer) => {
                println!("BAD   {} {path}: expected {status} and the word \"{word}\"", answer.status);
                failed.push(path);
            }
            Err(error) => {
                println!("BAD   {path}: {error:#}");
                failed.push(path);
            }
        }
    }
    if !failed.is_empty() {
        bail!(
            "{} of {} pages are not as they should be. The demo printed:\n{}",
            failed.len(),
            PAGES.len(),
            office.printed()
        );
    }
    println!("all {} pages are as they should be", PAGES.len());
    Ok(())
}
