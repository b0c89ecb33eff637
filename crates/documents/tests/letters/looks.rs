//! Every letter says what it must, is a sound PDF, and leads to its page.

use std::path::PathBuf;
use std::sync::LazyLock;

use documents::Pdf;

use crate::office::{codes_on, keep, run, set, text_of};
use crate::{Sample, letters};

/// Every sample, set once.
static SET: LazyLock<Vec<(Sample, Pdf, PathBuf)>> = LazyLock::new(|| {
    let set = |sample: Sample| {
        let pdf = set(sample.template, &sample.data, &sample.assets()).unwrap_or_else(|fault| panic!("{fault}"));
        let path = keep(&format!("{}{}", sample.template, sample.variant), &pdf);
        (sample, pdf, path)
    };
    letters().into_iter().map(set).collect()
});

const UNSIGNED: &str = "Dokumen ini belum ditandatangani secara elektronik";

#[test]
fn every_letter_says_what_it_must() {
    for (sample, pdf, path) in SET.iter() {
        let text = text_of(path);
        // Papers of the desk, not letters: nobody signs them.
        let paper = sample.template.starts_with("_letters/");
        let said = sample.says.iter().copied();
        let common = [sample.text("/letter/number"), sample.text("/case/number"), sample.text("/holder/name")];
        let pages = format!("Halaman 1 dari {}", pdf.pages);
        let agency = sample.text("/office/agency").to_uppercase();
        let words: Vec<&str> = said.chain(common).chain([pages.as_str(), sample.text("/signer/name")]).collect();
        for word in words {
            assert!(text.contains(word), "{}{} does not say “{word}”:\n{text}", sample.template, sample.variant);
        }
        assert!(text.contains(agency.split(' ').next().expect("a word")), "no letterhead: {text}");
        assert_eq!(text.contains(UNSIGNED), !paper, "the notice on {}", sample.template);
        assert!(pdf.pages <= 2, "{} has {} pages", sample.template, pdf.pages);
        assert_eq!(pdf.replaced, 0);
    }
}

#[test]
fn the_qr_code_on_the_printed_page_leads_to_the_page_that_is_named_beside_it() {
    for (sample, pdf, path) in SET.iter() {
        let pages = (1..=pdf.pages).flat_map(|page| codes_on(path, page)).collect::<Vec<_>>();
        assert_eq!(pages, Vec::from_iter(sample.code()), "{}", sample.template);
        let Some(url) = sample.url() else { continue };
        let printed = text_of(path).replace(' ', "");
        assert!(printed.contains(url.trim_start_matches("https://").split('/').next().expect("a host")));
    }
}

#[test]
fn the_code_of_the_page_is_printed_without_a_break() {
    for (sample, _, path) in SET.iter() {
        let Some(url) = sample.url() else { continue };
        let text = String::from_utf8(run("pdftotext", &["-bbox", &path.to_string_lossy(), "-"])).expect("text");
        let code = url.rsplit('/').next().expect("a code");
        // A word of `pdftotext` ends where a line does: <word xMin="…" …>7KQM-2XWD-9RTA</word>.
        assert!(code.contains('-') && text.contains(&format!("{code}</word>")), "{} breaks {code}", sample.template);
    }
}

#[test]
fn every_letter_is_a_sound_tagged_pdf_for_archives_and_for_screen_readers() {
    for (sample, pdf, path) in SET.iter() {
        let checked = run("qpdf", &["--check", &path.to_string_lossy()]);
        assert!(String::from_utf8_lossy(&checked).contains("No syntax or stream encoding errors found"));
        let raw = String::from_utf8_lossy(&pdf.bytes);
        for claim in [
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
        ] {
            assert!(raw.contains(claim), "{} does not claim {claim}", sample.template);
        }
        let about = String::from_utf8(run("pdfinfo", &[&path.to_string_lossy()])).expect("text");
        assert!(about.contains("Tagged:          yes"), "{about}");
        let fonts = String::from_utf8(run("pdffonts", &[&path.to_string_lossy()])).expect("text");
        assert!(fonts.lines().skip(2).all(|line| line.contains("SourceSerif4")), "{fonts}");
    }
}

#[test]
fn the_same_letter_is_the_same_to_the_byte() {
    for (sample, pdf, _) in SET.iter() {
        let again = set(sample.template, &sample.data, &sample.assets()).expect("a letter");
        assert!(again == *pdf, "{} differs from itself", sample.template);
    }
}
