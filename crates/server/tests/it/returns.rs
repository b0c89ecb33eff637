//! S03 to S06 from the officers' side: returning with reasons, what the applicant's answer looks like at the desk, who was
//! refused, taking a closed case up again.

use casework::case::{CaseId, Item};
use casework::form::Answers;
use casework::sop::StepId;
use serde_json::json;

use crate::api::client::{PDF, Program, Said as _};
use crate::corrections::{case, give_back};
use crate::desk::{Work, filed};
use crate::on_both;
use crate::support::Office;
use crate::support::applying::Application;

const VERIFY: &str = "verifikasi";

/// What the applicant of a returned case is asked for: what, the library's reason, the officer's words.
async fn asked(work: &Work<'_>) -> Vec<(Item, Option<String>, String)> {
    let case = work.case().await;
    let open = &case.open[&StepId("perbaikan-verifikasi".into())];
    open.objections.iter().map(|one| (one.item.clone(), one.code.clone(), one.reason.clone())).collect()
}

on_both! {
    async fn s04_an_officer_returns_with_usual_reasons_and_own_words_and_asks_for_something_else(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let page = office.officer("loket").await.get(&work.step_page(VERIFY)).await;
        page.is(200).has("name=\"note-proposal-code\"").has("Ada halaman yang kurang").has("name=\"back-judul-code\"");
        page.has("Ada halaman yang kurang. Gabungkan semua halaman").has("name=\"other-0-name\"");
        // What may stay empty is said once, not at every one of the controls.
        assert_eq!(page.text().split("class=\"returns\"").nth(1).unwrap().matches("(boleh kosong)").count(), 1, "only the reason");
        let returned = [
            ("check-proposal", "faulty"),
            ("note-proposal-code", "halaman_kurang"),
            ("back-judul-code", "tidak_cocok"),
            ("back-judul", "Lihat halaman 3."),
            ("other-0-name", "Izin pemilik <gedung>"),
            ("other-0", "Penelitian di dalam gedung"),
        ];
        // One more row keeps what was typed, and nothing has happened by it.
        let more = work.send("loket", VERIFY, "kembalikan", &[&returned[..], &[("_do", "add:other")]].concat()).await;
        more.is(200).has("name=\"other-1-name\"").has("Izin pemilik &#60;gedung&#62;").has("Lihat halaman 3.");
        work.done("loket", VERIFY, "kembalikan", &returned).await;
        assert_eq!(asked(&work).await, [
            (Item::File(casework::sop::RequirementId("proposal".to_owned())), Some("halaman_kurang".to_owned()), String::new()),
            (Item::Field("judul".to_owned()), Some("tidak_cocok".to_owned()), "Lihat halaman 3.".to_owned()),
            (Item::Other("Izin pemilik <gedung>".to_owned()), None, "Penelitian di dalam gedung".to_owned()),
        ]);
        let mut owner = office.citizen("melati@contoh.id").await;
        let own = owner.get(&format!("/permohonan/{}/perbaiki", work.case.0)).await;
        own.is(200).has("Gabungkan semua halaman menjadi satu berkas").has("Izin pemilik &#60;gedung&#62;").has("Lihat halaman 3.");
    }
}

on_both! {
    async fn s04_a_return_without_an_item_or_reason_is_refused_at_the_top_and_at_its_place(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let nothing = work.send("loket", VERIFY, "kembalikan", &[]).await;
        nothing.is(422).has("Belum ada bagian yang dikembalikan").has("href=\"#f-work-outcome\"");
        // On every width what is wrong stands before the documents: first the summary, then the page.
        let text = nothing.text();
        assert!(text.find("class=\"error-summary\"").unwrap() < text.find("<h1>").unwrap());
        assert_eq!(text.matches("class=\"error-summary\"").count(), 1);
        for (fields, place) in [
            (&[("check-proposal", "faulty")][..], "#f-note-proposal"),
            (&[("other-0-name", "Surat sewa")], "#f-other-0"),
            (&[("other-0", "Harus ada")], "#f-other-0-name"),
            (&[("back-judul-code", "tidak_ada")], "#f-back-judul"),
            (&[("other-0-name", "Sewa"), ("other-0", "a"), ("other-1-name", "sewa"), ("other-1", "b")], "#f-other-1-name"),
        ] {
            let refused = work.send("loket", VERIFY, "kembalikan", fields).await;
            refused.is(422).has(&format!("href=\"{place}\""));
        }
        assert!(work.case().await.done.is_empty());
        let mut citizen = office.citizen("a@contoh.id").await;
        let id = Application::of(&office, "sip-dokter", "dasar").filed(&mut citizen).await;
        give_back(&office, id, json!([])).await.problem(422, "invalid");
        give_back(&office, id, json!([{"file": "pas_foto", "code": "tidak_ada"}])).await.problem(422, "invalid");
        give_back(&office, id, json!([{"field": "tidak_ada", "reason": "x"}])).await.problem(422, "invalid");
    }
}

on_both! {
    async fn s04_the_answer_comes_back_marked_with_old_and_new_side_by_side(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let back = [("check-proposal", "faulty"), ("note-proposal-code", "halaman_kurang"), ("back-judul", "Samakan")];
        work.done("loket", VERIFY, "kembalikan", &back).await;
        let waiting = office.officer("loket").await.get("/meja?kotak=pemohon").await;
        waiting.is(200).has("2026-000001");
        work.sees("loket2").await.has("Menunggu perbaikan dari pemohon sejak 12 Januari 2026");
        let before = work.case().await.files[&casework::sop::RequirementId("proposal".into())].sha256.clone();
        work.corrects("perbaikan-verifikasi", Answers::from([("judul", "Judul baru".into())]), &["proposal"]).await;
        let inbox = office.officer("loket").await.get("/meja").await;
        inbox.is(200).has("Sudah dijawab").has("2026-000001");
        let page = work.sees("loket").await;
        page.has("Yang baru dari pemohon").has("Proposal").has("Judul baru").has("Ada halaman yang kurang. Gabungkan");
        let after = work.case().await.files[&casework::sop::RequirementId("proposal".into())].sha256.clone();
        let compare = format!("/meja/berkas/{}/banding?lama={before}&baru={after}", work.case.0);
        page.has(&compare.replace('&', "&#38;"));
        let mut officer = office.officer("loket").await;
        let both = officer.get(&compare).await;
        both.is(200).has(&format!("file/{before}\"")).has(&format!("file/{after}\"")).has("Diminta karena: Ada halaman yang kurang");
        officer.get(&compare.replace(&before, &"0".repeat(64))).await.is(404);
        office.officer("dinkes").await.get(&compare).await.is(404);
        // Whoever has examined it sees no mark any more.
        work.done("loket", VERIFY, "lengkap", &[]).await;
        work.sees("loket").await.lacks("Yang baru dari pemohon");
    }
}

on_both! {
    async fn s03_documents_added_unasked_stand_in_the_list_by_their_names(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let program = Program::citizen(&office, "melati@contoh.id").await;
        let sha256 = program.upload("sewa.pdf", PDF).await;
        let body = json!({"others": [{"name": "Surat sewa tempat", "file": sha256}], "note": "Baru <b>jadi</b>"});
        program.post(&format!("/applications/{}/documents", work.case.0), &body).await.is(200);
        let mut officer = office.officer("loket").await;
        officer.get("/meja?kotak=peran").await.has("Ditambahkan tanpa diminta");
        let page = officer.get(&format!("{}&berkas=lain-surat-sewa-tempat", work.step_page(VERIFY))).await;
        page.is(200).has("<b>Surat sewa tempat</b>").has("Baru &#60;b&#62;jadi&#60;/b&#62;").has("Belum ada");
        page.has(&format!("src=\"/meja/berkas/{}/file/{sha256}\"", work.case.0)).lacks("lain-surat-sewa-tempat</b>");
    }
}

on_both! {
    async fn s05_the_wrong_person_is_refused_and_the_officers_see_who_tried(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let back = [("check-proposal", "faulty"), ("note-proposal", "Buram")];
        work.done("loket", VERIFY, "kembalikan", &back).await;
        work.sees("loket").await.lacks("Percobaan yang ditolak");
        let mut other = office.citizen("lain@contoh.id").await;
        let link = format!("/permohonan/{}/perbaiki", work.case.0);
        other.get(&link).await.is(404).lacks("Buram");
        other.post_files(&link, &[]).await.is(404);
        office.officer("dinkes").await.get(&work.page()).await.is(404);
        let page = work.sees("loket").await;
        page.has("Percobaan yang ditolak").has("akun pemohon lain").has("Menjawab atau mengubah permohonan");
        page.has("Fitri Handayani, Dinas Kesehatan").has("Membuka permohonan");
        office.citizen("melati@contoh.id").await.get(&link).await.is(200);
        assert_eq!(work.case().await.replaced.len(), 0);
    }
}

/// A case of an account that nobody has answered in time.
async fn silent(office: &Office) -> CaseId {
    let mut citizen = office.citizen("a@contoh.id").await;
    let id = Application::of(office, "sip-dokter", "dasar").filed(&mut citizen).await;
    give_back(office, id, json!([{"file": "pas_foto", "code": "tidak_terbaca"}])).await.is(200);
    office.at("2026-01-28T08:00:00+07:00").await;
    assert!(case(office, id).await.ended.is_some());
    id
}

on_both! {
    async fn s06_the_desk_reopens_a_case_of_an_account_that_silence_had_closed(office: Office) {
        let id = silent(&office).await;
        let page = format!("/meja/berkas/{}", id.0);
        let mut counter = office.officer("loket").await;
        counter.get(&page).await.is(200).has("Ditutup karena tidak dijawab").has("sampai Rabu, 11 Februari 2026");
        // An agency with a part in the case has no such form, and its post is refused.
        office.officer("dinkes").await.get(&page).await.is(200).lacks("Ditutup karena tidak dijawab");
        let form = [("request_id", "buka"), ("reopen-reason", "Dirawat <i>di rumah sakit</i>")];
        office.officer("dinkes").await.post(&format!("{page}/buka-lagi"), &form).await.is(403);
        let empty = counter.post(&format!("{page}/buka-lagi"), &[("request_id", "kosong")]).await;
        empty.is(422).has("Tulis mengapa permohonan ini dibuka kembali").has("href=\"#f-reopen-reason\"");
        let done = counter.post(&format!("{page}/buka-lagi"), &form).await;
        assert_eq!(done.location(), format!("{page}?selesai=buka"));
        assert_eq!(counter.post(&format!("{page}/buka-lagi"), &form).await.location(), done.location(), "a double click");
        let open = case(&office, id).await;
        assert_eq!((open.ended.is_none(), open.reopened.len()), (true, 1));
        counter.get(&page).await.has("Dirawat &lt;i&gt;di rumah sakit&lt;/i&gt;").has("Permohonan dibuka kembali");
        let again = counter.post(&format!("{page}/buka-lagi"), &[("request_id", "dua"), ("reopen-reason", "Lagi")]).await;
        again.is(409).has("tidak sedang ditutup");
        // After the window the page says that the day has passed, and the post does.
        office.at("2026-02-12T08:00:00+07:00").await;
        office.at("2026-03-03T08:00:00+07:00").await;
        let mut counter = office.officer("loket").await;
        counter.get(&page).await.has("hari itu sudah lewat").lacks("reopen-reason");
        let late = counter.post(&format!("{page}/buka-lagi"), &[("request_id", "tiga"), ("reopen-reason", "Lagi")]).await;
        late.is(409).has("Batas itu sudah lewat");
    }
}
