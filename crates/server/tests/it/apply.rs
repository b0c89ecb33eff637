//! The applicant's way: draft, questions, documents, check, receipt; and what must not be possible on it.

use casework::case::CaseId;
use casework::form::{Answers, FieldKind, shown};
use casework::lang::Lang;
use casework::sop::FileType;

use crate::on_both;
use crate::support::applying::{Application, document};
use crate::support::{Client, Office, Part};

/// The case as the log has it.
async fn case(office: &Office, id: CaseId) -> casework::case::Case {
    office.desk().db().case(&office.desk().id, id).await.unwrap().unwrap().0
}

async fn count(office: &Office, sql: &'static str) -> i64 {
    office.desk().query(sql, Vec::new()).await.unwrap()[0].int(0)
}

/// A whole way with one sample: draft, questions, documents, check, receipt.
async fn whole_way(office: &Office, service: &str, sample: &str) {
    let mut citizen = office.citizen(&format!("{service}@contoh.id")).await;
    let application = Application::of(office, service, sample);
    citizen.get(&format!("/ajukan/{service}")).await.is(200).has("Mulai mengisi");
    let draft = application.begin(&mut citizen).await;
    // The office knows the e-mail address already; that is no beginning, and nobody is met by mistakes.
    citizen.get(&draft).await.is(200).has("Belum mulai").has("Belum bisa").lacks("Belum lengkap").lacks("?periksa");
    citizen.get("/permohonan").await.has(&format!("href=\"{draft}\""));
    let sent = application.send(&mut citizen, &draft).await;
    let receipt = citizen.get(sent.location()).await;
    let id = CaseId(sent.location().split('/').nth(2).unwrap().parse().unwrap());
    let case = case(office, id).await;
    let filing = case.filing().unwrap();
    receipt.is(200).has(&filing.number).has(&filing.tracking.to_string()).has("hari kerja");
    for field in application.sop.fields() {
        // Sorted: several choices are filed in the order in which the form offers them.
        let words = |answers: &Answers| {
            let answer = answers.get(&field.id)?;
            let words = shown(field, answer, Lang::Id, office.app.regions());
            let mut words: Vec<String> = words.split(", ").map(str::to_owned).collect();
            words.sort();
            Some(words)
        };
        assert_eq!(words(&case.answers), words(&application.sample.answers), "what was typed is what was filed");
    }
    assert_eq!(Some(filing.applicant.name.as_str()), application.sample.answers.text("nama"));
    let required = application.sop.requirements_for(&case.answers).filter(|one| !one.optional).count();
    assert_eq!(case.files.len(), required);
    // The draft is gone from the list, and its pages lead to the receipt.
    citizen.get("/permohonan").await.is(200).has(&filing.number).lacks(&format!("href=\"{draft}\""));
    assert_eq!(citizen.get(&draft).await.location(), sent.location());
    let nik = application.sample.answers.text("nik").unwrap();
    receipt.lacks(nik);
    assert_eq!(count(office, "select count(*) from draft where typed <> '{}' or files <> '{}'").await, 0);
}

on_both! {
    async fn a_doctor_applies_from_the_first_page_to_the_receipt(office: Office) {
        whole_way(&office, "sip-dokter", "dasar").await;
    }
}

on_both! {
    async fn a_renewal_with_its_conditional_questions_and_documents_is_filed(office: Office) {
        whole_way(&office, "sip-dokter", "perpanjangan").await;
    }
}

on_both! {
    async fn an_advertiser_applies_from_the_first_page_to_the_receipt(office: Office) {
        whole_way(&office, "reklame-tetap", "dasar").await;
    }
}

on_both! {
    async fn a_researcher_with_a_team_applies_from_the_first_page_to_the_receipt(office: Office) {
        whole_way(&office, "penelitian", "tim").await;
    }
}

on_both! {
    async fn a_visitor_is_sent_to_sign_in_and_comes_back(office: Office) {
        let sent = office.visitor().get("/ajukan/sip-dokter").await;
        assert_eq!(sent.location(), "/masuk?kembali=/ajukan/sip-dokter");
        office.visitor().get("/ajukan/tidak-ada").await.is(404).has("tidak sedang dibuka");
        assert_eq!(office.officer("loket").await.get("/ajukan/sip-dokter").await.location(), "/meja/loket?layanan=sip-dokter");
    }
}

/// What is wrong for a kind of question, whatever else it asks for.
fn wrong(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Text { .. } => "a\u{200b}b",
        FieldKind::Paragraph { .. } => "a\u{202e}b",
        FieldKind::Number { .. } | FieldKind::Money { .. } => "tiga <b>",
        FieldKind::Date { .. } => "31-02-2026",
        FieldKind::Yes | FieldKind::Choice { .. } | FieldKind::Choices { .. } => "'; drop table draft; --",
        // 31 February.
        FieldKind::Nik => "1671043102900001",
        FieldKind::Npwp | FieldKind::Nib => "12",
        FieldKind::Phone => "081",
        FieldKind::Email => "bukan surel",
        FieldKind::Region { .. } => "99.99",
        FieldKind::Place { .. } | FieldKind::Rows { .. } => "",
    }
}

on_both! {
    async fn a_form_with_every_answer_wrong_says_so_at_every_field_and_keeps_what_was_typed(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        for service in ["sip-dokter", "reklame-tetap", "penelitian"] {
            let application = Application::of(&office, service, "dasar");
            let draft = application.begin(&mut citizen).await;
            for section in &application.sop.sections {
                let mut pairs: Vec<(String, &str)> = Vec::new();
                for field in section.fields.iter().filter(|field| field.when.is_none()) {
                    if let FieldKind::Rows { columns, .. } = &field.kind {
                        pairs.extend(columns.iter().map(|column| (format!("{}.0.{}", field.id, column.id), wrong(&column.kind))));
                    } else if let FieldKind::Place { .. } = &field.kind {
                        pairs.push((format!("{}.lat", field.id), "jauh"));
                    } else {
                        pairs.push((field.id.clone(), wrong(&field.kind)));
                    }
                }
                let sent: Vec<(&str, &str)> = pairs.iter().map(|(name, text)| (name.as_str(), *text)).collect();
                let page = format!("{draft}/isian/{}", section.id);
                let back = citizen.post(&page, &sent).await;
                back.is(422);
                for (name, text) in &sent {
                    let field = name.strip_suffix(".lat").unwrap_or(name);
                    back.has(&format!("id=\"e-{field}\"")).has(&format!("href=\"#f-{field}\""));
                    let escaped = text.replace('<', "&#60;").replace('>', "&#62;");
                    let shown = section.fields.iter().all(|field| {
                        !matches!(field.kind, FieldKind::Choice { .. } | FieldKind::Choices { .. } | FieldKind::Yes | FieldKind::Rows { .. } | FieldKind::Region { .. })
                    });
                    if shown {
                        back.has(&escaped);
                    }
                }
                back.lacks("tiga <b>");
                // Kept although it is wrong: another visit finds it.
                let again = citizen.get(&page).await;
                again.is(200);
                if sent.iter().any(|(_, text)| *text == "bukan surel") {
                    again.has("value=\"bukan surel\"");
                }
            }
            citizen.get(&draft).await.has("Belum lengkap").has("Belum bisa");
            let refused = citizen.post(&format!("{draft}/periksa"), &[("setuju", "yes")]).await;
            refused.is(422).has("?periksa&#38;kembali=periksa#f-");
        }
        assert_eq!(count(&office, "select count(*) from case_row").await, 0);
    }
}

on_both! {
    async fn html_and_sql_in_every_text_come_back_as_text(office: Office) {
        const NASTY: &str = "<script>alert(1)</script>'; drop table draft; -- \"&";
        let mut citizen = office.citizen("a@contoh.id").await;
        let application = Application::of(&office, "sip-dokter", "dasar").with("nama", NASTY).with("alamat", NASTY);
        let draft = application.begin(&mut citizen).await;
        application.fill_in(&mut citizen, &draft).await;
        for page in ["", "/isian/pemohon", "/periksa"] {
            citizen.get(&format!("{draft}{page}")).await.is(200).lacks("<script>alert").lacks("drop table draft; -- \"&");
        }
        citizen.get(&format!("{draft}/isian/pemohon")).await.has("&#60;script&#62;alert(1)");
        application.upload(&mut citizen, &draft).await;
        let sent = citizen.post(&format!("{draft}/periksa"), &[("setuju", "yes")]).await;
        citizen.get(sent.location()).await.is(200).lacks("<script>alert").has("&lt;script&gt;alert(1)");
        let id = CaseId(sent.location().split('/').nth(2).unwrap().parse().unwrap());
        assert_eq!(case(&office, id).await.answers.text("nama"), Some(NASTY));
    }
}

on_both! {
    async fn s11_sending_twice_makes_one_case(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let application = Application::of(&office, "penelitian", "dasar");
        let draft = application.begin(&mut citizen).await;
        application.fill_in(&mut citizen, &draft).await;
        application.upload(&mut citizen, &draft).await;
        let page = format!("{draft}/periksa");
        // Two clicks at once, from two copies of the page with their own request ids, and a third much later.
        let (mut one, mut two) = (citizen.clone(), citizen.clone());
        let first_form = [("setuju", "yes"), ("request_id", "1")];
        let second_form = [("setuju", "yes"), ("request_id", "2")];
        let (first, second) = tokio::join!(one.post(&page, &first_form), two.post(&page, &second_form));
        let third = citizen.post(&page, &[("setuju", "yes")]).await;
        assert_eq!(first.location(), second.location());
        assert_eq!(first.location(), third.location());
        assert_eq!(count(&office, "select count(*) from case_row").await, 1);
    }
}

on_both! {
    async fn without_the_declaration_nothing_is_sent(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let application = Application::of(&office, "penelitian", "dasar");
        let draft = application.begin(&mut citizen).await;
        application.fill_in(&mut citizen, &draft).await;
        application.upload(&mut citizen, &draft).await;
        citizen.post(&format!("{draft}/periksa"), &[]).await.is(422).has("Pernyataan belum ditandai").has("href=\"#f-setuju\"");
        assert_eq!(count(&office, "select count(*) from case_row").await, 0);
    }
}

on_both! {
    async fn a_rule_of_the_sop_is_said_with_the_question_that_it_is_about(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let application = Application::of(&office, "penelitian", "dasar").with("selesai", "2027-06-30");
        let draft = application.begin(&mut citizen).await;
        let refused = application.send(&mut citizen, &draft).await;
        refused.is(422).has("paling lama satu tahun").has("#f-mulai");
        // Put right from the check page, it leads back there and goes through.
        let right = Application::of(&office, "penelitian", "dasar");
        let section = right.sop.sections.iter().find(|section| section.id == "pelaksanaan").unwrap();
        let pairs = right.of_section(section);
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let kept = citizen.post(&format!("{draft}/isian/pelaksanaan?kembali=periksa"), &pairs).await;
        assert_eq!(kept.location(), format!("{draft}/periksa"));
        assert!(citizen.post(&format!("{draft}/periksa"), &[("setuju", "yes")]).await.location().starts_with("/permohonan/"));
    }
}

on_both! {
    async fn s05_a_forwarded_link_is_refused_and_the_attempt_is_kept(office: Office) {
        let mut owner = office.citizen("a@contoh.id").await;
        let mut other = office.citizen("b@contoh.id").await;
        let application = Application::of(&office, "penelitian", "dasar");
        let draft = application.begin(&mut owner).await;
        application.fill_in(&mut owner, &draft).await;
        for page in ["", "/isian/peneliti", "/berkas", "/periksa"] {
            other.get(&format!("{draft}{page}")).await.is(404).has("bukan untuk akun Anda").lacks("Dinda Puspita Sari");
        }
        other.post(&format!("{draft}/periksa"), &[("setuju", "yes")]).await.is(404);
        other.post(&format!("{draft}/hapus"), &[]).await.is(404);
        application.upload(&mut owner, &draft).await;
        let sent = owner.post(&format!("{draft}/periksa"), &[("setuju", "yes")]).await;
        other.get(sent.location()).await.is(404).has("bukan untuk akun Anda").lacks("Dinda Puspita Sari");
        let id: i64 = sent.location().split('/').nth(2).unwrap().parse().unwrap();
        let desk = office.desk();
        let kept = desk
            .query("select count(*) from access_log where office = $1 and case_id = $2 and allowed = 0 and account is not null",
                vec![desk.id.as_str().into(), id.into()])
            .await
            .unwrap();
        assert_eq!(kept[0].int(0), 1);
        assert_eq!(count(&office, "select count(*) from access_log where case_id = 0 and allowed = 0").await, 6);
        assert!(office.visitor().get(sent.location()).await.location().starts_with("/masuk"));
    }
}

on_both! {
    async fn a_draft_survives_a_restart_and_two_open_tabs(office: Office) {
        let mut office = office;
        let mut citizen = office.citizen("a@contoh.id").await;
        let application = Application::of(&office, "penelitian", "dasar");
        let draft = application.begin(&mut citizen).await;
        let sections: Vec<_> = application.sop.sections.iter().take(2).collect();
        let pairs: Vec<Vec<(String, String)>> = sections.iter().map(|section| application.of_section(section)).collect();
        let sent: Vec<Vec<(&str, &str)>> =
            pairs.iter().map(|pairs| pairs.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()).collect();
        let (mut one, mut two) = (citizen.clone(), citizen.clone());
        let (first, second) = (format!("{draft}/isian/{}", sections[0].id), format!("{draft}/isian/{}", sections[1].id));
        tokio::join!(one.post(&first, &sent[0]), two.post(&second, &sent[1]));
        application.upload(&mut citizen, &draft).await;
        office.restart().await;
        let mut citizen = office.citizen("a@contoh.id").await;
        let page = citizen.get(&draft).await;
        assert_eq!(page.text().matches("Selesai</span>").count(), 3, "two pages and the documents: {}", page.text());
        citizen.get(&first).await.has("value=\"Dinda Puspita Sari\"");
        assert!(application.send(&mut citizen, &draft).await.location().starts_with("/permohonan/"));
    }
}

/// The draft's page of documents after sending one file.
async fn upload(citizen: &mut Client, draft: &str, field: &str, name: &str, content: &[u8]) -> crate::support::Answer {
    citizen
        .post_files(&format!("{draft}/berkas"), &[Part::Field("request_id", "x"), Part::File(field, name, content)])
        .await
}

on_both! {
    async fn bad_files_are_refused_in_words_and_good_ones_come_back_whole(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let application = Application::of(&office, "sip-dokter", "dasar");
        let draft = application.begin(&mut citizen).await;
        upload(&mut citizen, &draft, "str", "str.pdf", b"").await.is(422).has("kosong (0 byte)");
        upload(&mut citizen, &draft, "str", "str.pdf", b"MZ\x90\x00\x03 an executable").await.is(422).has("bukan PDF, JPG, atau PNG");
        upload(&mut citizen, &draft, "pas_foto", "foto.jpg", &document(FileType::Pdf, "x")).await.is(422).has("bukan JPG atau PNG");
        let large = [document(FileType::Pdf, "x"), vec![b' '; 60_000_000]].concat();
        upload(&mut citizen, &draft, "str", "str.pdf", &large).await.is(422).has("lebih besar dari 5 MB").has("id=\"e-str\"");
        upload(&mut citizen, &draft, "tidak_diminta", "x.pdf", &document(FileType::Pdf, "x")).await.is(303);
        assert_eq!(count(&office, "select count(*) from draft where files <> '{}'").await, 0);
        let content = document(FileType::Pdf, "str");
        upload(&mut citizen, &draft, "str", "../../x", &content).await.is(303);
        citizen.get(&format!("{draft}/berkas")).await.has(">x</a>").lacks("../");
        let own = citizen.get(&format!("{draft}/berkas/str")).await;
        own.is(200);
        assert_eq!(own.bytes, content);
        let header = |name: &str| own.headers[name].to_str().unwrap().to_owned();
        assert_eq!(header("content-disposition"), "attachment; filename=\"x\"; filename*=UTF-8''x");
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("content-security-policy").starts_with("default-src 'none'"));
        office.citizen("b@contoh.id").await.get(&format!("{draft}/berkas/str")).await.is(404);
        // Another file takes its place, and then none.
        upload(&mut citizen, &draft, "str", "baru.pdf", &document(FileType::Pdf, "baru")).await.is(303);
        citizen.get(&format!("{draft}/berkas")).await.has("baru.pdf");
        citizen.post_files(&format!("{draft}/berkas"), &[Part::Field("_do", "unfile:str")]).await.is(303);
        citizen.get(&format!("{draft}/berkas")).await.lacks("baru.pdf");
        citizen.get(&format!("{draft}/berkas/str")).await.is(404);
    }
}

on_both! {
    async fn a_photo_is_kept_without_the_place_where_it_was_taken(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let draft = Application::of(&office, "sip-dokter", "dasar").begin(&mut citizen).await;
        let plain = document(FileType::Jpg, "wajah");
        let place = b"Exif\0\0II\x2a\0\x08\0\0\0\0\0GPS -2.9909 104.7566";
        let traced = [&plain[..2], b"\xff\xe1", &(place.len() as u16 + 2).to_be_bytes(), place, &plain[2..]].concat();
        upload(&mut citizen, &draft, "pas_foto", "foto.jpg", &traced).await.is(303);
        let kept = citizen.get(&format!("{draft}/berkas/pas_foto")).await;
        assert_eq!(kept.bytes, plain);
    }
}

on_both! {
    async fn a_region_is_chosen_without_a_script(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let draft = Application::of(&office, "sip-dokter", "dasar").begin(&mut citizen).await;
        let page = format!("{draft}/isian/pemohon");
        // By its name.
        let searched = citizen.post(&page, &[("nama", "dr. Melati"), ("kelurahan.search", "bukit"), ("_do", "search:kelurahan")]).await;
        assert!(searched.location().ends_with("#f-kelurahan"), "{}", searched.location());
        citizen.get(searched.location()).await.has("value=\"dr. Melati\"").has("value=\"16.71.04.1001\"");
        // As people write it, and by the district that it lies in.
        let spaced = citizen.post(&page, &[("kelurahan.search", "Bukit Lama"), ("_do", "search:kelurahan")]).await;
        citizen.get(spaced.location()).await.has("value=\"16.71.04.1001\"");
        let district = citizen.post(&page, &[("kelurahan.search", "Kemuning"), ("_do", "search:kelurahan")]).await;
        citizen.get(district.location()).await.has("value=\"16.71.09.1003\"");
        // Level by level.
        citizen.post(&page, &[("kelurahan.district", "16.71.09"), ("_do", "level:kelurahan")]).await.is(303);
        let lists = citizen.get(&page).await;
        lists.has("name=\"kelurahan.village\"").has("value=\"16.71.09.1003\"").lacks("name=\"kelurahan.province\"");
        let both = [("tinggal_di_palembang", "yes"), ("kelurahan.district", "16.71.09"), ("kelurahan.village", "16.71.09.1003"), ("_do", "later")];
        citizen.post(&page, &both).await.is(303);
        citizen.get(&page).await.has("name=\"kelurahan\" value=\"16.71.09.1003\"");
        // Not far enough down is said.
        let short = citizen.post(&page, &[("tinggal_di_palembang", "yes"), ("kelurahan.district", "16.71.04")]).await;
        short.is(422).has("harus dipilih sampai Kelurahan");
    }
}

on_both! {
    async fn rows_are_added_and_removed_without_a_script(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let draft = Application::of(&office, "penelitian", "dasar").begin(&mut citizen).await;
        let page = format!("{draft}/isian/anggota");
        let added = citizen.post(&page, &[("anggota.0.nama", "Budi Rekaan"), ("_do", "add:anggota")]).await;
        assert!(added.location().ends_with("#f-anggota.1.nama"), "{}", added.location());
        citizen.get(added.location()).await.has("value=\"Budi Rekaan\"").has("name=\"anggota.1.nama\"");
        let both = [("anggota.0.nama", "Budi Rekaan"), ("anggota.1.nama", "Sari Rekaan"), ("_do", "remove:anggota:0")];
        citizen.post(&page, &both).await.is(303);
        citizen.get(&page).await.has("value=\"Sari Rekaan\"").lacks("Budi Rekaan").lacks("name=\"anggota.1.nama\"");
    }
}

on_both! {
    async fn answers_that_are_not_asked_any_more_are_kept_in_the_draft_and_not_filed(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let renewal = Application::of(&office, "sip-dokter", "perpanjangan");
        let draft = renewal.begin(&mut citizen).await;
        renewal.fill_in(&mut citizen, &draft).await;
        upload(&mut citizen, &draft, "bukti_skp", "skp.pdf", &document(FileType::Pdf, "skp")).await.is(303);
        let first = Application::of(&office, "sip-dokter", "dasar");
        let section = first.sop.sections.iter().find(|section| section.id == "permohonan").unwrap();
        let mut pairs = first.of_section(section);
        pairs.push(("nomor_sip_lama".to_owned(), "503/0088".to_owned()));
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        citizen.post(&format!("{draft}/isian/permohonan"), &pairs).await.is(303);
        citizen.get(&format!("{draft}/isian/permohonan")).await.has("value=\"503/0088\"");
        first.upload(&mut citizen, &draft).await;
        let sent = citizen.post(&format!("{draft}/periksa"), &[("setuju", "yes")]).await;
        let id = CaseId(sent.location().split('/').nth(2).unwrap().parse().unwrap());
        let case = case(&office, id).await;
        assert_eq!(case.answers.get("nomor_sip_lama"), None);
        assert!(!case.files.keys().any(|id| id.0 == "bukti_skp"));
    }
}

on_both! {
    async fn s44_an_officer_files_at_the_counter_for_a_citizen_without_an_account(office: Office) {
        let mut officer = office.officer("loket").await;
        officer.get("/meja/loket?layanan=penelitian").await.is(200).has("value=\"penelitian\" checked");
        officer.post("/meja/loket", &[("layanan", "penelitian"), ("nama", " "), ("telepon", "1"), ("surel", "x")]).await
            .is(422).has("Nama pemohon belum diisi").has("id=\"e-telepon\"").has("id=\"e-surel\"");
        let form = [("layanan", "penelitian"), ("nama", "Dinda Puspita Sari"), ("telepon", "0812 0000 0301"), ("surel", "")];
        let draft = officer.post("/meja/loket", &form).await.location().to_owned();
        officer.get(&draft).await.is(200).has("Untuk Dinda Puspita Sari");
        officer.get("/meja/loket").await.has(&format!("href=\"{draft}\""));
        // Somebody who comes to the counter may have no e-mail address at all.
        let application = Application::of(&office, "penelitian", "dasar").with("email", "");
        let sent = application.send(&mut officer, &draft).await;
        let id = CaseId(sent.location().split('/').nth(2).unwrap().parse().unwrap());
        let case = case(&office, id).await;
        let filing = case.filing().unwrap();
        assert_eq!((filing.applicant.account, &filing.applicant.email), (None, &None));
        assert!(matches!(&filing.filed_by, casework::case::FiledBy::Officer(officer) if officer.name == "Yulia Permatasari"));
        officer.get(sent.location()).await.is(200).has(&filing.tracking.to_string()).has("Yulia Permatasari");
        let found = officer.post("/meja/loket/kode", &[("kode", &filing.tracking.to_string().to_lowercase())]).await;
        assert_eq!(found.location(), format!("/permohonan/{}", id.0));
        officer.post("/meja/loket/kode", &[("kode", "7K3M-9PQ2-XW4T")]).await.is(422).has("Tidak ada permohonan dengan kode ini");
        // Another officer of the front agency may help with it, one of a technical agency and a citizen may not.
        office.citizen("a@contoh.id").await.get(sent.location()).await.is(404);
        office.citizen("a@contoh.id").await.get("/meja/loket").await.is(404);
    }
}

on_both! {
    async fn a_draft_can_be_thrown_away(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let draft = Application::of(&office, "penelitian", "dasar").begin(&mut citizen).await;
        citizen.get("/ajukan/penelitian").await.is(200).has(&format!("href=\"{draft}\""));
        assert_eq!(citizen.post(&format!("{draft}/hapus"), &[]).await.location(), "/permohonan");
        citizen.get(&draft).await.is(404);
        citizen.get("/permohonan").await.is(200).has("Belum ada permohonan");
    }
}
