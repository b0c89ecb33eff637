//! S14, S15, S16: people come, change and leave; interests of their own keep them from a case; roles for a time, and the report
//! of who may approve what.

use serde_json::json;

use crate::api::client::{Program, Said as _};
use crate::desk;
use crate::mandates::account;
use crate::on_both;

/// The first of the fields `name` on a page whose value is not empty.
fn hire<'a>(email: &'a str, agency: &'a str, role: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("email", email), ("name", "Citra Lestari, S.AP."), ("agency", agency), ("roles", role)]
}

on_both! {
    async fn s14_an_officer_leaves_for_good(office: Office) {
        let first = desk::filed(&office, "penelitian", "dasar").await;
        let second = desk::filed(&office, "penelitian", "dasar").await;
        let mut leaving = office.officer("loket").await;
        let token = Program::officer(&office, "loket").await;
        for work in [&first, &second] {
            leaving.post(&format!("{}/ambil/verifikasi", work.page()), &[("request_id", &work.page())]).await.is(303);
        }
        let (id, other) = (account(&office, "loket").await, account(&office, "loket2").await.to_string());
        let kabid = account(&office, "kabid").await.to_string();
        let page = format!("/meja/petugas/{id}");
        office.officer("kabid").await.get(&page).await.is(403).has("administrator");
        let mut admin = office.officer("admin").await;
        admin.get("/meja/petugas").await.is(200).has("Yulia Permatasari").has("Petugas loket");
        admin.get(&page).await.is(200).has("2026-000001").has("2026-000002").has("Tugas yang dipegang");
        // Some of the tasks in bulk, with a reason; whoever may not do them is refused, each by itself.
        let one = format!("{}.verifikasi", first.case.0);
        let no_reason = admin.post(&format!("{page}/tugas"), &[("tasks", &one), ("to-tasks", &other), ("reason-tasks", "")]).await;
        no_reason.is(422).has("href=\"#f-reason-tasks\"");
        let wrong = admin.post(&format!("{page}/tugas"), &[("tasks", &one), ("to-tasks", &kabid), ("reason-tasks", "Membagi beban")]).await;
        wrong.is(200).has("2026-000001").has("bukan wewenang");
        let moved = admin.post(&format!("{page}/tugas"), &[("tasks", &one), ("to-tasks", &other), ("reason-tasks", "Membagi beban")]).await;
        admin.get(moved.location()).await.has("1 tugas sudah dipindahkan");
        office.officer("loket2").await.get("/meja").await.has("2026-000001").lacks("2026-000002");
        // Leaving: the rest goes along, sessions and tokens end.
        admin.post(&format!("{page}/berhenti"), &[("to-leave", &other), ("reason-leave", "-")]).await.is(422);
        let left = admin.post(&format!("{page}/berhenti"), &[("to-leave", &other), ("reason-leave", "Pensiun per Januari 2026")]).await;
        admin.get(left.location()).await.is(200).has("1 tugas dipindahkan").has("Sudah berhenti").has("Pensiun per Januari 2026");
        office.officer("loket2").await.get("/meja").await.has("2026-000001").has("2026-000002");
        assert!(leaving.get("/meja").await.location().starts_with("/masuk"));
        token.get("/me").await.problem(401, "unauthenticated");
        let mut again = office.visitor();
        again.post("/masuk", &[("email", "loket@palembang.contoh")]).await.is(200);
        let mails = again.get("/surel").await.text();
        if let Some(code) = mails.split("Kode masuk Anda: ").nth(1) {
            let form = [("email", "loket@palembang.contoh"), ("code", &code[..6])];
            again.post("/masuk/kode", &form).await.is(422);
        }
        let gone = json!({"to": id, "reason": "Kembalikan kepadanya"});
        let assignment = format!("/cases/{}/steps/verifikasi/assignment", first.case.0);
        Program::officer(&office, "admin").await.post(&assignment, &gone).await.problem(422, "invalid");
        // History keeps the name, and the office's file does not bring the account back.
        first.sees("loket2").await.has("Yulia Permatasari").has("Membagi beban").has("diserahkan kepada Rendi Saputra");
        let file = server::office_file::OfficeFile::read(crate::support::OFFICE).unwrap();
        assert_eq!(server::people::hire(&office.app, &office.desk(), &file.staff).await.unwrap(), 0);
        // Back again, by decision.
        let back = [("name", "Yulia Permatasari"), ("agency", "dpmptsp"), ("roles", "petugas-loket"), ("reason-about", "Diperbantukan")];
        admin.post(&format!("{page}/kembali"), &back).await.is(303);
        office.officer("loket").await.get("/meja").await.is(200);
    }
}

on_both! {
    async fn s14_people_are_hired_changed_and_helped_in_the_browser(office: Office) {
        let mut admin = office.officer("admin").await;
        let page = "/meja/petugas/baru";
        admin.post(page, &hire("bukan surel", "dpmptsp", "kabid")).await.is(422).has("href=\"#f-email\"").has("Citra Lestari");
        admin.post(page, &hire("kabid@palembang.contoh", "dpmptsp", "kabid")).await.is(422).has("dipakai oleh Sri");
        admin.post(page, &hire("citra@palembang.contoh", "dinkes", "kabid")).await.is(422).has("bukan peran instansi ini");
        admin.post(page, &hire("citra@palembang.contoh", "entah", "")).await.is(422).has("href=\"#f-agency\"").has("href=\"#f-roles\"");
        let hired = admin.post(page, &hire("Citra@palembang.contoh", "dpmptsp", "verifikator")).await;
        admin.get(hired.location()).await.is(200).has("Akun sudah dibuat").has("Mulai bekerja");
        let mut citra = office.officer("citra").await;
        citra.get("/meja").await.is(200).has("Citra Lestari");
        let work = desk::filed(&office, "sip-dokter", "dasar").await;
        work.done("loket", "loket", "lengkap", &[]).await;
        citra.post(&format!("{}/ambil/verifikasi", work.page()), &[("request_id", "a1")]).await.is(303);
        // Another role: what she had taken in the old one is free again at once.
        let id = account(&office, "citra").await;
        let change = [("name", "Citra Lestari, S.AP."), ("agency", "dpmptsp"), ("roles", "kabid"), ("reason-about", "Mutasi jabatan")];
        let person = format!("/meja/petugas/{id}");
        admin.post(&person, &[("name", "Citra"), ("agency", "dpmptsp"), ("roles", "kabid")]).await.is(422).has("href=\"#f-reason-about\"");
        admin.post(&person, &change).await.is(303);
        admin.get(&person).await.has("verifikator → kabid").has("Mutasi jabatan");
        citra.get(&work.page()).await.is(200).lacks("class=\"work\"");
        office.officer("verifikator").await.get("/meja?kotak=peran").await.has("2026-000001");
        // A forgotten password: sessions end.
        admin.post(&format!("{person}/sandi"), &[]).await.is(303);
        assert!(citra.get("/meja").await.location().starts_with("/masuk"));
        // Nobody gives authority to themselves.
        let own = format!("/meja/petugas/{}", account(&office, "admin").await);
        admin.get(&own).await.is(200).has("administrator lain").lacks("action=\"/meja/petugas");
        let mine = [("name", "Ilham"), ("agency", "dpmptsp"), ("roles", "kepala"), ("reason-about", "Ingin saja")];
        admin.post(&own, &mine).await.is(403);
        admin.post(&format!("{own}/berhenti"), &[("reason-leave", "Cukup sekian")]).await.is(403);
    }
}

on_both! {
    async fn s15_an_officer_withdraws_and_the_system_gives_nobody_a_case_of_their_own(office: Office) {
        let work = desk::filed(&office, "penelitian", "dasar").await;
        let mut one = office.officer("loket").await;
        one.post(&format!("{}/ambil/verifikasi", work.page()), &[("request_id", "a1")]).await.is(303);
        let withdraw = format!("{}/mundur", work.page());
        one.post(&withdraw, &[("recuse-reason", "ya")]).await.is(422).has("href=\"#f-recuse-reason\"").has("value=\"ya\"");
        let done = one.post(&withdraw, &[("recuse-reason", "Pemohon adalah adik ipar saya")]).await;
        one.get(done.location()).await.is(200).has("sudah mundur dari berkas ini").lacks("class=\"work\"");
        one.post(&format!("{}/ambil/verifikasi", work.page()), &[("request_id", "a2")]).await.is(403).has("mengundurkan diri");
        office.officer("loket2").await.get("/meja?kotak=peran").await.has("2026-000001");
        let assign = |case: i64| format!("/cases/{case}/steps/verifikasi/assignment");
        let admin = Program::officer(&office, "admin").await;
        let back = json!({"to": account(&office, "loket").await, "reason": "Coba lagi"});
        admin.post(&assign(work.case.0), &back).await.problem(403, "forbidden");
        work.done("loket2", "verifikasi", "lengkap", &[]).await;
        work.sees("loket3").await.has("mengundurkan diri dari berkas ini").has("adik ipar saya");
        office.citizen("melati@contoh.id").await.get(&format!("/permohonan/{}", work.case.0)).await.lacks("ipar");
        // By the API, once however often it is sent.
        let other = desk::filed(&office, "penelitian", "dasar").await;
        let program = Program::officer(&office, "loket2").await;
        let path = format!("/cases/{}/recusal", other.case.0);
        program.post(&path, &json!({"reason": "Rekan usaha saya"})).await.is(200);
        let version = program.post(&path, &json!({"reason": "Rekan usaha saya"})).await.is(200).json()["version"].clone();
        assert_eq!(version, other.case().await.version);
        Program::officer(&office, "admin").await.post(&path, &json!({"reason": "Tidak berperan"})).await.problem(403, "forbidden");
        // The applicant is a declared relation, by name; the officer's own case, by NIK or name.
        let applicant = other.case().await.answers.text("nama").unwrap().to_owned();
        let mut declaring = office.officer("loket3").await;
        declaring.post("/akun/kepentingan/relasi", &[("name", ""), ("kind", "")]).await.is(422).has("href=\"#f-kind\"");
        let relation = [("name", applicant.as_str()), ("kind", "sepupu")];
        declaring.post("/akun/kepentingan/relasi", &relation).await.is(303);
        declaring.get("/akun/kepentingan").await.is(200).has("sepupu");
        declaring.post(&format!("{}/ambil/verifikasi", other.page()), &[("request_id", "a3")]).await.is(403).has("kerabat atau relasi");
        let to = json!({"to": account(&office, "loket3").await, "reason": "Bagi beban"});
        admin.post(&assign(other.case.0), &to).await.problem(403, "forbidden");
        let relation = declaring.get("/akun/kepentingan").await.field("id");
        declaring.post("/akun/kepentingan/relasi/hapus", &[("id", &relation)]).await.is(303);
        declaring.post(&format!("{}/ambil/verifikasi", other.page()), &[("request_id", "a4")]).await.is(303);
    }
}

on_both! {
    async fn s15_the_applicant_of_a_case_does_not_work_on_it(office: Office) {
        let work = desk::filed(&office, "penelitian", "dasar").await;
        let answers = work.case().await.answers;
        let (name, nik) = (answers.text("nama").unwrap().to_owned(), answers.text("nik").unwrap().to_owned());
        // An officer of the applicant's name: taken to be one and the same, until the NIK says otherwise.
        let mut admin = office.officer("admin").await;
        let titled = format!("Hj. {name}, S.E.");
        let new = [("email", "sama@palembang.contoh"), ("name", titled.as_str()), ("agency", "dpmptsp"), ("roles", "petugas-loket")];
        admin.post("/meja/petugas/baru", &new).await.is(303);
        let mut same = office.officer("sama").await;
        let claim = format!("{}/ambil/verifikasi", work.page());
        same.post(&claim, &[("request_id", "a1")]).await.is(403).has("sama dengan nama petugas");
        same.post("/akun/kepentingan/nik", &[("nik", "123")]).await.is(422).has("href=\"#f-nik\"");
        same.post("/akun/kepentingan/nik", &[("nik", "1671045508900002")]).await.is(303);
        same.post(&claim, &[("request_id", "a2")]).await.is(303);
        same.post(&format!("{}/lepas/verifikasi", work.page()), &[("request_id", "a3")]).await.is(303);
        same.post("/akun/kepentingan/nik", &[("nik", &nik)]).await.is(303);
        same.post(&claim, &[("request_id", "a4")]).await.is(403).has("petugas itu sendiri");
        let stored = office.desk().query("select count(*) from account where nik is not null", vec![]).await.unwrap();
        assert_eq!(stored[0].int(0), 1);
        same.get("/akun/kepentingan").await.has("sudah dikenali").lacks(&nik);
    }
}

on_both! {
    async fn s16_roles_are_copied_for_a_time_and_the_report_says_who_may_approve(office: Office) {
        let (verifier, kabid) = (account(&office, "verifikator").await.to_string(), account(&office, "kabid").await.to_string());
        let form = |from: &'static str, days: &'static str| {
            vec![("account", verifier.clone()), ("model", kabid.clone()), ("from", from.to_owned()), ("days", days.to_owned()), ("reason", "Kabid sendirian bulan ini".to_owned())]
        };
        let send = async |who: &str, path: &str, form: Vec<(&str, String)>| {
            let form: Vec<(&str, &str)> = form.iter().map(|(name, text)| (*name, text.as_str())).collect();
            office.officer(who).await.post(path, &form).await
        };
        let new = "/meja/peran-sementara/baru";
        send("kabid", new, form("2026-01-11", "30")).await.is(422).has("sudah lewat");
        send("kabid", new, form("2026-01-12", "0")).await.is(422).has("1 sampai 180 hari");
        let mut nothing = form("2026-01-12", "30");
        nothing[1].1 = account(&office, "verifikator2").await.to_string();
        send("kabid", new, nothing).await.is(422).has("tidak punya peran");
        let mut foreign = form("2026-01-12", "30");
        foreign[1].1 = account(&office, "dinkes").await.to_string();
        send("kabid", new, foreign).await.is(422).has("instansi lain");
        send("kabid", new, form("2026-01-12", "30")).await.is(303);
        let work = desk::filed(&office, "sip-dokter", "dasar").await;
        work.done("loket", "loket", "lengkap", &[]).await;
        work.done("verifikator2", "verifikasi", "benar", &[]).await;
        office.at("2026-01-20T09:00:00+07:00").await;
        work.done("dinkes", "rekomendasi-dinkes", "direkomendasikan", &[]).await;
        work.done("verifikator", "konsep", "siap", &[]).await;
        // Asked for is not granted; who asked and who benefits do not decide.
        office.officer("verifikator").await.get("/meja?kotak=peran").await.lacks("2026-000001");
        let page = office.officer("admin").await.get("/meja/peran-sementara").await;
        page.is(200).has("Agus Firmansyah, S.Kom., seperti Sri").has("Kabid sendirian");
        let id = page.text().split("action=\"/meja/peran-sementara/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let decide = format!("/meja/peran-sementara/{id}");
        let reason = format!("reason-{id}");
        let yes = [("putusan", "setuju"), (reason.as_str(), "Beban kerja tinggi")];
        office.officer("kabid").await.post(&decide, &yes).await.is(403);
        office.officer("admin").await.post(&decide, &[("putusan", "setuju")]).await.is(422).has(&format!("href=\"#f-{reason}\""));
        office.officer("admin").await.post(&decide, &yes).await.is(303);
        office.officer("admin").await.post(&decide, &yes).await.is(409);
        office.officer("verifikator").await.get("/meja?kotak=peran").await.has("2026-000001");
        // Four eyes: who drafted it does not initial it, whatever role is lent.
        work.send("verifikator", "paraf", "paraf", &[]).await.is(403).has("empat mata");
        let report = office.officer("admin").await.get("/meja/wewenang").await;
        report.is(200).has("Pemeriksaan dan paraf Kepala Bidang").has("peran sementara, sampai 10 Februari 2026").has("Memutuskan");
        let csv = office.officer("admin").await.get("/meja/wewenang.csv").await;
        csv.is(200).has("Layanan,Langkah,Jenis,Peran,Instansi,Petugas,Karena");
        csv.has("Kepala Bidang Perizinan").has("\"Agus Firmansyah, S.Kom.\",\"peran sementara, sampai 10 Februari 2026\"");
        let told = Program::officer(&office, "loket").await.get("/authorities").await.json();
        let step = told["items"].as_array().unwrap().iter().find(|row| row["service"] == "sip-dokter" && row["step"] == "paraf").unwrap().clone();
        assert_eq!(step["officers"].as_array().unwrap().len(), 2);
        assert_eq!(step["officers"][1]["by"], "lent");
        // After its last day it is nothing, with nothing having run.
        office.app.clock().set("2026-02-11T08:00:00+07:00".parse().unwrap());
        office.officer("verifikator").await.get("/meja?kotak=peran").await.lacks("2026-000001");
        office.officer("admin").await.get("/meja/peran-sementara").await.has("Sudah berakhir");
        office.officer("admin").await.get("/meja/wewenang").await.lacks("peran sementara");
    }
}
