//! Letters and licences: made as PDFs, delivered, verified by anybody, kept in a register.

use std::io::Write as _;
use std::process::Command as Program;

use casework::case::IssuedLetter;
use server::licences;

use crate::on_both;
use crate::support::{Driven, Office};

/// The way of a doctor's licence up to the head's desk.
const TO_THE_HEAD: [(&str, &str); 5] = [
    ("loket", "lengkap"),
    ("verifikasi", "benar"),
    ("rekomendasi-dinkes", "direkomendasikan"),
    ("konsep", "siap"),
    ("paraf", "paraf"),
];

/// A doctor's licence, granted and its PDF made.
async fn granted<'o>(office: &'o Office, sample: &str, email: &str) -> (Driven<'o>, IssuedLetter) {
    let driven = office.file("sip-dokter", office.sample("sip-dokter", sample), email).await.unwrap();
    driven.walk(&TO_THE_HEAD).await;
    driven.walk(&[("keputusan", "setuju")]).await;
    office.work().await;
    let licence = driven.case().await.licence().expect("a licence").clone();
    (driven, licence)
}

/// What a program prints when it is fed with bytes; `cargo xtask test` sees to it that it is there.
fn piped(program: &str, arguments: &[&str], input: &[u8]) -> Vec<u8> {
    let folder = std::env::temp_dir().join(format!("satupintu-pdf-{:016x}", rand::random::<u64>()));
    std::fs::File::create(&folder).unwrap().write_all(input).unwrap();
    let path = folder.to_string_lossy().into_owned();
    let arguments: Vec<&str> =
        arguments.iter().map(|argument| if *argument == "FILE" { path.as_str() } else { argument }).collect();
    let output = Program::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|e| panic!("{program} is needed (cargo xtask test installs it): {e}"));
    std::fs::remove_file(&folder).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The text of a PDF as a reader copies it.
fn text_of(pdf: &[u8]) -> String {
    let text = String::from_utf8(piped("pdftotext", &["-raw", "FILE", "-"], pdf)).unwrap().replace('\u{200B}', "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the QR code on the first page says, as a telephone sees it on paper.
fn code_on(pdf: &[u8]) -> String {
    let picture = piped("pdftoppm", &["-gray", "-r", "150", "-f", "1", "-l", "1", "FILE"], pdf);
    // A portable grey map: "P5", width, height, 255, then a byte for each point.
    let head: Vec<usize> = picture
        .split(|byte| byte.is_ascii_whitespace())
        .skip(1)
        .take(2)
        .map(|word| std::str::from_utf8(word).unwrap().parse().unwrap())
        .collect();
    let (width, height) = (head[0], head[1]);
    let points = &picture[picture.len() - width * height..];
    let mut picture = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| points[y * width + x]);
    picture.detect_grids().first().expect("a code").decode().expect("a code that can be read").1
}

on_both! {
    async fn a_granted_licence_comes_out_as_a_pdf_that_says_what_was_decided(office: Office) {
        let (driven, licence) = granted(&office, "dasar", "melati@contoh.id").await;
        let (name, pdf) = licences::pdf(&office.app, &office.desk(), &licence.number).await.unwrap().expect("a PDF");
        assert_eq!(name, "503-0001-SIP-DR-DPMPTSP-I-2026.pdf");
        assert!(pdf.starts_with(b"%PDF-"));
        let text = text_of(&pdf);
        let address = format!("localhost:8080/verifikasi/{}", licence.code);
        for said in [
            "503/0001/SIP-DR/DPMPTSP/I/2026",
            "dr. Melati Anggraini",
            "Klinik Pratama Ampera Sehat",
            "Kota Palembang, Sumatera Selatan",
            "Senin 08.00–12.00",
            "12 Januari 2031",
            "440/0101/Dinkes-SDMK/2026",
            "Dra. Ratna Kusumadewi, M.Si.",
            "NIP 19720314 199803 2 005",
            "belum ditandatangani secara elektronik",
        ] {
            assert!(text.contains(said), "“{said}” is not on the letter:\n{text}");
        }
        // The address breaks into lines where it must.
        assert!(text.replace(' ', "").contains(&address), "{text}");
        assert!(!text.contains("1671045508900001"), "the letter shows the NIK");
        assert_eq!(code_on(&pdf), format!("http://{address}"));
        let recorded = driven.case().await.licence().unwrap().file.clone().expect("recorded");
        assert_eq!(recorded.size, pdf.len() as u64);
    }
}
