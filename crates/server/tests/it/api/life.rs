//! The whole life of a case by the API alone: the citizen's program and those of the officers.

use serde_json::{Value, json};

use super::client::{PDF, Program, Said as _, filed, research, sample};
use crate::on_both;
use crate::support::Office;

/// Completes a step of the case as it stands now.
async fn complete(officer: &Program, case: &str, step: &str, mut what: Value) -> Value {
    let seen = officer.get(&format!("/cases/{case}")).await.is(200).json()["version"].clone();
    what["seen"] = seen;
    officer.post(&format!("/cases/{case}/steps/{step}/completion"), &what).await.is(200).json()
}

fn all_fit() -> Value {
    let mut checks = serde_json::Map::new();
    for id in ["surat_permohonan", "proposal", "ktp", "pas_foto", "pernyataan_taat", "pernyataan_keabsahan"] {
        checks.insert(id.to_owned(), json!({"verdict": "fits"}));
    }
    Value::Object(checks)
}

on_both! {
    async fn a_case_lives_by_the_api_alone(office: Office) {
        let citizen = Program::citizen(&office, "dinda@surel.contoh").await;
        let application = filed(&citizen).await;
        assert_eq!((&application["state"], &application["fee"]), (&json!("open"), &json!(0)));
        assert_eq!(application["answers"]["nik"], "1671••••••••0001");
        assert_eq!(application["applicant"], "Dinda Puspita Sari");
        assert_eq!(application["files"]["pas_foto"]["name"], "foto.png");
        assert_eq!(application["promise"]["due"], "2026-01-20");
        assert_eq!(application["submitted"], "2026-01-12T09:00:00+07:00");
        let case = application["id"].to_string();

        // The counter returns one answer and one document; the clock stands still; the citizen answers both.
        let counter = Program::officer(&office, "loket").await;
        let inbox = counter.get("/tasks?part=free").await.is(200).json();
        assert_eq!((&inbox["items"][0]["case"], &inbox["free"]), (&application["id"], &json!(1)));
        let claimed = counter.post(&format!("/cases/{case}/steps/verifikasi/claim"), &json!({})).await.is(200).json();
        assert!(claimed["open"][0]["officer"]["name"].is_string());
        complete(&counter, &case, "verifikasi", json!({"outcome": "kembalikan", "objections": [
            {"field": "judul", "reason": "Judul belum menyebut lokasi."},
            {"file": "ktp", "reason": "Foto KTP terpotong."}]})).await;
        let mine = citizen.get(&format!("/applications/{case}")).await.is(200).json();
        assert_eq!((&mine["promise"]["paused"], &mine["promise"]["due"]), (&json!(true), &Value::Null));
        let why = json!({"id": "Foto KTP terpotong.", "en": "Foto KTP terpotong."});
        let returned = json!({"key": "ktp", "field": null, "file": "ktp", "other": null, "step": null, "part": null, "code": null, "reason": "Foto KTP terpotong.", "why": why});
        assert_eq!(mine["open"][0]["returned"][1], returned);
        let ktp = citizen.upload("ktp.pdf", &[PDF, b"% baru"].concat()).await;
        let half = json!({"answers": {"judul": "Pelayanan satu pintu di Palembang"}});
        let path = format!("/applications/{case}/correction");
        let faults = citizen.post(&path, &half).await.problem(422, "invalid")["faults"].clone();
        assert_eq!(faults[0]["field"], "ktp");
        let stray = json!({"answers": {"nama": "Orang Lain"}, "files": {"ktp": ktp}});
        citizen.post(&path, &stray).await.problem(422, "invalid");
        let whole = json!({"answers": {"judul": "Pelayanan satu pintu di Palembang"}, "files": {"ktp": ktp}});
        let again = citizen.with("idempotency-key", "perbaikan-1");
        again.post(&path, &whole).await.is(200);
        let mine = again.post(&path, &whole).await.is(200).json();
        assert_eq!((&mine["open"][0]["step"], &mine["answers"]["judul"]), (&json!("verifikasi"), &json!("Pelayanan satu pintu di Palembang")));

        granted(&office, &citizen, &counter, &case).await;
    }
}

/// From the complete application to the licence, its duty fulfilled.
async fn granted(office: &Office, citizen: &Program, counter: &Program, case: &str) {
    let analyst = decided(office, counter, case).await;
    let mine = citizen.get(&format!("/applications/{case}")).await.is(200).json();
    issued(&mine);
    let letter = &mine["letters"][0];
    let pdf = citizen.get(&format!("/applications/{case}/letters/1/pdf")).await;
    assert!(pdf.is(200).bytes.starts_with(b"%PDF-"));
    assert_eq!(pdf.headers["content-type"], "application/pdf");
    listed(office, counter, letter).await;
    analyst.get("/licences?service=sip-dokter").await.is(200).lacks("070/");

    let report = citizen.upload("laporan.pdf", PDF).await;
    let path = format!("/applications/{case}/duties/laporan_hasil");
    let done = citizen.post(&path, &json!({"file": report})).await.is(200).json();
    assert_eq!(done["duties"][0]["fulfilled"], "2026-01-13T10:00:00+07:00");

    let tracked = Program::anonymous(office).get(&format!("/tracking/{}", mine["tracking"].as_str().unwrap())).await;
    tracked.is(200).lacks("Dinda").lacks("1671");
    assert_eq!(tracked.json()["state"], "granted");
}

/// Every step of the office; gives the analyst of the agency.
async fn decided(office: &Office, counter: &Program, case: &str) -> Program {
    let (_, findings) = sample(include_str!("../../../../../services/penelitian/contoh.toml"), "dasar");
    complete(counter, case, "verifikasi", json!({"outcome": "lengkap", "checks": all_fit()})).await;
    office.at("2026-01-13T10:00:00+07:00").await;
    let analyst = Program::officer(office, "kesbangpol").await;
    let checks = json!({"proposal": {"verdict": "fits"}, "pernyataan_taat": {"verdict": "fits"}});
    let recommended =
        json!({"outcome": "direkomendasikan", "findings": findings["kajian-kesbangpol"], "checks": checks});
    complete(&analyst, case, "kajian-kesbangpol", recommended).await;
    for (name, step, outcome) in [
        ("verifikator", "konsep", "siap"),
        ("kabid", "paraf", "paraf"),
        ("kepala", "keputusan", "setuju"),
        ("loket", "penyerahan", "diserahkan"),
    ] {
        if step == "penyerahan" {
            office.work().await;
        }
        let officer = Program::officer(office, name).await;
        complete(&officer, case, step, json!({"outcome": outcome})).await;
    }
    analyst
}

/// What the applicant is told of the licence.
fn issued(mine: &Value) {
    assert_eq!(mine["state"], "granted");
    let letter = &mine["letters"][0];
    assert_eq!((&letter["number"], &letter["kind"]), (&json!("070/0001/SKP/DPMPTSP/I/2026"), &json!("licence")));
    assert_eq!(letter["until"], "2026-05-29");
    let last = mine["progress"].as_array().unwrap().last().unwrap();
    assert_eq!(last["text"]["id"].as_str().map(str::is_empty), Some(false));
}

/// The licence to everybody who has its code, and in the office's register.
async fn listed(office: &Office, counter: &Program, letter: &Value) {
    let verified = Program::anonymous(office).get(&format!("/verification/{}", letter["code"].as_str().unwrap())).await;
    assert_eq!(verified.is(200).lacks("1671").json()["standing"], "valid");
    assert_eq!(verified.json()["holder"], "Dinda Puspita Sari");
    let register = counter.get("/licences?service=penelitian&kind=licence&q=dinda").await.is(200).json();
    assert_eq!(
        (&register["items"][0]["number"], &register["items"][0]["standing"]),
        (&letter["number"], &json!("valid"))
    );
}

on_both! {
    async fn a_request_sent_again_acts_once(office: Office) {
        let citizen = Program::citizen(&office, "dinda@surel.contoh").await;
        let application = research(&citizen).await;
        let keyed = citizen.with("idempotency-key", "5f0c7e1a-8d5e-4f3a-9c39-2f1c7b4d6a10");
        let first = keyed.post("/applications", &application).await;
        let second = keyed.post("/applications", &application).await;
        assert_eq!(first.is(201).json()["number"], second.is(201).json()["number"]);
        assert_eq!(first.headers["location"], second.headers["location"]);
        let mut changed = application.clone();
        changed["answers"]["judul"] = json!("Judul yang lain");
        let refused = keyed.post("/applications", &changed).await.problem(422, "invalid");
        assert!(refused["detail"].as_str().unwrap().contains("kunci baru"), "{refused}");
        let other = citizen.post("/applications", &application).await.is(201).json();
        assert_ne!(first.json()["number"], other["number"]);
        let list = citizen.get("/applications?limit=1").await.is(200).json();
        assert_eq!(list["items"][0]["id"], other["id"]);
        let rest = citizen.get(&format!("/applications?limit=1&after={}", list["next"].as_str().unwrap())).await.json();
        assert_eq!((&rest["items"][0]["id"], &rest["next"]), (&first.json()["id"], &Value::Null));

        // The same key at another address is another request, and another account's key is its own.
        let path = format!("/applications/{}/withdrawal", other["id"]);
        assert_eq!(keyed.post(&path, &json!({"reason": "Ganti judul"})).await.is(200).json()["state"], "closed");
        let neighbour = Program::citizen(&office, "budi@surel.contoh").await;
        let keyed = neighbour.with("idempotency-key", "5f0c7e1a-8d5e-4f3a-9c39-2f1c7b4d6a10");
        let theirs = keyed.post("/applications", &research(&neighbour).await).await.is(201).json();
        assert_ne!(theirs["number"], first.json()["number"]);
        citizen.with("idempotency-key", "tidak boleh").post("/applications", &application).await.problem(400, "unreadable");
    }
}

on_both! {
    async fn the_counter_files_for_somebody_without_an_account(office: Office) {
        let counter = Program::officer(&office, "loket").await;
        let mut application = research(&counter).await;
        application["applicant"] = json!({"name": "", "email": "bukan surel"});
        let faults = counter.post("/cases", &application).await.problem(422, "invalid")["faults"].clone();
        assert_eq!((&faults[0]["field"], &faults[1]["field"]), (&json!("applicant.name"), &json!("applicant.email")));
        application["applicant"] = json!({"name": "Siti Rahma"});
        let case = counter.post("/cases", &application).await.is(201).json();
        assert_eq!(case["applicant"]["has_account"], false);
        assert!(case["filed_by"]["name"].is_string());
        let register = counter.get("/cases?state=open&q=dinda").await.is(200).json();
        assert_eq!(register["items"][0]["id"], case["id"]);
        // Nobody owns it, so the counter answers for the applicant.
        let path = format!("/applications/{}/withdrawal", case["id"]);
        Program::officer(&office, "kesbangpol").await.post(&path, &json!({})).await.problem(404, "not-found");
        assert_eq!(counter.post(&path, &json!({})).await.is(200).json()["state"], "closed");
    }
}

on_both! {
    async fn personal_numbers_are_whole_only_for_a_reason_that_is_kept(office: Office) {
        let citizen = Program::citizen(&office, "dinda@surel.contoh").await;
        let case = filed(&citizen).await["id"].to_string();
        let counter = Program::officer(&office, "loket").await;
        counter.get(&format!("/cases/{case}")).await.is(200).has("1671••••••••0001").lacks("1671164502030001");
        let path = format!("/cases/{case}/numbers");
        counter.post(&path, &json!({"reason": " "})).await.problem(422, "invalid");
        let whole = counter.post(&path, &json!({"reason": "Mencocokkan dengan Dukcapil"})).await.is(200).json();
        assert_eq!(whole["numbers"]["nik"], "1671164502030001");
        citizen.post(&path, &json!({"reason": "Ingin tahu saja"})).await.problem(403, "forbidden");
        let sql = "select what, detail, allowed from access_log where office = $1 and what = 'numbers'";
        let rows = office.desk().query(sql, vec![office.desk().id.as_str().into()]).await.unwrap();
        assert_eq!((rows.len(), rows[0].text(1), rows[0].int(2)), (1, "Mencocokkan dengan Dukcapil", 1));
    }
}
