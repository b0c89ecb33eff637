//! One's own application after sending: page, correction, withdrawal, letters, duties, receipt.

use casework::case::{CaseId, Check, Command, Completion, Item, Objection, Verdict};
use casework::sop::{FileType, OutcomeId, RequirementId, StepId};
use server::app::Ask;
use server::people;

use crate::on_both;
use crate::support::applying::{Application, document};
use crate::support::{Client, Office, Part};

/// The case as the log has it.
async fn case(office: &Office, id: CaseId) -> casework::case::Case {
    office.desk().db().case(&office.desk().id, id).await.unwrap().unwrap().0
}

/// An officer of the step's role completes an open step.
async fn complete(office: &Office, id: CaseId, step: &str, outcome: &str, objections: Vec<Objection>) {
    let case = case(office, id).await;
    let desk = office.desk();
    let sop = desk.office().catalogue.get(&case.filing().unwrap().bundle).unwrap().clone();
    let step = sop.step(&StepId(step.to_owned())).unwrap();
    let officer = people::holders(&desk, &step.role).await.unwrap().remove(0);
    let fits = |id: &RequirementId| (id.clone(), Check { verdict: Verdict::Fits, note: None });
    let completion = Completion {
        checks: step.checks.iter().filter(|id| case.files.contains_key(id)).map(fits).collect(),
        objections,
        ..Completion::plain(step.id.clone(), case.version, OutcomeId(outcome.to_owned()))
    };
    let ask = Ask {
        request_id: format!("{:032x}", rand::random::<u128>()),
        case: Some(id),
        actor: officer.actor(),
        command: Command::Complete(completion),
    };
    office.app.execute(&desk, ask).await.unwrap();
}

/// The outcome with which a step returns parts to the applicant.
fn returning(office: &Office, service: &str, step: &str) -> String {
    let sop = office.sop(service);
    let step = sop.step(&StepId(step.to_owned())).unwrap();
    let outcome = step.outcomes.iter().find(|outcome| outcome.kind == casework::sop::OutcomeKind::Return).unwrap();
    outcome.id.0.clone()
}

fn objection(item: Item, reason: &str) -> Objection {
    Objection::new(item, reason)
}

/// A doctor's application of which the counter returned one answer and one document.
async fn returned(office: &Office, citizen: &mut Client) -> CaseId {
    let id = Application::of(office, "sip-dokter", "dasar").filed(citizen).await;
    let objections = vec![
        objection(Item::Field("nomor_str".into()), "Nomor ini <b>tidak</b> sama dengan STR."),
        objection(Item::File(RequirementId("pas_foto".into())), "Wajah tertutup masker."),
    ];
    let outcome = returning(office, "sip-dokter", "loket");
    complete(office, id, "loket", &outcome, objections).await;
    id
}

on_both! {
    async fn s04_only_what_was_returned_can_be_corrected_and_both_versions_stay(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let id = returned(&office, &mut citizen).await;
        let (own, page) = (format!("/permohonan/{}", id.0), format!("/permohonan/{}/perbaiki", id.0));
        citizen.get("/permohonan").await.has("Menunggu Anda");
        citizen.get(&own).await.is(200).has("Wajah tertutup masker").has("&lt;b&gt;tidak").has(&format!("href=\"{page}\""));
        let form = citizen.get(&page).await;
        form.is(200).has("name=\"nomor_str\"").has("name=\"pas_foto\"").has("XA00000490000101");
        form.lacks("name=\"nama\"").lacks("name=\"str\"").has("dr. Melati Anggraini").lacks("1671045508900001");
        // Something is missing: what was typed and what was uploaded is kept.
        let first = citizen.post_files(&page, &[Part::Field("nomor_str", ""), Part::File("pas_foto", "baru.jpg", &document(FileType::Jpg, "baru"))]).await;
        first.is(422).has("id=\"e-nomor_str\"").has("baru.jpg");
        let seal = first.field("tersimpan.pas_foto").replace("&#34;", "\"");
        let none = citizen.post_files(&page, &[Part::Field("nomor_str", "XA00000490000999")]).await;
        none.is(422).has("id=\"e-pas_foto\"").has("value=\"XA00000490000999\"");
        // A seal that was tampered with is no file.
        let broken = seal.replace("baru.jpg", "lain.jpg");
        citizen.post_files(&page, &[Part::Field("nomor_str", "XA1"), Part::Field("tersimpan.pas_foto", &broken)]).await.is(422).has("id=\"e-pas_foto\"");
        // What was not returned is dropped, however it is sent.
        let parts = [
            Part::Field("request_id", "perbaikan"),
            Part::Field("nomor_str", "XA00000490000999"),
            Part::Field("nama", "Orang Lain"),
            Part::Field("tersimpan.pas_foto", &seal),
            Part::File("str", "str.pdf", &document(FileType::Pdf, "lain")),
        ];
        let sent = citizen.post_files(&page, &parts).await;
        assert_eq!(sent.location(), format!("{own}?pesan=perbaikan"));
        let case = case(&office, id).await;
        assert_eq!(case.answers.text("nomor_str"), Some("XA00000490000999"));
        assert_eq!(case.answers.text("nama"), Some("dr. Melati Anggraini"));
        assert_eq!(case.files[&RequirementId("pas_foto".into())].name, "baru.jpg");
        assert_eq!(case.files[&RequirementId("str".into())].name, "str.pdf");
        let both = citizen.get(&own).await;
        both.has("XA00000490000999").has("XA00000490000101").has("Sebelum perbaikan").has("baru.jpg").has("pas_foto.pdf");
        let old = citizen.get(&format!("{own}/berkas/pas_foto?versi=0")).await;
        assert_eq!(old.bytes, document(FileType::Jpg, "pas_foto"));
        // Sent twice it is one correction with the same answer; another one finds nothing to correct.
        assert_eq!(citizen.post_files(&page, &parts).await.location(), sent.location());
        citizen.post_files(&page, &parts[1..]).await.is(409).has("Tidak ada bagian yang sedang dikembalikan");
        assert_eq!(case.replaced.len(), 1);
    }
}

on_both! {
    async fn s05_a_returned_application_can_be_answered_by_its_applicant_only(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let id = returned(&office, &mut citizen).await;
        let mut other = office.citizen("b@contoh.id").await;
        for page in ["", "/perbaiki", "/tanda-terima", "/tanda-terima.pdf", "/berkas/str"] {
            other.get(&format!("/permohonan/{}{page}", id.0)).await.is(404).lacks("dr. Melati");
        }
        let parts = [Part::Field("nomor_str", "X1"), Part::File("pas_foto", "x.jpg", &document(FileType::Jpg, "x"))];
        other.post_files(&format!("/permohonan/{}/perbaiki", id.0), &parts).await.is(404);
        other.post(&format!("/permohonan/{}/tarik", id.0), &[]).await.is(404);
        office.officer("loket").await.get(&format!("/permohonan/{}", id.0)).await.is(404);
        assert!(case(&office, id).await.ended.is_none());
        let desk = office.desk();
        let sql = "select count(*) from access_log where office = $1 and case_id = $2 and allowed = 0";
        let kept = desk.query(sql, vec![desk.id.as_str().into(), id.0.into()]).await.unwrap();
        assert_eq!(kept[0].int(0), 8);
    }
}

on_both! {
    async fn an_application_is_withdrawn_with_a_reason_and_is_over(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let id = Application::of(&office, "penelitian", "dasar").filed(&mut citizen).await;
        let own = format!("/permohonan/{}", id.0);
        citizen.get(&own).await.is(200).has("Tarik permohonan ini");
        let gone = citizen.post(&format!("{own}/tarik"), &[("alasan", "Penelitian <i>batal</i>"), ("request_id", "1")]).await;
        assert_eq!(gone.location(), format!("{own}?pesan=tarik"));
        citizen.get(gone.location()).await.is(200).has("Permohonan sudah ditarik").lacks("Ya, tarik permohonan")
            .has("Berakhir tanpa keputusan").lacks("Selesai sesuai janji");
        citizen.post(&format!("{own}/tarik"), &[("request_id", "2")]).await.is(409).has("sudah selesai");
        citizen.get("/permohonan").await.has("Ditutup");
        assert!(case(&office, id).await.ended.is_some());
    }
}

on_both! {
    async fn the_letter_and_the_duty_of_a_research_permit_are_on_its_page(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let driven = office.file("penelitian", office.sample("penelitian", "dasar"), "a@contoh.id").await.unwrap();
        driven
            .walk(&[("verifikasi", "lengkap"), ("kajian-kesbangpol", "direkomendasikan"), ("konsep", "siap"), ("paraf", "paraf")])
            .await;
        let news = "select body from message where body like '%Kesbangpol sedang mengkaji%'";
        let news = office.desk().query(news, Vec::new()).await.unwrap();
        let (indonesian, english) = news[0].text(0).split_once("— English —").unwrap();
        assert!(!indonesian.contains("is assessing"), "{indonesian}");
        assert!(english.contains("Kesbangpol is assessing") && !english.contains("sedang mengkaji"), "{english}");
        let own = format!("/permohonan/{}", driven.id.0);
        citizen.get(&own).await.is(200).lacks("Surat untuk Anda");
        driven.take("keputusan", "setuju", None).await.unwrap();
        let letter = driven.case().await.letters.last().unwrap().clone();
        citizen.get(&own).await.has(&letter.number).has("Sedang disiapkan").has("Menyerahkan hasil penelitian");
        office.work().await;
        citizen.get(&own).await.has(&format!("href=\"/surat/{}.pdf\"", letter.code));
        let duty = format!("{own}/kewajiban/laporan_hasil");
        citizen.get(&duty).await.is(200).has("Paling lambat");
        citizen.post_files(&duty, &[Part::Field("request_id", "1")]).await.is(422).has("belum diunggah");
        citizen.post_files(&duty, &[Part::File("bukti", "hasil.pdf", b"MZ")]).await.is(422).has("bukan PDF, JPG, atau PNG");
        let parts = [Part::Field("request_id", "2"), Part::File("bukti", "hasil.pdf", &document(FileType::Pdf, "hasil"))];
        assert_eq!(citizen.post_files(&duty, &parts).await.location(), format!("{own}?pesan=kewajiban"));
        let fulfilled = driven.case().await.duties["laporan_hasil"].fulfilled.clone().unwrap();
        assert_eq!(fulfilled.1.unwrap().name, "hasil.pdf");
        citizen.get(&own).await.has("Dipenuhi 12 Januari 2026").lacks(&format!("href=\"{duty}\""));
        citizen.get(&duty).await.is(404);
        office.citizen("b@contoh.id").await.get(&duty).await.is(404);
    }
}

on_both! {
    async fn the_receipt_is_a_pdf_too(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let id = Application::of(&office, "penelitian", "dasar").filed(&mut citizen).await;
        let receipt = format!("/permohonan/{}/tanda-terima", id.0);
        citizen.get(&receipt).await.has(&format!("href=\"{receipt}.pdf\""));
        let pdf = citizen.get(&format!("{receipt}.pdf")).await;
        pdf.is(200);
        assert!(pdf.bytes.starts_with(b"%PDF-") && pdf.bytes.len() > 10_000);
        assert_eq!(pdf.headers["content-type"], "application/pdf");
        let number = case(&office, id).await.filing().unwrap().number.clone();
        assert!(pdf.headers["content-disposition"].to_str().unwrap().contains(&format!("tanda-terima-{number}.pdf")));
    }
}

on_both! {
    async fn s44_a_case_from_the_counter_is_corrected_at_the_counter(office: Office) {
        let driven = office.file_at_counter("sip-dokter", office.sample("sip-dokter", "dasar")).await.unwrap();
        let outcome = returning(&office, "sip-dokter", "loket");
        complete(&office, driven.id, "loket", &outcome, vec![objection(Item::Field("nomor_str".into()), "Salah ketik.")]).await;
        let page = format!("/permohonan/{}/perbaiki", driven.id.0);
        office.officer("dinkes").await.get(&page).await.is(404);
        let mut officer = office.officer("loket2").await;
        officer.get(&page).await.is(200).has("Salah ketik.");
        let sent = officer.post_files(&page, &[Part::Field("nomor_str", "XA00000490000777")]).await;
        assert_eq!(sent.location(), format!("/permohonan/{}?pesan=perbaikan", driven.id.0));
        assert_eq!(driven.case().await.answers.text("nomor_str"), Some("XA00000490000777"));
        let desk = office.desk();
        let sql = "select count(*) from access_log where office = $1 and case_id = $2 and allowed = 1";
        let seen = desk.query(sql, vec![desk.id.as_str().into(), driven.id.0.into()]).await.unwrap();
        assert!(seen[0].int(0) >= 2, "an officer's looks are kept");
    }
}
