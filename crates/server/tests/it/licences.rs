//! Letters and licences: made as PDFs, delivered, verified by anybody, kept in a register.

use std::io::Write as _;
use std::process::Command as Program;

use server::licences;

use crate::on_both;
use crate::support::{TO_THE_HEAD, granted, waiting};

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
        let pictures = String::from_utf8(piped("pdfimages", &["-list", "FILE"], &pdf)).unwrap();
        assert!(pictures.contains("jpeg"), "the photograph is not on the letter: {pictures}");
        let recorded = driven.case().await.licence().unwrap().file.clone().expect("recorded");
        assert_eq!(recorded.size, pdf.len() as u64);
    }
}

on_both! {
    async fn a_rejection_carries_the_reasons_of_whoever_decided_it(office: Office) {
        let sample = office.sample("sip-dokter", "dasar");
        let driven = office.file("sip-dokter", sample, "melati@contoh.id").await.unwrap();
        driven.walk(&[("loket", "lengkap")]).await;
        driven.take("verifikasi", "tidak_memenuhi", Some("STR tidak ada")).await.unwrap();
        driven.take("telaah-penolakan", "setuju_tolak", Some("Sudah dikonfirmasi")).await.unwrap();
        let reasons = "1. STR tidak ditemukan pada sistem Kementerian Kesehatan.\n2. Izin klinik berakhir 30 November 2025.";
        driven.take("keputusan-penolakan", "tolak", Some(reasons)).await.unwrap();
        office.work().await;
        let letter = driven.case().await.letters.pop().unwrap();
        let (_, pdf) = licences::pdf(&office.app, &office.desk(), &letter.number).await.unwrap().expect("a PDF");
        let text = text_of(&pdf);
        for said in ["503/0001/TOLAK-SIP-DR/DPMPTSP/I/2026", "dr. Melati Anggraini", "1. STR tidak ditemukan", "2. Izin klinik berakhir"] {
            assert!(text.contains(said), "“{said}” is not on the letter:\n{text}");
        }
        assert!(!text.contains("Sudah dikonfirmasi"), "what officers told each other is on the letter:\n{text}");

        let page = office.visitor().get(&format!("/verifikasi/{}", letter.code)).await;
        page.is(200).has("Surat ini tercatat").has(&letter.number).lacks("Melati").lacks("STR tidak ditemukan");
    }
}

on_both! {
    async fn a_letter_can_be_looked_at_before_it_is_decided(office: Office) {
        let sample = office.sample("sip-dokter", "dasar");
        let driven = office.file("sip-dokter", sample, "melati@contoh.id").await.unwrap();
        driven.walk(&TO_THE_HEAD).await;
        let mut head = office.officer("kepala").await;
        let case = format!("/meja/berkas/{}", driven.id.0);
        let page = head.get(&format!("{case}?langkah=keputusan")).await;
        page.is(200).has("Lihat konsep surat dulu");
        let version = driven.case().await.version;
        let (request, seen) = (page.field("request_id"), page.field("work-seen"));
        let typed = |outcome: &'static str, reason: &'static str| {
            [("request_id", request.clone()), ("work-seen", seen.clone()), ("work-outcome", outcome.into()),
             ("work-reason", reason.into()), ("work-draft", "1".into())]
        };
        let sent = typed("setuju", "");
        let sent: Vec<(&str, &str)> = sent.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let draft = head.post(&format!("{case}/langkah/keputusan"), &sent).await;
        assert_eq!(draft.is(200).headers["content-type"], "application/pdf");
        let text = text_of(&draft.bytes);
        for said in ["KONSEP, BELUM BERLAKU", "dr. Melati Anggraini", "Klinik Pratama Ampera Sehat"] {
            assert!(text.contains(said), "“{said}” is not on the draft:\n{text}");
        }
        // A rejection shows the reason that is being typed, and without one nothing is shown but what is missing.
        let sent = typed("tolak", "1. STR berakhir bulan lalu.\n2. Jadwal praktik bertabrakan.");
        let sent: Vec<(&str, &str)> = sent.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let text = text_of(&head.post(&format!("{case}/langkah/keputusan"), &sent).await.is(200).bytes);
        assert!(text.contains("Jadwal praktik bertabrakan."), "{text}");
        let sent = typed("tolak", "");
        let sent: Vec<(&str, &str)> = sent.iter().map(|(name, text)| (*name, text.as_str())).collect();
        head.post(&format!("{case}/langkah/keputusan"), &sent).await.is(422);
        // Nothing was decided, numbered or kept.
        let case = driven.case().await;
        assert_eq!((case.version, case.letters.len()), (version, 0));
        driven.walk(&[("keputusan", "setuju")]).await;
        office.work().await;
        assert!(driven.case().await.licence().expect("a licence").number.starts_with("503/0001/"));
    }
}

on_both! {
    async fn a_letter_that_is_made_again_is_the_same_to_the_byte(office: Office) {
        let (driven, licence) = granted(&office, "dasar", "melati@contoh.id").await;
        let first = licence.file.clone().unwrap();
        driven.walk(&[("penyerahan", "diserahkan")]).await;
        office.at("2026-02-02T09:00:00+07:00").await;
        let job = store::Taken {
            office: office.desk().id.clone(),
            id: "letter-again".to_owned(),
            kind: licences::LETTER.to_owned(),
            payload: serde_json::json!({ "case": driven.id.0, "number": licence.number }),
            attempt: 1,
            run_at_us: 0,
        };
        let made = licences::typeset(&office.app, &office.desk(), &job).await.unwrap();
        assert_eq!(made, first);
        assert_eq!(driven.case().await.letters.len(), 1);
    }
}

on_both! {
    async fn anybody_can_verify_a_licence_and_sees_how_it_stands_today(office: Office) {
        let (_, licence) = granted(&office, "dasar", "melati@contoh.id").await;
        let mut anybody = office.visitor();
        let address = format!("/verifikasi/{}", licence.code);
        let page = anybody.get(&address).await;
        page.is(200).has("Izin ini tercatat dan berlaku").has("Berlaku sampai dengan 12 Januari 2031");
        page.has(&licence.number).has("dr. Melati Anggraini").has("Klinik Pratama Ampera Sehat");
        page.has("belum ditandatangani secara elektronik").has("12 Januari 2026 pukul 09.00");
        // Neither the personal number nor what the SOP does not call public.
        page.lacks("1671045508900001").lacks("1671").lacks("Kenanga Raya").lacks("081200000101").lacks("/surat/");
        assert_eq!(page.headers["x-robots-tag"], "noindex, nofollow");
        assert_eq!(page.headers["cache-control"], "no-store");
        anybody.get(&format!("{address}?lang=en")).await.is(200).has("Valid until 12 January 2031");
        let typed = licence.code.to_string().to_lowercase().replace('-', " ");
        let found = anybody.get(&format!("/verifikasi?kode={}", server::ui::encode(&typed))).await;
        assert_eq!(found.location(), address);

        office.at("2031-01-12T23:00:00+07:00").await;
        anybody.get(&address).await.is(200).has("Izin ini tercatat dan berlaku");
        office.at("2031-01-13T00:30:00+07:00").await;
        anybody.get(&address).await.is(200).has("Tidak berlaku lagi sejak 13 Januari 2031").lacks("tercatat dan berlaku");
    }
}

on_both! {
    async fn an_unknown_code_is_said_to_be_unknown_and_guessing_ends(office: Office) {
        let (_, licence) = granted(&office, "dasar", "melati@contoh.id").await;
        let mut anybody = office.visitor();
        anybody.get("/verifikasi").await.is(200).has("Kode surat");
        anybody.get("/verifikasi?kode=abc").await.is(422).has("abc").has("12 huruf dan angka");
        anybody.get("/verifikasi/%3Cscript%3E").await.is(422).lacks("<script>alert");
        let unknown = anybody.get("/verifikasi/0000-0000-0000").await;
        unknown.is(404).has("Tidak ada surat kami dengan kode 0000-0000-0000").has("Jangan dipakai dulu");
        let mut refused = 0;
        for guess in 0..30 {
            let answer = anybody.get(&format!("/verifikasi/0000-0000-{guess:04}")).await;
            refused += u32::from(answer.status == 429);
        }
        assert!(refused >= 10, "{refused} of 30 guesses were stopped");
        // Whoever has a real letter is not kept from it by a neighbour who guesses.
        anybody.get(&format!("/verifikasi/{}", licence.code)).await.is(200);
    }
}

on_both! {
    async fn a_letter_is_downloaded_by_its_owner_and_its_officers_alone(office: Office) {
        let (_, licence) = granted(&office, "dasar", "melati@contoh.id").await;
        let address = format!("/surat/{}.pdf", licence.code);
        let mut owner = office.citizen("melati@contoh.id").await;
        let pdf = owner.get(&address).await;
        pdf.is(200);
        assert!(pdf.bytes.starts_with(b"%PDF-"));
        assert_eq!(pdf.headers["content-type"], "application/pdf");
        assert_eq!(pdf.headers["content-disposition"], "inline; filename=\"503-0001-SIP-DR-DPMPTSP-I-2026.pdf\"");
        assert_eq!(pdf.headers["x-content-type-options"], "nosniff");
        assert_eq!(pdf.headers["cache-control"], "no-store");
        let saved = owner.get(&format!("{address}?unduh=ya")).await;
        assert!(saved.headers["content-disposition"].to_str().unwrap().starts_with("attachment;"));
        owner.get(&format!("/verifikasi/{}", licence.code)).await.has(&address);

        let foreign = office.citizen("lain@contoh.id").await.get(&address).await;
        foreign.is(403).has("halaman periksanya").has(&format!("/verifikasi/{}", licence.code)).lacks("%PDF");
        assert!(office.visitor().get(&address).await.location().starts_with("/masuk"));
        for officer in ["loket", "kepala", "dinkes"] {
            office.officer(officer).await.get(&address).await.is(200);
        }
        office.officer("pupr").await.get(&address).await.is(403);
        owner.get("/surat/0000-0000-0000.pdf").await.is(404);
        owner.get("/surat/..%2Fetc.pdf").await.is(404);
    }
}

on_both! {
    async fn a_letter_of_a_counter_case_is_printed_by_officers(office: Office) {
        let driven = office.file_at_counter("sip-dokter", office.sample("sip-dokter", "dasar")).await.unwrap();
        driven.walk(&TO_THE_HEAD).await;
        driven.walk(&[("keputusan", "setuju")]).await;
        let licence = driven.case().await.licence().unwrap().clone();
        let address = format!("/surat/{}.pdf", licence.code);
        let mut counter = office.officer("loket").await;
        counter.get(&address).await.is(409).has("sedang dibuat");
        office.work().await;
        counter.get(&address).await.is(200);
        office.citizen("melati@contoh.id").await.get(&address).await.is(403);
    }
}

on_both! {
    async fn an_order_of_inspection_is_not_for_the_applicant(office: Office) {
        let sample = office.sample("reklame-tetap", "dasar");
        let driven = office.file("reklame-tetap", sample, "hendra@contoh.id").await.unwrap();
        driven.walk(&[("loket", "lengkap"), ("verifikasi", "benar")]).await;
        office.work().await;
        let order = driven.case().await.letters.pop().unwrap();
        let (_, pdf) = licences::pdf(&office.app, &office.desk(), &order.number).await.unwrap().expect("a PDF");
        let text = text_of(&pdf);
        assert!(text.contains("800/0001/ST-REK/DPMPTSP/I/2026") && text.contains("Sri Wahyuningsih"), "{text}");
        let address = format!("/surat/{}.pdf", order.code);
        office.citizen("hendra@contoh.id").await.get(&address).await.is(403);
        office.officer("pupr").await.get(&address).await.is(200);
    }
}

on_both! {
    async fn the_mail_about_a_licence_carries_it(office: Office) {
        let (_, licence) = granted(&office, "dasar", "melati@contoh.id").await;
        let outbox = office.visitor().get("/surel").await;
        let text = outbox.text();
        let at = text.find("Izin Anda terbit").expect("a mail about the licence");
        let link = &text[text[..at].rfind("href=\"").unwrap() + 6..at];
        let mail = office.visitor().get(&link[..link.find('"').unwrap()]).await;
        mail.is(200).has(&licence.number).has("Lampiran");
        assert_eq!(waiting(&office).await, 0, "a mail or letter is still waiting");
    }
}
