//! S01, S02, S03, S06: corrections through the real face: what they do to the clock, documents that come unasked, silence and
//! taking up again.

use casework::case::{Case, CaseId};
use casework::clock::{Holder, due};
use casework::sop::{FileType, RequirementId};
use serde_json::{Value, json};

use crate::api::client::{PDF, Program, Said as _};
use crate::on_both;
use crate::support::applying::{Application, document};
use crate::support::{Answer, Office, Part};

/// The case as the log has it.
pub async fn case(office: &Office, id: CaseId) -> Case {
    office.desk().db().case(&office.desk().id, id).await.unwrap().unwrap().0
}

/// An officer of the counter returns something through the API, as it stands now.
pub async fn give_back(office: &Office, id: CaseId, objections: Value) -> Answer {
    let counter = Program::officer(office, "loket").await;
    let seen = counter.get(&format!("/cases/{}", id.0)).await.json()["version"].clone();
    let body = json!({"seen": seen, "outcome": "kembalikan", "objections": objections});
    counter.post(&format!("/cases/{}/steps/loket/completion", id.0), &body).await
}

/// The applicant sends the one document that was asked for, on the page.
async fn answer(office: &Office, id: CaseId, word: &str) -> Answer {
    let mut citizen = office.citizen("a@contoh.id").await;
    let page = format!("/permohonan/{}/perbaiki", id.0);
    let request_id = citizen.get(&page).await.is(200).field("request_id");
    let photo = document(FileType::Jpg, word);
    citizen
        .post_files(&page, &[Part::Field("request_id", &request_id), Part::File("pas_foto", "foto.jpg", &photo)])
        .await
}

/// One story of S01: filed, returned, answered at these hours; then the days used, the days added and the new last day, and
/// the sentence that says so on the tracking page and in the API, in both languages.
struct Paused {
    moments: [&'static str; 3],
    used: u16,
    added: u32,
    until: &'static str,
    says: [&'static str; 2],
}

async fn pauses(office: &Office, paused: Paused) {
    let [filed, asked, answered] = paused.moments;
    office.at(filed).await;
    let mut citizen = office.citizen("a@contoh.id").await;
    let id = Application::of(office, "sip-dokter", "dasar").filed(&mut citizen).await;
    let before = case(office, id).await;
    let filing = before.filing().unwrap().clone();
    let calendar = office.desk().office().calendar.clone();
    let promised = due(&before.ledger, filing.at, filing.promise, &calendar).unwrap().date.unwrap();
    office.at(asked).await;
    give_back(office, id, json!([{"file": "pas_foto", "code": "tidak_terbaca"}])).await.is(200);
    let tracking = format!("/lacak/{}", filing.tracking);
    office.visitor().get(&tracking).await.is(200).has("berhenti dihitung");
    office.at(answered).await;
    assert_eq!(answer(office, id, "baru").await.location(), format!("/permohonan/{}?pesan=perbaikan", id.0));
    let after = case(office, id).await;
    let stands = due(&after.ledger, filing.at, filing.promise, &calendar).unwrap();
    assert_eq!((stands.counted, stands.credit()), (paused.used, paused.added), "days used, days added");
    let until = stands.date.unwrap();
    assert_eq!(until.to_string(), paused.until);
    assert_eq!(calendar.working_days_between(promised, until).unwrap(), paused.added, "moved by the actual pause");
    office.visitor().get(&tracking).await.has(paused.says[0]);
    office.visitor().get(&format!("{tracking}?lang=en")).await.has(&paused.says[1].replace('\'', "&#39;"));
    let told = Program::anonymous(office).get(&format!("/tracking/{}", filing.tracking)).await.json();
    assert_eq!(told["promise"]["why"], json!({"id": paused.says[0], "en": paused.says[1]}));
    assert_eq!((&told["promise"]["due"], &told["promise"]["late"]), (&json!(paused.until), &json!(false)));
}

on_both! {
    async fn s01_a_correction_moves_the_promise_by_exactly_the_days_it_took(office: Office) {
        pauses(&office, Paused {
            moments: ["2026-01-12T09:00:00+07:00", "2026-01-15T10:00:00+07:00", "2026-01-26T10:00:00+07:00"],
            used: 3,
            added: 6,
            until: "2026-02-03",
            says: [
                "Janji 9 hari kerja sejak 12 Januari 2026, ditambah 6 hari kerja selama menunggu perbaikan dari Anda, dan melewati 1 hari libur (Isra Mikraj Nabi Muhammad 16 Januari), menjadi 3 Februari 2026.",
                "The promise of 9 working days from 12 January 2026, plus 6 working days while waiting for your correction, and passing 1 holiday (Isra and Mi'raj 16 January), ends on 3 February 2026.",
            ],
        })
        .await;
    }
}

on_both! {
    async fn s01_asked_at_16_59_on_a_friday_the_weekend_is_nobodys(office: Office) {
        pauses(&office, Paused {
            moments: ["2026-01-19T09:00:00+07:00", "2026-01-23T16:59:00+07:00", "2026-01-26T10:00:00+07:00"],
            used: 4,
            added: 1,
            until: "2026-02-02",
            says: [
                "Janji 9 hari kerja sejak 19 Januari 2026, ditambah 1 hari kerja selama menunggu perbaikan dari Anda, menjadi 2 Februari 2026.",
                "The promise of 9 working days from 19 January 2026, plus 1 working day while waiting for your correction, ends on 2 February 2026.",
            ],
        })
        .await;
    }
}

on_both! {
    async fn s01_an_answer_on_a_holiday_counts_for_the_next_working_day(office: Office) {
        pauses(&office, Paused {
            moments: ["2026-01-12T09:00:00+07:00", "2026-01-15T10:00:00+07:00", "2026-01-16T10:00:00+07:00"],
            used: 3,
            added: 1,
            until: "2026-01-27",
            says: [
                "Janji 9 hari kerja sejak 12 Januari 2026, ditambah 1 hari kerja selama menunggu perbaikan dari Anda, dan melewati 1 hari libur (Isra Mikraj Nabi Muhammad 16 Januari), menjadi 27 Januari 2026.",
                "The promise of 9 working days from 12 January 2026, plus 1 working day while waiting for your correction, and passing 1 holiday (Isra and Mi'raj 16 January), ends on 27 January 2026.",
            ],
        })
        .await;
    }
}

on_both! {
    async fn s01_a_pause_over_idul_fitri_counts_working_days_only(office: Office) {
        pauses(&office, Paused {
            moments: ["2026-03-09T09:00:00+07:00", "2026-03-13T10:00:00+07:00", "2026-03-27T10:00:00+07:00"],
            used: 4,
            added: 5,
            until: "2026-04-06",
            says: [
                "Janji 9 hari kerja sejak 9 Maret 2026, ditambah 5 hari kerja selama menunggu perbaikan dari Anda, dan melewati 6 hari libur (Cuti Bersama Hari Suci Nyepi 18 Maret; Hari Suci Nyepi 19 Maret; Cuti Bersama Hari Raya Idul Fitri 20, 23, dan 24 Maret; Wafat Yesus Kristus 3 April), menjadi 6 April 2026.",
                "The promise of 9 working days from 9 March 2026, plus 5 working days while waiting for your correction, and passing 6 holidays (Day of Silence (Nyepi) joint leave 18 March; Day of Silence (Nyepi) 19 March; Eid al-Fitr joint leave 20, 23, and 24 March; Good Friday 3 April), ends on 6 April 2026.",
            ],
        })
        .await;
    }
}

on_both! {
    async fn s02_four_rounds_leave_four_intervals_and_nobody_is_late(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let id = Application::of(&office, "sip-dokter", "dasar").filed(&mut citizen).await;
        let filing = case(&office, id).await.filing().unwrap().clone();
        let tracking = format!("/lacak/{}", filing.tracking);
        for round in 0..4 {
            // Returned in the morning, answered on the second working day after; the counter needs less than a day.
            let days = [("13", "15"), ("19", "21"), ("22", "26"), ("27", "29")][round];
            office.at(&format!("2026-01-{}T08:30:00+07:00", days.0)).await;
            give_back(&office, id, json!([{"file": "pas_foto", "reason": "Masih terlalu gelap."}])).await.is(200);
            office.at(&format!("2026-01-{}T15:00:00+07:00", days.1)).await;
            assert!(answer(&office, id, &format!("ke-{round}")).await.status.is_redirection());
            office.visitor().get(&tracking).await.lacks("Terlambat").lacks("terlewati");
        }
        let case = case(&office, id).await;
        let waited: Vec<_> = case.ledger.intervals.iter().filter(|interval| interval.holder == Holder::Applicant).collect();
        assert_eq!(waited.len(), 4);
        assert!(waited.iter().all(|interval| interval.until.is_some()));
        assert_eq!(case.replaced.len(), 4, "every version is kept");
        let told = Program::anonymous(&office).get(&format!("/tracking/{}", filing.tracking)).await.json();
        assert_eq!((&told["promise"]["late"], &told["promise"]["paused"]), (&json!(false), &json!(false)));
        // 9 days from the 12th, and 8 more: the two working days of each round.
        assert_eq!(told["promise"]["due"], "2026-02-05");
        let page = office.officer("loket").await.get(&format!("/meja/berkas/{}", id.0)).await;
        assert_eq!(page.is(200).text().matches("Menunggu perbaikan dari pemohon").count(), 4, "the case's page shows all four");
    }
}

on_both! {
    async fn s03_a_document_added_unasked_is_taken_and_marked_and_the_clock_goes_on(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let id = Application::of(&office, "sip-dokter", "dasar").filed(&mut citizen).await;
        let before = case(&office, id).await;
        let own = format!("/permohonan/{}", id.0);
        let page = format!("{own}/tambah");
        let mut counter = office.officer("loket").await;
        let stale = counter.get(&format!("/meja/berkas/{}?langkah=loket", id.0)).await;
        citizen.get(&own).await.has(&format!("href=\"{page}\""));
        citizen.get(&page).await.is(200).has("waktu janji tetap berjalan");
        // What is missing or wrong is said at its place, and nothing typed is lost.
        let none = citizen.post_files(&page, &[Part::Field("untuk", "lain"), Part::Field("keterangan", "Perpanjangan <b>sewa</b>")]).await;
        none.is(422).has("id=\"e-nama\"").has("id=\"e-berkas\"").has("Perpanjangan &#60;b&#62;sewa");
        let empty = citizen.post_files(&page, &[Part::Field("untuk", "str"), Part::File("berkas", "kosong.pdf", b"")]).await;
        empty.is(422).has("id=\"e-berkas\"");
        let unknown = citizen.post_files(&page, &[Part::Field("untuk", "tidak_ada"), Part::File("berkas", "a.pdf", &document(FileType::Pdf, "a"))]).await;
        unknown.is(422).has("id=\"e-untuk\"").has("sudah kami simpan");
        assert_eq!(case(&office, id).await.version, before.version);
        // A newer version of a document of the list, sent twice by an impatient finger.
        let newer = document(FileType::Pdf, "lebih baru");
        let parts = [
            Part::Field("request_id", "sekali"),
            Part::Field("untuk", "str"),
            Part::Field("keterangan", "STR yang baru terbit"),
            Part::File("berkas", "str-baru.pdf", &newer),
        ];
        let sent = citizen.post_files(&page, &parts).await;
        assert_eq!(sent.location(), format!("{own}?pesan=tambah"));
        assert_eq!(citizen.post_files(&page, &parts).await.location(), sent.location());
        // And one with a name of its own, through the API.
        let program = Program::citizen(&office, "a@contoh.id").await;
        let sha256 = program.upload("sewa.pdf", PDF).await;
        let body = json!({"others": [{"name": "Surat sewa tempat", "file": sha256}], "note": ""});
        let told = program.post(&format!("/applications/{}/documents", id.0), &body).await.is(200).json();
        assert_eq!(told["others"], json!({"lain-surat-sewa-tempat": "Surat sewa tempat"}));
        let after = case(&office, id).await;
        assert_eq!((after.ledger.clone(), after.additions.len()), (before.ledger.clone(), 2), "the clock did not notice");
        assert_eq!(after.files[&RequirementId("str".into())].name, "str-baru.pdf");
        let both = citizen.get(&own).await;
        both.has("str-baru.pdf").has("Sebelum diganti").has("Surat sewa tempat");
        assert_eq!(citizen.get(&format!("{own}/berkas/str?versi=0")).await.bytes, document(FileType::Pdf, "str"));
        // Whoever holds the case is told, and a page from before cannot decide over what it does not show.
        let tasks = Program::officer(&office, "loket").await.get("/tasks").await.json();
        assert_eq!(tasks["items"][0]["news"], "added");
        let pairs = [
            ("request_id", "lama".to_owned()),
            ("work-seen", stale.field("work-seen")),
            ("work-outcome", "kembalikan".to_owned()),
            ("ask-bukti_kompetensi", "Belum ada".to_owned()),
        ];
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let refused = counter.post(&format!("/meja/berkas/{}/langkah/loket", id.0), &pairs).await;
        refused.is(409).has("menambahkan dokumen").has("Belum ada");
        // Somebody else's hand is refused.
        office.citizen("b@contoh.id").await.post_files(&page, &parts).await.is(404);
        // After the end nothing more is added.
        citizen.post(&format!("{own}/tarik"), &[("request_id", "t")]).await;
        let closed = citizen.get(&page).await;
        citizen.get(closed.location()).await.is(200).has("tidak dapat ditambahkan lagi");
        let late = [Part::Field("request_id", "lain"), Part::Field("untuk", "str"), Part::File("berkas", "x.pdf", &newer)];
        citizen.post_files(&page, &late).await.is(409);
        program.post(&format!("/applications/{}/documents", id.0), &body).await.problem(409, "wrong-state");
    }
}

/// What was mailed to the applicant, in the order in which it was written: the subjects.
async fn subjects(office: &Office) -> Vec<String> {
    let sql = "select subject from message where recipient = 'melati.anggraini@surel.contoh' order by created_us, id";
    let rows = office.desk().query(sql, Vec::new()).await.unwrap();
    rows.iter().map(|row| row.text(0).to_owned()).collect()
}

on_both! {
    async fn s06_silence_is_reminded_closes_on_day_n_plus_1_and_is_taken_up_again_within_the_window(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let id = Application::of(&office, "sip-dokter", "dasar").filed(&mut citizen).await;
        let number = case(&office, id).await.filing().unwrap().number.clone();
        let own = format!("/permohonan/{}", id.0);
        office.at("2026-01-13T10:00:00+07:00").await;
        give_back(&office, id, json!([{"file": "pas_foto", "code": "tidak_terbaca", "reason": "Wajah tertutup bayangan."}])).await.is(200);
        // Never at the first tick, and not on the last day: the fifth day is 21 January, the tenth the 28th.
        for moment in ["2026-01-13T10:05:00+07:00", "2026-01-21T23:59:00+07:00"] {
            office.at(moment).await;
            assert!(case(&office, id).await.fired.is_empty(), "{moment}");
        }
        office.at("2026-01-22T08:00:00+07:00").await;
        assert_eq!(case(&office, id).await.fired.len(), 1);
        office.at("2026-01-28T23:59:00+07:00").await;
        assert!(case(&office, id).await.ended.is_none(), "the tenth day is the applicant's to its end");
        office.at("2026-01-29T08:00:00+07:00").await;
        assert!(case(&office, id).await.ended.is_some());
        office.at("2026-01-29T09:00:00+07:00").await;
        let mails = subjects(&office).await;
        assert!(mails.iter().any(|subject| subject.contains("menunggu perbaikan")), "{mails:?}");
        assert!(mails.iter().any(|subject| subject.contains("dapat dibuka kembali sampai Kamis, 12 Februari 2026")), "{mails:?}");
        let mut citizen = office.citizen("a@contoh.id").await;
        // An answer after the window of the correction says what to do, and the forged one as well.
        citizen.get(&format!("{own}/perbaiki")).await.is(409);
        let photo = document(FileType::Jpg, "terlambat");
        citizen.post_files(&format!("{own}/perbaiki"), &[Part::File("pas_foto", "foto.jpg", &photo)]).await.is(409);
        let program = Program::citizen(&office, "a@contoh.id").await;
        program.post(&format!("/applications/{}/correction", id.0), &json!({"files": {}})).await.problem(409, "wrong-state");
        // Within the window it is the same case: number, what was asked, days used.
        office.at("2026-02-03T10:00:00+07:00").await;
        let mut citizen = office.citizen("a@contoh.id").await;
        citizen.get(&own).await.has("sampai Kamis, 12 Februari 2026").has("Buka kembali permohonan");
        office.citizen("b@contoh.id").await.post(&format!("{own}/buka-lagi"), &[]).await.is(404);
        let told = citizen.post(&format!("{own}/buka-lagi"), &[("request_id", "buka")]).await;
        assert_eq!(told.location(), format!("{own}?pesan=buka"));
        assert_eq!(citizen.post(&format!("{own}/buka-lagi"), &[("request_id", "buka")]).await.location(), told.location());
        citizen.post(&format!("{own}/buka-lagi"), &[("request_id", "lagi")]).await.is(409).has("tidak sedang ditutup");
        let again = case(&office, id).await;
        assert_eq!(again.filing().unwrap().number, number);
        assert_eq!(again.reopened.len(), 1);
        assert!(subjects(&office).await.iter().any(|subject| subject.contains("dibuka kembali") && !subject.contains("ditutup")));
        citizen.get(&own).await.has("Wajah tertutup bayangan.").has("Dokumen ini tidak terbaca.");
        office.visitor().get(&format!("/lacak/{}", again.filing().unwrap().tracking)).await.has("Permohonan dibuka kembali");
        office.at("2026-02-05T10:00:00+07:00").await;
        assert!(answer(&office, id, "akhirnya").await.status.is_redirection());
        let told = program.get(&format!("/applications/{}", id.0)).await.json();
        // One day was used before; eight are left after 5 February, and 16 and 17 February are closed.
        assert_eq!((&told["promise"]["due"], &told["state"]), (&json!("2026-02-19"), &json!("open")));
        assert!(told["promise"]["why"]["id"].as_str().unwrap().contains("selama permohonan ditutup"), "{told:#}");
    }
}

on_both! {
    async fn s06_after_the_window_a_case_stays_closed_and_the_counter_may_reopen_before(office: Office) {
        let mut citizen = office.citizen("a@contoh.id").await;
        let id = Application::of(&office, "sip-dokter", "dasar").filed(&mut citizen).await;
        let own = format!("/permohonan/{}", id.0);
        give_back(&office, id, json!([{"file": "pas_foto", "code": "tidak_terbaca"}])).await.is(200);
        office.at("2026-01-28T08:00:00+07:00").await;
        assert!(case(&office, id).await.ended.is_some());
        // The counter reopens for somebody who has come, and says why; an agency may not.
        let path = format!("/cases/{}/reopening", id.0);
        let counter = Program::officer(&office, "loket").await;
        counter.post(&path, &json!({})).await.problem(422, "invalid");
        Program::officer(&office, "dinkes").await.post(&path, &json!({"reason": "Kasihan"})).await.problem(403, "forbidden");
        let told = counter.post(&path, &json!({"reason": "Pemohon dirawat di rumah sakit"})).await.is(200).json();
        assert_eq!((&told["state"], &told["open"][0]["returned"][0]["code"]), (&json!("open"), &json!("tidak_terbaca")));
        // Silent once more: closed once more, and after ten working days for good.
        office.at("2026-02-12T08:00:00+07:00").await;
        assert!(case(&office, id).await.ended.is_some());
        office.at("2026-03-03T08:00:00+07:00").await;
        let mut citizen = office.citizen("a@contoh.id").await;
        citizen.get(&own).await.has("Batas itu sudah lewat").lacks("buka-lagi");
        let refused = citizen.post(&format!("{own}/buka-lagi"), &[("request_id", "x")]).await;
        refused.is(409).has("Batas itu sudah lewat; ajukan permohonan baru.");
        counter.post(&path, &json!({"reason": "Masih ingin"})).await.problem(409, "wrong-state");
    }
}
