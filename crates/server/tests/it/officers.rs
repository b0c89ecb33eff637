//! The desk's tools: internal notes, unread marks, saved filters, the way through a list, handing over, reminding, actions for
//! several cases, the supervisor's board, the library of reasons.

use axum::http::Method;
use casework::case::{Command, Event};
use casework::sop::StepId;
use serde_json::{Value, json};
use server::app::Ask;
use server::people::{self, NewAccount};
use tokio::task::JoinSet;

use crate::api::client::{Program, Said as _};
use crate::desk::{Work, filed};
use crate::on_both;
use crate::support::{Answer, Office};

const SECRET: &str = "Pemohon ini <b>pernah</b> memalsukan surat";

/// The account of an officer of the demo office.
async fn officer(office: &Office, name: &str) -> people::Account {
    people::by_email(&office.desk(), &format!("{name}@palembang.contoh")).await.unwrap().unwrap().0
}

async fn write_note(work: &Work<'_>, who: &str, audience: &str, text: &str) -> Answer {
    let form = [("request_id", text), ("note-for", audience), ("note-text", text)];
    work.office.officer(who).await.post(&format!("{}/catatan", work.page()), &form).await
}

on_both! {
    async fn s29_an_internal_note_is_read_by_officers_of_its_audience_and_by_nobody_else(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        write_note(&work, "loket", "instansi", "").await.is(422).has("masih kosong").has("href=\"#f-note-text\"");
        write_note(&work, "loket", "instansi", &"x".repeat(2_001)).await.is(422).has("lebih panjang dari 2000 huruf");
        write_note(&work, "loket", "instansi", "NIK-nya 1671 1645 0203 0001").await.is(422).has("memuat NIK");
        let told = write_note(&work, "loket", "instansi", SECRET).await;
        assert_eq!(told.location(), format!("{}?selesai=catatan", work.page()));
        write_note(&work, "loket", "instansi", SECRET).await;
        let own = work.sees("verifikator").await;
        assert_eq!(own.text().matches("memalsukan surat").count(), 1, "a double click writes one note");
        own.has("Pemohon ini &lt;b&gt;pernah&lt;/b&gt;").has("Yulia Permatasari, Petugas loket").has("hanya Dinas Penanaman Modal");
        // An agency with a part in the case reads only what was written for it too.
        work.sees("kesbangpol").await.is(200).lacks("memalsukan");
        write_note(&work, "loket", "semua", "Surat pengantar kampus menyusul").await.is(303);
        work.sees("kesbangpol").await.has("Surat pengantar kampus menyusul").lacks("memalsukan");
        let agency = Program::officer(&office, "kesbangpol").await;
        let notes = format!("/cases/{}/notes", work.case.0);
        let told = agency.get(&notes).await.is(200).json();
        assert_eq!((told.as_array().unwrap().len(), &told[0]["only"]), (1, &json!(null)));
        agency.post(&notes, &json!({"text": "Sudah dibaca", "everybody": false})).await.is(201);
        work.sees("loket").await.lacks("Sudah dibaca");
        assert_eq!(Program::officer(&office, "loket").await.get(&notes).await.json().as_array().unwrap().len(), 2);
        write_note(&work, "dinkes", "semua", "Dari luar").await.is(404);
        leaks_nowhere(&office, &work).await;
    }
}

/// Everything that the applicant, the public, and agencies without a part in the case can see of it.
async fn leaks_nowhere(office: &Office, work: &Work<'_>) {
    work.done("loket", "verifikasi", "lengkap", &[]).await;
    office.work().await;
    let tracking = work.case().await.filing().unwrap().tracking.to_string();
    let mut owner = office.citizen("melati@contoh.id").await;
    let own = format!("/permohonan/{}", work.case.0);
    for path in [own.clone(), format!("{own}/tanda-terima"), format!("{own}/akses"), format!("{own}/tambah")] {
        owner.get(&path).await.is(200).lacks("memalsukan").lacks("menyusul");
    }
    office.visitor().get(&format!("/lacak/{tracking}")).await.is(200).lacks("memalsukan").lacks("menyusul");
    let program = Program::citizen(office, "melati@contoh.id").await;
    program.get(&format!("/applications/{}", work.case.0)).await.is(200).lacks("memalsukan").lacks("menyusul");
    program.get(&format!("/cases/{}/notes", work.case.0)).await.problem(403, "forbidden");
    Program::anonymous(office)
        .get(&format!("/tracking/{tracking}"))
        .await
        .is(200)
        .lacks("memalsukan")
        .lacks("menyusul");
    Program::officer(office, "dinkes")
        .await
        .get(&format!("/cases/{}/notes", work.case.0))
        .await
        .problem(404, "not-found");
    let mails = office.desk().query("select subject, body from message", Vec::new()).await.unwrap();
    assert!(!mails.is_empty());
    assert!(mails.iter().all(|mail| !mail.text(0).contains("memalsukan") && !mail.text(1).contains("memalsukan")));
    let log = office.desk().query("select payload from event", Vec::new()).await.unwrap();
    assert!(log.iter().all(|event| !event.text(0).contains("memalsukan")), "a note is no part of the case");
}

on_both! {
    async fn what_happened_since_the_officer_looked_is_unread(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let mut one = office.officer("loket").await;
        one.get("/meja?kotak=peran").await.has("class=\"unread\"").has("Belum dibaca");
        one.get(&work.page()).await.is(200);
        office.at("2026-01-12T09:01:00+07:00").await;
        one.get("/meja?kotak=peran").await.has("2026-000001").lacks("class=\"unread\"");
        office.officer("loket2").await.get("/meja?kotak=peran").await.has("class=\"unread\"");
        write_note(&work, "loket2", "instansi", "Tolong dilihat").await.is(303);
        one.get("/meja?kotak=peran").await.has("class=\"unread\"");
        let tasks = Program::officer(&office, "loket").await.get("/tasks").await.json();
        assert_eq!(tasks["items"][0]["unread"], true);
        one.get(&work.page()).await.has("Tolong dilihat");
        one.get("/meja?kotak=peran").await.lacks("class=\"unread\"");
        // What an officer wrote is not unread to that officer.
        office.officer("loket2").await.get("/meja?kotak=peran").await.lacks("class=\"unread\"");
    }
}

on_both! {
    async fn a_filter_is_saved_for_its_officer_alone(office: Office) {
        filed(&office, "penelitian", "dasar").await;
        filed(&office, "sip-dokter", "dasar").await;
        let mut one = office.officer("loket").await;
        let list = "kotak=peran&layanan=sip-dokter";
        let page = one.get(&format!("/meja?{list}")).await;
        page.is(200).has("2026-000002").lacks("2026-000001").has("Simpan saringan ini");
        let form = [("nama", "Dokter <saja>"), ("daftar", list)];
        let saved = one.post("/meja/saringan", &form).await;
        assert_eq!(saved.location(), format!("/meja?{list}&selesai=simpan"));
        one.get(saved.location()).await.has("Saringan disimpan").has("Dokter &#60;saja&#62;").lacks("Simpan saringan ini");
        one.get("/meja").await.has(&format!("href=\"/meja?{}\"", list.replace('&', "&#38;")));
        office.officer("loket2").await.get("/meja").await.lacks("Dokter &#60;saja&#62;");
        one.post("/meja/saringan", &[("nama", " "), ("daftar", list)]).await.is(422).has("Beri nama saringan ini");
        // Nothing but a list is saved, whatever is sent.
        one.post("/meja/saringan", &[("nama", "Nakal"), ("daftar", "//jahat.contoh/?q=\"><script>")]).await.is(303);
        one.get("/meja").await.has("Nakal").lacks("jahat").lacks("><script>");
        office.officer("loket2").await.post("/meja/saringan/hapus", &[("nama", "Dokter <saja>")]).await.is(303);
        one.get("/meja").await.has("Dokter &#60;saja&#62;");
        one.post("/meja/saringan/hapus", &[("nama", "Dokter <saja>")]).await.is(303);
        one.get("/meja").await.lacks("Dokter &#60;saja&#62;");
        office.visitor().post("/meja/saringan", &form).await.is(303);
        office.citizen("melati@contoh.id").await.post("/meja/saringan", &form).await.is(404);
    }
}

on_both! {
    async fn a_case_knows_its_neighbours_in_the_list_it_was_opened_from(office: Office) {
        for _ in 0..3 {
            filed(&office, "penelitian", "dasar").await;
        }
        filed(&office, "sip-dokter", "dasar").await;
        let mut officer = office.officer("loket").await;
        let list = officer.get("/meja?kotak=peran&layanan=penelitian").await.text();
        let hrefs: Vec<String> = list.split("<tr data-row").skip(1).map(|row| {
            let href = row.split("href=\"").nth(1).unwrap().split('"').next().unwrap();
            href.replace("&#38;", "&")
        }).collect();
        assert_eq!(hrefs.len(), 3);
        let escaped = |href: &str| format!("href=\"{}\"", href.replace('&', "&#38;"));
        let middle = officer.get(&hrefs[1]).await;
        middle.is(200).has(&format!("rel=\"prev\" {}", escaped(&hrefs[0]))).has(&format!("rel=\"next\" {}", escaped(&hrefs[2])));
        let last = officer.get(&hrefs[2]).await;
        last.has("Tidak ada lagi dalam daftar ini").has(&escaped(&hrefs[1]));
        officer.get(&hrefs[0]).await.lacks("rel=\"prev\"");
        // The list is carried through what is done with the case, and goes on from its place.
        let place = middle.field("posisi");
        let form = [("request_id", "a"), ("daftar", "kotak=peran&layanan=penelitian"), ("posisi", place.as_str())];
        let path = hrefs[1].split('?').next().unwrap().to_owned();
        let claimed = officer.post(&format!("{path}/ambil/verifikasi"), &form).await;
        let after = officer.get(claimed.location()).await;
        after.is(200).has(&escaped(&hrefs[0])).has(&escaped(&hrefs[2])).has("Anda memegang tugas ini");
        officer.get(&format!("{path}?daftar=%22%3E%3Cscript%3E&posisi=x")).await.is(200).lacks("rel=\"next\"").lacks("\"><script>");
    }
}

on_both! {
    async fn a_step_is_handed_over_only_by_who_may_and_to_who_can(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let (two, verifier) = (officer(&office, "loket2").await, officer(&office, "verifikator").await);
        let (two, verifier) = (two.id.to_string(), verifier.id.to_string());
        let hand = |who: &'static str, to: String, reason: &'static str| {
            let (office, work) = (&office, &work);
            async move {
                let form = [("request_id", reason), ("hand-to", to.as_str()), ("hand-reason", reason)];
                office.officer(who).await.post(&format!("{}/serahkan/verifikasi", work.page()), &form).await
            }
        };
        let page = office.officer("loket").await.get(&work.page()).await;
        page.has("Serahkan kepada rekan").has("Rendi Saputra").lacks("Agus Firmansyah");
        hand("loket", String::new(), "Cuti").await.is(422).has("href=\"#f-hand-to\"").has("Cuti");
        hand("loket", verifier, "Cuti").await.is(422).has("tidak memegang peran untuk langkah ini");
        hand("loket", two.clone(), " ").await.is(422).has("Tulis mengapa langkah ini diserahkan");
        hand("verifikator", two.clone(), "Cuti").await.is(403);
        hand("dinkes", two.clone(), "Cuti").await.is(404);
        let done = hand("loket", two.clone(), "Cuti sampai Jumat").await;
        assert_eq!(done.location(), format!("{}?selesai=serahkan", work.page()));
        let mut receiver = office.officer("loket2").await;
        receiver.get("/meja").await.has("Tugas saya").has("2026-000001");
        office.work().await;
        let sql = "select recipient from message where subject like '%diserahkan kepada Anda'";
        let told = office.desk().query(sql, Vec::new()).await.unwrap();
        assert_eq!(told.iter().map(|row| row.text(0)).collect::<Vec<_>>(), ["loket2@palembang.contoh"]);
        receiver.get(&work.page()).await.has("diserahkan kepada Rendi Saputra").has("Cuti sampai Jumat").has("Anda memegang tugas ini");
        // Who does not hold it any more cannot, and the superior can.
        hand("loket", two, "Lagi lagi").await.is(403).has("Yang dapat menyerahkannya adalah pemegangnya atau atasannya");
        let three = officer(&office, "loket3").await.id.to_string();
        office.officer("kabid").await.get(&work.page()).await.has("Serahkan kepada rekan: ").has("Mutiara Handayani");
        hand("kabid", three, "Rendi sakit").await.is(303);
        assert_eq!(work.case().await.open[&StepId("verifikasi".into())].officer.as_ref().unwrap().name, "Mutiara Handayani");
        let api = Program::officer(&office, "loket3").await;
        let path = format!("/cases/{}/steps/verifikasi/handover", work.case.0);
        api.post(&path, &json!({"officer": 999, "reason": "x"})).await.problem(422, "invalid");
        let one = officer(&office, "loket").await.id;
        let told = api.post(&path, &json!({"officer": one, "reason": "Kembali"})).await.is(200).json();
        assert_eq!((&told["open"][0]["officer"]["account"], &told["blocked"]["id"].is_string()), (&json!(one), &true));
    }
}

on_both! {
    async fn a_reminder_goes_once_a_day_to_whoever_is_waited_for(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let back = [("check-proposal", "faulty"), ("note-proposal", "Buram")];
        work.done("loket", "verifikasi", "kembalikan", &back).await;
        let path = format!("{}/ingatkan/perbaikan-verifikasi", work.page());
        work.sees("loket").await.has(&format!("action=\"{path}\""));
        office.officer("kesbangpol").await.post(&path, &[("request_id", "k")]).await.is(403);
        let sent = office.officer("loket").await.post(&path, &[("request_id", "a")]).await;
        assert_eq!(sent.location(), format!("{}?selesai=ingatkan", work.page()));
        office.officer("loket2").await.post(&path, &[("request_id", "b")]).await.is(409).has("sudah dikirim hari ini pukul 09.00");
        office.at("2026-01-13T08:00:00+07:00").await;
        office.officer("loket2").await.post(&path, &[("request_id", "c")]).await.is(303);
        office.work().await;
        let sql = "select count(*) from message where recipient = 'melati@contoh.id' and subject like '%menunggu perbaikan%'";
        assert_eq!(office.desk().query(sql, Vec::new()).await.unwrap()[0].int(0), 2);
        // An officer is asked by a superior: the holder alone, in the office's own name.
        let other = filed(&office, "penelitian", "dasar").await;
        let mut holder = office.officer("loket").await;
        holder.post(&format!("{}/ambil/verifikasi", other.page()), &[("request_id", "d")]).await.is(303);
        let path = format!("{}/ingatkan/verifikasi", other.page());
        office.officer("loket2").await.post(&path, &[("request_id", "e")]).await.is(403);
        office.officer("kabid").await.post(&path, &[("request_id", "f")]).await.is(303);
        office.work().await;
        let sql = "select recipient from message where subject like 'Anda ditanyai%'";
        let told = office.desk().query(sql, Vec::new()).await.unwrap();
        assert_eq!(told.iter().map(|row| row.text(0)).collect::<Vec<_>>(), ["loket@palembang.contoh"]);
        other.sees("loket").await.has("Diingatkan: ").has("Sri Wahyuningsih, S.Sos., M.Si., Kepala Bidang Perizinan");
    }
}

/// What a browser sends from the preview: its boxes that are ticked.
fn ticked(preview: &Answer) -> Vec<String> {
    let text = preview.text();
    let boxes = text.split("name=\"pilih\" value=\"").skip(1);
    boxes.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

on_both! {
    async fn a_bulk_action_shows_first_what_it_would_do_and_then_does_each_case_once(office: Office) {
        let mut works = Vec::new();
        for _ in 0..3 {
            works.push(filed(&office, "penelitian", "dasar").await);
        }
        let mut rival = office.officer("loket2").await;
        rival.post(&format!("{}/ambil/verifikasi", works[1].page()), &[("request_id", "r")]).await.is(303);
        let picks: Vec<String> = works.iter().map(|work| format!("{}.verifikasi", work.case.0)).collect();
        let mut form = vec![("aksi", "ambil"), ("daftar", "kotak=peran")];
        form.extend(picks.iter().map(|pick| ("pilih", pick.as_str())));
        let mut officer = office.officer("loket").await;
        officer.get("/meja?kotak=peran").await.has("name=\"pilih\"").has("action=\"/meja/massal\"");
        let preview = officer.post("/meja/massal", &form).await;
        preview.is(200).has("2 dari 3 berkas dapat diproses. Belum ada yang berubah.").has("sudah diambil oleh Rendi Saputra");
        for work in &works[..1] {
            assert!(work.case().await.open[&StepId("verifikasi".into())].officer.is_none());
        }
        let boxes = ticked(&preview);
        assert_eq!(boxes.len(), 2);
        let mut form = vec![("aksi", "ambil"), ("daftar", "kotak=peran"), ("request_id", "massal-1")];
        form.extend(picks.iter().map(|pick| ("pilih", pick.as_str())));
        let done = officer.post("/meja/massal/jalankan", &form).await;
        done.is(200).has("2 dari 3 berkas sudah diproses").has("sudah diambil oleh Rendi Saputra");
        let versions = async || [works[0].case().await.version, works[1].case().await.version, works[2].case().await.version];
        let before = versions().await;
        officer.post("/meja/massal/jalankan", &form).await.is(200).has("2 dari 3 berkas sudah diproses");
        assert_eq!(versions().await, before, "sent twice, each acted once");
        // Nothing chosen, nothing that can be read, far too much.
        officer.post("/meja/massal", &[("aksi", "ambil")]).await.is(422).has("Belum ada berkas yang dipilih");
        officer.post("/meja/massal", &[("aksi", "setujui"), ("pilih", "1.verifikasi")]).await.is(422).has("Tindakannya belum dipilih");
        let many: Vec<String> = (0..101).map(|id| format!("{id}.verifikasi")).collect();
        let many: Vec<(&str, &str)> = [("aksi", "ambil")].into_iter().chain(many.iter().map(|pick| ("pilih", pick.as_str()))).collect();
        officer.post("/meja/massal", &many).await.is(422).has("Paling banyak 100 berkas");
    }
}

on_both! {
    async fn a_bulk_action_never_does_what_a_single_one_may_not(office: Office) {
        let (one, other) = (filed(&office, "penelitian", "dasar").await, filed(&office, "penelitian", "dasar").await);
        let picks = [format!("{}.verifikasi", one.case.0), format!("{}.verifikasi", other.case.0)];
        let run = |who: &'static str, fields: Vec<(&'static str, String)>| {
            let (office, picks) = (&office, &picks);
            async move {
                let mut form: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
                if fields.iter().all(|(name, _)| *name != "pilih") {
                    form.extend(picks.iter().map(|pick| ("pilih", pick.as_str())));
                }
                office.officer(who).await.post("/meja/massal/jalankan", &form).await
            }
        };
        let text = |text: &str| text.to_owned();
        // Neither another agency, nor another role, nor a step of somebody else.
        let told = run("dinkes", vec![("aksi", text("ambil")), ("request_id", text("1"))]).await;
        told.is(200).has("0 dari 2").has("Berkas ini tidak ditemukan").lacks("Melati").lacks("2026-000001");
        run("verifikator", vec![("aksi", text("ambil")), ("request_id", text("2"))]).await.has("0 dari 2").has("bukan wewenang peran Anda");
        let asked = office.officer("dinkes").await.post("/meja/massal", &[("aksi", "serahkan"), ("pilih", &picks[0])]).await;
        asked.is(200).lacks("Rendi Saputra").lacks("Mutiara Handayani");
        // Returning needs what a single return needs, and says it before anything is done.
        let bare = run("loket", vec![("aksi", text("kembalikan")), ("request_id", text("3"))]).await;
        bare.is(422).has("href=\"#f-bulk-item\"").has("href=\"#f-bulk-reason\"").has("name=\"bulk-code\"");
        assert!(one.case().await.done.is_empty());
        // One of the two changes between preview and button: it alone is stale.
        let preview = office.officer("loket").await.post("/meja/massal", &[("aksi", "kembalikan"), ("pilih", &picks[0]), ("pilih", &picks[1])]).await;
        preview.is(200);
        let seen = ticked(&preview);
        let program = Program::citizen(&office, "melati@contoh.id").await;
        let sha256 = program.upload("baru.pdf", crate::api::client::PDF).await;
        program.post(&format!("/applications/{}/documents", other.case.0), &json!({"files": {"proposal": sha256}, "note": ""})).await.is(200);
        let fields = vec![
            ("aksi", text("kembalikan")),
            ("request_id", text("4")),
            ("bulk-item", text("proposal")),
            ("bulk-code", text("halaman_kurang")),
            ("pilih", seen[0].clone()),
            ("pilih", seen[1].clone()),
        ];
        let told = run("loket", fields).await;
        told.is(200).has("1 dari 2 berkas sudah diproses").has("menambahkan dokumen");
        let returned = one.case().await;
        let asked = &returned.open[&StepId("perbaikan-verifikasi".into())].objections;
        assert_eq!((asked.len(), asked[0].code.as_deref()), (1, Some("halaman_kurang")));
        assert!(other.case().await.open.contains_key(&StepId("verifikasi".into())));
        // Handing over in bulk asks each case by itself.
        let two = officer(&office, "loket2").await.id.to_string();
        let fields = vec![("aksi", text("serahkan")), ("request_id", text("5")), ("hand-to", two), ("bulk-reason", text("Cuti"))];
        run("loket", fields).await.is(200).has("1 dari 2 berkas sudah diproses").has("sudah diselesaikan oleh Yulia Permatasari");
    }
}

on_both! {
    async fn the_board_says_what_is_late_where_and_with_whom_and_leads_there(office: Office) {
        let late = filed(&office, "penelitian", "dasar").await;
        let mut holder = office.officer("loket").await;
        holder.post(&format!("{}/ambil/verifikasi", late.page()), &[("request_id", "a")]).await.is(303);
        office.at("2026-01-21T09:00:00+07:00").await;
        filed(&office, "penelitian", "dasar").await;
        let ended = filed(&office, "penelitian", "dasar").await;
        let actor = office.account("melati@contoh.id").await.actor();
        let ask = Ask { request_id: "tarik".into(), case: Some(ended.case), actor, command: Command::Withdraw { reason: String::new() } };
        office.app.execute(&office.desk(), ask).await.unwrap();
        let mut head = office.officer("kabid").await;
        head.get("/meja").await.has("href=\"/meja/papan\"");
        let board = head.get("/meja/papan").await;
        board.is(200).has("Yulia Permatasari: 1, 1 telat").has("Belum diambil: 1").has("Surat Keterangan Penelitian");
        let href = "/meja?kotak=semua&layanan=penelitian&langkah=verifikasi&telat=ya";
        board.has(&href.replace('&', "&#38;"));
        let tasks = head.get(href).await;
        tasks.is(200).has("2026-000001").lacks("2026-000002").has("Lewat batas waktu").has("Yulia Permatasari");
        for who in ["loket", "dinkes", "admin"] {
            office.officer(who).await.get("/meja/papan").await.is(404);
        }
        let told = Program::officer(&office, "kepala").await.get("/board").await.is(200).json();
        assert_eq!(told["cases"], json!([{"service": "penelitian", "open": 2, "late": 1, "paused": 0}]));
        // The figure of one officer leads to that officer's tasks.
        let own = officer(&office, "loket").await.id;
        let of_one = head.get(&format!("/meja?kotak=semua&layanan=penelitian&langkah=verifikasi&pemegang={own}")).await;
        of_one.is(200).has("2026-000001").lacks("2026-000002").has("Satu petugas");
        let overdue = Program::officer(&office, "loket").await.get("/tasks?late=true&step=verifikasi").await.is(200).json();
        assert_eq!((overdue["items"].as_array().unwrap().len(), &overdue["items"][0]["number"]), (1, &json!("2026-000001")));
        let tasks = told["tasks"].as_array().unwrap();
        assert_eq!(tasks.iter().map(|one| (one["open"].as_i64(), one["late"].as_i64())).collect::<Vec<_>>(), [(Some(1), Some(1)), (Some(1), Some(0))]);
        // An agency's own head sees the agency's own work.
        late.done("loket", "verifikasi", "lengkap", &[]).await;
        office.officer("kesbangpol-kabid").await.get("/meja/papan").await.is(200).has("Kajian").lacks("Verifikasi");
        office.officer("dinkes-kabid").await.get("/meja/papan").await.is(200).has("Tidak ada pekerjaan yang terbuka");
    }
}

on_both! {
    async fn the_offices_own_reasons_are_kept_by_supervisors_and_chosen_in_forms(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let mut head = office.officer("kabid").await;
        let text = "Cap <kampus> belum ada. Mintalah cap basah dari fakultas.";
        let form = [("request_id", "t1"), ("layanan", "penelitian"), ("label", "Belum dicap kampus"), ("isi", text)];
        head.get("/meja/alasan").await.is(200).has("Belum ada teks alasan");
        head.post("/meja/alasan", &[("request_id", "t0")]).await.is(422).has("href=\"#f-label\"").has("href=\"#f-isi\"");
        office.officer("loket").await.post("/meja/alasan", &form).await.is(403).has("disusun oleh atasan");
        office.officer("dinkes-kabid").await.post("/meja/alasan", &form).await.is(404);
        head.post("/meja/alasan", &form).await.is(303);
        head.post("/meja/alasan", &form).await.is(303);
        let other = [("request_id", "t2"), ("layanan", "sip-dokter"), ("label", "Untuk dokter"), ("isi", "Lain")];
        head.post("/meja/alasan", &other).await.is(303);
        let page = office.officer("loket").await.get("/meja/alasan").await;
        assert_eq!(page.is(200).text().matches("Belum dicap kampus").count(), 1, "a double click makes one");
        page.lacks("name=\"isi\"");
        let step = office.officer("loket").await.get(&work.step_page("verifikasi")).await;
        step.has("value=\"kantor:t1\"").has("Cap &lt;kampus&gt; belum ada").lacks("Untuk dokter");
        let back = [
            ("check-proposal", "faulty"),
            ("note-proposal-code", "kantor:t1"),
            ("note-proposal", "Halaman 1."),
            ("work-reason-code", "kantor:t1"),
        ];
        work.done("loket", "verifikasi", "kembalikan", &back).await;
        let done = work.case().await;
        assert_eq!(done.done[0].objections[0].reason, format!("{text} Halaman 1."));
        assert_eq!(done.done[0].reason.as_deref(), Some(text));
        head.post("/meja/alasan/hapus", &[("id", "t1")]).await.is(303);
        head.get("/meja/alasan").await.lacks("Belum dicap kampus").has("Untuk dokter");
        assert_eq!(work.case().await.done[0].reason.as_deref(), Some(text), "what was written stays");
        let program = Program::officer(&office, "kabid").await;
        let put = |body: Value| {
            let program = program.clone();
            async move { program.send(Method::PUT, "/reasons/cap", Some("application/json"), body.to_string().into_bytes()).await }
        };
        put(json!({"service": "tidak-ada", "label": "", "text": ""})).await.problem(422, "invalid");
        put(json!({"label": "Cap", "text": "Belum dicap."})).await.is(204);
        let told = Program::officer(&office, "loket").await.get("/reasons").await.is(200).json();
        assert_eq!(told[0], json!({"id": "cap", "service": null, "label": "Cap", "text": "Belum dicap."}));
        program.send(Method::DELETE, "/reasons/cap", None, Vec::new()).await.is(204);
        assert_eq!(program.get("/reasons").await.json().as_array().unwrap().len(), 1);
    }
}

on_both! {
    async fn a_case_says_in_one_sentence_why_it_does_not_go_on(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        work.sees("loket").await.lacks("class=\"blocked\"");
        work.sees("verifikator").await.has("class=\"blocked\"").has("Berkas ini sedang pada: ");
        let path = format!("/cases/{}", work.case.0);
        assert_eq!(Program::officer(&office, "loket").await.get(&path).await.json()["blocked"], json!(null));
        let back = [("check-proposal", "faulty"), ("note-proposal", "Buram")];
        work.done("loket", "verifikasi", "kembalikan", &back).await;
        let told = Program::officer(&office, "loket").await.get(&path).await.json();
        let sentence = told["blocked"]["id"].as_str().unwrap();
        assert!(sentence.starts_with("Menunggu perbaikan dari pemohon sejak 12 Januari 2026: Proposal"), "{sentence}");
        work.sees("loket").await.has("Menunggu perbaikan dari pemohon sejak 12 Januari 2026");
        office.officer("loket").await.get(&format!("{}?lang=en", work.page())).await.is(200);
        // Two agencies side by side: the join says what it waits for.
        let sign = filed(&office, "reklame-tetap", "dasar").await;
        sign.done("loket", "loket", "lengkap", &[]).await;
        sign.done("verifikator", "verifikasi", "benar", &[]).await;
        office.at("2026-01-15T09:00:00+07:00").await;
        sign.done("lapangan", "tinjauan-lapangan", "sesuai", &[]).await;
        sign.done("pupr", "rekomendasi-pupr", "direkomendasikan", &[]).await;
        sign.sees("verifikator").await.has("baru dapat dimulai setelah selesai: Penetapan pajak").has("(Badan Pendapatan Daerah)");
    }
}

on_both! {
    async fn the_history_names_people_by_what_they_are_in_the_case(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let name = work.case().await.filing().unwrap().applicant.name.clone();
        work.done("loket", "verifikasi", "lengkap", &[]).await;
        office.at("2026-01-14T09:00:00+07:00").await;
        work.done("kesbangpol", "kajian-kesbangpol", "direkomendasikan", &[]).await;
        let page = work.sees("loket").await;
        page.has(&format!("{name}, pemohon")).has("Yulia Permatasari, Petugas loket");
        page.has("Analis Kesbangpol, Badan Kesatuan Bangsa dan Politik");
        let events = office.desk().db().case("palembang", work.case).await.unwrap().unwrap().1;
        assert!(events.iter().any(|one| matches!(one.event, Event::StepCompleted { .. })));
    }
}

on_both! {
    async fn two_hundred_officers_claim_one_task_and_one_has_it(office: Office) {
        let work = filed(&office, "penelitian", "dasar").await;
        let kind = officer(&office, "loket").await.kind;
        let new = |number: usize| NewAccount {
            email: format!("petugas{number}@palembang.contoh"),
            name: format!("Petugas {number}"),
            phone: None,
            kind: kind.clone(),
            password: None,
            lang: casework::lang::Lang::Id,
        };
        let staff: Vec<NewAccount> = (0..200).map(new).collect();
        people::create_all(&office.app, &office.desk(), &staff).await.unwrap();
        let path = format!("{}/ambil/verifikasi", work.page());
        let mut claims = JoinSet::new();
        for number in 0..200 {
            let (mut client, path) = (office.officer(&format!("petugas{number}")).await, path.clone());
            claims.spawn(async move { client.post(&path, &[("request_id", "satu")]).await });
        }
        let answers = claims.join_all().await;
        assert_eq!(answers.iter().filter(|answer| answer.status == 303).count(), 1);
        let holder = work.case().await.open[&StepId("verifikasi".into())].officer.clone().unwrap().name;
        for lost in answers.iter().filter(|answer| answer.status != 303) {
            lost.is(409).has(&format!("sudah diambil oleh {holder}"));
        }
        assert_eq!(work.case().await.version, 3, "filed, begun, taken once");
    }
}
